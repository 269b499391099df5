//! Batches: their jobs, items, budgets and workers, and the outcome of each call.

mod about;
mod asked;
mod budgets;
mod ended;
mod items;
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
pub(crate) use ended::EndedJob;
pub use jobs::PlanChange;
pub use outcome::{ItemUpdate, Made, NewMarks, Outcome};
pub use outcomes::Recorded;
