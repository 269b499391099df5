//! Limits and generation settings: as tables of a plan or file (every field optional), and with defaults applied.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::domain::conversation::ProviderName;
use crate::domain::money::Usd;
use crate::domain::word::words;

words! {
    /// How much a prompt says.
    Style is "style" {
        /// Every instruction of the template.
        Full = "full",
        /// A few lines, for small models, which repeat what they are told.
        Brief = "brief",
    }
}

/// How much of a limit on tokens is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TokenUse {
    /// Tokens in the window; requests in flight count with their worst case.
    pub used: u64,
    /// The most tokens in the window; beyond it requests queue.
    pub limit: u64,
}

impl TokenUse {
    /// The sum over two keys.
    pub(crate) fn plus(self, other: TokenUse) -> TokenUse {
        TokenUse { used: self.used.saturating_add(other.used), limit: self.limit.saturating_add(other.limit) }
    }
}

/// The limit on requests that start in any window: a number, or "none".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestLimit {
    /// No limit: for the simulator, or for the user's own server.
    Unlimited,
    /// At most this many starts.
    PerWindow(u32),
}

impl RequestLimit {
    const UNLIMITED: &str = "none";
}

impl std::fmt::Display for RequestLimit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            RequestLimit::Unlimited => f.write_str(RequestLimit::UNLIMITED),
            RequestLimit::PerWindow(requests) => requests.fmt(f),
        }
    }
}

impl std::str::FromStr for RequestLimit {
    type Err = String;

    fn from_str(given: &str) -> Result<RequestLimit, String> {
        if given.eq_ignore_ascii_case(RequestLimit::UNLIMITED) {
            return Ok(RequestLimit::Unlimited);
        }
        given.parse().map(RequestLimit::PerWindow).map_err(|_| "expected a whole number, 1 or more, or none".into())
    }
}

impl Serialize for RequestLimit {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            RequestLimit::Unlimited => serializer.serialize_str(RequestLimit::UNLIMITED),
            RequestLimit::PerWindow(requests) => serializer.serialize_u32(*requests),
        }
    }
}

impl<'de> Deserialize<'de> for RequestLimit {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<RequestLimit, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = RequestLimit;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a whole number or \"none\"")
            }

            fn visit_u64<E: serde::de::Error>(self, given: u64) -> Result<RequestLimit, E> {
                let unexpected = serde::de::Unexpected::Unsigned(given);
                u32::try_from(given).map(RequestLimit::PerWindow).map_err(|_| E::invalid_value(unexpected, &self))
            }

            fn visit_i64<E: serde::de::Error>(self, given: i64) -> Result<RequestLimit, E> {
                let unexpected = serde::de::Unexpected::Signed(given);
                u32::try_from(given).map(RequestLimit::PerWindow).map_err(|_| E::invalid_value(unexpected, &self))
            }

            fn visit_str<E: serde::de::Error>(self, given: &str) -> Result<RequestLimit, E> {
                match given.parse() {
                    Ok(RequestLimit::Unlimited) => Ok(RequestLimit::Unlimited),
                    _ => Err(E::invalid_value(serde::de::Unexpected::Str(given), &self)),
                }
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// The length of a window where nobody says, in seconds.
const DEFAULT_WINDOW: f64 = 60.0;

/// The `[limits]` table of a plan or of `dialoom.toml`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitsTable {
    /// The most requests that start in any window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requests: Option<RequestLimit>,
    /// The most input tokens in any window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_tokens: Option<u64>,
    /// The most output tokens in any window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_tokens: Option<u64>,
    /// The length of a window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window_seconds: Option<f64>,
    /// The share of each limit to use, above 0 and up to 1; beyond it requests queue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold: Option<f64>,
    /// The most calls in flight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concurrency: Option<u32>,
    /// The budget, in USD.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_cost_usd: Option<Usd>,
    /// The most that all calls of a UTC day into one database may cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_cost_per_day_usd: Option<Usd>,
    /// The most retries of a failed call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_retries: Option<u32>,
    /// The most retries after a reply without a conversation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_answer_retries: Option<u32>,
    /// The delay before the first retry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_base_ms: Option<u64>,
    /// The longest delay before a retry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_cap_ms: Option<u64>,
    /// The longest wait for one reply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout_seconds: Option<f64>,
}

