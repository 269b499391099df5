//! Opens a database: finds the engine, checks that the database is dialoom's and not newer, applies migrations.

mod file;
mod limits;
mod migrations;
mod postgres;
mod reading;
mod sqlite;
mod upgrade;

use sqlx::sqlite::SqliteConnectOptions;

use crate::domain::effect::Effect;
use crate::store::database_file::ReadOnly;
use crate::store::{Result, Store, StoreError};

pub(super) use file::{folder_of, free_name};
pub(super) use limits::{Limits, open_limits};
pub use upgrade::{Upgrade, Upgrades};

pub(super) async fn open(url: &str, effect: Effect, upgrades: &Upgrades) -> Result<Store> {
    let Some(path) = sqlite_path(url) else {
        return postgres::open(url, effect, upgrades).await;
    };
    if path.contains("://") {
        let scheme = url.split("://").next().unwrap_or_default();
        return Err(StoreError::Unreachable {
            place: format!("{scheme}://…"),
            reason: "expected a path, a sqlite: URL or a postgres:// URL".into(),
        });
    }
    sqlite::open(path, effect, upgrades).await
}

/// The path of a SQLite database, with or without its scheme; `None` for PostgreSQL.
pub(super) fn sqlite_path(url: &str) -> Option<&str> {
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return None;
    }
    Some(match url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")) {
        // Parameters for other programs ("?mode=rwc") change nothing here.
        Some(path) => path.split_once('?').map_or(path, |(path, _)| path),
        None => url,
    })
}

/// Options to read a file that may be restored: dialoom's, not empty, and not newer.
pub(super) async fn file_to_restore(path: &str) -> Result<(SqliteConnectOptions, Option<ReadOnly>)> {
    sqlite::to_restore(path).await
}

/// Whether the start of a file, or its length, shows damage.
pub(super) async fn is_damaged(path: &std::path::Path) -> bool {
    matches!(file::look_at(&path.display().to_string()).await, Err(StoreError::Damaged { .. }))
}

/// The path of an SQLite database, given as a path or a `sqlite:` URL; `None` for another URL.
pub fn file_of(db: &str) -> Option<&str> {
    sqlite_path(db).filter(|path| !path.contains("://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_a_database_is_found_in_every_way_to_write_it() {
        assert_eq!(file_of("x.db"), Some("x.db"));
        assert_eq!(file_of("sqlite://x.db?mode=rwc"), Some("x.db"));
        assert_eq!(file_of("sqlite:/y/x.db"), Some("/y/x.db"));
        assert_eq!(file_of("postgres://host/x"), None);
    }
}
