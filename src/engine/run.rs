//! A run: works a batch's items off, as many at once as allowed, until all are at their end or something stops it.
//!
//! One loop owns everything that changes (queue, budget, counts); calls run as tasks of their own and hand back
//! their item when everything about it is saved. As soon as one call ends the next begins.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::Instant;

use crate::domain::batch::{Batch, BatchStatus, Item};
use crate::domain::ids::{BatchId, ItemId, TemplateId};
use crate::domain::money::Usd;
use crate::provider::{ChatRequest, ErrorKind};
use crate::store::budgets::DeadCalls;
use crate::store::{Result, Store, StoreError};

use super::attempt::{Call, Caller, Ended, Job, Sign};
use super::batch::Templates;
use super::events::{Event, Progress, StopReason, Watch};
use super::goal::Target;
use super::holder::Holder;
use super::pressure::Pressure;
use super::queue::{NextCall, Queue};
use super::settings::worst_cost;
use super::summary::Summary;
use super::writer::take_in_rescued;

/// How long items are held without a sign of life.
const LEASE: Duration = Duration::from_secs(60);
/// How often leases are prolonged.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How often the batch is looked at for a word from another process, and progress is told.
const TICK: Duration = Duration::from_millis(500);
/// How long the database may refuse to say what is next.
const PATIENCE: Duration = super::writer::PATIENCE;
/// How long answers that came in have to be saved, or put aside, after a second Ctrl-C: what one try at a locked
/// database takes at the most, and some.
pub(super) const LAST_WORDS: Duration = Duration::from_secs(15);

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
    /// Its templates.
    pub templates: Templates,
    /// What one conversation is expected to cost, by template.
    pub cost_each: BTreeMap<TemplateId, Usd>,
    /// Whether the first failed item ends the run.
    pub stop_on_error: bool,
    /// What is wanted accepted, and how many cells the axes have: then the items are candidates.
    pub target: Option<(Target, u64)>,
    /// Stops the run from outside.
    pub halt: watch::Receiver<Halt>,
    /// The writer's task, waited for at the end.
    pub writer: JoinHandle<()>,
}

type Flown = (Job, Option<Call>);

struct Run {
    store: Store,
    caller: Arc<Caller>,
    options: RunOptions,
    watch: Arc<dyn Watch>,
    queue: Queue,
    pressure: Pressure,
    /// Items money was set aside for whose calls were then not started.
    unstarted: Vec<ItemId>,
    flying: JoinSet<Flown>,
    in_flight: u64,
    /// Told to every call that waits for its turn.
    stopping: watch::Sender<bool>,
    stop: Option<StopReason>,
    /// Whether the last look found nothing left to claim.
    dry: bool,
    /// Whether the next call does not fit the budget until others have ended.
    waits_for_money: bool,
    /// Since when the database refuses to say what is next; `None` while it does.
    refused_since: Option<Instant>,
    /// Whether whoever could stop the run from outside is gone.
    unattended: bool,
    /// Whether it was told that the limiter cannot be asked.
    limiter_stalled: bool,
    /// Calls in a row that did not even reach the server.
    unreachable: u32,
    heartbeat: Instant,
    began: Instant,
    /// The batch's configuration when the run began.
    configuration: serde_json::Value,
    summary: Summary,
}

