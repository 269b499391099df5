//! A suspend-aware clock: shows whether the machine slept meanwhile.

use std::time::{Duration, Instant, SystemTime};

/// An instant by two clocks: one stops while the machine sleeps, the other may be set.
#[derive(Debug, Clone, Copy)]
pub struct SuspendAwareInstant {
    steady: Instant,
    of_day: SystemTime,
}

impl SuspendAwareInstant {
    pub fn now() -> SuspendAwareInstant {
        SuspendAwareInstant { steady: Instant::now(), of_day: SystemTime::now() }
    }

    /// The time since an earlier instant, by the clock that shows more.
    pub fn since(&self, earlier: SuspendAwareInstant) -> Duration {
        let steady = self.steady.saturating_duration_since(earlier.steady);
        steady.max(self.of_day.duration_since(earlier.of_day).unwrap_or_default())
    }

    /// How long the machine slept since an earlier instant, or how far its clock was set forward.
    pub fn slept_since(&self, earlier: SuspendAwareInstant) -> Duration {
        self.since(earlier) - self.steady.saturating_duration_since(earlier.steady)
    }

    /// The instant that many seconds later by each clock.
    #[cfg(test)]
    pub fn later(self, steady: u64, of_day: i64) -> SuspendAwareInstant {
        let away = Duration::from_secs(of_day.unsigned_abs());
        let of_day = if of_day < 0 { self.of_day - away } else { self.of_day + away };
        SuspendAwareInstant { steady: self.steady + Duration::from_secs(steady), of_day }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sleep_is_what_one_clock_did_not_see() {
        let begin = SuspendAwareInstant::now();
        let slept = |steady, of_day| begin.later(steady, of_day).slept_since(begin).as_secs();
        assert_eq!([slept(5, 5), slept(5, 605), slept(605, 5), slept(5, -600)], [0, 600, 0, 0]);
    }
}
