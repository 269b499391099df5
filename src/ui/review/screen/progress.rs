//! How far the session is, and how fast it goes.

use std::time::Duration;

use crate::review::Counts;

/// No pace is named before so many decisions: one fast decision promises nothing.
const LEAST_DECISIONS: u64 = 3;

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Progress {
    /// The place of the conversation on the screen, from 1.
    pub(super) place: u64,
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

    /// The parts of the first line, the most important first.
    pub(super) fn parts(&self) -> Vec<String> {
        let mut parts = vec![format!("{} of {}", self.place.min(self.total.max(1)), self.total.max(1))];
        if let Some(pace) = self.per_minute() {
            parts.push(format!("{pace:.1} a minute"));
            let left = self.total.saturating_sub(self.counts.handled());
            if left > 0 {
                parts.push(format!("{} left", duration(left as f64 / pace * 60.0)));
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
            place: approved + 5,
            total: 100,
            counts: counts(approved),
            elapsed: Duration::from_secs(seconds),
        };
        assert_eq!(progress(1, 5).parts(), ["6 of 100", "1 decided"]);
        assert_eq!(progress(6, 120).parts(), ["11 of 100", "3.0 a minute", "30 min left", "6 decided"]);
        assert_eq!(progress(3, 3600).parts()[2], "31 h 0 min left");
        assert_eq!(progress(96, 600).parts(), ["100 of 100", "9.6 a minute", "96 decided"]);
    }
}
