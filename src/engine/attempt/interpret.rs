//! Interprets a reply or an error: a conversation or a named error, and what is next for the item. A pure function; the
//! call acts on the result.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::domain::batch::ItemRequest;
use crate::domain::conversation::Turn;
use crate::domain::language::LANGUAGE;
use crate::domain::limits::Limits;
use crate::domain::log::AttemptStatus;
use crate::domain::quality::Assessment;
use crate::domain::repairs;
use crate::domain::template::TemplateText;
use crate::domain::usage::estimate_tokens;
use crate::provider::{CallError, ErrorKind, ModelInfo, Reply, Stop, Verdict};
use crate::quality;
use crate::templates::answer::{self, Answer};
use crate::templates::prompt;

use crate::engine::attempt::job::Tries;
use crate::engine::attempt::retry::Schedule;
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
    pub template: &'a TemplateText,
    pub request: &'a ItemRequest,
    /// What the model was sent: the fixed part and the rendered text.
    pub prompt: [&'a str; 2],
}

#[derive(Debug, PartialEq)]
pub(super) struct Interpretation {
    pub status: AttemptStatus,
    /// The stored name of the error, and its message. A repaired answer has one beside its conversation.
    pub error: Option<(&'static str, String)>,
    pub conversation: Option<ConversationDraft>,
    pub next: Next,
    /// How long to pause the key after a rate limit.
    pub pause_key: Option<Duration>,
    /// The tries with this call.
    pub tries: Tries,
}

/// The parts of a conversation that come from the reply.
#[derive(Debug, PartialEq)]
pub(super) struct ConversationDraft {
    pub title: String,
    pub turns: Vec<Turn>,
    pub assessment: Assessment,
    /// The model, as it names itself.
    pub model: String,
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

/// The language asked for; empty where the template's own counts.
fn language(values: Option<&BTreeMap<String, String>>) -> &str {
    values.and_then(|values| values.get(LANGUAGE)).map_or("", String::as_str)
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
            Verdict::Retry if tries.failures < self.limits.max_retries => {
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
        Interpretation { status, error, conversation: None, next, pause_key, tries }
    }

    /// A readable conversation counts whatever the server says of its end, except that the model refused.
    fn interpret_reply(&self, reply: &Reply, mut tries: Tries) -> Interpretation {
        if let Stop::Refusal { category, explanation } = &reply.stop {
            let category = category.as_deref().map(|name| format!(" ({name})")).unwrap_or_default();
            let why = explanation.as_deref().map(|text| format!(": {text}")).unwrap_or_default();
            return failed("refusal", format!("the model refused{category}{why}"), Next::Fail, tries);
        }
        let cut_off = reply.stop == Stop::MaxTokens;
        let error = match answer::parse(&reply.text) {
            Ok(answer) => return self.conversation(reply, answer, cut_off, tries),
            Err(error) => error,
        };
        let (code, message) = match &reply.stop {
            Stop::Other(reason) => {
                ("unexpected_stop", format!("the answer ended for an unknown reason: {reason}; {error}"))
            }
            // `ask_again` raises the limit for the next call.
            Stop::MaxTokens => (error.code(), format!("{error} (it reached the limit of {} tokens)", tries.max_tokens)),
            Stop::Complete | Stop::Refusal { .. } => (error.code(), error.to_string()),
        };
        let next = self.ask_again(&mut tries, cut_off);
        failed(code, message, next, tries)
    }

    /// Retries an answer without a conversation at once, fewer times than a failed call.
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

    fn conversation(&self, reply: &Reply, answer: Answer, cut_off: bool, tries: Tries) -> Interpretation {
        let estimated = || answer.turns.iter().map(|turn| estimate_tokens(&turn.content)).sum();
        let total_tokens = reply.usage.map_or_else(estimated, |usage| usage.total());
        let kinds: Vec<&str> = answer.repairs.iter().map(|repair| repair.as_str()).collect();
        let repaired = || (repairs::CODE, repairs::message(&kinds));
        let about = [self.request.subject.persona.as_str(), self.request.subject.topic.as_str()];
        let fallback = || about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" - ");
        let title = answer.title.unwrap_or_else(fallback);
        let values = prompt::variables(self.template, self.request).ok();
        let context = quality::Context {
            threshold: self.template.quality_threshold,
            required_elements: &self.template.required_elements,
            cut_off,
            judge: None,
            total_tokens,
            turns_asked: self.ask.turns,
            longest_turn: answer::LONGEST_TURN,
            title: Some(&title),
            subject: Some(&self.request.subject),
            field: [&self.template.category, &self.template.name],
            prompt: self.prompt,
            values: values.as_ref(),
            stages: &self.template.structure,
            // The fixed part of every prompt asks for it.
            plain_prose: true,
            language: language(values.as_ref()),
        };
        let assessment = quality::assess(&answer.turns, &context);
        let model = reply.model.clone();
        Interpretation {
            status: AttemptStatus::Success,
            error: (!kinds.is_empty()).then(repaired),
            conversation: Some(ConversationDraft { title, turns: answer.turns, assessment, model }),
            next: Next::Store,
            pause_key: None,
            tries,
        }
    }
}

/// A paid reply without a conversation.
fn failed(code: &'static str, message: String, next: Next, tries: Tries) -> Interpretation {
    let error = Some((code, message));
    Interpretation { status: AttemptStatus::Failed, error, conversation: None, next, pause_key: None, tries }
}

fn retry_if(allowed: bool, after: Duration) -> Next {
    if allowed { Next::Retry(after) } else { Next::Fail }
}

#[cfg(test)]
mod tests;
