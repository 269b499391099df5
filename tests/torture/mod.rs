//! The engine under torture: kills, faults, budgets, an enforced window. Short forms; `scripts/torture` runs the full
//! ones. Each figure is interpretation against the stand-in's journal and the database, never against what the program says.

mod budgets;
mod crash;
mod faults;
mod kept;
mod limiter;
mod scale;
mod schedule;
mod setting;
