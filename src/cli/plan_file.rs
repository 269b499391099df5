//! The file that a command writes a plan into.

use std::io::Write as _;
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

/// Writes a new file.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let written = std::fs::OpenOptions::new().write(true).create_new(true).open(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => exists(path),
        _ => Failure::new(format!("cannot write {}", path.display())).because(error),
    })
}
