//! Plans: read from TOML, JSON, JSONL or CSV, checked, and turned into items.
//!
//! TOML and JSON have the same shape: a table with `template`, `axes`, `items` and so on. JSONL and CSV hold one item a
//! line or row. A number for a variable becomes its text. White space around a value is removed. An empty cell of a CSV
//! file gives no value.

mod check;
mod chunks;
mod definition;
mod even_pairs;
mod field_names;
mod fill;
mod from_csv;
mod from_json;
mod from_toml;
#[cfg(test)]
mod fuzz;
mod items;
mod load;
mod node;
mod read;
mod read_axes;
mod read_vary;
mod sample;
mod sampling;
mod separator;
mod situations;
mod starter;
mod vary;
mod vocabularies;

pub use definition::{Plan, PlanError, PlannedItem, TiersOfPlan};
pub use sampling::Sampling;
pub(crate) use situations::FoundSituation;
pub use situations::{NamedSituation, PlannedSituation};
pub use vary::{Vary, VaryTable};

#[cfg(test)]
mod tests;
