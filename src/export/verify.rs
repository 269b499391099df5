//! Whether the files of an export are still what was written, or what a later export wrote in their place.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use crate::domain::export::{ExportRecord, ExportStatus};
use crate::domain::ids::ExportId;
use crate::domain::ordinary_file::check_readable;
use crate::domain::word::words;
use crate::export::recorded::Recorded;

words! {
    /// What became of an exported file.
    FileState is "file state" {
        /// The same bytes.
        Same = "same",
        /// Other bytes.
        Changed = "changed",
        /// A later export wrote in the same place.
        Replaced = "replaced",
        /// There is no such file.
        Missing = "missing",
        /// Its export has expired, and it is gone.
        Removed = "removed",
        /// It cannot be read.
        Unreadable = "unreadable",
    }
}

impl FileState {
    /// Whether that is not what was exported, and no later export or cleaning explains it.
    pub fn is_wrong(self) -> bool {
        matches!(self, FileState::Changed | FileState::Missing | FileState::Unreadable)
    }
}

/// A file of an export, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Verified {
    /// Where it was written.
    pub path: String,
    /// What is there now.
    pub state: FileState,
    /// The later export that wrote in the same place, in the state `replaced`.
    pub replaced_by: Option<ExportId>,
}

/// The newest export that wrote in each place.
#[derive(Debug, Default)]
pub struct Newest {
    files: HashMap<String, Order>,
    /// Dataset folders: one takes the place of all files of an earlier one.
    folders: HashMap<PathBuf, Order>,
}

/// What ends later stands in the place.
type Order = (Option<DateTime<Utc>>, ExportId);

impl Newest {
    /// Of these exports.
    pub fn of(records: &[ExportRecord]) -> Newest {
        let mut newest = Newest::default();
        for record in records.iter().filter(|record| record.status == ExportStatus::Completed) {
            let order = (record.exported_at, record.id);
            for (path, _) in files(record) {
                let there = newest.files.entry(path).or_insert(order);
                *there = (*there).max(order);
            }
            if let Some(folder) = folder_of(record) {
                let there = newest.folders.entry(folder).or_insert(order);
                *there = (*there).max(order);
            }
        }
        newest
    }

    /// The export that wrote there after this one.
    fn after(&self, record: &ExportRecord, path: &str) -> Option<ExportId> {
        let folder = folder_of(record).and_then(|folder| self.folders.get(&folder));
        let last = self.files.get(path).into_iter().chain(folder).max()?;
        (*last > (record.exported_at, record.id)).then_some(last.1)
    }
}

/// The folder of a complete dataset; `None` where the export made no folder.
pub fn folder_of(record: &ExportRecord) -> Option<PathBuf> {
    let beside = Recorded::read(record)?.beside;
    beside.first().and_then(|file| Path::new(&file.path).parent()).map(Path::to_owned)
}

/// Each file with its checksum.
fn files(record: &ExportRecord) -> Vec<(String, Option<String>)> {
    let listed = record.files.iter().map(|file| (file.path.clone(), Some(file.checksum.clone())));
    // Earlier versions recorded one path beside the row's own checksum.
    let alone = record.file_path.clone().filter(|_| record.files.is_empty());
    let alone = alone.map(|path| (path, record.checksum.clone()));
    let beside = Recorded::read(record).unwrap_or_default().beside;
    let beside = beside.into_iter().map(|file| (file.path, Some(file.checksum)));
    listed.chain(alone).chain(beside).collect()
}

/// Computes the checksum of each file again. Nothing where the export failed, or went to standard output.
pub fn verify(record: &ExportRecord, now: DateTime<Utc>, newest: &Newest) -> Vec<Verified> {
    if record.status != ExportStatus::Completed {
        return Vec::new();
    }
    let is_expired = record.expires_at.is_some_and(|at| at <= now);
    let verified = |(path, checksum): (String, Option<String>)| {
        let found = state(Path::new(&path), checksum.as_ref());
        let is_other = matches!(found, FileState::Changed | FileState::Missing);
        let replaced_by = newest.after(record, &path).filter(|_| is_other);
        let state = match found {
            _ if replaced_by.is_some() => FileState::Replaced,
            FileState::Missing if is_expired => FileState::Removed,
            found => found,
        };
        Verified { path, state, replaced_by }
    };
    files(record).into_iter().map(verified).collect()
}

fn state(path: &Path, checksum: Option<&String>) -> FileState {
    match check_readable(path).and_then(|()| checksum_of(path)) {
        Ok(found) if Some(&found) == checksum => FileState::Same,
        Ok(_) => FileState::Changed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => FileState::Missing,
        Err(_) => FileState::Unreadable,
    }
}

fn checksum_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()),
            read => hash.update(&buffer[..read]),
        }
    }
}
