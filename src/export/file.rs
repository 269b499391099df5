//! A file that appears whole or not at all: written beside its place, then moved there.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::export::temporary;

/// A file being written. Dropped before [`NewFile::finish`], it leaves nothing behind.
#[derive(Debug)]
pub struct NewFile {
    /// As the user gave it.
    asked: PathBuf,
    /// The target of a symbolic link, so that the link stays.
    path: PathBuf,
    overwrite: bool,
    file: BufWriter<NamedTempFile>,
}

/// Why a file cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum NewFileError {
    /// The file exists and may not be replaced.
    #[error("{} already exists", .0.display())]
    Exists(PathBuf),
    /// The folder is missing.
    #[error("the folder {} does not exist", .0.display())]
    NoFolder(PathBuf),
    /// A folder, device or pipe stands in its place.
    #[error("{} is not an ordinary file", .0.display())]
    NotAFile(PathBuf),
    /// A folder of this name is there, and it is not empty.
    #[error("the folder {} exists and is not empty", .0.display())]
    FolderExists(PathBuf),
    /// A file stands where the folder should.
    #[error("{} is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// The system refused: a full disk, missing rights.
    #[error("cannot write {}: {}", path.display(), why(error))]
    Io {
        /// The file to write.
        path: PathBuf,
        /// The system's error. It is no cause to print: it says the same and names the temporary file.
        error: io::Error,
    },
}

/// In words, without the name of the temporary file, which nobody asked for.
fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::QuotaExceeded => "your share of the disk is used up".to_owned(),
        _ => {
            let text = error.to_string();
            text.split_once(" at path \"").map(|(why, _)| why.to_owned()).unwrap_or(text)
        }
    }
}

impl NewFile {
    /// Starts a file. Only with `overwrite` may it replace an existing one.
    pub fn create(path: &Path, overwrite: bool) -> Result<NewFile, NewFileError> {
        let failed = |error| NewFileError::Io { path: path.to_owned(), error };
        let there = match std::fs::metadata(path) {
            Ok(there) => Some(there),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(NewFileError::NoFolder(folder_of(path).to_owned()));
            }
            Err(error) => return Err(failed(error)),
        };
        if there.as_ref().is_some_and(|there| !there.is_file()) {
            return Err(NewFileError::NotAFile(path.to_owned()));
        }
        if there.is_some() && !overwrite {
            return Err(NewFileError::Exists(path.to_owned()));
        }
        let target = if there.is_some() { std::fs::canonicalize(path).map_err(failed)? } else { path.to_owned() };
        let folder = folder_of(&target);
        if !folder.is_dir() {
            return Err(NewFileError::NoFolder(folder.to_owned()));
        }
        temporary::remove_abandoned(folder, &target);
        let file = temporary::create(folder, &target).map_err(failed)?;
        if let Some(there) = there {
            file.as_file().set_permissions(there.permissions()).map_err(failed)?;
        }
        Ok(NewFile { asked: path.to_owned(), path: target, overwrite, file: BufWriter::new(file) })
    }

    /// The path as the user gave it.
    pub fn asked_path(&self) -> &Path {
        &self.asked
    }

    /// Another name in the same folder, for a file that is not at its place yet.
    pub(super) fn rename(&mut self, name: &str) {
        let name = Path::new(name).file_name().unwrap_or_default();
        self.asked.set_file_name(name);
        self.path.set_file_name(name);
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), NewFileError> {
        self.file.write_all(bytes).map_err(|error| NewFileError::Io { path: self.path.clone(), error })
    }

    /// Syncs the bytes to the disk and moves the file to its place.
    pub(crate) fn finish(self) -> Result<(), NewFileError> {
        let NewFile { path, overwrite, file, .. } = self;
        let failed = |error| NewFileError::Io { path: path.clone(), error };
        let file = file.into_inner().map_err(|error| failed(error.into_error()))?;
        file.as_file().sync_all().map_err(failed)?;
        let moved = if overwrite { file.persist(&path) } else { file.persist_noclobber(&path) };
        match moved {
            Ok(_) => {}
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(NewFileError::Exists(path.clone()));
            }
            Err(error) => return Err(failed(error.error)),
        }
        // The move survives a power cut only once the folder is synced too. Windows opens no folders.
        #[cfg(unix)]
        std::fs::File::open(folder_of(&path)).and_then(|folder| folder.sync_all()).map_err(failed)?;
        Ok(())
    }
}

