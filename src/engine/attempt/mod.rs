//! One call of a provider for one item: prompt → limiter → provider → answer → check → score → store.

mod call;
mod ended;
mod exchange;
mod interpret;
mod job;
mod record;
mod retry;

pub(crate) use call::Caller;
pub use ended::Stored;
pub(crate) use ended::{Call, Ended, Sign};
pub(crate) use job::Job;
