//! Batches: their jobs, items, budgets and workers, and the outcome of each call.

mod about;
mod asked;
mod budgets;
mod items;
mod job_record;
mod jobs;
mod judging;
mod late;
mod outcome;
mod outcomes;
mod results;
mod workers;

pub use about::ItemsAbout;
pub(crate) use about::Reopen;
pub use budgets::{Ceilings, DeadCalls, Reserved};
pub(crate) use job_record::JobRecord;
pub use jobs::PlanChange;
pub use outcome::{ItemUpdate, Made, NewMarks, Outcome};
pub use outcomes::Recorded;
