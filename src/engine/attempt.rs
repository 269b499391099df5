//! One call of a provider for one item: prompt → limiter → provider → answer → check → score → store.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::time::Instant;

use crate::domain::batch::{Item, ItemRequest, ItemState};
use crate::domain::conversation::{NewConversation, ProviderName};
use crate::domain::ids::{BatchId, ConversationId, LogId};
use crate::domain::limits::Limits;
use crate::domain::log::{Attempt, AttemptStatus};
use crate::domain::money::Usd;
use crate::domain::quality::Score;
use crate::domain::template::Template;
use crate::domain::usage::{Usage, estimate_tokens};
use crate::provider::error::Verdict;
use crate::provider::models::ModelInfo;
use crate::provider::{CallError, ChatRequest, ErrorKind, Provider, Reply, Schema, SentBell, Stop};
use crate::quality;
use crate::store::{ItemUpdate, Outcome, Recorded};
use crate::templates::answer::{self, Answer};
use crate::templates::prompt::{self, Forms};

use super::limiter::{Limiter, Need};
use super::retry::Schedule;
use super::settings::{AskSettings, worst_cost, worst_usage};
use super::writer::{NotSaved, Writer};

/// A server that says "slow down" is believed this often for one item before the item fails.
const MOST_RATE_LIMITED: u32 = 30;

/// A server that refuses one field after the other is adapted to this often for one item before the item fails.
const MOST_ADAPTED: u32 = 8;

/// Everything the calls of a run share.
#[derive(Debug)]
pub struct Caller {
    /// Who answers.
    pub provider: Arc<dyn Provider>,
    /// How it is asked.
    pub ask: AskSettings,
    /// The schema of the answers.
    pub schema: Schema,
    /// The prompts of its templates, made ready.
    pub forms: Forms,
    /// What is known of the model.
    pub info: ModelInfo,
    /// The limits of the run.
    pub limits: Limits,
    /// Where calls wait for their turn.
    pub limiter: Limiter,
    /// Where outcomes are saved.
    pub writer: Writer,
    /// Who asked for the run.
    pub user: String,
    /// Whether prompts and answers are kept in the log.
    pub keep_payloads: bool,
    /// The batch, where there is one.
    pub batch: Option<BatchId>,
    /// The name this process holds items by.
    pub holder: String,
    /// The time of day.
    pub clock: fn() -> DateTime<Utc>,
}

/// An item on its way, with what happened to it in this run.
#[derive(Debug, Clone)]
pub struct Job {
    /// The item; `None` for a single conversation.
    pub item: Option<Item>,
    /// What it asks for.
    pub request: ItemRequest,
    /// The template it is made with.
    pub template: Arc<Template>,
    /// The token limit of the next call.
    pub max_tokens: u32,
    /// What it is expected to cost.
    pub estimate: Usd,
    /// What its failed calls cost so far.
    pub spent: Usd,
    /// Calls made, over all runs.
    pub calls: u32,
    /// Calls of this run that failed and count against the retries.
    pub failures: u32,
    /// Answers of this run that were no conversation.
    pub bad_answers: u32,
    /// Times in this run the server said to slow down.
    pub rate_limited: u32,
    /// Times in this run the server refused a field that was then left out.
    pub adapted: u32,
}

impl Job {
    /// Its place, from 1, for messages.
    pub fn position(&self) -> u64 {
        self.item.as_ref().map_or(1, |item| item.position + 1)
    }
}

/// How a call ended, after everything about it was saved.
#[derive(Debug)]
pub enum Ended {
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
    /// The item failed for good.
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
    /// Somebody else completed the item meanwhile.
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
    pub accepted: bool,
}

/// What a call says of the server, beyond its own item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// It answered, one way or another.
    There,
    /// It was too busy to answer.
    Overloaded,
    /// No connection could be made.
    Unreachable,
}

/// A call that is over.
#[derive(Debug)]
pub struct Call {
    /// What it cost.
    pub cost: Usd,
    /// What it may have cost beyond that: no answer came, but the provider may bill it.
    pub uncertain: Usd,
    /// How long the provider took.
    pub took: Duration,
    /// What the call says of the server.
    pub sign: Sign,
    /// How it ended.
    pub ended: Ended,
}

