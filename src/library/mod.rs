//! What conversations are made from: templates, scenarios and edge cases as versioned files, and documents.

mod documents;
mod edge_cases;
mod file;
mod folder;
mod scenarios;
pub(crate) mod templates;

pub use documents::{AddError, Added, Change, Job, ReadError, add, answer_parent};
pub use file::{FileEntry, FileError, parse, write};
pub use folder::{export, import, read};
