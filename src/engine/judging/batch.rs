//! A batch whose plan names a judge: it is made, judged, and made again where too few still pass.

use std::sync::Arc;

use chrono::Utc;
use serde::Serialize;

use crate::domain::actor::Actor;
use crate::domain::batch::BatchType;
use crate::domain::conversation::{ProviderName, Subject};
use crate::domain::filter::Filter;
use crate::domain::ids::BatchId;
use crate::domain::money::Usd;
use crate::domain::usage::{Usage, estimate_tokens};
use crate::quality::judge::{Asked, question};
use crate::store::{Store, StoreError};

use crate::engine::batch::{Configuration, Draft, DraftError, FailedItems, ReadyBatch, target_reached};
use crate::engine::estimate::{Estimate, EstimateError};
use crate::engine::judging::made::Made;
use crate::engine::judging::survey::TOKENS_OF_MARKS;
use crate::engine::judging::{Judge, JudgeSelection};
use crate::engine::session::{Session, SessionError, SessionOptions};
use crate::engine::shared_job::is_over;
use crate::engine::summary::Summary;
use crate::engine::terms::Terms;

/// What a batch is made of.
#[derive(Debug)]
pub enum Making {
    /// A plan: what it asks for is stored first.
    Plan(Box<Draft>),
    /// What is stored of the batch, on these terms.
    Stored(Box<Configuration>, Box<Terms>),
}

/// A batch and its judge. Both share the budget.
#[derive(Debug)]
pub struct JudgedBatch {
    /// The name of the batch.
    pub name: String,
    /// What it is made of.
    pub making: Making,
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

impl JudgingEstimate {
    /// What asking the judge about each conversation to make is expected to cost: by earlier calls, or by the rubric.
    pub async fn of(
        store: &Store,
        judge: &Judge,
        terms: &Terms,
        made: &Estimate,
    ) -> Result<JudgingEstimate, StoreError> {
        let question = question(&judge.rubric, &Asked::about(&Subject::default()), &[]);
        let fixed = estimate_tokens(&question.system) + estimate_tokens(&question.text);
        let guess = Usage {
            input_tokens: fixed
                + estimate_tokens(&question.bounded.to_string())
                + made.output_tokens / made.calls.max(1),
            output_tokens: TOKENS_OF_MARKS + u64::from(terms.info.thinking_reserve / 2),
            ..Usage::default()
        };
        let cost_usd = terms.info.cost(&guess).times(made.calls);
        let mut estimate = Estimate { calls: made.calls, cost_usd, ..Estimate::default() };
        let rubric = judge.rubric.checksum();
        if let Some(used) = store.mean_judging_usage(&terms.ask.model, &rubric).await? {
            estimate.measure(used, &terms.info);
        }
        Ok(JudgingEstimate {
            provider: terms.ask.provider,
            model: terms.ask.model.clone(),
            calls: made.calls,
            cost_usd: estimate.cost_usd,
        })
    }
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
    /// Makes what is open, then asks the judge about all of the batch that it has not marked. A target counts only what
    /// passes with its marks: while it is short and candidates are left, both go on. The same command continues it after
    /// an interruption at any instant.
    pub async fn run(
        &self,
        store: &Store,
        actor: &Actor,
        mut options: SessionOptions,
        work: ReadyBatch,
    ) -> Result<Summary, JudgedError> {
        let made: Arc<Made> = Made::watch(&mut options);
        let mut summary = self.work(Place { store, actor, options: &options }, work).await?;
        if summary.judged.judged > 0 {
            // With the results that its marks led to.
            summary.batch = store.job(summary.batch.id).await.map_err(SessionError::from)?;
        }
        if summary.judged.judged > 0 && !summary.has_stopped() {
            made.count_anew(store, &mut summary).await.map_err(SessionError::from)?;
        }
        Ok(summary)
    }

    async fn work(&self, place: Place<'_>, mut work: ReadyBatch) -> Result<Summary, JudgedError> {
        let (batch, target) = (work.batch, work.target);
        let mut total: Option<Summary> = None;
        loop {
            let made = self.make(place, work).await?;
            let mut summary = match total.take() {
                None => made,
                Some(mut total) => {
                    total.absorb(made);
                    total
                }
            };
            summary.judged.spent = self.spent(place.store).await?;
            if !summary.has_stopped() {
                self.ask(place, &mut summary).await?;
            }
            summary.target = match target {
                Some((target, cells)) => {
                    Some(target_reached(place.store, batch, target, cells).await.map_err(SessionError::from)?)
                }
                None => None,
            };
            let is_short = summary.target.is_some_and(|target| !target.is_met());
            if summary.has_stopped() || !is_short {
                return Ok(summary);
            }
            match self.more(place, batch).await? {
                None => return Ok(summary),
                Some(more) => work = more,
            }
            total = Some(summary);
        }
    }

    fn which(&self) -> JudgeSelection {
        JudgeSelection::Filter(Box::new(Filter { batch: vec![self.name.clone()], ..Filter::default() }))
    }

    fn job_name(&self) -> String {
        self.judge.name(&self.terms.ask, &self.which())
    }

    /// On which terms the conversations are made.
    fn making_terms(&self) -> &Terms {
        match &self.making {
            Making::Plan(draft) => &draft.terms,
            Making::Stored(_, terms) => terms,
        }
    }

    /// What its judge cost in all runs.
    async fn spent(&self, store: &Store) -> Result<Usd, JudgedError> {
        Ok(store.judging_spent(&self.job_name()).await.map_err(SessionError::from)?)
    }

    async fn make(&self, place: Place<'_>, work: ReadyBatch) -> Result<Summary, JudgedError> {
        let mut terms = self.making_terms().clone();
        let judged = self.spent(place.store).await?;
        terms.limits.max_cost = terms.limits.max_cost.map(|most| most.minus(judged).max(Usd::ZERO));
        Ok(place.session(terms).run(ReadyBatch { stop_on_error: self.stop_on_error, ..work }).await?)
    }

    /// The candidates that are left, open again; `None` without any.
    async fn more(&self, place: Place<'_>, batch: BatchId) -> Result<Option<ReadyBatch>, JudgedError> {
        match &self.making {
            Making::Plan(draft) => {
                let survey = draft.survey(place.store).await?;
                if survey.open + survey.new == 0 {
                    return Ok(None);
                }
                Ok(Some(draft.store(place.store, survey, place.actor, Utc::now()).await?))
            }
            Making::Stored(configuration, terms) => {
                let store = place.store;
                store.reopen_skipped(batch, configuration.items).await.map_err(SessionError::from)?;
                let stored = store.job(batch).await.map_err(SessionError::from)?;
                let ready = configuration.ready(store, &stored, terms, FailedItems::Leave).await?;
                Ok(Some(ready).filter(|_| stored.counts.open() > 0))
            }
        }
    }

    /// Asks the judge, under what the batch and earlier jobs of its judge leave of the budget.
    async fn ask(&self, place: Place<'_>, summary: &mut Summary) -> Result<(), JudgedError> {
        let mut terms = self.terms.clone();
        if let Some(most) = self.making_terms().limits.max_cost {
            // A job that goes on counts its own cost itself.
            let newest =
                place.store.newest_job(BatchType::Validation, &self.job_name()).await.map_err(SessionError::from)?;
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
    /// What is left of a stored batch.
    #[error(transparent)]
    Left(#[from] EstimateError),
    /// The work.
    #[error(transparent)]
    Session(#[from] SessionError),
}
