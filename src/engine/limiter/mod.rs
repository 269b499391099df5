//! The limiter: every request waits here until it may start. First come, first served, over all keys and over all
//! processes on one database.
//!
//! `acquire.rs` is the queue of this process. Its first request reserves a start in the shared rates (`store::rate`,
//! through `shared.rs`), and has a permit while it is in flight (`permit.rs`). The limits that servers tell in headers
//! apply too (`server_limits.rs`). `allowance.rs` is what a key may use, `state.rs` what is shown, `told_waits.rs` which
//! waits are news. Without limits nothing is reserved, and only the servers' own limits hold.

mod acquire;
mod allowance;
mod permit;
mod server_limits;
mod shared;
mod state;
mod told_waits;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use crate::domain::limits::Limits;
use crate::provider::LimitHeaders;
use crate::store::{Store, StoreError};

pub use allowance::{Allowance, Need};
pub use permit::Permit;
use server_limits::ServerLimits;
use shared::{OpenKey, Reservation, Shared};
pub use state::KeyState;
pub use told_waits::ToldWaits;

/// A key as this process knows it.
#[derive(Debug)]
struct Key {
    fingerprint: String,
    allowance: Allowance,
    server: ServerLimits,
    /// Nothing starts before this time, counted from the limiter's origin.
    paused_until: Duration,
    in_flight: u64,
    /// When somebody last lifted its pause, by the rate clock in microseconds.
    lifted: i64,
    /// When its guard was last widened.
    widened: Option<Duration>,
}

impl Key {
    /// The earliest start its server allows.
    fn earliest(&self, need: Need, now: Duration) -> Duration {
        self.paused_until.max(self.server.earliest(need, now))
    }
}

#[derive(Debug)]
struct Keys {
    keys: Vec<Key>,
    /// The key after the one used last, so that equal keys alternate.
    next: usize,
}

/// A wait until the next request may start. Worth a message if it is longer than [`LONG_WAIT`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// How long it takes if nothing changes.
    pub time: Duration,
    /// Why.
    pub reason: WaitReason,
}

/// Why the next request must wait. Where it is a pause that can be lifted, with the key whose pause ends first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WaitReason {
    /// A server told this process to wait.
    Server(Option<String>),
    /// A server told another process to wait.
    Elsewhere(String),
    /// The shared rate limit is used up.
    RateLimit,
}

/// Nobody waits longer than this without a message.
pub const LONG_WAIT: Duration = Duration::from_secs(10);

/// The limiter of one run.
#[derive(Debug)]
pub struct Limiter {
    origin: Instant,
    keys: Mutex<Keys>,
    /// The unused reservations, in order. The first request in the queue holds the lock; tokio passes it on in the
    /// order of asking.
    reserved: tokio::sync::Mutex<VecDeque<Reservation>>,
    /// When each waiting request came, and what it needs, by its number in the queue.
    waiting: Mutex<BTreeMap<u64, (Instant, Need)>>,
    /// Notified when a request may start earlier than expected.
    changed: Notify,
    threshold: f64,
    /// Whether the user set the limit on requests. If not, the server's own limit applies once it is known.
    requests_are_set: bool,
    /// `None` where nothing is limited.
    shared: Option<Arc<Shared>>,
    set_aside: Option<PathBuf>,
}

impl Limiter {
    /// The limiter of a run, over these key fingerprints, each under the same limits. It shares them with all processes
    /// on the database, unless nothing is limited.
    pub async fn of_run(
        store: &Store,
        keys: &[String],
        limits: &Limits,
        worker_id: &str,
    ) -> Result<Limiter, StoreError> {
        let allowance = Allowance::of(limits);
        let key = |key: &String| Key {
            fingerprint: key.clone(),
            allowance,
            server: ServerLimits::default(),
            paused_until: Duration::ZERO,
            in_flight: 0,
            lifted: 0,
            widened: None,
        };
        let mut limiter = Limiter {
            origin: Instant::now(),
            keys: Mutex::new(Keys { keys: keys.iter().map(key).collect(), next: 0 }),
            reserved: tokio::sync::Mutex::default(),
            waiting: Mutex::default(),
            changed: Notify::new(),
            threshold: limits.threshold,
            requests_are_set: limits.requests_are_set,
            shared: None,
            set_aside: None,
        };
        if allowance.is_limited() {
            let rates = store.rates().await?;
            // Other processes may know the server's limit already; otherwise the default would apply until an answer.
            let told = if limits.requests_are_set { HashMap::new() } else { rates.told_limits().await? };
            let lifted = rates.lifted_pauses().await?;
            for key in &mut limiter.lock().keys {
                key.lifted = lifted.get(&key.fingerprint).copied().unwrap_or(0);
                if let Some(limit) = told.get(&key.fingerprint) {
                    limiter.adopt(key, *limit);
                }
            }
            limiter.set_aside = rates.set_aside().map(Path::to_owned);
            limiter.shared = Some(Arc::new(Shared::new(rates, worker_id, limits.timeout)));
        }
        Ok(limiter)
    }

    fn now(&self) -> Duration {
        self.origin.elapsed()
    }

    fn lock(&self) -> MutexGuard<'_, Keys> {
        // After a panic elsewhere the numbers are still the best there are.
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn queue(&self) -> MutexGuard<'_, BTreeMap<u64, (Instant, Need)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the first waiting request needs; nothing where none waits. A server may have no tokens left for it.
    fn first_need(&self) -> Need {
        self.queue().values().next().map(|(_, need)| *need).unwrap_or_default()
    }

