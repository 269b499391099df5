//! Who judges, and what: the rubric, the lowest mark that is no finding, and the selection.

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::domain::filter::Filter;
use crate::domain::ids::ConversationId;
use crate::quality::judge::{Question, Rubric};

use crate::engine::terms::AskSettings;

/// By what a judge marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judge {
    /// What the marks mean.
    pub rubric: Rubric,
    /// Marks below are findings, 1 to 10.
    pub min_mark: u8,
    /// Whether a question is asked that this judge answered in an earlier form.
    pub anew: bool,
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
    /// What an answer depends on beside the text, by the checksum of a rubric. Equal for the same judge in every process.
    fn asked(ask: &AskSettings, rubric: &str) -> serde_json::Value {
        json!([ask.provider, ask.model, ask.temperature, ask.max_tokens, rubric])
    }

    /// The fingerprints of marks that count for this judge, rubric and text: first the one of new marks, then those by
    /// earlier wordings of its rubric.
    pub(super) fn fingerprints(&self, ask: &AskSettings, conversation: ConversationId, text: &str) -> Vec<String> {
        let of = |rubric: &String| digest(&json!([Judge::asked(ask, rubric), conversation, text]), 16);
        self.rubric.checksums().iter().map(of).collect()
    }

    /// Identifies the command: the same one continues its job.
    pub(super) fn name(&self, ask: &AskSettings, which: &JudgeSelection) -> String {
        let which = match which {
            JudgeSelection::Ids(ids) => json!(ids),
            JudgeSelection::Filter(filter) => json!(filter.without_ages()),
        };
        format!("judge {}", digest(&json!([Judge::asked(ask, &self.rubric.checksum()), self.min_mark, which]), 6))
    }
}

/// The fingerprint of a whole question: `fingerprint` is that of its judge, rubric and text.
pub(super) fn question_of(fingerprint: &str, question: &Question) -> String {
    digest(&json!([fingerprint, question.system, question.text]), 16)
}

/// The first bytes of a SHA-256 in hexadecimal digits.
fn digest(value: &serde_json::Value, bytes: usize) -> String {
    let digest = Sha256::digest(value.to_string());
    digest.iter().take(bytes).map(|byte| format!("{byte:02x}")).collect()
}
