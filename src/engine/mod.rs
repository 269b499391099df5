//! The engine: plan → items → prompt → limiter → provider → answer → check → score → store.
//!
//! - `plan/` reads what a person wants made; `batch` turns it into stored items and says what they will cost
//!   (`estimate`); `settings` is how a run asks, and what identifies an item.
//! - `run` works the items off. `queue` says which is next (`goal`: whether it is still needed), `pressure` how many at
//!   once, `summary` what came of it. `attempt` is one call, from prompt to saved outcome; `one` makes a single
//!   conversation the same way.
//! - `limiter/` is where calls wait for their turn, `retry` the schedule, `budget` the promise of a single conversation
//!   (a batch's is kept in the database), `writer` the one place where answers are saved, `rescue` where they
//!   are put while they cannot be, `worker_id` the name items are held by, `lease` how long they surely are (`moment`: a
//!   machine that slept).
//! - `events` is all that anybody outside hears of it.

pub mod attempt;
pub mod batch;
pub mod budget;
pub mod durability;
pub mod estimate;
pub mod events;
pub mod limiter;
pub mod one;
pub mod plan;
pub mod run;
pub mod settings;
pub mod summary;
