//! The engine's one door: runs batches and makes single conversations.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::Utc;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::domain::actor::Actor;
use crate::domain::batch::{Batch, BatchStatus, ItemCounts, ItemRequest};
use crate::domain::conversation::NewConversation;
use crate::domain::ids::BatchId;
use crate::domain::money::Usd;
use crate::domain::template::Template;
use crate::quality;
use crate::store::{ItemsAbout, Store, StoreError};

use crate::engine::attempt::steps::generate::Generation;
use crate::engine::attempt::steps::{Materials, Work};
use crate::engine::attempt::{Caller, Job, Stored, Varied};
use crate::engine::batch::{ReadyBatch, target_reached};
use crate::engine::durability::lease::{self, Lease};
use crate::engine::durability::spool::replay_spool;
use crate::engine::durability::worker_id::WorkerId;
use crate::engine::durability::writer::{Spooled, Writer};
use crate::engine::estimate::{Estimate, EstimateError, Estimator};
use crate::engine::events::{Event, Preparing, Unwatched, Watch};
use crate::engine::generate::{self, Around, GenerateError, Single};
use crate::engine::judging::{self, Judge, JudgeSelection, JudgeSurvey};
use crate::engine::limiter::Limiter;
use crate::engine::regenerating::{self, RegenerateSurvey, RegenerateWish};
use crate::engine::run::{self, Halt, RunOptions};
use crate::engine::summary::Summary;
use crate::engine::terms::Terms;
use crate::engine::varying::Variations;

/// A wait of less is not said.
const QUICK: Duration = Duration::from_secs(2);
/// Conversations in one transaction.
const RENEWED_AT_ONCE: usize = 200;

/// How a session works, is watched and is stopped.
#[derive(Clone)]
pub struct SessionOptions {
    /// Whether the generation log keeps prompts and answers.
    pub keep_payloads: bool,
    /// How long a lease on items lasts without a heartbeat.
    pub lease: Duration,
    /// Stops the work from outside.
    pub halt: watch::Receiver<Halt>,
    /// Receives the events.
    pub watch: Arc<dyn Watch>,
    /// What single calls cost so far, those included whose answer could not be used.
    pub spent: Arc<Mutex<Usd>>,
}

impl Default for SessionOptions {
    /// Keeps no payloads, leases items for a minute, has no watcher and no halt.
    fn default() -> SessionOptions {
        SessionOptions {
            keep_payloads: false,
            lease: lease::LENGTH,
            halt: watch::channel(Halt::No).1,
            watch: Arc::new(Unwatched),
            spent: Arc::default(),
        }
    }
}

/// Why a batch was not worked on.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Ctrl-C came before the first call.
    #[error("interrupted")]
    Interrupted,
}

impl From<SessionError> for GenerateError {
    fn from(error: SessionError) -> GenerateError {
        match error {
            SessionError::Store(error) => error.into(),
            SessionError::Interrupted => GenerateError::Interrupted { maybe_billed: Usd::ZERO },
        }
    }
}

/// Generation with one model into one database, for one user.
pub struct Session {
    store: Store,
    actor: Actor,
    terms: Terms,
    options: SessionOptions,
}

impl Session {
    /// Opens nothing yet: the first work connects what it needs.
    pub fn open(store: &Store, actor: Actor, terms: Terms, options: SessionOptions) -> Session {
        Session { store: store.clone(), actor, terms, options }
    }

    /// Replays what earlier runs spooled, then runs a batch until every item has ended or something stops the run.
    pub async fn run(self, work: ReadyBatch) -> Result<Summary, SessionError> {
        self.store.check_writable()?;
        let prepared = async {
            self.replay().await?;
            let before = self.store.job(work.batch).await?;
            let reached = match work.target {
                Some((target, cells)) => Some(target_reached(&self.store, work.batch, target, cells).await?),
                None => None,
            };
            Ok((before, reached))
        };
        let (before, reached) = self.unless_halted(Preparing::Spool, prepared).await?;
        // With a met target and open items the run still begins: it skips them.
        if before.counts.open() == 0 {
            return Ok(Summary::idle(close(&self.store, before).await?, reached));
        }
        self.options.watch.event(Event::Begun(before.counts));
        let (caller, writer) = self.caller(Some(work.batch)).await?;
        let options = RunOptions { halt: self.options.halt, watch: self.options.watch, writer };
        Ok(run::run(self.store, caller, work, options).await?)
    }

