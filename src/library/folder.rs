//! Entries read from files and folders, and written into a folder.

use std::path::{Path, PathBuf};

use crate::domain::ordinary_file::check_readable;
use crate::store::{Result, Store, Stored};

use crate::library::file::{FileEntry, FileError, parse, write};

/// The entry in one file.
pub fn read<T: FileEntry>(path: &Path) -> std::result::Result<T, FileError> {
    parse(path, &content(path)?)
}

/// What a file holds.
pub(super) fn content(path: &Path) -> std::result::Result<String, FileError> {
    let content = check_readable(path).and_then(|()| std::fs::read_to_string(path));
    content.map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &std::io::Error) -> FileError {
    FileError { place: path.display().to_string(), message: format!("cannot be read: {error}") }
}

/// The entries in the `.toml` files of a folder, in the order of their names. Two of one name are an error.
pub fn import<T: FileEntry>(folder: &Path) -> std::result::Result<Vec<T>, FileError> {
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
pub(super) fn entries<T: FileEntry>(files: &[(PathBuf, String)]) -> std::result::Result<Vec<T>, FileError> {
    let mut found: Vec<T> = Vec::with_capacity(files.len());
    for (path, content) in files {
        let entry: T = parse(path, content)?;
        let twin = found.iter().position(|other| other.name().to_lowercase() == entry.name().to_lowercase());
        if let Some(twin) = twin {
            let message = format!("name is \"{}\", as in {}", entry.name(), files[twin].0.display());
            return Err(FileError { place: path.display().to_string(), message });
        }
        found.push(entry);
    }
    Ok(found)
}

/// Writes every entry into a file of the folder, named after it. A file of the same name is replaced.
pub async fn export<T: FileEntry>(store: &Store, folder: &Path) -> Result<std::io::Result<Vec<PathBuf>>> {
    let entries = store.entries::<T>().await?;
    Ok(written(&entries, folder))
}

fn written<T: FileEntry>(entries: &[Stored<T>], folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    std::fs::create_dir_all(folder)?;
    let mut paths: Vec<PathBuf> = Vec::with_capacity(entries.len());
    for entry in entries {
        let name = file_name(entry.text.name());
        let numbered = (2..).map(|number| folder.join(format!("{name}-{number}.toml")));
        let mut free = std::iter::once(folder.join(format!("{name}.toml"))).chain(numbered);
        let Some(path) = free.find(|path| !paths.contains(path)) else { continue };
        std::fs::write(&path, write(&entry.text))?;
        paths.push(path);
    }
    Ok(paths)
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
