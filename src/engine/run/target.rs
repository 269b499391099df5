//! Targets: so many conversations at or above their threshold, for the whole batch or for each cell of its axes.
//!
//! No more calls are in flight for a cell than it still needs, so a target is never overpaid by this process.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::domain::batch::ItemRequest;

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// This many that passed.
    #[serde(alias = "accepted")]
    pub passed: u64,
    /// Whether that is meant for each cell.
    pub per_cell: bool,
}

/// How a target stands at the end of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Reached {
    /// Accepted ones wanted, over all cells.
    pub wanted: u64,
    /// Accepted ones there are, those beyond a cell's need not counted.
    pub passed: u64,
}

impl Reached {
    /// Whether there are as many as wanted.
    pub fn is_met(self) -> bool {
        self.passed >= self.wanted
    }
}

/// Whether the next call for an item makes sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Yes.
    Now,
    /// Enough are in flight; wait for how they turn out.
    Wait,
    /// No: its cell has what it needs.
    Skip,
}

/// What makes two items candidates for the same place: everything but their number among equals; nothing at all where
/// the target is for the whole batch.
type Cell = Option<ItemRequest>;

/// Keeps count of a target.
#[derive(Debug)]
pub struct TargetProgress {
    target: Target,
    passed: HashMap<Cell, u64>,
    flying: HashMap<Cell, u64>,
}

impl TargetProgress {
    /// A target of which nothing is reached yet.
    pub fn new(target: Target) -> TargetProgress {
        TargetProgress { target, passed: HashMap::new(), flying: HashMap::new() }
    }

    fn cell(&self, request: &ItemRequest) -> Cell {
        self.target.per_cell.then(|| ItemRequest { ordinal: 0, ..request.clone() })
    }

    /// Takes in what all workers have reached, in place of what was known.
    pub fn set_passed<'a>(&mut self, requests: impl IntoIterator<Item = &'a ItemRequest>) {
        self.passed.clear();
        for request in requests {
            *self.passed.entry(self.cell(request)).or_default() += 1;
        }
    }

    /// Whether a call for this item makes sense now.
    pub fn turn(&self, request: &ItemRequest) -> Turn {
        let cell = self.cell(request);
        let passed = self.passed.get(&cell).copied().unwrap_or(0);
        let flying = self.flying.get(&cell).copied().unwrap_or(0);
        match self.target.passed {
            wanted if passed >= wanted => Turn::Skip,
            wanted if passed + flying >= wanted => Turn::Wait,
            _ => Turn::Now,
        }
    }

    /// Whether the whole batch has what it needs. Cells are looked at one by one.
    pub fn is_met_by_all(&self) -> bool {
        !self.target.per_cell && self.passed.get(&None).copied().unwrap_or(0) >= self.target.passed
    }

    /// Whether each cell has a target of its own.
    pub fn is_per_cell(&self) -> bool {
        self.target.per_cell
    }

    /// A call begins.
    pub fn begin(&mut self, request: &ItemRequest) {
        *self.flying.entry(self.cell(request)).or_default() += 1;
    }

    /// A call has ended, with an passed conversation or not.
    pub fn end(&mut self, request: &ItemRequest, passed: bool) {
        let cell = self.cell(request);
        if let Some(flying) = self.flying.get_mut(&cell) {
            *flying = flying.saturating_sub(1);
        }
        if passed {
            *self.passed.entry(cell).or_default() += 1;
        }
    }

    /// How it stands, given how many cells there are.
    pub fn reached(&self, cells: u64) -> Reached {
        let cells = if self.target.per_cell { cells.max(self.passed.len() as u64) } else { 1 };
        let passed = self.passed.values().map(|count| (*count).min(self.target.passed)).sum();
        Reached { wanted: self.target.passed * cells, passed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Subject;

    fn request(persona: &str, ordinal: u32) -> ItemRequest {
        ItemRequest {
            template: "t".into(),
            subject: Subject { persona: persona.into(), ..Subject::default() },
            variables: Default::default(),
            tier: None,
            ordinal,
        }
    }

    #[test]
    fn no_more_are_under_way_than_are_still_needed() {
        let mut progress = TargetProgress::new(Target { passed: 2, per_cell: false });
        let one = request("a", 0);
        progress.begin(&one);
        assert_eq!(progress.turn(&one), Turn::Now);
        progress.begin(&one);
        assert_eq!(progress.turn(&request("b", 0)), Turn::Wait);
        progress.end(&one, false);
        assert_eq!(progress.turn(&one), Turn::Now);
        progress.begin(&one);
        progress.end(&one, true);
        progress.end(&one, true);
        assert_eq!(progress.turn(&request("b", 0)), Turn::Skip);
        assert_eq!(progress.reached(4), Reached { wanted: 2, passed: 2 });
    }

    #[test]
    fn cells_are_counted_apart_where_asked() {
        let mut progress = TargetProgress::new(Target { passed: 1, per_cell: true });
        progress.begin(&request("a", 0));
        progress.end(&request("a", 0), true);
        assert_eq!(progress.turn(&request("a", 1)), Turn::Skip);
        assert_eq!(progress.turn(&request("b", 0)), Turn::Now);
        assert_eq!(progress.reached(2), Reached { wanted: 2, passed: 1 });
    }
}
