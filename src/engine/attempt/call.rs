//! Makes one call: waits at the limiter, sends the request, interprets the result and saves it.

use std::pin::{Pin, pin};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::time::Instant;

use crate::domain::actor::Actor;
use crate::domain::ids::BatchId;
use crate::provider::{CallError, ChatRequest, ErrorKind, Reply, SentBell};
use crate::templates::PromptError;

use crate::engine::attempt::ended::Call;
use crate::engine::attempt::exchange::{Exchange, estimated_usage};
use crate::engine::attempt::interpret::{Asked, Interpretation, interpret, not_read};
use crate::engine::attempt::job::Job;
use crate::engine::attempt::retry;
use crate::engine::attempt::steps::Materials;
use crate::engine::durability::clock::SuspendAwareInstant;
use crate::engine::durability::lease::Lease;
use crate::engine::durability::writer::Writer;
use crate::engine::limiter::{Limiter, Need, Permit};
use crate::engine::terms::{Terms, worst_usage};

/// From this many bytes on an answer is read on a thread of its own.
const LONG_ANSWER: usize = 64 * 1024;

/// Everything the calls of a run share.
#[derive(Debug)]
pub(crate) struct Caller {
    pub terms: Terms,
    pub materials: Materials,
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
        job.work.request(&self.terms, &self.materials, job.tries.max_tokens)
    }

    /// Waits at the limiter, sends the request once, and saves the outcome. `None` if nothing was sent: the call was
    /// called back while it waited, or another worker may have taken the item over.
    ///
    /// `cut_off` is a hard stop: it ends a call that was sent, which is saved as one that may be billed.
    pub(crate) async fn attempt(
        &self,
        mut job: Job,
        mut request: ChatRequest,
        called_back: impl Future<Output = ()>,
        cut_off: impl Future<Output = ()>,
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
        let mut cut_off = pin!(cut_off);
        let key = permit.key;
        let began = Instant::now();
        let Some(result) = self.send(&mut request, &mut permit, cut_off.as_mut()).await else {
            permit.unused();
            return (job, None);
        };
        let took = began.elapsed();
        permit.settle(result.as_ref());
        self.limiter.learn(key, result.as_ref().map_or_else(|error| &error.limits, |reply| &reply.limits));

        let result = Arc::new(result);
        let interpretation = match *result {
            // The hard stop came already.
            Err(ref error) if error.kind == ErrorKind::Interrupted => self.interpret(&job, &request, &result).await,
            _ => tokio::select! {
                biased;
                interpretation = self.interpret(&job, &request, &result) => interpretation,
                () = cut_off => not_read(&job.tries),
            },
        };
        if let Some(pause) = interpretation.pause_key {
            self.limiter.refused(key, pause);
        }
        job.tries = interpretation.tries;
        let exchange = Exchange::new(&request, &result, took, &self.terms.info);
        let ended = self.record(&job, &exchange, interpretation).await;
        job.spent = job.spent.plus(exchange.cost);
        let (cost, uncertain, sign) = (exchange.cost, exchange.uncertain, exchange.sign());
        let limit_reached = exchange.limit_reached();
        (job, Some(Call { cost, uncertain, began, took, sign, limit_reached, ended }))
    }

    /// Sends the request and waits for its end. `None` if a hard stop came before anything was sent.
    async fn send(
        &self,
        request: &mut ChatRequest,
        permit: &mut Permit<'_>,
        mut cut_off: Pin<&mut impl Future<Output = ()>>,
    ) -> Option<Result<Reply, CallError>> {
        let (bell, mut rung) = SentBell::new();
        request.sent = bell;
        let mut is_sent = false;
        let mut call = self.terms.provider.complete(request, permit.key);
        let mut result = loop {
            tokio::select! {
                biased;
                Some(at) = rung.recv() => {
                    is_sent = true;
                    permit.sent(at);
                }
                result = &mut call => break result,
                () = &mut cut_off => {
                    if !is_sent && rung.try_recv().is_err() {
                        return None;
                    }
                    break Err(CallError::interrupted());
                }
            }
        };
        if let Ok(reply) = &mut result {
            let (worst, estimate) = (worst_usage(request), estimated_usage(request, reply));
            reply.usage = reply.usage.and_then(|usage| usage.if_possible(&worst, &estimate));
        }
        Some(result)
    }

    /// Interprets a reply or an error. A long answer is read on a thread of its own, so that the run still hears of
    /// signals and other answers.
    async fn interpret(
        &self,
        job: &Job,
        request: &ChatRequest,
        result: &Arc<Result<Reply, CallError>>,
    ) -> Interpretation {
        let (tries, jitter) = (job.tries, retry::jitter());
        if result.as_ref().as_ref().is_ok_and(|reply| reply.text.len() > LONG_ANSWER) {
            let (terms, job, result) = (self.terms.clone(), job.clone(), result.clone());
            let (system, prompt) = (request.system.clone(), request.prompt.clone());
            let read = move || interpret(&asked(&terms, &job, [&system, &prompt]), &result, &tries, jitter);
            // It fails only where the program ends, or where reading panics, which is a bug.
            return tokio::task::spawn_blocking(read).await.unwrap_or_else(|_| not_read(&tries));
        }
        interpret(&asked(&self.terms, job, [&request.system, &request.prompt]), result, &tries, jitter)
    }
}

fn asked<'a>(terms: &'a Terms, job: &'a Job, prompt: [&'a str; 2]) -> Asked<'a> {
    Asked { ask: &terms.ask, info: &terms.info, limits: &terms.limits, work: &job.work, prompt }
}
