//! A batch whose plan names a judge: it is made, judged, and made again where too few still pass.

use chrono::Utc;
use serde::Serialize;

use crate::domain::actor::Actor;
use crate::domain::conversation::ProviderName;
use crate::domain::filter::Filter;
use crate::domain::money::Usd;
use crate::domain::usage::{Usage, estimate_tokens};
use crate::quality::judge::{Asked, question};
use crate::store::Store;

use crate::engine::batch::{Draft, DraftError, ReadyBatch, Survey};
use crate::engine::estimate::Estimate;
use crate::engine::judging::job::is_over;
use crate::engine::judging::survey::TOKENS_OF_MARKS;
use crate::engine::judging::{Judge, JudgeSelection};
use crate::engine::session::{Session, SessionError, SessionOptions};
use crate::engine::summary::Summary;
use crate::engine::terms::Terms;

/// A draft and its judge. Both share the budget.
#[derive(Debug)]
pub struct JudgedBatch {
    /// What is made.
    pub draft: Draft,
    /// By what it is marked.
    pub judge: Judge,
    /// On which terms the judge is asked.
    pub terms: Terms,
    /// Whether the first failed item ends the run.
    pub stop_on_error: bool,
}

/// What judging is expected to cost, before there is any text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JudgingEstimate {
    /// The judge's provider.
    pub provider: ProviderName,
    /// The judge's model.
    pub model: String,
    /// One for each conversation to make.
    pub calls: u64,
    /// In US dollars.
    pub cost_usd: Usd,
}

/// Where a batch is made and judged, and for whom.
#[derive(Clone, Copy)]
struct Place<'a> {
    store: &'a Store,
    actor: &'a Actor,
    options: &'a SessionOptions,
}

impl Place<'_> {
    fn session(&self, terms: Terms) -> Session {
        Session::open(self.store, self.actor.clone(), terms, self.options.clone())
    }
}

impl JudgedBatch {
    /// Makes what the plan asks for, then asks the judge about all of the batch that it has not marked. A target counts
    /// only what passes with its marks: while it is short and candidates are left, both go on. The same command continues
    /// it after an interruption at any instant.
    pub async fn run(
        &self,
        store: &Store,
        actor: &Actor,
        options: &SessionOptions,
        mut survey: Survey,
    ) -> Result<Summary, JudgedError> {
        let place = Place { store, actor, options };
        let mut total: Option<Summary> = None;
        loop {
            let made = self.make(place, survey).await?;
            let mut summary = match total.take() {
                None => made,
                Some(mut total) => {
                    total.absorb(made);
                    total
                }
            };
            summary.judged.spent = self.spent(store).await?;
            if !summary.has_stopped() {
                self.ask(place, &mut summary).await?;
            }
            survey = self.draft.survey(store).await?;
            summary.target = survey.target;
            let is_short = survey.target.is_some_and(|target| !target.is_met());
            if summary.has_stopped() || !is_short || survey.open + survey.new == 0 {
                return Ok(summary);
            }
            total = Some(summary);
        }
    }

    /// What asking the judge about each conversation to make is expected to cost.
    pub fn estimate(&self, made: &Estimate) -> JudgingEstimate {
        let asked = Asked { subject: &Default::default(), template: None, language: "" };
        let question = question(&self.judge.rubric, &asked, &[]);
        let fixed = estimate_tokens(&question.system) + estimate_tokens(&question.text);
        let usage = Usage {
            input_tokens: fixed
                + estimate_tokens(&question.bounded.to_string())
                + made.output_tokens / made.calls.max(1),
            output_tokens: TOKENS_OF_MARKS + u64::from(self.terms.info.thinking_reserve / 2),
            ..Usage::default()
        };
        JudgingEstimate {
            provider: self.terms.ask.provider,
            model: self.terms.ask.model.clone(),
            calls: made.calls,
            cost_usd: self.terms.info.cost(&usage).times(made.calls),
        }
    }

    fn which(&self) -> JudgeSelection {
        JudgeSelection::Filter(Box::new(Filter { batch: vec![self.draft.plan.name.clone()], ..Filter::default() }))
    }

    fn job_name(&self) -> String {
        self.judge.name(&self.terms.ask, &self.which())
    }

    /// What its judge cost in all runs.
    async fn spent(&self, store: &Store) -> Result<Usd, JudgedError> {
        Ok(store.judging_spent(&self.job_name()).await.map_err(SessionError::from)?)
    }

    async fn make(&self, place: Place<'_>, survey: Survey) -> Result<Summary, JudgedError> {
        let work = self.draft.store(place.store, survey, place.actor, Utc::now()).await?;
        let mut terms = self.draft.terms.clone();
        let judged = self.spent(place.store).await?;
        terms.limits.max_cost = terms.limits.max_cost.map(|most| most.minus(judged).max(Usd::ZERO));
        Ok(place.session(terms).run(ReadyBatch { stop_on_error: self.stop_on_error, ..work }).await?)
    }

    /// Asks the judge, under what the batch and earlier jobs of its judge leave of the budget.
    async fn ask(&self, place: Place<'_>, summary: &mut Summary) -> Result<(), JudgedError> {
        let mut terms = self.terms.clone();
        if let Some(most) = self.draft.terms.limits.max_cost {
            // A job that goes on counts its own cost itself.
            let newest = place.store.newest_judging(&self.job_name()).await.map_err(SessionError::from)?;
            let own = newest.filter(|job| !is_over(job));
            let own = own.map_or(Usd::ZERO, |job| job.actual_cost_usd.plus(job.uncertain_cost_usd));
            let (batch, others) = (&summary.batch, summary.judged.spent.minus(own));
            let left = most.minus(batch.actual_cost_usd).minus(batch.uncertain_cost_usd).minus(others);
            terms.limits.max_cost = Some(left.max(Usd::ZERO));
        }
        let session = place.session(terms);
        let found = session.survey_judging(&self.judge, &self.which()).await.map_err(SessionError::from)?;
        session.renew_marks(&found).await.map_err(SessionError::from)?;
        let (done, _) = session.judge(&self.judge, &found).await?;
        if let Some(done) = done {
            summary.absorb_judging(done);
            summary.judged.spent = self.spent(place.store).await?;
        }
        Ok(())
    }
}

/// Why a batch was not made and judged.
#[derive(Debug, thiserror::Error)]
pub enum JudgedError {
    /// The plan, or the store.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// The work.
    #[error(transparent)]
    Session(#[from] SessionError),
}
