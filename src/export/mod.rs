//! Exports: conversations written as a file of a trainer's format, page by page, so that memory does not grow.
//!
//! [`run`] is the one door. Inside, a format turns one conversation at a time into bytes and knows no files; `writing`
//! keeps count and checksum; [`NewFile`] makes a file appear whole or not at all. A new format is one file in `formats`
//! and one word in [`ExportFormat`](crate::domain::export::ExportFormat).

mod control_tokens;
mod file;
mod formats;
mod job;
mod selection;
mod writing;

pub use file::{NewFile, NewFileError};
pub use formats::{Options, Unfit};
pub use job::{Done, ExportError, Job, Target, run};
pub use selection::{LeftOut, Selection};
pub use writing::{QualityStats, Summary};

#[cfg(test)]
mod tests;
