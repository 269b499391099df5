//! How long the rest of a run takes: a pure function of what is left, the rate window and the pace so far.

use std::time::Duration;

use crate::domain::limits::TokenUse;

use crate::engine::estimate::Estimate;
use crate::engine::limiter::{Allowance, KeyState};
use crate::engine::terms::Terms;

/// How long the limits alone make the calls of an estimate take, from an empty window, and the limits of each key.
pub fn at_the_limits(terms: &Terms, estimate: &Estimate) -> (Option<Duration>, Vec<KeyState>) {
    let limits = &terms.limits;
    let allowance = Allowance::of(limits);
    let tokens = |limit: Option<u64>| limit.map(|limit| TokenUse { used: 0, limit });
    let key = |key: &String| KeyState {
        input_tokens: tokens(allowance.input_tokens),
        output_tokens: tokens(allowance.output_tokens),
        ..KeyState::unused(key, allowance.requests, 0)
    };
    let keys: Vec<KeyState> = terms.provider.keys().iter().map(key).collect();
    let rest = Rest {
        waiting: estimate.calls,
        in_flight: 0,
        window: limits.window,
        tokens_each: estimate.tokens_each(),
        answers: None,
        pace: None,
    };
    (rest.time(&keys), keys)
}

/// What the rest of a run depends on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rest {
    /// Requests that have not started.
    pub waiting: u64,
    /// Requests in flight here.
    pub in_flight: u64,
    /// The length of the rate window.
    pub window: Duration,
    /// The mean input and output tokens of a request.
    pub tokens_each: (f64, f64),
    /// The mean time of an answer here and the requests in flight at once; `None` before the first answer.
    pub answers: Option<(Duration, u64)>,
    /// The time from one ended item to the next, over all workers; `None` before the first.
    pub pace: Option<Duration>,
}

impl Rest {
    /// The time until the last answer: `max(w, min(p, a))`, and nothing before there is anything to go by.
    ///
    /// - `w`, by the rate window: `f` requests fit it now, and `L` fit each whole window. The `m = waiting - f` others
    ///   start in `ceil(m / L)` bursts, the first when the next place comes free: `w = next + (ceil(m / L) - 1) ×
    ///   window`, plus one answer. This is known from the first second on, before anything has ended.
    /// - `p`, by the pace of all workers so far: `pace × (waiting + in flight)`.
    /// - `a`, by the answers here alone: their mean time × `(waiting + in flight)` / requests in flight at once.
    ///
    /// `p` counts the waits for the window so far as if they were work, and `a` does not know of other workers. So the
    /// smaller of the two is nearer, and the window is the least in any case.
    pub fn time(self, keys: &[KeyState]) -> Option<Duration> {
        let answer = self.answers.map_or(Duration::ZERO, |(each, _)| each);
        let by_window = self.until_last_start(keys).map(|time| time.saturating_add(answer));
        let all = (self.waiting + self.in_flight) as f64;
        let by_pace = self.pace.map(|each| times(each, all));
        let by_answers = self.answers.map(|(each, at_once)| times(each, (all / at_once.max(1) as f64).ceil()));
        let by_work = match (by_pace, by_answers) {
            (Some(pace), Some(answers)) => Some(pace.min(answers)),
            (pace, answers) => pace.or(answers),
        };
        by_window.into_iter().chain(by_work).max()
    }

    /// How long the rate window alone holds back the last start; `None` where it holds back nothing.
    fn until_last_start(&self, keys: &[KeyState]) -> Option<Duration> {
        let rooms: Vec<Room> = keys.iter().map(|key| self.room(key)).collect::<Option<_>>()?;
        let next = rooms.iter().map(|room| room.next).min()?;
        let (free, whole) = rooms.iter().fold((0.0, 0.0), |sum, room| (sum.0 + room.free, sum.1 + room.whole));
        let others = self.waiting as f64 - free;
        if others <= 0.0 {
            return None;
        }
        let bursts = (others / whole).ceil().max(1.0);
        Some(next.saturating_add(times(self.window, bursts - 1.0)))
    }

    /// The room of one key, by the limit that leaves the least; `None` where it has no limit.
    fn room(&self, key: &KeyState) -> Option<Room> {
        let requests = key.limit.map(|limit| (key.remaining.unwrap_or(limit) as f64, limit as f64));
        let by_tokens = |used: Option<TokenUse>, each: f64| {
            let used = used.filter(|_| each >= 1.0)?;
            Some((used.limit.saturating_sub(used.used) as f64 / each, used.limit as f64 / each))
        };
        let limits = [
            requests,
            by_tokens(key.input_tokens, self.tokens_each.0),
            by_tokens(key.output_tokens, self.tokens_each.1),
        ];
        let least = limits.into_iter().flatten().reduce(|one, other| (one.0.min(other.0), one.1.min(other.1)));
        let (free, whole) = least?;
        // Without any use so far, places taken now come free a window later.
        let next = Duration::try_from_secs_f64(key.reset_seconds).unwrap_or(Duration::MAX);
        let next = if next.is_zero() { self.window } else { next };
        Some(Room { free: free.floor(), whole: whole.floor().max(1.0), next })
    }
}

