//! One call of a provider for one item: prompt → limiter → provider → answer → check → score → store.
//!
//! This file makes the call; `judge.rs` says what its answer is and what becomes of the item, `record.rs` has it saved.

mod interpret;
mod record;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::time::Instant;

use crate::domain::batch::{Item, ItemRequest};
use crate::domain::ids::{BatchId, ConversationId};
use crate::domain::limits::Limits;
use crate::domain::money::Usd;
use crate::domain::quality::Score;
use crate::domain::template::Template;
use crate::domain::usage::{Usage, estimate_tokens};
use crate::provider::ModelInfo;
use crate::provider::{CallError, ChatRequest, ErrorKind, Provider, Reply, Schema, SentBell};
use crate::templates::{Forms, prompt};

use crate::engine::durability::clock::SuspendAwareInstant;
use crate::engine::durability::lease::Lease;
use crate::engine::durability::writer::{NotSaved, Writer};
use crate::engine::limiter::{Limiter, Need};
use crate::engine::settings::{AskSettings, worst_cost, worst_usage};

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
    pub worker_id: String,
    /// Until when it surely does.
    pub lease: Lease,
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
    /// Times in this run the server was overloaded.
    pub overloaded: u32,
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
pub enum Sign {
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

/// A call that is over.
#[derive(Debug)]
pub struct Call {
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

impl Caller {
    /// The call that a job asks for next.
    pub fn request_for(&self, job: &Job) -> Result<ChatRequest, prompt::PromptError> {
        let prompt = self.forms.of(&job.template, self.ask.turns)?.fill(&job.template.text, &job.request)?;
        Ok(self.ask.chat_request(prompt, self.schema.clone(), &job.request, job.max_tokens, self.limits.timeout))
    }

    /// Waits for its turn, asks once, and saves whatever comes back. `None` when it was called back before its turn came,
    /// or somebody else may have taken the item over meanwhile.
    pub async fn attempt(
        &self,
        mut job: Job,
        mut request: ChatRequest,
        called_back: impl Future<Output = ()>,
    ) -> (Job, Option<Call>) {
        let worst = worst_usage(&request);
        let need = Need { input_tokens: worst.input_tokens, output_tokens: worst.output_tokens };
        let mut permit = tokio::select! {
            biased;
            () = called_back => {
                self.limiter.called_back().await;
                return (job, None);
            }
            permit = self.limiter.acquire(need) => permit,
        };
        if job.item.is_some() && !self.lease.is_good(SuspendAwareInstant::now()) {
            permit.unused();
            return (job, None);
        }
        let (bell, mut rung) = SentBell::new();
        request.sent = bell;
        let key = permit.key;
        let began = Instant::now();
        let mut call = self.provider.complete(&request, key);
        let result = loop {
            tokio::select! {
                biased;
                Some(at) = rung.recv() => permit.sent(at),
                result = &mut call => break result,
            }
        };
        let took = began.elapsed();
        permit.settle(result.as_ref());
        self.limiter.learn(key, result.as_ref().map_or_else(|error| &error.limits, |reply| &reply.limits));

        let exchange = Exchange::new(&request, &result, took, &self.info);
        let interpretation = self.interpret(&mut job, &exchange, key);
        job.calls += 1;
        let ended = self.record(&job, &exchange, interpretation).await;
        job.spent = job.spent.plus(exchange.cost);
        let (cost, uncertain, sign) = (exchange.cost, exchange.uncertain, exchange.sign());
        (job, Some(Call { cost, uncertain, began, took, sign, ended }))
    }
}

/// One request, what came of it, and what that took.
struct Exchange<'a> {
    request: &'a ChatRequest,
    result: &'a Result<Reply, CallError>,
    usage: Usage,
    cost: Usd,
    /// Nobody knows what a call cost whose answer never came, or came without a count of its tokens: what it may have
    /// cost at worst, beyond `cost`.
    uncertain: Usd,
    took: Duration,
}

impl<'a> Exchange<'a> {
    fn new(
        request: &'a ChatRequest,
        result: &'a Result<Reply, CallError>,
        took: Duration,
        info: &ModelInfo,
    ) -> Exchange<'a> {
        let usage = match result {
            Ok(reply) => reply.usage.unwrap_or_else(|| estimated_usage(request, reply)),
            Err(_) => Usage::default(),
        };
        let cost = info.cost(&usage);
        let uncertain = match result {
            Err(error) if error.maybe_billed => worst_cost(request, info),
            // The text does not show what hidden reasoning took, or how many tokens it is in this model's eyes.
            Ok(Reply { usage: None, .. }) => worst_cost(request, info).minus(cost).max(Usd::ZERO),
            _ => Usd::ZERO,
        };
        Exchange { request, result, cost, usage, uncertain, took }
    }

    fn sign(&self) -> Sign {
        match self.result {
            Ok(_) => Sign::Answered,
            Err(error) if error.kind == ErrorKind::Overloaded => Sign::Overloaded,
            Err(error) if error.kind == ErrorKind::Timeout => Sign::TimedOut,
            Err(error) if error.kind == ErrorKind::Connection && !error.maybe_billed => Sign::Unreachable,
            Err(_) => Sign::There,
        }
    }
}

/// Our own count where the provider gives none.
fn estimated_usage(request: &ChatRequest, reply: &Reply) -> Usage {
    Usage {
        input_tokens: estimate_tokens(&request.system) + estimate_tokens(&request.prompt),
        output_tokens: estimate_tokens(&reply.text),
        ..Usage::default()
    }
}
