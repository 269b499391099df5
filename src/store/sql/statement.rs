//! Statements whose values are only known when they run: text and values side by side, each value bound and never pasted.

use sqlx::Database;

use crate::store::sql::dialect::Dialect;
use crate::store::sql::value::Value;

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
    pub(crate) fn query<DB: Dialect>(self) -> sqlx::query::Query<'static, DB, <DB as Database>::Arguments>
    where
        <DB as Database>::Arguments: sqlx::IntoArguments<DB>,
    {
        sqlx::query_with(sqlx::AssertSqlSafe(DB::placeholders(self.sql)), DB::arguments(self.values))
    }

    /// The query for one engine, each row read as `O`.
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
