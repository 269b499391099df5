//! The kinds of error, and what each means for a run.

use std::time::Duration;

use crate::domain::word::words;
use crate::provider::LimitHeaders;

words! {
    /// The kind of a failed call. Limiter, retries, messages and exit codes depend on it alone.
    ErrorKind is "error kind" {
        /// Too many requests or tokens: wait.
        RateLimited = "rate_limited",
        /// The server is overloaded: wait longer.
        Overloaded = "overloaded",
        /// The server failed (5xx).
        Server = "server_error",
        /// No answer in time, or 408, 504.
        Timeout = "timeout",
        /// The connection could not be made or broke.
        Connection = "connection",
        /// The request conflicts with another one (409).
        Conflict = "conflict",
        /// The server refused an optional field, which later calls leave out: retry at once.
        Adapted = "adapted",
        /// Status 200, but the body does not follow the protocol.
        Protocol = "protocol",
        /// The server calls the request wrong (400, 422 …).
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
        /// A hard stop cut the call off after it was sent.
        Interrupted = "interrupted",
    }
}

/// What a failure means for the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Retry the item.
    Retry,
    /// Fail this item; others may work.
    FailItem,
    /// Stop the run: no item can work.
    StopRun,
    /// Release the item for a later run.
    Release,
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
            ErrorKind::Interrupted => Verdict::Release,
        }
    }
}

impl CallError {
    /// A call that a hard stop cut off after it was sent.
    pub fn interrupted() -> CallError {
        CallError {
            kind: ErrorKind::Interrupted,
            status: None,
            message: "the run was stopped hard before the answer came; the call may have been billed".to_owned(),
            hint: None,
            maybe_billed: true,
            retry_after: None,
            limits: LimitHeaders::default(),
            request_id: None,
            body: None,
        }
    }
}

/// A call without an answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct CallError {
    /// The kind, which decides what the run does.
    pub kind: ErrorKind,
    /// The HTTP status; `None` where no response came.
    pub status: Option<u16>,
    /// For people: names the server and quotes its message, redacted.
    pub message: String,
    /// What to do, as a sentence, where known: "Check ANTHROPIC_API_KEY …".
    pub hint: Option<String>,
    /// Whether the provider may have done the work and bill it, though no answer arrived.
    pub maybe_billed: bool,
    /// The wait the server asks for.
    pub retry_after: Option<Duration>,
    /// The rate-limit headers of the response.
    pub limits: LimitHeaders,
    /// The request's id at the provider.
    pub request_id: Option<String>,
    /// What came where it may be billed and could not be read: the body without keys, at most 1 MiB of it.
    pub body: Option<String>,
}
