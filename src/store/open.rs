//! Opens a database: finds the engine, checks that the database is dialoom's and not newer, applies migrations.

use std::fs::OpenOptions;
use std::io::Read as _;
use std::path::Path;
use std::str::FromStr as _;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, SqlitePool};

use crate::store::sql::engine::{self, BUSY, Db, Patience};
use crate::store::{Result, Store, StoreError};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");
/// For the file with the rate keys, beside a SQLite database.
static LIMITS: Migrator = sqlx::migrate!("migrations/sqlite-limits");

/// `PRAGMA application_id` of a dialoom file: "dial" as four bytes, set by the first migration.
const APPLICATION_ID: i64 = 1_684_627_820;
/// The advisory lock of the migrations on PostgreSQL: "dial" again.
const MIGRATION_LOCK: i64 = APPLICATION_ID;
/// Connections that read. Each is a thread, and few tasks read at once.
const READERS: u32 = 4;

pub(super) async fn open(url: &str) -> Result<Store> {
    let Some(path) = sqlite_path(url) else {
        return open_postgres(url).await;
    };
    if let Some((scheme, _)) = path.split_once("://") {
        return Err(StoreError::Unreachable {
            place: format!("{scheme}://…"),
            reason: "expected a path, a sqlite: URL or a postgres:// URL".into(),
        });
    }
    open_sqlite(path).await
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

fn newest(migrations: &Migrator) -> i64 {
    migrations.iter().map(|migration| migration.version).max().unwrap_or(0)
}

// SQLite ----------------------------------------------------------------------------------------------------------

async fn open_sqlite(path: &str) -> Result<Store> {
    let unreachable = |reason: String| StoreError::Unreachable { place: path.to_owned(), reason };
    if path.is_empty() {
        return Err(unreachable("the path is empty".into()));
    }
    let is_there = look_at_file(Path::new(path)).map_err(|problem| match problem {
        FileProblem::Unreachable(reason) => unreachable(reason),
        FileProblem::NoDatabase => {
            StoreError::Foreign { place: path.to_owned(), reason: "the file is no SQLite database".into() }
        }
    })?;
    let plain = SqliteConnectOptions::new().filename(path).busy_timeout(BUSY).foreign_keys(true);
    // Check before anything changes the file; the journal mode already would.
    if is_there {
        let mut patience = Patience::new();
        while let Err(error) = check_sqlite(path, &plain).await {
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
            migrate_sqlite(path, &write, &SQLITE).await?;
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

/// Opens the file with the rate keys (`migrations/sqlite-limits`) and creates it if it is missing.
pub(super) async fn open_limits(path: &str) -> Result<SqlitePool> {
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
            migrate_sqlite(path, &pool, &LIMITS).await?;
            Ok(pool)
        };
        match opened.await {
            Err(error) if patience.allows(&error).await => {}
            opened => return opened,
        }
    }
}

fn pool_options() -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(Duration::from_secs(30))
        .test_before_acquire(false)
        // After a commit that found no room, SQLite has rolled back but the driver does not know it. That connection
        // can begin no transaction, so a new one replaces it.
        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
}

enum FileProblem {
    Unreachable(String),
    NoDatabase,
}

/// Whether a file with content exists.
fn look_at_file(path: &Path) -> std::result::Result<bool, FileProblem> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    if let Some(parent) = parent.filter(|parent| !parent.is_dir()) {
        return Err(FileProblem::Unreachable(format!("there is no directory {}", parent.display())));
    }
    if path.is_dir() {
        return Err(FileProblem::Unreachable("it is a directory".into()));
    }
    // Open for writing, but neither create nor change the file: SQLite would find a read-only file too late.
    let mut file = match OpenOptions::new().read(true).append(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(FileProblem::Unreachable(format!("it cannot be written to: {error}"))),
    };
    // Every SQLite file begins with these 16 bytes (https://www.sqlite.org/fileformat2.html, section 1.3).
    let mut header = [0; 16];
    match file.read(&mut header) {
        Ok(0) => Ok(false),
        Ok(_) if &header == b"SQLite format 3\0" => Ok(true),
        Ok(_) => Err(FileProblem::NoDatabase),
        Err(error) => Err(FileProblem::Unreachable(format!("it cannot be read: {error}"))),
    }
}

/// Checks that the file is dialoom's and not newer than this program, on a connection that cannot write. If a killed
/// process left a journal, SQLite must roll it back first, which needs a connection that can write.
async fn check_sqlite(path: &str, options: &SqliteConnectOptions) -> Result<()> {
    let found = match header(&options.clone().read_only(true)).await {
        Err((_, error)) if needs_recovery(&error) => header(options).await,
        found => found,
    };
    let place = path.to_owned();
    let [application, version, tables] = found.map_err(|(is_open, error)| match engine::error(error) {
        StoreError::Other(reason) if is_open => StoreError::Foreign { place, reason },
        StoreError::Other(reason) => StoreError::Unreachable { place, reason },
        other => other,
    })?;
    let foreign = |reason: String| StoreError::Foreign { place: path.to_owned(), reason };
    match application {
        APPLICATION_ID if version > newest(&SQLITE) => {
            Err(StoreError::Newer { place: path.to_owned(), found: version, known: newest(&SQLITE) })
        }
        APPLICATION_ID => Ok(()),
        0 if tables == 0 && version == 0 => Ok(()),
        0 => Err(foreign(format!("it holds {tables} tables and indexes of another program"))),
        _ => Err(foreign("it is a SQLite database of another program".into())),
    }
}

