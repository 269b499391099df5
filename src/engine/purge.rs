//! Purges conversations: first the spool is replayed, so that no answer comes back later.

use chrono::{DateTime, Utc};

use crate::domain::filter::Filter;
use crate::domain::ids::ConversationId;
use crate::domain::review::Basis;
use crate::store::{Purged, Store, StoreError};

use crate::engine::durability::spool::{Replayed, replay_spool};

/// The conversations to purge.
#[derive(Debug, Clone, PartialEq)]
pub enum PurgeOf {
    /// Exactly these, which a person names.
    Ids(Vec<ConversationId>),
    /// All that match, those in the trash included where the filter asks for persona, emotion, topic and words alone.
    Filter(Box<Filter>),
    /// Everything in the trash.
    Trash,
}

/// A purge to come. Nothing is removed before [`Purge::commit`].
#[derive(Debug, Clone, PartialEq)]
pub struct Purge {
    by: String,
    basis: Basis,
    ids: Vec<ConversationId>,
    /// Spool files that were replayed, and lines that stay in them.
    pub replayed: Vec<Replayed>,
    /// Deleted ones that may match: the filter asks for more than is known of them.
    pub unsearched: u64,
}

/// Replays the spool and selects.
pub async fn purge(store: &Store, by: &str, of: PurgeOf) -> Result<Purge, StoreError> {
    let replayed = replay_spool(store).await?;
    let mut unsearched = 0;
    let (ids, basis) = match of {
        PurgeOf::Ids(ids) => (ids, Basis::Named),
        PurgeOf::Filter(filter) => {
            let mut ids = store.ids(&filter).await?;
            match store.trash_matching(&filter).await? {
                Some(deleted) => ids.extend(deleted),
                None => unsearched = store.trash().await?.len() as u64,
            }
            (ids, Basis::Filter)
        }
        PurgeOf::Trash => (store.trash().await?, Basis::Filter),
    };
    Ok(Purge { by: by.to_owned(), basis, ids, replayed, unsearched })
}

impl Purge {
    /// The conversations, stored ones and those in the trash.
    pub fn ids(&self) -> &[ConversationId] {
        &self.ids
    }

    /// Removes them for good.
    pub async fn commit(self, store: &Store, now: DateTime<Utc>) -> Result<Purged, StoreError> {
        store.purge(&self.ids, self.basis, &self.by, now).await
    }
}
