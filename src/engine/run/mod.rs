//! A run: works a batch's items off, as many at once as allowed, until all are at their end or something stops it.
//!
//! One loop (`main_loop.rs`) owns everything that changes (`state.rs`); calls run as tasks of their own and hand back
//! their item when everything about it is saved. As soon as one call ends the next begins.

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

pub(crate) use main_loop::run;
pub use options::Halt;
pub(crate) use options::{RunOptions, reaches};
