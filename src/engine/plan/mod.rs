//! Plans: what a person wants made, read from TOML, JSON, JSONL or CSV and turned into items.
//!
//! TOML and JSON have the same shape (a table with `template`, `axes`, `items` and so on); JSONL and CSV hold one item
//! a line or row. A number given for a variable is taken as its text, white space around a value is cut off, and an
//! empty cell of a CSV file means that nothing was given.

mod check;
mod definition;
mod from_csv;
mod from_json;
mod from_toml;
mod items;
mod load;
mod node;
mod read;
mod sample;

pub use definition::{Plan, PlanError, PlannedItem};

#[cfg(test)]
mod tests;