/// The limits of a run, with defaults applied.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Limits {
    /// The most requests that start in any window, per key; 50 by default.
    pub requests: RequestLimit,
    /// Whether the user set `requests`. If not, a limit from the server's headers applies.
    pub requests_are_set: bool,
    /// The most input tokens in any window, per key.
    pub input_tokens: Option<u64>,
    /// The most output tokens in any window, per key.
    pub output_tokens: Option<u64>,
    /// The length of a window.
    pub window: Duration,
    /// The share of each limit to use; beyond it requests queue.
    pub threshold: f64,
    /// The most calls in flight.
    pub concurrency: u32,
    /// The budget of the run or batch.
    pub max_cost: Option<Usd>,
    /// The most that all calls of a UTC day into one database may cost.
    pub max_cost_per_day: Option<Usd>,
    /// The most retries of a failed call.
    pub max_retries: u32,
    /// The most retries after a reply without a conversation.
    pub max_answer_retries: u32,
    /// The delay before the first retry.
    pub retry_base: Duration,
    /// The longest delay before a retry.
    pub retry_cap: Duration,
    /// The longest wait for one reply.
    pub timeout: Duration,
}

/// A setting is out of its range.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{field} is {given}; expected {expected}")]
pub struct OutOfRange {
    /// The field with its table: `limits.requests`.
    pub field: &'static str,
    /// The value given.
    pub given: String,
    /// The allowed range, in words.
    pub expected: &'static str,
}

impl LimitsTable {
    /// This table, with its empty fields taken from `below`. Limits on tokens from there keep their pace where this table
    /// has other windows.
    #[must_use]
    pub fn over(self, below: &LimitsTable) -> LimitsTable {
        let tokens = |limit: Option<u64>| limit.map(|limit| self.in_own_windows(limit, below.window_seconds));
        LimitsTable {
            requests: self.requests.or(below.requests),
            input_tokens: self.input_tokens.or_else(|| tokens(below.input_tokens)),
            output_tokens: self.output_tokens.or_else(|| tokens(below.output_tokens)),
            window_seconds: self.window_seconds.or(below.window_seconds),
            threshold: self.threshold.or(below.threshold),
            concurrency: self.concurrency.or(below.concurrency),
            max_cost_usd: self.max_cost_usd.or(below.max_cost_usd),
            max_cost_per_day_usd: self.max_cost_per_day_usd.or(below.max_cost_per_day_usd),
            max_retries: self.max_retries.or(below.max_retries),
            max_answer_retries: self.max_answer_retries.or(below.max_answer_retries),
            retry_base_ms: self.retry_base_ms.or(below.retry_base_ms),
            retry_cap_ms: self.retry_cap_ms.or(below.retry_cap_ms),
            timeout_seconds: self.timeout_seconds.or(below.timeout_seconds),
        }
    }

    /// A limit for windows of another length, in this table's: never more than it allowed. `n` of the windows here, with
    /// `1/n` of the limit each, cover one of the others.
    fn in_own_windows(&self, limit: u64, theirs: Option<f64>) -> u64 {
        let Some(own) = self.window_seconds else { return limit };
        let parts = (theirs.unwrap_or(DEFAULT_WINDOW) / own).ceil();
        if parts > 1.0 { ((limit as f64 / parts) as u64).max(limit.min(1)) } else { limit }
    }

