//! Opens a SQLite database.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Connection as _, SqlitePool};

use crate::domain::effect::Effect;
use crate::store::conversations::recent_bands::RecentBands;
use crate::store::presence::Presence;
use crate::store::sql::engine::{BUSY, Db, Patience};
use crate::store::{Result, Store, StoreError};

use crate::store::database_file::{DatabaseFile, Log, ReadOnly};
use crate::store::open::file::{self, Found};
use crate::store::open::migrations::{SQLITE, newest};
use crate::store::open::reading::{self, Reading};
use crate::store::open::upgrade::{Upgrades, begins};

/// Rows that a reading thread may be ahead: each time it has to wait costs as much as several rows.
const ROWS_AHEAD: usize = 256;

/// The same for the writer, which reads candidates for near-duplicates: turns, of at most 5,000 characters each.
const TURNS_AHEAD: usize = 200;

/// Connections that read. Each is a thread, and few tasks read at once.
const READERS: u32 = 4;

pub(super) async fn open(path: &str, effect: Effect, upgrades: &Upgrades) -> Result<Store> {
    let plain = SqliteConnectOptions::new().filename(path).busy_timeout(BUSY).foreign_keys(true);
    // Check before anything changes the file; the journal mode already would.
    match file::look_at(path).await? {
        Found::Nothing if effect != Effect::Creates => return missing(path, effect).await,
        Found::Nothing => file::create(Path::new(path), PRIVATE).map_err(|error| StoreError::Unreachable {
            place: path.to_owned(),
            reason: format!("it cannot be created: {error}"),
        })?,
        Found::Database => {
            if let Some(reason) = check(path, &plain).await? {
                return open_to_read(path, &plain, reason, effect).await;
            }
        }
    }
    let options = plain
        .clone()
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("temp_store", "memory")
        // 8 MiB: the hashes of a group of conversations lie on some hundred pages, which are read and then changed.
        .pragma("cache_size", "-8192")
        // Up to 64 MiB: a page that changes often is copied to the file less often.
        .pragma("wal_autocheckpoint", "16000")
        .row_buffer_size(TURNS_AHEAD)
        .statement_cache_capacity(200);
    let mut patience = Patience::new();
    let log = Log::default();
    let write = loop {
        // Several processes may create the file at once, and SQLite does not wait for the switch to WAL.
        let opened = async {
            let pool = pool_of_writer(log.clone()).connect_with(options.clone());
            let write = pool.await.map_err(|error| file::error_of(path, error))?;
            migrate(path, &write, &SQLITE, upgrades).await?;
            Ok(write)
        };
        let error = match opened.await {
            Ok(write) => break write,
            Err(error) => error,
        };
        if patience.allows(&error).await {
            continue;
        }
        let may_lack_rights =
            matches!(error, StoreError::Unreachable { .. } | StoreError::ReadOnly { .. } | StoreError::Other(_));
        // A reader gets along without the files that a writer must create.
        return match file::fault_of_writing(path).filter(|_| may_lack_rights) {
            Some(reason) => open_to_read(path, &plain, reason, effect).await,
            None => Err(error),
        };
    };
    Ok(store(write, options, DatabaseFile::opened(path, None, log), effect))
}

/// An empty database in memory, for a command that must not create the file.
async fn missing(path: &str, effect: Effect) -> Result<Store> {
    let options = Presence::Missing.options(path)?.foreign_keys(true);
    let write = pool_options().max_connections(1).connect_with(options.clone()).await?;
    migrate(path, &write, &SQLITE, &Upgrades::default()).await?;
    let file = DatabaseFile::opened(path, None, Log::default());
    Ok(Store { presence: Presence::Missing, ..store(write, options, file, effect) })
}

/// The rights of a new file: nobody else reads it.
const PRIVATE: u32 = 0o600;

