//! Opens the file with the rate keys, beside a SQLite database.

use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use crate::store::Result;
use crate::store::sql::engine::{BUSY, Patience};

use crate::store::open::migrations::LIMITS;
use crate::store::open::sqlite::{migrate, pool_options};

/// Opens the file with the rate keys (`migrations/sqlite-limits`) and creates it if it is missing.
pub(in crate::store) async fn open_limits(path: &str) -> Result<SqlitePool> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .busy_timeout(BUSY)
        .journal_mode(SqliteJournalMode::Wal)
        // The content is worth nothing after a crash of the machine.
        .synchronous(SqliteSynchronous::Off)
        // The starts of a window lie side by side, in a few pages.
        .pragma("cache_size", "-128");
    let mut patience = Patience::new();
    loop {
        let opened = async {
            let pool = pool_options().max_connections(1).connect_with(options.clone()).await?;
            migrate(path, &pool, &LIMITS).await?;
            Ok(pool)
        };
        match opened.await {
            Err(error) if patience.allows(&error).await => {}
            opened => return opened,
        }
    }
}