    /// Makes one conversation outside any batch, with the retries of a run. After a first halt it saves the call in
    /// flight and starts no other; a second halt ends it at once.
    pub async fn generate(self, template: Arc<Template>, request: ItemRequest) -> Result<Stored, GenerateError> {
        self.store.check_writable()?;
        let estimate = self.estimate(&template, &request).await?.cost_usd;
        match self.single(Work::Generate(Generation { request, template, estimate })).await? {
            Single::Stored(stored) => Ok(stored),
            // The step makes only what it was asked for.
            Single::Tried(_) | Single::Varied(_) => Err(GenerateError::Interrupted { maybe_billed: Usd::ZERO }),
        }
    }

    /// Makes one conversation and stores nothing but the log of its calls, which keeps the answer whole. Otherwise like
    /// `generate`.
    pub async fn try_out(
        self,
        template: Arc<Template>,
        request: ItemRequest,
    ) -> Result<Box<NewConversation>, GenerateError> {
        self.store.check_writable()?;
        let estimate = self.estimate(&template, &request).await?.cost_usd;
        match self.single(Work::Try(Generation { request, template, estimate })).await? {
            Single::Tried(made) => Ok(made),
            Single::Stored(_) | Single::Varied(_) => Err(GenerateError::Interrupted { maybe_billed: Usd::ZERO }),
        }
    }

    /// Has the next variation of a scenario written and stores it as a draft, under a name of its own. Otherwise like
    /// `generate`.
    pub(crate) async fn vary(self, variations: &Variations) -> Result<Varied, GenerateError> {
        self.store.check_writable()?;
        let store = self.store.clone();
        match self.single(Work::Vary(Box::new(variations.next()))).await? {
            Single::Varied(mut varied) => {
                varied.draft.text = store.entry(&varied.draft.id.to_string()).await?.text;
                Ok(*varied)
            }
            Single::Stored(_) | Single::Tried(_) => Err(GenerateError::Interrupted { maybe_billed: Usd::ZERO }),
        }
    }

    async fn single(self, work: Work) -> Result<Single, GenerateError> {
        self.unless_halted(Preparing::Spool, self.replay()).await?;
        self.options.watch.event(Event::Begun(ItemCounts { total: 1, pending: 1, ..ItemCounts::default() }));
        let (caller, writer) = self.caller(None).await?;
        let max_tokens = self.terms.ask.first_max_tokens(&self.terms.info);
        let job = Job::single(work, max_tokens);
        let SessionOptions { watch, halt, spent, .. } = self.options;
        generate::generate(caller, writer, &self.store, job, Around { watch, halt, spent }).await
    }

    /// What a judge would be asked about these conversations. Sends and writes nothing.
    pub async fn survey_judging(&self, judge: &Judge, which: &JudgeSelection) -> Result<JudgeSurvey, StoreError> {
        judging::survey(&self.store, &self.terms, judge, which).await
    }

    /// Lets the findings of marks that are stored follow the lowest mark that is asked for now. Asks nothing; returns how
    /// many conversations changed.
    pub async fn renew_marks(&self, survey: &JudgeSurvey) -> Result<u64, StoreError> {
        let mut renewed = 0;
        for some in survey.renewals.chunks(RENEWED_AT_ONCE) {
            self.store.check_writable()?;
            renewed += self.store.renew_marks(some, self.actor.name()).await?;
        }
        if renewed > 0 {
            self.store.recount_results(None).await?;
        }
        Ok(renewed)
    }

    /// Asks a judge about the conversations of a survey, until each is marked or something stops the run. `None` where
    /// nothing is left to ask: all are marked, or another command asks about them now.
    pub async fn judge(
        self,
        judge: &Judge,
        survey: &JudgeSurvey,
    ) -> Result<(Option<Summary>, ItemsAbout), SessionError> {
        self.store.check_writable()?;
        if survey.open == 0 {
            return Ok((None, ItemsAbout::default()));
        }
        let worker_id = WorkerId::this_process().name();
        let by = (&self.actor, worker_id.as_str());
        let prepared = async {
            self.replay().await?;
            judging::prepare(&self.store, &self.terms, judge, survey, by).await
        };
        let (work, items) = self.unless_halted(Preparing::Judging, prepared).await?;
        let store = self.store.clone();
        let ran = self.run_shared(work, items).await?;
        // The marks are part of the score.
        store.recount_results(None).await?;
        Ok(ran)
    }

