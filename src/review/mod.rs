//! Review: the queue of undecided conversations as a state machine with no terminal in it.

mod queue;

pub use queue::{Command, Counts, Done, Meanwhile, Next, Order, Session};
