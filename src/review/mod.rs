//! Review: decisions about conversations and their undo, and the queue of undecided ones, without a terminal.

mod acts;
mod background;
mod change;
mod claims;
mod decide;
mod delete;
mod form;
mod history;
mod left;
mod outcome;
mod queue;
mod sample;
mod taking_back;
mod undo;
mod waiting;

pub use crate::domain::review::Change;
pub use background::Background;
pub use decide::{DecideError, Plan, Refusal, Request, Selection, decide, plan, plan_by_rule};
pub use delete::{Deletion, Doomed, deletion};
pub use form::{FormError, form, parse, with_error};
pub use history::{Edit, History, Told, edits, history};
pub use outcome::{Command, Counts, Done, Meanwhile, Next, Waiting};
pub use queue::{Order, Session};
pub use taking_back::TakenBack;
pub use undo::{Undo, Undone, last_undo};
