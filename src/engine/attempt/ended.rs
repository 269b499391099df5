//! How a call ended, once everything about it is saved.

use std::time::Duration;

use tokio::time::Instant;

use crate::domain::ids::ConversationId;
use crate::domain::money::Usd;
use crate::domain::quality::Score;
use crate::provider::CallError;

use crate::engine::durability::writer::NotSaved;

/// A call that is over.
#[derive(Debug)]
pub(crate) struct Call {
    /// What it cost.
    pub cost: Usd,
    /// What it may have cost beyond that: no answer came, or nobody counted its tokens, but the provider may bill it.
    pub uncertain: Usd,
    /// When it was sent.
    pub began: Instant,
    /// How long the provider took.
    pub took: Duration,
    /// What the call says of the server.
    pub sign: Sign,
    /// How it ended.
    pub ended: Ended,
}

/// How a call ended, after everything about it was saved.
#[derive(Debug)]
pub(crate) enum Ended {
    /// A conversation is stored.
    Stored(Stored),
    /// The item is to be tried again after a while.
    Retry {
        /// The named error.
        code: String,
        /// In words.
        message: String,
        /// After so long.
        after: Duration,
    },
    /// The item failed after all retries, or in a way that no retry helps.
    Failed {
        /// The named error.
        code: String,
        /// In words.
        message: String,
    },
    /// No item can work.
    StopRun(Box<CallError>),
    /// The answer could not be stored.
    NotSaved(NotSaved),
    /// Somebody else completed or took over the item meanwhile, or it is not wanted any more.
    Superseded,
}

/// What was stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Its id.
    pub id: ConversationId,
    /// Its title.
    pub title: String,
    /// Its score.
    pub score: Score,
    /// Whether it reached its threshold.
    pub passed: bool,
}

/// What a call says of the server, beyond its own item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// It answered the prompt, well or badly.
    Answered,
    /// It is there, and did not answer the prompt: it refused, said to slow down, or broke off.
    There,
    /// It was too busy to answer.
    Overloaded,
    /// No answer came in time.
    TimedOut,
    /// No connection could be made.
    Unreachable,
}
