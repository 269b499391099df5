//! A run: works a batch's items off, as many at once as allowed, until all are at their end or something stops it.
//!
//! One loop owns everything that changes (queue, budget, counts); calls run as tasks of their own and hand back
//! their item when everything about it is saved. As soon as one call ends the next begins.

pub mod adaptive_concurrency;
mod dispatch;
mod queue;
mod shutdown;
pub mod target;
mod tick;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::Instant;

use crate::domain::batch::{Batch, BatchStatus};
use crate::domain::ids::{BatchId, ItemId, TemplateId};
use crate::domain::money::Usd;
use crate::provider::ErrorKind;
use crate::store::{Result, Store};

use crate::engine::attempt::{Call, Caller, Ended, Job, Sign};
use crate::engine::batch::Templates;
use crate::engine::durability::lease;
use crate::engine::durability::writer::Spooled;
use crate::engine::events::{Event, StopReason, Watch};
use crate::engine::run::adaptive_concurrency::{AdaptiveConcurrency, Ending};
use crate::engine::run::queue::Queue;
use crate::engine::run::target::Target;
use crate::engine::summary::Summary;
use tick::release_orphans;

/// How often the batch is looked at for a word from another process, and progress is told.
const TICK: Duration = Duration::from_millis(500);
/// How long the database may refuse to say what is next.
const PATIENCE: Duration = crate::engine::durability::writer::PATIENCE;

/// How urgently a run is asked to stop from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Halt {
    /// Not at all.
    No,
    /// Start nothing new, save what is in flight.
    Gently,
    /// Stop at once.
    Now,
}

/// What a run needs beside the caller of its calls.
#[derive(Debug)]
pub struct RunOptions {
    /// The batch.
    pub batch: BatchId,
    /// How it stood when it was asked for: where it was paused or cancelled since, that word is the later one.
    pub seen: BatchStatus,
    /// Its templates.
    pub templates: Templates,
    /// What one conversation is expected to cost, by template.
    pub cost_each: BTreeMap<TemplateId, Usd>,
    /// Whether the first failed item ends the run.
    pub stop_on_error: bool,
    /// What is wanted passed, and how many cells there are: then the items are candidates.
    pub target: Option<(Target, u64)>,
    /// Stops the run from outside.
    pub halt: watch::Receiver<Halt>,
    /// The writer's task, waited for at the end: it says which answers were not saved.
    pub writer: JoinHandle<Spooled>,
}

type Flown = (Job, Option<Call>);

struct Run {
    store: Store,
    caller: Arc<Caller>,
    options: RunOptions,
    watch: Arc<dyn Watch>,
    queue: Queue,
    adaptive: AdaptiveConcurrency,
    /// Items money was set aside for whose calls were then not started.
    unstarted: Vec<ItemId>,
    flying: JoinSet<Flown>,
    in_flight: u64,
    /// Calls back every call that waits for its turn.
    recall: watch::Sender<()>,
    /// Whether some of what is queued may not be ours any more: it is looked at before anything is started.
    unsure: bool,
    stop: Option<StopReason>,
    /// Whether the last look found nothing left to claim.
    dry: bool,
    /// When items were last claimed, and how many calls had ended by then.
    claimed: (Instant, u64),
    /// Whether the next call does not fit the budget until others have ended.
    waits_for_money: bool,
    /// Since when the database refuses to say what is next; `None` while it does.
    refused_since: Option<Instant>,
    /// Whether whoever could stop the run from outside is gone.
    unattended: bool,
    /// Whether it was told that the limiter cannot be asked.
    limiter_stalled: bool,
    /// Whether it was told that every key has a long time to wait.
    limiter_closed: bool,
    /// Calls in a row that did not even reach the server.
    unreachable: u32,
    /// Items in a row that failed because their request was refused as wrong, without an answer in between.
    refused: u32,
    began: Instant,
    /// The batch's configuration when the run began.
    configuration: serde_json::Value,
    /// How many items of the batch were open then.
    open_before: u64,
    summary: Summary,
}

