//! The rate-limit headers of both protocols, and the wait a server asks for.

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::HeaderMap;

use crate::provider::{LimitHeader, LimitHeaders};

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn count(headers: &HeaderMap, name: &str) -> Option<u64> {
    // Azure sends -1 where it has no number. That is no u64, so it counts as absent.
    text(headers, name)?.parse().ok()
}

/// The server's clock, from its `date` header, or else `here`. The server's times refer to its clock, and this
/// machine's may be minutes off.
fn server_time(headers: &HeaderMap, here: DateTime<Utc>) -> DateTime<Utc> {
    let said = text(headers, "date").and_then(|date| DateTime::parse_from_rfc2822(date).ok());
    said.map_or(here, |date| date.with_timezone(&Utc))
}

/// The rate-limit headers of a response, in either protocol.
///
/// `x-ratelimit-reset-*` is a Go duration, `anthropic-ratelimit-*-reset` an RFC 3339 time; some servers send other forms
/// (see [`span`]). Times are compared with the response's own `date`, or else with `now`; a past time gives zero. Where the Messages API reports input or output
/// tokens, its header for both repeats the tighter one and is not read.
pub(super) fn limits(headers: &HeaderMap, now: DateTime<Utc>) -> LimitHeaders {
    let now = server_time(headers, now);
    let told = |limit: &str, remaining: &str, reset: &str| {
        let is_limit = |given: &str| given.parse::<u64>().is_ok_and(|limit| limit > 0);
        // Azure sends a limit of 0 or -1 where it counts nothing, and says that 0 are left.
        if text(headers, limit).is_some_and(|given| !is_limit(given)) {
            return LimitHeader::default();
        }
        let reset_after = text(headers, reset).and_then(|given| span(given, now));
        LimitHeader { limit: count(headers, limit), remaining: count(headers, remaining), reset_after }
    };
    let anthropic = |what: &str| {
        let name = |which: &str| format!("anthropic-ratelimit-{what}-{which}");
        told(&name("limit"), &name("remaining"), &name("reset"))
    };
    let openai = |what: &str| {
        let name = |which: &str| format!("x-ratelimit-{which}-{what}");
        told(&name("limit"), &name("remaining"), &name("reset"))
    };
    if headers.keys().any(|name| name.as_str().starts_with("anthropic-ratelimit-")) {
        let (input_tokens, output_tokens) = (anthropic("input-tokens"), anthropic("output-tokens"));
        let is_told_apart = [input_tokens, output_tokens].iter().any(|header| header.remaining.is_some());
        let used_tokens = if is_told_apart { LimitHeader::default() } else { anthropic("tokens") };
        let requests = anthropic("requests");
        LimitHeaders { requests, input_tokens, output_tokens, used_tokens, ..LimitHeaders::default() }
    } else if headers.keys().any(|name| name.as_str().starts_with("x-ratelimit-")) {
        LimitHeaders { requests: openai("requests"), tokens: openai("tokens"), ..LimitHeaders::default() }
    } else {
        LimitHeaders::default()
    }
}

/// From here on a number of seconds is a Unix time: as a span it would be 31 years.
const EARLIEST_TIME: f64 = 1e9;

/// The time from now that a header means: a Go duration, seconds, a Unix time in seconds or smaller units, or a date.
fn span(given: &str, now: DateTime<Utc>) -> Option<Duration> {
    if let Ok(number) = given.parse::<f64>() {
        return number_span(number, now);
    }
    let date = || DateTime::parse_from_rfc3339(given).or_else(|_| DateTime::parse_from_rfc2822(given)).ok();
    let until = |at: DateTime<chrono::FixedOffset>| (at.with_timezone(&Utc) - now).to_std().unwrap_or(Duration::ZERO);
    duration(given).or_else(|| date().map(until))
}

/// The time from now that a plain number means.
fn number_span(number: f64, now: DateTime<Utc>) -> Option<Duration> {
    // Seconds, milliseconds, microseconds or nanoseconds since 1970, by their size: none reaches the year 5000.
    let unit = [1.0, 1e3, 1e6, 1e9].into_iter().find(|unit| number / unit < 1e11)?;
    if unit == 1.0 && number < EARLIEST_TIME {
        return Duration::try_from_secs_f64(number).ok();
    }
    let ahead = number / unit - now.timestamp_millis() as f64 / 1e3;
    Duration::try_from_secs_f64(ahead.max(0.0)).ok()
}

