//! The pace of API keys, kept by every process on one database together.
//!
//! A process asks for starts before it makes them, several at a time, and is told when each may be. The arithmetic is
//! `domain::pace`; here it is done inside one transaction, so that no two processes are given the same start.

mod refresh;
mod reserve;
mod usage;

use std::collections::HashMap;
use std::time::Duration;

use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::store::clock::{pace_clock, shared_now};
use crate::store::sql::engine::{self, BUSY, Db, Patience, reading, writing};
use crate::store::sql::statement::{Statement, Value};
use crate::store::{Result, Store, StoreError};

pub use usage::LaneState;

/// How long a process's queue is shown after its last sign of life.
const SEEN: i64 = 3_000_000;

/// Columns that a file made by an earlier version does not have.
const ADDED_COLUMNS: [&str; 3] = ["longest_hold INTEGER NOT NULL DEFAULT 0", "told_limit INTEGER", "told_at INTEGER"];
/// How long a limit is believed that a server told of: as it is asked for, it tells of it again.
const TOLD: i64 = 3_600_000_000;

/// What one process asks of one key.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// The key's fingerprint.
    pub key: String,
    /// The most starts within the hold.
    pub limit: u64,
    /// How long a start occupies its place: the window and its guard.
    pub hold: Duration,
    /// The most input tokens within the hold.
    pub input_tokens: Option<u64>,
    /// The most output tokens within the hold.
    pub output_tokens: Option<u64>,
    /// How long a request may take at the most: one that nobody settles is over by then, for its process has died.
    pub timeout: Duration,
}

impl Lane {
    fn limit(&self) -> i64 {
        i64::try_from(self.limit).unwrap_or(i64::MAX)
    }

    fn counts_tokens(&self) -> bool {
        self.input_tokens.is_some() || self.output_tokens.is_some()
    }
}

/// A start that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenStart {
    /// Which of the lanes asked for.
    pub lane: usize,
    /// Its number on that lane.
    pub number: i64,
    /// How long from now it is.
    pub wait: Duration,
    /// How long ago it may have been, where it is not in the future: giving it took time, too.
    pub late: Duration,
    /// How long from now it may be made without telling anybody: others count it as made at the end of this time.
    pub keep: Duration,
}

/// Starts asked for beyond those that wait, for requests that are expected soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ahead {
    /// How many at the most.
    pub count: u32,
    /// How long they may be kept: they are counted as made at its end.
    pub keep: Duration,
}

/// The pace kept together. Cheap to clone.
#[derive(Debug, Clone)]
pub struct SharedStarts {
    db: Db,
}

impl Store {
    /// The pace of this database's keys: in the server itself, or in a file beside the database file
    /// (`dialoom.db-limits`).
    pub async fn shared_starts(&self) -> Result<SharedStarts> {
        let place = match &self.db {
            Db::Postgres(pool) => return Ok(SharedStarts { db: Db::Postgres(pool.clone()) }),
            Db::Sqlite { .. } => format!("{}-limits", self.place),
        };
        let options = SqliteConnectOptions::new()
            .filename(&place)
            .create_if_missing(true)
            .busy_timeout(BUSY)
            .journal_mode(SqliteJournalMode::Wal)
            // What is in here is worth nothing after a crash of the machine.
            .synchronous(SqliteSynchronous::Off)
            // A window's starts lie side by side: a few pages are all that is ever looked at.
            .pragma("cache_size", "-128");
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            // As in `open`: where a commit found no room, the connection could begin nothing any more.
            .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
            .acquire_timeout(Duration::from_secs(30));
        let mut patience = Patience::new();
        let pool = loop {
            // Several processes may be creating the file at once, and SQLite does not wait for the switch to WAL.
            let opened = async {
                let pool = pool.clone().connect_with(options.clone()).await.map_err(engine::error)?;
                sqlx::raw_sql(include_str!("../starts.sql")).execute(&pool).await.map_err(engine::error)?;
                for column in ADDED_COLUMNS {
                    let mut add = Statement::new("ALTER TABLE rate_lanes ADD COLUMN ");
                    add.push(column);
                    let added = add.query::<sqlx::Sqlite>().execute(&pool).await;
                    // A file made since has it, and so has one that another process is just opening.
                    match added {
                        Ok(_) => {}
                        Err(sqlx::Error::Database(error)) if error.message().contains("duplicate column name") => {}
                        Err(error) => return Err(engine::error(error)),
                    }
                }
                Ok(pool)
            };
            match opened.await {
                Ok(pool) => break pool,
                Err(error) if patience.allows(&error).await => {}
                Err(error) => return Err(error),
            }
        };
        Ok(SharedStarts { db: Db::Sqlite { write: pool.clone(), read: pool } })
    }
}

