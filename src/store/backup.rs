//! A copy of a SQLite database as one file: complete and consistent while others write, and there whole or not at all.

use std::io;
use std::path::{Path, PathBuf};

use sqlx::SqlitePool;
use tempfile::{NamedTempFile, PersistError};

use crate::domain::ordinary_file::check_ordinary;
use crate::store::database_file::is_of_database;
use crate::store::open::folder_of;
use crate::store::sql::engine::Db;
use crate::store::{Store, StoreError};

/// Why there is no backup. Nothing is left of it.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A server's database is no file.
    #[error("a PostgreSQL database is backed up and restored by PostgreSQL's own programs")]
    Server,
    /// The file is the database itself, or one of the files beside it.
    #[error("{} is a file of the database itself", .0.display())]
    Itself(PathBuf),
    /// The file exists, and may not be replaced.
    #[error("{} already exists", .0.display())]
    Exists(PathBuf),
    /// The file cannot be written.
    #[error("cannot write {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// The database cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Writes the whole database into a new file that only this user can read. An existing one is replaced only with
    /// `overwrite`, and keeps its rights. Returns the size in bytes.
    pub async fn backup(&self, to: &Path, overwrite: bool) -> Result<u64, BackupError> {
        let (Db::Sqlite { write, .. }, Some(file)) = (&self.db, &self.file) else { return Err(BackupError::Server) };
        let failed = |source: io::Error| BackupError::Io { path: to.to_owned(), source };
        if is_of_database(&file.beside("").display().to_string(), to) {
            return Err(BackupError::Itself(to.to_owned()));
        }
        check_ordinary(to).map_err(failed)?;
        let existing = to.metadata().ok();
        if existing.is_some() && !overwrite {
            return Err(BackupError::Exists(to.to_owned()));
        }
        if !folder_of(to).is_dir() {
            let source = format!("there is no directory {}", folder_of(to).display());
            return Err(failed(io::Error::new(io::ErrorKind::NotFound, source)));
        }
        let target = target_of(to);
        let copy = copy(write, &target).await?;
        if let Some(existing) = existing {
            copy.as_file().set_permissions(existing.permissions()).map_err(failed)?;
        }
        let size = copy.as_file().metadata().map_err(failed)?.len();
        let moved = if overwrite { copy.persist(&target) } else { copy.persist_noclobber(&target) };
        match moved {
            Ok(_) => {}
            Err(PersistError { error, .. }) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(BackupError::Exists(to.to_owned()));
            }
            Err(PersistError { error, .. }) => return Err(failed(error)),
        }
        sync_folder(&target);
        Ok(size)
    }
}

/// The file to replace: a link stays a link.
pub(super) fn target_of(path: &Path) -> PathBuf {
    match path.is_symlink() {
        true => path.canonicalize().unwrap_or_else(|_| path.to_owned()),
        false => path.to_owned(),
    }
}

/// Copies the database into a private file beside `to`, and syncs it to the disk. Others may read and write meanwhile.
pub(super) async fn copy(database: &SqlitePool, to: &Path) -> Result<NamedTempFile, BackupError> {
    let failed = |source: io::Error| BackupError::Io { path: to.to_owned(), source };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dialoom-copy-").suffix(".tmp");
    let copy = builder.tempfile_in(folder_of(to)).map_err(failed)?;
    let name = copy.path().to_string_lossy().into_owned();
    sqlx::query("VACUUM INTO ?").bind(name).execute(database).await.map_err(StoreError::from)?;
    copy.as_file().sync_all().map_err(failed)?;
    Ok(copy)
}

/// Makes a new name survive a power cut, as far as the system can.
pub(super) fn sync_folder(path: &Path) {
    let _ = std::fs::File::open(folder_of(path)).and_then(|folder| folder.sync_all());
}
