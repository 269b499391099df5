//! Batches: the jobs, their items, what they may cost, what came of each call, and who works on them.

mod budgets;
mod items;
mod jobs;
mod outcomes;
mod workers;

pub use budgets::{DeadCalls, Reserved};
pub use jobs::PlanChange;
pub use outcomes::{ItemUpdate, Outcome, Recorded};
