//! The limits a server tells in its headers, as buckets that fill up at a steady rate.
//!
//! Both vendors use token buckets, and say what is left and when the bucket is full again. The rate follows from that.
//! These buckets only make a start later than the window alone would.

use std::time::Duration;

use crate::provider::{LimitHeader, LimitHeaders};

use super::allowance::Need;

/// The longest reset time that is believed.
const DAY: Duration = Duration::from_secs(86_400);
/// The weight of a new answer in the smoothed tokens of answers.
const WEIGHT: f64 = 0.2;

/// One kind of limit.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    level: f64,
    at: Duration,
    full: f64,
    per_second: f64,
    until: Duration,
}

impl Bucket {
    /// The bucket of a header; `None` if it does not say what is left. `ahead` is what the server may not have counted
    /// yet.
    fn told(header: &LimitHeader, ahead: f64, window: Duration, now: Duration) -> Option<Bucket> {
        let left = header.remaining? as f64;
        let reset = header.reset_after.unwrap_or(window).clamp(Duration::from_millis(1), DAY);
        let full = header.limit.map_or(left, |limit| limit as f64).max(left).max(1.0);
        Some(Bucket {
            level: left - ahead,
            at: now,
            full,
            per_second: (full - left) / reset.as_secs_f64(),
            until: now.saturating_add(reset),
        })
    }

    /// When it holds this amount. A larger amount than it can hold needs a full one.
    fn earliest(&self, amount: f64) -> Duration {
        let missing = amount.min(self.full) - self.level;
        if missing <= 0.0 {
            return self.at;
        }
        // A rate of about zero makes a wait longer than a duration can be.
        let wait = Duration::try_from_secs_f64(missing / self.per_second).unwrap_or(Duration::MAX);
        self.at.saturating_add(wait).min(self.until)
    }

    fn level_at(&self, now: Duration) -> f64 {
        let risen = self.per_second * now.saturating_sub(self.at).as_secs_f64();
        (self.level + risen).min(self.full)
    }

    fn take(&mut self, amount: f64, now: Duration) {
        self.level = self.level_at(now) - amount;
        self.at = self.at.max(now);
    }
}

/// The kinds of limits a server can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Requests,
    Input,
    Output,
    /// Both kinds of tokens together, charged by the token limit asked for (OpenAI).
    Tokens,
    /// Both kinds of tokens together, charged by what is used (Anthropic).
    Used,
}

impl Kind {
    const ALL: [Kind; 5] = [Kind::Requests, Kind::Input, Kind::Output, Kind::Tokens, Kind::Used];

    fn header(self, headers: &LimitHeaders) -> &LimitHeader {
        match self {
            Kind::Requests => &headers.requests,
            Kind::Input => &headers.input_tokens,
            Kind::Output => &headers.output_tokens,
            Kind::Tokens => &headers.tokens,
            Kind::Used => &headers.used_tokens,
        }
    }

    /// What a request takes of it, given the usual input and output tokens of answers.
    fn amount(self, need: Need, (input, output): (f64, f64)) -> f64 {
        match self {
            Kind::Requests => 1.0,
            Kind::Input => input,
            Kind::Output => output,
            Kind::Tokens => input + need.output_tokens as f64,
            Kind::Used => input + output,
        }
    }
}

/// What a server told of one key: a bucket for each kind, in the order of `Kind::ALL`.
#[derive(Debug, Default)]
pub(super) struct ServerLimits {
    buckets: [Option<Bucket>; Kind::ALL.len()],
    /// The smoothed input and output tokens of answers.
    usual: Option<(f64, f64)>,
}

impl ServerLimits {
    /// Forgets what was told of the limits, but not what answers usually take.
    pub fn forget(&mut self) {
        self.buckets = Default::default();
    }

    /// Learns from the headers of a response, with this many requests still in flight.
    pub fn learn(&mut self, headers: &LimitHeaders, in_flight: u64, window: Duration, now: Duration) {
        for (kind, bucket) in Kind::ALL.into_iter().zip(&mut self.buckets) {
            let ahead = if kind == Kind::Requests { in_flight as f64 } else { 0.0 };
            if let Some(told) = Bucket::told(kind.header(headers), ahead, window, now) {
                *bucket = Some(told);
            }
        }
    }

    /// Learns what an answer really took.
    pub fn settled(&mut self, used: Need) {
        let (input, output) = (used.input_tokens as f64, used.output_tokens as f64);
        let (usual_input, usual_output) = self.usual.unwrap_or((input, output));
        let mix = |usual: f64, new: f64| usual + WEIGHT * (new - usual);
        self.usual = Some((mix(usual_input, input), mix(usual_output, output)));
    }

    /// The input and output tokens a request is expected to take: what answers usually took, and before the first
    /// answer a quarter and a half of the worst case.
    fn usual(&self, need: Need) -> (f64, f64) {
        self.usual.unwrap_or((need.input_tokens as f64 / 4.0, need.output_tokens as f64 / 2.0))
    }

    /// The buckets that still count, each with what a request takes of it. A bucket stops to count once it must be
    /// full.
    fn told(&self, need: Need, now: Duration) -> impl Iterator<Item = (&Bucket, f64)> {
        let usual = self.usual(need);
        let told = Kind::ALL.into_iter().zip(&self.buckets);
        told.filter_map(move |(kind, bucket)| Some((bucket.as_ref()?, kind.amount(need, usual))))
            .filter(move |(bucket, _)| bucket.until > now)
    }

    /// When a request with this need may start.
    pub fn earliest(&self, need: Need, now: Duration) -> Duration {
        self.told(need, now).map(|(bucket, amount)| bucket.earliest(amount)).fold(now, Duration::max)
    }

