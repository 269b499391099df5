//! A backup put in the place of a database. The present file stays beside it under another name.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{ConnectOptions as _, Connection as _, SqlitePool};

use crate::store::backup::{BackupError, copy, sync_folder, target_of};
use crate::store::database_file::{ReadOnly, is_same_file};
use crate::store::open::{file_to_restore, free_name, is_damaged};
use crate::store::{Result, StoreError};

/// How long another program may keep the present file open.
const PATIENCE: Duration = Duration::from_secs(2);

/// A checked backup: a whole dialoom database, not newer than this program.
#[derive(Debug)]
pub struct BackupFile {
    path: PathBuf,
    pool: SqlitePool,
    /// A copy that is read instead, where SQLite can make no files beside it.
    _copy: Option<ReadOnly>,
    /// How many conversations it holds.
    pub conversations: u64,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the file is that was in its place; `None` where none was.
    pub kept: Option<PathBuf>,
}

impl BackupFile {
    /// Checks every page of a file. Changes nothing.
    pub async fn open(path: &Path) -> Result<BackupFile> {
        let name = path.display().to_string();
        let (options, copy) = file_to_restore(&name).await?;
        let pool = SqlitePoolOptions::new().max_connections(1).connect_lazy_with(options);
        let damaged = |reason: String| StoreError::Damaged { place: Some(name.clone()), reason };
        let named = |error: sqlx::Error| match StoreError::from(error) {
            StoreError::Damaged { reason, .. } => damaged(reason),
            other => other,
        };
        let found: String = sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_one(&pool).await.map_err(named)?;
        if found != "ok" {
            return Err(damaged(found.trim().replace('\n', "; ")));
        }
        let count: i64 =
            sqlx::query_scalar("SELECT count(*) FROM conversations").fetch_one(&pool).await.map_err(named)?;
        Ok(BackupFile { path: path.to_owned(), pool, _copy: copy, conversations: u64::try_from(count).unwrap_or(0) })
    }

    /// Whether it is the database itself.
    pub fn is(&self, database: &Path) -> bool {
        is_same_file(&self.path, database)
    }

    /// Puts a copy of it in the place of `database`, whole or not at all. Nobody may have that file open.
    pub async fn restore(self, database: &Path) -> std::result::Result<Restored, BackupError> {
        let failed = |source: std::io::Error| BackupError::Io { path: database.to_owned(), source };
        let target = target_of(database);
        let copy = copy(&self.pool, &target).await?;
        self.pool.close().await;
        if let Ok(present) = target.metadata() {
            copy.as_file().set_permissions(present.permissions()).map_err(failed)?;
            if present.len() > 0 && !is_damaged(&target).await {
                empty_log(&target).await?;
            }
        }
        let kept = keep(&target).map_err(failed)?;
        copy.persist(&target).map_err(|error| failed(error.error))?;
        sync_folder(&target);
        Ok(Restored { kept })
    }
}

/// Moves what the log of the present file holds into it, and removes the log. SQLite does so only where no other program
/// has the file open. A damaged file keeps its log.
async fn empty_log(database: &Path) -> Result<()> {
    let options = SqliteConnectOptions::new().filename(database).busy_timeout(PATIENCE);
    let emptied = async {
        let mut connection = options.connect().await?;
        sqlx::query("PRAGMA journal_mode = DELETE").fetch_one(&mut connection).await?;
        connection.close().await
    };
    match emptied.await.map_err(StoreError::from) {
        Err(StoreError::Damaged { .. }) | Ok(()) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Gives the present file a second name, and moves its log there: beside the restored file it would be taken for that
/// one's. The path itself is replaced in one step afterwards. `None` where neither is there.
fn keep(database: &Path) -> std::io::Result<Option<PathBuf>> {
    let kept = free_name(&database.display().to_string(), "before-restore");
    let beside = |path: &Path, ending: &str| PathBuf::from(format!("{}{ending}", path.display()));
    let mut is_any = database.exists();
    if is_any && std::fs::hard_link(database, &kept).is_err() {
        // Some file systems give a file no second name.
        std::fs::rename(database, &kept)?;
    }
    for ending in ["-wal", "-journal"] {
        let log = beside(database, ending);
        if log.exists() {
            std::fs::rename(log, beside(&kept, ending))?;
            is_any = true;
        }
    }
    let shared_memory = beside(database, "-shm");
    if shared_memory.exists() {
        std::fs::remove_file(shared_memory)?;
    }
    Ok(is_any.then_some(kept))
}