/// A length in microseconds; none where it is below zero.
fn span(micros: i64) -> Duration {
    Duration::from_micros(u64::try_from(micros).unwrap_or(0))
}

fn micros(time: Duration) -> i64 {
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX / 4)
}

impl SharedStarts {
    /// Says that a start was made this much later than it was given for: its place is free that much later.
    pub async fn moved(&self, key: &str, number: i64, late: Duration) -> Result<()> {
        writing!(self, |tx| {
            let mut update = Statement::new("UPDATE rate_starts SET start = start + ");
            update
                .bind(micros(late))
                .push(", settled = settled + ")
                .bind(micros(late))
                .push(" WHERE key = ")
                .bind(key)
                .push(" AND number = ")
                .bind(number);
            update.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

    /// Says what a request really took. Its output tokens count from now on: none was produced later.
    pub async fn settle(&self, key: &str, number: i64, tokens: Option<(u64, u64)>) -> Result<()> {
        writing!(self, |tx| {
            let now = shared_now!(&self.db, &mut **tx, pace_clock);
            let mut update = Statement::new("UPDATE rate_starts SET settled = ");
            update.bind(now);
            if let Some((input, output)) = tokens {
                update.push(", input_tokens = ").bind(input as i64).push(", output_tokens = ").bind(output as i64);
            }
            update.push(" WHERE key = ").bind(key).push(" AND number = ").bind(number);
            update.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

    /// Says what the server told of its own limit on requests, for processes that begin later.
    pub async fn tell_limit(&self, key: &str, limit: u64) -> Result<()> {
        writing!(self, |tx| {
            let now = shared_now!(&self.db, &mut **tx, pace_clock);
            let mut update = Statement::new("UPDATE rate_lanes SET told_limit = ");
            update.bind(i64::try_from(limit).unwrap_or(i64::MAX)).push(", told_at = ").bind(now);
            update.push(" WHERE key = ").bind(key);
            update.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

    /// What servers told of their limits on requests within the last hour, by key.
    pub async fn told_limits(&self) -> Result<HashMap<String, u64>> {
        let rows: Vec<(String, i64)> = reading!(&self.db, |pool| {
            async {
                let now = shared_now!(&self.db, pool, pace_clock);
                let mut select =
                    Statement::new("SELECT key, told_limit FROM rate_lanes WHERE told_limit > 0 AND told_at > ");
                select.bind(now - TOLD).push(" AND told_at <= ").bind(now);
                select.query_as::<Engine, (String, i64)>().fetch_all(pool).await
            }
            .await
        })
        .map_err(engine::error)?;
        Ok(rows.into_iter().map(|(key, limit)| (key, u64::try_from(limit).unwrap_or(0))).collect())
    }

    /// Starts nothing with this key for so long, in any process.
    pub async fn pause(&self, key: &str, wait: Duration) -> Result<()> {
        writing!(self, |tx| {
            let until = shared_now!(&self.db, &mut **tx, pace_clock) + micros(wait);
            let mut update = Statement::new("UPDATE rate_lanes SET paused_until = ");
            update.bind(until).push(" WHERE key = ").bind(key).push(" AND paused_until < ").bind(until);
            update.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

    /// Tells how many requests this process has waiting, and what limits on tokens it keeps, for others to look at.
    pub async fn tell(&self, worker_id: &str, lanes: &[Lane], queued: u64) -> Result<()> {
        let count = |tokens: Option<u64>| tokens.map(|tokens| i64::try_from(tokens).unwrap_or(i64::MAX));
        writing!(self, |tx| {
            let now = shared_now!(&self.db, &mut **tx, pace_clock);
            for lane in lanes {
                let mut upsert = Statement::new(
                    "INSERT INTO rate_processes (holder, key, queued, input_limit, output_limit, seen) VALUES ",
                );
                upsert.bind_list([
                    Value::from(worker_id),
                    lane.key.as_str().into(),
                    (queued as i64).into(),
                    count(lane.input_tokens).into(),
                    count(lane.output_tokens).into(),
                    now.into(),
                ]);
                upsert.push(
                    " ON CONFLICT (holder, key) DO UPDATE SET queued = excluded.queued, input_limit = excluded.input_limit, \
                     output_limit = excluded.output_limit, seen = excluded.seen",
                );
                upsert.query::<Engine>().execute(&mut **tx).await?;
            }
            let mut forget = Statement::new("DELETE FROM rate_processes WHERE seen < ");
            forget.bind(now - 20 * SEEN);
            forget.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }
}
