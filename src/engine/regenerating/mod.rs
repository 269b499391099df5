//! Making stored conversations anew: what a command would ask, the job it becomes, and the old version of each.
//!
//! Among all jobs there is one item for a conversation and a note (`store/batches/about.rs`), so two commands never pay for
//! the same version. A conversation with an undecided version for the same note is not asked about again.

mod job;
pub(crate) mod parents;
mod survey;
mod wish;

pub(crate) use job::prepare;
pub use parents::NotRegenerated;
pub(crate) use survey::survey;
pub use survey::{HasVersion, LeftOut, Refused, RegenerateSurvey};
pub use wish::{RegenerateSelection, RegenerateWish};
