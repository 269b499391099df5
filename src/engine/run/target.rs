//! Targets: how many conversations must pass, in the whole batch or in each cell of its axes.
//!
//! A cell never has more calls in flight than it still needs, so this process pays for no needless conversation.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::domain::batch::ItemRequest;

/// How many conversations must pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Conversations at or above their threshold.
    #[serde(alias = "accepted")]
    pub passed: u64,
    /// Whether the number counts for each cell.
    pub per_cell: bool,
}

/// Progress towards a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Reached {
    /// Conversations that must pass, over all cells.
    pub wanted: u64,
    /// Conversations that passed, without those beyond a cell's need.
    pub passed: u64,
}

impl Reached {
    /// Whether as many passed as must.
    pub fn is_met(self) -> bool {
        self.passed >= self.wanted
    }
}

/// Whether a target needs a call for an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Now,
    /// Only if those in flight do not pass.
    Later,
    /// Its cell has what it needs.
    No,
}

/// What candidates for the same place have in common: all but their ordinal and draws, or nothing for a target of the whole
/// batch.
type Cell = Option<ItemRequest>;

#[derive(Debug)]
pub struct TargetProgress {
    target: Target,
    passed: HashMap<Cell, u64>,
    in_flight: HashMap<Cell, u64>,
}

impl TargetProgress {
    pub fn new(target: Target) -> TargetProgress {
        TargetProgress { target, passed: HashMap::new(), in_flight: HashMap::new() }
    }

    fn cell(&self, request: &ItemRequest) -> Cell {
        self.target.per_cell.then(|| request.cell())
    }

    /// Replaces what counts as passed by what all workers reached.
    pub fn set_passed<'a>(&mut self, requests: impl IntoIterator<Item = &'a ItemRequest>) {
        self.passed.clear();
        for request in requests {
            *self.passed.entry(self.cell(request)).or_default() += 1;
        }
    }

    pub fn wants(&self, request: &ItemRequest) -> Wanted {
        let cell = self.cell(request);
        let passed = self.passed.get(&cell).copied().unwrap_or(0);
        let in_flight = self.in_flight.get(&cell).copied().unwrap_or(0);
        match self.target.passed {
            needed if passed >= needed => Wanted::No,
            needed if passed + in_flight >= needed => Wanted::Later,
            _ => Wanted::Now,
        }
    }

    /// Whether a target of the whole batch is met; always `false` for one of each cell.
    pub fn is_met_by_all(&self) -> bool {
        !self.target.per_cell && self.passed.get(&None).copied().unwrap_or(0) >= self.target.passed
    }

    pub fn is_per_cell(&self) -> bool {
        self.target.per_cell
    }

    pub fn begin(&mut self, request: &ItemRequest) {
        *self.in_flight.entry(self.cell(request)).or_default() += 1;
    }

    pub fn end(&mut self, request: &ItemRequest, passed: bool) {
        let cell = self.cell(request);
        if let Some(in_flight) = self.in_flight.get_mut(&cell) {
            *in_flight = in_flight.saturating_sub(1);
        }
        if passed {
            *self.passed.entry(cell).or_default() += 1;
        }
    }

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
            situation: None,
            ordinal,
            drawn: Default::default(),
            source: None,
        }
    }

    #[test]
    fn no_more_are_in_flight_than_are_still_needed() {
        let mut progress = TargetProgress::new(Target { passed: 2, per_cell: false });
        let one = request("a", 0);
        progress.begin(&one);
        assert_eq!(progress.wants(&one), Wanted::Now);
        progress.begin(&one);
        assert_eq!(progress.wants(&request("b", 0)), Wanted::Later);
        progress.end(&one, false);
        assert_eq!(progress.wants(&one), Wanted::Now);
        progress.begin(&one);
        progress.end(&one, true);
        progress.end(&one, true);
        assert_eq!(progress.wants(&request("b", 0)), Wanted::No);
        assert_eq!(progress.reached(4), Reached { wanted: 2, passed: 2 });
    }

    #[test]
    fn cells_are_counted_apart_where_asked() {
        let mut progress = TargetProgress::new(Target { passed: 1, per_cell: true });
        progress.begin(&request("a", 0));
        progress.end(&request("a", 0), true);
        assert_eq!(progress.wants(&request("a", 1)), Wanted::No);
        assert_eq!(progress.wants(&request("b", 0)), Wanted::Now);
        assert_eq!(progress.reached(2), Reached { wanted: 2, passed: 1 });
    }
}
