//! Whether the files of an export are still what was written.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use crate::domain::export::{ExportRecord, ExportStatus};
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
        /// There is no such file.
        Missing = "missing",
        /// Its export has expired, and it is gone.
        Removed = "removed",
        /// It cannot be read.
        Unreadable = "unreadable",
    }
}

/// A file of an export, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Verified {
    /// Where it was written.
    pub path: String,
    /// What is there now.
    pub state: FileState,
}

/// Computes the checksum of each file again. Nothing where the export failed, or went to standard output.
pub fn verify(record: &ExportRecord, now: DateTime<Utc>) -> Vec<Verified> {
    if record.status != ExportStatus::Completed {
        return Vec::new();
    }
    let listed = record.files.iter().map(|file| (file.path.clone(), Some(&file.checksum)));
    // Earlier versions recorded one path beside the row's own checksum.
    let alone = record.file_path.clone().filter(|_| record.files.is_empty());
    let beside = Recorded::read(record).unwrap_or_default().beside;
    let beside = beside.iter().map(|file| (file.path.clone(), Some(&file.checksum)));
    let files = listed.chain(alone.map(|path| (path, record.checksum.as_ref()))).chain(beside);
    let is_expired = record.expires_at.is_some_and(|at| at <= now);
    let state = |path: &str, checksum| match state(Path::new(path), checksum) {
        FileState::Missing if is_expired => FileState::Removed,
        state => state,
    };
    files.map(|(path, checksum)| Verified { state: state(&path, checksum), path }).collect()
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
