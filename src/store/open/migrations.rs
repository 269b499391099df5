//! The migrations of each kind of database, embedded in the program.

use sqlx::migrate::Migrator;

pub(super) static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
pub(super) static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");
/// For the file with the rate keys, beside a SQLite database.
pub(super) static LIMITS: Migrator = sqlx::migrate!("migrations/sqlite-limits");

/// `PRAGMA application_id` of a dialoom file: "dial" as four bytes, set by the first migration.
pub(super) const APPLICATION_ID: i64 = 1_684_627_820;

/// The version of a database with all of them.
pub(super) fn newest(migrations: &Migrator) -> i64 {
    migrations.iter().map(|migration| migration.version).max().unwrap_or(0)
}
