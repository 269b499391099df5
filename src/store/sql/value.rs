//! The values that a statement binds and a row returns, alike on both engines.

use chrono::{DateTime, Datelike, NaiveDate, SubsecRound, Timelike, Utc};
use sqlx::error::BoxDynError;
use sqlx::{Database, Decode, Encode, Postgres, Sqlite, Type};
use uuid::Uuid;

/// A value to bind.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Text(Option<String>),
    Int(Option<i64>),
    Real(Option<f64>),
    Id(Option<Uuid>),
    Time(Option<Time>),
    /// Text in SQLite, jsonb in PostgreSQL.
    Json(Option<Box<sqlx::types::JsonRawValue>>),
    Bool(bool),
    Bytes(Option<Vec<u8>>),
}

macro_rules! value_from {
    ($($variant:ident from $plain:ty),+ $(,)?) => {$(
        impl From<$plain> for Value {
            fn from(value: $plain) -> Value {
                Value::$variant(Some(value))
            }
        }
        impl From<Option<$plain>> for Value {
            fn from(value: Option<$plain>) -> Value {
                Value::$variant(value)
            }
        }
    )+};
}
value_from! { Text from String, Int from i64, Real from f64, Id from Uuid, Time from Time, Bytes from Vec<u8> }

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(Some(text.to_owned()))
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Value {
        Value::Text(text.map(str::to_owned))
    }
}

impl From<DateTime<Utc>> for Value {
    fn from(time: DateTime<Utc>) -> Value {
        Value::Time(Some(time.into()))
    }
}

impl From<Option<DateTime<Utc>>> for Value {
    fn from(time: Option<DateTime<Utc>>) -> Value {
        Value::Time(time.map(Time::from))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl Value {
    /// No JSON at all.
    pub(crate) const NO_JSON: Value = Value::Json(None);

    pub(crate) fn json(value: &impl serde::Serialize) -> Value {
        let text = serde_json::value::to_raw_value(value).unwrap_or_default();
        // Rewrite only a value that may hold a NUL; nearly none does.
        if text.get().contains("\\u0000") {
            let clean = without_nul(serde_json::to_value(value).unwrap_or_default());
            return Value::Json(Some(serde_json::value::to_raw_value(&clean).unwrap_or_default()));
        }
        Value::Json(Some(text))
    }
}

/// Text without the NUL character, which PostgreSQL cannot store.
pub(crate) fn clean(text: &str) -> String {
    if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text.to_owned() }
}

fn without_nul(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value as Json;
    match value {
        Json::String(text) => Json::String(if text.contains('\0') { clean(&text) } else { text }),
        Json::Array(values) => Json::Array(values.into_iter().map(without_nul).collect()),
        Json::Object(fields) => {
            Json::Object(fields.into_iter().map(|(name, value)| (clean(&name), without_nul(value))).collect())
        }
        other => other,
    }
}

/// A time in whole microseconds, as both engines store it. Every time is bound and read as this type.
///
/// SQLite stores text. sqlx's own format drops trailing zeros of the fraction and then sorts wrongly, so this type
/// always writes six digits: `2026-01-02T03:04:05.000006Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Time(pub(crate) DateTime<Utc>);

impl Time {
    /// Now, by this machine's clock.
    pub(crate) fn now() -> Time {
        Time::from(Utc::now())
    }

