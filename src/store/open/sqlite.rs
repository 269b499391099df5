//! Opens a SQLite database.

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection as _, SqlitePool};

use crate::store::sql::engine::{BUSY, Db, Patience};
use crate::store::{Result, Store, StoreError};

use crate::store::open::file::{self, FileProblem};
use crate::store::open::migrations::{SQLITE, newest};

/// Connections that read. Each is a thread, and few tasks read at once.
const READERS: u32 = 4;

pub(super) async fn open(path: &str) -> Result<Store> {
    let unreachable = |reason: String| StoreError::Unreachable { place: path.to_owned(), reason };
    if path.is_empty() {
        return Err(unreachable("the path is empty".into()));
    }
    let is_there = file::look_at(Path::new(path)).map_err(|problem| match problem {
        FileProblem::Unreachable(reason) => unreachable(reason),
        FileProblem::NoDatabase => {
            StoreError::Foreign { place: path.to_owned(), reason: "the file is no SQLite database".into() }
        }
    })?;
    let plain = SqliteConnectOptions::new().filename(path).busy_timeout(BUSY).foreign_keys(true);
    // Check before anything changes the file; the journal mode already would.
    if is_there {
        let mut patience = Patience::new();
        while let Err(error) = file::check(path, &plain).await {
            if !patience.allows(&error).await {
                return Err(error);
            }
        }
    }
    let options = plain
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("temp_store", "memory")
        // Four times the default: a page that changes often is copied to the file less often.
        .pragma("wal_autocheckpoint", "4000")
        .statement_cache_capacity(200);
    let mut patience = Patience::new();
    let write = loop {
        // Several processes may create the file at once, and SQLite does not wait for the switch to WAL.
        let opened = async {
            let write = pool_options().max_connections(1).connect_with(options.clone().create_if_missing(true)).await?;
            migrate(path, &write, &SQLITE).await?;
            Ok(write)
        };
        match opened.await {
            Ok(write) => break write,
            Err(error) if patience.allows(&error).await => {}
            Err(StoreError::Other(reason)) => return Err(unreachable(reason)),
            Err(error) => return Err(error),
        }
    };
    let read = pool_options()
        .max_connections(READERS)
        // Most pages are read once: a large cache for each connection would only take memory.
        .connect_lazy_with(options.pragma("query_only", "on").pragma("cache_size", "-256"));
    Ok(Store { db: Db::Sqlite { write, read }, place: path.into() })
}

pub(super) fn pool_options() -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(Duration::from_secs(30))
        .test_before_acquire(false)
        // After a commit that found no room, SQLite has rolled back but the driver does not know it. That connection
        // can begin no transaction, so a new one replaces it.
        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
}

/// Applies the missing migrations in one transaction, so that of several processes only one does it.
pub(super) async fn migrate(path: &str, pool: &SqlitePool, migrations: &Migrator) -> Result<()> {
    let version: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(pool).await?;
    if version == newest(migrations) {
        return Ok(());
    }
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    let version: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut *transaction).await?;
    if version > newest(migrations) {
        return Err(StoreError::Newer { place: path.to_owned(), found: version, known: newest(migrations) });
    }
    for migration in migrations.iter().filter(|migration| migration.version > version) {
        sqlx::raw_sql(migration.sql.clone()).execute(&mut *transaction).await?;
    }
    let stamp = format!("PRAGMA user_version = {}", newest(migrations));
    sqlx::raw_sql(AssertSqlSafe(stamp)).execute(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(())
}
