//! From a plan to a stored batch that a run can take.
//!
//! A `Draft` is a plan whose templates are known. Its `Survey` says what storing it would keep, make and cost. A stored
//! batch carries its `Configuration`, so that any process can resume it without the plan. A run takes a `ReadyBatch`.

mod applicable;
mod chunks;
mod configuration;
mod draft;
mod error;
mod kept_names;
mod ready;
mod settling;
mod situations;
mod storing;
mod survey;
mod vocabularies;

pub use applicable::check_applicable;
pub use configuration::{Configuration, FailedItems, next_to_work_on};
pub use draft::{Draft, find_templates};
pub use error::DraftError;
pub use ready::ReadyBatch;
pub(crate) use ready::target_reached;
pub use settling::settled;
pub use survey::Survey;

/// Items per query and per transaction.
const CHUNK: usize = 500;
