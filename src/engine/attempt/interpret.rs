//! What an answer is, and what becomes of its item: stored, asked again, failed, or given back because no item can work.

use std::time::Duration;

use crate::domain::conversation::NewConversation;
use crate::domain::ids::ConversationId;
use crate::domain::log::AttemptStatus;
use crate::provider::Verdict;
use crate::provider::{CallError, ErrorKind, Reply, Stop};
use crate::quality;
use crate::templates::answer::{self, Answer};
use crate::templates::prompt;

use crate::engine::attempt::{Caller, Exchange, Job};
use crate::engine::retry::Schedule;

/// A server that says "slow down" is believed this often for one item before the item fails.
const MOST_RATE_LIMITED: u32 = 30;

/// A server that refuses one field after the other is adapted to this often for one item before the item fails.
const MOST_ADAPTED: u32 = 8;

/// An overloaded server, or one that still loads its model, is waited for this many times as often as other failures are
/// tried again: about a minute by default.
const OVERLOAD_PATIENCE: u32 = 2;

/// What an answer turned out to be, before it is saved.
pub(super) struct Interpretation {
    pub status: AttemptStatus,
    pub error: Option<(String, String)>,
    pub conversation: Option<Box<NewConversation>>,
    pub next: Next,
}

/// What is to become of the item.
pub(super) enum Next {
    Store,
    Retry(Duration),
    Fail,
    GiveBack(Box<CallError>),
}

impl Caller {
    /// Says what came of a call; how often its item was asked is counted in the job.
    pub(super) fn interpret(&self, job: &mut Job, exchange: &Exchange, key: usize) -> Interpretation {
        match exchange.result {
            Ok(reply) => self.interpret_reply(job, reply, exchange),
            Err(error) => self.interpret_error(job, error, key),
        }
    }

    fn interpret_error(&self, job: &mut Job, error: &CallError, key: usize) -> Interpretation {
        let status = match error.kind {
            ErrorKind::RateLimited => AttemptStatus::RateLimited,
            ErrorKind::Timeout => AttemptStatus::Timeout,
            _ => AttemptStatus::Failed,
        };
        let schedule = Schedule::new(&self.limits);
        let next = match error.kind.verdict() {
            Verdict::StopRun => Next::GiveBack(Box::new(error.clone())),
            Verdict::FailItem => Next::Fail,
            // The key is paused for everybody, so the item itself need not wait: it queues at the limiter.
            Verdict::Retry if error.kind == ErrorKind::RateLimited => {
                let pause = schedule.delay(job.rate_limited, jitter(), error.retry_after);
                self.limiter.refused(key, pause);
                job.rate_limited += 1;
                if job.rate_limited <= MOST_RATE_LIMITED { Next::Retry(Duration::ZERO) } else { Next::Fail }
            }
            // The next call is another one, and no worse for having been preceded: it queues at the limiter at once.
            Verdict::Retry if error.kind == ErrorKind::Adapted => {
                job.adapted += 1;
                if job.adapted <= MOST_ADAPTED { Next::Retry(Duration::ZERO) } else { Next::Fail }
            }
            // No fault of the item: it passes by itself, and takes longer than a broken connection.
            Verdict::Retry if error.kind == ErrorKind::Overloaded => {
                let delay = schedule.delay(job.overloaded, jitter(), error.retry_after);
                job.overloaded += 1;
                let is_patient = job.overloaded <= self.limits.max_retries.saturating_mul(OVERLOAD_PATIENCE);
                if is_patient { Next::Retry(delay) } else { Next::Fail }
            }
            Verdict::Retry if job.failures < self.limits.max_retries => {
                let delay = schedule.delay(job.failures, jitter(), error.retry_after);
                job.failures += 1;
                Next::Retry(delay)
            }
            Verdict::Retry => Next::Fail,
        };
        // A failed item is read long after the call, in the log or a summary: what to do belongs to its message.
        let message = match &error.hint {
            Some(hint) => format!("{}. {hint}", error.message),
            None => error.message.clone(),
        };
        let error = Some((error.kind.as_str().to_owned(), message));
        Interpretation { status, error, conversation: None, next }
    }

