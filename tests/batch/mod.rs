//! Batches, as a person runs them: the real binary in an empty folder, a provider stand-in over HTTP, and its journal.

mod bad_input;
mod budget;
mod controls;
mod crash;
mod day_budget;
mod extremes;
mod faults;
mod jobs;
mod json;
mod judged;
mod moved;
mod on_end;
mod outcome;
mod parts;
mod progress;
mod resume;
mod run;
mod spellings;
mod spooled;
mod stopping;
mod targets;
mod tiers;
mod troubles;
mod unanswered;
mod waits;
mod workers;
