//! The state of a run, owned by its one loop.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::domain::batch::Batch;
use crate::domain::ids::{BatchId, ItemId};
use crate::store::{Result, Store};

use crate::engine::attempt::{Call, Caller, Job};
use crate::engine::batch::ReadyBatch;
use crate::engine::events::{Event, StopReason};
use crate::engine::limiter::ToldWaits;
use crate::engine::run::adaptive_concurrency::AdaptiveConcurrency;
use crate::engine::run::options::RunOptions;
use crate::engine::run::queue::Queue;
use crate::engine::run::unanswered::Unanswered;
use crate::engine::summary::Summary;

/// An item and its call; `None` where the call was not begun.
pub(super) type Flown = (Job, Option<Call>);

pub(super) struct Run {
    pub store: Store,
    pub caller: Arc<Caller>,
    pub work: ReadyBatch,
    pub options: RunOptions,
    pub queue: Queue,
    pub adaptive: AdaptiveConcurrency,
    /// Items with a reserved cost whose calls were then not started.
    pub unstarted: Vec<ItemId>,
    pub flying: JoinSet<Flown>,
    pub in_flight: u64,
    /// Calls back every call that waits at the limiter.
    pub recall: watch::Sender<()>,
    /// Whether the queue may hold items this worker lost. They are checked before the next call.
    pub unsure: bool,
    pub stop: Option<StopReason>,
    /// Whether the last claim found nothing.
    pub dry: bool,
    /// When items were last claimed, and how many calls had ended then.
    pub claimed: (Instant, u64),
    /// Whether the next call must wait for others to free budget.
    pub waits_for_money: bool,
    /// Since when dispatch fails; `None` while it works.
    pub refused_since: Option<Instant>,
    /// Whether the sender of halts is gone.
    pub unattended: bool,
    /// Whether the run reported that the limiter's database fails.
    pub limiter_stalled: bool,
    /// Which long waits the run reported.
    pub told_waits: ToldWaits,
    /// The time that the answers of this run took together, and how many.
    pub answers: (Duration, u32),
    /// Since when nothing happens; `None` while calls are in flight.
    pub idle_since: Option<Instant>,
    /// Whether the run said why nothing happens.
    pub told_of_idling: bool,
    /// Calls in a row that did not reach the server.
    pub unreachable: u32,
    /// Items in a row whose request the server refused as wrong, with no answer in between.
    pub refused: u32,
    /// Answers in a row that could not be read or used.
    pub unusable: u32,
    /// Whether any answer of this run could be used.
    pub any_usable: bool,
    /// Calls in a row that got no answer and may have been billed.
    pub unanswered: Unanswered,
    /// The stored name and the message of the last error that is retried.
    pub last_error: Option<(String, String)>,
    pub began: Instant,
    /// The batch's configuration when the run began.
    pub configuration: serde_json::Value,
    /// How many items were open when the run began.
    pub open_before: u64,
    pub summary: Summary,
}

impl Run {
    pub fn new(store: Store, caller: Caller, work: ReadyBatch, options: RunOptions, batch: Batch) -> Run {
        let unanswered = Unanswered::new(&caller.terms.limits);
        Run {
            queue: Queue::new(work.target.map(|(target, _)| target)),
            adaptive: AdaptiveConcurrency::new(caller.terms.limits.concurrency, caller.terms.limits.timeout),
            caller: Arc::new(caller),
            store,
            work,
            options,
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
            told_waits: ToldWaits::default(),
            answers: (Duration::ZERO, 0),
            idle_since: None,
            told_of_idling: false,
            unreachable: 0,
            refused: 0,
            unusable: 0,
            any_usable: false,
            unanswered,
            last_error: None,
            began: Instant::now(),
            configuration: batch.configuration.clone(),
            open_before: batch.counts.open(),
            summary: Summary::new(batch),
        }
    }

    /// Starts no more calls. Only the first reason counts.
    pub fn stop_for(&mut self, reason: StopReason) {
        if self.stop.is_none() {
            // A call that waits at the limiter was not sent; one whose answer is being stored counts.
            let in_flight = self.in_flight.saturating_sub(self.caller.limiter.queued());
            self.options.watch.event(Event::Stopping { reason: reason.clone(), in_flight });
            self.stop = Some(reason);
            self.recall.send_replace(());
        }
    }
}

pub(super) async fn fetch(store: &Store, batch: BatchId) -> Result<Batch> {
    store.job(batch).await
}
