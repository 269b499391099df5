//! What a run asks next: items whose turn it is, those waiting out a delay, and candidates kept in reserve.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use crate::domain::batch::ItemRequest;
use crate::domain::ids::{ItemId, TemplateId};
use crate::provider::ChatRequest;
use crate::templates::PromptError;

use crate::engine::attempt::{Caller, Job};
use crate::engine::run::target::{Reached, Target, TargetProgress, Turn};

/// Candidates kept in reserve, so that memory does not grow with the batch.
const MOST_SPARE: usize = 4096;

/// A call about to be made.
pub(crate) type NextCall = (Job, ChatRequest);

/// An item waiting out its delay. Ordered by time, then by turn.
struct Later {
    at: Instant,
    turn: u64,
    job: Job,
}

impl PartialEq for Later {
    fn eq(&self, other: &Self) -> bool {
        (self.at, self.turn) == (other.at, other.turn)
    }
}
impl Eq for Later {}
impl PartialOrd for Later {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Later {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.at, self.turn).cmp(&(other.at, other.turn))
    }
}

/// The items a run holds and has no call for yet.
#[derive(Default)]
pub(crate) struct Queue {
    ready: VecDeque<Job>,
    later: BinaryHeap<Reverse<Later>>,
    turn: u64,
    target: Option<TargetProgress>,
    /// Candidates that are only needed if those in flight turn out badly.
    spare: VecDeque<Job>,
    /// Templates whose fixed part the provider is just reading into its cache: their other items wait for that.
    warming: HashSet<TemplateId>,
    warm: HashSet<TemplateId>,
}

impl Queue {
    /// An empty queue, for a target where there is one.
    pub fn new(target: Option<Target>) -> Queue {
        Queue { target: target.map(TargetProgress::new), ..Queue::default() }
    }

    /// Adds items that were claimed.
    pub fn add(&mut self, job: Job) {
        self.ready.push_back(job);
    }

    /// Puts items back in front, in the order they had: they were here first.
    pub fn put_back(&mut self, jobs: impl DoubleEndedIterator<Item = Job>) {
        for job in jobs.rev() {
            self.ready.push_front(job);
        }
    }

    /// Puts calls back that were chosen and not begun.
    pub fn put_back_calls(&mut self, calls: Vec<NextCall>) {
        for (job, _) in &calls {
            self.not_begun(job);
        }
        self.put_back(calls.into_iter().map(|(job, _)| job));
    }

    /// Keeps an item for another try after a delay.
    pub fn try_later(&mut self, job: Job, after: Duration) {
        self.turn += 1;
        self.later.push(Reverse(Later { at: Instant::now() + after, turn: self.turn, job }));
    }

    /// Items whose delay is over go to the front: they were here first.
    pub fn take_due(&mut self) {
        let now = Instant::now();
        while self.next_due().is_some_and(|at| at <= now) {
            if let Some(Reverse(later)) = self.later.pop() {
                self.ready.push_front(later.job);
            }
        }
    }

    /// When the next delay is over.
    pub fn next_due(&self) -> Option<Instant> {
        self.later.peek().map(|Reverse(later)| later.at)
    }

    /// Whether any item could be called for now.
    pub fn has_ready(&self) -> bool {
        !self.ready.is_empty()
    }

    /// Whether enough candidates are kept in reserve: with a target for the whole batch one will do, since they all stand
    /// for each other; with one for each cell the next item may be of another cell.
    pub fn has_reserves(&self) -> bool {
        let enough = if self.target.as_ref().is_some_and(TargetProgress::is_per_cell) { MOST_SPARE } else { 1 };
        self.spare.len() >= enough
    }

    /// Whether nothing is held at all.
    pub fn is_empty(&self) -> bool {
        self.ready.is_empty() && self.later.is_empty() && self.spare.is_empty()
    }