    /// What would be asked to make these conversations anew. Sends and writes nothing.
    pub async fn survey_regeneration(&self, wish: &RegenerateWish) -> Result<RegenerateSurvey, StoreError> {
        regenerating::survey(&self.store, &self.terms, wish).await
    }

    /// Makes the conversations of a survey anew, until each has a new version or something stops the run. `None` where
    /// nothing is left to ask.
    pub async fn regenerate(self, survey: &RegenerateSurvey) -> Result<(Option<Summary>, ItemsAbout), SessionError> {
        self.store.check_writable()?;
        if survey.open == 0 {
            return Ok((None, ItemsAbout::default()));
        }
        let worker_id = WorkerId::this_process().name();
        let by = (&self.actor, worker_id.as_str());
        let prepared = async {
            self.replay().await?;
            regenerating::prepare(&self.store, &self.terms, survey, by).await
        };
        let (work, items) = self.unless_halted(Preparing::Regenerating, prepared).await?;
        self.run_shared(work, items).await
    }

    /// Runs a job about stored conversations, unless other commands did all of it.
    async fn run_shared(
        self,
        work: ReadyBatch,
        items: ItemsAbout,
    ) -> Result<(Option<Summary>, ItemsAbout), SessionError> {
        if items.open == 0 {
            close(&self.store, self.store.job(work.batch).await?).await?;
            return Ok((None, items));
        }
        Ok((Some(self.run(work).await?), items))
    }

    /// What one conversation is expected to use and cost.
    pub async fn estimate(&self, template: &Template, request: &ItemRequest) -> Result<Estimate, EstimateError> {
        let mut estimator = Estimator::new(&self.store, &self.terms.ask, &self.terms.info);
        estimator.add(template, request).await?;
        Ok(estimator.total())
    }

    async fn replay(&self) -> Result<(), StoreError> {
        for replayed in replay_spool(&self.store).await? {
            self.options.watch.event(Event::Replayed(replayed));
        }
        Ok(())
    }

    /// Does what comes before any call. A halt interrupts it at once, and a long wait is said.
    async fn unless_halted<T>(
        &self,
        what: Preparing,
        work: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, SessionError> {
        tokio::select! {
            biased;
            () = run::reaches(self.options.halt.clone(), Halt::Gently) => Err(SessionError::Interrupted),
            done = self.unless_quick(what, work) => Ok(done?),
        }
    }

    /// Says what it does where that takes long.
    async fn unless_quick<T>(&self, what: Preparing, work: impl Future<Output = T>) -> T {
        tokio::pin!(work);
        tokio::select! {
            biased;
            done = &mut work => done,
            () = tokio::time::sleep(QUICK) => {
                self.options.watch.event(Event::Preparing(what));
                work.await
            }
        }
    }

    /// What the calls share, and the writer's task.
    async fn caller(&self, batch: Option<BatchId>) -> Result<(Caller, JoinHandle<Spooled>), StoreError> {
        // Beside the first calls: their answers are saved at once.
        tokio::task::spawn_blocking(quality::make_ready);
        let (writer, task) = Writer::start(self.store.clone(), self.options.watch.clone());
        let worker_id = WorkerId::this_process().name();
        let terms = self.terms.clone();
        let limiter = Limiter::of_run(&self.store, terms.provider.keys(), &terms.limits, &worker_id);
        let limiter = self.unless_quick(Preparing::Limits, limiter).await?;
        let caller = Caller {
            limiter,
            materials: Materials::of(&terms.ask),
            terms,
            writer,
            actor: self.actor.clone(),
            keep_payloads: self.options.keep_payloads,
            batch,
            worker_id,
            lease: Lease::new(self.options.lease),
            clock: Utc::now,
        };
        if let Some(set_aside) = caller.limiter.set_aside() {
            self.options.watch.event(Event::LimitsRenewed { set_aside: set_aside.to_owned() });
        }
        Ok((caller, task))
    }
}

/// Marks a batch without open items as completed: a process that was killed after its last answer could not.
async fn close(store: &Store, batch: Batch) -> Result<Batch, StoreError> {
    let is_closed = matches!(batch.status, BatchStatus::Completed | BatchStatus::Cancelled);
    // One without any item is still being stored.
    if is_closed || batch.counts.total == 0 {
        return Ok(batch);
    }
    store.complete_batch(batch.id).await?;
    store.settle_results(batch.id).await
}
