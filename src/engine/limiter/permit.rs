//! The right to send one request, from its start until its tokens are known.

use tokio::time::Instant;

use crate::provider::{CallError, Reply};

use super::Limiter;
use super::allowance::Need;
use super::shared::Reservation;

/// The right to send one request with one key. End it with `settle` or `unused`. If it is dropped, the worst case
/// counts.
#[derive(Debug)]
pub struct Permit<'a> {
    pub(super) limiter: &'a Limiter,
    /// Index of the key to send with.
    pub key: usize,
    pub(super) need: Need,
    pub(super) reservation: Option<Reservation>,
    /// Whether the request has not ended.
    pub(super) is_open: bool,
}

impl Permit<'_> {
    /// Reports when the request went to the socket, after a new connection or on a busy machine. The server counts from
    /// then, so a start that was late by more than an eighth of the guard moves to that time.
    pub fn sent(&mut self, at: Instant) {
        let (Some(shared), Some(reservation)) = (&self.limiter.shared, &mut self.reservation) else { return };
        let late = at.saturating_duration_since(reservation.counted);
        let key = self.limiter.open_key(self.key);
        if late > key.allowance.guard() / 8 {
            shared.moved(key.fingerprint, reservation.place, late);
            // A second report of the same request counts from here.
            reservation.counted = at;
            reservation.place += i64::try_from(late.as_micros()).unwrap_or(i64::MAX / 4);
        }
    }

    /// Ends the request with the tokens it really took, as far as they are known.
    pub fn settle(mut self, result: Result<&Reply, &CallError>) {
        let used = match result {
            Ok(reply) => reply.usage.map(|usage| Need {
                input_tokens: usage.input_tokens.saturating_add(usage.cache_write_tokens),
                output_tokens: usage.output_tokens,
            }),
            Err(error) if error.maybe_billed => None,
            // A refused request may have been read, but had no output.
            Err(_) => Some(Need { output_tokens: 0, ..self.need }),
        };
        self.end(used);
    }

    /// Cancels the start: nothing was sent.
    pub fn unused(mut self) {
        if let (Some(shared), Some(reservation)) = (&self.limiter.shared, self.reservation.take()) {
            shared.unused(self.limiter.open_key(self.key).fingerprint, reservation);
        }
        self.end(None);
    }

    fn end(&mut self, used: Option<Need>) {
        if !std::mem::take(&mut self.is_open) {
            return;
        }
        let mut state = self.limiter.lock();
        let key = &mut state.keys[self.key];
        key.in_flight = key.in_flight.saturating_sub(1);
        // A refused request does not show what answers take.
        if let Some(used) = used.filter(|used| used.output_tokens > 0) {
            key.server.settled(used);
        }
        let fingerprint = key.fingerprint.clone();
        drop(state);
        let tokens = self.reservation.and_then(|reservation| reservation.tokens);
        if let (Some(shared), Some(tokens)) = (&self.limiter.shared, tokens) {
            shared.settle(fingerprint, tokens, used);
        }
        self.limiter.changed.notify_waiters();
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.end(None);
    }
}
