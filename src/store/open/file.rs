//! Looks at a SQLite file before anything changes it: is it there, a database, dialoom's, and not newer?

use std::fs::OpenOptions;
use std::io::Read as _;
use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::store::sql::engine;
use crate::store::{Result, StoreError};

use crate::store::open::migrations::{APPLICATION_ID, SQLITE, newest};

pub(super) enum FileProblem {
    Unreachable(String),
    NoDatabase,
}

/// Whether a file with content exists.
pub(super) fn look_at(path: &Path) -> std::result::Result<bool, FileProblem> {
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
pub(super) async fn check(path: &str, options: &SqliteConnectOptions) -> Result<()> {
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
