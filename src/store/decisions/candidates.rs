//! What a decision needs to know of a conversation, and no more: a filter may match a million.

use std::collections::HashMap;

use uuid::Uuid;

use crate::domain::filter::Filter;
use crate::domain::ids::ConversationId;
use crate::domain::status::Status;

use crate::store::conversations::filter::{IS_UNREAD, push_where};
use crate::store::sql::bulk::in_shapes;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{reading, word};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store, StoreError};

/// A conversation that somebody may decide about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The conversation.
    pub id: ConversationId,
    /// Its id as people type it.
    pub short_id: String,
    /// Its title.
    pub title: String,
    /// Its status.
    pub status: Status,
    /// Whether it has a serious finding and no person opened or named it to decide about it.
    pub is_unread: bool,
}

#[derive(sqlx::FromRow)]
pub(super) struct CandidateRow {
    id: Uuid,
    short_id: String,
    title: String,
    status: String,
    is_unread: bool,
}

impl CandidateRow {
    pub(super) fn candidate(self) -> Result<Candidate> {
        let CandidateRow { id, short_id, title, status, is_unread } = self;
        Ok(Candidate { id: ConversationId(id), short_id, title, status: word(&status)?, is_unread })
    }
}

fn select() -> Statement {
    Statement::new(&format!(
        "SELECT c.id, c.short_id, c.title, c.status, {IS_UNREAD} AS is_unread FROM conversations c"
    ))
}

/// The statements that read these and lock them, always in the same order: two transactions never wait for each other.
pub(super) fn select_to_change<DB: Dialect>(ids: &[ConversationId]) -> Vec<Statement> {
    let mut sorted: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    sorted.sort_unstable();
    sorted.dedup();
    let selects = in_shapes(&sorted).map(|some| {
        let mut select = select();
        select.push(" WHERE c.id IN ").bind_list(some.iter().copied()).push(" ORDER BY c.id").push(DB::LOCK);
        select
    });
    selects.collect()
}

/// The rows in the order of the ids, each once. A missing one is an error.
pub(super) fn in_order(rows: Vec<CandidateRow>, ids: &[ConversationId]) -> Result<Vec<Candidate>> {
    let mut found: HashMap<Uuid, CandidateRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut all = Vec::with_capacity(found.len());
    let mut seen = std::collections::HashSet::new();
    for id in ids.iter().filter(|id| seen.insert(**id)) {
        all.push(found.remove(&id.0).ok_or_else(|| missing(*id))?.candidate()?);
    }
    Ok(all)
}

pub(super) fn missing(id: ConversationId) -> StoreError {
    StoreError::NotFound { what: "conversation", given: id.to_string(), near: None }
}

impl Store {
    /// All that match a filter, oldest first.
    pub async fn candidates(&self, filter: &Filter) -> Result<Vec<Candidate>> {
        let rows: Vec<CandidateRow> = reading!(&self.db, |pool| {
            let mut statement = select();
            push_where::<Engine>(&mut statement, filter);
            statement.push(" ORDER BY c.created_at, c.id");
            statement.query_as::<Engine, _>().fetch_all(pool).await
        })?;
        rows.into_iter().map(CandidateRow::candidate).collect()
    }

    /// These, in this order, each once. A missing one is an error.
    pub async fn candidates_named(&self, ids: &[ConversationId]) -> Result<Vec<Candidate>> {
        let mut rows = Vec::with_capacity(ids.len());
        let plain: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        for some in in_shapes(&plain) {
            let mut statement = select();
            statement.push(" WHERE c.id IN ").bind_list(some.iter().copied());
            let found: Vec<CandidateRow> =
                reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_all(pool).await)?;
            rows.extend(found);
        }
        in_order(rows, ids)
    }
}