/// Checks an existing file on a connection that cannot write. Returns why it can only be read, if so.
async fn check(path: &str, plain: &SqliteConnectOptions) -> Result<Option<String>> {
    if let Some(reason) = reading::fault(path) {
        return Ok(Some(reason));
    }
    let mut patience = Patience::new();
    loop {
        let found = match file::header(&plain.clone().read_only(true)).await {
            // If a killed process left a journal, SQLite must roll it back first, which needs to write.
            Err(error) if file::cannot_write(&error) => file::header(plain).await,
            found => found,
        };
        match found {
            Ok(header) => {
                file::judge(path, header)?;
                return Ok(None);
            }
            Err(error) if file::cannot_write(&error) && file::fault_of_writing(path).is_some() => {
                return Ok(file::fault_of_writing(path));
            }
            Err(error) => {
                let error = file::error_of(path, error);
                if !patience.allows(&error).await {
                    return Err(error);
                }
            }
        }
    }
}

/// Options to read a file that may be restored.
pub(super) async fn to_restore(path: &str) -> Result<(SqliteConnectOptions, Option<ReadOnly>)> {
    let plain = SqliteConnectOptions::new().filename(path).busy_timeout(BUSY);
    let foreign = |reason: &str| StoreError::Foreign { place: path.to_owned(), reason: reason.into() };
    if !matches!(file::look_at(path).await?, Found::Database) {
        return Err(foreign("there is no such file, or it is empty"));
    }
    let (options, header, read_only) = match file::header(&plain).await {
        Ok(header) => (plain, header, None),
        Err(error) if file::cannot_write(&error) => {
            let Reading { options, header, read_only } = reading::read_only(path, &plain, String::new()).await?;
            (options, header, Some(read_only))
        }
        Err(error) => return Err(file::error_of(path, error)),
    };
    file::judge(path, header)?;
    match header {
        [0, ..] => Err(foreign("it is empty")),
        _ => Ok((options, read_only)),
    }
}

async fn open_to_read(path: &str, plain: &SqliteConnectOptions, reason: String, effect: Effect) -> Result<Store> {
    let Reading { options, header, read_only } = reading::read_only(path, plain, reason).await?;
    file::judge(path, header)?;
    let [_, version, _] = header;
    if version != newest(&SQLITE) {
        let ReadOnly { reason, .. } = read_only;
        let reason = format!("{reason}, and its schema version {version} must first be brought up to date");
        return Err(StoreError::ReadOnly { place: Some(path.to_owned()), reason: Some(reason) });
    }
    let write = pool_options().max_connections(1).connect_lazy_with(options.clone());
    Ok(store(write, options, DatabaseFile::opened(path, Some(read_only), Log::default()), effect))
}

fn store(write: SqlitePool, options: SqliteConnectOptions, file: DatabaseFile, effect: Effect) -> Store {
    let read = pool_options()
        .max_connections(READERS)
        // Most pages are read once: a large cache for each connection would only take memory. So would sorting a
        // whole table for a statistic.
        .connect_lazy_with(
            options
                .pragma("query_only", "on")
                .pragma("cache_size", "-256")
                .pragma("temp_store", "file")
                .row_buffer_size(ROWS_AHEAD),
        );
    Store {
        db: Db::Sqlite { write, read },
        place: file.place().into(),
        file: Some(Arc::new(file)),
        presence: Presence::Stored,
        effect,
        recent_bands: Some(RecentBands::default()),
    }
}

/// One connection.
fn pool_of_writer(log: Log) -> SqlitePoolOptions {
    pool_options().max_connections(1).after_connect(move |_, _| {
        log.forget();
        Box::pin(async { Ok(()) })
    })
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
pub(super) async fn migrate(path: &str, pool: &SqlitePool, migrations: &Migrator, upgrades: &Upgrades) -> Result<()> {
    let version: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(pool).await?;
    if version == newest(migrations) {
        return Ok(());
    }
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    let version: i64 = sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut *transaction).await?;
    if version > newest(migrations) {
        return Err(StoreError::Newer { place: path.to_owned(), found: version, known: newest(migrations) });
    }
    let missing: Vec<_> = migrations.iter().filter(|migration| migration.version > version).collect();
    for (place, migration) in missing.iter().enumerate() {
        begins(upgrades, version, place, missing.len());
        sqlx::raw_sql(migration.sql.clone()).execute(&mut *transaction).await?;
    }
    let stamp = format!("PRAGMA user_version = {}", newest(migrations));
    sqlx::raw_sql(AssertSqlSafe(stamp)).execute(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(())
}
