//! Interprets a reply or an error: what was asked for or a named error, and what is next for the item. A pure function;
//! the call acts on the result.

use std::time::Duration;

use crate::domain::limits::Limits;
use crate::domain::log::AttemptStatus;
use crate::provider::{CallError, ErrorKind, ModelInfo, Reply, Stop, Verdict};

use crate::engine::attempt::job::Tries;
use crate::engine::attempt::retry::Schedule;
use crate::engine::attempt::steps::{Product, Read, Reading, Unread, Work};
use crate::engine::terms::AskSettings;

/// How often one item may meet a rate limit before it fails.
const MOST_RATE_LIMITED: u32 = 30;

/// How often a refused field is left out for one item before it fails.
const MOST_ADAPTED: u32 = 8;

/// Retries for an overloaded server, or one that still loads its model, as a multiple of the other retries: about a
/// minute by default.
const OVERLOAD_PATIENCE: u32 = 2;

pub(super) struct Asked<'a> {
    pub ask: &'a AskSettings,
    pub info: &'a ModelInfo,
    pub limits: &'a Limits,
    pub work: &'a Work,
    /// What the model was sent: the fixed part and the rendered text.
    pub prompt: [&'a str; 2],
}

#[derive(Debug, PartialEq)]
pub(super) struct Interpretation {
    pub status: AttemptStatus,
    /// The stored name of the error, and its message. A repaired answer has one beside its product.
    pub error: Option<(&'static str, String)>,
    pub product: Option<Product>,
    pub next: Next,
    /// How long to pause the key after a rate limit.
    pub pause_key: Option<Duration>,
    /// The tries with this call.
    pub tries: Tries,
}

/// What is next for the item.
#[derive(Debug, PartialEq)]
pub(super) enum Next {
    Store,
    Retry(Duration),
    Fail,
    /// Releases the item: the run is stopped hard.
    Release,
    /// Releases the item and stops the run: no call can work.
    StopRun(Box<CallError>),
}

/// Interprets the result of a call. `jitter` is a fresh random number from 0 to 1, in seconds.
pub(super) fn interpret(
    asked: &Asked,
    result: &Result<Reply, CallError>,
    tries: &Tries,
    jitter: f64,
) -> Interpretation {
    let tries = Tries { calls: tries.calls + 1, ..*tries };
    match result {
        Ok(reply) => asked.interpret_reply(reply, tries),
        Err(error) => asked.interpret_error(error, tries, jitter),
    }
}

/// What a hard stop leaves of a call whose answer came and was not read yet. The log keeps the answer.
pub(super) fn not_read(tries: &Tries) -> Interpretation {
    let message = "the run was stopped hard before this answer was read".to_owned();
    failed(ErrorKind::Interrupted.as_str(), message, Next::Release, Tries { calls: tries.calls + 1, ..*tries })
}

impl Asked<'_> {
    fn interpret_error(&self, error: &CallError, mut tries: Tries, jitter: f64) -> Interpretation {
        let status = match error.kind {
            ErrorKind::RateLimited => AttemptStatus::RateLimited,
            ErrorKind::Timeout => AttemptStatus::Timeout,
            _ => AttemptStatus::Failed,
        };
        let delay = |attempt| Schedule::new(self.limits).delay(attempt, jitter, error.retry_after);
        let mut pause_key = None;
        let next = match error.kind.verdict() {
            Verdict::StopRun => Next::StopRun(Box::new(error.clone())),
            Verdict::FailItem => Next::Fail,
            Verdict::Release => Next::Release,
            // The item itself need not wait: it queues at the limiter, where its key is paused.
            Verdict::Retry if error.kind == ErrorKind::RateLimited => {
                pause_key = Some(delay(tries.rate_limited));
                tries.rate_limited += 1;
                retry_if(tries.rate_limited <= MOST_RATE_LIMITED, Duration::ZERO)
            }
            // The next request differs, so it can go to the limiter at once.
            Verdict::Retry if error.kind == ErrorKind::Adapted => {
                tries.adapted += 1;
                retry_if(tries.adapted <= MOST_ADAPTED, Duration::ZERO)
            }
            // Overload passes by itself, but takes longer than a broken connection.
            Verdict::Retry if error.kind == ErrorKind::Overloaded => {
                let wait = delay(tries.overloaded);
                tries.overloaded += 1;
                retry_if(tries.overloaded <= self.limits.max_retries.saturating_mul(OVERLOAD_PATIENCE), wait)
            }
            // It was paid for, like an answer that is no conversation.
            Verdict::Retry if is_paid_in_vain(error) && tries.bad_answers >= self.limits.max_answer_retries => {
                Next::Fail
            }
            Verdict::Retry if tries.failures < self.limits.max_retries => {
                tries.bad_answers += u32::from(is_paid_in_vain(error));
                let wait = delay(tries.failures);
                tries.failures += 1;
                Next::Retry(wait)
            }
            Verdict::Retry => Next::Fail,
        };
        // People read the message later, in the log or a summary, so it includes what to do.
        let message = match &error.hint {
            Some(hint) => format!("{}. {hint}", error.message),
            None => error.message.clone(),
        };
        let error = Some((error.kind.as_str(), message));
        Interpretation { status, error, product: None, next, pause_key, tries }
    }

