//! One call of a provider for one item: prompt → limiter → provider → answer → check → score → store.

mod call;
pub mod caller;
mod ended;
mod exchange;
mod interpret;
mod job;
mod record;
mod retry;

pub use caller::Caller;
pub use ended::Stored;
pub(crate) use ended::{Call, Ended, Sign};
pub(crate) use job::Job;