/// The numbers of `HEADER`, or the error and whether the file was open before it.
async fn header(options: &SqliteConnectOptions) -> std::result::Result<[i64; 3], (bool, sqlx::Error)> {
    let mut connection = options.connect().await.map_err(|error| (false, error))?;
    let open = |error: sqlx::Error| (true, error);
    // One transaction: another process may be creating the file.
    let mut transaction = connection.begin().await.map_err(open)?;
    let mut numbers = [0; 3];
    for (number, sql) in numbers.iter_mut().zip(HEADER) {
        *number = sqlx::query_scalar(sql).fetch_one(&mut *transaction).await.map_err(open)?;
    }
    drop(transaction);
    connection.close().await.map_err(open)?;
    Ok(numbers)
}

const HEADER: [&str; 3] = ["PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master"];

/// Whether SQLite must write to recover but cannot (primary code 8, https://www.sqlite.org/rescode.html#readonly).
fn needs_recovery(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code()).and_then(|code| code.parse::<u32>().ok());
    code.is_some_and(|code| code & 0xff == 8)
}

/// Applies the missing migrations in one transaction, so that of several processes only one does it.
async fn migrate_sqlite(path: &str, pool: &SqlitePool, migrations: &Migrator) -> Result<()> {
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

// PostgreSQL ------------------------------------------------------------------------------------------------------

async fn open_postgres(url: &str) -> Result<Store> {
    let options = PgConnectOptions::from_str(url).map_err(|_| StoreError::Unreachable {
        // The parser's own message may quote the URL with its password.
        place: "postgres://…".into(),
        reason: "the URL cannot be read; expected postgres://USER@HOST:PORT/DATABASE".into(),
    })?;
    let database = options.get_database().unwrap_or(options.get_username());
    let place =
        format!("postgres://{}@{}:{}/{database}", options.get_username(), options.get_host(), options.get_port());
    let options = options.options([("lock_timeout", "5s")]).statement_cache_capacity(200);
    let unreachable = |reason: String| StoreError::Unreachable { place: place.clone(), reason };
    // First connect outside the pool: the pool would retry until its timeout and then hide the reason.
    let first = tokio::time::timeout(Duration::from_secs(10), options.connect()).await;
    match first {
        Ok(Ok(connection)) => connection.close().await?,
        Ok(Err(sqlx::Error::Database(error))) => return Err(unreachable(error.message().to_owned())),
        Ok(Err(error)) => return Err(unreachable(error.to_string())),
        Err(_) => return Err(unreachable("no answer within 10 seconds".into())),
    }
    let pool =
        PgPoolOptions::new().max_connections(8).acquire_timeout(Duration::from_secs(10)).connect_lazy_with(options);
    migrate_postgres(&place, &pool).await?;
    Ok(Store { db: Db::Postgres(pool), place: place.into() })
}

const HAS_TABLE: &str = "SELECT to_regclass($1) IS NOT NULL";

/// Applies the missing migrations under one lock and in one transaction.
async fn migrate_postgres(place: &str, pool: &sqlx::PgPool) -> Result<()> {
    let known = newest(&POSTGRES);
    let newer = |found| StoreError::Newer { place: place.to_owned(), found, known };
    if sqlx::query_scalar(HAS_TABLE).bind("dialoom_schema").fetch_one(pool).await? {
        let found: i64 =
            sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM dialoom_schema").fetch_one(pool).await?;
        match found {
            found if found == known => return Ok(()),
            found if found > known => return Err(newer(found)),
            _ => {}
        }
    }
    let mut transaction = pool.begin().await?;
    sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(MIGRATION_LOCK).execute(&mut *transaction).await?;
    let is_ours: bool = sqlx::query_scalar(HAS_TABLE).bind("dialoom_schema").fetch_one(&mut *transaction).await?;
    let version: i64 = if is_ours {
        sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM dialoom_schema").fetch_one(&mut *transaction).await?
    } else {
        for table in ["conversations", "prompt_templates", "batch_jobs"] {
            let is_taken: bool = sqlx::query_scalar(HAS_TABLE).bind(table).fetch_one(&mut *transaction).await?;
            if is_taken {
                let reason = format!("it has a table \"{table}\" of another program");
                return Err(StoreError::Foreign { place: place.to_owned(), reason });
            }
        }
        sqlx::raw_sql(
            "CREATE TABLE dialoom_schema (version bigint PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())",
        )
        .execute(&mut *transaction)
        .await?;
        0
    };
    if version > known {
        return Err(newer(version));
    }
    for migration in POSTGRES.iter().filter(|migration| migration.version > version) {
        sqlx::raw_sql(migration.sql.clone()).execute(&mut *transaction).await?;
        sqlx::query("INSERT INTO dialoom_schema (version) VALUES ($1)")
            .bind(migration.version)
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    Ok(())
}