    /// A readable answer counts whatever the server says of its end, except that the model refused.
    fn interpret_reply(&self, reply: &Reply, mut tries: Tries) -> Interpretation {
        if let Stop::Refusal { category, explanation } = &reply.stop {
            let category = category.as_deref().map(|name| format!(" ({name})")).unwrap_or_default();
            let why = explanation.as_deref().map(|text| format!(": {text}")).unwrap_or_default();
            return failed("refusal", format!("the model refused{category}{why}"), Next::Fail, tries);
        }
        let cut_off = matches!(reply.stop, Stop::MaxTokens | Stop::ContextLength);
        let Unread { code, message } = match self.work.read(self.reading(cut_off), reply) {
            Ok(read) => return success(read, tries),
            Err(unread) => unread,
        };
        let (code, message) = match &reply.stop {
            Stop::Other(reason) => {
                ("unexpected_stop", format!("the answer ended for an unknown reason: {reason}; {message}"))
            }
            // More tokens would not fit either.
            Stop::ContextLength => {
                let message = format!(
                    "prompt and answer do not fit the model's context: {message}. Lower --turns or --max-tokens, or \
                     shorten the template or its values."
                );
                return failed(ErrorKind::ContextLength.as_str(), message, Next::Fail, tries);
            }
            Stop::MaxTokens if code == "answer_only_reasoning" => {
                let limit = tries.max_tokens;
                (code, format!("{message} (it reached the limit of {limit} tokens; raise --max-tokens)"))
            }
            // `ask_again` raises the limit for the next call.
            Stop::MaxTokens => (code, format!("{message} (it reached the limit of {} tokens)", tries.max_tokens)),
            Stop::Complete | Stop::Refusal { .. } => (code, message),
        };
        let next = self.ask_again(&mut tries, cut_off);
        failed(code, message, next, tries)
    }

    fn reading(&self, cut_off: bool) -> Reading<'_> {
        Reading { ask: self.ask, prompt: self.prompt, cut_off }
    }

    /// Retries an answer without what was asked for at once, fewer times than a failed call.
    fn ask_again(&self, tries: &mut Tries, cut_off: bool) -> Next {
        if tries.bad_answers >= self.limits.max_answer_retries {
            return Next::Fail;
        }
        tries.bad_answers += 1;
        if cut_off {
            tries.max_tokens = self.ask.raised_max_tokens(tries.max_tokens, self.info);
        }
        Next::Retry(Duration::ZERO)
    }
}

/// Whether an answer came that nothing could be read in.
fn is_paid_in_vain(error: &CallError) -> bool {
    error.kind == ErrorKind::Protocol && error.maybe_billed
}

fn success(read: Read, tries: Tries) -> Interpretation {
    Interpretation {
        status: AttemptStatus::Success,
        error: read.repaired,
        product: Some(read.product),
        next: Next::Store,
        pause_key: None,
        tries,
    }
}

/// A paid reply without what was asked for.
fn failed(code: &'static str, message: String, next: Next, tries: Tries) -> Interpretation {
    let error = Some((code, message));
    Interpretation { status: AttemptStatus::Failed, error, product: None, next, pause_key: None, tries }
}

fn retry_if(allowed: bool, after: Duration) -> Next {
    if allowed { Next::Retry(after) } else { Next::Fail }
}

#[cfg(test)]
mod tests;
