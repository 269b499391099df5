//! What a key may use within a window, and what a request may take.

use std::time::Duration;

use crate::domain::limits::{Limits, RequestLimit};

/// What a key may use within one window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Allowance {
    /// Requests started; `None` without a limit.
    pub requests: Option<u64>,
    /// Input tokens sent; `None` without a limit.
    pub input_tokens: Option<u64>,
    /// Output tokens received; `None` without a limit.
    pub output_tokens: Option<u64>,
    pub window: Duration,
    /// Added to the guard after the server refused requests that kept the limit.
    pub slack: Duration,
}

impl Allowance {
    /// Each limit times the threshold, and at least one request. Above this, requests queue.
    pub fn of(limits: &Limits) -> Allowance {
        let scaled = |limit| scaled(limit, limits.threshold);
        Allowance {
            requests: match limits.requests {
                RequestLimit::Unlimited => None,
                RequestLimit::PerWindow(requests) => Some(scaled(u64::from(requests))),
            },
            input_tokens: limits.input_tokens.map(scaled),
            output_tokens: limits.output_tokens.map(scaled),
            window: limits.window,
            slack: Duration::ZERO,
        }
    }

    pub fn is_limited(&self) -> bool {
        self.requests.is_some() || self.input_tokens.is_some() || self.output_tokens.is_some()
    }

    /// How long a start occupies its place: the window and its guard.
    pub fn hold(&self) -> Duration {
        self.window + self.guard()
    }

    /// Added to the window, since requests do not travel equally fast from the socket here to where the server counts:
    /// a 150th of the window, 40 to 500 ms. The floor is for busy machines, which may need 30 ms to look at a request.
    pub fn guard(&self) -> Duration {
        (self.window / 150).clamp(Duration::from_millis(40), Duration::from_millis(500)) + self.slack
    }

    /// The same with twice the guard, up to a tenth of the window. A server that refuses requests within the limit
    /// counts at other times than the guard allows for.
    pub fn widened(self) -> Allowance {
        Allowance { slack: (self.slack + self.guard()).min(self.window / 10), ..self }
    }
}

/// The threshold's share of a limit, at least 1.
pub(super) fn scaled(limit: u64, threshold: f64) -> u64 {
    ((limit as f64 * threshold + 1e-9).floor() as u64).max(1)
}

/// The most tokens a request can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Need {
    /// Sent to the model.
    pub input_tokens: u64,
    /// Received from it.
    pub output_tokens: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::limits::LimitsTable;

    fn allowance(requests: u32, threshold: f64) -> Allowance {
        let requests = Some(RequestLimit::PerWindow(requests));
        let table = LimitsTable { requests, threshold: Some(threshold), ..LimitsTable::default() };
        Allowance::of(&table.settle().expect("in range"))
    }

    #[test]
    fn the_threshold_scales_every_limit_and_leaves_one_request() {
        let requests = |requests, threshold| allowance(requests, threshold).requests;
        assert_eq!((requests(50, 0.9), requests(50, 1.0)), (Some(45), Some(50)));
        assert_eq!((requests(1, 0.9), requests(10, 0.7)), (Some(1), Some(7)));
    }

    #[test]
    fn the_guard_is_doubled_up_to_a_tenth_of_the_window() {
        let before = allowance(50, 1.0);
        assert_eq!((before.guard().as_millis(), before.widened().guard().as_millis()), (400, 800));
        let most = (0..20).fold(before, |allowance, _| allowance.widened());
        assert_eq!(most.guard().as_millis(), 6400);
    }
}
