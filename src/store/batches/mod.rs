//! Batches: their jobs, items, budgets and workers, and the outcome of each call.

mod budgets;
mod items;
mod jobs;
mod judging;
mod late;
mod outcome;
mod outcomes;
mod workers;

pub use budgets::{Ceilings, DeadCalls, Reserved};
pub use jobs::PlanChange;
pub use judging::JudgingItems;
pub use outcome::{ItemUpdate, Made, NewMarks, Outcome};
pub use outcomes::Recorded;
