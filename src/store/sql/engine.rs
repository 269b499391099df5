//! The open database: reads and transactions on either engine, and the meaning of errors.

use std::time::Duration;

use sqlx::error::{DatabaseError, ErrorKind};
use sqlx::{PgPool, SqlitePool};

use crate::store::{Result, StoreError};

#[derive(Debug, Clone)]
pub(crate) enum Db {
    Sqlite {
        /// Holds one connection, so that writers of this process queue here instead of in SQLite's busy loop.
        write: SqlitePool,
        /// Holds connections that can only read.
        read: SqlitePool,
    },
    Postgres(PgPool),
}

/// Expands a body once for each engine, with the pool to read from: `reading!(db, |pool| …)`.
///
/// In the body, `Engine` is the sqlx database.
macro_rules! reading {
    ($db:expr, |$pool:ident| $body:expr) => {
        match $db {
            $crate::store::sql::engine::Db::Sqlite { read: $pool, .. } => {
                #[allow(dead_code, reason = "not every body names the engine")]
                type Engine = sqlx::Sqlite;
                $body
            }
            $crate::store::sql::engine::Db::Postgres($pool) => {
                #[allow(dead_code, reason = "not every body names the engine")]
                type Engine = sqlx::Postgres;
                $body
            }
        }
    };
}
pub(crate) use reading;

/// Runs a body in one transaction on either engine: `writing!(store, |tx| { … })`. Commits after `Ok`, rolls back after
/// `Err`, and retries while the database is locked.
///
/// `tx` is `&mut Transaction<Engine>`. The body gives the store's `Result` and may use `?` on store and sqlx errors.
macro_rules! writing {
    ($store:expr, |$tx:ident| $body:block) => {{
        $store.check_before_write()?;
        let mut patience = $crate::store::sql::engine::Patience::new();
        loop {
            let done = match &$store.db {
                $crate::store::sql::engine::Db::Sqlite { write, .. } => {
                    #[allow(dead_code, reason = "not every body names the engine")]
                    type Engine = sqlx::Sqlite;
                    $crate::store::sql::engine::in_transaction!(write.begin_with("BEGIN IMMEDIATE"), |$tx| $body)
                }
                $crate::store::sql::engine::Db::Postgres(pool) => {
                    #[allow(dead_code, reason = "not every body names the engine")]
                    type Engine = sqlx::Postgres;
                    $crate::store::sql::engine::in_transaction!(pool.begin(), |$tx| $body)
                }
            };
            match done {
                Err(error) if patience.allows(&error).await => {}
                done => break done,
            }
        }
    }};
}
pub(crate) use writing;

macro_rules! in_transaction {
    ($begin:expr, |$tx:ident| $body:block) => {
        async {
            let mut transaction = $begin.await?;
            let $tx = &mut transaction;
            let value: $crate::store::Result<_> = async { $body }.await;
            let value = value?;
            transaction.commit().await?;
            $crate::store::Result::Ok(value)
        }
        .await
    };
}
pub(crate) use in_transaction;

/// The retries of a write on a locked database: with growing pauses, for five seconds.
pub(crate) struct Patience {
    until: tokio::time::Instant,
    pause: Duration,
}

impl Patience {
    /// Lasts as long as `busy_timeout`, which covers the same wait inside SQLite.
    pub(crate) fn new() -> Patience {
        Patience { until: tokio::time::Instant::now() + BUSY, pause: Duration::from_millis(5) }
    }

    /// Pauses and returns true if a retry after this error may help.
    pub(crate) async fn allows(&mut self, error: &StoreError) -> bool {
        if !matches!(error, StoreError::Locked) || tokio::time::Instant::now() >= self.until {
            return false;
        }
        tokio::time::sleep(self.pause).await;
        self.pause = (self.pause * 2).min(Duration::from_millis(200));
        true
    }
}

/// How long SQLite itself waits for a lock.
pub(crate) const BUSY: Duration = Duration::from_secs(5);

