//! Reads a file of text that a person wrote.

use std::io::{Error, ErrorKind};
use std::path::Path;

use crate::domain::foreign_file;

/// What the file holds. What is no UTF-8 is told by name, with what to do.
pub(crate) fn read(path: &Path) -> Result<String, Error> {
    String::from_utf8(std::fs::read(path)?).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line = bytes.iter().take(valid).filter(|byte| **byte == b'\n').count() + 1;
        let why = foreign_file::described(bytes, path).map(str::to_owned);
        Error::new(
            ErrorKind::InvalidData,
            why.unwrap_or_else(|| format!("line {line} is not UTF-8; save the file as UTF-8")),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_another_encoding_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.toml");
        for (bytes, expected) in [
            (&b"\xff\xfen\0"[..], "it is UTF-16; save it as UTF-8"),
            (b"name = 'A'\ncontext = 'caf\xe9'\n", "line 2 is not UTF-8; save the file as UTF-8"),
        ] {
            std::fs::write(&path, bytes).expect("a file");
            assert_eq!(read(&path).expect_err("no text").to_string(), expected);
        }
        std::fs::write(&path, "<html>\u{e9}").expect("a file");
        assert_eq!(read(&path).expect("a text"), "<html>\u{e9}");
    }
}
