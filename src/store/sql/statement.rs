//! Statements whose values are only known when they run: text and values side by side, each value bound and never pasted.

use chrono::{DateTime, Utc};
use sqlx::Database;
use uuid::Uuid;

use crate::store::sql::engine::{Arguments, Time};

/// A statement built piece by piece, with every value bound and never pasted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Statement {
    /// The text, with `?` for each value and nowhere else.
    pub(crate) sql: String,
    /// The values, in that order.
    pub(crate) values: Vec<Value>,
}

impl Statement {
    /// Begins with a text.
    pub(crate) fn new(sql: &str) -> Statement {
        Statement { sql: sql.to_owned(), values: Vec::new() }
    }

    /// Adds a text.
    pub(crate) fn push(&mut self, sql: &str) -> &mut Statement {
        self.sql.push_str(sql);
        self
    }

    /// Adds a placeholder and its value.
    ///
    /// `?` because SQLite counts those by itself; `$1` is a name to it, and every name is looked for in a list from its
    /// start, so that a statement with 700 of them spent a tenth of its time there.
    pub(crate) fn bind(&mut self, value: impl Into<Value>) -> &mut Statement {
        self.values.push(value.into());
        self.sql.push('?');
        self
    }

    /// Adds placeholders for all values, in parentheses with commas between.
    pub(crate) fn bind_list<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> &mut Statement {
        self.push("(");
        for (place, value) in values.into_iter().enumerate() {
            if place > 0 {
                self.push(", ");
            }
            self.bind(value);
        }
        self.push(")")
    }

    /// The query for one engine.
    pub(crate) fn query<DB: Arguments>(self) -> sqlx::query::Query<'static, DB, <DB as Database>::Arguments>
    where
        <DB as Database>::Arguments: sqlx::IntoArguments<DB>,
    {
        sqlx::query_with(sqlx::AssertSqlSafe(DB::placeholders(self.sql)), DB::arguments(self.values))
    }

    /// The query for one engine, each row read as `O`.
    pub(crate) fn query_as<DB: Arguments, O>(self) -> sqlx::query::QueryAs<'static, DB, O, <DB as Database>::Arguments>
    where
        <DB as Database>::Arguments: sqlx::IntoArguments<DB>,
        O: for<'r> sqlx::FromRow<'r, DB::Row>,
    {
        sqlx::query_as_with(sqlx::AssertSqlSafe(DB::placeholders(self.sql)), DB::arguments(self.values))
    }
}

/// A value to bind, for statements whose number of values is only known when they run.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// Text.
    Text(Option<String>),
    /// A whole number.
    Int(Option<i64>),
    /// A number.
    Real(Option<f64>),
    /// An id.
    Id(Option<Uuid>),
    /// A point in time.
    Time(Option<Time>),
    /// JSON: text in SQLite, jsonb in PostgreSQL.
    Json(Box<sqlx::types::JsonRawValue>),
    /// Yes or no.
    Bool(bool),
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
value_from! { Text from String, Int from i64, Real from f64, Id from Uuid, Time from Time }

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
    /// JSON of anything that serializes.
    pub(crate) fn json(value: &impl serde::Serialize) -> Value {
        let text = serde_json::value::to_raw_value(value).unwrap_or_default();
        // Where the escape is there (or the text of one is), the value is gone through; nearly none has it.
        if text.get().contains("\\u0000") {
            let clean = without_nul(serde_json::to_value(value).unwrap_or_default());
            return Value::Json(serde_json::value::to_raw_value(&clean).unwrap_or_default());
        }
        Value::Json(text)
    }
}

/// Text without the NUL character, which PostgreSQL cannot hold and nobody reads.
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

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::{Postgres, Sqlite};

    #[test]
    fn places_are_numbered_for_postgres_and_left_to_sqlite() {
        let text = || "a = ? AND b IN (?, ?) AND c -> '$.d' = 1".to_owned();
        assert_eq!(Sqlite::placeholders(text()), text());
        assert_eq!(Postgres::placeholders(text()), "a = $1 AND b IN ($2, $3) AND c -> '$.d' = 1");
    }

    #[test]
    fn values_are_bound_and_never_part_of_the_text() {
        let mut statement = Statement::new("SELECT 1 WHERE a IN ");
        statement.bind_list(["'; DROP TABLE x; --", "b"]);
        assert_eq!(statement.sql, "SELECT 1 WHERE a IN (?, ?)");
        assert_eq!(statement.values.len(), 2);
    }
}
