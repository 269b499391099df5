//! The rate keys, shared by all processes on one database.
//!
//! A process reserves starts before it makes them (`reserve.rs`), several at once where several requests wait. The
//! arithmetic is `domain::rate`; one transaction around it ensures that no two processes get the same place.
//! `correct.rs` corrects a reservation later: its start was late or cancelled, or took fewer tokens. `usage.rs` shows
//! how much of each limit is used.

mod correct;
mod reserve;
mod usage;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::store::clock::{rate_clock, shared_now};
use crate::store::open::{Limits, open_limits};
use crate::store::presence::Presence;
use crate::store::sql::engine::{Db, count, number, reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store, StoreError};

pub use correct::Late;
pub use reserve::{Ask, Grant, Granted};
pub use usage::KeyUsage;

/// How long a queue counts after its last heartbeat, in microseconds. A live limiter sends one every second.
const SEEN: i64 = 3_000_000;
/// How long a server's own limit is valid, in microseconds. Each reply of the server renews it.
const TOLD: i64 = 3_600_000_000;

/// A rate key and the limits that one process keeps for it.
#[derive(Debug, Clone, PartialEq)]
pub struct RateKey {
    /// The key's fingerprint.
    pub key: String,
    /// The most starts within the hold; `None` if only tokens are limited.
    pub requests: Option<u64>,
    /// How long a start occupies its place: window plus guard.
    pub hold: Duration,
    /// The most input tokens within the hold; `None` for no limit.
    pub input_tokens: Option<u64>,
    /// The most output tokens within the hold; `None` for no limit.
    pub output_tokens: Option<u64>,
    /// The longest time a request takes. A request that nobody settles by then belongs to a dead process.
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

/// The rate keys of a database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Rates {
    db: Db,
    set_aside: Option<PathBuf>,
    presence: Presence,
}

impl Store {
    /// Opens the rate keys: on the same server, or in a file beside the database file (`dialoom.db-limits`).
    pub async fn rates(&self) -> Result<Rates> {
        match &self.file {
            None => Ok(Rates { db: self.db.clone(), set_aside: None, presence: self.presence }),
            Some(file) => {
                let presence = self.presence.of_limits(&file.beside("-limits"), self.effect);
                let Limits { pool, set_aside } = open_limits(file, presence).await?;
                Ok(Rates { db: Db::Sqlite { write: pool.clone(), read: pool }, set_aside, presence })
            }
        }
    }
}

/// A duration from microseconds; zero for a negative number.
fn span(micros: i64) -> Duration {
    Duration::from_micros(u64::try_from(micros).unwrap_or(0))
}

fn micros(time: Duration) -> i64 {
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX / 4)
}

impl Rates {
    /// Where the file with the limits was put because it was damaged, if it was. A new one took its place.
    pub fn set_aside(&self) -> Option<&Path> {
        self.set_aside.as_deref()
    }

    /// Rates can always be written, if only in memory.
    fn check_before_write(&self) -> Result<()> {
        Ok(())
    }

    /// Whether there was no file with rate keys, and none was created: nobody has used a key.
    pub fn are_missing(&self) -> bool {
        self.presence == Presence::Missing
    }

    /// Stores a server's own limit on requests, for processes that start later.
    pub async fn tell_limit(&self, key: &str, limit: u64) -> Result<()> {
        writing!(self, |tx| {
            let now = shared_now!(&self.db, &mut **tx, rate_clock);
            let mut update = Statement::new("UPDATE rate_keys SET told_limit = ");
            update.bind(number(limit)).push(", told_at = ").bind(now).push(" WHERE key = ").bind(key);
            update.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

    /// The limits on requests that servers gave within the last hour, by key.
    pub async fn told_limits(&self) -> Result<HashMap<String, u64>> {
        let mut select = Statement::new("SELECT key, told_limit FROM rate_keys WHERE told_limit > 0 AND told_at > ");
        let rows: Vec<(String, i64)> = reading!(&self.db, |pool| {
            let now = shared_now!(&self.db, pool, rate_clock);
            select.bind(now - TOLD).push(" AND told_at <= ").bind(now);
            select.query_as::<Engine, _>().fetch_all(pool).await
        })?;
        Ok(rows.into_iter().map(|(key, limit)| (key, count(limit))).collect())
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

    /// Lifts the pause of a key in every process. Returns whether there was one, and `None` for an unknown key.
    ///
    /// Instead of a time it stores minus now: a process that waits on its own account sees that somebody lifted it.
    pub async fn lift_pause(&self, key: &str) -> Result<Option<bool>> {
        writing!(self, |tx| {
            let now = shared_now!(&self.db, &mut **tx, rate_clock);
            let mut select = Statement::new("SELECT paused_until FROM rate_keys WHERE key = ");
            select.bind(key);
            let before = select.query_as::<Engine, (i64,)>().fetch_optional(&mut **tx).await?;
            let mut update = Statement::new("UPDATE rate_keys SET paused_until = ");
            update.bind(-now).push(" WHERE key = ").bind(key);
            update.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(before.map(|(until,)| until > now))
        })
    }

    /// When pauses were last lifted by hand, by key, in microseconds by the rate clock.
    pub async fn lifted_pauses(&self) -> Result<HashMap<String, i64>> {
        let select = Statement::new("SELECT key, -paused_until FROM rate_keys WHERE paused_until < 0");
        let rows: Vec<(String, i64)> = reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
        Ok(rows.into_iter().collect())
    }
}