    /// The time of a text as `text` writes it. By hand, as that: an export reads millions.
    fn of_text(text: &str) -> Option<Time> {
        let bytes: &[u8; 27] = text.as_bytes().try_into().ok()?;
        let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'.'), (26, b'Z')];
        if !marks.iter().all(|(place, mark)| bytes[*place] == *mark) {
            return None;
        }
        let number = |from: usize, to: usize| {
            let digit = |number: u32, byte: &u8| byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'));
            bytes[from..to].iter().try_fold(0, digit)
        };
        let date = NaiveDate::from_ymd_opt(number(0, 4)?.cast_signed(), number(5, 7)?, number(8, 10)?)?;
        let at = date.and_hms_micro_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?, number(20, 26)?)?;
        Some(Time(at.and_utc()))
    }

    /// The time of a text that SQLite stores, also where another program wrote it.
    pub(crate) fn read(text: &str) -> chrono::ParseResult<Time> {
        match Time::of_text(text) {
            Some(time) => Ok(time),
            None => Ok(Time(DateTime::parse_from_rfc3339(text)?.to_utc())),
        }
    }

    /// The text SQLite stores; 27 characters.
    pub(crate) fn text(self) -> String {
        let (date, time) = (self.0.date_naive(), self.0.time());
        // By hand: chrono parses its format string for each time, and saving a conversation writes twenty.
        let mut text = *b"0000-00-00T00:00:00.000000Z";
        let mut put = |end: usize, mut number: u32| {
            for digit in text[..end].iter_mut().rev().take_while(|digit| digit.is_ascii_digit()) {
                *digit = b'0' + (number % 10) as u8;
                number /= 10;
            }
        };
        put(4, date.year().clamp(0, 9999).unsigned_abs());
        put(7, date.month());
        put(10, date.day());
        put(13, time.hour());
        put(16, time.minute());
        put(19, time.second());
        put(26, time.nanosecond() / 1000 % 1_000_000);
        text.iter().copied().map(char::from).collect()
    }
}

impl From<DateTime<Utc>> for Time {
    fn from(time: DateTime<Utc>) -> Time {
        Time(time.trunc_subsecs(6))
    }
}

impl From<Time> for DateTime<Utc> {
    fn from(time: Time) -> DateTime<Utc> {
        time.0
    }
}

impl Type<Sqlite> for Time {
    fn type_info() -> <Sqlite as Database>::TypeInfo {
        <String as Type<Sqlite>>::type_info()
    }

    fn compatible(info: &<Sqlite as Database>::TypeInfo) -> bool {
        <String as Type<Sqlite>>::compatible(info)
    }
}

impl Encode<'_, Sqlite> for Time {
    fn encode_by_ref(
        &self,
        buffer: &mut <Sqlite as Database>::ArgumentBuffer,
    ) -> std::result::Result<sqlx::encode::IsNull, BoxDynError> {
        <String as Encode<'_, Sqlite>>::encode(self.text(), buffer)
    }
}

impl<'r> Decode<'r, Sqlite> for Time {
    fn decode(value: <Sqlite as Database>::ValueRef<'r>) -> std::result::Result<Time, BoxDynError> {
        let text = <&str as Decode<'r, Sqlite>>::decode(value)?;
        Ok(Time::read(text)?)
    }
}

impl Type<Postgres> for Time {
    fn type_info() -> <Postgres as Database>::TypeInfo {
        <DateTime<Utc> as Type<Postgres>>::type_info()
    }
}

impl Encode<'_, Postgres> for Time {
    fn encode_by_ref(
        &self,
        buffer: &mut <Postgres as Database>::ArgumentBuffer,
    ) -> std::result::Result<sqlx::encode::IsNull, BoxDynError> {
        <DateTime<Utc> as Encode<'_, Postgres>>::encode_by_ref(&self.0, buffer)
    }
}

impl<'r> Decode<'r, Postgres> for Time {
    fn decode(value: <Postgres as Database>::ValueRef<'r>) -> std::result::Result<Time, BoxDynError> {
        <DateTime<Utc> as Decode<'r, Postgres>>::decode(value).map(Time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_with_six_digits_so_that_they_sort() {
        let time = |text: &str| Time::from(text.parse::<DateTime<Utc>>().expect("a time"));
        let texts = [time("2026-01-02T03:04:05Z").text(), time("2026-01-02T03:04:05.1234567Z").text()];
        assert_eq!(texts, ["2026-01-02T03:04:05.000000Z", "2026-01-02T03:04:05.123456Z"]);
        assert!(texts.is_sorted());
    }

    proptest::proptest! {
        #[test]
        fn a_time_reads_back_and_what_is_none_is_none(micros in 0..4_000_000_000_000_000_i64, wrong in "[0-9TZ:.-]{27}") {
            let time = Time(DateTime::from_timestamp_micros(micros).expect("a time"));
            proptest::prop_assert_eq!(Time::of_text(&time.text()), Some(time));
            let by_chrono = DateTime::parse_from_rfc3339(&wrong).ok().map(|at| Time(at.to_utc()));
            proptest::prop_assert!(Time::of_text(&wrong).is_none_or(|at| Some(at) == by_chrono));
        }
    }
}