    /// Applies the defaults of the handbook. The error is the first value that is out of its range.
    pub fn settle(&self) -> Result<Limits, OutOfRange> {
        let seconds = |field, given: Option<f64>, default: f64| {
            let value = given.unwrap_or(default);
            // No request starts in a window that is over before it can be sent.
            if (0.01..=86_400.0).contains(&value) {
                Ok(Duration::from_secs_f64(value))
            } else {
                Err(OutOfRange { field, given: value.to_string(), expected: "0.01 to 86400 seconds" })
            }
        };
        let at_least_one = |field, given: Option<u64>| match given {
            Some(0) => Err(OutOfRange { field, given: "0".into(), expected: "1 or more" }),
            other => Ok(other),
        };
        let threshold = self.threshold.unwrap_or(0.9);
        if !(threshold > 0.0 && threshold <= 1.0) {
            let given = threshold.to_string();
            return Err(OutOfRange { field: "limits.threshold", given, expected: "a share above 0 and up to 1.0" });
        }
        let ceilings =
            [("limits.max_cost_usd", self.max_cost_usd), ("limits.max_cost_per_day_usd", self.max_cost_per_day_usd)];
        for (field, ceiling) in ceilings {
            if let Some(ceiling) = ceiling.filter(|cost| *cost < Usd::ZERO) {
                let given = ceiling.dollars().to_string();
                return Err(OutOfRange { field, given, expected: "0 or more US dollars" });
            }
        }
        if self.requests == Some(RequestLimit::PerWindow(0)) {
            let expected = "1 or more, or none";
            return Err(OutOfRange { field: "limits.requests", given: "0".into(), expected });
        }
        let concurrency = self.concurrency.unwrap_or(3);
        if !(1..=1000).contains(&concurrency) {
            let given = concurrency.to_string();
            return Err(OutOfRange { field: "limits.concurrency", given, expected: "1 to 1000" });
        }
        let milliseconds = |field, given: Option<u64>, default| match given.unwrap_or(default) {
            value if value <= 86_400_000 => Ok(Duration::from_millis(value)),
            value => Err(OutOfRange { field, given: value.to_string(), expected: "0 to 86400000 ms, which is a day" }),
        };
        let max_retries = self.max_retries.unwrap_or(3);
        if max_retries > 100 {
            let given = max_retries.to_string();
            return Err(OutOfRange { field: "limits.max_retries", given, expected: "0 to 100" });
        }
        Ok(Limits {
            requests: self.requests.unwrap_or(RequestLimit::PerWindow(50)),
            requests_are_set: self.requests.is_some(),
            input_tokens: at_least_one("limits.input_tokens", self.input_tokens)?,
            output_tokens: at_least_one("limits.output_tokens", self.output_tokens)?,
            window: seconds("limits.window_seconds", self.window_seconds, DEFAULT_WINDOW)?,
            threshold,
            concurrency,
            max_cost: self.max_cost_usd,
            max_cost_per_day: self.max_cost_per_day_usd,
            max_retries,
            max_answer_retries: self.max_answer_retries.unwrap_or(2).min(100),
            retry_base: milliseconds("limits.retry_base_ms", self.retry_base_ms, 1_000)?,
            retry_cap: milliseconds("limits.retry_cap_ms", self.retry_cap_ms, 300_000)?,
            timeout: seconds("limits.timeout_seconds", self.timeout_seconds, 60.0)?,
        })
    }
}

/// The `[generation]` table of a plan or of `dialoom.toml`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GenerationTable {
    /// The provider to call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<ProviderName>,
    /// The model to ask for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// 0 to 2; `None` sends none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temperature: Option<f64>,
    /// The most tokens of an answer; by default it follows from the turns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_tokens: Option<u32>,
    /// The number of turns to ask for; 10 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turns: Option<u32>,
    /// How much the prompt says; by default it follows from the model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<Style>,
    /// What the assistant says about being an AI and about declining.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assistant_identity: Option<String>,
}

fn is_sentence(text: &str) -> bool {
    (1..=500).contains(&text.trim().chars().count())
}

impl GenerationTable {
    /// This table, with its empty fields taken from `below`.
    #[must_use]
    pub fn over(self, below: &GenerationTable) -> GenerationTable {
        GenerationTable {
            provider: self.provider.or(below.provider),
            model: self.model.or_else(|| below.model.clone()),
            temperature: self.temperature.or(below.temperature),
            max_tokens: self.max_tokens.or(below.max_tokens),
            turns: self.turns.or(below.turns),
            style: self.style.or(below.style),
            assistant_identity: self.assistant_identity.or_else(|| below.assistant_identity.clone()),
        }
    }

