//! What a run keeps while it works: everything that changes is owned by its one loop.

use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::domain::batch::Batch;
use crate::domain::ids::{BatchId, ItemId};
use crate::store::{Result, Store};

use crate::engine::attempt::{Call, Caller, Job};
use crate::engine::batch::ReadyBatch;
use crate::engine::events::{Event, StopReason};
use crate::engine::run::adaptive_concurrency::AdaptiveConcurrency;
use crate::engine::run::options::RunOptions;
use crate::engine::run::queue::Queue;
use crate::engine::summary::Summary;

/// An item, and the call made for it; `None` where the call was not begun.
pub(super) type Flown = (Job, Option<Call>);

pub(super) struct Run {
    pub store: Store,
    pub caller: Arc<Caller>,
    pub work: ReadyBatch,
    pub options: RunOptions,
    pub queue: Queue,
    pub adaptive: AdaptiveConcurrency,
    /// Items money was set aside for whose calls were then not started.
    pub unstarted: Vec<ItemId>,
    pub flying: JoinSet<Flown>,
    pub in_flight: u64,
    /// Calls back every call that waits for its turn.
    pub recall: watch::Sender<()>,
    /// Whether some of what is queued may not be ours any more: it is looked at before anything is started.
    pub unsure: bool,
    pub stop: Option<StopReason>,
    /// Whether the last look found nothing left to claim.
    pub dry: bool,
    /// When items were last claimed, and how many calls had ended by then.
    pub claimed: (Instant, u64),
    /// Whether the next call does not fit the budget until others have ended.
    pub waits_for_money: bool,
    /// Since when the database refuses to say what is next; `None` while it does.
    pub refused_since: Option<Instant>,
    /// Whether whoever could stop the run from outside is gone.
    pub unattended: bool,
    /// Whether it was told that the limiter cannot be asked.
    pub limiter_stalled: bool,
    /// Whether it was told that every key has a long time to wait.
    pub limiter_closed: bool,
    /// Calls in a row that did not even reach the server.
    pub unreachable: u32,
    /// Items in a row that failed because their request was refused as wrong, without an answer in between.
    pub refused: u32,
    pub began: Instant,
    /// The batch's configuration when the run began.
    pub configuration: serde_json::Value,
    /// How many items of the batch were open then.
    pub open_before: u64,
    pub summary: Summary,
}

impl Run {
    /// A run of a batch that has done nothing yet.
    pub fn new(store: Store, caller: Caller, work: ReadyBatch, options: RunOptions, batch: Batch) -> Run {
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
            limiter_closed: false,
            unreachable: 0,
            refused: 0,
            began: Instant::now(),
            configuration: batch.configuration.clone(),
            open_before: batch.counts.open(),
            summary: Summary::new(batch),
        }
    }

    /// Starts nothing from here on, for the first reason there was.
    pub fn stop_for(&mut self, reason: StopReason) {
        if self.stop.is_none() {
            self.options.watch.event(Event::Stopping { reason: reason.clone(), in_flight: self.in_flight });
            self.stop = Some(reason);
            self.recall.send_replace(());
        }
    }
}

/// The batch as it stands in the database.
pub(super) async fn fetch(store: &Store, batch: BatchId) -> Result<Batch> {
    store.batch(&batch.to_string()).await
}
