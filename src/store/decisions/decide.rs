//! Decisions of reviewers, all or nothing.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::ids::{ActId, ConversationId};
use crate::domain::review::{Action, Basis, Change, Decision, ReviewEntry, may_agree};
use crate::domain::status::{Move, Repeat, Status};

use crate::store::decisions::acts::{NewAct, begin_change, grouped};
use crate::store::decisions::candidates::{CandidateRow, in_order, select_to_change};
use crate::store::sql::bulk::in_shapes;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{reading, word, writing};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store, StoreError};

/// The statements of one decision about conversations that are in one state.
fn decision_of<DB: Dialect>(act: &NewAct<'_>, group: Group<'_>, ids: &[Uuid]) -> Vec<Statement> {
    let Group { from, to, why, agrees } = group;
    let entry = ReviewEntry { why: why.map(str::to_owned), ..act.entry(from, to) };
    let changes = in_shapes(ids).map(|some| {
        let mut change = begin_change::<DB>(&entry);
        change.push(", decision_basis = ").bind(entry.basis.map(Basis::as_str));
        if agrees {
            // The first decision stays, with who made it and why.
            change.push(" WHERE id IN ").bind_list(some.iter().copied());
            return change;
        }
        change.push(", status = ").bind(to.as_str());
        let approved = (to == Status::Approved).then_some(&entry);
        change.push(", approved_by = ").bind(approved.map(|entry| entry.by.as_str()));
        change.push(", approved_at = ").bind(approved.map(|entry| entry.at));
        if let Some(why) = why {
            change.push(", reviewer_notes = ").bind(why);
        }
        change.push(" WHERE id IN ").bind_list(some.iter().copied());
        change
    });
    act.keep_before(ids, Some(to), why).into_iter().chain(changes).collect()
}

/// What the conversations of one statement share.
#[derive(Debug, Clone, Copy)]
struct Group<'a> {
    from: Status,
    to: Status,
    why: Option<&'a str>,
    /// Whether a second person makes the decision that stands.
    agrees: bool,
}

/// What a decision changes about one conversation.
struct Decided {
    change: Change,
    why: Option<String>,
    agrees: bool,
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

/// What each decision changes; the first conversation that does not allow its own is the error.
fn changes_of(
    rows: Vec<CandidateRow>,
    each: &[(ConversationId, &Decision)],
    basis: Basis,
    agreeable: &HashSet<ConversationId>,
) -> Result<Vec<Decided>> {
    let decisions: HashMap<ConversationId, &Decision> = each.iter().rev().copied().collect();
    let ids: Vec<ConversationId> = each.iter().map(|(id, _)| *id).collect();
    let mut changes = Vec::with_capacity(ids.len());
    for it in in_order(rows, &ids)? {
        let Some(decision) = decisions.get(&it.id) else { continue };
        let repeat = Repeat::of(it.status, it.is_unread && basis != Basis::Filter, agreeable.contains(&it.id));
        match it.status.decided(decision.step(), repeat) {
            Ok(to) => {
                let why = decision.reason().map(str::to_owned);
                let agrees = repeat == Repeat::Agrees && to == it.status;
                let change = Change { id: it.id, short_id: it.short_id, from: it.status, to, title: it.title };
                changes.push(Decided { change, why, agrees });
            }
            Err(source) => return Err(StoreError::Move { short_id: it.short_id, source }),
        }
    }
    Ok(changes)
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
            let mut rows: Vec<CandidateRow> = Vec::with_capacity(ids.len());
            for select in select_to_change::<Engine>(&ids) {
                rows.extend(select.query_as::<Engine, CandidateRow>().fetch_all(&mut **tx).await?);
            }
            let histories: Vec<HistoryRow> = match basis {
                Basis::Opened => select_histories(&ids).query_as::<Engine, _>().fetch_all(&mut **tx).await?,
                Basis::Named | Basis::Filter => Vec::new(),
            };
            let changes = changes_of(rows, each, basis, &agreeable(histories, by)?)?;
            act.insert().query::<Engine>().execute(&mut **tx).await?;
            let group = |one: &Decided| (one.change.from, one.change.to, one.why.clone(), one.agrees);
            let groups = grouped(changes.iter().map(|one| (group(one), one.change.id.0)));
            for ((from, to, why, agrees), some) in &groups {
                let group = Group { from: *from, to: *to, why: why.as_deref(), agrees: *agrees };
                for statement in decision_of::<Engine>(&act, group, some) {
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
