//! Tables of words from a data file: `name: one | two | three`, a table a line.

use std::collections::HashMap;

#[derive(Debug)]
pub(super) struct Tables(HashMap<&'static str, Vec<&'static str>>);

impl Tables {
    pub(super) fn read(file: &'static str) -> Tables {
        let lines = file.lines().filter(|line| !line.starts_with("# "));
        let tables = lines.filter_map(|line| line.split_once(": "));
        Tables(tables.map(|(name, words)| (name, words.split(" | ").collect())).collect())
    }

    /// The words of a table; none where no table has the name.
    pub(super) fn get(&self, name: &str) -> &[&'static str] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, &[&'static str])> {
        self.0.iter().map(|(name, words)| (*name, words.as_slice()))
    }
}