    /// Forgets the items that are not among these any more: somebody else has taken them, or a changed plan dropped them.
    pub fn keep_only(&mut self, held: &HashSet<ItemId>) {
        let is_held = |job: &Job| job.item.as_ref().is_none_or(|item| held.contains(&item.id));
        self.ready.retain(is_held);
        self.spare.retain(is_held);
        self.later.retain(|Reverse(later)| is_held(&later.job));
    }

    /// Everything that is held, to be given back.
    pub fn drain(&mut self) -> impl Iterator<Item = Job> {
        let later = self.later.drain().map(|Reverse(later)| later.job);
        self.ready.drain(..).chain(self.spare.drain(..)).chain(later)
    }

    /// Takes up to so many items whose turn it is, with the calls they ask for. The second part are items whose cell has
    /// what it needs.
    pub fn choose(&mut self, most: usize, caller: &Caller) -> Result<(Vec<NextCall>, Vec<Job>), PromptError> {
        let (mut calls, mut not_needed, mut held_back) = (Vec::with_capacity(most), Vec::new(), Vec::new());
        while calls.len() < most
            && let Some(job) = self.ready.pop_front()
        {
            match self.target.as_ref().map_or(Turn::Now, |target| target.turn(&job.request)) {
                Turn::Skip => not_needed.push(job),
                Turn::Wait => self.spare.push_back(job),
                Turn::Now => {
                    let request = caller.request_for(&job)?;
                    if self.waits_for_cache(&job, &request, caller) {
                        held_back.push(job);
                        continue;
                    }
                    if let Some(target) = &mut self.target {
                        target.begin(&job.request);
                    }
                    calls.push((job, request));
                }
            }
        }
        self.put_back(held_back.into_iter());
        Ok((calls, not_needed))
    }

    /// Whether the item's fixed part is just being read into the provider's cache by another call. A prefix can be read
    /// from the cache only once the first answer has begun, so the first call of a template goes ahead alone; otherwise
    /// all that start with it would pay the full price.
    fn waits_for_cache(&mut self, job: &Job, request: &ChatRequest, caller: &Caller) -> bool {
        let template = job.template.id;
        if self.warm.contains(&template) || !caller.terms.provider.caches_prefix(request) {
            return false;
        }
        !self.warming.insert(template)
    }

    /// Takes back that a call was about to begin.
    pub fn not_begun(&mut self, job: &Job) {
        self.warming.remove(&job.template.id);
        if let Some(target) = &mut self.target {
            target.end(&job.request, false);
        }
    }

    /// A call has ended: with a reply or without, and with an passed conversation or not.
    pub fn ended(&mut self, job: &Job, replied: bool, passed: bool) {
        self.warming.remove(&job.template.id);
        // Any reply will do: whoever wrote it has read the prompt. A server that turned the call away has not, so the next
        // one goes ahead alone as well.
        if replied {
            self.warm.insert(job.template.id);
        }
        if let Some(target) = &mut self.target {
            target.end(&job.request, passed);
            self.ready.extend(self.spare.drain(..));
            if target.is_met_by_all() {
                // Nobody need wait for another try of what is not wanted any more.
                self.ready.extend(self.later.drain().map(|Reverse(later)| later.job));
            }
        }
    }

    /// Whether there is a target.
    pub fn has_target(&self) -> bool {
        self.target.is_some()
    }

    /// Whether the whole batch has what it needs.
    pub fn is_met(&self) -> bool {
        self.target.as_ref().is_some_and(TargetProgress::is_met_by_all)
    }

    /// Takes in what all workers have reached, in place of what was known.
    pub fn set_passed(&mut self, requests: &[ItemRequest]) {
        if let Some(target) = &mut self.target {
            target.set_passed(requests);
            self.ready.extend(self.spare.drain(..));
        }
    }

    /// How the target stands, given how many cells there are.
    pub fn reached(&self, cells: u64) -> Option<Reached> {
        self.target.as_ref().map(|target| target.reached(cells))
    }
}