/// Runs a batch to its end, or until something stops it. Afterwards its state says how it stands, and no item is held.
pub async fn run(store: Store, caller: Caller, options: RunOptions, watch: Arc<dyn Watch>) -> Result<Summary> {
    let batch = fetch(&store, options.batch).await?;
    let now = store.now().await?;
    release_orphans(&store, options.batch, &caller.worker_id, now).await?;
    store.sign_on(options.batch, &caller.worker_id, now, lease::LENGTH).await?;
    let from: Vec<BatchStatus> = BatchStatus::WORKED_ON.into_iter().chain([options.seen]).collect();
    let begun = store.move_batch(options.batch, &from, BatchStatus::Running, None).await?;
    let mut run = Run {
        queue: Queue::new(options.target.map(|(target, _)| target)),
        adaptive: AdaptiveConcurrency::new(caller.limits.concurrency, caller.limits.timeout),
        caller: Arc::new(caller),
        store,
        options,
        watch,
        unstarted: Vec::new(),
        flying: JoinSet::new(),
        in_flight: 0,
        recall: watch::channel(()).0,
        unsure: false,
        stop: None,
        dry: false,
        claimed: (Instant::now(), 0),
        waits_for_money: false,
        refused_since: None,
        unattended: false,
        limiter_stalled: false,
        limiter_closed: false,
        unreachable: 0,
        refused: 0,
        began: Instant::now(),
        configuration: batch.configuration.clone(),
        open_before: batch.counts.open(),
        summary: Summary::new(batch),
    };
    if !begun {
        let is_cancelled = fetch(&run.store, run.options.batch).await?.status == BatchStatus::Cancelled;
        run.stop_for(if is_cancelled { StopReason::Cancelled } else { StopReason::Paused });
    }
    run.count_passed().await?;
    run.work().await;
    run.shut_down().await
}

async fn fetch(store: &Store, batch: BatchId) -> Result<Batch> {
    store.batch(&batch.to_string()).await
}

impl Run {
    /// Works until every item is at its end or the run is to stop, and nothing is in flight any more.
    ///
    /// Trouble with the database never cuts calls in flight off, since they are paid for: what passes is waited out, and
    /// anything else only keeps new calls from being started.
    async fn work(&mut self) {
        let mut tick = tokio::time::interval(TICK);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        // What was asked while the run was made ready is not seen as a change.
        if !self.heed_halt() {
            return;
        }
        loop {
            self.queue.take_due();
            let is_over = match self.go_on().await {
                Ok(is_over) => {
                    self.refused_since = None;
                    is_over
                }
                // Tried again at the next tick; what is in flight goes on meanwhile.
                Err(error)
                    if error.is_passing()
                        && self.refused_since.get_or_insert_with(Instant::now).elapsed() < PATIENCE =>
                {
                    false
                }
                Err(error) => {
                    self.stop_for(StopReason::Store { reason: error.to_string() });
                    self.flying.is_empty()
                }
            };
            if is_over {
                return;
            }
            let next_due = self.queue.next_due();
            tokio::select! {
                biased;
                changed = self.options.halt.changed(), if !self.unattended => {
                    // A sender that is gone can stop nothing any more: this branch must not spin.
                    self.unattended = changed.is_err();
                    if !self.heed_halt() {
                        return;
                    }
                }
                Some(flown) = self.flying.join_next(), if !self.flying.is_empty() => match flown {
                    Ok(flown) => self.land(flown),
                    Err(error) => self.crashed(&error),
                },
                () = sleep_until(next_due), if self.stop.is_none() => {}
                _ = tick.tick() => match self.tick().await {
                    Err(error) if !error.is_passing() => {
                        self.stop_for(StopReason::Store { reason: error.to_string() });
                    }
                    // A look that fails is no reason to end a run: whoever saves will notice if the trouble is serious.
                    _ => {}
                },
            }
        }
    }

    /// Starts what may be started. Gives whether the run is over.
    async fn go_on(&mut self) -> Result<bool> {
        if self.stop.is_none() {
            self.dispatch().await?;
        }
        Ok(self.flying.is_empty() && (self.stop.is_some() || self.is_done().await?))
    }

    /// A call's task panicked: a fault of ours. Its item stays held until its lease is over.
    fn crashed(&mut self, error: &tokio::task::JoinError) {
        self.in_flight -= 1;
        self.stop_for(StopReason::Store { reason: format!("a call ended badly: {error}") });
    }

    /// Whether every item is at its end. Items that other processes hold are waited for.
    async fn is_done(&mut self) -> Result<bool> {
        if !self.dry || !self.queue.is_empty() {
            return Ok(false);
        }
        self.summary.batch = fetch(&self.store, self.options.batch).await?;
        Ok(self.summary.batch.counts.open() == 0)
    }

