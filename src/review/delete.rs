//! Deleting: conversations go to the trash, from which an undo brings them back.

use chrono::{DateTime, Utc};

use crate::domain::filter::Filter;
use crate::domain::ids::ConversationId;
use crate::domain::review::Basis;
use crate::domain::status::Status;
use crate::store::{Candidate, Store, StoreError, check_deletable};

/// The conversations to delete.
#[derive(Debug, Clone, PartialEq)]
pub enum Doomed {
    /// Exactly these, which a person names.
    Ids(Vec<ConversationId>),
    /// All that match, oldest first.
    Filter(Box<Filter>),
}

/// A deletion that every selected conversation allows. Nothing changes before [`Deletion::commit`].
#[derive(Debug, Clone, PartialEq)]
pub struct Deletion {
    by: String,
    force: bool,
    basis: Basis,
    conversations: Vec<Candidate>,
    left_out: u64,
}

/// Plans to delete. Approved conversations need `force`: named ones are an error without it, a filter leaves them out.
pub async fn deletion(store: &Store, by: &str, doomed: Doomed, force: bool) -> Result<Deletion, StoreError> {
    let by = by.to_owned();
    match doomed {
        Doomed::Ids(ids) => {
            let conversations = store.candidates_named(&ids).await?;
            check_deletable(&conversations, force)?;
            Ok(Deletion { by, force, basis: Basis::Named, conversations, left_out: 0 })
        }
        Doomed::Filter(filter) => {
            let mut conversations = store.candidates(&filter).await?;
            let all = conversations.len();
            conversations.retain(|it| force || it.status != Status::Approved);
            let left_out = (all - conversations.len()) as u64;
            Ok(Deletion { by, force, basis: Basis::Filter, conversations, left_out })
        }
    }
}

impl Deletion {
    /// The conversations, in the order of the selection.
    pub fn conversations(&self) -> &[Candidate] {
        &self.conversations
    }

    /// Approved conversations that match the filter and stay.
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// Deletes all or none. Returns them as they were.
    pub async fn commit(self, store: &Store, now: DateTime<Utc>) -> Result<Vec<Candidate>, StoreError> {
        let ids: Vec<ConversationId> = self.conversations.iter().map(|it| it.id).collect();
        store.delete(&ids, self.force, self.basis, &self.by, now).await
    }
}
