//! Decisions of reviewers, all or nothing.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::ids::{ActId, ConversationId};
use crate::domain::review::{Action, Basis, Change, Decision, ReviewEntry, may_agree};
use crate::domain::status::{Move, Repeat, Status};

use crate::store::decisions::acts::{NewAct, before_many, begin_change, grouped};
use crate::store::decisions::candidates::{CandidateRow, missing, select_to_change};
use crate::store::sql::bulk::in_shapes;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{reading, word, writing};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store, StoreError};

/// The statements of one decision about conversations that are in one state, made one after the other. What is before
/// some of them is kept right before these change: their pages are read once.
fn decision_of<DB: Dialect>(act: &NewAct<'_>, group: Group<'_>, ids: &[Uuid]) -> impl Iterator<Item = Statement> {
    let Group { from, to, why, .. } = group;
    let entry = ReviewEntry { why: why.map(str::to_owned), ..act.entry(from, to) };
    in_shapes(ids).flat_map(move |some| {
        let mut statements = act.keep_before(some, Some(to), why);
        statements.push(change_of::<DB>(&entry, group, some));
        statements
    })
}

fn change_of<DB: Dialect>(entry: &ReviewEntry, group: Group<'_>, ids: &[Uuid]) -> Statement {
    let mut change = begin_change::<DB>(entry);
    change.push(", decision_basis = ").bind(entry.basis.map(Basis::as_str));
    // Where a second person agrees, the first decision stays, with who made it and why.
    if !group.agrees {
        change.push(", status = ").bind(group.to.as_str());
        let approved = (group.to == Status::Approved).then_some(entry);
        change.push(", approved_by = ").bind(approved.map(|entry| entry.by.as_str()));
        change.push(", approved_at = ").bind(approved.map(|entry| entry.at));
        if let Some(why) = group.why {
            change.push(", reviewer_notes = ").bind(why);
        }
    }
    change.push(" WHERE id IN ").bind_list(ids.iter().copied());
    change
}

/// What the conversations of one statement share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Group<'a> {
    from: Status,
    to: Status,
    why: Option<&'a str>,
    /// Whether a second person makes the decision that stands.
    agrees: bool,
}

/// What a decision changes about one conversation.
struct Decided<'a> {
    change: Change,
    group: Group<'a>,
}

/// The decisions of one act, in their order; the rows arrive in another, some at a time.
struct Decisions<'a> {
    each: &'a [(ConversationId, &'a Decision)],
    basis: Basis,
    /// The place of each conversation; of one that stands twice, the first.
    places: HashMap<Uuid, usize>,
    decided: Vec<Option<Result<Decided<'a>>>>,
}

impl<'a> Decisions<'a> {
    fn of(each: &'a [(ConversationId, &'a Decision)], basis: Basis) -> Decisions<'a> {
        let places: HashMap<Uuid, usize> =
            each.iter().enumerate().rev().map(|(place, (id, _))| (id.0, place)).collect();
        Decisions { each, basis, places, decided: std::iter::repeat_with(|| None).take(each.len()).collect() }
    }

    /// `agreeable` holds those that this person may agree about.
    fn add(&mut self, row: CandidateRow, agreeable: &HashSet<ConversationId>) -> Result<()> {
        let it = row.candidate()?;
        let Some(place) = self.places.get(&it.id.0).copied() else { return Ok(()) };
        let (_, decision) = self.each[place];
        let is_unread = it.is_unread && self.basis != Basis::Filter;
        let repeat = Repeat::of(it.status, is_unread, agreeable.contains(&it.id));
        let decided = match it.status.decided(decision.step(), repeat) {
            Ok(to) => {
                let agrees = repeat == Repeat::Agrees && to == it.status;
                let group = Group { from: it.status, to, why: decision.reason(), agrees };
                let change = Change { id: it.id, short_id: it.short_id, from: it.status, to, title: it.title };
                Ok(Decided { change, group })
            }
            Err(source) => Err(StoreError::Move { short_id: it.short_id, source }),
        };
        self.decided[place] = Some(decided);
        Ok(())
    }

    /// What changes, in order; the first conversation that does not allow its decision, or is missing, is the error.
    fn changes(self) -> Result<Vec<Decided<'a>>> {
        let Decisions { each, places, decided, .. } = self;
        let all = each.iter().zip(decided).zip(0..).filter(|(((id, _), _), place)| places.get(&id.0) == Some(place));
        all.map(|(((id, _), decided), _)| decided.unwrap_or_else(|| Err(missing(*id)))).collect()
    }
}

fn select_histories(ids: &[ConversationId]) -> Statement {
    let mut select = Statement::new("SELECT id, status, review_history FROM conversations WHERE id IN ");
    select.bind_list(ids.iter().map(|id| id.0));
    select
}

