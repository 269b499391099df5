//! A row as one text, so that a page of rows comes in one value: the driver hands each row, and each of its values, from
//! one thread to another.
//!
//! An id or a number is what stands before the next space, a text `BYTES TEXT`. What is missing is a space alone.

use std::str::FromStr;

use serde::de::DeserializeOwned;
use sqlx::types::Json;
use uuid::Uuid;

use crate::store::sql::value::Time;

/// A column that is read packed on one engine, and by its name on the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) sql: &'static str,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Id,
    Number,
    /// A score, in tenths: SQLite takes long to write a number with a point.
    Tenths,
    /// Also times and JSON.
    Text,
}

/// The columns as one value of SQLite.
pub(super) fn packed(columns: &[Column]) -> String {
    let one = |Column { sql, kind, .. }: &Column| match kind {
        Kind::Id => format!("hex({sql}), ' '"),
        Kind::Number => format!("{sql}, ' '"),
        Kind::Tenths => format!("CAST({sql} * 10 + 0.5 AS INTEGER), ' '"),
        Kind::Text => format!("octet_length({sql}), ' ', {sql}"),
    };
    format!("concat({}) AS packed", columns.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// What is left of packed rows. Each reader takes a column: the outer `None` where it is none of its kind, the inner one
/// where it is missing.
pub(super) struct Packed<'a>(&'a str);

impl<'a> Packed<'a> {
    pub(super) fn new(text: &'a str) -> Packed<'a> {
        Packed(text)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What stands before the next space.
    fn word(&mut self) -> Option<Option<&'a str>> {
        let (word, rest) = self.0.split_at(self.0.bytes().position(|byte| byte == b' ')?);
        self.0 = &rest[1..];
        Some(Some(word).filter(|word| !word.is_empty()))
    }

    pub(super) fn id(&mut self) -> Option<Option<Uuid>> {
        let digits = self.word()?;
        digits.map(|digits| Uuid::try_parse(digits).ok()).map_or(Some(None), |id| id.map(Some))
    }

    pub(super) fn number<N: FromStr>(&mut self) -> Option<Option<N>> {
        let digits = self.word()?;
        digits.map(|digits| digits.parse().ok()).map_or(Some(None), |number| number.map(Some))
    }

    pub(super) fn tenths(&mut self) -> Option<Option<f64>> {
        Some(self.number::<i32>()?.map(|tenths| f64::from(tenths) / 10.0))
    }

    pub(super) fn borrowed(&mut self) -> Option<Option<&'a str>> {
        let Some(bytes) = self.number()? else { return Some(None) };
        let (text, rest) = self.0.split_at_checked(bytes)?;
        self.0 = rest;
        Some(Some(text))
    }

    pub(super) fn text(&mut self) -> Option<Option<String>> {
        Some(self.borrowed()?.map(str::to_owned))
    }

    pub(super) fn time(&mut self) -> Option<Option<Time>> {
        let text = self.borrowed()?;
        text.map(|text| Time::read(text).ok()).map_or(Some(None), |time| time.map(Some))
    }

    pub(super) fn json<T: DeserializeOwned>(&mut self) -> Option<Option<Json<T>>> {
        let text = self.borrowed()?;
        text.map(|text| serde_json::from_str(text).ok().map(Json)).map_or(Some(None), |value| value.map(Some))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_in_their_order_and_what_is_missing_is_none() {
        let id = Uuid::from_u128(7);
        let packed = format!("{}  12 87  3 é 5 0  27 2026-11-22T12:00:00.000001Z {{}}", id.simple());
        let mut row = Packed::new(&packed);
        assert_eq!((row.id(), row.id()), (Some(Some(id)), Some(None)));
        assert_eq!((row.number(), row.tenths(), row.number::<i64>()), (Some(Some(12)), Some(Some(8.7)), Some(None)));
        assert_eq!((row.text(), row.word()), (Some(Some("é ".into())), Some(Some("5"))));
        assert_eq!((row.borrowed(), row.text()), (Some(Some("")), Some(None)));
        assert_eq!(row.time().flatten().map(Time::text).as_deref(), Some("2026-11-22T12:00:00.000001Z"));
        assert_eq!(row.number::<i64>(), Some(None));
        assert!(!row.is_empty() && row.json::<i64>().is_none());
        for broken in ["", "x", "x y", "9 é", "1 é"] {
            assert!(Packed::new(broken).text().is_none(), "{broken}");
        }
    }
}
