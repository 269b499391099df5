//! Why a reply holds no conversation.

use crate::domain::json_search::JsonError;

/// Why a reply holds no conversation. The quoted parts are shortened and have no control characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// No JSON that could be read.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// JSON without an array of turns.
    #[error("the answer has no \"turns\" array; its fields are: {fields}")]
    NoTurns {
        /// The names of the fields it has.
        fields: String,
    },
    /// An empty array of turns.
    #[error("the answer has an empty \"turns\" array")]
    ZeroTurns,
    /// More turns than anybody asks for: a model that repeats itself.
    #[error("the answer has {turns} turns; at most {most} are read")]
    TooManyTurns {
        /// How many there are.
        turns: usize,
        /// The most that are read.
        most: usize,
    },
    /// A turn that is not an object with role and content.
    #[error("turn {turn} is not an object with \"role\" and \"content\": {part}")]
    BadTurn {
        /// The turn, from 1.
        turn: usize,
        /// What stands there instead.
        part: String,
    },
    /// A role that is neither user nor assistant.
    #[error("turn {turn} has the unknown role {role:?}; expected \"user\" or \"assistant\"")]
    BadRole {
        /// The turn, from 1.
        turn: usize,
        /// The role as written.
        role: String,
    },
    /// Content that is no string, or empty.
    #[error("turn {turn} has no text: \"content\" is {part}")]
    BadContent {
        /// The turn, from 1.
        turn: usize,
        /// What "content" is instead.
        part: String,
    },
}

impl AnswerError {
    /// The error's name in the generation log.
    pub fn code(&self) -> &'static str {
        match self {
            AnswerError::Json(error) => error.code(),
            AnswerError::NoTurns { .. } => "answer_no_turns",
            AnswerError::ZeroTurns => "answer_zero_turns",
            AnswerError::TooManyTurns { .. } => "answer_too_many_turns",
            AnswerError::BadTurn { .. } => "answer_bad_turn",
            AnswerError::BadRole { .. } => "answer_bad_role",
            AnswerError::BadContent { .. } => "answer_bad_content",
        }
    }
}
