//! The limiter: every request waits here for its turn. First come, first served, over all keys side by side.
//!
//! `window.rs` holds the arithmetic of one key in one process, `bucket.rs` what its server told of its own limits. Where
//! several processes share a database, starts are asked of `store::starts`, which keeps one pace for all of them
//! (`shared.rs`); what a server said (pauses, headers) is then still kept here. This file holds what is known of the
//! keys; requests wait for their turn in `turn.rs`, whoever's has come holds a permit (`permit.rs`), and `state.rs` is
//! what is shown.

mod acquire;
mod permit;
mod server_limits;
mod shared;
mod state;
mod window;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use crate::domain::limits::Limits;
use crate::provider::LimitHeaders;
use crate::store::Store;
use crate::store::rate::SharedStarts;

pub use permit::Permit;
use shared::{Given, Shared};
pub use state::KeyState;
use state::seconds;
pub use window::{Allowance, Need, Ticket, Window};

#[derive(Debug)]
struct Key {
    fingerprint: String,
    /// What the key may do, the threshold counted in.
    allowance: Allowance,
    /// What has started. Where the pace is shared this one sets no limit of its own, and only keeps what servers said.
    window: Window,
    /// When its guard was last widened.
    widened: Option<Duration>,
}

#[derive(Debug)]
struct State {
    keys: Vec<Key>,
    /// The key after the one used last: turns go round.
    next: usize,
}

/// The limiter of one run: one window for each key.
#[derive(Debug)]
pub struct Limiter {
    origin: Instant,
    state: Mutex<State>,
    /// Whoever holds this is first in the queue; tokio hands it on in the order of asking. Inside are the starts that
    /// were given by the shared pace and not used yet.
    turnstile: tokio::sync::Mutex<Given>,
    /// Rung when something may start earlier than was thought.
    changed: Notify,
    queued: AtomicU64,
    threshold: f64,
    /// Whether the user set the number of requests: if not, the server's own limit is taken once it is known.
    requests_are_set: bool,
    shared: Option<Arc<Shared>>,
}

impl Limiter {
    /// A limiter over these keys (their fingerprints), each under the same limits, for this process alone.
    pub fn new(keys: &[String], limits: &Limits) -> Limiter {
        let allowance = Allowance {
            requests: u64::from(limits.requests),
            input_tokens: limits.input_tokens,
            output_tokens: limits.output_tokens,
            window: limits.window,
            slack: Duration::ZERO,
        }
        .scaled(limits.threshold);
        let key =
            |key: &String| Key { fingerprint: key.clone(), allowance, window: Window::new(allowance), widened: None };
        Limiter {
            origin: Instant::now(),
            state: Mutex::new(State { keys: keys.iter().map(key).collect(), next: 0 }),
            turnstile: tokio::sync::Mutex::default(),
            changed: Notify::new(),
            queued: AtomicU64::new(0),
            threshold: limits.threshold,
            requests_are_set: limits.requests_are_set,
            shared: None,
        }
    }

