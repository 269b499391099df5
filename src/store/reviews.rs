//! Decisions of reviewers, all or nothing.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use crate::domain::conversation::Conversation;
use crate::domain::ids::ConversationId;
use crate::domain::review::{Basis, Decision, ReviewEntry};
use crate::domain::status::{Move, Status};

use crate::store::conversations::filter::IS_UNREAD;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{reading, word, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, Store, StoreError};

/// One decision about one conversation, as a compare-and-set on the state before it.
fn decision_of<DB: Dialect>(id: ConversationId, entry: &ReviewEntry) -> Statement {
    let ReviewEntry { by, at, from, to, why, basis } = entry;
    let (by, at) = (by.as_str(), *at);
    let mut change = Statement::new("UPDATE conversations SET status = ");
    change.bind(to.as_str()).push(", updated_by = ").bind(by).push(", updated_at = ").bind(at);
    change.push(", decision_basis = ").bind(basis.map(Basis::as_str));
    // The database appends, so that no entry of another reviewer is lost.
    let (before, after) = DB::HISTORY_APPEND;
    change.push(", review_history = ").push(before).bind(Value::json(entry)).push(after);
    let (approved_by, approved_at) = if *to == Status::Approved { (Some(by), Some(at)) } else { (None, None) };
    change.push(", approved_by = ").bind(approved_by).push(", approved_at = ").bind(approved_at);
    if let Some(why) = why {
        change.push(", reviewer_notes = ").bind(why.as_str());
    }
    change.push(" WHERE id = ").bind(id.0).push(" AND status = ").bind(from.as_str());
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
    ) -> Result<Vec<Conversation>> {
        let each: Vec<_> = ids.iter().map(|id| (*id, decision)).collect();
        self.decide_each(&each, basis, by, at).await
    }

    /// Makes all these decisions in one transaction, or none: then the error names the first conversation that does not
    /// allow its own. Each change is a compare-and-set, so two reviewers cannot both win. The first decision about a
    /// conversation counts. Returns the changed conversations.
    pub async fn decide_each(
        &self,
        each: &[(ConversationId, &Decision)],
        basis: Basis,
        by: &str,
        at: DateTime<Utc>,
    ) -> Result<Vec<Conversation>> {
        let mut seen = HashSet::new();
        let each: Vec<_> = each.iter().copied().filter(|(id, _)| seen.insert(*id)).collect();
        writing!(self, |tx| {
            for (id, decision) in &each {
                loop {
                    let mut look = Statement::new(&format!(
                        "SELECT c.status, c.short_id, {IS_UNREAD} FROM conversations c WHERE c.id = "
                    ));
                    look.bind(id.0);
                    let found: Option<(String, String, bool)> =
                        look.query_as::<Engine, _>().fetch_optional(&mut **tx).await?;
                    let Some((status, short_id, is_unread)) = found else {
                        let given = id.to_string();
                        return Err(StoreError::NotFound { what: "conversation", given, near: None });
                    };
                    let from: Status = word(&status)?;
                    let to = from
                        .decided(decision.step(), is_unread && basis != Basis::Filter)
                        .map_err(|source| StoreError::Move { short_id, source })?;
                    let why = decision.reason().map(str::to_owned);
                    let at = Time::from(at).into();
                    let entry = ReviewEntry { by: by.to_owned(), at, from, to, why, basis: Some(basis) };
                    let change = decision_of::<Engine>(*id, &entry);
                    if change.query::<Engine>().execute(&mut **tx).await?.rows_affected() == 1 {
                        break;
                    }
                    // Another reviewer decided between the two statements (PostgreSQL only): read again.
                }
            }
            Ok(())
        })?;
        let ids: Vec<ConversationId> = each.iter().map(|(id, _)| *id).collect();
        self.conversations_named(&ids).await
    }

    /// Marks a conversation as opened by a reviewer. Changes nothing where its state does not allow that.
    pub async fn open_for_review(&self, id: ConversationId, by: &str, at: DateTime<Utc>) -> Result<()> {
        let openable = Status::ALL.iter().filter(|status| status.moves().contains(&Move::Open));
        let openable: Vec<&str> =
            openable.filter(|status| **status != Status::PendingReview).map(|status| status.as_str()).collect();
        let changed = writing!(self, |tx| {
            let mut change = Statement::new("UPDATE conversations SET status = 'pending_review', updated_by = ");
            change.bind(by).push(", updated_at = ").bind(at).push(" WHERE id = ").bind(id.0).push(" AND status IN ");
            change.bind_list(openable.iter().copied());
            Ok(change.query::<Engine>().execute(&mut **tx).await?.rows_affected())
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
