//! The library: templates, scenarios and edge cases as versioned files.

mod edge_cases;
mod file;
mod folder;
mod scenarios;
pub(crate) mod templates;

pub use file::{FileEntry, FileError, parse, write};
pub use folder::{export, import, read};
