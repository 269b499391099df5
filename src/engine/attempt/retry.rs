//! When a failed call is retried.

use std::time::Duration;

use crate::domain::limits::Limits;

/// The delays: base × 2^attempt plus up to a second of jitter, capped. A server's `retry-after` takes precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Schedule {
    base: Duration,
    cap: Duration,
}

impl Schedule {
    pub fn new(limits: &Limits) -> Schedule {
        Schedule { base: limits.retry_base, cap: limits.retry_cap }
    }

    /// The delay after failure number `attempt`, from 0. `jitter` is a random number from 0 to 1, in seconds. The
    /// server's `retry_after` counts as it is, up to a day.
    pub fn delay(&self, attempt: u32, jitter: f64, retry_after: Option<Duration>) -> Duration {
        const DAY: Duration = Duration::from_secs(86_400);
        if let Some(asked) = retry_after {
            return asked.min(DAY);
        }
        let doubled = self.base.saturating_mul(2u32.saturating_pow(attempt.min(31)));
        doubled.saturating_add(Duration::from_secs_f64(jitter.clamp(0.0, 1.0))).min(self.cap)
    }
}

/// A fresh random number from 0 to 1: the low bits of a time-ordered id are random.
pub(super) fn jitter() -> f64 {
    f64::from(uuid::Uuid::now_v7().as_u128() as u32) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::limits::LimitsTable;

    fn schedule() -> Schedule {
        Schedule::new(&LimitsTable::default().settle().expect("defaults are in range"))
    }

    #[test]
    fn delays_double_from_one_second_to_five_minutes() {
        let delays: Vec<u64> = (0..11).map(|attempt| schedule().delay(attempt, 0.0, None).as_secs()).collect();
        assert_eq!(delays, [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
        assert_eq!(schedule().delay(u32::MAX, 1.0, None), Duration::from_secs(300));
    }

    #[test]
    fn the_longest_delay_does_not_overflow() {
        let schedule = Schedule { base: Duration::MAX, cap: Duration::from_secs(9) };
        assert_eq!(schedule.delay(u32::MAX, 1.0, None), Duration::from_secs(9));
    }

    #[test]
    fn jitter_adds_up_to_a_second() {
        assert_eq!(schedule().delay(2, 0.5, None), Duration::from_millis(4500));
    }

    #[test]
    fn the_servers_delay_takes_precedence_over_the_formula() {
        assert_eq!(schedule().delay(0, 1.0, Some(Duration::from_secs(600))), Duration::from_secs(600));
        assert_eq!(schedule().delay(9, 1.0, Some(Duration::ZERO)), Duration::ZERO);
    }
}
