//! Makes one call: waits for its turn, asks, has the result interpreted, acts on that and saves it.

use tokio::time::Instant;

use crate::provider::{ChatRequest, SentBell};

use crate::engine::attempt::caller::Caller;
use crate::engine::attempt::ended::Call;
use crate::engine::attempt::exchange::Exchange;
use crate::engine::attempt::interpret::{Asked, interpret};
use crate::engine::attempt::job::Job;
use crate::engine::attempt::retry;
use crate::engine::durability::clock::SuspendAwareInstant;
use crate::engine::limiter::Need;
use crate::engine::settings::worst_usage;

impl Caller {
    /// Waits for its turn, asks once, and saves whatever comes back. `None` when it was called back before its turn came,
    /// or somebody else may have taken the item over meanwhile.
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
