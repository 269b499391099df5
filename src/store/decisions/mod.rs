//! What people do to conversations: each command is one act, written with what it changed about every conversation.

mod acts;
mod candidates;
mod decide;
mod history;
mod relatives;
mod undo;

pub use candidates::Candidate;
pub use history::{Act, Entry};
pub use relatives::{Relative, Relatives};
pub use undo::Undoable;
