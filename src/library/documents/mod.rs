//! Documents: files read into text, split into chunks, stored.

mod chunking;
mod job;
mod outline;
mod readers;

pub use job::{AddError, Added, Change, Job, Ready, read_all};
pub use readers::{ReadError, answer_parent};
