//! Opens the file with the rate keys, beside a SQLite database. What it holds is worth nothing tomorrow, so a damaged
//! one is set aside and made anew.

use std::fs::File;
use std::path::{Path, PathBuf};

use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use crate::domain::ordinary_file::check_ordinary;
use crate::store::database_file::{DatabaseFile, identity};
use crate::store::open::file;
use crate::store::open::migrations::{LIMITS, newest};
use crate::store::open::reading::read_only;
use crate::store::open::sqlite::{migrate, pool_options};
use crate::store::open::upgrade::Upgrades;
use crate::store::presence::Presence;
use crate::store::sql::engine::{BUSY, Patience};
use crate::store::{Result, StoreError};

/// The open file, and where a damaged one was put.
pub(in crate::store) struct Limits {
    pub(in crate::store) pool: SqlitePool,
    pub(in crate::store) set_aside: Option<PathBuf>,
}

/// Opens the file (`migrations/sqlite-limits`) and creates it if it may.
pub(in crate::store) async fn open_limits(database: &DatabaseFile, presence: Presence) -> Result<Limits> {
    let path = database.beside("-limits").display().to_string();
    if presence == Presence::Missing {
        return Ok(Limits { pool: in_memory(&path).await?, set_aside: None });
    }
    if database.check_writable().is_err() {
        return Ok(Limits { pool: to_read(&path).await?, set_aside: None });
    }
    match opened(&path, database).await {
        Err(error) if is_damage(&error) => {
            tracing::warn!(%error, path, "the file with the rate limits is damaged");
            let set_aside = set_aside(&path, database).await?;
            Ok(Limits { pool: opened(&path, database).await?, set_aside })
        }
        opened => Ok(Limits { pool: opened?, set_aside: None }),
    }
}

async fn opened(path: &str, database: &DatabaseFile) -> Result<SqlitePool> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .busy_timeout(BUSY)
        .journal_mode(SqliteJournalMode::Wal)
        // The content is worth nothing after a crash of the machine.
        .synchronous(SqliteSynchronous::Off)
        // The starts of a window lie side by side, in a few pages.
        .pragma("cache_size", "-128");
    let damaged = |reason: String| StoreError::Damaged { place: Some(path.to_owned()), reason };
    check_ordinary(Path::new(path)).map_err(|error| damaged(error.to_string()))?;
    // Whoever may use the database may use its limits.
    file::create(Path::new(path), database.mode()).map_err(|error| StoreError::Unreachable {
        place: path.to_owned(),
        reason: format!("it cannot be created: {error}"),
    })?;
    let mut patience = Patience::new();
    loop {
        let opened = async {
            let pool = pool_options().max_connections(1).connect_with(options.clone()).await?;
            migrate(path, &pool, &LIMITS, &Upgrades::default()).await?;
            let found: String = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&pool).await?;
            if found != "ok" {
                return Err(damaged(found));
            }
            // A table that is missing is damage, too.
            sqlx::query("SELECT count(*) FROM rate_keys").execute(&pool).await?;
            Ok(pool)
        };
        match opened.await {
            Err(error) if patience.allows(&error).await => {}
            opened => return opened,
        }
    }
}

fn is_damage(error: &StoreError) -> bool {
    matches!(error, StoreError::Damaged { .. } | StoreError::Other(_))
}

/// Renames a damaged file. `None` if another process did so meanwhile.
async fn set_aside(path: &str, database: &DatabaseFile) -> Result<Option<PathBuf>> {
    let failed = |error: std::io::Error| StoreError::Unreachable {
        place: path.to_owned(),
        reason: format!("it is damaged, and cannot be renamed: {error}"),
    };
    // Several processes may see the damage at once. Only the first may rename the file: the next finds a new one.
    let is_ordinary = check_ordinary(Path::new(path)).is_ok();
    let locked = if is_ordinary { File::open(path).ok() } else { None };
    if let Some(file) = &locked {
        // Some network file systems have no locks.
        let _ = file.lock();
        let is_still = file.metadata().ok().and_then(|file| identity(&file))
            == Path::new(path).metadata().ok().and_then(|file| identity(&file));
        if !is_still || opened(path, database).await.is_ok_and(|pool| !pool.is_closed()) {
            return Ok(None);
        }
    }
    let to = file::free_name(path, "damaged");
    std::fs::rename(path, &to).map_err(failed)?;
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{path}{ending}"));
    }
    Ok(Some(to))
}

/// For a database that may not be written: what the file says, or nothing where it cannot be read.
async fn to_read(path: &str) -> Result<SqlitePool> {
    let plain = SqliteConnectOptions::new().filename(path).busy_timeout(BUSY);
    if let Ok(reading) = read_only(path, &plain, String::new()).await
        && reading.header[1] == newest(&LIMITS)
        && reading.read_only.copy.is_none()
    {
        return Ok(pool_options().max_connections(1).connect_lazy_with(reading.options));
    }
    in_memory(path).await
}

/// No rate keys, in place of a file that is missing or cannot be read.
async fn in_memory(path: &str) -> Result<SqlitePool> {
    let options = Presence::Missing.options(path)?;
    let pool = pool_options().max_connections(1).connect_with(options).await?;
    migrate(path, &pool, &LIMITS, &Upgrades::default()).await?;
    Ok(pool)
}
