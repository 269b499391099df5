//! What is saved of a call: its log row, what it made, and the state of its item.

use crate::domain::batch::ItemState;
use crate::domain::ids::{ConversationId, LogId};
use crate::domain::log::Attempt;
use crate::store::{ItemUpdate, Outcome, Recorded};

use crate::engine::attempt::call::Caller;
use crate::engine::attempt::ended::Ended;
use crate::engine::attempt::exchange::Exchange;
use crate::engine::attempt::interpret::{Interpretation, Next};
use crate::engine::attempt::job::Job;
use crate::engine::attempt::steps::CallFacts;

impl Caller {
    /// Saves everything about a call in one outcome, and returns how it ended.
    pub(super) async fn record(&self, job: &Job, exchange: &Exchange<'_>, mut interpretation: Interpretation) -> Ended {
        let product = interpretation.product.take();
        let saved = product.and_then(|product| job.work.saved(product, self.facts(job, exchange)));
        let attempt = self.log_row(job, exchange, &interpretation, saved.as_ref().and_then(|saved| saved.conversation));
        let (made, ending) = saved.map_or((None, None), |saved| {
            let (made, ending) = saved.split();
            (made, Some(ending))
        });
        let Interpretation { error, next, .. } = interpretation;
        let item = job.item.as_ref().map(|item| ItemUpdate {
            id: item.id,
            worker_id: self.worker_id.clone(),
            state: match next {
                Next::Store => ItemState::Completed,
                Next::Retry(_) => ItemState::Running,
                Next::Fail => ItemState::Failed,
                Next::StopRun(_) | Next::Release => ItemState::Pending,
            },
        });
        match self.writer.save(Outcome { attempt, made, item, reservation: job.reservation }).await {
            Err(not_saved) => Ended::NotSaved(not_saved),
            Ok(Recorded::Superseded | Recorded::LetGo) => Ended::Superseded,
            Ok(recorded) => {
                let (code, message) = error.map(|(code, message)| (code.to_owned(), message)).unwrap_or_default();
                match (next, ending) {
                    (Next::Store, Some(ending)) => ending.with(recorded),
                    (Next::Retry(after), _) => Ended::Retry { code, message, after },
                    (Next::StopRun(error), _) => Ended::StopRun(error),
                    (Next::Release, _) => Ended::CutOff,
                    (Next::Fail | Next::Store, _) => Ended::Failed { code, message },
                }
            }
        }
    }

    /// The log row. It always keeps a paid answer without what was asked for, whatever the settings say.
    fn log_row(
        &self,
        job: &Job,
        exchange: &Exchange<'_>,
        interpretation: &Interpretation,
        conversation: Option<ConversationId>,
    ) -> Attempt {
        let Exchange { request, result, usage, cost, uncertain, took } = *exchange;
        let keeps_answer = self.keep_payloads || conversation.is_none();
        let error = interpretation.error.as_ref();
        Attempt {
            id: LogId::new(),
            conversation_id: conversation.or(job.work.about()),
            batch_id: self.batch,
            item_id: job.item.as_ref().map(|item| item.id),
            template: job.work.template(),
            provider: self.terms.ask.provider,
            model: self.terms.ask.model.clone(),
            request_id: match result {
                Ok(reply) => reply.request_id.clone(),
                Err(error) => error.request_id.clone(),
            },
            request: self.keep_payloads.then(|| format!("{}\n\n{}", request.system, request.prompt)),
            response: match result {
                Ok(reply) => Some(&reply.text).filter(|_| keeps_answer).cloned(),
                Err(error) => error.body.clone(),
            },
            parameters: job.work.parameters(),
            temperature: request.temperature,
            max_tokens: request.max_tokens,
            usage,
            cost_usd: cost,
            uncertain_usd: uncertain,
            duration_ms: took.as_millis() as u64,
            status: interpretation.status,
            error_code: error.map(|(code, _)| (*code).to_owned()),
            error_message: error.map(|(_, message)| message.clone()),
            retry_attempt: job.tries.calls.saturating_sub(1),
            created_by: self.actor.name().to_owned(),
            created_at: (self.clock)(),
        }
    }

    /// What is known of a call beside its reply.
    fn facts(&self, job: &Job, exchange: &Exchange<'_>) -> CallFacts {
        CallFacts {
            provider: self.terms.ask.provider,
            model: self.terms.ask.model.clone(),
            batch: self.batch,
            usage: exchange.usage,
            tokens_estimated: exchange.result.as_ref().is_ok_and(|reply| reply.usage.is_none()),
            cost: job.spent.plus(exchange.cost),
            took: exchange.took,
            retries: job.tries.calls.saturating_sub(1),
            created_by: self.actor.name().to_owned(),
            created_at: (self.clock)(),
        }
    }
}