    /// Takes in a call that is over.
    fn land(&mut self, (job, call): Flown) {
        self.in_flight -= 1;
        self.waits_for_money = false;
        let Some(Call { cost, began, took, sign, ended, .. }) = call else {
            self.queue.not_begun(&job);
            self.unstarted.extend(job.item.as_ref().map(|item| item.id));
            self.queue.put_back(std::iter::once(job));
            self.unsure = true;
            return;
        };
        self.feel(began, took, sign);
        self.unreachable = if sign == Sign::Unreachable { self.unreachable + 1 } else { 0 };
        if sign == Sign::Answered {
            self.refused = 0;
        }
        self.summary.add_call(cost);
        self.queue.ended(&job, sign == Sign::Answered, matches!(&ended, Ended::Stored(stored) if stored.passed));
        let position = job.position();
        match ended {
            Ended::Stored(stored) => {
                self.watch.event(Event::Stored {
                    short_id: stored.id.short(),
                    title: stored.title.clone(),
                    score: stored.score,
                    passed: stored.passed,
                });
                self.summary.add_stored(stored);
            }
            Ended::Superseded => {}
            Ended::Retry { code, message, after } => {
                self.summary.add_failure(&code, &message, false);
                self.watch.event(Event::Retrying { position, code, message, after });
                self.queue.try_later(job, after);
            }
            Ended::Failed { code, message } => {
                self.summary.add_failure(&code, &message, true);
                self.heed_failure(sign, &code, &message);
                self.watch.event(Event::ItemFailed { position, code, message });
                if self.options.stop_on_error {
                    self.stop_for(StopReason::ItemFailed);
                }
            }
            Ended::StopRun(error) => {
                self.summary.add_failure(error.kind.as_str(), &error.message, false);
                self.stop_for(StopReason::Provider { kind: error.kind, message: error.message, hint: error.hint });
            }
            // What became of it the writer says at the end.
            Ended::NotSaved(not_saved) => self.stop_for(StopReason::Store { reason: not_saved.reason }),
        }
    }

    /// Stops where one item after the other failed in a way that every other would, too, and nobody else got through
    /// meanwhile: the server is not there after all the tries, or it refuses whatever it is asked.
    fn heed_failure(&mut self, sign: Sign, code: &str, message: &str) {
        let many = 2 * self.caller.limits.concurrency;
        if sign == Sign::Unreachable && self.unreachable > many {
            let hint = Some("See that the server is running, with: dialoom doctor".to_owned());
            self.stop_for(StopReason::Provider { kind: ErrorKind::Connection, message: message.to_owned(), hint });
        }
        if code == ErrorKind::BadRequest.as_str() {
            self.refused += 1;
            if self.refused > many {
                let message =
                    format!("{} items in a row were refused, and none was answered; the last: {message}", self.refused);
                let hint =
                    "Change the setting it speaks of, or the account: `dialoom batch run PLAN --dry-run` shows what a \
                            run asks for, `dialoom doctor` whether the server takes the key and has the model. Take up \
                            the refused items with `dialoom batch retry NAME`."
                        .to_owned();
                self.stop_for(StopReason::Provider { kind: ErrorKind::BadRequest, message, hint: Some(hint) });
            }
        }
    }

    /// Takes in what a call says of how much the server bears. One that was refused for another reason says nothing.
    fn feel(&mut self, began: Instant, took: Duration, sign: Sign) {
        let ending = match sign {
            Sign::Answered => Ending::Answered,
            Sign::TimedOut => Ending::TimedOut,
            Sign::Overloaded => Ending::Overloaded,
            Sign::There | Sign::Unreachable => return,
        };
        if let Some(change) = self.adaptive.observe(began.saturating_duration_since(self.began), took, ending) {
            self.watch.event(Event::ConcurrencyChanged(change));
        }
    }

    /// Starts nothing from here on, for the first reason there was.
    fn stop_for(&mut self, reason: StopReason) {
        if self.stop.is_none() {
            self.watch.event(Event::Stopping { reason: reason.clone(), in_flight: self.in_flight });
            self.stop = Some(reason);
            self.recall.send_replace(());
        }
    }

    /// Does what the person at the keyboard asks. `false`: leave at once.
    fn heed_halt(&mut self) -> bool {
        let halt = *self.options.halt.borrow_and_update();
        match halt {
            Halt::No => true,
            Halt::Gently => {
                self.stop_for(StopReason::Interrupted);
                true
            }
            Halt::Now => {
                self.stop_for(StopReason::Interrupted);
                self.flying.abort_all();
                false
            }
        }
    }
}

async fn sleep_until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}
