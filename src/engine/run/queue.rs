//! The order in which a run calls for its items: those ready, those that wait for a retry, and reserve candidates.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use crate::domain::batch::ItemRequest;
use crate::domain::ids::ItemId;
use crate::provider::ChatRequest;
use crate::templates::PromptError;

use crate::engine::attempt::steps::FixedPart;
use crate::engine::attempt::{Caller, Job};
use crate::engine::run::target::{Reached, Target, TargetProgress, Wanted};

/// The most candidates in reserve, so that memory does not grow with the batch.
const MOST_SPARE: usize = 4096;

/// An item, and the request to send for it.
pub(crate) type NextCall = (Job, ChatRequest);

/// The claimed items without a call in flight.
#[derive(Default)]
pub(crate) struct Queue {
    ready: VecDeque<Job>,
    /// Items that wait for their retry, by its time and a number that tells equal times apart.
    later: BTreeMap<(Instant, u64), Job>,
    /// How many items ever waited for a retry.
    retried: u64,
    target: Option<TargetProgress>,
    /// Candidates that are needed only if those in flight do not pass.
    spare: VecDeque<Job>,
    /// What the provider is reading into its cache; other items with the same fixed part wait for that.
    warming: HashSet<FixedPart>,
    warm: HashSet<FixedPart>,
}

impl Queue {
    pub fn new(target: Option<Target>) -> Queue {
        Queue { target: target.map(TargetProgress::new), ..Queue::default() }
    }

    pub fn add(&mut self, job: Job) {
        self.ready.push_back(job);
    }

    /// Puts items back in front, in their order.
    pub fn put_back(&mut self, jobs: impl DoubleEndedIterator<Item = Job>) {
        for job in jobs.rev() {
            self.ready.push_front(job);
        }
    }

    /// Puts chosen calls back that were not begun.
    pub fn put_back_calls(&mut self, calls: Vec<NextCall>) {
        for (job, _) in &calls {
            self.not_begun(job);
        }
        self.put_back(calls.into_iter().map(|(job, _)| job));
    }

    pub fn try_later(&mut self, job: Job, after: Duration) {
        self.retried += 1;
        self.later.insert((Instant::now() + after, self.retried), job);
    }

    /// Moves items whose delay is over to the front.
    pub fn take_due(&mut self) {
        let now = Instant::now();
        while self.next_due().is_some_and(|at| at <= now) {
            if let Some((_, job)) = self.later.pop_first() {
                self.ready.push_front(job);
            }
        }
    }

    pub fn next_due(&self) -> Option<Instant> {
        self.later.first_key_value().map(|((at, _), _)| *at)
    }

    /// When the last retry is due.
    pub fn last_due(&self) -> Option<Instant> {
        self.later.last_key_value().map(|((at, _), _)| *at)
    }

    pub fn has_ready(&self) -> bool {
        !self.ready.is_empty()
    }

    /// Whether the reserve holds enough candidates. One is enough for a target of the whole batch, since any can
    /// replace another. With a target for each cell the next item may belong to a cell that still needs one.
    pub fn has_reserves(&self) -> bool {
        let enough = if self.target.as_ref().is_some_and(TargetProgress::is_per_cell) { MOST_SPARE } else { 1 };
        self.spare.len() >= enough
    }

    pub fn is_empty(&self) -> bool {
        self.ready.is_empty() && self.later.is_empty() && self.spare.is_empty()
    }

    /// Forgets all other items: another worker took them over, or a changed plan dropped them.
    pub fn keep_only(&mut self, held: &HashSet<ItemId>) {
        let is_held = |job: &Job| job.item.as_ref().is_none_or(|item| held.contains(&item.id));
        self.ready.retain(is_held);
        self.spare.retain(is_held);
        self.later.retain(|_, job| is_held(job));
    }

    /// Empties the queue.
    pub fn drain(&mut self) -> impl Iterator<Item = Job> {
        self.ready.drain(..).chain(self.spare.drain(..)).chain(std::mem::take(&mut self.later).into_values())
    }

    /// Takes up to `most` items with their requests. The second list holds items that the target no longer needs.
    pub fn choose(&mut self, most: usize, caller: &Caller) -> Result<(Vec<NextCall>, Vec<Job>), PromptError> {
        let (mut calls, mut not_needed, mut waiting) = (Vec::with_capacity(most), Vec::new(), Vec::new());
        while calls.len() < most
            && let Some(job) = self.ready.pop_front()
        {
            match self.wants(&job) {
                Wanted::No => not_needed.push(job),
                Wanted::Later => self.spare.push_back(job),
                Wanted::Now => {
                    let request = caller.request_for(&job)?;
                    if self.waits_for_cache(&job, &request, caller) {
                        waiting.push(job);
                        continue;
                    }
                    if let (Some(target), Some(candidate)) = (&mut self.target, job.work.candidate()) {
                        target.begin(candidate);
                    }
                    calls.push((job, request));
                }
            }
        }
        self.put_back(waiting.into_iter());
        Ok((calls, not_needed))
    }

    fn wants(&self, job: &Job) -> Wanted {
        let target = self.target.as_ref().zip(job.work.candidate());
        target.map_or(Wanted::Now, |(target, candidate)| target.wants(candidate))
    }

    /// Whether another call is writing the prompt's fixed part into the provider's cache. Other calls can read it only
    /// once the first answer has begun. So the first call with a fixed part goes alone; calls beside it would pay in full.
    fn waits_for_cache(&mut self, job: &Job, request: &ChatRequest, caller: &Caller) -> bool {
        let part = job.work.fixed_part();
        if self.warm.contains(&part) || !caller.terms.provider.caches_prefix(request) {
            return false;
        }
        !self.warming.insert(part)
    }

    /// Undoes `choose` for an item whose call was not made.
    pub fn not_begun(&mut self, job: &Job) {
        self.warming.remove(&job.work.fixed_part());
        if let (Some(target), Some(candidate)) = (&mut self.target, job.work.candidate()) {
            target.end(candidate, false);
        }
    }

    /// A call ended, with or without a reply, and with or without a conversation that passed.
    pub fn ended(&mut self, job: &Job, replied: bool, passed: bool) {
        self.warming.remove(&job.work.fixed_part());
        // Any reply shows that the prompt was read. After a refused call the next one goes alone again.
        if replied {
            self.warm.insert(job.work.fixed_part());
        }
        if let (Some(target), Some(candidate)) = (&mut self.target, job.work.candidate()) {
            target.end(candidate, passed);
            self.ready.extend(self.spare.drain(..));
            if target.is_met_by_all() {
                // Skips at once what waits for a retry.
                self.ready.extend(std::mem::take(&mut self.later).into_values());
            }
        }
    }

    pub fn has_target(&self) -> bool {
        self.target.is_some()
    }

    /// Whether the target of the whole batch is met.
    pub fn is_met(&self) -> bool {
        self.target.as_ref().is_some_and(TargetProgress::is_met_by_all)
    }

    /// Replaces what counts as passed by what all workers reached.
    pub fn set_passed(&mut self, requests: &[ItemRequest]) {
        if let Some(target) = &mut self.target {
            target.set_passed(requests);
            self.ready.extend(self.spare.drain(..));
        }
    }

    pub fn reached(&self, cells: u64) -> Option<Reached> {
        self.target.as_ref().map(|target| target.reached(cells))
    }
}
