//! What is saved of a call: its log row, the conversation, and the state of its item.

use crate::domain::batch::ItemState;
use crate::domain::ids::LogId;
use crate::domain::log::Attempt;
use crate::store::{ItemUpdate, Outcome, Recorded};

use crate::engine::attempt::interpret::{Interpretation, Next};
use crate::engine::attempt::{Caller, Ended, Exchange, Job, Stored};

impl Caller {
    /// Saves all there is to know of a call in one piece, and says how it ended.
    pub(super) async fn record(&self, job: &Job, exchange: &Exchange<'_>, interpretation: Interpretation) -> Ended {
        let Exchange { request, result, usage, cost, uncertain, took } = *exchange;
        let Interpretation { status, error, conversation, next } = interpretation;
        let reply = result.as_ref().ok();
        let stored = conversation.as_ref().map(|made| Stored {
            id: made.id,
            title: made.title.clone(),
            score: made.assessment.score,
            passed: made.assessment.score >= made.threshold,
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
            duration_ms: took.as_millis() as u64,
            status,
            error_code: error.as_ref().map(|(code, _)| code.clone()),
            error_message: error.as_ref().map(|(_, message)| message.clone()),
            retry_attempt: job.calls.saturating_sub(1),
            created_by: self.user.clone(),
            created_at: (self.clock)(),
        };
        let item = job.item.as_ref().map(|item| ItemUpdate {
            id: item.id,
            worker_id: self.worker_id.clone(),
            uncertain,
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
            Ok(Recorded::Superseded | Recorded::LetGo) => Ended::Superseded,
            Ok(Recorded::Stored) => match (next, stored) {
                (Next::Store, Some(stored)) => Ended::Stored(stored),
                (Next::Retry(after), _) => Ended::Retry { code, message, after },
                (Next::GiveBack(error), _) => Ended::StopRun(error),
                (Next::Fail | Next::Store, _) => Ended::Failed { code, message },
            },
        }
    }
}
