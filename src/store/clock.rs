//! The clocks that all processes on one database go by: the machine's for a file, the server's for a server.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};

use crate::store::sql::engine::{self, reading};
use crate::store::{Result, Store};

/// Asks a server for its time, in microseconds since 1970.
pub(crate) const SERVER_CLOCK: &str = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)";

/// This machine's time, in microseconds since 1970.
pub(crate) fn machine_clock() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_micros() as i64)
}

/// The machine's clock for the rates of a file's keys, in microseconds: on Linux the time since the machine started, the
/// time it slept included, which nobody can set forward or back. After a restart it shows less than before, as if it had
/// been set back.
pub(crate) fn rate_clock() -> i64 {
    #[cfg(target_os = "linux")]
    {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        time.tv_sec * 1_000_000 + time.tv_nsec / 1000
    }
    #[cfg(not(target_os = "linux"))]
    machine_clock()
}

/// The shared time in microseconds, inside a transaction or on a pool, given the machine's clock for a file.
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
    /// The time by the shared clock. Leases go by it, so that a machine whose own clock is wrong takes nothing away from
    /// the others, nor lets go of what it holds.
    pub async fn now(&self) -> Result<DateTime<Utc>> {
        let micros =
            reading!(&self.db, |pool| async { Ok::<i64, sqlx::Error>(shared_now!(&self.db, pool, machine_clock)) }
                .await)
            .map_err(engine::error)?;
        Ok(DateTime::from_timestamp_micros(micros).unwrap_or_else(Utc::now))
    }
}
