//! Looks at a SQLite file before anything changes it: is it there, a database, dialoom's, and not newer?

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::domain::ordinary_file::check_ordinary;
use crate::store::open::migrations::{APPLICATION_ID, SQLITE, newest};
use crate::store::sql::engine;
use crate::store::{Result, StoreError};

/// What lies at a path.
pub(super) enum Found {
    /// Nothing, or a file without content: a new database.
    Nothing,
    /// A SQLite file.
    Database,
}

/// How long a file without content may take to become a database: another process may be creating it.
const CREATION: Duration = Duration::from_secs(1);

/// Looks at the path without a wait and without a change.
pub(super) async fn look_at(path: &str) -> Result<Found> {
    let unreachable = |reason: String| StoreError::Unreachable { place: path.to_owned(), reason };
    if path.is_empty() {
        return Err(unreachable("the path is empty".into()));
    }
    let folder = folder_of(Path::new(path));
    if !folder.is_dir() {
        return Err(unreachable(format!("there is no directory {}", folder.display())));
    }
    if path == ":memory:" {
        return Err(unreachable("a database in memory would end with the command".into()));
    }
    check_ordinary(Path::new(path)).map_err(|error| unreachable(error.to_string()))?;
    let until = tokio::time::Instant::now() + CREATION;
    loop {
        let state = match std::fs::metadata(path) {
            Ok(file) if file.len() > 0 => return judge_start(path),
            Ok(_) => "is empty (0 bytes)",
            Err(error) if error.kind() == ErrorKind::NotFound => "is missing",
            Err(error) => return Err(unreachable(format!("it cannot be read: {error}"))),
        };
        let remains = remains(path, state);
        if remains.is_empty() {
            return Ok(Found::Nothing);
        }
        if tokio::time::Instant::now() >= until {
            return Err(StoreError::Emptied { place: path.to_owned(), state, remains });
        }
        tokio::time::sleep(CREATION / 20).await;
    }
}

/// The files beside the path that show that a database was there. Whoever wants a new one may have left its limits.
fn remains(path: &str, state: &str) -> Vec<String> {
    let beside = |ending: &str| Some(format!("{path}{ending}")).filter(|path| length_of(path) > 0);
    let limits = || if state == "is missing" { None } else { beside("-limits") };
    beside("-wal").into_iter().chain(limits()).collect()
}

/// The length of a file in bytes; 0 where there is none.
pub(super) fn length_of(path: &str) -> u64 {
    std::fs::metadata(path).map_or(0, |file| file.len())
}

pub(in crate::store) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Every SQLite file begins with 16 bytes that are always the same, and has the application's id at byte 68
/// (https://www.sqlite.org/fileformat2.html, section 1.3).
fn judge_start(path: &str) -> Result<Found> {
    let unreachable = |error: std::io::Error| StoreError::Unreachable {
        place: path.to_owned(),
        reason: format!("it cannot be read: {error}"),
    };
    let mut start = Vec::new();
    File::open(path).and_then(|file| file.take(100).read_to_end(&mut start)).map_err(unreachable)?;
    if start.starts_with(b"SQLite format 3\0") {
        return match whole_length(&start).filter(|_| !has_log(path)) {
            Some(whole) if length_of(path) < whole => {
                let reason = format!("it is cut off: {} of {whole} bytes", length_of(path));
                Err(StoreError::Damaged { place: Some(path.to_owned()), reason })
            }
            _ => Ok(Found::Database),
        };
    }
    let is_ours = start.get(68..72).is_some_and(|id| id == b"dial");
    if is_ours || start.iter().all(|byte| *byte == 0) {
        let reason = "its first bytes are overwritten".to_owned();
        return Err(StoreError::Damaged { place: Some(path.to_owned()), reason });
    }
    Err(StoreError::Foreign { place: path.to_owned(), reason: "the file is no SQLite database".into() })
}

