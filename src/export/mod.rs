//! Exports conversations in a trainer's format, page by page, so that memory does not grow.
//!
//! [`run`] is the one door. A format turns one conversation into bytes and knows no files. `writing` counts and hashes.
//! [`NewFile`] makes a file appear whole or not at all.

mod file;
mod formats;
mod job;
mod plain_text;
mod selection;
mod temporary;
mod writing;

pub use file::{NewFile, NewFileError};
pub use formats::{Options, Unfit};
pub use job::{Done, ExportError, Job, Target, run};
pub use selection::{Included, LeftOut, Selection};
pub use writing::{QualityStats, Summary};

#[cfg(test)]
mod tests;
