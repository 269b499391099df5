//! What changed since an earlier report, or from another batch to this selection.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::filter::Filter;
use crate::domain::word::words;
use crate::report::dataset::Dataset;

words! {
    /// What a figure counts.
    Unit is "unit" {
        /// Conversations.
        Conversations = "conversations",
        /// 0 to 1.
        Share = "share",
        /// 0 to 10.
        Score = "score",
        /// US dollars.
        Usd = "usd",
    }
}

/// A figure before and now; `None` where there is nothing to count.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Change {
    pub figure: String,
    pub unit: Unit,
    pub before: Option<f64>,
    pub now: Option<f64>,
    /// Now less before, where both are known.
    pub change: Option<f64>,
}

/// In the shape of `report --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Comparison {
    /// The file or the batch, as the user named it.
    pub with: String,
    /// When that report was written; that of a batch is of now.
    pub written_at: DateTime<Utc>,
    /// Whether both are about the same selection of conversations.
    pub is_same_selection: bool,
    pub figures: Vec<Change>,
    /// Conversations with each kind of finding that either has, the largest change first.
    pub findings: Vec<Change>,
}

/// The figures of a report that a comparison needs, read from its `--json` document.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Earlier {
    written_at: DateTime<Utc>,
    filter: serde_json::Value,
    verdict: Taken,
    stats: Stats,
    approved: Approved,
    findings: Vec<Found>,
    near_duplicates: Repeating,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Taken {
    exportable: u64,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Stats {
    totals: Totals,
    costs: Costs,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Totals {
    conversations: u64,
    approved: u64,
    rejected: u64,
    serious: u64,
    mean_quality: Option<f64>,
    cost_usd: f64,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Costs {
    cost_usd: f64,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Approved {
    conversations: u64,
    read: u64,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Found {
    finding: String,
    conversations: u64,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Repeating {
    repeating: u64,
}

impl Earlier {
    /// From what `report --json` wrote.
    pub(crate) fn read(document: &str) -> Result<Earlier, serde_json::Error> {
        serde_json::from_str(document)
    }

    /// The same of a report that was not written yet.
    pub(crate) fn of(dataset: &Dataset) -> Result<Earlier, serde_json::Error> {
        serde_json::from_value(serde_json::to_value(dataset)?)
    }

    fn figures(&self) -> [(&'static str, Unit, Option<f64>); 9] {
        let count = |number: u64| Some(number as f64);
        let share = |part: u64, all: u64| (all > 0).then(|| part as f64 / all as f64);
        let totals = &self.stats.totals;
        [
            ("made", Unit::Conversations, count(totals.conversations)),
            ("approved", Unit::Conversations, count(totals.approved)),
            ("in an export", Unit::Conversations, count(self.verdict.exportable)),
            ("approved of decided", Unit::Share, share(totals.approved, totals.approved + totals.rejected)),
            ("opened of approved", Unit::Share, share(self.approved.read, self.approved.conversations)),
            ("mean score", Unit::Score, totals.mean_quality),
            ("with a serious finding", Unit::Conversations, count(totals.serious)),
            ("repeat another one", Unit::Conversations, count(self.near_duplicates.repeating)),
            ("cost of all calls", Unit::Usd, Some(self.stats.costs.cost_usd.max(totals.cost_usd))),
        ]
    }

    fn found(&self) -> BTreeMap<&str, u64> {
        self.findings.iter().map(|found| (found.finding.as_str(), found.conversations)).collect()
    }

    fn covers(&self, filter: &Filter) -> bool {
        serde_json::to_value(filter).is_ok_and(|filter| filter == self.filter)
    }
}

impl Comparison {
    /// `with`: what the earlier figures are called. Counting two reports alike, both are read alike.
    pub(crate) fn of(with: String, before: &Earlier, dataset: &Dataset) -> Result<Comparison, serde_json::Error> {
        let now = Earlier::of(dataset)?;
        let figures = before.figures().into_iter().zip(now.figures());
        let figures = figures.map(|((figure, unit, before), (.., now))| change(figure, unit, before, now)).collect();
        let (found_before, found_now) = (before.found(), now.found());
        let kinds: BTreeSet<&str> = found_before.keys().chain(found_now.keys()).copied().collect();
        let of_kind = |kind: &&str| {
            let [before, now] =
                [&found_before, &found_now].map(|found| Some(found.get(kind).copied().unwrap_or_default() as f64));
            change(kind, Unit::Conversations, before, now)
        };
        let mut findings: Vec<Change> = kinds.iter().map(of_kind).collect();
        let size = |change: &Change| change.change.unwrap_or_default().abs();
        findings.sort_by(|one, other| size(other).total_cmp(&size(one)));
        let is_same_selection = before.covers(&dataset.filter);
        Ok(Comparison { with, written_at: before.written_at, is_same_selection, figures, findings })
    }
}

fn change(figure: &str, unit: Unit, before: Option<f64>, now: Option<f64>) -> Change {
    // Sums of decimal numbers: what stands behind the sixth place is noise.
    let difference = |(before, now): (f64, f64)| ((now - before) * 1e6).round() / 1e6;
    Change { figure: figure.to_owned(), unit, before, now, change: before.zip(now).map(difference) }
}

impl Change {
    /// Before, now and the change, as people read them: "60", "75", "+15".
    pub(crate) fn shown(&self) -> [String; 3] {
        let none = || "–".to_owned();
        let value = |value: Option<f64>| value.map_or_else(none, |value| self.unit.shown(value));
        let sign = |change: f64| match change {
            same if self.unit.shown(same.abs()) == self.unit.shown(0.0) => "same".to_owned(),
            less if less < 0.0 => format!("−{}", self.unit.difference(-less)),
            more => format!("+{}", self.unit.difference(more)),
        };
        // The difference of what is shown: 9.7 and 5.8 differ by 3.9, whatever the digits behind.
        let change = match (self.before, self.now) {
            (Some(before), Some(now)) if self.change.is_some() => {
                Some(self.unit.rounded(now) - self.unit.rounded(before))
            }
            _ => self.change,
        };
        [value(self.before), value(self.now), change.map_or_else(none, sign)]
    }
}

impl Unit {
    /// As exact as it is shown.
    fn rounded(self, value: f64) -> f64 {
        match self {
            Unit::Share => (value * 100.0).round() / 100.0,
            Unit::Score => (value * 10.0).round() / 10.0,
            Unit::Conversations | Unit::Usd => value,
        }
    }

    fn shown(self, value: f64) -> String {
        match self {
            Unit::Conversations => format!("{value:.0}"),
            Unit::Share => format!("{:.0} %", value * 100.0),
            Unit::Score => format!("{value:.1}"),
            Unit::Usd => crate::domain::money::Usd::from_dollars(value).unwrap_or_default().to_string(),
        }
    }

    /// A share changes by points, not by percent of itself.
    fn difference(self, value: f64) -> String {
        match self {
            Unit::Share => format!("{:.0} points", value * 100.0),
            _ => self.shown(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(unit: Unit, before: Option<f64>, now: Option<f64>) -> [String; 3] {
        change("made", unit, before, now).shown()
    }

    #[test]
    fn a_change_has_a_sign_and_its_unit() {
        assert_eq!(shown(Unit::Conversations, Some(60.0), Some(75.0)), ["60", "75", "+15"]);
        assert_eq!(shown(Unit::Share, Some(0.5), Some(0.25)), ["50 %", "25 %", "−25 points"]);
        assert_eq!(shown(Unit::Score, Some(7.0), Some(7.04)), ["7.0", "7.0", "same"]);
        assert_eq!(shown(Unit::Score, Some(9.74), Some(5.75)), ["9.7", "5.8", "−3.9"]);
        assert_eq!(shown(Unit::Share, Some(0.504), Some(0.256)), ["50 %", "26 %", "−24 points"]);
        assert_eq!(shown(Unit::Usd, Some(1.5), Some(2.0)), ["$1.50", "$2.00", "+$0.50"]);
        assert_eq!(shown(Unit::Score, None, Some(7.0)), ["–", "7.0", "–"]);
    }
}
