//! Opens a database: finds the engine, checks that the database is dialoom's and not newer, applies migrations.

mod file;
mod limits;
mod migrations;
mod postgres;
mod sqlite;

use crate::store::{Result, Store, StoreError};

pub(super) use limits::open_limits;

pub(super) async fn open(url: &str) -> Result<Store> {
    let Some(path) = sqlite_path(url) else {
        return postgres::open(url).await;
    };
    if let Some((scheme, _)) = path.split_once("://") {
        return Err(StoreError::Unreachable {
            place: format!("{scheme}://…"),
            reason: "expected a path, a sqlite: URL or a postgres:// URL".into(),
        });
    }
    sqlite::open(path).await
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
