//! Who judges, and what: the rubric, the lowest mark that is no finding, and the selection.

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::domain::filter::Filter;
use crate::domain::ids::ConversationId;
use crate::quality::judge::Rubric;

use crate::engine::terms::AskSettings;

/// By what a judge marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judge {
    /// What the marks mean.
    pub rubric: Rubric,
    /// Marks below are findings, 1 to 10.
    pub min_mark: u8,
}

/// Which conversations to judge.
#[derive(Debug, Clone, PartialEq)]
pub enum JudgeSelection {
    /// All that match.
    Filter(Box<Filter>),
    /// These.
    Ids(Vec<ConversationId>),
}

impl Judge {
    /// What an answer depends on beside the text. Equal for the same judge in every process.
    fn asked(&self, ask: &AskSettings) -> serde_json::Value {
        json!([ask.provider, ask.model, ask.temperature, ask.max_tokens, self.rubric.checksum()])
    }

    /// Identifies the request for marks of a text.
    pub(super) fn fingerprint(&self, ask: &AskSettings, conversation: ConversationId, text: &str) -> String {
        digest(&json!([self.asked(ask), conversation, text]), 16)
    }

    /// Identifies the command: the same one continues its job.
    pub(super) fn name(&self, ask: &AskSettings, which: &JudgeSelection) -> String {
        let which = match which {
            JudgeSelection::Ids(ids) => json!(ids),
            JudgeSelection::Filter(filter) => json!(filter.without_ages()),
        };
        format!("judge {}", digest(&json!([self.asked(ask), self.min_mark, which]), 6))
    }
}

/// The first bytes of a SHA-256 in hexadecimal digits.
fn digest(value: &serde_json::Value, bytes: usize) -> String {
    let digest = Sha256::digest(value.to_string());
    digest.iter().take(bytes).map(|byte| format!("{byte:02x}")).collect()
}
