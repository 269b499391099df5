//! How long what a process holds is surely still its own.
//!
//! Leases go by the clock of the database. Whoever holds one cannot ask that clock before every call, but knows when it
//! asked last: until a lease's length after that, by its own clocks, nobody takes over. A process that was stopped, or
//! whose machine slept, sees on waking that this time is over, and asks before it calls for anything.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::engine::durability::clock::SuspendAwareInstant;

/// How long items are held without a sign of life.
pub const LENGTH: Duration = Duration::from_secs(60);
/// How often leases are prolonged.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// What is left for a call to be on its way before the lease is over.
const MARGIN: Duration = Duration::from_secs(5);

/// The lease of everything a process holds, as far as it knows without asking.
#[derive(Debug)]
pub struct Lease {
    renewed: Mutex<SuspendAwareInstant>,
}

impl Lease {
    /// One that begins now, while nothing is held yet.
    pub fn new() -> Lease {
        Lease { renewed: Mutex::new(SuspendAwareInstant::now()) }
    }

    /// It was prolonged, and the database was asked for that at this moment.
    pub fn renew(&self, asked: SuspendAwareInstant) {
        *self.renewed.lock().unwrap_or_else(PoisonError::into_inner) = asked;
    }

    fn age(&self, now: SuspendAwareInstant) -> Duration {
        now.since(*self.renewed.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether nobody can have taken over what is held.
    pub fn is_good(&self, now: SuspendAwareInstant) -> bool {
        self.age(now) < LENGTH - MARGIN
    }

    /// Whether it is time to prolong it.
    pub fn is_due(&self, now: SuspendAwareInstant) -> bool {
        self.age(now) >= HEARTBEAT
    }
}

impl Default for Lease {
    fn default() -> Lease {
        Lease::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_over_when_either_clock_says_so() {
        let lease = Lease::new();
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
