//! One call of a provider for one item: prompt → limiter → provider → answer → check → score → store. The steps
//! (`steps/`) hold what differs between the kinds of calls.

mod call;
mod ended;
mod exchange;
mod interpret;
mod job;
mod record;
mod retry;
pub(crate) mod steps;

pub(crate) use call::Caller;
pub(crate) use ended::{Call, Ended, Sign};
pub use ended::{Judged, Stored};
pub(crate) use job::Job;
pub use steps::vary::Varied;