/// A Go duration (`6m0s`, `12ms`, `1m30.5s`) or plain seconds, as some clones send.
fn duration(given: &str) -> Option<Duration> {
    if let Ok(seconds) = given.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let mut rest = given;
    let mut seconds = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..digits].parse().ok()?;
        let unit = &rest[digits..];
        let end = unit.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(unit.len());
        seconds += number
            * match &unit[..end] {
                "h" => 3600.0,
                "m" => 60.0,
                "s" => 1.0,
                "ms" => 1e-3,
                "us" | "µs" | "μs" => 1e-6,
                "ns" => 1e-9,
                _ => return None,
            };
        rest = &unit[end..];
    }
    (!given.is_empty()).then(|| Duration::try_from_secs_f64(seconds).ok()).flatten()
}

/// The wait the server asks for: `retry-after-ms`, else `retry-after` in any form of [`span`]. Zero and less count as no
/// wait.
pub(super) fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let now = server_time(headers, now);
    let millis = text(headers, "retry-after-ms").and_then(|ms| ms.parse::<f64>().ok());
    let wait = match millis {
        Some(millis) => number_span(millis / 1e3, now),
        None => span(text(headers, "retry-after")?, now),
    };
    wait.filter(|wait| !wait.is_zero())
}

/// The server's `x-should-retry`, which takes precedence over the status.
pub(super) fn should_retry(headers: &HeaderMap) -> Option<bool> {
    match text(headers, "x-should-retry")? {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// The request's id at the provider: `request-id` of the Messages API, `x-request-id` elsewhere.
pub(super) fn request_id(headers: &HeaderMap) -> Option<String> {
    text(headers, "request-id").or_else(|| text(headers, "x-request-id")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn map(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    fn now() -> DateTime<Utc> {
        "2025-08-21T12:40:00Z".parse().unwrap()
    }

    #[test]
    fn go_durations_and_plain_seconds_are_read() {
        for (given, millis) in
            [("6m0s", 360_000), ("12ms", 12), ("1s", 1000), ("1m30.5s", 90_500), ("2h1m", 7_260_000), ("3", 3000)]
        {
            assert_eq!(duration(given), Some(Duration::from_millis(millis)), "{given}");
        }
        for given in ["", "-1", "6x", "m", "1.2.3s", "5m3", "soon", "NaN", "inf"] {
            assert_eq!(duration(given), None, "{given}");
        }
    }

    #[test]
    fn resets_of_the_messages_api_are_relative_to_now() {
        let limits = limits(
            &map(&[
                ("anthropic-ratelimit-requests-limit", "50"),
                ("anthropic-ratelimit-requests-remaining", "49"),
                ("anthropic-ratelimit-requests-reset", "2025-08-21T12:40:59Z"),
                ("anthropic-ratelimit-input-tokens-remaining", "8000"),
                ("anthropic-ratelimit-output-tokens-reset", "2025-08-21T12:39:00Z"),
                ("anthropic-ratelimit-tokens-limit", "10000"),
            ]),
            now(),
        );
        assert_eq!((limits.requests.limit, limits.requests.remaining), (Some(50), Some(49)));
        assert_eq!(limits.requests.reset_after, Some(Duration::from_secs(59)));
        assert_eq!(limits.input_tokens.remaining, Some(8000));
        assert_eq!(limits.output_tokens.reset_after, Some(Duration::ZERO));
        assert_eq!((limits.used_tokens, limits.tokens), Default::default());
    }

    #[test]
    fn tokens_counted_together_are_what_is_used_at_the_one_vendor_and_what_is_asked_for_at_the_other() {
        let names = ["anthropic-ratelimit-tokens-remaining", "x-ratelimit-remaining-tokens"];
        let [ours, theirs] = names.map(|name| limits(&map(&[(name, "9000")]), now()));
        assert_eq!((ours.used_tokens.remaining, ours.tokens.remaining), (Some(9000), None));
        assert_eq!((theirs.used_tokens.remaining, theirs.tokens.remaining), (None, Some(9000)));
    }

    #[test]
    fn a_limit_of_nothing_is_no_limit() {
        for limit in ["0", "-1"] {
            let (requests, tokens) = ("x-ratelimit-limit-requests", "x-ratelimit-limit-tokens");
            let (left, tokens_left) = ("x-ratelimit-remaining-requests", "x-ratelimit-remaining-tokens");
            let headers = [(requests, limit), (left, "0"), (tokens, limit), (tokens_left, "0")];
            assert_eq!(limits(&map(&headers), now()), LimitHeaders::default(), "{limit}");
        }
        let empty = limits(&map(&[("x-ratelimit-limit-tokens", "10"), ("x-ratelimit-remaining-tokens", "0")]), now());
        assert_eq!(empty.tokens.remaining, Some(0), "used up is something else");
    }

    #[test]
    fn headers_of_chat_completions_are_read_and_minus_one_is_not() {
        let limits = limits(
            &map(&[
                ("x-ratelimit-limit-requests", "5000"),
                ("x-ratelimit-remaining-requests", "-1"),
                ("x-ratelimit-reset-requests", "12ms"),
                ("x-ratelimit-remaining-tokens", "159976"),
                ("x-ratelimit-reset-tokens", "6m0s"),
            ]),
            now(),
        );
        assert_eq!((limits.requests.limit, limits.requests.remaining), (Some(5000), None));
        assert_eq!(limits.requests.reset_after, Some(Duration::from_millis(12)));
        assert_eq!(limits.tokens.remaining, Some(159_976));
        assert_eq!(limits.tokens.reset_after, Some(Duration::from_secs(360)));
    }

    #[test]
    fn times_are_read_by_the_clock_of_the_server_that_sends_them() {
        // This machine is ten minutes behind.
        let date = ("date", "Thu, 21 Aug 2025 12:50:00 GMT");
        let reset = ("anthropic-ratelimit-requests-reset", "2025-08-21T12:50:54Z");
        let wait = ("retry-after", "Thu, 21 Aug 2025 12:50:30 GMT");
        let reset_after = |pairs: &[(&'static str, &str)]| limits(&map(pairs), now()).requests.reset_after;
        assert_eq!(reset_after(&[date, reset]), Some(Duration::from_secs(54)));
        assert_eq!(retry_after(&map(&[date, wait]), now()), Some(Duration::from_secs(30)));
        for none in ["soon", "", "0"] {
            assert_eq!(reset_after(&[("date", none), reset]), Some(Duration::from_secs(654)), "{none}");
        }
    }

    #[test]
    fn unix_times_in_any_unit_are_times_and_not_spans() {
        let at = now().timestamp() + 2;
        let far = "x-ratelimit-reset-requests";
        for (given, seconds) in [
            (at.to_string(), 2.0),
            (format!("{at}.5"), 2.5),
            (format!("{at}000"), 2.0),
            (format!("{at}000000"), 2.0),
            ((at - 100).to_string(), 0.0),
            ("2025-08-21T12:40:02Z".to_owned(), 2.0),
            ("1500ms".to_owned(), 1.5),
            ("2".to_owned(), 2.0),
        ] {
            let span = Some(Duration::from_secs_f64(seconds));
            let close = |told: Option<Duration>| {
                (told.unwrap_or_default().as_secs_f64() - seconds).abs() < 0.01 && told.is_some()
            };
            let limits = limits(&map(&[(far, &given)]), now());
            assert!(close(limits.requests.reset_after), "{given}: {:?}", limits.requests.reset_after);
            let wait = retry_after(&map(&[("retry-after", &given)]), now());
            assert!(close(wait) || (wait.is_none() && seconds == 0.0), "{given}: {wait:?}, not {span:?}");
        }
        let ours = limits(&map(&[("anthropic-ratelimit-requests-reset", &at.to_string())]), now());
        assert_eq!(ours.requests.reset_after, Some(Duration::from_secs(2)));
        let millis = retry_after(&map(&[("retry-after-ms", &format!("{at}000"))]), now());
        assert_eq!(millis, Some(Duration::from_secs(2)));
        for none in ["NaN", "inf", "9999999999999999999999", "-1"] {
            assert_eq!(retry_after(&map(&[("retry-after", none)]), now()), None, "{none}");
        }
    }

    #[test]
    fn no_rate_limit_headers_are_no_limits() {
        assert_eq!(limits(&map(&[("content-type", "text/plain")]), now()), LimitHeaders::default());
    }

    #[test]
    fn the_wait_is_read_in_all_its_forms_and_milliseconds_come_first() {
        let wait = |pairs: &[(&'static str, &str)]| retry_after(&map(pairs), now());
        assert_eq!(wait(&[("retry-after", "7")]), Some(Duration::from_secs(7)));
        assert_eq!(wait(&[("retry-after", "1.5")]), Some(Duration::from_millis(1500)));
        assert_eq!(wait(&[("retry-after", "7"), ("retry-after-ms", "250")]), Some(Duration::from_millis(250)));
        assert_eq!(wait(&[("retry-after", "Thu, 21 Aug 2025 12:40:30 GMT")]), Some(Duration::from_secs(30)));
        for none in ["0", "-3", "soon", "Thu, 21 Aug 2025 12:00:00 GMT", "1e400"] {
            assert_eq!(wait(&[("retry-after", none)]), None, "{none}");
        }
    }
}
