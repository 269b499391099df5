//! What people do to conversations: each command is one act, written with what it changed about every conversation.

mod acts;
mod candidates;
mod create;
mod decide;
mod edit;
mod history;
mod purge;
mod readings;
mod relatives;
mod remarks;
mod reviewers;
mod rows;
mod scrub;
mod superseded;
mod text_changes;
mod trash;
mod trash_search;
mod undo;

pub use candidates::Candidate;
pub(in crate::store) use decide::opening;
pub use history::{Act, Entry};
pub use purge::Purged;
pub use readings::Reading;
pub use relatives::{Relative, Relatives};
pub use remarks::{Remark, Tagging};
pub use reviewers::{Reason, Reviewer};
pub use superseded::Superseded;
pub use trash::Trashed;
pub(crate) use trash::check_deletable;
pub use undo::Undoable;
