//! Ids: time-ordered UUIDs (version 7) with one type per table, and the short id that people type.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id; sorts after every earlier id of this machine.
            #[allow(clippy::new_without_default, reason = "a default id would be a new one each time")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }
    )+};
}

ids! {
    /// The id of a conversation.
    ConversationId,
    /// The id of a batch.
    BatchId,
    /// The id of an item of a batch.
    ItemId,
    /// The id of a template, the same for all its versions.
    TemplateId,
    /// The id of a scenario.
    ScenarioId,
    /// The id of an edge case.
    EdgeCaseId,
    /// The id of a row of the generation log.
    LogId,
    /// The id of the audit row of an export.
    ExportId,
    /// The id of a document.
    DocumentId,
    /// The id of a chunk of a document.
    ChunkId,
    /// The id of what one command of a person changed.
    ActId,
}

/// In place of an id or the name of a batch: the newest that this user made.
pub(crate) const LAST: &str = "@last";

/// Crockford's alphabet in lower case, without i, l, o and u, which people misread.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

const SHORT_ID_LENGTH: usize = 10;

impl ConversationId {
    /// The id that people type: ten letters from the 50 low bits. These are random, so the first letters differ.
    pub fn short(self) -> String {
        spelled(self.0.as_u128() as u64, SHORT_ID_LENGTH)
    }
}

/// The lowest bits as so many letters of the alphabet, five bits each.
pub(crate) fn spelled(bits: u64, letters: usize) -> String {
    (0..letters).map(|place| ALPHABET[(bits >> (place * 5)) as usize & 31] as char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_ordered_by_the_time_they_were_made() {
        let ids: Vec<_> = (0..1000).map(|_| ConversationId::new()).collect();
        assert!(ids.is_sorted());
    }

    #[test]
    fn short_ids_of_neighbours_differ_early() {
        let (one, two) = (ConversationId::new().short(), ConversationId::new().short());
        assert_eq!(one.len(), SHORT_ID_LENGTH);
        assert_ne!(one[..4], two[..4]);
    }
}
