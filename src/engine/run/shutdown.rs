//! The end of a run: everything saved, every lease released, and the true status set.

use std::time::Duration;

use crate::domain::batch::{Batch, BatchStatus};
use crate::domain::ids::{BatchId, ItemId};
use crate::store::{DeadCalls, Result, Store};

use crate::engine::durability::worker_id::WorkerId;
use crate::engine::durability::writer::LAST_WORDS;
use crate::engine::events::StopReason;
use crate::engine::run::state::{Run, fetch};
use crate::engine::summary::Summary;

impl Run {
    /// Ends calls in flight, waits for the writer, releases the items and sets the batch's status.
    pub(super) async fn shut_down(mut self) -> Result<Summary> {
        self.recall.send_replace(());
        self.flying.shutdown().await;
        self.report_limiter();
        self.caller.limiter.close().await;
        self.caller.limiter.refresh().await;
        let held: Vec<ItemId> = self.queue.drain().filter_map(|job| Some(job.item?.id)).collect();
        // Without the caller no outcome can come, so the writer ends when all are saved.
        let worker_id = self.caller.worker_id.clone();
        let lease = self.caller.lease.length();
        drop(self.caller);
        if let Ok(Ok(spooled)) = tokio::time::timeout(LAST_WORDS, &mut self.options.writer).await {
            self.summary.spooled = spooled;
        }

        let batch = self.work.batch;
        // Items whose answers are spooled stay leased, so that no worker calls for them before the replay.
        let is_spooled = !self.summary.spooled.is_empty() || matches!(self.stop, Some(StopReason::Store { .. }));
        let leaving = Leaving {
            store: &self.store,
            batch,
            worker_id: &worker_id,
            lease,
            unstarted: &self.unstarted,
            release: is_spooled.then_some(held.as_slice()),
        };
        let settled = leaving.settle(&mut self.stop).await;
        if let Some((_, cells)) = self.work.target {
            if let Ok(passed) = self.store.passed_requests(batch).await {
                self.queue.set_passed(&passed);
            }
            self.summary.target = self.queue.reached(cells);
        }
        match settled {
            Ok(batch) => self.summary.batch = batch,
            // The reason to stop matters more than the status. The next run takes the items over.
            Err(error) if is_spooled || (self.stop.is_some() && error.is_passing()) => {}
            Err(error) => return Err(error),
        }
        self.summary.took = self.began.elapsed();
        self.summary.stop = self.stop;
        Ok(self.summary)
    }
}

/// A worker that leaves its batch.
struct Leaving<'a> {
    store: &'a Store,
    batch: BatchId,
    worker_id: &'a str,
    lease: Duration,
    /// Items with a reserved cost whose calls were not started.
    unstarted: &'a [ItemId],
    /// The items to release; `None` releases all.
    release: Option<&'a [ItemId]>,
}

impl Leaving<'_> {
    /// Releases the items and sets the batch's status. Clears a reason to stop that came too late.
    async fn settle(&self, stop: &mut Option<StopReason>) -> Result<Batch> {
        let Leaving { store, batch, worker_id, .. } = *self;
        let now = store.now().await?;
        store.unreserve_costs(worker_id, self.unstarted).await?;
        if self.release.is_none() {
            // The provider may bill calls that were aborted, so their reservations count as spent.
            store.write_off_reservations(batch, DeadCalls::Of(worker_id), now).await?;
        }
        store.release_items(batch, worker_id, self.release).await?;
        let now_is = fetch(store, batch).await?;
        if now_is.counts.open() == 0 && stop.as_ref().is_some_and(StopReason::is_requested) {
            // The last calls in flight completed the batch.
            *stop = None;
        }
        store.sign_off(batch, worker_id).await?;
        let this = WorkerId::this_process();
        let others = store.workers(batch, now - self.lease).await?;
        let others = others.iter().any(|other| !this.is_surely_gone(other));
        match leave(stop.as_ref(), now_is.status, others) {
            Some((BatchStatus::Completed, _)) => store.complete_batch(batch).await?,
            Some((status, error)) => {
                // Compare-and-set: a status that another process set in this instant stays.
                store.move_batch(batch, &[now_is.status], status, error.as_deref()).await?;
            }
            None => {}
        }
        match store.settle_results(batch).await {
            Ok(batch) => Ok(batch),
            // What a batch led to is counted again at the next end; what the run did must be said now.
            Err(_) => fetch(store, batch).await,
        }
    }
}

/// The status a run gives its batch, with an error message; `None` keeps the status.
fn leave(stop: Option<&StopReason>, now_is: BatchStatus, others: bool) -> Option<(BatchStatus, Option<String>)> {
    let Some(stop) = stop else { return Some((BatchStatus::Completed, None)) };
    // A cancelled batch stays cancelled, and other workers continue.
    if now_is == BatchStatus::Cancelled || others {
        return None;
    }
    match stop {
        // The process that changed the plan runs it.
        StopReason::Cancelled | StopReason::PlanChanged => None,
        StopReason::Provider { message, .. } => Some((BatchStatus::Failed, Some(message.clone()))),
        StopReason::Store { error } => Some((BatchStatus::Failed, Some(error.to_string()))),
        StopReason::Budget { worst, left } => {
            let (worst, left) = (worst.rounded_up(), left.rounded_down());
            let reason = format!("the next call may cost {worst}; {left} of the budget is left");
            Some((BatchStatus::Paused, Some(reason)))
        }
        StopReason::DayBudget(used_up) => Some((BatchStatus::Paused, Some(used_up.to_string()))),
        StopReason::Interrupted | StopReason::Paused | StopReason::ItemFailed => Some((BatchStatus::Paused, None)),
    }
}