/// The requests that may start on a key.
#[derive(Debug, Clone, Copy)]
struct Room {
    /// Now.
    free: f64,
    /// In each window.
    whole: f64,
    /// How long until the next place comes free.
    next: Duration,
}

fn times(each: Duration, count: f64) -> Duration {
    Duration::try_from_secs_f64(each.as_secs_f64() * count).unwrap_or(Duration::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn key(limit: Option<u64>, used: u64, reset_seconds: f64) -> KeyState {
        let remaining = limit.map(|limit| limit - used);
        let tokens = None;
        KeyState {
            key: "k".into(),
            used,
            limit,
            remaining,
            reset_seconds,
            queued: 0,
            input_tokens: tokens,
            output_tokens: tokens,
            is_paused: false,
        }
    }

    fn rest(waiting: u64, in_flight: u64) -> Rest {
        Rest { waiting, in_flight, window: MINUTE, tokens_each: (0.0, 0.0), answers: None, pace: None }
    }

    fn seconds(rest: Rest, keys: &[KeyState]) -> Option<u64> {
        rest.time(keys).map(|time| time.as_secs_f64().round() as u64)
    }

    #[test]
    fn the_window_counts_from_the_first_second_on() {
        // 50 a minute at the threshold of 0.9, and 300 items: one second after the start, with nothing ended.
        let keys = [key(Some(45), 3, 59.0)];
        assert_eq!(seconds(rest(297, 3), &keys), Some(359), "bursts of 45 from the 1st to the 7th window");
        let burst = [key(Some(45), 45, 59.0)];
        assert_eq!(seconds(rest(255, 45), &burst), Some(359), "the same once the first window is full");
        let fresh = [key(Some(45), 0, 0.0)];
        assert_eq!(seconds(rest(300, 0), &fresh), Some(360), "and before the first request");
    }

    #[test]
    fn a_pace_of_the_first_burst_promises_nothing() {
        let keys = [key(Some(45), 45, 50.0)];
        let rest = Rest {
            answers: Some((Duration::from_secs(2), 45)),
            pace: Some(Duration::from_millis(100)),
            ..rest(255, 0)
        };
        assert_eq!(seconds(rest, &keys), Some(352), "the window and one answer");
    }

    #[test]
    fn slow_answers_count_where_the_window_has_room() {
        let keys = [key(Some(45), 6, 30.0)];
        let slow =
            Rest { answers: Some((Duration::from_secs(30), 3)), pace: Some(Duration::from_secs(10)), ..rest(297, 3) };
        assert_eq!(seconds(slow, &keys), Some(3000), "three at once, 30 s each");
        let helped = Rest { pace: Some(Duration::from_secs(5)), ..slow };
        assert_eq!(seconds(helped, &keys), Some(1500), "other workers do half of it");
    }

    #[test]
    fn waits_for_the_window_are_not_the_pace_of_the_work() {
        let keys = [key(Some(45), 45, 1.0)];
        let rest = Rest {
            answers: Some((Duration::from_secs(2), 45)),
            pace: Some(Duration::from_millis(1311)),
            ..rest(255, 0)
        };
        assert_eq!(seconds(rest, &keys), Some(303));
    }

    #[test]
    fn nothing_to_go_by_gives_nothing() {
        assert_eq!(seconds(rest(300, 3), &[key(None, 0, 0.0)]), None, "no limit and no answer");
        assert_eq!(seconds(rest(5, 3), &[key(Some(45), 3, 59.0)]), None, "everything fits the window");
        assert_eq!(seconds(rest(5, 3), &[]), None);
    }

    #[test]
    fn a_pause_and_several_keys_and_tokens_count() {
        let paused = KeyState { remaining: Some(0), ..key(Some(45), 3, 3600.0) };
        assert_eq!(seconds(rest(10, 0), &[paused]), Some(3600));
        let two = [key(Some(45), 45, 20.0), key(Some(45), 45, 30.0)];
        assert_eq!(seconds(rest(180, 0), &two), Some(80), "90 a window");
        let few = KeyState { output_tokens: Some(TokenUse { used: 8000, limit: 8000 }), ..key(Some(45), 4, 40.0) };
        let rest = Rest { tokens_each: (500.0, 2000.0), ..rest(8, 0) };
        assert_eq!(seconds(rest, &[few]), Some(100), "four a window by their tokens");
    }
}
