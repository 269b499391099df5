//! One pace for all processes on one database, seen from one of them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::store::rate::{Ahead, GivenStart, Lane, SharedStarts};

use crate::engine::durability::clock::SuspendAwareInstant;
use crate::engine::limiter::KeyState;
use crate::engine::limiter::window::{Allowance, Need};

/// The most starts asked for in one go.
const MOST: u64 = 64;
/// Starts further off than this are not asked for ahead of time, so that no process hoards them.
const HORIZON: Duration = Duration::from_millis(250);
/// Where fewer starts than this are left and more wait, further ones are asked for before these are used up.
const FEW: usize = 16;
/// A machine may have slept for so long since a start was given; more, and others may have its place.
const MOST_SLEPT: Duration = Duration::from_millis(500);
/// The pause after the database could not be asked, or had nothing to give.
const PAUSE: Duration = Duration::from_millis(100);

/// A start that was given and not used yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    /// Index of the key.
    pub key: usize,
    /// Its number in the shared pace.
    pub number: i64,
    /// When it may be made.
    pub at: Instant,
    /// When others count it: before `at` where giving it took time, after it where it may be kept.
    pub counted: Instant,
    /// Later than this it is let go by.
    pub use_by: Instant,
    /// When it was given, or looked at again.
    pub seen: SuspendAwareInstant,
    /// Whether it was given to be kept for a while, since there is room to spare: then its place is worth nothing.
    pub is_kept: bool,
    /// Whether it was given so far ahead that it has to be looked at again before it is made.
    pub is_far: bool,
}

/// Starts that were given and not used yet, in order, and those that are being asked for.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub starts: VecDeque<Start>,
    coming: Option<JoinHandle<Vec<Start>>>,
    rate: Rate,
    /// How many keys could be asked for when starts were last asked for.
    pub lanes: usize,
}

/// How many starts were used lately: as many are expected soon.
#[derive(Debug, Default)]
struct Rate {
    /// Since when, and how many.
    current: Option<(Instant, u64)>,
    /// How many in the span of time before.
    before: u64,
}

impl Rate {
    /// Counts one, and begins anew where the last span of time is over.
    fn count(&mut self, now: Instant, span: Duration) {
        match &mut self.current {
            Some((since, count)) if now.saturating_duration_since(*since) < span => *count += 1,
            current => {
                let is_next = |since: Instant| now.saturating_duration_since(since) < 2 * span;
                self.before = current.filter(|(since, _)| is_next(*since)).map_or(0, |(_, count)| count);
                *current = Some((now, 1));
            }
        }
    }

    fn expected(&self) -> u64 {
        self.current.map_or(0, |(_, count)| count).max(self.before)
    }
}

impl Given {
    /// The first start is used.
    pub fn used(&mut self, now: Instant, span: Duration) {
        self.starts.pop_front();
        self.rate.count(now, span);
    }

    /// Every start that was given and not used, those that are still coming included.
    pub async fn drain(&mut self) -> Vec<Start> {
        let mut all: Vec<Start> = self.starts.drain(..).collect();
        if let Some(coming) = self.coming.take() {
            all.extend(coming.await.unwrap_or_default());
        }
        all
    }
}

/// A key that may be used now, as far as its server said.
#[derive(Debug, Clone)]
pub(super) struct OpenLane {
    /// Index of the key.
    pub index: usize,
    /// Its fingerprint.
    pub fingerprint: String,
    /// What it may do.
    pub allowance: Allowance,
    /// How many requests its server lets start now, as far as it told.
    pub room: u64,
}

impl Start {
    /// Whether it may not be made any more: its time was over before it was used, maybe while the machine slept.
    pub fn is_over(&self) -> bool {
        Instant::now() > self.use_by || SuspendAwareInstant::now().slept_since(self.seen) > MOST_SLEPT
    }
}

impl OpenLane {
    /// How much later than it is counted a start cannot be told of in time any more.
    fn too_late(&self) -> Duration {
        self.allowance.window / 4
    }

    /// How long one of its starts may be kept before it is made: a small part of the window, since its place is counted
    /// as taken for that much longer. Over as long it is counted how many are used.
    pub fn keep(&self) -> Duration {
        (self.allowance.window / 200).min(HORIZON)
    }

    fn counts_tokens(&self) -> bool {
        self.allowance.input_tokens.is_some() || self.allowance.output_tokens.is_some()
    }
}

