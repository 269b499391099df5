//! The lease of a worker, as far as it knows without asking the database.
//!
//! Leases count by the database's clock. A worker cannot ask that clock before every call, but it knows when it last
//! renewed. Until a lease's length after that, by its own clocks, no other worker takes over. A process that was
//! stopped, or whose machine slept, sees that this time is over, and asks the database before the next call.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::engine::durability::clock::SuspendAwareInstant;

/// How long a lease lasts without a heartbeat, by default.
pub(crate) const LENGTH: Duration = Duration::from_secs(60);
/// Heartbeats in the length of a lease.
const HEARTBEATS: u32 = 4;
/// The last part of a lease (one twelfth) in which no call starts.
const MARGIN: u32 = 12;

/// One lease for all items of a worker.
#[derive(Debug)]
pub struct Lease {
    length: Duration,
    renewed: Mutex<SuspendAwareInstant>,
}

impl Lease {
    pub fn new(length: Duration) -> Lease {
        Lease { length, renewed: Mutex::new(SuspendAwareInstant::now()) }
    }

    pub fn length(&self) -> Duration {
        self.length
    }

    /// The lease was renewed; `asked` is when the request was sent.
    pub fn renew(&self, asked: SuspendAwareInstant) {
        *self.renewed.lock().unwrap_or_else(PoisonError::into_inner) = asked;
    }

    fn age(&self, now: SuspendAwareInstant) -> Duration {
        now.since(*self.renewed.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether no other worker can have taken over.
    pub fn is_good(&self, now: SuspendAwareInstant) -> bool {
        self.age(now) < self.length - self.length / MARGIN
    }

    /// Whether the next heartbeat is due.
    pub fn is_due(&self, now: SuspendAwareInstant) -> bool {
        self.age(now) >= self.length / HEARTBEATS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_over_when_either_clock_says_so() {
        let lease = Lease::new(LENGTH);
        let begin = SuspendAwareInstant::now();
        lease.renew(begin);
        for (steady, of_day, good) in [(54, 54, true), (56, 56, false), (1, 56, false), (56, -3600, false)] {
            assert_eq!(lease.is_good(begin.later(steady, of_day)), good, "{steady} {of_day}");
        }
        assert!(!lease.is_due(begin.later(14, 14)) && lease.is_due(begin.later(15, 0)));
        lease.renew(begin.later(56, 56));
        assert!(lease.is_good(begin.later(57, 57)));
    }
}
