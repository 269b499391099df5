//! The loop: dispatches calls, receives those that ended, ticks, and ends when nothing is left or it must stop.

use std::time::Duration;

use tokio::time::Instant;

use crate::domain::batch::BatchStatus;
use crate::store::{Result, Store, StoreError};

use crate::engine::attempt::Caller;
use crate::engine::batch::ReadyBatch;
use crate::engine::durability::writer::{LAST_WORDS, PATIENCE};
use crate::engine::events::StopReason;
use crate::engine::run::options::{Halt, RunOptions};
use crate::engine::run::state::{Run, fetch};
use crate::engine::summary::Summary;

/// How often the run reads what other processes changed, and reports progress.
const TICK: Duration = Duration::from_millis(500);

/// Runs a batch to its end, or until something stops it. Afterwards its status is true, and it leases no item.
pub(crate) async fn run(store: Store, caller: Caller, work: ReadyBatch, options: RunOptions) -> Result<Summary> {
    let batch = fetch(&store, work.batch).await?;
    let mut run = Run::new(store, caller, work, options, batch);
    run.begin().await?;
    run.work().await;
    run.shut_down().await
}

impl Run {
    /// Joins the workers of the batch and marks it as running, unless it was paused or cancelled meanwhile.
    async fn begin(&mut self) -> Result<()> {
        let (store, batch) = (&self.store, self.work.batch);
        let now = store.now().await?;
        self.release_orphans(now).await?;
        store.sign_on(batch, &self.caller.worker_id, now, self.caller.lease.length()).await?;
        let from: Vec<BatchStatus> = BatchStatus::WORKED_ON.into_iter().chain([self.work.seen]).collect();
        if !store.move_batch(batch, &from, BatchStatus::Running, None).await? {
            let is_cancelled = fetch(store, batch).await?.status == BatchStatus::Cancelled;
            self.stop_for(if is_cancelled { StopReason::Cancelled } else { StopReason::Paused });
        }
        self.count_passed().await
    }

    /// Works until every item has ended or the run must stop, and nothing is in flight.
    ///
    /// A database error never ends calls in flight, since they are paid for. The loop waits out a passing error; any
    /// other only prevents new calls.
    pub(super) async fn work(&mut self) {
        let mut tick = tokio::time::interval(TICK);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        // A halt from before the loop is no change that the receiver reports.
        if !self.heed_halt() {
            return self.land_cut_off().await;
        }
        loop {
            self.queue.take_due();
            let is_over = match self.step().await {
                Ok(is_over) => {
                    self.refused_since = None;
                    is_over
                }
                // The next tick retries; calls in flight continue meanwhile.
                Err(error)
                    if error.is_passing()
                        && self.refused_since.get_or_insert_with(Instant::now).elapsed() < PATIENCE =>
                {
                    false
                }
                Err(error) => {
                    self.stop_for(StopReason::Store { error });
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
                    // Without a sender this branch would be ready at once every time.
                    self.unattended = changed.is_err();
                    if !self.heed_halt() {
                        return self.land_cut_off().await;
                    }
                }
                Some(flown) = self.flying.join_next(), if !self.flying.is_empty() => match flown {
                    Ok(flown) => self.land(flown),
                    Err(error) => self.crashed(&error),
                },
                () = sleep_until(next_due), if self.stop.is_none() => {}
                _ = tick.tick() => match self.tick().await {
                    Err(error) if !error.is_passing() => {
                        self.stop_for(StopReason::Store { error });
                    }
                    // A failed tick alone does not end a run: the writer notices if the database stays away.
                    _ => {}
                },
            }
        }
    }

    /// Dispatches. Returns whether the run is over.
    async fn step(&mut self) -> Result<bool> {
        if self.stop.is_none() {
            self.dispatch().await?;
        }
        Ok(self.flying.is_empty() && (self.stop.is_some() || self.is_done().await?))
    }

    /// A call's task panicked, which is a bug. Its item stays leased until the lease is over.
    fn crashed(&mut self, error: &tokio::task::JoinError) {
        self.in_flight -= 1;
        self.stop_for(StopReason::Store { error: StoreError::Other(format!("a call crashed: {error}")) });
    }

    /// Whether every item has ended, those of other workers included.
    async fn is_done(&mut self) -> Result<bool> {
        if !self.dry || !self.queue.is_empty() {
            return Ok(false);
        }
        self.summary.batch = fetch(&self.store, self.work.batch).await?;
        Ok(self.summary.batch.counts.open() == 0)
    }

    /// Obeys a halt. Returns `false` to leave at once.
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
                false
            }
        }
    }

    /// After a hard stop: receives the calls that it cut off, each saved as one that may be billed.
    async fn land_cut_off(&mut self) {
        self.caller.writer.hurry();
        let until = Instant::now() + LAST_WORDS;
        while let Ok(Some(flown)) = tokio::time::timeout_at(until, self.flying.join_next()).await {
            match flown {
                Ok(flown) => self.land(flown),
                Err(error) => self.crashed(&error),
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
