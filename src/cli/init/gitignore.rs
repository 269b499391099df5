//! Keeps what must not be shared out of git: the database and its companions, answers put aside, keys.

use std::fs::OpenOptions;
use std::io::{Error, ErrorKind, Result, Write as _};
use std::path::Path;

pub(super) const NAME: &str = ".gitignore";
/// The patterns; the first covers `dialoom.db` with `-wal`, `-shm`, `-limits`, its spool and its backups.
const PATTERNS: [&str; 3] = ["*.db*", "dialoom.spool.jsonl", "*.key"];

/// Adds the patterns that the file lacks, behind what it says; returns whether there were any. On an error the file is
/// as it was.
pub(super) fn complete(folder: &Path) -> Result<bool> {
    let path = folder.join(NAME);
    let before = match std::fs::read(&path) {
        Ok(before) => Some(before),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let Some(addition) = missing(&String::from_utf8_lossy(before.as_deref().unwrap_or_default())) else {
        return Ok(false);
    };
    let mut file = OpenOptions::new().create(true).append(true).open(&path)?;
    let written = file.write_all(addition.as_bytes()).and_then(|()| file.sync_all());
    written.map(|()| true).map_err(|error| restored(&path, before.as_ref().map(Vec::len), error))
}

/// Takes a part of the addition away again; the error that stopped it is the one to report.
fn restored(path: &Path, length: Option<usize>, error: Error) -> Error {
    let back = match length {
        Some(length) => OpenOptions::new().write(true).open(path).and_then(|file| file.set_len(length as u64)),
        None => std::fs::remove_file(path),
    };
    back.err().map_or(error, |worse| Error::other(format!("{worse}; {NAME} may end in half a line")))
}

/// The lines to add; `None` where every pattern is there.
fn missing(text: &str) -> Option<String> {
    let known: Vec<&str> = text.lines().map(str::trim).collect();
    let missing: Vec<&str> = PATTERNS.into_iter().filter(|pattern| !known.contains(pattern)).collect();
    let before = match text {
        "" => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    (!missing.is_empty())
        .then(|| format!("{before}# dialoom: database, answers put aside, keys\n{}\n", missing.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_stays_and_each_pattern_is_there_once() {
        for before in ["", "/target\n", "/target", "*.key\n/x\n"] {
            let after = format!("{before}{}", missing(before).expect("something is missing"));
            assert!(after.starts_with(before), "{after}");
            for pattern in PATTERNS {
                assert_eq!(after.lines().filter(|line| *line == pattern).count(), 1, "{after}");
            }
            assert_eq!(missing(&after), None);
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_an_error_and_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join(NAME)).expect("made");
        assert!(complete(folder.path()).is_err());
        assert!(folder.path().join(NAME).is_dir());
    }
}
