//! The clock that all processes on one database share: the machine's for a file, the server's for a server.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};

use crate::store::sql::engine::reading;
use crate::store::{Result, Store};

/// The server's time, in microseconds since 1970.
pub(crate) const SERVER_CLOCK: &str = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)";

/// This machine's time, in microseconds since 1970.
pub(crate) fn machine_clock() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_micros() as i64)
}

/// The machine's clock for rates, in microseconds. On Linux it counts since the start of the machine, sleep included,
/// and nobody can set it. After a restart it shows less than before, like a clock that was set back.
pub(crate) fn rate_clock() -> i64 {
    #[cfg(target_os = "linux")]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        time.tv_sec * 1_000_000 + time.tv_nsec / 1000
    }
    #[cfg(not(target_os = "linux"))]
    machine_clock()
}

/// The shared time in microseconds, in a transaction or on a pool. `$machine` is the clock to use for a file.
macro_rules! shared_now {
    ($db:expr, $executor:expr, $machine:path) => {
        match $db {
            $crate::store::sql::engine::Db::Sqlite { .. } => $machine(),
            $crate::store::sql::engine::Db::Postgres(_) => {
                sqlx::query_scalar::<Engine, i64>($crate::store::clock::SERVER_CLOCK).fetch_one($executor).await?
            }
        }
    };
}
pub(crate) use shared_now;

impl Store {
    /// The time by the shared clock. Leases use it, so that a machine with a wrong clock neither claims the items of
    /// others nor loses its own.
    pub async fn now(&self) -> Result<DateTime<Utc>> {
        let micros = reading!(&self.db, |pool| {
            async { Ok::<i64, sqlx::Error>(shared_now!(&self.db, pool, machine_clock)) }.await
        })?;
        Ok(DateTime::from_timestamp_micros(micros).unwrap_or_else(Utc::now))
    }
}
