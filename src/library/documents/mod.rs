//! Documents: files read into text, split into chunks, stored.

mod chunking;
mod job;
mod outline;
mod readers;

pub use job::{AddError, Added, Change, Job, add};
pub use readers::{ReadError, answer_parent};
