//! The one mapping from what a server said to what it means.

use std::time::Duration;

use crate::domain::word::words;
use crate::provider::LimitHeaders;

words! {
    /// What kind of failure a call met. Limiter, retry, message and exit code all read this.
    ErrorKind is "error kind" {
        /// Too many requests or tokens: wait.
        RateLimited = "rate_limited",
        /// The server has too much to do: wait longer.
        Overloaded = "overloaded",
        /// The server failed (5xx).
        Server = "server_error",
        /// No answer in time, or 408, 504.
        Timeout = "timeout",
        /// The connection could not be made or broke.
        Connection = "connection",
        /// 409.
        Conflict = "conflict",
        /// The server refused a field that is left out from now on: ask again at once.
        Adapted = "adapted",
        /// 200, but not what the protocol says.
        Protocol = "protocol",
        /// The request was refused as wrong (400, 422 …).
        BadRequest = "bad_request",
        /// Prompt and answer do not fit the model's context.
        ContextLength = "context_length",
        /// The request is too large (413).
        TooLarge = "too_large",
        /// The key is wrong (401).
        BadKey = "bad_key",
        /// The key may not do this (403).
        Forbidden = "forbidden",
        /// The account is empty.
        NoCredit = "no_credit",
        /// A spend limit was reached.
        SpendLimit = "spend_limit",
        /// No such model, or no such address (404).
        UnknownModel = "unknown_model",
    }
}

/// What a failure means for the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Try the item again.
    Retry,
    /// This item cannot work; others may.
    FailItem,
    /// No item can work: stop the run and say what to do.
    StopRun,
}

impl ErrorKind {
    /// What this kind means for the run.
    pub fn verdict(self) -> Verdict {
        match self {
            ErrorKind::RateLimited
            | ErrorKind::Overloaded
            | ErrorKind::Server
            | ErrorKind::Timeout
            | ErrorKind::Connection
            | ErrorKind::Conflict
            | ErrorKind::Adapted
            | ErrorKind::Protocol => Verdict::Retry,
            ErrorKind::BadRequest | ErrorKind::ContextLength | ErrorKind::TooLarge => Verdict::FailItem,
            ErrorKind::BadKey
            | ErrorKind::Forbidden
            | ErrorKind::NoCredit
            | ErrorKind::SpendLimit
            | ErrorKind::UnknownModel => Verdict::StopRun,
        }
    }
}

/// A call that brought no answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct CallError {
    /// What kind.
    pub kind: ErrorKind,
    /// The HTTP status, where there was one.
    pub status: Option<u16>,
    /// In words, with the server's own message, without secrets and control characters.
    pub message: String,
    /// What to do about it, as a sentence, where we know ("check ANTHROPIC_API_KEY …").
    pub hint: Option<String>,
    /// Whether the provider may have done the work, and bill it, though no answer reached us.
    pub maybe_billed: bool,
    /// How long the server asked us to wait.
    pub retry_after: Option<Duration>,
    /// What the rate-limit headers said.
    pub limits: LimitHeaders,
    /// The request's id at the provider.
    pub request_id: Option<String>,
}
