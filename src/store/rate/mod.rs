//! The rate of every key, shared by all processes on one database.
//!
//! A process reserves starts before it makes them (`reserve.rs`), several at a time where several requests wait, and is
//! told when each may be. The arithmetic is `domain::rate`; here it is done inside one transaction, so that no two
//! processes get the same place. `correct.rs` says later what came of a reservation: it was late, cancelled, or its
//! request took fewer tokens. `usage.rs` shows how the keys stand.

mod correct;
mod reserve;
mod usage;

use std::collections::HashMap;
use std::time::Duration;

use crate::store::clock::{rate_clock, shared_now};
use crate::store::sql::engine::{self, Db, reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store, StoreError};

pub use reserve::{Ask, Grant, Granted};
pub use usage::KeyUsage;

/// How long a queue counts after its last sign of life, in microseconds. A live one gives a sign every second.
const SEEN: i64 = 3_000_000;
/// How long a limit is believed that a server told of, in microseconds: a server that is asked tells it again.
const TOLD: i64 = 3_600_000_000;

/// A key and what one process may do with it.
#[derive(Debug, Clone, PartialEq)]
pub struct RateKey {
    /// The key's fingerprint.
    pub key: String,
    /// The most starts within the hold; `None` where only tokens are limited.
    pub requests: Option<u64>,
    /// How long a start occupies its place: the window and its guard.
    pub hold: Duration,
    /// The most input tokens within the hold.
    pub input_tokens: Option<u64>,
    /// The most output tokens within the hold.
    pub output_tokens: Option<u64>,
    /// How long a request may take at the most. One that nobody settles is over by then: its process has died.
    pub timeout: Duration,
}

impl RateKey {
    fn limit(&self) -> i64 {
        self.requests.and_then(|limit| i64::try_from(limit).ok()).unwrap_or(i64::MAX)
    }

    fn counts_tokens(&self) -> bool {
        self.input_tokens.is_some() || self.output_tokens.is_some()
    }
}

/// The shared rates of a database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Rates {
    db: Db,
}

impl Store {
    /// The rates of this database's keys: in the server itself, or in a file beside the database file
    /// (`dialoom.db-limits`).
    pub async fn rates(&self) -> Result<Rates> {
        let db = match &self.db {
            Db::Postgres(pool) => Db::Postgres(pool.clone()),
            Db::Sqlite { .. } => {
                let pool = super::open::open_limits(&format!("{}-limits", self.place)).await?;
                Db::Sqlite { write: pool.clone(), read: pool }
            }
        };
        Ok(Rates { db })
    }
}

/// A length in microseconds; none where it is below zero.
fn span(micros: i64) -> Duration {
    Duration::from_micros(u64::try_from(micros).unwrap_or(0))
}

fn micros(time: Duration) -> i64 {
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX / 4)
}

/// A count as the database holds it.
fn stored(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl Rates {
    /// Stores what the server told of its own limit on requests, for processes that begin later.
    pub async fn tell_limit(&self, key: &str, limit: u64) -> Result<()> {
        writing!(self, |tx| {
            let now = shared_now!(&self.db, &mut **tx, rate_clock);
            let mut update = Statement::new("UPDATE rate_keys SET told_limit = ");
            update.bind(stored(limit)).push(", told_at = ").bind(now).push(" WHERE key = ").bind(key);
            update.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

    /// What servers told of their limits on requests within the last hour, by key.
    pub async fn told_limits(&self) -> Result<HashMap<String, u64>> {
        let rows: Vec<(String, i64)> = reading!(&self.db, |pool| {
            async {
                let now = shared_now!(&self.db, pool, rate_clock);
                let mut select =
                    Statement::new("SELECT key, told_limit FROM rate_keys WHERE told_limit > 0 AND told_at > ");
                select.bind(now - TOLD).push(" AND told_at <= ").bind(now);
                select.query_as::<Engine, (String, i64)>().fetch_all(pool).await
            }
            .await
        })
        .map_err(engine::error)?;
        Ok(rows.into_iter().map(|(key, limit)| (key, u64::try_from(limit).unwrap_or(0))).collect())
    }

    /// Pauses a key for every process.
    pub async fn pause(&self, key: &str, wait: Duration) -> Result<()> {
        writing!(self, |tx| {
            let until = shared_now!(&self.db, &mut **tx, rate_clock).saturating_add(micros(wait));
            let mut update = Statement::new("UPDATE rate_keys SET paused_until = ");
            update.bind(until).push(" WHERE key = ").bind(key).push(" AND paused_until < ").bind(until);
            update.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }
}
