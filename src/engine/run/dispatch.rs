//! Claims items and starts the calls that the target needs and the budget covers.

use tokio::time::Instant;

use crate::domain::ids::ItemId;
use crate::domain::money::{DayUsedUp, Usd};
use crate::provider::ChatRequest;
use crate::store::{Ceilings, DeadCalls, Reserved, Result, StoreError};

use crate::engine::attempt::Job;
use crate::engine::durability::clock::SuspendAwareInstant;
use crate::engine::events::StopReason;
use crate::engine::run::options::{Halt, reaches};
use crate::engine::run::queue::NextCall;
use crate::engine::run::state::Run;
use crate::engine::supplies::Supplied;
use crate::engine::terms::worst_cost;

/// The most items per claim.
const MOST_CLAIMED: u64 = 512;
/// The fewest candidates of a target per claim.
const LEAST_CANDIDATES: u64 = 16;

impl Run {
    /// Starts calls until as many are in flight as allowed, or none can start now.
    pub(super) async fn dispatch(&mut self) -> Result<()> {
        if self.unsure || !self.caller.lease.is_good(SuspendAwareInstant::now()) {
            self.renew().await?;
        }
        // No call is paid for whose answer nobody would find.
        self.store.check_in_place()?;
        while self.stop.is_none() && !self.waits_for_money {
            let allowed = u64::from(self.adaptive.allowed().min(self.unanswered.allowed(Instant::now())));
            let free = allowed.saturating_sub(self.in_flight);
            if free == 0 {
                return Ok(());
            }
            if !self.queue.has_ready() {
                if self.dry || self.queue.has_reserves() {
                    return Ok(());
                }
                self.claim(free).await?;
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

    /// Takes up to `most` queued items to call for, and skips those the target no longer needs.
    async fn choose(&mut self, most: usize) -> Result<Vec<NextCall>> {
        let (batch, worker_id) = (self.work.batch, &self.caller.worker_id);
        if self.queue.is_met() {
            self.summary.batch.counts.skipped += self.store.skip_items(batch, worker_id, None).await?;
            self.queue.drain().for_each(drop);
            return Ok(Vec::new());
        }
        // Every item was checked before it was stored, so only a damaged database causes an error.
        let chosen = self.queue.choose(most, &self.caller);
        let (calls, not_needed) = chosen.map_err(|error| StoreError::Other(error.to_string()))?;
        if !not_needed.is_empty() {
            let ids: Vec<ItemId> = not_needed.iter().filter_map(|job| Some(job.item.as_ref()?.id)).collect();
            match self.store.skip_items(batch, worker_id, Some(&ids)).await {
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

    /// Starts the calls whose worst case the budget covers, in order. The others wait for calls in flight, here or in
    /// other workers, to cost less than reserved. If the next would not fit even then, the run stops.
    async fn start_affordable(&mut self, mut calls: Vec<NextCall>) -> Result<()> {
        let limits = &self.caller.terms.limits;
        let ceilings = Ceilings { batch: limits.max_cost, day: limits.max_cost_per_day };
        if ceilings.are_set() {
            let worst = |(job, request): &NextCall| {
                job.item.as_ref().map(|item| (item.id, worst_cost(request, &self.caller.terms.info)))
            };
            let worst: Vec<(ItemId, Usd)> = calls.iter().filter_map(worst).collect();
            let (batch, worker_id) = (self.work.batch, &self.caller.worker_id);
            let reserved = match self.store.reserve_costs(batch, worker_id, ceilings, &worst).await {
                Ok(reserved) => reserved,
                Err(error) => {
                    self.queue.put_back_calls(calls);
                    return Err(error);
                }
            };
            let not_affordable = calls.split_off(reserved.fitting);
            if let Some((_, worst)) = worst.get(reserved.fitting) {
                match too_dear(*worst, &reserved, ceilings) {
                    Some(reason) => self.stop_for(reason),
                    None => self.waits_for_money = true,
                }
            }
            self.queue.put_back_calls(not_affordable);
            let is_lost = |job: &Job| job.item.as_ref().is_some_and(|item| reserved.lost.contains(&item.id));
            for (job, _) in calls.extract_if(.., |(job, _)| is_lost(job)) {
                self.queue.not_begun(&job);
            }
        }
        for (job, request) in calls {
            self.start(job, request);
        }
        Ok(())
    }

    /// Claims items for the free places, and those likely to start within a second. So a fast run claims once a second,
    /// and a slow one keeps no item from other workers.
    async fn claim(&mut self, free: u64) -> Result<()> {
        let (since, before) = std::mem::replace(&mut self.claimed, (Instant::now(), self.summary.calls));
        let a_second = (self.summary.calls - before) as f64 / since.elapsed().as_secs_f64();
        // A target for each cell needs many candidates to choose from.
        let least = if self.queue.has_target() { free.max(LEAST_CANDIDATES) } else { free };
        let count = (a_second as u64).clamp(least.min(MOST_CLAIMED), MOST_CLAIMED) as u32;
        let now = self.store.now().await?;
        self.store.write_off_reservations(self.work.batch, DeadCalls::Expired, now).await?;
        let items = self
            .store
            .claim_items(self.work.batch, &self.caller.worker_id, count, now, self.caller.lease.length())
            .await?;
        self.dry = items.is_empty();
        if !self.dry {
            // A changed plan is stored before its items, so this read sees it if any of its items was claimed.
            let configuration = self.store.batch_configuration(self.work.batch).await?;
            self.heed_plan(&configuration);
            if self.stop.is_some() {
                return Ok(());
            }
        }
        let Supplied { works, outdated } = self.work.supplies.works(items).await?;
        if !outdated.is_empty() {
            let (batch, worker_id) = (self.work.batch, &self.caller.worker_id);
            self.summary.batch.counts.skipped += self.store.skip_items(batch, worker_id, Some(&outdated)).await?;
        }
        let max_tokens = self.caller.terms.ask.first_max_tokens(&self.caller.terms.info);
        for (item, work) in works {
            self.queue.add(Job::of_item(item, work, max_tokens));
        }
        Ok(())
    }

    fn start(&mut self, job: Job, request: ChatRequest) {
        self.in_flight += 1;
        let caller = self.caller.clone();
        let mut recalled = self.recall.subscribe();
        let halt = self.options.halt.clone();
        self.flying.spawn(async move {
            let called_back = async move {
                // The sender lives as long as the run. Without it nothing can call this back.
                if recalled.changed().await.is_err() {
                    std::future::pending::<()>().await;
                }
            };
            caller.attempt(job, request, called_back, reaches(halt, Halt::Now)).await
        });
    }
}

/// Why a call can never start: it costs more than a ceiling leaves, even if every call in flight cost nothing.
fn too_dear(worst: Usd, reserved: &Reserved, ceilings: Ceilings) -> Option<StopReason> {
    let (batch, day) = (reserved.batch.at_best(), reserved.day.at_best());
    if worst > batch {
        return Some(StopReason::Budget { worst, left: batch.max(Usd::ZERO) });
    }
    let ceiling = ceilings.day.filter(|_| worst > day)?;
    Some(StopReason::DayBudget(DayUsedUp { worst, spent: ceiling.minus(day), ceiling }))
}
