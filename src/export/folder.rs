//! A folder that appears whole or not at all: filled beside its place, then moved there by one rename.

use std::io;
use std::path::{Path, PathBuf};

use crate::export::file::{NewFile, NewFileError};
use crate::export::temporary;

/// Every dataset folder has it; only a folder with it may be replaced.
pub(super) const MANIFEST: &str = "manifest.json";

/// A folder being filled. Dropped before [`NewFolder::finish`], it leaves nothing behind.
#[derive(Debug)]
pub struct NewFolder {
    /// As the user gave it.
    asked: PathBuf,
    filled: temporary::Folder,
    overwrite: bool,
}

impl NewFolder {
    /// Starts a folder. An empty one may be there; with `overwrite` also an earlier export.
    pub fn create(path: &Path, overwrite: bool) -> Result<NewFolder, NewFileError> {
        let failed = |error| NewFileError::Io { path: path.to_owned(), error };
        if path.file_name().is_none() {
            return Err(NewFileError::NotAFolder(path.to_owned()));
        }
        let above = match path.parent() {
            Some(above) if !above.as_os_str().is_empty() => above,
            _ => Path::new("."),
        };
        if !above.is_dir() {
            return Err(NewFileError::NoFolder(above.to_owned()));
        }
        temporary::put_back_earlier(above, path);
        match std::fs::read_dir(path) {
            Ok(mut entries) => {
                let is_empty = entries.next().is_none();
                let is_ours = overwrite && path.join(MANIFEST).is_file();
                if !is_empty && !is_ours {
                    return Err(NewFileError::FolderExists(path.to_owned()));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(NewFileError::NotAFolder(path.to_owned()));
            }
            Err(error) => return Err(failed(error)),
        }
        temporary::remove_abandoned(above, path);
        let filled = temporary::Folder::create(above, path).map_err(failed)?;
        Ok(NewFolder { asked: path.to_owned(), filled, overwrite })
    }

    /// Where it will stand.
    pub fn asked_path(&self) -> &Path {
        &self.asked
    }

    /// A file in it, such as `data/train.parquet`.
    pub fn file(&self, name: &str) -> Result<NewFile, NewFileError> {
        let path = self.filled.path().join(name);
        let folder = path.parent().unwrap_or(self.filled.path());
        std::fs::create_dir_all(folder).map_err(|error| NewFileError::Io { path: path.clone(), error })?;
        NewFile::create(&path, false)
    }

    /// Where a file of it will stand.
    pub(super) fn place_of(&self, file: &NewFile) -> PathBuf {
        let inside = file.asked_path().strip_prefix(self.filled.path());
        inside.map_or_else(|_| self.asked.clone(), |inside| self.asked.join(inside))
    }

    /// Writes a whole file.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), NewFileError> {
        let mut file = self.file(name)?;
        file.write(bytes)?;
        file.finish()
    }

    /// Moves it to its place. An earlier export there goes only once the new one can stand.
    pub(super) fn finish(self) -> Result<(), NewFileError> {
        let NewFolder { asked, filled, overwrite } = self;
        let failed = |error| NewFileError::Io { path: asked.clone(), error };
        let earlier = match overwrite && asked.join(MANIFEST).is_file() {
            false => None,
            true => {
                let above = filled.path().parent().unwrap_or(Path::new("."));
                Some(temporary::Folder::aside(above, &asked).map_err(failed)?)
            }
        };
        if let Err(error) = std::fs::rename(filled.path(), &asked) {
            if let Some(aside) = earlier {
                // The first error says more than one about the way back.
                let _ = aside.put_back(&asked);
            }
            return Err(match error.kind() {
                io::ErrorKind::DirectoryNotEmpty => NewFileError::FolderExists(asked.clone()),
                _ => failed(error),
            });
        }
        filled.was_moved();
        #[cfg(unix)]
        if let Some(above) = asked.parent() {
            let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
            std::fs::File::open(above).and_then(|folder| folder.sync_all()).map_err(failed)?;
        }
        Ok(())
    }
}
