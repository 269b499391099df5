//! The files of a new project: all of them are written, or none.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::cli::init::gitignore;
use crate::error::Failure;

/// A file to write: its path below the folder, and its text.
pub(super) type NewFile = (PathBuf, &'static str);

/// Writes the files, unless one of `names` exists, and completes `.gitignore`. Returns what it wrote, for messages and
/// for [`undo`].
pub(super) fn write_all(folder: &Path, names: &[&str], files: &[NewFile]) -> Result<Vec<PathBuf>, Failure> {
    let there: Vec<&str> = names.iter().copied().filter(|name| folder.join(name).exists()).collect();
    if !there.is_empty() {
        return Err(taken(&there.join(" and ")));
    }
    let failed = |name: &Path, error: std::io::Error| {
        Failure::new(format!("cannot write {} here", name.display()))
            .because(error)
            .hint("Run it in a folder that you may write to, on a disk with free space.")
    };
    // All are written in full before any gets its name, so that a full disk leaves nothing behind.
    let mut ready = Vec::new();
    for (name, text) in files {
        let write = || {
            let mut file = new_file(folder)?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            Ok(file)
        };
        ready.push((name, write().map_err(|error| failed(name, error))?));
    }
    let mut named: Vec<PathBuf> = Vec::new();
    for (name, file) in ready {
        let path = folder.join(name);
        let made = path.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(|error| failed(name, error));
        let placed = made.and_then(|()| {
            file.persist_noclobber(&path).map_err(|error| match error.error.kind() {
                std::io::ErrorKind::AlreadyExists => taken(&name.display().to_string()),
                _ => failed(name, error.error),
            })
        });
        if let Err(failure) = placed {
            undo(folder, &named);
            return Err(failure);
        }
        named.push(name.clone());
    }
    match gitignore::complete(folder) {
        Ok(is_changed) => named.extend(is_changed.then(|| gitignore::NAME.into())),
        Err(error) => {
            undo(folder, &named);
            return Err(failed(Path::new(gitignore::NAME), error));
        }
    }
    Ok(named)
}

/// Removes what was written, and the folders that are empty then. `.gitignore` keeps its lines.
pub(super) fn undo(folder: &Path, named: &[PathBuf]) {
    for name in named.iter().filter(|name| *name != Path::new(gitignore::NAME)) {
        drop(std::fs::remove_file(folder.join(name)));
        for above in name.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty()) {
            drop(std::fs::remove_dir(folder.join(above)));
        }
    }
}

/// A file with the user's usual permissions, not the private ones of a temporary file.
fn new_file(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.prefix(".dialoom-init").tempfile_in(folder)
}

fn taken(names: &str) -> Failure {
    Failure::bad_input(format!("this folder already has {names}; nothing was written"))
        .hint("Move the old files away, or run dialoom init in another folder.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_keeps_all_from_being_written() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("plan.toml"), "mine").expect("written");
        let files = [("dialoom.toml".into(), "a"), ("plan.toml".into(), "b")];
        let failure = write_all(folder.path(), &["dialoom.toml", "plan.toml"], &files).expect_err("refused");
        assert_eq!(failure.message(), "this folder already has plan.toml; nothing was written");
        assert_eq!(std::fs::read_to_string(folder.path().join("plan.toml")).expect("there"), "mine");
        assert_eq!(std::fs::read_dir(folder.path()).expect("readable").count(), 1);
    }

    #[test]
    fn what_was_written_can_be_taken_away_with_its_folders() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = [("library/templates/a.toml".into(), "a"), ("library/vocabulary/b.toml".into(), "b")];
        let named = write_all(folder.path(), &["library"], &files).expect("written");
        assert_eq!(named.len(), 3);
        undo(folder.path(), &named);
        let left: Vec<_> = std::fs::read_dir(folder.path()).expect("readable").flatten().collect();
        assert_eq!(left.iter().map(|entry| entry.file_name()).collect::<Vec<_>>(), [gitignore::NAME]);
    }
}