    /// Requests that wait for their start here.
    pub fn queued(&self) -> u64 {
        self.queue().len() as u64
    }

    /// Cancels unused reservations and leaves the shared queue.
    pub async fn close(&self) {
        let Some(shared) = &self.shared else { return };
        let unused = std::mem::take(&mut *self.reserved.lock().await);
        // The last one first, so that no other has to move.
        for reservation in unused.into_iter().rev() {
            shared.cancel(&self.open_key(reservation.key).fingerprint, reservation).await;
        }
        shared.leave().await;
    }

    /// The server refused a request by rate limit: pauses the key in every process, and doubles its guard. Of refusals
    /// within one window only the first changes the guard.
    pub fn refused(&self, key: usize, wait: Duration) {
        let mut state = self.lock();
        let now = self.now();
        let key = &mut state.keys[key];
        key.paused_until = key.paused_until.max(now.saturating_add(wait));
        if key.widened.is_none_or(|at| at + key.allowance.hold() <= now) {
            key.widened = Some(now);
            key.allowance = key.allowance.widened();
        }
        let fingerprint = key.fingerprint.clone();
        drop(state);
        if let Some(shared) = &self.shared {
            shared.pause(fingerprint, wait);
        }
    }

    /// Learns from the rate-limit headers of a response.
    pub fn learn(&self, key: usize, headers: &LimitHeaders) {
        let mut state = self.lock();
        let now = self.now();
        let key = &mut state.keys[key];
        let told = headers.requests.limit.filter(|limit| !self.requests_are_set && *limit > 0);
        let is_news = told.is_some_and(|limit| self.adopt(key, limit));
        key.server.learn(headers, key.in_flight, key.allowance.window, now);
        let fingerprint = key.fingerprint.clone();
        drop(state);
        if let (Some(shared), Some(limit), true) = (&self.shared, told, is_news) {
            shared.tell_limit(fingerprint, limit);
        }
        self.changed.notify_waiters();
    }

    /// Adopts the server's limit on requests. Returns whether it is new.
    fn adopt(&self, key: &mut Key, limit: u64) -> bool {
        let requests = Some(allowance::scaled(limit, self.threshold));
        let is_news = key.allowance.requests.is_some() && requests != key.allowance.requests;
        if is_news {
            key.allowance.requests = requests;
        }
        is_news
    }

    /// Reads what other processes use, for `snapshot`, and tells them the length of the queue here.
    pub async fn refresh(&self) {
        if let Some(shared) = &self.shared {
            let count = self.lock().keys.len();
            let keys: Vec<OpenKey> = (0..count).map(|index| self.open_key(index)).collect();
            let lifted = shared.refresh(&keys, self.queued()).await;
            self.heed_lifted(&lifted);
        }
    }

    /// Forgets what a server said before somebody lifted the pause of its key.
    fn heed_lifted(&self, lifted: &HashMap<String, i64>) {
        for key in &mut self.lock().keys {
            let at = lifted.get(&key.fingerprint).copied().unwrap_or(0);
            if at > key.lifted {
                (key.lifted, key.paused_until) = (at, Duration::ZERO);
                key.server.forget();
                self.changed.notify_waiters();
            }
        }
    }

    /// Requests sent and not answered yet.
    pub fn in_flight(&self) -> u64 {
        self.lock().keys.iter().map(|key| key.in_flight).sum()
    }

    /// Where a damaged file with the rate limits was put when this limiter opened it.
    pub fn set_aside(&self) -> Option<&Path> {
        self.set_aside.as_deref()
    }

    /// Why the shared rates cannot be read, so that nothing may start; `None` while they can.
    pub fn trouble(&self) -> Option<StoreError> {
        self.shared.as_ref()?.trouble()
    }

    /// How long the first request must still wait, and why; `None` if it need not, or none waits.
    pub fn wait(&self) -> Option<Wait> {
        if self.queued() == 0 {
            return None;
        }
        let (now, need) = (self.now(), self.first_need());
        let first = |key: &Key| (key.earliest(need, now).saturating_sub(now), key.fingerprint.clone());
        let own = self.lock().keys.iter().map(first).min();
        if let Some((time, key)) = own.filter(|(time, _)| !time.is_zero()) {
            let key = self.shared.is_some().then_some(key);
            return Some(Wait { time, reason: WaitReason::Server(key) });
        }
        let time = self.shared.as_ref()?.next_start()?;
        let states = self.snapshot();
        let first = states.iter().min_by(|one, other| one.reset_seconds.total_cmp(&other.reset_seconds));
        let paused = first.filter(|_| states.iter().all(|key| key.is_paused));
        let reason = paused.map_or(WaitReason::RateLimit, |first| WaitReason::Elsewhere(first.key.clone()));
        Some(Wait { time, reason })
    }

    /// The use of every key, other processes included.
    pub fn snapshot(&self) -> Vec<KeyState> {
        let queued = self.queued();
        let (now, need) = (self.now(), self.first_need());
        let state = self.lock();
        let states = state.keys.iter().map(|key| {
            let seen = self.shared.as_ref().and_then(|shared| shared.state_of(&key.fingerprint));
            let seen = seen.unwrap_or_else(|| KeyState::unused(&key.fingerprint, key.allowance.requests, queued));
            // Only this process knows what the server told it.
            seen.closed_for(key.earliest(need, now).saturating_sub(now))
        });
        states.collect()
    }
}

#[cfg(test)]
mod tests;