type HistoryRow = (Uuid, String, Json<Vec<ReviewEntry>>);

/// Those that this person may agree about.
fn agreeable(rows: Vec<HistoryRow>, by: &str) -> Result<HashSet<ConversationId>> {
    let mut found = HashSet::new();
    for (id, status, history) in rows {
        if may_agree(&history, word(&status)?, by) {
            found.insert(ConversationId(id));
        }
    }
    Ok(found)
}

/// Marks a conversation as opened, where its state allows that. `needs_revision` stays.
pub(in crate::store) fn opening(id: ConversationId, by: &str, at: DateTime<Utc>) -> Statement {
    let openable = Status::ALL.iter().filter(|status| status.moves().contains(&Move::Open));
    let openable = openable.filter(|status| **status != Status::PendingReview).map(|status| status.as_str());
    let mut change = Statement::new("UPDATE conversations SET status = 'pending_review', updated_by = ");
    change.bind(by).push(", updated_at = ").bind(at).push(" WHERE id = ").bind(id.0).push(" AND status IN ");
    change.bind_list(openable);
    change
}

impl Store {
    /// Makes one decision about all these conversations. See [`Store::decide_each`].
    pub async fn decide(
        &self,
        ids: &[ConversationId],
        decision: &Decision,
        basis: Basis,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<Vec<Change>> {
        let each: Vec<_> = ids.iter().map(|id| (*id, decision)).collect();
        self.decide_each(&each, basis, by, at).await
    }

    /// Makes all these decisions in one transaction, as one act, or none: then the error names the first conversation
    /// that does not allow its own. Two reviewers cannot both win. The first decision about a conversation counts.
    /// Returns what changed.
    pub async fn decide_each(
        &self,
        each: &[(ConversationId, &Decision)],
        basis: Basis,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<Vec<Change>> {
        let Some((_, first)) = each.first() else { return Ok(Vec::new()) };
        let is_same = each.iter().all(|(_, decision)| decision.reason() == first.reason());
        let act = NewAct {
            id: ActId::new(),
            action: Action::from(first.step()),
            by,
            at,
            why: first.reason().filter(|_| is_same),
            basis: Some(basis),
            undoes: None,
        };
        let ids: Vec<ConversationId> = each.iter().map(|(id, _)| *id).collect();
        writing!(self, |tx| {
            if let Some(before) = before_many::<Engine>(ids.len()) {
                before.query::<Engine>().execute(&mut **tx).await?;
            }
            let histories: Vec<HistoryRow> = match basis {
                Basis::Opened => select_histories(&ids).query_as::<Engine, _>().fetch_all(&mut **tx).await?,
                Basis::Named | Basis::Filter => Vec::new(),
            };
            let agreeable = agreeable(histories, by)?;
            let mut decisions = Decisions::of(each, basis);
            for select in select_to_change::<Engine>(&ids) {
                for row in select.query_as::<Engine, CandidateRow>().fetch_all(&mut **tx).await? {
                    decisions.add(row, &agreeable)?;
                }
            }
            let changes = decisions.changes()?;
            act.insert().query::<Engine>().execute(&mut **tx).await?;
            let mut groups = grouped(changes.iter().map(|one| (one.group, one.change.id.0)));
            for (group, some) in &mut groups {
                // Neighbours lie on one page.
                some.sort_unstable();
                for statement in decision_of::<Engine>(&act, *group, some) {
                    statement.query::<Engine>().execute(&mut **tx).await?;
                }
            }
            Ok(changes.into_iter().map(|one| one.change).collect())
        })
    }

    /// Whether this person, who opened it, may make the decision that stands once more: another person made it.
    pub async fn may_agree(&self, id: ConversationId, by: &str) -> Result<bool> {
        let select = select_histories(&[id]);
        let rows = reading!(&self.db, |pool| select.query_as::<Engine, HistoryRow>().fetch_all(pool).await)?;
        Ok(agreeable(rows, by)?.contains(&id))
    }

    /// Marks a conversation as opened by a reviewer. Changes nothing where its state does not allow that.
    pub async fn open_for_review(&self, id: ConversationId, by: &str, at: DateTime<Utc>) -> Result<()> {
        let changed = writing!(self, |tx| {
            Ok(opening(id, by, at).query::<Engine>().execute(&mut **tx).await?.rows_affected())
        })?;
        if changed == 1 {
            return Ok(());
        }
        let mut look = Statement::new("SELECT count(*) FROM conversations WHERE id = ");
        look.bind(id.0);
        let (there,): (i64,) = reading!(&self.db, |pool| look.query_as::<Engine, _>().fetch_one(pool).await)?;
        match there {
            0 => Err(StoreError::NotFound { what: "conversation", given: id.to_string(), near: None }),
            _ => Ok(()),
        }
    }
}
