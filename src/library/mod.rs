//! What conversations are made from: templates, scenarios, edge cases and vocabularies as versioned files, and
//! documents.

mod diff;
mod documents;
mod drawing;
mod edge_cases;
mod examples;
mod file;
mod folder;
mod scenarios;
mod source;
mod states;
pub(crate) mod templates;
mod tiers;
mod vocabulary;
mod whole;

pub(crate) use diff::diff;
pub use documents::{AddError, Added, Change, Job, ReadError, Ready, answer_parent, read_all};
pub use drawing::{DrawError, drawn, vocabulary_values};
pub use examples::{Example, examples};
pub use file::{FileEntry, FileError, parse, write};
pub use folder::{ExportError, edit, export, import, read};
pub use source::{changed, edited, file_of, says};
pub use states::{States, in_stored_state};
pub use tiers::{TieredPlan, TieredRow, TiersError, own_tiers, plan_tiers};
pub use whole::{FOLDERS, ImportError, Imported, LibraryFiles};
