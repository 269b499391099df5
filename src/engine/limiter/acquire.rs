//! The queue of this process: first come, first served.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::futures::Notified;
use tokio::time::Instant;

use super::shared::{OpenKey, Reservation, Shared};
use super::{Limiter, Need, Permit};

/// The pause before asking the database again after a change, since many changes come together.
const AFTER_CHANGE: Duration = Duration::from_millis(20);

static NUMBERS: AtomicU64 = AtomicU64::new(0);

impl Limiter {
    /// Waits until this request may start on one of the keys. Dropping the future leaves the queue.
    pub async fn acquire(&self, need: Need) -> Permit<'_> {
        let _waiting = Waiting::new(self, need);
        let mut reserved = self.reserved.lock().await;
        loop {
            let changed = self.changed.notified();
            let start = match &self.shared {
                None => self.start_now(need),
                Some(shared) => self.start_reserved(shared, &mut reserved, need).await,
            };
            match start {
                Ok(permit) => return permit,
                Err(until) => wait(until, changed).await,
            }
        }
    }

    /// Starts on the next key whose server allows it, or returns when to try again.
    fn start_now(&self, need: Need) -> Result<Permit<'_>, Instant> {
        let (open, first) = self.open_keys(need)?;
        self.begin(open[first].index, need, None)
    }

    /// Uses the first reservation, or reserves if there is none. Returns when to try again.
    async fn start_reserved(
        &self,
        shared: &Shared,
        reserved: &mut VecDeque<Reservation>,
        need: Need,
    ) -> Result<Permit<'_>, Instant> {
        self.cancel_surplus(shared, reserved).await;
        let Some(first) = reserved.front().copied() else {
            let (open, next) = self.open_keys(need)?;
            let waiting: Vec<Instant> = self.queue().values().map(|(since, _)| *since).collect();
            let fresh = shared.reserve(&open, next, &waiting, need).await.map_err(|wait| Instant::now() + wait)?;
            reserved.extend(fresh);
            return Err(Instant::now());
        };
        tokio::time::sleep_until(first.at).await;
        let until = match first.is_unfit_for(need) {
            true => None,
            false => match self.begin(first.key, need, Some(first)) {
                Ok(permit) => {
                    reserved.pop_front();
                    return Ok(permit);
                }
                Err(until) => Some(until),
            },
        };
        match until.filter(|until| *until <= first.use_by) {
            // Its server has little left, but the reservation is still good then.
            Some(until) => Err(until),
            None => {
                reserved.pop_front();
                shared.cancel(&self.open_key(first.key).fingerprint, first).await;
                Err(Instant::now())
            }
        }
    }

    /// Cancels reservations beyond the waiting requests: some were called back.
    async fn cancel_surplus(&self, shared: &Shared, reserved: &mut VecDeque<Reservation>) {
        let wanted = self.queue().len();
        while reserved.len() > wanted {
            let Some(last) = reserved.pop_back() else { return };
            shared.cancel(&self.open_key(last.key).fingerprint, last).await;
        }
    }

    /// Cancels the reservation of a request that was called back. A request that waits does that itself.
    pub async fn called_back(&self) {
        if let (Some(shared), Ok(mut reserved)) = (&self.shared, self.reserved.try_lock()) {
            self.cancel_surplus(shared, &mut reserved).await;
        }
    }

    /// Starts a request on a key, or returns when its server allows it.
    fn begin(&self, index: usize, need: Need, reservation: Option<Reservation>) -> Result<Permit<'_>, Instant> {
        let mut state = self.lock();
        let now = self.now();
        let key = &mut state.keys[index];
        let earliest = key.earliest(need, now);
        if earliest > now {
            return Err(self.origin + earliest);
        }
        key.in_flight += 1;
        key.server.start(need, now);
        state.next = (index + 1) % state.keys.len();
        Ok(Permit { limiter: self, key: index, need, reservation, is_open: true })
    }

    pub(super) fn open_key(&self, index: usize) -> OpenKey {
        let key = &self.lock().keys[index];
        OpenKey { index, fingerprint: key.fingerprint.clone(), allowance: key.allowance, room: u64::MAX }
    }

    /// The keys that their servers leave open, and the index of the next one to use; or when the first opens.
    fn open_keys(&self, need: Need) -> Result<(Vec<OpenKey>, usize), Instant> {
        let state = self.lock();
        let now = self.now();
        let mut soonest = Duration::MAX;
        let mut open = Vec::new();
        for (index, key) in state.keys.iter().enumerate() {
            let earliest = key.earliest(need, now);
            if earliest > now {
                soonest = soonest.min(earliest);
                continue;
            }
            open.push(OpenKey {
                index,
                fingerprint: key.fingerprint.clone(),
                allowance: key.allowance,
                room: key.server.room(need, now),
            });
        }
        if open.is_empty() {
            let far = self.origin + Duration::from_secs(86_400 * 365);
            return Err(self.origin.checked_add(soonest).unwrap_or(far));
        }
        let first = open.iter().position(|key| key.index >= state.next).unwrap_or(0);
        Ok((open, first))
    }
}

/// Waits until a time, or for a change that may allow an earlier start.
async fn wait(until: Instant, changed: Notified<'_>) {
    let begun = Instant::now();
    if until <= begun {
        return;
    }
    tokio::select! {
        () = tokio::time::sleep_until(until) => {}
        () = async { changed.await; tokio::time::sleep_until(begun + AFTER_CHANGE).await } => {}
    }
}

/// A place in the queue until it is dropped.
struct Waiting<'a> {
    limiter: &'a Limiter,
    number: u64,
}

impl<'a> Waiting<'a> {
    fn new(limiter: &'a Limiter, need: Need) -> Self {
        let mut queue = limiter.queue();
        // Under the lock, so that numbers and times have the same order.
        let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
        queue.insert(number, (Instant::now(), need));
        drop(queue);
        Waiting { limiter, number }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.limiter.queue().remove(&self.number);
    }
}