/// What an answer turned out to be, before it is saved.
struct Judged {
    status: AttemptStatus,
    error: Option<(String, String)>,
    conversation: Option<Box<NewConversation>>,
    next: Next,
}

/// What is to become of the item.
enum Next {
    Store,
    Retry(Duration),
    Fail,
    GiveBack(Box<CallError>),
}

impl Caller {
    /// The call that a job asks for next.
    pub fn request_for(&self, job: &Job) -> Result<ChatRequest, prompt::PromptError> {
        let prompt = self.forms.of(&job.template, self.ask.turns)?.fill(&job.template.text, &job.request)?;
        Ok(self.ask.chat_request(prompt, self.schema.clone(), &job.request, job.max_tokens, self.limits.timeout))
    }

    /// Whether the provider keeps the fixed part of this prompt in a cache that must be filled first: the Messages API,
    /// from a length on that depends on the model.
    pub fn is_cached(&self, request: &ChatRequest) -> bool {
        self.ask.provider == ProviderName::Anthropic
            && self.info.cache_min_tokens.is_some_and(|least| estimate_tokens(&request.system) >= u64::from(least))
    }

    /// Waits for its turn, asks once, and saves whatever comes back. `None` when the run stopped before its turn came.
    pub async fn attempt(
        &self,
        mut job: Job,
        mut request: ChatRequest,
        stopping: impl Future<Output = ()>,
    ) -> (Job, Option<Call>) {
        let worst = worst_usage(&request);
        let need = Need { input_tokens: worst.input_tokens, output_tokens: worst.output_tokens };
        let mut permit = tokio::select! {
            biased;
            () = stopping => return (job, None),
            permit = self.limiter.acquire(need) => permit,
        };
        let (bell, mut rung) = SentBell::new();
        request.sent = bell;
        let key = permit.key;
        let begin = Instant::now();
        let mut call = self.provider.complete(&request, key);
        let result = loop {
            tokio::select! {
                biased;
                Some(at) = rung.recv() => permit.sent(at),
                result = &mut call => break result,
            }
        };
        let duration = begin.elapsed();
        permit.settle(result.as_ref().ok());
        self.limiter.learn(key, result.as_ref().map_or_else(|error| &error.limits, |reply| &reply.limits));

        let usage = match &result {
            Ok(reply) => reply.usage.unwrap_or_else(|| estimated_usage(&request, reply)),
            Err(_) => Usage::default(),
        };
        let cost = self.info.cost(&usage);
        let judged = match &result {
            Ok(reply) => self.judge_reply(&mut job, reply, cost, duration),
            Err(error) => self.judge_error(&mut job, error, key),
        };
        job.calls += 1;
        let ended = self.save(&job, &request, &result, judged, usage, cost, duration).await;
        job.spent = job.spent.plus(cost);
        let sign = match &result {
            Err(error) if matches!(error.kind, ErrorKind::Timeout | ErrorKind::Overloaded) => Sign::Overloaded,
            Err(error) if error.kind == ErrorKind::Connection && !error.maybe_billed => Sign::Unreachable,
            _ => Sign::There,
        };
        let uncertain = self.uncertain(&request, &result);
        (job, Some(Call { cost, uncertain, took: duration, sign, ended }))
    }

    /// Nobody knows what a call cost whose answer never came: the worst is taken.
    fn uncertain(&self, request: &ChatRequest, result: &Result<Reply, CallError>) -> Usd {
        match result {
            Err(error) if error.maybe_billed => worst_cost(request, &self.info),
            _ => Usd::ZERO,
        }
    }

    fn judge_error(&self, job: &mut Job, error: &CallError, key: usize) -> Judged {
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
        Judged { status, error, conversation: None, next }
    }

