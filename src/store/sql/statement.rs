//! Statements built piece by piece, for a number of values that is known only at run time.

use sqlx::Database;

use crate::store::sql::dialect::Dialect;
use crate::store::sql::value::Value;

/// The most texts that stand in a statement one by one. An engine takes 32,766 values (SQLite) or 65,535 (PostgreSQL) in
/// one statement.
const MOST_LISTED: usize = 500;

/// The sum of two integers of SQL that are never negative, at most the largest one.
pub(crate) fn saturating_sum(one: &str, other: &str) -> String {
    format!("CASE WHEN {one} > 9223372036854775807 - {other} THEN 9223372036854775807 ELSE {one} + {other} END")
}

/// SQL text and its values: every value is bound, never part of the text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Statement {
    /// Holds a `?` for each value, and no other `?`.
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
}

impl Statement {
    pub(crate) fn new(sql: &str) -> Statement {
        Statement { sql: sql.to_owned(), values: Vec::new() }
    }

    /// Adds SQL without values.
    pub(crate) fn push(&mut self, sql: &str) -> &mut Statement {
        self.sql.push_str(sql);
        self
    }

    /// Adds a placeholder and its value.
    ///
    /// `?`, because `$1` is a name to SQLite: it searches a list of names for each, which took a tenth of the time of a
    /// statement with 700 values.
    pub(crate) fn bind(&mut self, value: impl Into<Value>) -> &mut Statement {
        self.values.push(value.into());
        self.sql.push('?');
        self
    }

    /// Adds a list of values: `(?, ?)`.
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

    /// Adds `column + value` as in [`saturating_sum`].
    pub(crate) fn push_sum(&mut self, column: &str, value: i64) -> &mut Statement {
        self.push("CASE WHEN ").push(column).push(" > ").bind(i64::MAX.saturating_sub(value));
        self.push(" THEN 9223372036854775807 ELSE ").push(column).push(" + ").bind(value).push(" END")
    }

    /// Adds ` IN (…)` for texts, however many: beyond a few hundred they are one value, a JSON array.
    pub(crate) fn bind_any<DB: Dialect>(&mut self, texts: &[String]) -> &mut Statement {
        self.push(" IN ");
        if texts.len() <= MOST_LISTED {
            return self.bind_list(texts.iter().map(String::as_str));
        }
        let (before, after) = DB::TEXTS;
        self.push("(").push(before).bind(Value::json(&texts)).push(after).push(")")
    }

    pub(crate) fn query<DB: Dialect>(self) -> sqlx::query::Query<'static, DB, <DB as Database>::Arguments>
    where
        <DB as Database>::Arguments: sqlx::IntoArguments<DB>,
    {
        sqlx::query_with(sqlx::AssertSqlSafe(DB::placeholders(self.sql)), DB::arguments(self.values))
    }

    pub(crate) fn query_as<DB: Dialect, O>(self) -> sqlx::query::QueryAs<'static, DB, O, <DB as Database>::Arguments>
    where
        <DB as Database>::Arguments: sqlx::IntoArguments<DB>,
        O: for<'r> sqlx::FromRow<'r, DB::Row>,
    {
        sqlx::query_as_with(sqlx::AssertSqlSafe(DB::placeholders(self.sql)), DB::arguments(self.values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_bound_and_never_part_of_the_text() {
        let mut statement = Statement::new("SELECT 1 WHERE a IN ");
        statement.bind_list(["'; DROP TABLE x; --", "b"]);
        assert_eq!(statement.sql, "SELECT 1 WHERE a IN (?, ?)");
        assert_eq!(statement.values.len(), 2);
    }
}