/// How far ahead starts are given under these allowances: never so far that a start whose place one takes could still
/// be waiting for a slow connection.
fn horizon(open: &[OpenLane]) -> Duration {
    open.iter().map(|lane| lane.allowance.window / 4).fold(HORIZON, Duration::min)
}

/// How long starts under these allowances may be kept.
fn keep(open: &[OpenLane]) -> Duration {
    open.iter().map(OpenLane::keep).fold(HORIZON, Duration::min)
}

/// The shared pace and what was last seen of it.
#[derive(Debug)]
pub(super) struct Shared {
    starts: SharedStarts,
    worker_id: String,
    /// How long a request may take at the most.
    timeout: Duration,
    seen: Mutex<Vec<KeyState>>,
    /// Why the database cannot be asked; `None` while it can.
    trouble: Mutex<Option<String>>,
}

impl Shared {
    pub fn new(starts: SharedStarts, worker_id: &str, timeout: Duration) -> Shared {
        Shared { starts, worker_id: worker_id.to_owned(), timeout, seen: Mutex::default(), trouble: Mutex::default() }
    }

    fn lane(&self, open: &OpenLane) -> Lane {
        Lane {
            key: open.fingerprint.clone(),
            limit: open.allowance.requests,
            hold: open.allowance.hold(),
            input_tokens: open.allowance.input_tokens,
            output_tokens: open.allowance.output_tokens,
            timeout: self.timeout,
        }
    }

    /// Asks for starts for those who wait. Where the database cannot be asked nothing may start: the limit is a
    /// promise to everybody; the caller asks again.
    pub async fn reserve(&self, open: &[OpenLane], first: usize, queued: u64, expected: u64, need: Need) -> Vec<Start> {
        let lanes: Vec<Lane> = open.iter().map(|lane| self.lane(lane)).collect();
        let horizon = horizon(open);
        // No more than servers let start: what is given and not used takes its place all the same.
        let room = open.iter().fold(0u64, |sum, lane| sum.saturating_add(lane.room)).max(1);
        let expected = if room < queued.saturating_add(expected) { 0 } else { expected };
        let count = queued.clamp(1, MOST).min(room) as u32;
        let ahead = Ahead { count: expected.min(MOST) as u32, keep: keep(open) };
        let need = (need.input_tokens, need.output_tokens);
        let reserved = self.starts.reserve(&lanes, first, count, need, horizon, ahead).await;
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = reserved.as_ref().err().map(ToString::to_string);
        match reserved {
            Ok(given) if !given.is_empty() => {
                let (now, seen) = (Instant::now(), SuspendAwareInstant::now());
                let start = |given: GivenStart| {
                    let lane = &open[given.lane];
                    let at = now + given.wait;
                    let counted = at.checked_sub(given.late).unwrap_or(at) + given.keep;
                    let is_kept = given.keep > Duration::ZERO;
                    let use_by = if is_kept { counted } else { counted + lane.too_late() };
                    Start {
                        key: lane.index,
                        number: given.number,
                        at,
                        counted,
                        use_by,
                        seen,
                        is_kept,
                        is_far: given.wait > horizon,
                    }
                };
                given.into_iter().map(start).collect()
            }
            Ok(_) => {
                tokio::time::sleep(PAUSE).await;
                Vec::new()
            }
            Err(error) => {
                tracing::warn!(%error, "the shared pace cannot be read; nothing is started until it can");
                tokio::time::sleep(PAUSE).await;
                Vec::new()
            }
        }
    }

    /// Fills up what was given: with what was asked for ahead of time, or else by asking now.
    pub async fn more(&self, given: &mut Given, open: &[OpenLane], first: usize, queued: u64, need: Need) {
        let starts = match given.coming.as_mut() {
            Some(coming) => {
                let starts = coming.await.unwrap_or_default();
                given.coming = None;
                starts
            }
            None => self.reserve(open, first, queued, given.rate.expected(), need).await,
        };
        given.starts.extend(starts);
        given.lanes = open.len();
    }

