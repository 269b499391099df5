//! The rates that all processes on one database share, as one of them uses them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::store::StoreError;
use crate::store::rate::{Ask, Grant, Late, RateKey, Rates};

use crate::engine::durability::clock::SuspendAwareInstant;

use super::KeyState;
use super::allowance::{Allowance, Need};

/// The most starts per reservation.
const MOST: usize = 64;
/// How far ahead starts are reserved at the most, so that a pause reaches all soon.
const HORIZON: Duration = Duration::from_millis(100);
/// The longest sleep of the machine that a reservation survives; after more, others may have its place.
const MOST_SLEPT: Duration = Duration::from_millis(500);
/// The pause after a database error.
const PAUSE: Duration = Duration::from_millis(100);
/// The longest wait before asking again, since another process may begin or end a pause.
const ASK_AGAIN: Duration = Duration::from_secs(1);
/// The wait before asking again while tokens in flight decide.
const ASK_SETTLING: Duration = Duration::from_millis(200);

/// A start that is reserved and not used yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reservation {
    /// Index of the key.
    pub key: usize,
    /// When it is, by the rate clock in microseconds; this names it in the shared rates.
    pub place: i64,
    /// When the request may start.
    pub at: Instant,
    /// When others count it: before `at` if reserving took time.
    pub counted: Instant,
    /// After this it is cancelled, since another start may have its place.
    pub use_by: Instant,
    seen: SuspendAwareInstant,
    /// The name of its tokens, if they are limited.
    pub tokens: Option<i64>,
    pub need: Need,
}

impl Reservation {
    fn new(grant: Grant, keys: &[OpenKey], need: Need) -> Reservation {
        let key = &keys[grant.key];
        let at = Instant::now() + grant.wait;
        let counted = at.checked_sub(grant.late).unwrap_or(at);
        Reservation {
            key: key.index,
            place: grant.at,
            at,
            counted,
            use_by: counted + key.allowance.window / 4,
            seen: SuspendAwareInstant::now(),
            tokens: grant.tokens,
            need,
        }
    }

    /// Whether a request may not use it: it is too late, the machine slept, or the request takes more tokens.
    pub fn is_unfit_for(&self, need: Need) -> bool {
        let takes_more = need.input_tokens > self.need.input_tokens || need.output_tokens > self.need.output_tokens;
        Instant::now() > self.use_by
            || SuspendAwareInstant::now().slept_since(self.seen) > MOST_SLEPT
            || (self.tokens.is_some() && takes_more)
    }
}

/// A key whose server allows a start now.
#[derive(Debug, Clone)]
pub(super) struct OpenKey {
    pub index: usize,
    pub fingerprint: String,
    pub allowance: Allowance,
    /// How many requests its server allows now.
    pub room: u64,
}

/// The shared rates and what was last seen of them.
#[derive(Debug)]
pub(super) struct Shared {
    rates: Rates,
    /// The name of this limiter among all processes.
    limiter: String,
    /// The longest time a request may take.
    timeout: Duration,
    /// Whether other processes know of a queue here.
    is_known: Mutex<bool>,
    /// When the next start is expected; `None` if the last reservation got one.
    next: Mutex<Option<Instant>>,
    seen: Mutex<Vec<KeyState>>,
    /// The starts that were late and are not written yet, by key.
    late: Mutex<HashMap<String, Vec<Late>>>,
    writing_late: tokio::sync::Mutex<()>,
    /// The last database error; `None` after a success.
    trouble: Mutex<Option<StoreError>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    pub fn new(rates: Rates, worker_id: &str, timeout: Duration) -> Shared {
        // One process may have several limiters.
        let limiter = format!("{worker_id}#{}", uuid::Uuid::now_v7());
        Shared {
            rates,
            limiter,
            timeout,
            is_known: Mutex::default(),
            next: Mutex::default(),
            seen: Mutex::default(),
            late: Mutex::default(),
            writing_late: tokio::sync::Mutex::default(),
            trouble: Mutex::default(),
        }
    }

    fn rate_key(&self, open: &OpenKey) -> RateKey {
        RateKey {
            key: open.fingerprint.clone(),
            requests: open.allowance.requests,
            hold: open.allowance.hold(),
            input_tokens: open.allowance.input_tokens,
            output_tokens: open.allowance.output_tokens,
            timeout: self.timeout,
        }
    }

    /// Reserves starts for the first waiting requests, or returns how long to wait before asking again. After a
    /// database error nothing may start, since the limit binds all processes.
    pub async fn reserve(
        &self,
        open: &[OpenKey],
        first: usize,
        waiting: &[Instant],
        need: Need,
    ) -> Result<Vec<Reservation>, Duration> {
        let keys: Vec<RateKey> = open.iter().map(|key| self.rate_key(key)).collect();
        // No more than the servers allow, since an unused reservation takes a place too.
        let room = open.iter().fold(0u64, |sum, key| sum.saturating_add(key.room)).clamp(1, MOST as u64) as usize;
        let now = Instant::now();
        let waited: Vec<Duration> =
            waiting.iter().take(room).map(|since| now.saturating_duration_since(*since)).collect();
        let horizon = open.iter().map(|key| key.allowance.window / 4).fold(HORIZON, Duration::min);
        let is_known = *locked(&self.is_known);
        if let Err(error) = self.write_late().await {
            self.note_trouble(Some(&error));
            return Err(PAUSE);
        }
        let granted = self
            .rates
            .reserve(Ask {
                limiter: &self.limiter,
                keys: &keys,
                first,
                waited: &waited,
                is_known,
                need: (need.input_tokens, need.output_tokens),
                horizon,
            })
            .await;
        self.note_trouble(granted.as_ref().err());
        match granted {
            Ok(granted) => {
                *locked(&self.is_known) = granted.grants.len() < waited.len();
                let next = granted.ask_again.map(|after| Instant::now() + after + horizon);
                *locked(&self.next) = next.filter(|_| granted.grants.is_empty());
                if granted.grants.is_empty() {
                    return Err(granted.ask_again.unwrap_or(ASK_SETTLING).min(ASK_AGAIN));
                }
                Ok(granted.grants.into_iter().map(|grant| Reservation::new(grant, open, need)).collect())
            }
            Err(_) => Err(PAUSE),
        }
    }

