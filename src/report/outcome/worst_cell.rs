//! The part of a plan where most conversations did not pass, where that is more than chance.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::axis::Axis;
use crate::store::CellTotals;

/// The fewest values of an axis, or cells, that are compared.
const FEWEST: usize = 3;
/// The worst of all is named if chance alone makes one as bad in less than 1 of 20 batches.
const CHANCE: f64 = 0.05;

/// A value of an axis, or a whole cell, that did worse than the rest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct WorstCell {
    /// The values that it stands for, by axis.
    pub axes: BTreeMap<&'static str, String>,
    pub conversations: u64,
    pub not_passed: u64,
    /// All other conversations of the batch.
    pub others: u64,
    pub others_not_passed: u64,
}

#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    all: u64,
    bad: u64,
}

/// Compares each value of an axis, and each cell, with the rest. The chance that so many of those that did not pass
/// fall into one of that size is counted exactly (hypergeometric, Fisher), times the number of comparisons.
pub(super) fn worst_cell(cells: &[CellTotals]) -> Option<WorstCell> {
    let mut whole = Tally::default();
    let mut groups: BTreeMap<Vec<(Axis, &str)>, Tally> = BTreeMap::new();
    let varying: Vec<Axis> = Axis::ALL.iter().copied().filter(|axis| values(cells, *axis) > 1).collect();
    let several: Vec<Axis> = varying.iter().copied().filter(|axis| values(cells, *axis) >= FEWEST).collect();
    for cell in cells {
        let bad = cell.conversations - cell.passed.min(cell.conversations);
        let mut add = |axes: &[Axis]| {
            let key = axes.iter().map(|axis| (*axis, cell.subject.on(*axis).as_str())).collect();
            let tally = groups.entry(key).or_default();
            (tally.all, tally.bad) = (tally.all + cell.conversations, tally.bad + bad);
        };
        several.iter().for_each(|axis| add(&[*axis]));
        if varying.len() > 1 && cells.len() >= FEWEST {
            add(&varying);
        }
        (whole.all, whole.bad) = (whole.all + cell.conversations, whole.bad + bad);
    }
    let logs = Logs::up_to(whole.all);
    let comparisons = groups.len() as f64;
    let chances = groups
        .into_iter()
        .filter(|(_, tally)| tally.bad > 1)
        .map(|(key, tally)| (logs.chance(whole, tally), key, tally));
    let (chance, key, tally) = chances.min_by(|one, other| one.0.total_cmp(&other.0))?;
    (chance * comparisons < CHANCE).then(|| WorstCell {
        axes: key.into_iter().map(|(axis, value)| (axis.as_str(), value.to_owned())).collect(),
        conversations: tally.all,
        not_passed: tally.bad,
        others: whole.all - tally.all,
        others_not_passed: whole.bad - tally.bad,
    })
}

/// How many different values an axis has, up to [`FEWEST`].
fn values(cells: &[CellTotals], axis: Axis) -> usize {
    let mut seen: Vec<&str> = Vec::new();
    for value in cells.iter().map(|cell| cell.subject.on(axis).as_str()) {
        if seen.len() < FEWEST && !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen.len()
}

/// The logarithms of the factorials.
struct Logs(Vec<f64>);

impl Logs {
    fn up_to(most: u64) -> Logs {
        let mut sum = 0.0;
        let next = |number: u64| {
            sum += (number.max(1) as f64).ln();
            sum
        };
        Logs((0..=most).map(next).collect())
    }

    /// ln (of choose taken).
    fn choose(&self, of: u64, taken: u64) -> f64 {
        let log = |number: u64| self.0[number as usize];
        log(of) - log(taken) - log(of - taken)
    }

    /// The chance that at least as many of the bad ones are among as many drawn at random.
    fn chance(&self, whole: Tally, part: Tally) -> f64 {
        let all = self.choose(whole.all, part.all);
        let good = whole.all - whole.bad;
        (part.bad..=whole.bad.min(part.all))
            .filter(|bad| part.all - bad <= good)
            .map(|bad| (self.choose(whole.bad, bad) + self.choose(good, part.all - bad) - all).exp())
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Subject;

    fn cells(rows: &[(&str, &str, u64, u64)]) -> Vec<CellTotals> {
        let cell = |(persona, emotion, conversations, passed): &(&str, &str, u64, u64)| CellTotals {
            subject: Subject { persona: (*persona).into(), emotion: (*emotion).into(), topic: "debt".into() },
            conversations: *conversations,
            passed: *passed,
        };
        rows.iter().map(cell).collect()
    }

    #[test]
    fn a_value_that_fails_whatever_it_stands_with_is_named_alone() {
        let rows = [("A", "x", 10, 9), ("A", "y", 10, 10), ("B", "x", 10, 2), ("B", "y", 10, 1), ("C", "x", 10, 9)];
        let worst = worst_cell(&cells(&rows)).expect("B is worse");
        assert_eq!(worst.axes, BTreeMap::from([("persona", "B".to_owned())]));
        let figures = (worst.conversations, worst.not_passed, worst.others, worst.others_not_passed);
        assert_eq!(figures, (20, 17, 30, 2));
    }

    #[test]
    fn one_bad_cell_is_named_with_every_axis_that_varies() {
        let rows = [("A", "x", 10, 10), ("A", "y", 10, 10), ("B", "x", 10, 1), ("B", "y", 10, 10), ("C", "x", 10, 9)];
        let worst = worst_cell(&cells(&rows)).expect("B × x is worse");
        assert_eq!(worst.axes, BTreeMap::from([("persona", "B".to_owned()), ("emotion", "x".to_owned())]));
    }

    #[test]
    fn chance_and_too_few_cells_are_no_worst_cell() {
        assert_eq!(worst_cell(&[]), None);
        let alike = [("A", "x", 10, 8), ("B", "x", 10, 7), ("C", "x", 10, 9), ("D", "x", 10, 8)];
        assert_eq!(worst_cell(&cells(&alike)), None);
        assert_eq!(worst_cell(&cells(&[("A", "x", 10, 10), ("B", "x", 10, 0)])), None, "two cells");
        let all = [("A", "x", 5, 0), ("B", "x", 5, 0), ("C", "x", 5, 0)];
        assert_eq!(worst_cell(&cells(&all)), None, "all are bad");
        let single: Vec<(String, u64)> = (0..50).map(|at| (format!("P{at}"), u64::from(at != 7))).collect();
        let single: Vec<(&str, &str, u64, u64)> =
            single.iter().map(|(name, passed)| (name.as_str(), "x", 1, *passed)).collect();
        assert_eq!(worst_cell(&cells(&single)), None, "one of fifty, once");
    }
}
