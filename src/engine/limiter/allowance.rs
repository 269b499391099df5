//! What one key may do within a window, and what a request may take.

use std::time::Duration;

use crate::domain::limits::{Limits, RequestLimit};

/// What one key may do within one window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Allowance {
    /// Requests started; `None` where they are not limited.
    pub requests: Option<u64>,
    /// Input tokens sent; `None` where nobody set a limit.
    pub input_tokens: Option<u64>,
    /// Output tokens received.
    pub output_tokens: Option<u64>,
    /// How long the window is.
    pub window: Duration,
    /// What is added to the guard since the server refused a request that kept the limit.
    pub slack: Duration,
}

impl Allowance {
    /// The allowance from which on requests queue: each limit times the threshold, and one request at the least.
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

    /// Whether anything is limited.
    pub fn is_limited(&self) -> bool {
        self.requests.is_some() || self.input_tokens.is_some() || self.output_tokens.is_some()
    }

    /// How long a start occupies its place.
    pub fn hold(&self) -> Duration {
        self.window + self.guard()
    }

    /// What is added to the window for the difference in travel time between two requests, from the socket here to where
    /// the server counts: a 150th of the window, 40 to 500 ms. A busy server or machine easily takes 30 ms to look at a
    /// request, however short the window, so the guard has a floor.
    pub fn guard(&self) -> Duration {
        (self.window / 150).clamp(Duration::from_millis(40), Duration::from_millis(500)) + self.slack
    }

    /// The same with twice the guard, up to a tenth of the window: a server that refused a request though the limit was
    /// kept counted it earlier, or an older one later, than the guard allows for.
    pub fn widened(self) -> Allowance {
        Allowance { slack: (self.slack + self.guard()).min(self.window / 10), ..self }
    }
}

/// The share of a limit from which on requests queue; one at the least.
pub(super) fn scaled(limit: u64, threshold: f64) -> u64 {
    ((limit as f64 * threshold + 1e-9).floor() as u64).max(1)
}

/// The tokens a request may take at worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Need {
    /// Input tokens.
    pub input_tokens: u64,
    /// Output tokens.
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
