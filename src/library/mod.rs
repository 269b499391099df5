//! The library: scenarios and edge cases as files.

mod edge_cases;
mod file;
mod folder;
mod scenarios;

pub use file::{FileEntry, FileError, parse, write};
pub use folder::{export, import, read};
