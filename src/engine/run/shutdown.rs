//! The end of a run: everything saved, nothing held, and the batch in a state that says how it stands.

use crate::domain::batch::{Batch, BatchStatus};
use crate::domain::ids::ItemId;
use crate::engine::durability::lease;
use crate::engine::durability::worker_id::WorkerId;
use crate::engine::durability::writer::LAST_WORDS;
use crate::engine::events::StopReason;
use crate::engine::summary::Summary;
use crate::store::DeadCalls;
use crate::store::Result;

use crate::engine::run::{Run, fetch};

impl Run {
    /// Leaves the batch in a state that says how it stands, with nothing held and everything saved.
    pub(crate) async fn shut_down(mut self) -> Result<Summary> {
        self.recall.send_replace(());
        self.flying.shutdown().await;
        self.tell_of_limiter();
        self.caller.limiter.close().await;
        self.caller.limiter.refresh().await;
        let held: Vec<ItemId> = self.queue.drain().filter_map(|job| Some(job.item?.id)).collect();
        // Nobody hands in outcomes any more once the caller is gone, so the writer ends when all are saved.
        let worker_id = self.caller.worker_id.clone();
        drop(self.caller);
        if let Ok(Ok(spooled)) = tokio::time::timeout(LAST_WORDS, &mut self.options.writer).await {
            self.summary.spooled = spooled;
        }

        let batch = self.options.batch;
        // Items whose answers are in a spool file stay held, so that they are not asked again before it is taken in.
        let replayed = !self.summary.spooled.is_empty() || matches!(self.stop, Some(StopReason::Store { .. }));
        let settled = async {
            let now = self.store.now().await?;
            self.store.unreserve_costs(&worker_id, &self.unstarted).await?;
            if !replayed {
                // What was set aside for calls cut off in the middle may have been spent.
                self.store.write_off_reservations(batch, DeadCalls::Of(&worker_id), now).await?;
            }
            self.store.release_items(batch, &worker_id, replayed.then_some(held.as_slice())).await?;
            let now_is = fetch(&self.store, batch).await?;
            if now_is.counts.open() == 0 && self.stop.as_ref().is_some_and(StopReason::is_a_wish) {
                // Whoever asked it to stop came too late: what was in flight was the last of it.
                self.stop = None;
            }
            self.store.sign_off(batch, &worker_id).await?;
            let this = WorkerId::this_process();
            let others = self.store.workers(batch, now - lease::LENGTH).await?;
            let others = others.iter().any(|other| !this.is_surely_gone(other));
            match leave(self.stop.as_ref(), now_is.status, others) {
                Some((BatchStatus::Completed, _)) => self.store.complete_batch(batch).await?,
                Some((status, error)) => {
                    // Where its owner had another word in this instant, that stands.
                    self.store.move_batch(batch, &[now_is.status], status, error.as_deref()).await?;
                }
                None => {}
            }
            fetch(&self.store, batch).await
        };
        let settled: Result<Batch> = settled.await;
        if let Some((_, cells)) = self.options.target {
            if let Ok(passed) = self.store.passed_requests(batch).await {
                self.queue.set_passed(&passed);
            }
            self.summary.target = self.queue.reached(cells);
        }
        match settled {
            Ok(batch) => self.summary.batch = batch,
            // Why the run stopped is what the person must hear, not how the batch is marked; the next run takes back
            // what this one held.
            Err(error) if replayed || (self.stop.is_some() && error.is_passing()) => {}
            Err(error) => return Err(error),
        }
        self.summary.took = self.began.elapsed();
        self.summary.stop = self.stop;
        Ok(self.summary)
    }
}

/// The state a run leaves its batch in; `None` leaves it as it is.
fn leave(stop: Option<&StopReason>, now_is: BatchStatus, others: bool) -> Option<(BatchStatus, Option<String>)> {
    let Some(stop) = stop else { return Some((BatchStatus::Completed, None)) };
    // Its owner's word stands, and other workers are not stopped because this one was.
    if now_is == BatchStatus::Cancelled || others {
        return None;
    }
    match stop {
        // Whoever changed the plan goes on with it.
        StopReason::Cancelled | StopReason::PlanChanged => None,
        StopReason::Provider { message, .. } => Some((BatchStatus::Failed, Some(message.clone()))),
        StopReason::Store { reason, .. } => Some((BatchStatus::Failed, Some(reason.clone()))),
        StopReason::Budget { worst, left } => {
            let reason = format!("the budget has {left} left; the next call may cost up to {worst}");
            Some((BatchStatus::Paused, Some(reason)))
        }
        StopReason::Interrupted | StopReason::Paused | StopReason::ItemFailed => Some((BatchStatus::Paused, None)),
    }
}
