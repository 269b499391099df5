//! The tick: twice a second the run reads what other processes changed, and reports progress.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::time::Instant;

use crate::domain::batch::BatchStatus;
use crate::domain::ids::ItemId;
use crate::store::Result;

use crate::engine::attempt::Job;
use crate::engine::durability::clock::SuspendAwareInstant;
use crate::engine::durability::orphans;
use crate::engine::durability::spool::replay_spool;
use crate::engine::events::{Event, Progress, StopReason};
use crate::engine::run::state::{Run, fetch};
use crate::engine::run::time_left::Rest;

impl Run {
    /// Renews the lease when due, reads the batch, stops where another process asks for it, and reports progress.
    pub(super) async fn tick(&mut self) -> Result<()> {
        self.store.check_in_place()?;
        self.report_limiter();
        self.report_idling();
        if self.caller.lease.is_due(SuspendAwareInstant::now()) {
            self.renew().await?;
            // Replays before the lease of a worker that spooled answers ends, and its items are claimed.
            replay_spool(&self.store).await?;
            let left = self.remaining().and_then(|left| chrono::TimeDelta::from_std(left).ok());
            self.store.set_batch_eta(self.work.batch, left.map(|left| (self.caller.clock)() + left)).await?;
        }
        let batch = fetch(&self.store, self.work.batch).await?;
        match batch.status {
            BatchStatus::Paused => self.stop_for(StopReason::Paused),
            BatchStatus::Cancelled => self.stop_for(StopReason::Cancelled),
            _ => {}
        }
        self.heed_plan(&batch.configuration);
        self.release_unbegun().await?;
        if batch.counts.skipped > self.summary.batch.counts.skipped {
            // Another process skipped items: a changed plan may have dropped some that are queued here.
            self.recall.send_replace(());
            self.unsure = true;
        }
        self.summary.batch = batch;
        self.count_passed().await?;
        if std::mem::take(&mut self.waits_for_money) {
            // A dead worker may hold the reservation. Claims notice that, but none happens while this run waits.
            let now = self.store.now().await?;
            self.release_orphans(now).await?;
            // Under the day's ceiling it may be a worker of another batch.
            self.store.write_off_expired(now).await?;
        }
        if self.queue.is_empty() && self.in_flight == 0 {
            // Only items of other workers are left, and those may have died.
            let now = self.store.now().await?;
            self.release_orphans(now).await?;
            // Releases items that a claim with a broken connection left to this worker.
            self.store.release_items(self.work.batch, &self.caller.worker_id, None).await?;
            self.dry = false;
        }
        self.caller.limiter.refresh().await;
        let progress = self.progress();
        self.options.watch.event(Event::Progress(progress));
        Ok(())
    }

    /// Renews the leases, and forgets lost items: other workers took them over while this process was stopped, or a
    /// changed plan dropped them.
    pub(super) async fn renew(&mut self) -> Result<()> {
        let (batch, worker_id) = (self.work.batch, self.caller.worker_id.clone());
        if !self.caller.lease.is_good(SuspendAwareInstant::now()) {
            self.recall.send_replace(());
        }
        let asked = SuspendAwareInstant::now();
        let now = self.store.now().await?;
        self.store.prolong_leases(batch, &worker_id, now, self.caller.lease.length()).await?;
        self.store.sign_on(batch, &worker_id, now, self.caller.lease.length()).await?;
        self.store.unreserve_costs(&worker_id, &self.unstarted).await?;
        self.unstarted.clear();
        self.queue.keep_only(&self.store.held_items(batch, &worker_id).await?);
        self.caller.lease.renew(asked);
        self.unsure = false;
        Ok(())
    }

    /// Releases what a run that stops has claimed and not begun. From then on its running items are its calls in flight.
    async fn release_unbegun(&mut self) -> Result<()> {
        if self.stop.is_none() || self.queue.is_empty() {
            return Ok(());
        }
        let jobs: Vec<Job> = self.queue.drain().collect();
        let ids: Vec<ItemId> = jobs.iter().filter_map(|job| Some(job.item.as_ref()?.id)).collect();
        let released = self.store.release_items(self.work.batch, &self.caller.worker_id, Some(&ids)).await;
        if released.is_err() {
            self.queue.put_back(jobs.into_iter());
        }
        released.map(|_| ())
    }

    /// Releases the items of workers on this machine that died.
    pub(super) async fn release_orphans(&self, now: DateTime<Utc>) -> Result<()> {
        orphans::release_orphans(&self.store, self.work.batch, &self.caller.worker_id, now).await
    }

    /// Stops if the plan changed: this run would make its items the old way.
    pub(super) fn heed_plan(&mut self, configuration: &serde_json::Value) {
        if shape(configuration) != shape(&self.configuration) {
            self.stop_for(StopReason::PlanChanged);
        }
    }

    /// Counts what all workers passed towards the target.
    pub(super) async fn count_passed(&mut self) -> Result<()> {
        if self.queue.has_target() {
            self.queue.set_passed(&self.store.passed_requests(self.work.batch).await?);
        }
        Ok(())
    }

    /// How long the rest takes; `None` while there is nothing to go by, and while answers cannot be stored.
    fn remaining(&self) -> Option<Duration> {
        if self.caller.writer.is_stalled() || self.limiter_stalled {
            return None;
        }
        let open = self.summary.batch.counts.open();
        let ended = self.open_before.saturating_sub(open) as u32;
        let in_flight = self.caller.limiter.in_flight();
        let (took, answers) = self.answers;
        let rest = Rest {
            waiting: open.saturating_sub(in_flight),
            in_flight,
            window: self.caller.terms.limits.window,
            tokens_each: self.work.estimate.tokens_each(),
            answers: (answers > 0).then(|| (took / answers, u64::from(self.adaptive.allowed()))),
            pace: (ended > 0).then(|| self.began.elapsed() / ended),
        };
        let last_retry = self.queue.last_due().map(|due| due.saturating_duration_since(Instant::now()));
        let pause = self.caller.limiter.wait().map(|wait| wait.time);
        rest.time(&self.caller.limiter.snapshot()).into_iter().chain(last_retry).chain(pause).max()
    }

    fn progress(&self) -> Progress {
        Progress {
            counts: self.summary.batch.counts,
            in_flight: self.caller.limiter.in_flight(),
            at_most: self.adaptive.lowered(),
            cost: self.summary.batch.actual_cost_usd,
            keys: self.caller.limiter.snapshot(),
            remaining: self.remaining(),
        }
    }
}

/// The parts of a configuration that shape the answers.
fn shape(configuration: &serde_json::Value) -> [Option<&serde_json::Value>; 2] {
    [configuration.get("ask"), configuration.get("templates")]
}
