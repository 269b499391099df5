//! How far the session is, and how fast it goes.

use std::time::Duration;

use crate::review::Counts;

/// No pace is named before so many decisions: one fast decision promises nothing.
const LEAST_DECISIONS: u64 = 3;

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Progress {
    /// Conversations of the queue that are undecided now.
    pub(super) left: u64,
    /// Conversations in the queue when the session began.
    pub(super) total: u64,
    pub(super) counts: Counts,
    /// The time of the session, without that in which it was stopped.
    pub(super) elapsed: Duration,
}

impl Progress {
    /// Decisions per minute; `None` before there are a few.
    pub(super) fn per_minute(&self) -> Option<f64> {
        let minutes = self.elapsed.as_secs_f64() / 60.0;
        (self.counts.decided() >= LEAST_DECISIONS && minutes > 0.0).then(|| self.counts.decided() as f64 / minutes)
    }

    /// The parts of the first line, the most important first; in few columns in short words.
    pub(super) fn parts(&self, is_narrow: bool) -> Vec<String> {
        let mut parts = vec![format!("{} of {} left", self.left, self.total.max(self.left).max(1))];
        if let Some(pace) = self.per_minute() {
            let unit = if is_narrow { "/min" } else { " a minute" };
            parts.push(format!("{pace:.1}{unit}"));
            if self.left > 0 {
                parts.push(duration(self.left as f64 / pace * 60.0));
            }
        }
        parts.push(format!("{} decided", self.counts.decided()));
        parts
    }
}

fn duration(seconds: f64) -> String {
    let minutes = (seconds / 60.0).ceil() as u64;
    match minutes {
        0..=1 => "1 min".into(),
        2..=90 => format!("{minutes} min"),
        _ => format!("{} h {} min", minutes / 60, minutes % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pace_is_named_after_a_few_decisions_and_says_how_long_the_rest_takes() {
        let counts = |approved| Counts { approved, skipped: 4, ..Counts::default() };
        let progress = |approved, seconds| Progress {
            left: 100 - approved,
            total: 100,
            counts: counts(approved),
            elapsed: Duration::from_secs(seconds),
        };
        assert_eq!(progress(1, 5).parts(false), ["99 of 100 left", "1 decided"]);
        assert_eq!(progress(6, 120).parts(false), ["94 of 100 left", "3.0 a minute", "32 min", "6 decided"]);
        assert_eq!(progress(6, 120).parts(true), ["94 of 100 left", "3.0/min", "32 min", "6 decided"]);
        assert_eq!(progress(3, 3600).parts(false)[2], "32 h 20 min");
        assert_eq!(progress(100, 600).parts(false), ["0 of 100 left", "10.0 a minute", "100 decided"]);
    }
}
