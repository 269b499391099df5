//! What a command to make conversations anew asks for.

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::domain::filter::Filter;
use crate::domain::ids::ConversationId;

use crate::engine::terms::AskSettings;

/// Which conversations to make anew, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct RegenerateWish {
    /// The old versions.
    pub which: RegenerateSelection,
    /// What to do differently; `None` for the note of the last send-back of each.
    pub note: Option<String>,
    /// The number of turns; `None` for what the old version was asked for.
    pub turns: Option<u32>,
}

/// Which conversations to make anew.
#[derive(Debug, Clone, PartialEq)]
pub enum RegenerateSelection {
    /// All that match.
    Filter(Box<Filter>),
    /// These.
    Ids(Vec<ConversationId>),
}

impl RegenerateWish {
    /// Identifies the command: the same one continues its job.
    pub(super) fn name(&self, ask: &AskSettings) -> String {
        let which = match &self.which {
            RegenerateSelection::Ids(ids) => json!(ids),
            RegenerateSelection::Filter(filter) => json!(filter.without_ages()),
        };
        // The same command of another day goes on with the same job.
        let ask = AskSettings { today: None, ..ask.clone() };
        format!("regenerate {}", digest(&json!([ask, self.note, self.turns, which]), 6))
    }
}

/// Identifies the request for a new version. Neither model nor settings are in it: one version for a note is enough.
pub(super) fn fingerprint(parent: ConversationId, note: &str) -> String {
    digest(&json!(["regenerate", parent, note]), 16)
}

/// The first bytes of a SHA-256 in hexadecimal digits.
fn digest(value: &serde_json::Value, bytes: usize) -> String {
    let digest = Sha256::digest(value.to_string());
    digest.iter().take(bytes).map(|byte| format!("{byte:02x}")).collect()
}
