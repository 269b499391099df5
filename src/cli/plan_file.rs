//! The file that a command writes a plan into.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use crate::error::Failure;

/// Only what `batch run` reads as TOML, and no file that is there.
pub(super) fn check_output(path: &Path) -> Result<(), Failure> {
    if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("toml")) {
        return Err(Failure::bad_input(format!("-o {}: a plan written here is TOML", path.display()))
            .hint(format!("Name it {}", path.with_extension("toml").display())));
    }
    match path.exists() {
        true => Err(exists(path)),
        false => Ok(()),
    }
}

fn exists(path: &Path) -> Failure {
    Failure::bad_input(format!("{} exists already", path.display())).hint("Give another name with -o, or remove it.")
}

/// Writes a new file, or leaves none.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    write_by(path, |file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    })
}

fn write_by(path: &Path, content: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Failure> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| failure(path, error))?;
    content(&mut file).map_err(|error| {
        drop(file);
        // Half a plan would run, and the next try would find the name taken. The first error says more than this one.
        let _ = std::fs::remove_file(path);
        failure(path, error)
    })
}

fn failure(path: &Path, error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::AlreadyExists => exists(path),
        io::ErrorKind::StorageFull => Failure::new(format!("cannot write {}: the disk is full", path.display()))
            .hint("No part of the file was left behind. Free disk space, then run the same command again."),
        _ => Failure::new(format!("cannot write {}", path.display())).because(error),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn a_plan_that_finds_no_room_leaves_no_half_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("fill.toml");
        let full = write_by(&path, |file| {
            file.write_all(b"name = ")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(full.unwrap_err().message().ends_with("fill.toml: the disk is full"));
        assert!(!path.exists());
        write(&path, "whole").unwrap();
        assert!(write(&path, "other").unwrap_err().message().ends_with("exists already"));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "whole");
    }
}
