//! Why a reply holds no JSON that could be read.

/// Why a reply holds no JSON that could be read. The quoted parts are shortened and have no control characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Only white space.
    #[error("the answer is empty")]
    Empty,
    /// Reasoning, and no answer after it.
    #[error("the answer holds only reasoning: nothing follows it after {part:?}")]
    OnlyReasoning {
        /// The end of the answer.
        part: String,
    },
    /// No JSON object anywhere.
    #[error("the answer holds no JSON object: {part:?}")]
    NoJson {
        /// The beginning of the answer.
        part: String,
    },
    /// An object that begins and does not end.
    #[error("the JSON in the answer is cut off after {part:?}")]
    CutOff {
        /// The end of the answer.
        part: String,
    },
    /// Braces, but not JSON.
    #[error("the answer is not valid JSON at {part:?}: {reason}")]
    BadJson {
        /// The text from just before the error.
        part: String,
        /// The parser's message.
        reason: String,
    },
}

impl JsonError {
    /// The error's name in the generation log.
    pub fn code(&self) -> &'static str {
        match self {
            JsonError::Empty => "answer_empty",
            JsonError::OnlyReasoning { .. } => "answer_only_reasoning",
            JsonError::NoJson { .. } => "answer_no_json",
            JsonError::CutOff { .. } => "answer_cut_off",
            JsonError::BadJson { .. } => "answer_bad_json",
        }
    }
}
