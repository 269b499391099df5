//! The tables themselves, read and written past the store, the way another program could.

use sqlx::{AssertSqlSafe, Connection, Executor, PgPool, SqlitePool};

/// Runs a statement. Gives the rows changed, or the refusal.
pub async fn raw(url: &str, sql: &str) -> Result<u64, sqlx::Error> {
    let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
    if url.starts_with("postgres") {
        let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
        return Ok(connection.execute(sql).await?.rows_affected());
    }
    let mut connection = sqlx::SqliteConnection::connect(url).await.unwrap();
    Ok(connection.execute(sql).await?.rows_affected())
}

/// A connection beside the store's, to see what is really in the tables.
pub enum Raw {
    /// To the SQLite file.
    Sqlite(SqlitePool),
    /// To the PostgreSQL database.
    Postgres(PgPool),
}

impl Raw {
    /// Connects to what the store opened under the same URL.
    pub async fn open(url: &str) -> Raw {
        if url.starts_with("postgres") {
            Raw::Postgres(PgPool::connect(url).await.unwrap())
        } else {
            Raw::Sqlite(SqlitePool::connect(&format!("sqlite:{url}")).await.unwrap())
        }
    }

    /// A whole number: `SELECT count(*) …`, or a sum cast to bigint.
    pub async fn number(&self, sql: &'static str) -> i64 {
        match self {
            Raw::Sqlite(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
            Raw::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
        }
    }

    /// One text column, in the order the statement gives.
    pub async fn texts(&self, sql: &'static str) -> Vec<Option<String>> {
        match self {
            Raw::Sqlite(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
            Raw::Postgres(pool) => sqlx::query_scalar(sql).fetch_all(pool).await.unwrap(),
        }
    }

    /// How many rows of everything a call leaves behind: logs, conversations, turns, completed items.
    pub async fn rows(&self) -> [i64; 4] {
        [
            self.number("SELECT count(*) FROM generation_logs").await,
            self.number("SELECT count(*) FROM conversations").await,
            self.number("SELECT count(*) FROM conversation_turns").await,
            self.number("SELECT count(*) FROM batch_items WHERE state = 'completed'").await,
        ]
    }
}
