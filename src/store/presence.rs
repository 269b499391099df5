//! A SQLite database that is missing, for a command that must not create it.

use std::path::Path;
use std::str::FromStr as _;

use sqlx::sqlite::SqliteConnectOptions;

use crate::domain::effect::Effect;
use crate::store::Result;

/// Whether a SQLite database is its file, or an empty one in memory in place of a missing file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// The file exists, or may be created.
    Stored,
    /// There is no file. Whatever is written is gone with the process.
    Missing,
}

impl Presence {
    /// Of the file beside the database that holds the rate keys. Whoever changes the database may create it.
    pub(super) fn of_limits(self, path: &Path, effect: Effect) -> Presence {
        if effect == Effect::Reads && !path.exists() { Presence::Missing } else { self }
    }

    /// How all connections of a pool get to the same database.
    pub(super) fn options(self, path: &str) -> Result<SqliteConnectOptions> {
        match self {
            Presence::Stored => Ok(SqliteConnectOptions::new().filename(path)),
            // Each call names another database in memory; clones of the options share theirs.
            Presence::Missing => Ok(SqliteConnectOptions::from_str("sqlite::memory:")?),
        }
    }
}
