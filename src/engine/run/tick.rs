//! The look around twice a second: what other processes did, what they want, and how things stand.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::domain::batch::BatchStatus;
use crate::store::{DeadCalls, Result};

use crate::engine::durability::clock::SuspendAwareInstant;
use crate::engine::durability::spool::replay_spool;
use crate::engine::durability::worker_id::WorkerId;
use crate::engine::events::{Event, Progress, StopReason};
use crate::engine::run::state::{Run, fetch};

/// A wait that servers ask for is told of where it is longer than this.
const LONG: Duration = Duration::from_secs(120);

impl Run {
    /// Looks for a word from another process, and tells how things stand.
    pub(super) async fn tick(&mut self) -> Result<()> {
        self.tell_of_limiter();
        if self.caller.lease.is_due(SuspendAwareInstant::now()) {
            self.renew().await?;
            // Before the lease of whoever put answers aside is over, and its items are asked again.
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
        if batch.counts.skipped > self.summary.batch.counts.skipped {
            // Not all of them by us: a plan that was stored meanwhile may have dropped some we have queued or are about to ask.
            self.recall.send_replace(());
            self.unsure = true;
        }
        self.summary.batch = batch;
        self.count_passed().await?;
        if std::mem::take(&mut self.waits_for_money) {
            // Whoever set it aside may have died: nothing is claimed meanwhile, which is when that is seen otherwise.
            let now = self.store.now().await?;
            self.release_orphans(now).await?;
            self.store.write_off_reservations(self.work.batch, DeadCalls::Expired, now).await?;
        }
        if self.queue.is_empty() && self.in_flight == 0 {
            // Only others' items are left; one of them may have died.
            let now = self.store.now().await?;
            self.release_orphans(now).await?;
            // Held and not known: the connection broke before it said what was claimed.
            self.store.release_items(self.work.batch, &self.caller.worker_id, None).await?;
            self.dry = false;
        }
        self.caller.limiter.refresh().await;
        let progress = self.progress();
        self.options.watch.event(Event::Progress(progress));
        Ok(())
    }

    /// Prolongs the leases of what is held, and forgets what is not any more: this process was stopped for longer than a
    /// lease, and others took it over; or a changed plan dropped it.
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

    /// Releases the items of workers on this machine that died. Items of other workers wait until their lease is over.
    pub(super) async fn release_orphans(&self, now: DateTime<Utc>) -> Result<()> {
        let this = WorkerId::this_process();
        for worker_id in self.store.claimants(self.work.batch).await? {
            if worker_id != self.caller.worker_id && this.is_surely_gone(&worker_id) {
                // Only now is its last spool complete: replay it, so that no answer is paid for twice.
                replay_spool(&self.store).await?;
                self.store.write_off_reservations(self.work.batch, DeadCalls::Of(&worker_id), now).await?;
                self.store.release_items(self.work.batch, &worker_id, None).await?;
            }
        }
        Ok(())
    }

    /// Tells that nothing can start because the pace cannot be read, and that it can again; and that servers ask for a long
    /// wait.
    pub(super) fn tell_of_limiter(&mut self) {
        match self.caller.limiter.trouble() {
            Some(reason) if !std::mem::replace(&mut self.limiter_stalled, true) => {
                self.options.watch.event(Event::StoreStalled { reason, held: 0 });
            }
            None if std::mem::take(&mut self.limiter_stalled) => self.options.watch.event(Event::StoreRecovered),
            _ => {}
        }
        match self.caller.limiter.closed_for().filter(|wait| *wait > LONG) {
            Some(wait) if !std::mem::replace(&mut self.limiter_closed, true) => {
                self.options.watch.event(Event::Closed { wait });
            }
            Some(_) => {}
            None => self.limiter_closed = false,
        }
    }

    /// Stops where the plan is another one by now: its items would be made as the old one asked.
    pub(super) fn heed_plan(&mut self, configuration: &serde_json::Value) {
        if shape(configuration) != shape(&self.configuration) {
            self.stop_for(StopReason::PlanChanged);
        }
    }

    /// Brings the target up to date with all workers.
    pub(super) async fn count_passed(&mut self) -> Result<()> {
        if self.queue.has_target() {
            self.queue.set_passed(&self.store.passed_requests(self.work.batch).await?);
        }
        Ok(())
    }

    /// How long the rest will take at the pace of all workers since this run began, once that can be said; no less than
    /// the limits let it, since a run begins with a burst.
    fn remaining(&self) -> Option<Duration> {
        let open = self.summary.batch.counts.open();
        let ended = self.open_before.saturating_sub(open);
        let each = self.began.elapsed().as_secs_f64() / ended as f64;
        // `None` where a key has no limit.
        let places: Option<u64> = self.caller.limiter.snapshot().iter().map(|key| key.limit).sum();
        let least = places.map_or(0.0, |places| self.caller.terms.limits.window.as_secs_f64() / places.max(1) as f64);
        (ended > 0).then(|| Duration::try_from_secs_f64(each.max(least) * open as f64).unwrap_or(Duration::MAX))
    }

    fn progress(&self) -> Progress {
        Progress {
            counts: self.summary.batch.counts,
            in_flight: self.in_flight,
            at_most: self.adaptive.lowered(),
            cost: self.summary.batch.actual_cost_usd,
            keys: self.caller.limiter.snapshot(),
            remaining: self.remaining(),
        }
    }
}

/// What of a batch's configuration shapes its answers.
fn shape(configuration: &serde_json::Value) -> [Option<&serde_json::Value>; 2] {
    [configuration.get("ask"), configuration.get("templates")]
}
