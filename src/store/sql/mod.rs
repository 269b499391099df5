//! SQL for two engines: statements with binds, the engines' differences, and rows in bulk.

pub(crate) mod bulk;
pub mod engine;
pub(crate) mod statement;
