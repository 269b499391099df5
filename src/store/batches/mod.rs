//! Batches: the jobs, their items, what they may cost, what came of each call, and who works on them.

pub mod budgets;
pub mod items;
pub mod jobs;
pub mod outcomes;
mod workers;
