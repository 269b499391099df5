//! The file or folder beside an export's target until it is whole: its name, and what a killed export left.
//!
//! Its writer holds a lock on it. One of that name without a lock belongs to nobody: the next export of the same target
//! removes it, and so does a cleaning of the folder.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::{NamedTempFile, TempDir};

const PREFIX: &str = ".dialoom-export-";
/// Of the folder that keeps an earlier export until the new one stands in its place.
const ASIDE: &str = ".dialoom-earlier-";
/// The earlier export in that folder.
const EARLIER: &str = "export";
const SUFFIX: &str = ".tmp";

/// The beginning of the name; a checksum stands for the target, since the name of the target may be as long as any.
fn prefix(kind: &str, target: &Path) -> String {
    let name = target.file_name().unwrap_or_default();
    let digest: String =
        Sha256::digest(name.as_encoded_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("{kind}{digest}-")
}

/// A new, locked file in `folder`, which is that of `target`.
pub(super) fn create(folder: &Path, target: &Path) -> io::Result<NamedTempFile> {
    let prefix = prefix(PREFIX, target);
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

/// A folder, locked where the system locks folders. It goes when it is dropped.
#[derive(Debug)]
pub(super) struct Folder {
    // Before the lock: nobody may take the folder for an abandoned one while it goes.
    folder: TempDir,
    _lock: Option<File>,
}

impl Folder {
    /// A new one in `above`, the folder of `target`.
    pub(super) fn create(above: &Path, target: &Path) -> io::Result<Folder> {
        Folder::named(above, &prefix(PREFIX, target))
    }

    /// One that holds what stands at the target.
    pub(super) fn aside(above: &Path, target: &Path) -> io::Result<Folder> {
        let aside = Folder::named(above, &prefix(ASIDE, target))?;
        std::fs::rename(target, aside.path().join(EARLIER))?;
        Ok(aside)
    }

    /// Puts that back to its place.
    pub(super) fn put_back(&self, target: &Path) -> io::Result<()> {
        std::fs::rename(self.path().join(EARLIER), target)
    }

    fn named(above: &Path, prefix: &str) -> io::Result<Folder> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(prefix).suffix(SUFFIX);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o777));
        }
        loop {
            let folder = builder.tempdir_in(above)?;
            let lock = File::open(folder.path()).ok().filter(|lock| lock.lock().is_ok());
            if lock.is_none() || folder.path().exists() {
                return Ok(Folder { folder, _lock: lock });
            }
        }
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// It stands elsewhere now: nothing is left to remove.
    pub(super) fn was_moved(self) {
        let _ = self.folder.keep();
    }
}

/// Removes what killed exports of this target left in its folder. Leaves what it may not remove: it is in nobody's way.
pub(super) fn remove_abandoned(folder: &Path, target: &Path) {
    remove(folder, &prefix(PREFIX, target));
}

/// Puts an earlier export back that a killed one had set aside, where nothing stands in its place.
pub(super) fn put_back_earlier(above: &Path, target: &Path) {
    for (aside, _lock) in unlocked(above, &prefix(ASIDE, target)) {
        if target.exists() || std::fs::rename(aside.join(EARLIER), target).is_ok() {
            // Where it stays, it is in nobody's way.
            let _ = std::fs::remove_dir_all(&aside);
        }
    }
}

/// Removes what killed exports of any target left in a folder. Returns the paths.
pub(super) fn remove_all_abandoned(folder: &Path) -> Vec<PathBuf> {
    remove(folder, PREFIX)
}

fn remove(folder: &Path, prefix: &str) -> Vec<PathBuf> {
    let removed = unlocked(folder, prefix).into_iter().filter_map(|(path, _lock)| {
        match path.is_dir() {
            true => std::fs::remove_dir_all(&path).ok()?,
            false => std::fs::remove_file(&path).ok()?,
        }
        tracing::info!(path = %path.display(), "removed what a killed export left");
        Some(path)
    });
    removed.collect()
}

/// What has such a name and no writer, with the lock that keeps others away from it.
fn unlocked(folder: &Path, prefix: &str) -> Vec<(PathBuf, File)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let found = entries.filter_map(|entry| {
        let (name, path) = (entry.file_name(), entry.path());
        let name = name.to_string_lossy();
        let is_ours = name.starts_with(prefix) && name.ends_with(SUFFIX);
        if !is_ours || entry.file_type().ok()?.is_symlink() {
            return None;
        }
        let lock = File::open(&path).ok()?;
        lock.try_lock().ok()?;
        Some((path, lock))
    });
    found.collect()
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
        let left = Folder::create(folder.path(), &one).unwrap();
        std::fs::write(left.path().join("part"), "half").unwrap();
        let (path, live_folder) = (left.path().to_owned(), Folder::create(folder.path(), &one).unwrap());
        left.was_moved();
        assert_eq!(remove_all_abandoned(folder.path()).len(), 2, "the folder, and the file of the other target");
        assert!(!path.exists() && !of_other.exists() && live.path().exists() && live_folder.path().exists());
        drop((live, live_folder));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(create(folder.path(), &folder.path().join("x".repeat(255))).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn an_earlier_export_that_was_set_aside_comes_back_where_its_place_is_empty() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("hub");
        for has_new in [false, true] {
            std::fs::create_dir(&target).unwrap();
            std::fs::write(target.join("README.md"), "earlier").unwrap();
            let aside = Folder::aside(folder.path(), &target).unwrap();
            put_back_earlier(folder.path(), &target);
            assert!(!target.exists(), "its export still runs");
            aside.was_moved();
            if has_new {
                std::fs::create_dir(&target).unwrap();
            }
            put_back_earlier(folder.path(), &target);
            assert_eq!(target.join("README.md").exists(), !has_new);
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
            std::fs::remove_dir_all(&target).unwrap();
        }
    }
}
