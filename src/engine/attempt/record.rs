//! What is saved of a call: its log row, the conversation, and the state of its item.

use crate::domain::batch::ItemState;
use crate::domain::conversation::NewConversation;
use crate::domain::ids::{ConversationId, LogId};
use crate::domain::log::Attempt;
use crate::store::{ItemUpdate, Outcome, Recorded};
use crate::templates::prompt;

use crate::engine::attempt::call::Caller;
use crate::engine::attempt::ended::{Ended, Stored};
use crate::engine::attempt::exchange::Exchange;
use crate::engine::attempt::interpret::{ConversationDraft, Interpretation, Next};
use crate::engine::attempt::job::Job;

impl Caller {
    /// Saves everything about a call in one outcome, and returns how it ended.
    pub(super) async fn record(&self, job: &Job, exchange: &Exchange<'_>, mut interpretation: Interpretation) -> Ended {
        let conversation = interpretation.conversation.take().map(|draft| self.conversation(job, exchange, draft));
        let stored = conversation.as_ref().map(|made| Stored {
            id: made.id,
            title: made.title.clone(),
            score: made.assessment.score,
            at_threshold: made.assessment.score >= made.threshold,
            findings: made.assessment.metrics.findings.clone(),
        });
        let attempt = self.log_row(job, exchange, &interpretation, stored.as_ref().map(|stored| stored.id));
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
        match self.writer.save(Outcome { attempt, conversation, item, reservation: job.reservation }).await {
            Err(not_saved) => Ended::NotSaved(not_saved),
            Ok(Recorded::Superseded | Recorded::LetGo) => Ended::Superseded,
            Ok(recorded) => {
                let (code, message) = error.map(|(code, message)| (code.to_owned(), message)).unwrap_or_default();
                match (next, stored) {
                    (Next::Store, Some(mut stored)) => {
                        if let Recorded::Similar(note) = recorded {
                            stored.findings.push(note);
                        }
                        Ended::Stored(stored)
                    }
                    (Next::Retry(after), _) => Ended::Retry { code, message, after },
                    (Next::StopRun(error), _) => Ended::StopRun(error),
                    (Next::Release, _) => Ended::CutOff,
                    (Next::Fail | Next::Store, _) => Ended::Failed { code, message },
                }
            }
        }
    }

    /// The log row. It always keeps a paid answer without a conversation, whatever the settings say.
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
            conversation_id: conversation,
            batch_id: self.batch,
            item_id: job.item.as_ref().map(|item| item.id),
            template: Some((job.template.id, job.template.version)),
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

    fn conversation(&self, job: &Job, exchange: &Exchange<'_>, draft: ConversationDraft) -> NewConversation {
        let text = &job.template.text;
        NewConversation {
            id: ConversationId::new(),
            title: draft.title,
            subject: job.request.subject.clone(),
            intent: job.request.variables.get("intent").cloned(),
            tone: Some(text.tone.clone()).filter(|tone| !tone.is_empty()),
            tier: job.request.tier.unwrap_or(text.tier),
            categories: Some(text.category.clone()).filter(|name| !name.is_empty()).into_iter().collect(),
            turns: draft.turns,
            assessment: draft.assessment,
            threshold: text.quality_threshold,
            total_tokens: exchange.usage.total(),
            tokens_estimated: exchange.result.as_ref().is_ok_and(|reply| reply.usage.is_none()),
            estimated_cost: job.estimate,
            actual_cost: job.spent.plus(exchange.cost),
            duration_ms: exchange.took.as_millis() as u64,
            retry_count: job.tries.calls.saturating_sub(1),
            template: Some((job.template.id, job.template.version)),
            provider: self.terms.ask.provider,
            model: draft.model,
            batch: self.batch,
            chunk: None,
            parent: None,
            parameters: prompt::variables(text, &job.request).unwrap_or_default(),
            created_by: self.actor.name().to_owned(),
            created_at: (self.clock)(),
        }
    }
}