    fn judge_reply(&self, job: &mut Job, reply: &Reply, cost: Usd, duration: Duration) -> Judged {
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
            Ok(answer) => Judged {
                status: AttemptStatus::Success,
                error: None,
                conversation: Some(Box::new(self.conversation(job, reply, answer, cost, duration, cut_off))),
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
        cost: Usd,
        duration: Duration,
        cut_off: bool,
    ) -> NewConversation {
        let text = &job.template.text;
        let total_tokens = answer.turns.iter().map(|turn| estimate_tokens(&turn.content)).sum();
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
            estimated_cost: job.estimate,
            actual_cost: job.spent.plus(cost),
            duration_ms: duration.as_millis() as u64,
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

    #[allow(clippy::too_many_arguments, reason = "each is a different fact about the one call")]
    async fn save(
        &self,
        job: &Job,
        request: &ChatRequest,
        result: &Result<Reply, CallError>,
        judged: Judged,
        usage: Usage,
        cost: Usd,
        duration: Duration,
    ) -> Ended {
        let Judged { status, error, conversation, next } = judged;
        let reply = result.as_ref().ok();
        let stored = conversation.as_ref().map(|made| Stored {
            id: made.id,
            title: made.title.clone(),
            score: made.assessment.score,
            accepted: made.assessment.score >= made.threshold,
        });
        let paid_for_nothing = conversation.is_none();
        let attempt = Attempt {
            id: LogId::new(),
            conversation_id: stored.as_ref().map(|stored| stored.id),
            batch_id: self.batch,
            item_id: job.item.as_ref().map(|item| item.id),
            template: Some((job.template.id, job.template.version)),
            provider: self.ask.provider,
            model: self.ask.model.clone(),
            request_id: match result {
                Ok(reply) => reply.request_id.clone(),
                Err(error) => error.request_id.clone(),
            },
            request: self.keep_payloads.then(|| format!("{}\n\n{}", request.system, request.prompt)),
            response: reply.filter(|_| self.keep_payloads || paid_for_nothing).map(|reply| reply.text.clone()),
            temperature: request.temperature,
            max_tokens: request.max_tokens,
            usage,
            cost_usd: cost,
            duration_ms: duration.as_millis() as u64,
            status,
            error_code: error.as_ref().map(|(code, _)| code.clone()),
            error_message: error.as_ref().map(|(_, message)| message.clone()),
            retry_attempt: job.calls.saturating_sub(1),
            created_by: self.user.clone(),
            created_at: (self.clock)(),
        };
        let item = job.item.as_ref().map(|item| ItemUpdate {
            id: item.id,
            held_by: self.holder.clone(),
            uncertain: self.uncertain(request, result),
            state: match next {
                Next::Store => ItemState::Completed,
                Next::Retry(_) => ItemState::Running,
                Next::Fail => ItemState::Failed,
                Next::GiveBack(_) => ItemState::Pending,
            },
        });
        let (code, message) = error.unwrap_or_default();
        match self.writer.save(Outcome { attempt, conversation: conversation.map(|made| *made), item }).await {
            Err(not_saved) => Ended::NotSaved(not_saved),
            Ok(Recorded::Superseded) => Ended::Superseded,
            Ok(Recorded::Stored) => match (next, stored) {
                (Next::Store, Some(stored)) => Ended::Stored(stored),
                (Next::Retry(after), _) => Ended::Retry { code, message, after },
                (Next::GiveBack(error), _) => Ended::StopRun(error),
                (Next::Fail | Next::Store, _) => Ended::Failed { code, message },
            },
        }
    }
}

fn bad(code: &str, message: String, next: Next) -> Judged {
    Judged { status: AttemptStatus::Failed, error: Some((code.to_owned(), message)), conversation: None, next }
}

/// Our own count where the provider gives none.
fn estimated_usage(request: &ChatRequest, reply: &Reply) -> Usage {
    Usage {
        input_tokens: estimate_tokens(&request.system) + estimate_tokens(&request.prompt),
        output_tokens: estimate_tokens(&reply.text),
        ..Usage::default()
    }
}

/// A fresh random share of a second: the low bits of a time-ordered id are random.
fn jitter() -> f64 {
    f64::from(uuid::Uuid::now_v7().as_u128() as u32) / f64::from(u32::MAX)
}
