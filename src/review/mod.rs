//! Review: decisions about conversations, and the queue of undecided ones, a state machine without a terminal.

mod decide;
mod queue;

pub use decide::{Change, DecideError, Plan, Refusal, Request, Selection, decide, plan, plan_by_rule};
pub use queue::{Command, Counts, Done, Meanwhile, Next, Order, Session};
