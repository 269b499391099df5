//! The rates that all processes on one database share, seen from one of them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::store::StoreError;
use crate::store::rate::{Ask, Grant, RateKey, Rates};

use crate::engine::durability::clock::SuspendAwareInstant;

use super::KeyState;
use super::allowance::{Allowance, Need};

/// The most starts reserved in one go.
const MOST: usize = 64;
/// Starts further ahead are not reserved, so that what is reserved is used at once and a pause is heard by all.
const HORIZON: Duration = Duration::from_millis(100);
/// A machine may have slept for so long since a start was reserved; more, and others may have its place.
const MOST_SLEPT: Duration = Duration::from_millis(500);
/// The pause after the database could not be asked.
const PAUSE: Duration = Duration::from_millis(100);
/// The longest wait before asking again: another process may have told of a pause, or that one is over.
const ASK_AGAIN: Duration = Duration::from_secs(1);
/// How soon to ask again where tokens in flight decide.
const ASK_SETTLING: Duration = Duration::from_millis(200);

/// A start that is reserved and not used yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reservation {
    /// Index of the key.
    pub key: usize,
    /// When it is by the rate clock: its name in the shared rates.
    pub place: i64,
    /// When the request may start.
    pub at: Instant,
    /// When others count it: before `at` where reserving took time.
    pub counted: Instant,
    /// Later than this it is cancelled: what takes its place may be on its way already.
    pub use_by: Instant,
    /// When it was reserved.
    seen: SuspendAwareInstant,
    /// Names its tokens, where they are counted.
    pub tokens: Option<i64>,
    /// The tokens it was reserved for.
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

    /// Whether this request may not use it: its time is over, maybe while the machine slept, or it takes more tokens.
    pub fn is_unfit_for(&self, need: Need) -> bool {
        let takes_more = need.input_tokens > self.need.input_tokens || need.output_tokens > self.need.output_tokens;
        Instant::now() > self.use_by
            || SuspendAwareInstant::now().slept_since(self.seen) > MOST_SLEPT
            || (self.tokens.is_some() && takes_more)
    }
}

/// A key that may be used now, as far as its server said.
#[derive(Debug, Clone)]
pub(super) struct OpenKey {
    /// Index of the key.
    pub index: usize,
    /// Its fingerprint.
    pub fingerprint: String,
    /// What it may do.
    pub allowance: Allowance,
    /// How many requests its server lets start now, as far as it told.
    pub room: u64,
}

/// The shared rates and what was last seen of them.
#[derive(Debug)]
pub(super) struct Shared {
    rates: Rates,
    /// This limiter's name among all processes.
    limiter: String,
    /// How long a request may take at the most.
    timeout: Duration,
    /// Whether others were told of a queue here.
    is_known: Mutex<bool>,
    seen: Mutex<Vec<KeyState>>,
    /// Why the database cannot be asked; `None` while it can.
    trouble: Mutex<Option<String>>,
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
            seen: Mutex::default(),
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

    /// Reserves starts for the first of those who wait; where there are none yet, how long to wait before asking again.
    /// Where the database cannot be asked nothing may start: the limit is a promise to everybody.
    pub async fn reserve(
        &self,
        open: &[OpenKey],
        first: usize,
        waiting: &[Instant],
        need: Need,
    ) -> Result<Vec<Reservation>, Duration> {
        let keys: Vec<RateKey> = open.iter().map(|key| self.rate_key(key)).collect();
        // No more than servers let start: what is reserved and not used takes its place all the same.
        let room = open.iter().fold(0u64, |sum, key| sum.saturating_add(key.room)).clamp(1, MOST as u64) as usize;
        let now = Instant::now();
        let waited: Vec<Duration> =
            waiting.iter().take(room).map(|since| now.saturating_duration_since(*since)).collect();
        let horizon = open.iter().map(|key| key.allowance.window / 4).fold(HORIZON, Duration::min);
        let is_known = *locked(&self.is_known);
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
            tracing::warn!(%error, "the shared rates cannot be read; nothing is started until they can");
        }
        *locked(&self.trouble) = error.map(ToString::to_string);
    }

    /// Cancels a reservation that is not used.
    pub async fn cancel(&self, key: &str, reservation: Reservation) {
        if let Err(error) = self.rates.cancel(key, reservation.place, reservation.tokens).await {
            tracing::warn!(%error, "a reservation could not be cancelled; its place stays taken");
        }
    }

    /// Tells the others that nothing waits here any more.
    pub async fn leave(&self) {
        if let Err(error) = self.rates.leave_queue(&self.limiter).await {
            tracing::debug!(%error, "the queue could not be left");
        }
    }

    /// Runs a word to the database beside the caller. Nobody waits for it.
    fn tell<F>(self: &Arc<Self>, failed: &'static str, word: impl FnOnce(Arc<Shared>) -> F)
    where
        F: Future<Output = Result<(), StoreError>> + Send + 'static,
    {
        let told = word(self.clone());
        tokio::spawn(async move {
            if let Err(error) = told.await {
                tracing::warn!(%error, "{failed}");
            }
        });
    }

    /// Tells others of a limit that the server told us.
    pub fn tell_limit(self: &Arc<Self>, key: String, limit: u64) {
        self.tell("other processes could not be told of the server's limit", |shared| async move {
            shared.rates.tell_limit(&key, limit).await
        });
    }

    /// Says that a request started later than it was reserved for. Whoever takes its place asks much later.
    pub fn moved(self: &Arc<Self>, key: String, place: i64, late: Duration) {
        self.tell("other processes could not be told of a request that started late", |shared| async move {
            shared.rates.move_start(&key, place, late).await
        });
    }

    /// Says that a permit was not used.
    pub fn unused(self: &Arc<Self>, key: String, reservation: Reservation) {
        self.tell("a reservation could not be cancelled", |shared| async move {
            shared.rates.cancel(&key, reservation.place, reservation.tokens).await
        });
    }

    /// Says what a request really took. Until it is told, the worst case counts.
    pub fn settle(self: &Arc<Self>, key: String, tokens: i64, used: Option<Need>) {
        let used = used.map(|need| (need.input_tokens, need.output_tokens));
        self.tell("tokens could not be settled; their worst case stays counted", |shared| async move {
            shared.rates.settle(&key, tokens, used).await
        });
    }

    /// Pauses a key for every process.
    pub fn pause(self: &Arc<Self>, key: String, wait: Duration) {
        self.tell("other processes could not be told to pause", |shared| async move {
            shared.rates.pause(&key, wait).await
        });
    }

    /// Looks at what all processes together use, and shows them our queue.
    pub async fn refresh(&self, open: &[OpenKey], queued: u64) {
        let keys: Vec<RateKey> = open.iter().map(|key| self.rate_key(key)).collect();
        if let Err(error) = self.rates.tell_queue(&self.limiter, &keys, queued).await {
            tracing::debug!(%error, "the queue could not be told");
        }
        if let Ok(usage) = self.rates.usage().await {
            *locked(&self.seen) = usage.into_iter().map(KeyState::from).collect();
        }
    }

    /// Why the database cannot be asked; `None` while it can.
    pub fn trouble(&self) -> Option<String> {
        locked(&self.trouble).clone()
    }

    /// What was last seen of a key.
    pub fn state_of(&self, key: &str) -> Option<KeyState> {
        locked(&self.seen).iter().find(|state| state.key == key).cloned()
    }
}