/// Runs a batch to its end, or until something stops it. Afterwards its state says how it stands, and no item is held.
pub async fn run(store: Store, caller: Caller, options: RunOptions, watch: Arc<dyn Watch>) -> Result<Summary> {
    let batch = fetch(&store, options.batch).await?;
    release_orphans(&store, options.batch, &caller.holder, (caller.clock)()).await?;
    store.sign_on(options.batch, &caller.holder, (caller.clock)(), LEASE).await?;
    store.set_batch_status(options.batch, BatchStatus::Running, None).await?;
    let mut run = Run {
        queue: Queue::new(options.target.map(|(target, _)| target)),
        pressure: Pressure::new(caller.limits.concurrency, caller.limits.timeout),
        caller: Arc::new(caller),
        store,
        options,
        watch,
        unstarted: Vec::new(),
        flying: JoinSet::new(),
        in_flight: 0,
        stopping: watch::channel(false).0,
        stop: None,
        dry: false,
        waits_for_money: false,
        refused_since: None,
        unattended: false,
        limiter_stalled: false,
        unreachable: 0,
        heartbeat: Instant::now(),
        began: Instant::now(),
        configuration: batch.configuration.clone(),
        summary: Summary::new(batch),
    };
    run.count_accepted().await?;
    run.work().await;
    run.wind_up().await
}

async fn fetch(store: &Store, batch: BatchId) -> Result<Batch> {
    store.batch(&batch.to_string()).await
}

/// Takes items back from processes of this machine that died holding them; others are waited for until their lease
/// is over.
async fn release_orphans(store: &Store, batch: BatchId, me: &str, now: DateTime<Utc>) -> Result<()> {
    let this = Holder::this_process();
    for holder in store.holders(batch).await? {
        if holder != me && this.is_surely_gone(&holder) {
            // Looked for after it was gone: what it put aside last is there by now, and is not to be asked again.
            take_in_rescued(store).await?;
            store.write_off_reservations(batch, DeadCalls::Of(&holder), now).await?;
            store.release_items(batch, &holder, None).await?;
        }
    }
    Ok(())
}