    /// The same, keeping one pace with every other process on the database. `worker_id` is this process's name.
    pub fn shared(keys: &[String], limits: &Limits, starts: SharedStarts, worker_id: &str) -> Limiter {
        let mut limiter = Limiter::new(keys, limits);
        for key in &mut limiter.state.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner).keys {
            key.window.set_allowance(key.allowance.unlimited());
        }
        limiter.shared = Some(Arc::new(Shared::new(starts, worker_id, limits.timeout)));
        limiter
    }

    /// The limiter of a run on a database: shared with every other process there, unless nothing is limited.
    pub async fn of_run(
        store: &Store,
        keys: &[String],
        limits: &Limits,
        worker_id: &str,
    ) -> Result<Limiter, crate::store::StoreError> {
        if limits.requests == u32::MAX && limits.input_tokens.is_none() && limits.output_tokens.is_none() {
            return Ok(Limiter::new(keys, limits));
        }
        let starts = store.shared_starts().await?;
        // What a server told others need not be learned anew: until then everybody would go by our guess.
        let told = if limits.requests_are_set { HashMap::new() } else { starts.told_limits().await? };
        let limiter = Limiter::shared(keys, limits, starts, worker_id);
        for key in &mut limiter.lock().keys {
            if let Some(limit) = told.get(&key.fingerprint) {
                limiter.adopt(key, *limit);
            }
        }
        Ok(limiter)
    }

    fn now(&self) -> Duration {
        self.origin.elapsed()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        // A panic while holding it would have to come from the arithmetic; the numbers are still the best we have.
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Gives back the starts that were not used: nothing more is asked of this limiter.
    pub async fn close(&self) {
        let Some(shared) = &self.shared else { return };
        let unused = self.turnstile.lock().await.drain().await;
        for start in unused.into_iter().rev() {
            if !shared.give_back(&self.lane_of(start.key).fingerprint, start).await {
                return;
            }
        }
    }

    /// Starts nothing with this key for so long: the server refused a request, and said so. From here on more is left
    /// between the windows; of many that are refused together only the first changes that.
    pub fn refused(&self, key: usize, wait: Duration) {
        let mut state = self.lock();
        let now = self.now();
        let key = &mut state.keys[key];
        key.window.pause_until(now + wait);
        if key.widened.is_none_or(|at| at + key.allowance.hold() <= now) {
            key.widened = Some(now);
            key.allowance = key.allowance.widened();
            if self.shared.is_none() {
                key.window.set_allowance(key.allowance);
            }
        }
        let fingerprint = key.fingerprint.clone();
        drop(state);
        if let Some(shared) = &self.shared {
            shared.pause(fingerprint, wait);
        }
    }

    /// Takes in what the rate-limit headers of a response said.
    pub fn learn(&self, key: usize, headers: &LimitHeaders) {
        let mut state = self.lock();
        let now = self.now();
        let key = &mut state.keys[key];
        let told = headers.requests.limit.filter(|limit| !self.requests_are_set && *limit > 0);
        let is_news = told.is_some_and(|limit| self.adopt(key, limit));
        key.window.learn(headers, now);
        let fingerprint = key.fingerprint.clone();
        drop(state);
        if let (Some(shared), Some(limit), true) = (&self.shared, told, is_news) {
            shared.tell_limit(fingerprint, limit);
        }
        self.changed.notify_waiters();
    }

    /// Takes a limit on requests that the server told of. Gives whether it is another one than before.
    fn adopt(&self, key: &mut Key, limit: u64) -> bool {
        let requests = Allowance { requests: limit, ..key.allowance }.scaled(self.threshold).requests;
        let is_news = requests != key.allowance.requests;
        key.allowance.requests = requests;
        if self.shared.is_none() {
            key.window.set_allowance(key.allowance);
        }
        is_news
    }

    /// Brings what `snapshot` says up to date with other processes, and tells them how long our queue is.
    pub async fn refresh(&self) {
        if let Some(shared) = &self.shared {
            let count = self.lock().keys.len();
            let lanes: Vec<shared::OpenLane> = (0..count).map(|index| self.lane_of(index)).collect();
            shared.refresh(&lanes, self.queued.load(Ordering::Relaxed)).await;
        }
    }

    /// Why nothing may start though there may be room: the shared pace cannot be read. `None` while it can.
    pub fn trouble(&self) -> Option<String> {
        self.shared.as_ref()?.trouble()
    }

    /// How long every key has to be left alone still, because its server said so; `None` where one need not.
    pub fn closed_for(&self) -> Option<Duration> {
        let now = self.now();
        let mut state = self.lock();
        let waits = state.keys.iter_mut().map(|key| key.window.closed_for(now));
        waits.min().filter(|wait| *wait > Duration::ZERO)
    }

    /// How every key stands now.
    pub fn snapshot(&self) -> Vec<KeyState> {
        let queued = self.queued.load(Ordering::Relaxed);
        let now = self.now();
        let mut state = self.lock();
        let own = state.keys.iter_mut().map(|key| {
            let used = key.window.used(now);
            let limit = key.allowance.requests;
            let (input_tokens, output_tokens) = key.window.tokens_used(now);
            let closed_for = key.window.closed_for(now);
            KeyState {
                key: key.fingerprint.clone(),
                used,
                limit,
                remaining: if closed_for.is_zero() { limit.saturating_sub(used) } else { 0 },
                reset_seconds: seconds(key.window.reset_after(now).max(closed_for)),
                queued,
                input_tokens,
                output_tokens,
            }
        });
        match &self.shared {
            None => own.collect(),
            // What other processes use counts too.
            Some(shared) => own
                .map(|own| match shared.state_of(&own.key) {
                    // Only we know what its server told us.
                    Some(all) if own.remaining == 0 => {
                        KeyState { remaining: 0, reset_seconds: all.reset_seconds.max(own.reset_seconds), ..all }
                    }
                    Some(all) => all,
                    None => own,
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::limits::LimitsTable;
    use std::sync::Arc;

    fn limits(requests: u32, seconds: f64, threshold: f64) -> Limits {
        LimitsTable {
            requests: Some(requests),
            window_seconds: Some(seconds),
            threshold: Some(threshold),
            ..LimitsTable::default()
        }
        .settle()
        .expect("in range")
    }

    fn keys(count: usize) -> Vec<String> {
        (0..count).map(|index| format!("key-{index}")).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn the_permitted_rate_is_used_to_99_percent() {
        let limiter = Limiter::new(&keys(1), &limits(120, 6.0, 1.0));
        let begin = Instant::now();
        for _ in 0..1200 {
            drop(limiter.acquire(Need::default()).await);
        }
        // 1,200 starts at 120 in 6 s need nine whole windows before the last one begins.
        let share = 54.0 / begin.elapsed().as_secs_f64();
        assert!((0.99..=1.0).contains(&share), "{share}");
    }

    #[tokio::test(start_paused = true)]
    async fn several_keys_are_used_side_by_side_and_in_turn() {
        let limiter = Limiter::new(&keys(3), &limits(10, 60.0, 1.0));
        let mut used = [0; 3];
        for _ in 0..30 {
            let permit = limiter.acquire(Need::default()).await;
            used[permit.key] += 1;
            drop(permit);
        }
        assert_eq!(used, [10, 10, 10]);
        assert!(limiter.origin.elapsed() < Duration::from_secs(1), "nobody had to wait");
    }

    #[tokio::test(start_paused = true)]
    async fn who_comes_first_is_served_first() {
        let limiter = Arc::new(Limiter::new(&keys(1), &limits(1, 1.0, 1.0)));
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut tasks = tokio::task::JoinSet::new();
        for number in 0..10 {
            let (limiter, order) = (limiter.clone(), order.clone());
            tasks.spawn(async move {
                let permit = limiter.acquire(Need::default()).await;
                order.lock().expect("no panic").push(number);
                drop(permit);
            });
            tokio::task::yield_now().await;
        }
        tasks.join_all().await;
        assert!(order.lock().expect("no panic").is_sorted());
    }

    #[tokio::test(start_paused = true)]
    async fn a_paused_key_stands_aside_for_the_others() {
        let limiter = Limiter::new(&keys(2), &limits(10, 60.0, 1.0));
        limiter.refused(0, Duration::from_secs(30));
        for _ in 0..10 {
            assert_eq!(limiter.acquire(Need::default()).await.key, 1);
        }
        assert_eq!(limiter.acquire(Need::default()).await.key, 0);
        assert!(limiter.origin.elapsed() >= Duration::from_secs(30));
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_refusal_more_is_left_between_the_windows() {
        let limiter = Limiter::new(&keys(1), &limits(10, 60.0, 1.0));
        let guard = |limiter: &Limiter| limiter.lock().keys[0].allowance.guard();
        let before = guard(&limiter);
        for _ in 0..5 {
            limiter.refused(0, Duration::from_secs(1));
        }
        assert_eq!(guard(&limiter), 2 * before, "five that were refused together are one sign");
        tokio::time::advance(Duration::from_secs(70)).await;
        limiter.refused(0, Duration::from_secs(1));
        assert_eq!(guard(&limiter), 4 * before);
        assert_eq!(limiter.lock().keys[0].window.allowance().guard(), 4 * before);
    }

    #[tokio::test(start_paused = true)]
    async fn a_limit_in_the_headers_is_used_where_the_user_set_none() {
        let open = LimitsTable { threshold: Some(1.0), ..LimitsTable::default() }.settle().expect("in range");
        let limiter = Limiter::new(&keys(1), &open);
        let mut headers = LimitHeaders::default();
        headers.requests.limit = Some(1000);
        headers.requests.remaining = Some(999);
        limiter.learn(0, &headers);
        assert_eq!(limiter.snapshot()[0].limit, 1000);

        let limiter = Limiter::new(&keys(1), &limits(50, 60.0, 1.0));
        limiter.learn(0, &headers);
        assert_eq!(limiter.snapshot()[0].limit, 50);
    }

    #[tokio::test(start_paused = true)]
    async fn giving_up_in_the_queue_leaves_no_trace() {
        let limiter = Limiter::new(&keys(1), &limits(1, 60.0, 1.0));
        drop(limiter.acquire(Need::default()).await);
        let waiting = tokio::time::timeout(Duration::from_secs(1), limiter.acquire(Need::default())).await;
        assert!(waiting.is_err());
        assert_eq!(limiter.snapshot()[0].queued, 0);
        assert_eq!(limiter.snapshot()[0].used, 1);
    }
}
