//! The loop: dispatches calls, takes in those that are over, ticks, and ends when nothing is left or it is to stop.

use std::time::Duration;

use tokio::time::Instant;

use crate::domain::batch::BatchStatus;
use crate::store::{Result, Store};

use crate::engine::attempt::Caller;
use crate::engine::batch::ReadyBatch;
use crate::engine::durability::writer::PATIENCE;
use crate::engine::events::StopReason;
use crate::engine::run::options::{Halt, RunOptions};
use crate::engine::run::state::{Run, fetch};
use crate::engine::summary::Summary;

/// How often the batch is looked at for a word from another process, and progress is told.
const TICK: Duration = Duration::from_millis(500);

/// Runs a batch to its end, or until something stops it. Afterwards its state says how it stands, and no item is held.
pub(crate) async fn run(store: Store, caller: Caller, work: ReadyBatch, options: RunOptions) -> Result<Summary> {
    let batch = fetch(&store, work.batch).await?;
    let mut run = Run::new(store, caller, work, options, batch);
    run.begin().await?;
    run.work().await;
    run.shut_down().await
}

impl Run {
    /// Joins the workers of the batch and marks it as running, unless somebody paused or cancelled it meanwhile.
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

    /// Works until every item is at its end or the run is to stop, and nothing is in flight any more.
    ///
    /// Trouble with the database never cuts calls in flight off, since they are paid for: what passes is waited out, and
    /// anything else only keeps new calls from being started.
    pub(super) async fn work(&mut self) {
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
        self.summary.batch = fetch(&self.store, self.work.batch).await?;
        Ok(self.summary.batch.counts.open() == 0)
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
