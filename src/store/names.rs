//! The names in a database, for completion: read on one connection, without creating, migrating or waiting.

use std::path::{Path, PathBuf};

use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::store::open::sqlite_path;

/// What to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// Short ids of conversations, newest first.
    Conversations,
    /// Names of batches, newest first.
    Batches,
    /// Names of templates.
    Templates,
}

impl Named {
    /// The statement for names from $1 on and before $2. Whoever completes a word reads no thousand.
    fn statement(self) -> &'static str {
        match self {
            Named::Conversations => {
                "SELECT short_id FROM conversations WHERE short_id >= $1 AND short_id < $2 \
                 ORDER BY created_at DESC LIMIT 200"
            }
            Named::Batches => {
                "SELECT name FROM batch_jobs WHERE name >= $1 AND name < $2 ORDER BY created_at DESC LIMIT 200"
            }
            Named::Templates => {
                "SELECT name FROM prompt_templates WHERE name >= $1 AND name < $2 ORDER BY name LIMIT 200"
            }
        }
    }
}

/// The names that begin with `prefix`; `None` where there is no such database or it cannot be read.
pub async fn names(url: &str, named: Named, prefix: &str) -> Option<Vec<String>> {
    let (sql, after) = (named.statement(), format!("{prefix}\u{10ffff}"));
    let Some(path) = sqlite_path(url) else {
        let mut connection = PgConnection::connect(url).await.ok()?;
        return sqlx::query_scalar(sql).bind(prefix).bind(after).fetch_all(&mut connection).await.ok();
    };
    if !Path::new(path).is_file() {
        return None;
    }
    // Without a log beside it, the file holds everything, and reading it makes no new files.
    let has_log = PathBuf::from(format!("{path}-wal")).exists();
    let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(!has_log);
    let mut connection = options.connect().await.ok()?;
    sqlx::query_scalar(sql).bind(prefix).bind(after).fetch_all(&mut connection).await.ok()
}