    /// Asks for further starts while there are some left, so that nobody waits for the answer of the database.
    pub fn look_ahead(self: &Arc<Self>, given: &mut Given, open: Vec<OpenLane>, first: usize, queued: u64, need: Need) {
        let left = given.starts.len();
        let missing = queued.saturating_sub(left as u64);
        // Tokens fit one request after the other, and only its own.
        if left >= FEW || missing == 0 || given.coming.is_some() || open.iter().any(OpenLane::counts_tokens) {
            return;
        }
        let (shared, expected) = (self.clone(), given.rate.expected());
        given.coming = Some(tokio::spawn(async move { shared.reserve(&open, first, missing, expected, need).await }));
    }

    /// Looks again when a start may be that was given long before its time; `false` where it is too late for it. Where the
    /// database cannot be asked it stays far off: the limit is a promise to everybody.
    pub async fn reconsider(&self, start: &mut Start, lane: &OpenLane, need: Need) -> bool {
        let need = (need.input_tokens, need.output_tokens);
        let reconsidered = self.starts.reconsider(&self.lane(lane), start.number, need).await;
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) =
            reconsidered.as_ref().err().map(ToString::to_string);
        match reconsidered {
            Ok(None) => return false,
            Ok(Some(later)) => {
                let by = Duration::from_micros(later.unsigned_abs());
                for time in [&mut start.at, &mut start.counted, &mut start.use_by] {
                    *time = if later < 0 { time.checked_sub(by).unwrap_or(*time) } else { *time + by };
                }
                start.is_far = start.at > Instant::now();
                start.seen = SuspendAwareInstant::now();
            }
            Err(error) => {
                tracing::warn!(%error, "the shared pace cannot be read; nothing is started until it can");
                tokio::time::sleep(PAUSE).await;
            }
        }
        true
    }

    /// Gives a start back that is not made, unless its place is worth nothing. Gives whether it could.
    pub async fn give_back(&self, key: &str, start: Start) -> bool {
        if start.is_kept {
            return true;
        }
        let given_back = self.starts.give_back(key, start.number).await;
        if let Err(error) = &given_back {
            tracing::warn!(%error, "a start could not be given back; its place stays taken");
        }
        given_back.is_ok()
    }

    /// Tells others of a limit that the server told us.
    pub fn tell_limit(self: &Arc<Self>, key: String, limit: u64) {
        let shared = self.clone();
        tokio::spawn(async move {
            if let Err(error) = shared.starts.tell_limit(&key, limit).await {
                tracing::warn!(%error, "other processes could not be told of the server's limit");
            }
        });
    }

    /// Says that a start was made later than it was given for. Not waited for: whoever takes its place asks much later.
    pub fn moved(self: &Arc<Self>, key: String, number: i64, late: Duration) {
        let shared = self.clone();
        tokio::spawn(async move {
            if let Err(error) = shared.starts.moved(&key, number, late).await {
                tracing::warn!(%error, "other processes could not be told of a request that started late");
            }
        });
    }

    /// Says what a request really took. Not waited for: until it is told, the worst case counts.
    pub fn settle(self: &Arc<Self>, key: String, number: i64, used: Option<Need>) {
        let shared = self.clone();
        let used = used.map(|need| (need.input_tokens, need.output_tokens));
        tokio::spawn(async move {
            if let Err(error) = shared.starts.settle(&key, number, used).await {
                tracing::warn!(%error, "tokens could not be settled; their worst case stays counted");
            }
        });
    }

    /// Pauses a key for every process.
    pub fn pause(self: &Arc<Self>, key: String, wait: Duration) {
        let shared = self.clone();
        tokio::spawn(async move {
            if let Err(error) = shared.starts.pause(&key, wait).await {
                tracing::warn!(%error, "other processes could not be told to pause");
            }
        });
    }

    /// Looks at what all processes together use, and shows them our queue.
    pub async fn refresh(&self, open: &[OpenLane], queued: u64) {
        let lanes: Vec<Lane> = open.iter().map(|lane| self.lane(lane)).collect();
        if let Err(error) = self.starts.tell(&self.worker_id, &lanes, queued).await {
            tracing::debug!(%error, "the queue could not be told");
        }
        if let Ok(states) = self.starts.states().await {
            *self.seen.lock().unwrap_or_else(PoisonError::into_inner) =
                states.into_iter().map(KeyState::from).collect();
        }
    }

    /// Why the database cannot be asked; `None` while it can.
    pub fn trouble(&self) -> Option<String> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What was last seen of a key.
    pub fn state_of(&self, key: &str) -> Option<KeyState> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).iter().find(|state| state.key == key).cloned()
    }
}
