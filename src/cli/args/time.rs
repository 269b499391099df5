//! Points in time as people type them.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

/// A point in time as typed: a time, a date (its midnight UTC), or an age counted back from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointInTime {
    /// A time or a date.
    At(DateTime<Utc>),
    /// This long before now.
    Ago(TimeDelta),
}

impl PointInTime {
    /// The time; `None` where an age reaches back before the year 1.
    pub fn at(self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self {
            PointInTime::At(at) => Some(at),
            // Both databases sort only years of four digits correctly.
            PointInTime::Ago(age) => now.checked_sub_signed(age).filter(|at| at.timestamp() >= EARLIEST),
        }
    }

    /// The age in seconds, where it is one.
    pub fn age_seconds(self) -> Option<i64> {
        match self {
            PointInTime::At(_) => None,
            PointInTime::Ago(age) => Some(age.num_seconds()),
        }
    }
}

/// 0001-01-01T00:00:00Z.
const EARLIEST: i64 = -62_135_596_800;

/// A text that is no point in time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a time (2026-11-01T09:30:00Z), a date (2026-11-01) or an age (90m, 24h, 7d, 2w)")]
pub struct NotATime;

impl FromStr for PointInTime {
    type Err = NotATime;

    fn from_str(given: &str) -> Result<PointInTime, NotATime> {
        let given = given.trim();
        if let Some(age) = age(given) {
            return Ok(PointInTime::Ago(age));
        }
        let at = match given.parse::<NaiveDate>() {
            Ok(date) => date.and_time(NaiveTime::MIN).and_utc(),
            Err(_) => DateTime::parse_from_rfc3339(given).map_err(|_| NotATime)?.to_utc(),
        };
        if (EARLIEST..LATEST).contains(&at.timestamp()) { Ok(PointInTime::At(at)) } else { Err(NotATime) }
    }
}

/// 10000-01-01T00:00:00Z.
const LATEST: i64 = 253_402_300_800;

fn age(given: &str) -> Option<TimeDelta> {
    let unit = given.chars().last()?;
    let number = &given[..given.len() - unit.len_utf8()];
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = match unit {
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        'w' => 604_800,
        _ => return None,
    };
    TimeDelta::try_seconds(number.parse::<i64>().ok()?.checked_mul(seconds)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(given: &str) -> Option<String> {
        let now = "2026-11-22T12:00:00Z".parse().expect("a time");
        given.parse::<PointInTime>().ok()?.at(now).map(|at| at.to_rfc3339())
    }

    #[test]
    fn times_dates_and_ages_are_understood() {
        assert_eq!(at("2026-11-01T09:30:00+02:00").as_deref(), Some("2026-11-01T07:30:00+00:00"));
        assert_eq!(at("2026-11-01").as_deref(), Some("2026-11-01T00:00:00+00:00"));
        assert_eq!(at("90m").as_deref(), Some("2026-11-22T10:30:00+00:00"));
        assert_eq!(at("24h").as_deref(), Some("2026-11-21T12:00:00+00:00"));
        assert_eq!(at("7d").as_deref(), Some("2026-11-15T12:00:00+00:00"));
        assert_eq!(at("2w").as_deref(), Some("2026-11-08T12:00:00+00:00"));
    }

    #[test]
    fn anything_else_is_refused_without_a_panic() {
        for bad in [
            "",
            "d",
            "7",
            "7y",
            "-7d",
            "+7d",
            "1.5d",
            "yesterday",
            "2026-13-01",
            "2026-11-31",
            "7é",
            "99999999999999999999w",
        ] {
            assert_eq!(bad.parse::<PointInTime>(), Err(NotATime), "{bad}");
        }
        assert_eq!(at("9999999999w"), None);
        assert_eq!(at("999999d"), None);
    }
}