    fn note_trouble(&self, error: Option<&StoreError>) {
        if let Some(error) = error {
            tracing::warn!(%error, "the shared rates cannot be read; no request starts until they can");
        }
        *locked(&self.trouble) = error.cloned();
    }

    pub async fn cancel(&self, key: &str, reservation: Reservation) {
        if let Err(error) = self.rates.cancel(key, reservation.place, reservation.tokens).await {
            tracing::warn!(%error, "a reservation could not be cancelled; its place stays taken");
        }
    }

    /// Tells other processes that nothing waits here.
    pub async fn leave(&self) {
        if let Err(error) = self.rates.leave_queue(&self.limiter).await {
            tracing::debug!(%error, "the queue could not be left");
        }
    }

    /// Writes to the database in a task of its own, and logs a failure.
    fn tell<F>(self: &Arc<Self>, failed: &'static str, write: impl FnOnce(Arc<Shared>) -> F)
    where
        F: Future<Output = Result<(), StoreError>> + Send + 'static,
    {
        let written = write(self.clone());
        tokio::spawn(async move {
            if let Err(error) = written.await {
                tracing::warn!(%error, "{failed}");
            }
        });
    }

    pub fn tell_limit(self: &Arc<Self>, key: String, limit: u64) {
        self.tell("the server's limit could not be stored for other processes", |shared| async move {
            shared.rates.tell_limit(&key, limit).await
        });
    }

    /// Moves a start that was late. On a busy machine many are, all at once, and one transaction moves all of a key.
    pub fn moved(self: &Arc<Self>, key: String, place: i64, by: Duration) {
        locked(&self.late).entry(key).or_default().push(Late { at: place, by });
        self.tell(
            "a late start could not be moved in the shared rates",
            |shared| async move { shared.write_late().await },
        );
    }

    /// Writes the late starts that are not written yet, and waits for those that another task is writing.
    async fn write_late(&self) -> Result<(), StoreError> {
        let _writing = self.writing_late.lock().await;
        let keys: Vec<String> = locked(&self.late).keys().cloned().collect();
        for key in keys {
            let late = locked(&self.late).remove(&key).unwrap_or_default();
            if let Err(error) = self.rates.move_starts(&key, &late).await {
                // The next try, which precedes the next reservation, moves them.
                locked(&self.late).entry(key).or_default().splice(..0, late);
                return Err(error);
            }
        }
        Ok(())
    }

    /// Cancels the reservation of a permit that was not used.
    pub fn unused(self: &Arc<Self>, key: String, reservation: Reservation) {
        self.tell("a reservation could not be cancelled", |shared| async move {
            shared.rates.cancel(&key, reservation.place, reservation.tokens).await
        });
    }

    /// Sets the tokens a request really took. Until then the worst case counts.
    pub fn settle(self: &Arc<Self>, key: String, tokens: i64, used: Option<Need>) {
        let used = used.map(|need| (need.input_tokens, need.output_tokens));
        self.tell("tokens could not be settled; their worst case stays counted", |shared| async move {
            shared.rates.settle(&key, tokens, used).await
        });
    }

    /// Pauses a key for every process.
    pub fn pause(self: &Arc<Self>, key: String, wait: Duration) {
        self.tell("the pause could not be stored for other processes", |shared| async move {
            shared.rates.pause(&key, wait).await
        });
    }

    /// Reads what all processes use, and tells them the length of the queue here. Returns when pauses were last lifted.
    pub async fn refresh(&self, open: &[OpenKey], queued: u64) -> HashMap<String, i64> {
        let keys: Vec<RateKey> = open.iter().map(|key| self.rate_key(key)).collect();
        if let Err(error) = self.rates.tell_queue(&self.limiter, &keys, queued).await {
            tracing::debug!(%error, "the length of the queue could not be stored");
        }
        if let Ok(usage) = self.rates.usage().await {
            *locked(&self.seen) = usage.into_iter().map(KeyState::from).collect();
        }
        self.rates.lifted_pauses().await.unwrap_or_default()
    }

    /// How long until the next start, as the last reservation saw it; `None` if it got one.
    pub fn next_start(&self) -> Option<Duration> {
        let left = locked(&self.next).map(|next| next.saturating_duration_since(Instant::now()));
        left.filter(|left| !left.is_zero())
    }

    pub fn trouble(&self) -> Option<StoreError> {
        locked(&self.trouble).clone()
    }

    /// The last known use of a key.
    pub fn state_of(&self, key: &str) -> Option<KeyState> {
        locked(&self.seen).iter().find(|state| state.key == key).cloned()
    }
}