    /// Fails with the first value that is out of its range.
    pub fn check(&self) -> Result<(), OutOfRange> {
        if let Some(temperature) = self.temperature.filter(|value| !(0.0..=2.0).contains(value)) {
            let given = temperature.to_string();
            return Err(OutOfRange { field: "generation.temperature", given, expected: "0 to 2" });
        }
        if let Some(turns) = self.turns.filter(|value| !(2..=100).contains(value)) {
            let given = turns.to_string();
            return Err(OutOfRange { field: "generation.turns", given, expected: "2 to 100" });
        }
        if let Some(max_tokens) = self.max_tokens.filter(|value| !(1..=1_000_000).contains(value)) {
            let given = max_tokens.to_string();
            return Err(OutOfRange { field: "generation.max_tokens", given, expected: "1 to 1000000" });
        }
        if let Some(identity) = self.assistant_identity.as_ref().filter(|text| !is_sentence(text)) {
            let given = format!("{} characters", identity.trim().chars().count());
            return Err(OutOfRange { field: "generation.assistant_identity", given, expected: "1 to 500 characters" });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_those_of_the_handbook() {
        let limits = LimitsTable::default().settle().expect("defaults are in range");
        assert_eq!((limits.requests, limits.window), (RequestLimit::PerWindow(50), Duration::from_secs(60)));
        assert_eq!((limits.concurrency, limits.max_retries), (3, 3));
        assert_eq!(limits.timeout, Duration::from_secs(60));
        assert_eq!(limits.retry_cap, Duration::from_secs(300));
    }

    #[test]
    fn a_value_out_of_its_range_names_field_and_range() {
        let table = LimitsTable { threshold: Some(1.5), ..LimitsTable::default() };
        let error = table.settle().expect_err("too large");
        assert_eq!(error.to_string(), "limits.threshold is 1.5; expected a share above 0 and up to 1.0");
    }

    #[test]
    fn a_delay_of_more_than_a_day_is_out_of_range() {
        for field in ["retry_base_ms", "retry_cap_ms"] {
            let settled = |value: u64| {
                let table: LimitsTable = toml::from_str(&format!("{field} = {value}")).expect("a number");
                table.settle()
            };
            assert!(settled(86_400_000).is_ok());
            for value in [86_400_001, i64::MAX as u64] {
                assert_eq!(settled(value).expect_err("too large").field, format!("limits.{field}"));
            }
        }
    }

    #[test]
    fn a_limit_on_requests_is_a_number_or_none() {
        let read = |text: &str| toml::from_str::<LimitsTable>(text).ok().and_then(|table| table.requests);
        assert_eq!(read("requests = 5"), Some(RequestLimit::PerWindow(5)));
        assert_eq!(read("requests = \"none\""), Some(RequestLimit::Unlimited));
        assert_eq!(
            (read("requests = \"many\""), read("requests = -1"), read("requests = 99999999999")),
            (None, None, None)
        );
        assert_eq!(("NONE".parse(), "7".parse()), (Ok(RequestLimit::Unlimited), Ok(RequestLimit::PerWindow(7))));
        assert!("-1".parse::<RequestLimit>().is_err());
        for limit in [RequestLimit::Unlimited, RequestLimit::PerWindow(9)] {
            let written = serde_json::to_value(limit).expect("a number or a word");
            assert_eq!(serde_json::from_value::<RequestLimit>(written).ok(), Some(limit));
        }
    }

    #[test]
    fn an_upper_table_wins_field_by_field() {
        let upper = LimitsTable { requests: Some(RequestLimit::PerWindow(5)), ..LimitsTable::default() };
        let lower =
            LimitsTable { requests: Some(RequestLimit::PerWindow(9)), concurrency: Some(7), ..LimitsTable::default() };
        let both = upper.over(&lower);
        assert_eq!((both.requests, both.concurrency), (Some(RequestLimit::PerWindow(5)), Some(7)));
    }

    #[test]
    fn limits_on_tokens_are_not_loosened_by_a_table_with_other_windows() {
        let tokens = |window_seconds, input_tokens| LimitsTable {
            window_seconds,
            input_tokens: Some(input_tokens),
            ..LimitsTable::default()
        };
        let window = |seconds| LimitsTable { window_seconds: Some(seconds), ..LimitsTable::default() };
        let mixed = |own, theirs: &LimitsTable| window(own).over(theirs).input_tokens;
        assert_eq!(mixed(60.0, &tokens(Some(600.0), 1000)), Some(100));
        assert_eq!(mixed(40.0, &tokens(None, 1000)), Some(500), "two windows of 40 s cover a minute");
        assert_eq!(mixed(60.0, &tokens(Some(10.0), 1000)), Some(1000), "fewer, but never more in 10 s");
        assert_eq!(mixed(1.0, &tokens(Some(600.0), 5)), Some(1));
        let same = LimitsTable::default().over(&tokens(Some(600.0), 1000));
        assert_eq!((same.input_tokens, same.window_seconds), (Some(1000), Some(600.0)));
        let own = LimitsTable { input_tokens: Some(7), ..window(60.0) }.over(&tokens(Some(600.0), 1000));
        assert_eq!(own.input_tokens, Some(7));
    }
}
