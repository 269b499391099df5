//! Makes one call: waits at the limiter, sends the request, interprets the result and saves it.

use chrono::{DateTime, Utc};
use tokio::time::Instant;

use crate::domain::actor::Actor;
use crate::domain::ids::BatchId;
use crate::provider::{ChatRequest, Schema, SentBell};
use crate::templates::{Forms, PromptError};

use crate::engine::attempt::ended::Call;
use crate::engine::attempt::exchange::Exchange;
use crate::engine::attempt::interpret::{Asked, interpret};
use crate::engine::attempt::job::Job;
use crate::engine::attempt::retry;
use crate::engine::durability::clock::SuspendAwareInstant;
use crate::engine::durability::lease::Lease;
use crate::engine::durability::writer::Writer;
use crate::engine::limiter::{Limiter, Need};
use crate::engine::terms::{Terms, worst_usage};

/// Everything the calls of a run share.
#[derive(Debug)]
pub(crate) struct Caller {
    pub terms: Terms,
    pub schema: Schema,
    /// The parsed prompts of its templates.
    pub forms: Forms,
    pub limiter: Limiter,
    pub writer: Writer,
    pub actor: Actor,
    /// Whether the generation log keeps prompts and answers.
    pub keep_payloads: bool,
    /// `None` for a single conversation.
    pub batch: Option<BatchId>,
    pub worker_id: String,
    pub lease: Lease,
    pub clock: fn() -> DateTime<Utc>,
}

impl Caller {
    /// The next request for a job.
    pub(crate) fn request_for(&self, job: &Job) -> Result<ChatRequest, PromptError> {
        let prompt = self.forms.of(&job.template, self.terms.ask.turns)?.fill(&job.template.text, &job.request)?;
        Ok(self.terms.ask.chat_request(
            prompt,
            self.schema.clone(),
            &job.request,
            job.tries.max_tokens,
            self.terms.limits.timeout,
        ))
    }

    /// Waits at the limiter, sends the request once, and saves the outcome. `None` if it was called back while it
    /// waited, or another worker may have taken the item over.
    pub(crate) async fn attempt(
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
        let mut call = self.terms.provider.complete(&request, key);
        let mut result = loop {
            tokio::select! {
                biased;
                Some(at) = rung.recv() => permit.sent(at),
                result = &mut call => break result,
            }
        };
        let took = began.elapsed();
        if let Ok(reply) = &mut result {
            reply.usage = reply.usage.and_then(|usage| usage.if_possible(&worst));
        }
        permit.settle(result.as_ref());
        self.limiter.learn(key, result.as_ref().map_or_else(|error| &error.limits, |reply| &reply.limits));

        let asked = Asked {
            ask: &self.terms.ask,
            info: &self.terms.info,
            limits: &self.terms.limits,
            template: &job.template.text,
            request: &job.request,
        };
        let interpretation = interpret(&asked, &result, &job.tries, retry::jitter());
        if let Some(pause) = interpretation.pause_key {
            self.limiter.refused(key, pause);
        }
        job.tries = interpretation.tries;
        let exchange = Exchange::new(&request, &result, took, &self.terms.info);
        let ended = self.record(&job, &exchange, interpretation).await;
        job.spent = job.spent.plus(exchange.cost);
        let (cost, uncertain, sign) = (exchange.cost, exchange.uncertain, exchange.sign());
        (job, Some(Call { cost, uncertain, began, took, sign, ended }))
    }
}