    fn interpret_reply(&self, job: &mut Job, reply: &Reply, exchange: &Exchange) -> Interpretation {
        match &reply.stop {
            Stop::Refusal { category, explanation } => {
                let category = category.as_deref().map(|name| format!(" ({name})")).unwrap_or_default();
                let why = explanation.as_deref().map(|text| format!(": {text}")).unwrap_or_default();
                return bad("refusal", format!("the model refused{category}{why}"), Next::Fail);
            }
            Stop::Other(reason) => {
                let message = format!("the answer ended for an unknown reason: {reason}");
                let next = self.ask_again(job, false);
                return bad("unexpected_stop", message, next);
            }
            Stop::Complete | Stop::MaxTokens => {}
        }
        let cut_off = reply.stop == Stop::MaxTokens;
        match answer::parse(&reply.text) {
            Ok(answer) => Interpretation {
                status: AttemptStatus::Success,
                error: None,
                conversation: Some(Box::new(self.conversation(job, reply, answer, exchange, cut_off))),
                next: Next::Store,
            },
            Err(error) => {
                // Asking again raises the limit of the next call.
                let limit = job.max_tokens;
                let next = self.ask_again(job, cut_off);
                let note = if cut_off { format!(" (it ran into the limit of {limit} tokens)") } else { String::new() };
                bad(error.code(), format!("{error}{note}"), next)
            }
        }
    }

    /// An answer that is no conversation is asked for again at once, a smaller number of times than a failed call.
    fn ask_again(&self, job: &mut Job, cut_off: bool) -> Next {
        if job.bad_answers >= self.limits.max_answer_retries {
            return Next::Fail;
        }
        job.bad_answers += 1;
        if cut_off {
            job.max_tokens = self.ask.raised_max_tokens(job.max_tokens, &self.info);
        }
        Next::Retry(Duration::ZERO)
    }

    fn conversation(
        &self,
        job: &Job,
        reply: &Reply,
        answer: Answer,
        exchange: &Exchange,
        cut_off: bool,
    ) -> NewConversation {
        let text = &job.template.text;
        let total_tokens = exchange.usage.total();
        let context = quality::Context {
            threshold: text.quality_threshold,
            required_elements: &text.required_elements,
            cut_off,
            judge: None,
            total_tokens,
        };
        let assessment = quality::assess(&answer.turns, &context);
        let subject = job.request.subject.clone();
        let about = [subject.persona.as_str(), subject.topic.as_str()];
        let fallback = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" - ");
        let parameters = prompt::variables(text, &job.request).unwrap_or_default();
        NewConversation {
            id: ConversationId::new(),
            title: answer.title.unwrap_or(fallback),
            subject,
            intent: job.request.variables.get("intent").cloned(),
            tone: Some(text.tone.clone()).filter(|tone| !tone.is_empty()),
            tier: job.request.tier.unwrap_or(text.tier),
            categories: Some(text.category.clone()).filter(|name| !name.is_empty()).into_iter().collect(),
            turns: answer.turns,
            assessment,
            threshold: text.quality_threshold,
            total_tokens,
            tokens_estimated: reply.usage.is_none(),
            estimated_cost: job.estimate,
            actual_cost: job.spent.plus(exchange.cost),
            duration_ms: exchange.took.as_millis() as u64,
            retry_count: job.calls,
            template: Some((job.template.id, job.template.version)),
            provider: self.ask.provider,
            model: reply.model.clone(),
            batch: self.batch,
            chunk: None,
            parent: None,
            parameters,
            created_by: self.user.clone(),
            created_at: (self.clock)(),
        }
    }
}

fn bad(code: &str, message: String, next: Next) -> Interpretation {
    Interpretation { status: AttemptStatus::Failed, error: Some((code.to_owned(), message)), conversation: None, next }
}

/// A fresh random share of a second: the low bits of a time-ordered id are random.
fn jitter() -> f64 {
    f64::from(uuid::Uuid::now_v7().as_u128() as u32) / f64::from(u32::MAX)
}
