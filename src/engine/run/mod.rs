//! A run: calls for a batch's items, as many at once as allowed, until all have ended or something stops it.
//!
//! One loop (`main_loop.rs`) owns everything that changes (`state.rs`). Each call is a task of its own; it returns its
//! item once everything about it is saved. The next call starts as soon as one ends.

pub mod adaptive_concurrency;
mod dispatch;
mod landing;
mod main_loop;
mod options;
mod queue;
mod shutdown;
mod state;
pub mod target;
mod tick;
pub(crate) mod time_left;
mod unanswered;
mod unusable;
mod waits;

pub(crate) use main_loop::run;
pub use options::Halt;
pub(crate) use options::{RunOptions, reaches};