/// Moves all files to their places. Where one cannot be moved, those that are new and were moved before it go again.
pub(super) fn finish_all(files: Vec<NewFile>) -> Result<(), NewFileError> {
    let mut moved: Vec<PathBuf> = Vec::new();
    for file in files {
        let (path, is_new) = (file.path.clone(), !file.path.exists());
        if let Err(error) = file.finish() {
            for path in moved {
                // The first error says more than one about the clean-up.
                let _ = std::fs::remove_file(path);
            }
            return Err(error);
        }
        if is_new {
            moved.push(path);
        }
    }
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => Path::new("."),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    fn entries(folder: &Path) -> Vec<String> {
        let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        names.map(|name| name.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_file_appears_only_when_it_is_finished() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.jsonl");
        let mut file = NewFile::create(&path, false).unwrap();
        file.write(b"one\n").unwrap();
        assert!(!path.exists());
        file.finish().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"one\n");
        assert_eq!(entries(folder.path()), ["out.jsonl"]);
    }

    #[test]
    fn an_abandoned_file_leaves_nothing_and_the_old_one_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.jsonl");
        std::fs::write(&path, "old").unwrap();
        let mut file = NewFile::create(&path, true).unwrap();
        file.write(b"new").unwrap();
        drop(file);
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(entries(folder.path()), ["out.jsonl"]);
    }

    #[test]
    fn an_existing_file_is_refused_unless_it_may_be_replaced_even_when_it_came_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.jsonl");
        let file = NewFile::create(&path, false).unwrap();
        std::fs::write(&path, "somebody else's").unwrap();
        assert!(matches!(file.finish(), Err(NewFileError::Exists(_))));
        assert!(matches!(NewFile::create(&path, false), Err(NewFileError::Exists(_))));
        let mut file = NewFile::create(&path, true).unwrap();
        file.write(b"mine").unwrap();
        file.finish().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"mine");
    }

    #[test]
    fn a_missing_folder_and_a_folder_in_its_place_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("no/such/out.csv");
        let error = NewFile::create(&missing, false).unwrap_err();
        assert_eq!(error.to_string(), format!("the folder {} does not exist", folder.path().join("no/such").display()));
        assert!(matches!(NewFile::create(folder.path(), true), Err(NewFileError::NotAFile(_))));
    }

    #[test]
    fn a_full_disk_is_told_in_words_and_names_the_file_that_was_asked_for() {
        for (kind, why) in [
            (io::ErrorKind::StorageFull, "the disk is full"),
            (io::ErrorKind::QuotaExceeded, "your share of the disk is used up"),
            (io::ErrorKind::PermissionDenied, "os error 28"),
        ] {
            let error = io::Error::new(kind, "os error 28 at path \".dialoom-export-1.tmp\"");
            let error = NewFileError::Io { path: "out.jsonl".into(), error };
            assert_eq!(error.to_string(), format!("cannot write out.jsonl: {why}"));
            assert!(std::error::Error::source(&error).is_none(), "a cause would name it");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_never_replaced() {
        assert!(matches!(NewFile::create(Path::new("/dev/null"), true), Err(NewFileError::NotAFile(_))));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_rights_stay_as_they_were() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        std::fs::write(&real, "old").unwrap();
        std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        let mut file = NewFile::create(&link, true).unwrap();
        file.write(b"new").unwrap();
        file.finish().unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read(&real).unwrap(), b"new");
        assert_eq!(std::fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
