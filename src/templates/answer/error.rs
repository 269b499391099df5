//! Why a text is no conversation.

/// Why a text is no conversation, with the offending part (shortened, control characters stripped).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// Nothing but white space.
    #[error("the answer is empty")]
    Empty,
    /// No JSON object anywhere.
    #[error("the answer holds no JSON object: {part:?}")]
    NoJson {
        /// How it begins.
        part: String,
    },
    /// An object that begins and does not end.
    #[error("the JSON in the answer is cut off after {part:?}")]
    CutOff {
        /// How it ends.
        part: String,
    },
    /// Braces, but not JSON.
    #[error("the answer is not valid JSON at {part:?}: {reason}")]
    BadJson {
        /// Around the offending place.
        part: String,
        /// What the parser said.
        reason: String,
    },
    /// JSON without an array of turns.
    #[error("the answer has no \"turns\" array; its fields are: {fields}")]
    NoTurns {
        /// The fields there are.
        fields: String,
    },
    /// An empty array of turns.
    #[error("the answer has an empty \"turns\" array")]
    ZeroTurns,
    /// A turn that is not an object with role and content.
    #[error("turn {turn} is not an object with \"role\" and \"content\": {part}")]
    BadTurn {
        /// Which turn, from 1.
        turn: usize,
        /// What it is.
        part: String,
    },
    /// A role that is neither user nor assistant.
    #[error("turn {turn} has the unknown role {role:?}; expected \"user\" or \"assistant\"")]
    BadRole {
        /// Which turn, from 1.
        turn: usize,
        /// What it says.
        role: String,
    },
    /// Content that is no string, or empty.
    #[error("turn {turn} has no text: \"content\" is {part}")]
    BadContent {
        /// Which turn, from 1.
        turn: usize,
        /// What it is.
        part: String,
    },
}

impl AnswerError {
    /// The name of this error, as logged: "answer_empty", "answer_no_json", …
    pub fn code(&self) -> &'static str {
        match self {
            AnswerError::Empty => "answer_empty",
            AnswerError::NoJson { .. } => "answer_no_json",
            AnswerError::CutOff { .. } => "answer_cut_off",
            AnswerError::BadJson { .. } => "answer_bad_json",
            AnswerError::NoTurns { .. } => "answer_no_turns",
            AnswerError::ZeroTurns => "answer_zero_turns",
            AnswerError::BadTurn { .. } => "answer_bad_turn",
            AnswerError::BadRole { .. } => "answer_bad_role",
            AnswerError::BadContent { .. } => "answer_bad_content",
        }
    }
}
