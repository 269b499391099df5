//! The file of an open SQLite database: which one it is, whether it may be written, and whether it is still in its place.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use crate::store::{Result, StoreError, file_of};

/// How a database file is read that may not be written.
#[derive(Debug)]
pub(crate) struct ReadOnly {
    /// What may not be written.
    pub(crate) reason: String,
    /// A private copy that is read instead, where another process has left a log beside the file.
    pub(crate) copy: Option<tempfile::TempDir>,
}

#[derive(Debug)]
pub(crate) struct DatabaseFile {
    path: PathBuf,
    /// `None` where the system could not say.
    opened: Option<Seen>,
    read_only: Option<ReadOnly>,
    log: Log,
}

/// Which file is SQLite's log (`-wal`), from the first look at it on. The connection that writes forgets it when it is
/// made, since SQLite makes a new log with the first connection.
#[derive(Debug, Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Option<(u64, u64)>>>);

impl Log {
    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Whether the file at this path is not the one seen before.
    fn is_other(&self, path: &Path) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = match std::fs::metadata(path) {
            Ok(found) => identity(&found),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(_) => return false,
        };
        if seen.is_none() {
            *seen = found;
        }
        *seen != found
    }
}

/// A file at one time.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    identity: Option<(u64, u64)>,
    length: u64,
    modified: Option<SystemTime>,
}

impl DatabaseFile {
    pub(crate) fn opened(path: &str, read_only: Option<ReadOnly>, log: Log) -> DatabaseFile {
        let opened = std::fs::metadata(path).ok().map(|file| Seen::of(&file));
        DatabaseFile { path: path.into(), opened, read_only, log }
    }

    /// The path of a file beside it: `-wal`, `-limits`.
    pub(crate) fn beside(&self, ending: &str) -> PathBuf {
        PathBuf::from(format!("{}{ending}", self.path.display()))
    }

    pub(crate) fn place(&self) -> String {
        self.path.display().to_string()
    }

    pub(crate) fn check_writable(&self) -> Result<()> {
        match &self.read_only {
            None => Ok(()),
            Some(ReadOnly { reason, .. }) => {
                Err(StoreError::ReadOnly { place: Some(self.place()), reason: Some(reason.clone()) })
            }
        }
    }

    /// The rights of the file, for the files beside it: only this user's, unless somebody widened them.
    pub(crate) fn mode(&self) -> u32 {
        #[cfg(unix)]
        if let Ok(file) = std::fs::metadata(&self.path) {
            return std::os::unix::fs::MetadataExt::mode(&file) & 0o666;
        }
        0o600
    }

    /// Compares device and inode of the path, and of the log, with those of the opened file. An error of the system says
    /// nothing.
    pub(crate) fn check_in_place(&self) -> Result<()> {
        let Some(Seen { identity: Some(opened), .. }) = &self.opened else { return Ok(()) };
        let is_replaced = match std::fs::metadata(&self.path) {
            Ok(found) if identity(&found) == Some(*opened) => return self.check_log(),
            Ok(_) => true,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
            Err(_) => return Ok(()),
        };
        Err(StoreError::Moved { place: self.place(), is_replaced })
    }

    /// What is written into a log without a name is lost with this process.
    fn check_log(&self) -> Result<()> {
        let path = self.beside("-wal");
        // A reader uses no log of its own: a writer may end and remove the log.
        match self.read_only.is_none() && self.log.is_other(&path) {
            true => Err(StoreError::LogRemoved { place: path.display().to_string() }),
            false => Ok(()),
        }
    }

    /// A reader that may not write its part of the shared memory file cannot keep others from changing pages.
    pub(crate) fn changed_while_read(&self) -> bool {
        let now = || std::fs::metadata(&self.path).ok().map(|file| Seen::of(&file));
        self.read_only.as_ref().is_some_and(|read_only| read_only.copy.is_none()) && now() != self.opened
    }
}

impl Seen {
    fn of(file: &Metadata) -> Seen {
        Seen { identity: identity(file), length: file.len(), modified: file.modified().ok() }
    }
}

/// Whether both paths name one file, or would if it were there.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    let same = |of: fn(&Path) -> Option<(u64, u64)>| of(one).is_some() && of(one) == of(other);
    same(|path| path.metadata().ok().and_then(|file| identity(&file)))
        || std::path::absolute(one).ok() == std::path::absolute(other).ok()
}

/// What stands beside a database file, by its ending: SQLite's log, the rates, and answers that could not be stored.
const BESIDE: [&str; 8] = ["", "-wal", "-shm", "-journal", "-limits", "-limits-wal", "-limits-shm", ".spool.jsonl"];

/// Whether a path names a file of this database, given as a path or a URL, or would if the file were there.
pub fn is_of_database(db: &str, path: &Path) -> bool {
    let is_same =
        |file: &str| BESIDE.iter().any(|ending| is_same_file(&PathBuf::from(format!("{file}{ending}")), path));
    file_of(db).is_some_and(is_same)
}

/// Device and inode.
#[cfg(unix)]
pub(crate) fn identity(file: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    Some((file.dev(), file.ino()))
}

/// Other systems can neither move nor remove an open file.
#[cfg(not(unix))]
pub(crate) fn identity(_file: &Metadata) -> Option<(u64, u64)> {
    None
}
