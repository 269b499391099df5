//! Ids: time-ordered UUIDs (version 7), one type per table, and the short id people type.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id, later than every id made before it on this machine.
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
    /// Names a conversation.
    ConversationId,
    /// Names a batch.
    BatchId,
    /// Names one item of a batch.
    ItemId,
    /// Names a template, whatever its version.
    TemplateId,
    /// Names a scenario.
    ScenarioId,
    /// Names an edge case.
    EdgeCaseId,
    /// Names a generation log row.
    LogId,
    /// Names an export log row.
    ExportId,
    /// Names a document.
    DocumentId,
    /// Names a chunk of a document.
    ChunkId,
}

/// Crockford's alphabet in lower case: no i, l, o or u to misread.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The letters of a short id.
pub const SHORT_ID_LENGTH: usize = 10;

impl ConversationId {
    /// The id people type: ten letters made of the 50 random low bits, so the first few already differ.
    pub fn short(self) -> String {
        let bits = self.0.as_u128();
        (0..SHORT_ID_LENGTH).map(|place| ALPHABET[(bits >> (place * 5)) as usize & 31] as char).collect()
    }
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
