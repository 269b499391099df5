//! How long what a process holds is surely still its own.
//!
//! Leases go by the clock of the database. Whoever holds one cannot ask that clock before every call, but knows when it
//! asked last: until a lease's length after that, by its own clocks, nobody takes over. A process that was stopped, or
//! whose machine slept, sees on waking that this time is over, and asks before it calls for anything.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::engine::durability::clock::SuspendAwareInstant;

/// How long items are held without a sign of life, unless a session says otherwise.
pub(crate) const LENGTH: Duration = Duration::from_secs(60);
/// A lease is prolonged this many times in its length.
const HEARTBEATS: u32 = 4;
/// The part of its length that is left for a call to be on its way before the lease is over.
const MARGIN: u32 = 12;

/// The lease of everything a process holds, as far as it knows without asking.
#[derive(Debug)]
pub struct Lease {
    length: Duration,
    renewed: Mutex<SuspendAwareInstant>,
}

impl Lease {
    /// One that begins now, while nothing is held yet.
    pub fn new(length: Duration) -> Lease {
        Lease { length, renewed: Mutex::new(SuspendAwareInstant::now()) }
    }

    /// How long items are held without a sign of life.
    pub fn length(&self) -> Duration {
        self.length
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
        self.age(now) < self.length - self.length / MARGIN
    }

    /// Whether it is time to prolong it.
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
