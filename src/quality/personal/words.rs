//! The words around personal data.

use std::sync::LazyLock;

use crate::quality::tables::Tables;

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(include_str!("../../../data/personal.txt")));

/// Words of a table of `data/personal.txt`.
pub(in crate::quality) fn table(name: &str) -> &'static [&'static str] {
    TABLES.get(name)
}
