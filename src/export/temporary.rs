//! The file beside an export's target until it is whole: its name, and what a killed export left.
//!
//! Its writer holds a lock on it. A file of that name without a lock belongs to nobody, and the next export of the same
//! target removes it.

use std::fs::File;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

const SUFFIX: &str = ".tmp";

/// The beginning of the name; a checksum stands for the target, since the name of the target may be as long as any.
fn prefix(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default();
    let digest: String =
        Sha256::digest(name.as_encoded_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!(".dialoom-export-{digest}-")
}

/// A new, locked file in `folder`, which is that of `target`.
pub(super) fn create(folder: &Path, target: &Path) -> io::Result<NamedTempFile> {
    let prefix = prefix(target);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Readable as far as the umask allows, like any new file; a temporary file is private.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    loop {
        let file = builder.tempfile_in(folder)?;
        // Some network drives know no locks. There a file of a killed export stays.
        let is_locked = file.as_file().lock().is_ok();
        // Another export may have taken it for an abandoned one before the lock.
        if !is_locked || file.path().exists() {
            return Ok(file);
        }
    }
}

/// Removes what killed exports of this target left in its folder. Leaves what it may not remove: it is in nobody's way.
pub(super) fn remove_abandoned(folder: &Path, target: &Path) {
    let prefix = prefix(target);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with(&prefix) || !name.ends_with(SUFFIX) {
            continue;
        }
        let path = entry.path();
        let Ok(file) = File::options().read(true).write(true).open(&path) else { continue };
        if file.try_lock().is_ok() && std::fs::remove_file(&path).is_ok() {
            tracing::info!(path = %path.display(), "removed what a killed export left");
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_writes_is_removed_and_only_that_of_the_target() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("one.jsonl"), folder.path().join("other.jsonl"));
        let left = |target: &Path| create(folder.path(), target).unwrap().into_temp_path().keep().unwrap();
        let (abandoned, of_other) = (left(&one), left(&other));
        let live = create(folder.path(), &one).unwrap();
        remove_abandoned(folder.path(), &one);
        assert!(!abandoned.exists() && of_other.exists() && live.path().exists());
        drop(live);
        assert!(create(folder.path(), &folder.path().join("x".repeat(255))).is_ok());
    }
}