/// The error mapping of the database: from sqlx's error to the store's.
pub(crate) fn error(error: sqlx::Error) -> StoreError {
    match &error {
        sqlx::Error::Database(database) => from_database(database.as_ref()),
        sqlx::Error::PoolTimedOut => {
            StoreError::NoConnection { reason: "every connection stayed in use until the timeout".into() }
        }
        sqlx::Error::Io(io) if io.kind() == std::io::ErrorKind::StorageFull => StoreError::Full,
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
            StoreError::ConnectionLost { reason: error.to_string() }
        }
        _ => StoreError::Other(error.to_string()),
    }
}

fn from_database(error: &dyn DatabaseError) -> StoreError {
    if error.is_unique_violation() {
        return StoreError::Twice { reason: error.message().to_owned() };
    }
    if let Some(error) = error.try_downcast_ref::<sqlx::sqlite::SqliteError>() {
        // Extended result codes: the low byte is the kind (https://www.sqlite.org/rescode.html).
        let code: i32 = error.code().and_then(|code| code.parse().ok()).unwrap_or(0);
        return match code & 0xff {
            5 | 6 => StoreError::Locked,
            13 => StoreError::Full,
            // SQLITE_READONLY_DBMOVED is no matter of rights.
            8 if code != 1032 => StoreError::ReadOnly { place: None, reason: None },
            // SQLITE_CORRUPT and SQLITE_NOTADB.
            11 | 26 => StoreError::Damaged { place: None, reason: error.message().to_owned() },
            // SQLITE_IOERR_SHORT_READ and _CORRUPTFS: the file ends too early, or its file system is damaged.
            10 if matches!(code, 522 | 8458) => StoreError::Damaged { place: None, reason: error.message().to_owned() },
            // SQLITE_IOERR_WRITE, _FSYNC, _TRUNCATE and _SHMSIZE: the disk or quota is full, for the file or for the
            // shared memory file beside it.
            10 if matches!(code, 778 | 1034 | 1546 | 4874) => StoreError::Full,
            _ => StoreError::Other(error.message().to_owned()),
        };
    }
    // PostgreSQL's SQLSTATE classes (https://www.postgresql.org/docs/current/errcodes-appendix.html).
    match error.code().as_deref() {
        Some("53100") => StoreError::Full,
        Some("40001" | "40P01" | "55P03") => StoreError::Locked,
        Some("53300") => StoreError::NoConnection { reason: error.message().to_owned() },
        Some("XX001" | "XX002") => StoreError::Damaged { place: None, reason: error.message().to_owned() },
        Some(code) if code.starts_with("08") || code.starts_with("57P") => {
            StoreError::ConnectionLost { reason: error.message().to_owned() }
        }
        _ => StoreError::Other(error.message().to_owned()),
    }
}

/// Like [`error`], but maps a violated uniqueness to `Taken`.
pub(crate) fn taken(error_given: sqlx::Error, what: &'static str, name: &str) -> StoreError {
    match error_given.as_database_error() {
        Some(database) if database.kind() == ErrorKind::UniqueViolation => {
            StoreError::Taken { what, name: name.to_owned() }
        }
        _ => error(error_given),
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(given: sqlx::Error) -> StoreError {
        error(given)
    }
}

/// A count from the database; the schema allows none below zero.
pub(crate) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// A count for the database, which has no unsigned numbers.
pub(crate) fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Parses a stored word of a fixed list.
pub(crate) fn word<W: std::str::FromStr<Err = crate::domain::UnknownWord>>(text: &str) -> Result<W> {
    text.parse()
        .map_err(|error: crate::domain::UnknownWord| StoreError::Other(format!("a stored row holds an {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_connection_is_lost_and_worth_another_try() {
        let broken = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
        for given in [sqlx::Error::Io(broken), sqlx::Error::PoolClosed, sqlx::Error::WorkerCrashed] {
            let lost = error(given);
            assert!(matches!(lost, StoreError::ConnectionLost { .. }) && lost.is_passing(), "{lost:?}");
        }
    }
}
