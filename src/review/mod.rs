//! Review: decisions about conversations and their undo, and the queue of undecided ones, without a terminal.

mod decide;
mod delete;
mod form;
mod history;
mod queue;
mod undo;

pub use crate::domain::review::Change;
pub use decide::{DecideError, Plan, Refusal, Request, Selection, decide, plan, plan_by_rule};
pub use delete::{Deletion, Doomed, deletion};
pub use form::{FormError, form, parse, with_error};
pub use history::{Edit, History, Told, edits, history};
pub use queue::{Command, Counts, Done, Meanwhile, Next, Order, Session};
pub use undo::{Undo, Undone, last_undo};
