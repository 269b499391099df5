//! Waiting for a turn: first come, first served, in this process alone or in the row of all that share a pace.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;

use crate::domain::rate::Earliest;

use crate::engine::limiter::shared::{Given, OpenLane, Shared, Start};
use crate::engine::limiter::{Limiter, Need, Permit};

/// How often a start that is far off is looked at again.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// How soon after a change here, but not for every one of many.
const LOOK_AGAIN_AFTER_CHANGE: Duration = Duration::from_millis(200);

impl Limiter {
    /// Waits for this request's turn and takes a place in the window of a key with room.
    pub async fn acquire(&self, need: Need) -> Permit<'_> {
        let _waiting = Waiting::new(&self.queued);
        let mut given = self.turnstile.lock().await;
        match &self.shared {
            None => self.acquire_alone(need).await,
            Some(shared) => self.acquire_shared(shared, &mut given, need).await,
        }
    }

    async fn acquire_alone(&self, need: Need) -> Permit<'_> {
        loop {
            let changed = self.changed.notified();
            match self.try_start(need) {
                Ok(permit) => return permit,
                Err(earliest) => self.wait(earliest, changed).await,
            }
        }
    }

    /// Waits until a time, or for a change that may make it earlier.
    async fn wait(&self, earliest: Earliest<Duration>, changed: tokio::sync::futures::Notified<'_>) {
        match earliest {
            Earliest::At(at) => tokio::select! {
                () = tokio::time::sleep_until(self.origin + at) => {}
                () = changed => {}
            },
            Earliest::AfterSettling => changed.await,
        }
    }

    /// Starts on the next key in turn that has room, or says when the first one will.
    fn try_start(&self, need: Need) -> Result<Permit<'_>, Earliest<Duration>> {
        let mut state = self.lock();
        let now = self.now();
        let count = state.keys.len();
        let mut soonest: Option<Duration> = None;
        for offset in 0..count {
            let index = (state.next + offset) % count;
            match state.keys[index].window.earliest(need, now) {
                Earliest::At(at) if at <= now => {
                    let ticket = state.keys[index].window.start(need, now);
                    state.next = (index + 1) % count;
                    return Ok(Permit { limiter: self, key: index, need, ticket: Some(ticket), start: None });
                }
                Earliest::At(at) => soonest = Some(soonest.map_or(at, |other| other.min(at))),
                Earliest::AfterSettling => {}
            }
        }
        Err(soonest.map_or(Earliest::AfterSettling, Earliest::At))
    }

    /// Uses the starts the shared pace gives, in order. One that comes too late to be told of in time is let go by.
    async fn acquire_shared(&self, shared: &Arc<Shared>, given: &mut Given, need: Need) -> Permit<'_> {
        loop {
            while let Some(start) = given.starts.front().copied() {
                if let Ok((lanes, first)) = self.open_lanes(need) {
                    let queued = self.queued.load(Ordering::Relaxed);
                    shared.look_ahead(given, lanes, first, queued, need);
                }
                if start.is_far {
                    self.come_near(shared, given, need).await;
                    continue;
                }
                tokio::time::sleep_until(start.at).await;
                let changed = self.changed.notified();
                match self.begin(start, need) {
                    Ok(permit) => {
                        given.used(Instant::now(), self.lane_of(start.key).keep());
                        return permit;
                    }
                    // Its server has little left: the start is good for a while.
                    Err(Earliest::At(at)) if self.origin + at <= start.use_by => {
                        self.wait(Earliest::At(at), changed).await;
                    }
                    Err(_) => {
                        given.starts.pop_front();
                        shared.give_back(&self.lane_of(start.key).fingerprint, start).await;
                    }
                }
            }
            let changed = self.changed.notified();
            match self.open_lanes(need) {
                Ok((lanes, first)) => {
                    let queued = self.queued.load(Ordering::Relaxed);
                    shared.more(given, &lanes, first, queued, need).await;
                }
                Err(earliest) => self.wait(earliest, changed).await,
            }
        }
    }

    /// Makes a start whose time has come, or says when its server lets it.
    fn begin(&self, start: Start, need: Need) -> Result<Permit<'_>, Earliest<Duration>> {
        let mut state = self.lock();
        let now = self.now();
        if start.is_over() {
            return Err(Earliest::AfterSettling);
        }
        match state.keys[start.key].window.earliest(need, now) {
            Earliest::At(at) if at <= now => {}
            later => return Err(later),
        }
        let ticket = state.keys[start.key].window.start(need, now);
        state.next = (start.key + 1) % state.keys.len();
        Ok(Permit { limiter: self, key: start.key, need, ticket: Some(ticket), start: Some(start) })
    }

    /// Waits for the first of the given starts, which is far off, until its time has come, or is nearer than was thought;
    /// gives it back where another key may be free sooner.
    async fn come_near(&self, shared: &Arc<Shared>, given: &mut Given, need: Need) {
        let Some(mut start) = given.starts.front().copied() else { return };
        let changed = self.changed.notified();
        let looked = Instant::now();
        let changed = async {
            changed.await;
            tokio::time::sleep_until(looked + LOOK_AGAIN_AFTER_CHANGE).await;
        };
        tokio::select! {
            () = tokio::time::sleep_until(start.at) => {}
            () = tokio::time::sleep(LOOK_AGAIN) => {}
            () = changed => {}
        }
        let lane = self.lane_of(start.key);
        let is_other_free = self.open_lanes(need).is_ok_and(|(lanes, _)| lanes.len() > given.lanes);
        if is_other_free || !shared.reconsider(&mut start, &lane, need).await {
            given.starts.pop_front();
            shared.give_back(&lane.fingerprint, start).await;
            return;
        }
        if let Some(first) = given.starts.front_mut() {
            *first = start;
        }
    }

    pub(super) fn lane_of(&self, index: usize) -> OpenLane {
        let key = &self.lock().keys[index];
        OpenLane { index, fingerprint: key.fingerprint.clone(), allowance: key.allowance, room: u64::MAX }
    }

    /// The keys no server told us to leave alone, and whose turn it is; or when the first of them is open again.
    fn open_lanes(&self, need: Need) -> Result<(Vec<OpenLane>, usize), Earliest<Duration>> {
        let mut state = self.lock();
        let now = self.now();
        let next = state.next;
        let mut soonest: Option<Duration> = None;
        let mut lanes = Vec::new();
        for (index, key) in state.keys.iter_mut().enumerate() {
            match key.window.earliest(need, now) {
                Earliest::At(at) if at <= now => {
                    lanes.push(OpenLane {
                        index,
                        fingerprint: key.fingerprint.clone(),
                        allowance: key.allowance,
                        room: key.window.room(need, now),
                    });
                }
                Earliest::At(at) => soonest = Some(soonest.map_or(at, |other| other.min(at))),
                Earliest::AfterSettling => {}
            }
        }
        if lanes.is_empty() {
            return Err(soonest.map_or(Earliest::AfterSettling, Earliest::At));
        }
        let first = lanes.iter().position(|lane| lane.index >= next).unwrap_or(0);
        Ok((lanes, first))
    }
}

/// Counts one waiting request for as long as it lives.
struct Waiting<'a>(&'a AtomicU64);

impl<'a> Waiting<'a> {
    fn new(counter: &'a AtomicU64) -> Self {
        counter.fetch_add(1, Ordering::Relaxed);
        Waiting(counter)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
