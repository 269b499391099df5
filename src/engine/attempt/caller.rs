//! What the calls of a run share.

use chrono::{DateTime, Utc};

use crate::domain::actor::Actor;
use crate::domain::ids::BatchId;
use crate::provider::{ChatRequest, Schema};
use crate::templates::{Forms, PromptError};

use crate::engine::attempt::job::Job;
use crate::engine::durability::lease::Lease;
use crate::engine::durability::writer::Writer;
use crate::engine::limiter::Limiter;
use crate::engine::terms::Terms;

/// Everything the calls of a run share.
#[derive(Debug)]
pub struct Caller {
    /// Who is asked, how, and within which limits.
    pub terms: Terms,
    /// The schema of the answers.
    pub schema: Schema,
    /// The prompts of its templates, made ready.
    pub forms: Forms,
    /// Where calls wait for their turn.
    pub limiter: Limiter,
    /// Where outcomes are saved.
    pub writer: Writer,
    /// Who asked for the run.
    pub actor: Actor,
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

impl Caller {
    /// The call that a job asks for next.
    pub(crate) fn request_for(&self, job: &Job) -> Result<ChatRequest, PromptError> {
        let prompt = self.forms.of(&job.template, self.terms.ask.turns)?.fill(&job.template.text, &job.request)?;
        let max_tokens = job.tries.max_tokens;
        Ok(self.terms.ask.chat_request(
            prompt,
            self.schema.clone(),
            &job.request,
            max_tokens,
            self.terms.limits.timeout,
        ))
    }
}
