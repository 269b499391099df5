//! Review: decisions about conversations, and the queue of undecided ones as a state machine with no terminal in it.

mod decide;
mod queue;

pub use decide::{Change, DecideError, Plan, Refusal, Request, Selection, decide, plan};
pub use queue::{Command, Counts, Done, Meanwhile, Next, Order, Session};
