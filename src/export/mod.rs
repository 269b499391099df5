//! Exports conversations in a trainer's shape and format, page by page, so that memory does not grow.
//!
//! [`run`] is the one door. `selection` reads conversations, `talk` cleans them, a shape makes rows of them, and a format
//! turns rows into bytes. `writing` counts, packs and hashes. [`NewFile`] makes a file appear whole or not at all.

mod companion;
mod compress;
mod control_tokens;
mod example;
mod file;
mod formats;
mod job;
mod json_text;
mod metadata;
mod options;
mod pairs;
mod plain_text;
mod selection;
mod shapes;
mod talk;
mod temporary;
mod unfit;
mod writing;

pub use companion::Companion;
pub use control_tokens::{ControlTokens, TokenizerError};
pub use file::{NewFile, NewFileError};
pub use job::{Done, ExportError, Job, Target, run};
pub use options::{Compression, Options};
pub use selection::{Included, LeftOut, Selection};
pub use unfit::Unfit;
pub use writing::{QualityStats, Summary};

#[cfg(test)]
mod tests;