impl Run {
    /// Works until every item is at its end or the run is to stop, and nothing is in flight any more.
    ///
    /// Trouble with the database never cuts calls in flight off, since they are paid for: what passes is waited out, and
    /// anything else only keeps new calls from being started.
    async fn work(&mut self) {
        let mut tick = tokio::time::interval(TICK);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
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
                    self.stop_for(StopReason::Store { reason: error.to_string(), rescue: None });
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
                _ = tick.tick() => match self.look_around().await {
                    Err(error) if !error.is_passing() => {
                        self.stop_for(StopReason::Store { reason: error.to_string(), rescue: None });
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
            self.fill().await?;
        }
        Ok(self.flying.is_empty() && (self.stop.is_some() || self.is_done().await?))
    }

    /// A call's task panicked: a fault of ours. Its item stays held until its lease is over.
    fn crashed(&mut self, error: &tokio::task::JoinError) {
        self.in_flight -= 1;
        self.stop_for(StopReason::Store { reason: format!("a call ended badly: {error}"), rescue: None });
    }

    /// Whether every item is at its end. Items that other processes hold are waited for.
    async fn is_done(&mut self) -> Result<bool> {
        if !self.dry || !self.queue.is_empty() {
            return Ok(false);
        }
        self.summary.batch = fetch(&self.store, self.options.batch).await?;
        Ok(self.summary.batch.counts.open() == 0)
    }

    /// Starts calls until as many are in flight as allowed, or nothing is left to start.
    async fn fill(&mut self) -> Result<()> {
        while self.stop.is_none() && !self.waits_for_money {
            let free = u64::from(self.pressure.allowed()).saturating_sub(self.in_flight);
            if free == 0 {
                return Ok(());
            }
            if !self.queue.has_ready() {
                if self.dry || self.queue.has_reserves() {
                    return Ok(());
                }
                self.claim().await?;
                continue;
            }
            let calls = self.choose(free as usize).await?;
            if calls.is_empty() && self.queue.has_ready() {
                return Ok(());
            }
            self.start_affordable(calls).await?;
        }
        Ok(())
    }

    /// Takes up to so many of the waiting items whose turn it is, and skips those that are not needed any more.
    async fn choose(&mut self, most: usize) -> Result<Vec<NextCall>> {
        let (batch, holder) = (self.options.batch, &self.caller.holder);
        if self.queue.is_met() {
            self.summary.batch.counts.skipped += self.store.skip_items(batch, holder, None).await?;
            self.queue.drain().for_each(drop);
            return Ok(Vec::new());
        }
        // Every item was checked before the batch was stored: only a damaged database leads to an error here.
        let chosen = self.queue.choose(most, &self.caller);
        let (calls, not_needed) = chosen.map_err(|error| StoreError::Other(error.to_string()))?;
        if !not_needed.is_empty() {
            let ids: Vec<ItemId> = not_needed.iter().filter_map(|job| Some(job.item.as_ref()?.id)).collect();
            match self.store.skip_items(batch, holder, Some(&ids)).await {
                Ok(skipped) => self.summary.batch.counts.skipped += skipped,
                Err(error) => {
                    self.queue.put_back_calls(calls);
                    self.queue.put_back(not_needed.into_iter());
                    return Err(error);
                }
            }
        }
        Ok(calls)
    }

    /// Starts the calls the budget covers at their worst, in order; the others wait until calls in flight, here or in
    /// other workers, have turned out cheaper. Where none is, the run is over.
    async fn start_affordable(&mut self, mut calls: Vec<NextCall>) -> Result<()> {
        if let Some(limit) = self.caller.limits.max_cost {
            let worst = |(job, request): &NextCall| {
                job.item.as_ref().map(|item| (item.id, worst_cost(request, &self.caller.info)))
            };
            let worst: Vec<(ItemId, Usd)> = calls.iter().filter_map(worst).collect();
            let reserved = match self.store.reserve_costs(self.options.batch, limit, &worst).await {
                Ok(reserved) => reserved,
                Err(error) => {
                    self.queue.put_back_calls(calls);
                    return Err(error);
                }
            };
            let not_affordable = calls.split_off(reserved.fitting);
            if let Some((_, worst)) = worst.get(reserved.fitting) {
                if reserved.set_aside == Usd::ZERO {
                    self.stop_for(StopReason::Budget { worst: *worst, left: reserved.left });
                } else {
                    self.waits_for_money = true;
                }
            }
            self.queue.put_back_calls(not_affordable);
        }
        for (job, request) in calls {
            self.start(job, request);
        }
        Ok(())
    }

    async fn claim(&mut self) -> Result<()> {
        let count = (self.caller.limits.concurrency * 4).clamp(16, 512);
        let now = (self.caller.clock)();
        self.store.write_off_reservations(self.options.batch, DeadCalls::Expired, now).await?;
        let items = self.store.claim_items(self.options.batch, &self.caller.holder, count, now, LEASE).await?;
        self.dry = items.is_empty();
        if !self.dry {
            // A changed plan is stored before its items are: whatever of it was claimed, this look sees it.
            let configuration = self.store.batch_configuration(self.options.batch).await?;
            self.heed_plan(&configuration);
            if self.stop.is_some() {
                return Ok(());
            }
        }
        for item in items {
            let job = self.job(item)?;
            self.queue.add(job);
        }
        Ok(())
    }

    fn job(&self, item: Item) -> Result<Job> {
        let name = &item.request.template;
        let Some(template) = self.options.templates.get(name) else {
            return Err(StoreError::NotFound { what: "template", given: name.clone(), near: None });
        };
        Ok(Job {
            request: item.request.clone(),
            template: template.clone(),
            max_tokens: self.caller.ask.first_max_tokens(&self.caller.info),
            estimate: self.options.cost_each.get(&template.id).copied().unwrap_or(Usd::ZERO),
            spent: item.spent,
            calls: item.attempts,
            failures: 0,
            bad_answers: 0,
            rate_limited: 0,
            adapted: 0,
            item: Some(item),
        })
    }

    fn start(&mut self, job: Job, request: ChatRequest) {
        self.in_flight += 1;
        let caller = self.caller.clone();
        let mut stopping = self.stopping.subscribe();
        self.flying.spawn(async move {
            let stopped = async move {
                // The sender lives as long as the run; if it is gone, nothing can stop this call any more.
                if stopping.wait_for(|stop| *stop).await.is_err() {
                    std::future::pending::<()>().await;
                }
            };
            caller.attempt(job, request, stopped).await
        });
    }

    /// Takes in a call that is over.
    fn land(&mut self, (job, call): Flown) {
        self.in_flight -= 1;
        self.waits_for_money = false;
        let Some(Call { cost, took, sign, ended, .. }) = call else {
            self.queue.not_begun(&job);
            self.unstarted.extend(job.item.as_ref().map(|item| item.id));
            self.queue.put_back(std::iter::once(job));
            return;
        };
        self.pressure.observe(took, sign == Sign::Overloaded);
        self.unreachable = if sign == Sign::Unreachable { self.unreachable + 1 } else { 0 };
        self.summary.add_call(cost);
        self.queue.ended(&job, matches!(&ended, Ended::Stored(stored) if stored.accepted));
        let position = job.position();
        match ended {
            Ended::Stored(stored) => {
                self.watch.event(Event::Stored {
                    short_id: stored.id.short(),
                    title: stored.title.clone(),
                    score: stored.score,
                    accepted: stored.accepted,
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
                // An item that failed so after all its tries, and nobody else got through meanwhile: the server is not
                // there, and every other item would only fail the same way.
                if sign == Sign::Unreachable && self.unreachable > 2 * self.caller.limits.concurrency {
                    let hint = Some("See that the server is running, with: dialoom doctor".to_owned());
                    self.stop_for(StopReason::Provider { kind: ErrorKind::Connection, message: message.clone(), hint });
                }
                self.watch.event(Event::ItemFailed { position, code, message });
                if self.options.stop_on_error {
                    self.stop_for(StopReason::ItemFailed);
                }
            }
            Ended::StopRun(error) => {
                self.summary.add_failure(error.kind.as_str(), &error.message, false);
                self.stop_for(StopReason::Provider { kind: error.kind, message: error.message, hint: error.hint });
            }
            Ended::NotSaved(not_saved) => {
                self.stop_for(StopReason::Store { reason: not_saved.reason, rescue: not_saved.rescue });
            }
        }
    }

    /// Starts nothing from here on, for the first reason there was.
    fn stop_for(&mut self, reason: StopReason) {
        if self.stop.is_none() {
            self.watch.event(Event::Stopping { reason: reason.clone(), in_flight: self.in_flight });
            self.stop = Some(reason);
            self.stopping.send_replace(true);
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

    /// Looks for a word from another process, and tells how things stand.
    async fn look_around(&mut self) -> Result<()> {
        match self.caller.limiter.trouble() {
            Some(reason) if !std::mem::replace(&mut self.limiter_stalled, true) => {
                self.watch.event(Event::StoreStalled { reason });
            }
            None if std::mem::take(&mut self.limiter_stalled) => self.watch.event(Event::StoreRecovered),
            _ => {}
        }
        if self.heartbeat.elapsed() >= HEARTBEAT {
            self.heartbeat = Instant::now();
            let now = (self.caller.clock)();
            self.store.prolong_leases(self.options.batch, &self.caller.holder, now, LEASE).await?;
            self.store.sign_on(self.options.batch, &self.caller.holder, now, LEASE).await?;
            // Before the lease of whoever put answers aside is over, and its items are asked again.
            take_in_rescued(&self.store).await?;
            let left = self.remaining().and_then(|left| chrono::TimeDelta::from_std(left).ok());
            self.store.set_batch_eta(self.options.batch, left.map(|left| now + left)).await?;
        }
        let batch = fetch(&self.store, self.options.batch).await?;
        match batch.status {
            BatchStatus::Paused => self.stop_for(StopReason::Paused),
            BatchStatus::Cancelled => self.stop_for(StopReason::Cancelled),
            _ => {}
        }
        self.heed_plan(&batch.configuration);
        if batch.counts.skipped > self.summary.batch.counts.skipped {
            // Not all of them by us: a plan that was stored meanwhile may have dropped some we have queued.
            self.queue.keep_only(&self.store.held_items(self.options.batch, &self.caller.holder).await?);
        }
        self.summary.batch = batch;
        self.count_accepted().await?;
        if std::mem::take(&mut self.waits_for_money) {
            // Whoever set it aside may have died: nothing is claimed meanwhile, which is when that is seen otherwise.
            let now = (self.caller.clock)();
            release_orphans(&self.store, self.options.batch, &self.caller.holder, now).await?;
            self.store.write_off_reservations(self.options.batch, DeadCalls::Expired, now).await?;
        }
        if self.queue.is_empty() && self.in_flight == 0 {
            // Only others' items are left; one of them may have died.
            let now = (self.caller.clock)();
            release_orphans(&self.store, self.options.batch, &self.caller.holder, now).await?;
            // Held and not known: the connection broke before it said what was claimed.
            self.store.release_items(self.options.batch, &self.caller.holder, None).await?;
            self.dry = false;
        }
        self.caller.limiter.refresh().await;
        let progress = self.progress();
        self.watch.event(Event::Progress(progress));
        Ok(())
    }

    /// Stops where the plan is another one by now: its items would be made as the old one asked.
    fn heed_plan(&mut self, configuration: &serde_json::Value) {
        if shape(configuration) != shape(&self.configuration) {
            self.stop_for(StopReason::PlanChanged);
        }
    }

    /// Brings the goal up to date with all workers.
    async fn count_accepted(&mut self) -> Result<()> {
        if self.queue.has_goal() {
            self.queue.set_accepted(&self.store.accepted_requests(self.options.batch).await?);
        }
        Ok(())
    }

    /// How long the rest will take at the pace of this run, once that can be said.
    fn remaining(&self) -> Option<Duration> {
        let (ended, open) = (self.summary.ended(), self.summary.batch.counts.open());
        let each = self.began.elapsed().as_secs_f64() / ended as f64;
        (ended > 0).then(|| Duration::try_from_secs_f64(each * open as f64).unwrap_or(Duration::MAX))
    }

    fn progress(&self) -> Progress {
        Progress {
            counts: self.summary.batch.counts,
            in_flight: self.in_flight,
            cost: self.summary.batch.actual_cost_usd,
            keys: self.caller.limiter.snapshot(),
            remaining: self.remaining(),
        }
    }

    /// Leaves the batch in a state that says how it stands, with nothing held and everything saved.
    async fn wind_up(mut self) -> Result<Summary> {
        self.stopping.send_replace(true);
        self.flying.shutdown().await;
        self.caller.limiter.refresh().await;
        let held: Vec<ItemId> = self.queue.drain().filter_map(|job| Some(job.item?.id)).collect();
        // Nobody hands in outcomes any more once the caller is gone, so the writer ends when all are saved.
        let (holder, now) = (self.caller.holder.clone(), (self.caller.clock)());
        drop(self.caller);
        let _ = tokio::time::timeout(LAST_WORDS, &mut self.options.writer).await;

        let batch = self.options.batch;
        // Items whose answers are in a rescue file stay held, so that they are not asked again before it is taken in.
        let rescued = matches!(self.stop, Some(StopReason::Store { .. }));
        let settled = async {
            self.store.unreserve_costs(&self.unstarted).await?;
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
            let others = self.store.workers(batch, now - LEASE).await?;
            let others = others.iter().any(|other| !this.is_surely_gone(other));
            match leave(self.stop.as_ref(), now_is.status, others) {
                Some((BatchStatus::Completed, _)) => self.store.complete_batch(batch).await?,
                Some((status, error)) => self.store.set_batch_status(batch, status, error.as_deref()).await?,
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

/// What of a batch's configuration shapes its answers.
fn shape(configuration: &serde_json::Value) -> [Option<&serde_json::Value>; 2] {
    [configuration.get("ask"), configuration.get("templates")]
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

async fn sleep_until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}