/// The length of the file by its header, in bytes; `None` where the header does not say (section 1.3.7).
fn whole_length(start: &[u8]) -> Option<u64> {
    let page = match u16::from_be_bytes(start.get(16..18)?.try_into().ok()?) {
        1 => 65_536,
        page => u64::from(page),
    };
    let pages = u32::from_be_bytes(start.get(28..32)?.try_into().ok()?);
    (start.get(24..28)? == start.get(92..96)?).then_some(page * u64::from(pages))
}

/// Whether a log lies beside the file: another process may be writing it back at this moment (section 4.1).
fn has_log(path: &str) -> bool {
    let mut start = [0; 4];
    let read = File::open(format!("{path}-wal")).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && matches!(u32::from_be_bytes(start), 0x377f_0682 | 0x377f_0683)
}

/// Creates an empty file that only this user can read and write, or with the given rights. An existing one stays.
pub(in crate::store) fn create(path: &Path, #[cfg_attr(not(unix), allow(unused))] mode: u32) -> std::io::Result<()> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
        #[cfg(unix)]
        // The file's rights do not depend on the umask.
        Ok(file) => file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(mode)),
        #[cfg(not(unix))]
        Ok(_) => Ok(()),
    }
}

/// A name beside the path that nothing has: `dialoom.db.damaged-20260131-120000`.
pub(in crate::store) fn free_name(path: &str, why: &str) -> PathBuf {
    let stem = format!("{path}.{why}-{}", chrono::Utc::now().format("%Y%m%d-%H%M%S"));
    let numbered = |number: u32| if number == 1 { stem.clone() } else { format!("{stem}-{number}") };
    let is_free = |name: &String| std::fs::symlink_metadata(name).is_err();
    (1..).map(numbered).find(is_free).unwrap_or(stem.clone()).into()
}

/// Checks that the file is dialoom's and not newer than this program.
pub(super) fn judge(path: &str, [application, version, tables]: [i64; 3]) -> Result<()> {
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

/// The application's id, the version, and the number of tables and indexes.
pub(super) async fn header(options: &SqliteConnectOptions) -> std::result::Result<[i64; 3], sqlx::Error> {
    let mut connection = options.connect().await?;
    // One transaction: another process may be creating the file.
    let mut transaction = connection.begin().await?;
    let mut numbers = [0; 3];
    for (number, sql) in numbers.iter_mut().zip(HEADER) {
        *number = sqlx::query_scalar(sql).fetch_one(&mut *transaction).await?;
    }
    drop(transaction);
    connection.close().await?;
    Ok(numbers)
}

const HEADER: [&str; 3] = ["PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master"];

/// Whether SQLite must write but cannot, or cannot create a file beside the database (primary codes 8 and 14,
/// https://www.sqlite.org/rescode.html).
pub(super) fn cannot_write(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code()).and_then(|code| code.parse::<u32>().ok());
    code.is_some_and(|code| matches!(code & 0xff, 8 | 14))
}

/// The store's error for this file.
pub(super) fn error_of(path: &str, error: sqlx::Error) -> StoreError {
    let place = path.to_owned();
    match engine::error(error) {
        StoreError::Damaged { reason, .. } => StoreError::Damaged { place: Some(place), reason },
        StoreError::ReadOnly { reason, .. } => StoreError::ReadOnly { place: Some(place), reason },
        StoreError::Other(reason) => StoreError::Unreachable { place, reason },
        other => other,
    }
}

/// Why a database may not be written; `None` where nothing speaks against it.
pub(super) fn fault_of_writing(path: &str) -> Option<String> {
    let appends = |path: &str| OpenOptions::new().append(true).open(path);
    if let Err(error) = appends(path) {
        return Some(format!("the file may not be written ({error})"));
    }
    let beside = ["-wal", "-shm"].map(|ending| format!("{path}{ending}"));
    let refused = |path: &&String| appends(path).is_err_and(|error| error.kind() != ErrorKind::NotFound);
    if let Some(refused) = beside.iter().find(refused) {
        return Some(format!("{refused} beside it may not be written"));
    }
    if beside.iter().all(|path| Path::new(path).exists()) {
        return None;
    }
    let error = tempfile::tempfile_in(folder_of(Path::new(path))).err()?;
    Some(format!("its folder may not be written, and SQLite keeps a log beside the file ({error})"))
}
