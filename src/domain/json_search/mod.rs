//! Finds JSON of a known shape in the text of a model's reply: in prose, code fences, wrappers and beside reasoning.
//!
//! Time is linear in the length of the text, and no text makes it panic.

mod error;
mod reasoning;
mod repair;
mod search;
mod slips;
mod tex;

pub use error::JsonError;
pub use repair::Repair;
pub(crate) use repair::json_in;
pub(crate) use search::{Unfit, Wanted, find};
