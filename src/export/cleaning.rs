//! Removes what nobody needs any more: files of expired exports, and what killed exports left.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::domain::batch::{BatchStatus, BatchType};
use crate::domain::export::{ExportRecord, ExportShape};
use crate::export::companion;
use crate::export::file::NewFileError;
use crate::export::leftovers::remove_leftovers;
use crate::export::recorded::Recorded;
use crate::export::verify::{FileState, Newest, verify};
use crate::store::{JobRecord, Store, StoreError};

/// The files of expired exports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expired {
    /// Those that are still as they were written.
    pub same: Vec<String>,
    /// Those that somebody changed.
    pub changed: Vec<String>,
    /// Dataset folders, which go once they are empty.
    folders: Vec<PathBuf>,
    /// Files that have an entry in `dataset_info.json`, which goes with them.
    entered: Vec<PathBuf>,
}

/// What a cleaning removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Files of expired exports.
    pub removed: Vec<String>,
    /// Parts of files and folders that killed exports left.
    pub leftovers: Vec<String>,
    /// Why the cleaning ended early.
    pub failed: Option<String>,
}

impl Expired {
    /// Those among the files of these exports. What a later one wrote in the same place, and keeps, stays.
    pub fn of(records: &[ExportRecord], now: DateTime<Utc>) -> Expired {
        let (mut expired, newest) = (Expired::default(), Newest::of(records));
        let is_expired = |record: &&ExportRecord| record.expires_at.is_some_and(|at| at <= now);
        let kept = records.iter().filter(|record| !is_expired(record)).flat_map(|record| verify(record, now, &newest));
        let kept: HashSet<String> = kept.filter(|file| file.state == FileState::Same).map(|file| file.path).collect();
        for record in records.iter().filter(is_expired) {
            for file in verify(record, now, &newest).into_iter().filter(|file| !kept.contains(&file.path)) {
                match file.state {
                    FileState::Same => expired.same.push(file.path),
                    FileState::Changed => expired.changed.push(file.path),
                    FileState::Replaced | FileState::Missing | FileState::Removed | FileState::Unreadable => {}
                }
            }
            let beside = Recorded::read(record).unwrap_or_default().beside;
            expired.folders.extend(beside.first().and_then(|file| Path::new(&file.path).parent()).map(Path::to_owned));
            if record.shape == ExportShape::LlamaFactory {
                let files = record.files.iter().filter(|file| !kept.contains(&file.path));
                expired.entered.extend(files.map(|file| PathBuf::from(&file.path)));
            }
        }
        expired
    }

    /// Removes what only stood for the files that are gone.
    fn remove_rest(&self) -> Result<(), NewFileError> {
        for folder in &self.folders {
            // Only an empty one can be removed: what somebody put there stays.
            let _ = std::fs::remove_dir(folder.join("data")).and_then(|()| std::fs::remove_dir(folder));
        }
        self.entered.iter().filter(|path| !path.exists()).try_for_each(|path| companion::forget(path))
    }
}

/// Removes files that are as they were written, and what killed exports left in the folders of these exports. Leaves a
/// job of the type `cleanup` behind where it did anything.
pub async fn clean_up(
    store: &Store,
    records: &[ExportRecord],
    expired: Expired,
    by: &str,
) -> Result<Cleaned, StoreError> {
    let began = Utc::now();
    let leftovers = remove_leftovers(records).iter().map(|path| path.display().to_string()).collect();
    let mut cleaned = Cleaned { leftovers, ..Cleaned::default() };
    for path in &expired.same {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                cleaned.failed = Some(format!("cannot remove {path}: {error}"));
                break;
            }
            _ => cleaned.removed.push(path.clone()),
        }
    }
    if let Err(error) = expired.remove_rest() {
        cleaned.failed.get_or_insert(error.to_string());
    }
    if cleaned == Cleaned::default() {
        return Ok(cleaned);
    }
    let status = if cleaned.failed.is_some() { BatchStatus::Failed } else { BatchStatus::Completed };
    let results = json!({
        "removed": cleaned.removed.len(),
        "leftovers": cleaned.leftovers.len(),
        "changed": expired.changed.len(),
    });
    let name = format!("exports cleanup {}", began.format("%Y-%m-%dT%H:%M:%S%.6fZ"));
    let (kind, error) = (BatchType::Cleanup, cleaned.failed.as_deref());
    store.record_job(&JobRecord { kind, name, by, began, status, error, results }).await?;
    Ok(cleaned)
}
