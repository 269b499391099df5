//! Counts and sums over conversations, from narrow columns alone: texts, checks and marks are never read.
//!
//! What a conversation's checks found comes from the table of findings. Each figure is one pass over the table, or over
//! an index that holds all it needs.

mod breakdown;
mod cells;
mod findings;
mod grid;
mod made;
mod origins;
mod spread;
mod totals;
mod whole;

pub use breakdown::Breakdown;
pub use cells::MadeCell;
pub use findings::FindingTotal;
pub use grid::{GridCell, SharedValue};
pub use origins::Origin;
pub use spread::{Bar, Range, Spread};
pub use totals::Totals;
