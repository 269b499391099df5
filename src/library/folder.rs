//! Entries read from files and folders, and written into a folder.

use std::path::{Path, PathBuf};

use crate::domain::ordinary_file::check_readable;
use crate::domain::text_file;
use crate::store::{NewEntry, Store, StoreError, Stored};

use crate::library::file::{FileEntry, FileError, parse};
use crate::library::source::{edited, entry_of, file_of, says};

/// The entry in one file.
pub fn read<T: FileEntry>(path: &Path) -> std::result::Result<NewEntry<T>, FileError> {
    entry_of(path, &content(path)?)
}

/// What the file makes of an entry.
pub fn edit<T: FileEntry>(before: &Stored<T>, path: &Path) -> std::result::Result<NewEntry<T>, FileError> {
    edited(before, path, &content(path)?)
}

/// What a file holds.
pub(super) fn content(path: &Path) -> std::result::Result<String, FileError> {
    let content = check_readable(path).and_then(|()| text_file::read(path));
    content.map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &std::io::Error) -> FileError {
    FileError { place: path.display().to_string(), message: format!("cannot be read: {error}") }
}

/// The entries in the `.toml` files of a folder, in the order of their names. Two of one name are an error.
pub fn import<T: FileEntry>(folder: &Path) -> std::result::Result<Vec<NewEntry<T>>, FileError> {
    let files = files(folder)?;
    if files.is_empty() {
        let message = "the folder has no file whose name ends in .toml".to_owned();
        return Err(FileError { place: folder.display().to_string(), message });
    }
    entries(&files)
}

/// The `.toml` files of a folder with what they hold, in the order of their names.
pub(super) fn files(folder: &Path) -> std::result::Result<Vec<(PathBuf, String)>, FileError> {
    let listed = std::fs::read_dir(folder).and_then(|files| files.collect::<std::io::Result<Vec<_>>>());
    let files = listed.map_err(|error| unreadable(folder, &error))?;
    let mut paths: Vec<PathBuf> = files.into_iter().map(|file| file.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")));
    paths.sort();
    paths.into_iter().map(|path| content(&path).map(|content| (path, content))).collect()
}

/// The entries of files. Two of one name are an error.
pub(super) fn entries<T: FileEntry>(files: &[(PathBuf, String)]) -> std::result::Result<Vec<NewEntry<T>>, FileError> {
    let mut found: Vec<NewEntry<T>> = Vec::with_capacity(files.len());
    for (path, content) in files {
        let entry: NewEntry<T> = entry_of(path, content)?;
        let name = |entry: &NewEntry<T>| entry.text.name().to_lowercase();
        let twin = found.iter().position(|other| name(other) == name(&entry));
        if let Some(twin) = twin {
            let message = format!("name is \"{}\", as in {}", entry.text.name(), files[twin].0.display());
            return Err(FileError { place: path.display().to_string(), message });
        }
        found.push(entry);
    }
    Ok(found)
}

/// Why a folder was not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A file that is there says something else. Nothing was written.
    #[error("{} exists and says something else; nothing was written", .0.display())]
    Differs(PathBuf),
    /// The folder or a file cannot be written.
    #[error(transparent)]
    Write(#[from] std::io::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes every entry into a file of the folder, named after it. A file that says the same already stays as it is, with
/// its comments; one that says something else is an error before anything is written.
pub async fn export<T: FileEntry>(store: &Store, folder: &Path) -> std::result::Result<Vec<PathBuf>, ExportError> {
    let files = named(store.entries::<T>().await?, folder);
    let mut missing = Vec::new();
    for (path, entry) in &files {
        match std::fs::read(path) {
            Ok(there) if says_the_same(path, &there, entry) => {}
            Ok(_) => return Err(ExportError::Differs(path.clone())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => missing.push((path, entry)),
            Err(error) => return Err(error.into()),
        }
    }
    std::fs::create_dir_all(folder)?;
    for (path, entry) in missing {
        std::fs::write(path, file_of(entry))?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

fn says_the_same<T: FileEntry>(path: &Path, there: &[u8], entry: &Stored<T>) -> bool {
    let there = std::str::from_utf8(there).ok().and_then(|text| parse::<T>(path, text).ok());
    there.is_some_and(|there| says(&there, &entry.text))
}

/// Each entry with its file; two of one name get a number.
fn named<T: FileEntry>(entries: Vec<Stored<T>>, folder: &Path) -> Vec<(PathBuf, Stored<T>)> {
    let mut files: Vec<(PathBuf, Stored<T>)> = Vec::with_capacity(entries.len());
    for entry in entries {
        let name = file_name(entry.text.name());
        let numbered = (2..).map(|number| folder.join(format!("{name}-{number}.toml")));
        let mut free = std::iter::once(folder.join(format!("{name}.toml"))).chain(numbered);
        let Some(path) = free.find(|path| !files.iter().any(|(taken, _)| taken == path)) else { continue };
        files.push((path, entry));
    }
    files
}

/// The name in lower case, with a hyphen for everything but letters and digits.
fn file_name(name: &str) -> String {
    let lower = name.to_lowercase();
    let parts: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let name: String = parts.join("-").chars().take(60).collect();
    if name.is_empty() { "entry".into() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_its_entry_and_stays_in_its_folder() {
        assert_eq!(file_name("A Child's Account"), "a-child-s-account");
        assert_eq!(file_name("../../etc/passwd"), "etc-passwd");
        assert_eq!(file_name("…"), "entry");
    }
}
