//! How many calls a server bears at once, learned from how it bears them.
//!
//! A server that runs models on one machine seldom says 429: it takes every request and answers each more slowly, until
//! they time out and all their work was for nothing. So fewer are sent at once when calls time out or are turned away
//! for overload (half as many), or when answers take more than half the time they have (a quarter fewer); and one more
//! for every full round of answers that took less than a quarter of it. Never more than the user allows.

use std::time::Duration;

/// How much a new answer's time counts against what was known.
const WEIGHT: f64 = 0.2;

/// What a server bears.
#[derive(Debug, Clone)]
pub struct Pressure {
    most: u32,
    allowed: u32,
    timeout: f64,
    /// How long answers take, smoothed, in seconds.
    usual: Option<f64>,
    /// Calls that have ended since `allowed` changed: what began before says nothing of the new number.
    since_change: u32,
}

impl Pressure {
    /// As many as the user allows, to begin with.
    pub fn new(most: u32, timeout: Duration) -> Pressure {
        Pressure { most, allowed: most.max(1), timeout: timeout.as_secs_f64(), usual: None, since_change: 0 }
    }

    /// How many calls may be under way at once.
    pub fn allowed(&self) -> u32 {
        self.allowed
    }

    /// A call has ended: how long it took, and whether the server was too busy to answer it.
    pub fn observe(&mut self, took: Duration, overloaded: bool) {
        self.since_change = self.since_change.saturating_add(1);
        if overloaded {
            // The calls that were under way together fail together: that is one sign, not many.
            if self.since_change >= self.allowed || self.allowed == self.most {
                self.change(self.allowed / 2);
            }
            return;
        }
        let took = took.as_secs_f64();
        let usual = self.usual.map_or(took, |usual| usual + WEIGHT * (took - usual));
        self.usual = Some(usual);
        if self.since_change < self.allowed {
            return;
        }
        if usual > self.timeout / 2.0 {
            self.change(self.allowed * 3 / 4);
        } else if usual < self.timeout / 4.0 && self.allowed < self.most {
            self.change(self.allowed + 1);
        }
    }

    fn change(&mut self, allowed: u32) {
        self.allowed = allowed.clamp(1, self.most.max(1));
        self.since_change = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn answers_in_good_time_leave_everything_as_it_is() {
        let mut pressure = Pressure::new(50, 60 * SECOND);
        for took in 0..1000 {
            pressure.observe(SECOND * (took % 12), false);
        }
        assert_eq!(pressure.allowed(), 50);
    }

    #[test]
    fn calls_that_fail_together_are_one_sign() {
        let mut pressure = Pressure::new(16, 60 * SECOND);
        for _ in 0..9 {
            pressure.observe(60 * SECOND, true);
        }
        assert_eq!(pressure.allowed(), 4, "once for the first, once more a round later");
    }

    #[test]
    fn a_slow_server_is_sent_fewer_and_a_quick_one_more_again() {
        let mut pressure = Pressure::new(8, 60 * SECOND);
        for _ in 0..40 {
            // A server with two places: the more are sent, the longer each takes.
            let took = SECOND * 10 * pressure.allowed().div_ceil(2);
            pressure.observe(took, false);
        }
        assert!((2..=6).contains(&pressure.allowed()), "{}", pressure.allowed());
        for _ in 0..100 {
            pressure.observe(SECOND, false);
        }
        assert_eq!(pressure.allowed(), 8);
    }

    #[test]
    fn one_call_is_always_allowed() {
        let mut pressure = Pressure::new(1, SECOND);
        for _ in 0..10 {
            pressure.observe(SECOND, true);
        }
        assert_eq!(pressure.allowed(), 1);
    }
}
