//! The right to send one request, from its turn until what it took is known.

use tokio::time::Instant;

use crate::provider::{CallError, Reply};

use crate::engine::limiter::Limiter;
use crate::engine::limiter::shared::Start;
use crate::engine::limiter::window::{Need, Ticket};

/// The right to send one request with one key. Give it back with `settle`, or drop it: then the worst case counts.
#[derive(Debug)]
pub struct Permit<'a> {
    pub(super) limiter: &'a Limiter,
    /// Index of the key to send with.
    pub key: usize,
    /// What it may take at worst.
    pub(super) need: Need,
    pub(super) ticket: Option<Ticket>,
    /// The start it was given by the shared pace.
    pub(super) start: Option<Start>,
}

impl Permit<'_> {
    /// Says when the request went to the socket: a new connection takes its time, and a busy machine, too. The server
    /// counts from then, so whatever is more than a part of the guard is counted from then here.
    pub fn sent(&mut self, at: Instant) {
        let (Some(shared), Some(start)) = (&self.limiter.shared, &mut self.start) else { return };
        let late = at.saturating_duration_since(start.counted);
        let lane = self.limiter.lane_of(self.key);
        if late > lane.allowance.guard() / 8 {
            // A second word of the same request counts from here.
            start.counted = at;
            shared.moved(lane.fingerprint, start.number, late);
        }
    }

    /// Ends the request: what it really took, as far as anybody knows.
    pub fn settle(mut self, result: Result<&Reply, &CallError>) {
        let used = match result {
            Ok(reply) => reply.usage.map(|usage| Need {
                input_tokens: usage.input_tokens + usage.cache_write_tokens,
                output_tokens: usage.output_tokens,
            }),
            Err(error) if error.maybe_billed => None,
            // What was refused was read, as far as anybody knows, and answered with nothing.
            Err(_) => Some(Need { output_tokens: 0, ..self.need }),
        };
        self.end(used);
    }

    /// Gives it back: nothing was sent.
    pub fn unused(mut self) {
        self.end(Some(Need::default()));
    }

    fn end(&mut self, used: Option<Need>) {
        let Some(ticket) = self.ticket.take() else { return };
        let now = self.limiter.now();
        let mut state = self.limiter.lock();
        let key = &mut state.keys[self.key];
        key.window.settle(ticket, used, now);
        let counts_tokens = key.allowance.input_tokens.is_some() || key.allowance.output_tokens.is_some();
        let fingerprint = key.fingerprint.clone();
        drop(state);
        if let (Some(shared), Some(start), true) = (&self.limiter.shared, &self.start, counts_tokens) {
            shared.settle(fingerprint, start.number, used);
        }
        self.limiter.changed.notify_waiters();
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.end(None);
    }
}
