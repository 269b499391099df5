//! The end of a run: everything saved, nothing held, and the batch in a state that says how it stands.

use crate::domain::batch::{Batch, BatchStatus};
use crate::domain::ids::ItemId;
use crate::engine::events::StopReason;
use crate::engine::holder::Holder;
use crate::engine::lease;
use crate::engine::summary::Summary;
use crate::engine::writer::LAST_WORDS;
use crate::store::Result;
use crate::store::budgets::DeadCalls;

use super::{Run, fetch};

impl Run {
    /// Leaves the batch in a state that says how it stands, with nothing held and everything saved.
    pub(super) async fn wind_up(mut self) -> Result<Summary> {
        self.recall.send_replace(());
        self.flying.shutdown().await;
        self.tell_of_limiter();
        self.caller.limiter.close().await;
        self.caller.limiter.refresh().await;
        let held: Vec<ItemId> = self.queue.drain().filter_map(|job| Some(job.item?.id)).collect();
        // Nobody hands in outcomes any more once the caller is gone, so the writer ends when all are saved.
        let holder = self.caller.holder.clone();
        drop(self.caller);
        if let Ok(Ok(put_aside)) = tokio::time::timeout(LAST_WORDS, &mut self.options.writer).await {
            self.summary.put_aside = put_aside;
        }

        let batch = self.options.batch;
        // Items whose answers are in a rescue file stay held, so that they are not asked again before it is taken in.
        let rescued = !self.summary.put_aside.is_empty() || matches!(self.stop, Some(StopReason::Store { .. }));
        let settled = async {
            let now = self.store.now().await?;
            self.store.unreserve_costs(&holder, &self.unstarted).await?;
            if !rescued {
                // What was set aside for calls cut off in the middle may have been spent.
                self.store.write_off_reservations(batch, DeadCalls::Of(&holder), now).await?;
            }
            self.store.release_items(batch, &holder, rescued.then_some(held.as_slice())).await?;
            let now_is = fetch(&self.store, batch).await?;
            if now_is.counts.open() == 0 && self.stop.as_ref().is_some_and(StopReason::is_a_wish) {
                // Whoever asked it to stop came too late: what was in flight was the last of it.
                self.stop = None;
            }
            self.store.sign_off(batch, &holder).await?;
            let this = Holder::this_process();
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
            if let Ok(accepted) = self.store.accepted_requests(batch).await {
                self.queue.set_accepted(&accepted);
            }
            self.summary.target = self.queue.reached(cells);
        }
        match settled {
            Ok(batch) => self.summary.batch = batch,
            // Why the run stopped is what the person must hear, not how the batch is marked; the next run takes back
            // what this one held.
            Err(error) if rescued || (self.stop.is_some() && error.is_passing()) => {}
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
