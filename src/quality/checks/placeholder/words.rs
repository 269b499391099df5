//! The words around placeholders, and the bytes at a place.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::quality::tables::Tables;

/// Words that make a bracketed text a placeholder: "[Your Name]", "<insert amount>".
pub(super) static SLOTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../../../data/slots.txt").lines().filter(|line| !line.starts_with("# "));
    lines.flat_map(str::split_whitespace).collect()
});

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(include_str!("../../../../data/placeholders.txt")));

pub(super) fn table(name: &str) -> &'static [&'static str] {
    TABLES.get(name)
}

/// The longest placeholder, in bytes between its brackets.
const PLACEHOLDER_BYTES: usize = 60;

/// The bytes up to the closing bracket, which must be near and on the same line.
pub(super) fn until(text: &[u8], start: usize, close: u8) -> Option<&[u8]> {
    let rest = text.get(start..text.len().min(start + PLACEHOLDER_BYTES))?;
    let end = rest.iter().position(|byte| *byte == close || *byte == b'\n')?;
    (rest[end] == close && end > 0).then_some(&rest[..end])
}

pub(super) fn before(text: &[u8], at: usize) -> u8 {
    at.checked_sub(1).map_or(b' ', |before| text[before])
}