    /// How many requests with this need may start now.
    pub fn room(&self, need: Need, now: Duration) -> u64 {
        let room =
            |(bucket, amount): (&Bucket, f64)| (bucket.level_at(now) / amount.clamp(1.0, bucket.full)).max(0.0) as u64;
        self.told(need, now).map(room).min().unwrap_or(u64::MAX)
    }

    /// Takes what a request is expected to use.
    pub fn start(&mut self, need: Need, now: Duration) {
        let usual = self.usual(need);
        for (kind, bucket) in Kind::ALL.into_iter().zip(&mut self.buckets) {
            match bucket {
                Some(told) if told.until > now => told.take(kind.amount(need, usual), now),
                over => *over = None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn header(remaining: u64, limit: u64, reset: Duration) -> LimitHeader {
        LimitHeader { limit: Some(limit), remaining: Some(remaining), reset_after: Some(reset) }
    }

    fn told(headers: LimitHeaders) -> ServerLimits {
        let mut buckets = ServerLimits::default();
        buckets.learn(&headers, 0, 60 * SECOND, SECOND);
        buckets
    }

    #[test]
    fn an_empty_bucket_gives_its_next_request_at_the_rate_it_fills() {
        let buckets = told(LimitHeaders { requests: header(0, 60, 60 * SECOND), ..LimitHeaders::default() });
        assert_eq!(buckets.earliest(Need::default(), SECOND), 2 * SECOND);
    }

    #[test]
    fn there_is_room_for_as_many_as_fit_what_is_left() {
        let mut buckets =
            told(LimitHeaders { output_tokens: header(2500, 6000, 35 * SECOND), ..LimitHeaders::default() });
        buckets.settled(Need { input_tokens: 900, output_tokens: 1000 });
        let need = Need { input_tokens: 4000, output_tokens: 2048 };
        assert_eq!([1, 6, 36].map(|second| buckets.room(need, second * SECOND)), [2, 3, u64::MAX]);
        assert_eq!(ServerLimits::default().room(need, SECOND), u64::MAX);
    }

    #[test]
    fn there_is_room_for_no_more_than_the_tokens_counted_together_leave() {
        let headers = LimitHeaders { used_tokens: header(2000, 40_000, 35 * SECOND), ..LimitHeaders::default() };
        let mut limits = told(headers);
        limits.settled(Need { input_tokens: 0, output_tokens: 1900 });
        let need = Need { input_tokens: 4000, output_tokens: 2048 };
        assert_eq!(limits.room(need, SECOND), 1, "2,000 are left and answers take 1,900");
    }

    #[test]
    fn few_tokens_left_hold_a_request_back_until_there_are_enough() {
        let mut buckets = told(LimitHeaders { output_tokens: header(0, 6000, 60 * SECOND), ..LimitHeaders::default() });
        buckets.settled(Need { input_tokens: 900, output_tokens: 1000 });
        let need = Need { input_tokens: 4000, output_tokens: 2048 };
        assert_eq!(buckets.earliest(need, SECOND), 11 * SECOND, "100 a second, and answers usually take 1,000");
        buckets.start(need, 11 * SECOND);
        assert_eq!(buckets.earliest(need, 11 * SECOND), 21 * SECOND);
    }

    #[test]
    fn tokens_counted_together_are_charged_by_the_limit_asked_for() {
        let mut buckets = told(LimitHeaders { tokens: header(1000, 4000, 30 * SECOND), ..LimitHeaders::default() });
        buckets.settled(Need { input_tokens: 952, output_tokens: 10 });
        let need = Need { input_tokens: 4000, output_tokens: 2048 };
        assert_eq!(buckets.earliest(need, SECOND), 21 * SECOND);
    }

    #[test]
    fn tokens_counted_together_as_they_are_used_are_charged_by_what_answers_usually_take() {
        let headers = LimitHeaders { used_tokens: header(1000, 4000, 30 * SECOND), ..LimitHeaders::default() };
        let mut buckets = told(headers);
        buckets.settled(Need { input_tokens: 952, output_tokens: 148 });
        let need = Need { input_tokens: 4000, output_tokens: 21_333 };
        assert_eq!(buckets.earliest(need, SECOND), 2 * SECOND, "100 more at 100 a second");
    }

    #[test]
    fn what_was_told_is_over_once_the_bucket_must_be_full() {
        let buckets = told(LimitHeaders { requests: header(0, 1, 2 * SECOND), ..LimitHeaders::default() });
        assert_eq!(buckets.earliest(Need::default(), SECOND), 3 * SECOND);
        assert_eq!(buckets.earliest(Need::default(), 3 * SECOND), 3 * SECOND);
    }

    #[test]
    fn headers_of_a_server_that_counts_nothing_hold_nobody_up_beyond_the_reset() {
        let mut buckets = ServerLimits::default();
        let same = LimitHeaders { requests: header(1, 1, 3 * SECOND), ..LimitHeaders::default() };
        buckets.learn(&same, 1, 60 * SECOND, SECOND);
        assert_eq!(buckets.earliest(Need::default(), SECOND), 4 * SECOND);
        let never = LimitHeaders { requests: header(0, 1, Duration::MAX), ..LimitHeaders::default() };
        buckets.learn(&never, 1, 60 * SECOND, SECOND);
        assert!(buckets.earliest(Need::default(), SECOND) <= SECOND + DAY);
    }

    #[test]
    fn a_header_that_says_nothing_of_what_is_left_changes_nothing() {
        let only_limit = LimitHeader { limit: Some(5), ..LimitHeader::default() };
        let buckets = told(LimitHeaders { requests: only_limit, ..LimitHeaders::default() });
        assert_eq!(buckets.earliest(Need::default(), SECOND), SECOND);
    }
}
