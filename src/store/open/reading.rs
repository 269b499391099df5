//! Reads a database that may not be written, or whose folder may not.
//!
//! SQLite keeps a log (`-wal`) and shared memory (`-shm`) beside a database, even for readers. Where they cannot be
//! made, there are three ways, the first that fits:
//!
//! 1. No log: nobody works on the file, and it is complete. It is read as `immutable`, which makes no files. If another
//!    process changes it meanwhile, that is seen at the end (`Store::changed_while_read`).
//! 2. A log and its shared memory, which may be read: SQLite reads as always.
//! 3. A log alone: file and log are copied to a private folder, and the copy is read. The log holds the newest data.

use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;

use crate::store::database_file::ReadOnly;
use crate::store::open::file::{self, error_of, header, length_of};
use crate::store::{Result, StoreError};

/// How often a copy is tried while another process writes.
const TRIES: usize = 5;

/// Options for connections that only read, the file's header numbers, and what must live as long as the connections.
pub(super) struct Reading {
    pub(super) options: SqliteConnectOptions,
    pub(super) header: [i64; 3],
    pub(super) read_only: ReadOnly,
}

pub(super) async fn read_only(path: &str, plain: &SqliteConnectOptions, reason: String) -> Result<Reading> {
    let beside = |ending: &str| length_of(&format!("{path}{ending}")) > 0;
    let plain = plain.clone().read_only(true);
    if !beside("-wal") && !beside("-journal") {
        let options = plain.immutable(true);
        let header = header(&options).await.map_err(|error| error_of(path, error))?;
        return Ok(Reading { options, header, read_only: ReadOnly { reason, copy: None } });
    }
    if beside("-shm")
        && let Ok(header) = header(&plain).await
    {
        return Ok(Reading { options: plain, header, read_only: ReadOnly { reason, copy: None } });
    }
    let copy = copy(path).map_err(|error| StoreError::Unreachable {
        place: path.to_owned(),
        reason: format!("{reason}, and it cannot be copied to be read: {error}"),
    })?;
    let options = SqliteConnectOptions::new().filename(copy.path().join(COPY)).foreign_keys(true);
    let header = header(&options).await.map_err(|error| error_of(path, error))?;
    Ok(Reading { options, header, read_only: ReadOnly { reason, copy: Some(copy) } })
}

/// The name of the copy in its folder.
const COPY: &str = "copy.db";

/// Copies the file with its log. Nothing may change meanwhile: pages of two times are no database.
fn copy(path: &str) -> std::io::Result<tempfile::TempDir> {
    let folder = tempfile::Builder::new().prefix("dialoom-").tempdir()?;
    let state = || ["", "-wal", "-journal"].map(|ending| seen(&format!("{path}{ending}")));
    for _ in 0..TRIES {
        let before = state();
        for ending in ["", "-wal", "-journal"] {
            let (from, to) = (format!("{path}{ending}"), folder.path().join(format!("{COPY}{ending}")));
            match std::fs::read(&from) {
                Ok(bytes) => std::fs::write(&to, bytes)?,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound && !ending.is_empty() => {
                    drop(std::fs::remove_file(to));
                }
                Err(error) => return Err(error),
            }
        }
        if state() == before {
            return Ok(folder);
        }
    }
    Err(std::io::Error::other("another process writes it all the time"))
}

fn seen(path: &str) -> Option<(u64, std::time::SystemTime)> {
    let file = Path::new(path).metadata().ok()?;
    Some((file.len(), file.modified().ok()?))
}

/// Whether the file may not be written, before anything is tried.
pub(super) fn fault(path: &str) -> Option<String> {
    std::fs::OpenOptions::new().append(true).open(path).is_err().then(|| file::fault_of_writing(path)).flatten()
}
