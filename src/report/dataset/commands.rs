//! The commands that list what a figure of the report counts.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::conversation::Tier;
use crate::domain::filter::Filter;
use crate::domain::finding::Finding;
use crate::domain::quality::Score;
use crate::domain::status::Status;
use crate::report::dataset::of_status;
use crate::report::dataset::verdict::{Facts, Next};
use crate::report::stats::Report;

/// One command a figure, or a section. A figure that no flag can say has the command that shows more, never less.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Commands {
    pub made: String,
    pub decided: String,
    pub approved: String,
    pub in_export: String,
    pub opened: String,
    pub score: String,
    pub serious: String,
    pub cost: String,
    /// Of the states that some conversation has.
    pub by_status: BTreeMap<&'static str, String>,
    pub by_tier: BTreeMap<&'static str, String>,
    /// Of the lowest bar in the histogram of scores.
    pub lowest_score: Option<String>,
    pub coverage: String,
    /// With the complete cells.
    pub all_cells: String,
    pub templates: String,
    pub duplicates: String,
    pub diversity: String,
    pub reviewers: String,
    /// A whole conversation. For people alone: the id is to be filled in.
    #[serde(skip)]
    pub show: String,
}

impl Commands {
    pub(super) fn of(facts: &Facts<'_>, command: &dyn Fn(&Next) -> String) -> Commands {
        let Facts { filter, examined, stats, taken, .. } = *facts;
        let list = |filter: Filter| command(&Next::List(filter));
        let of = |status| of_status(filter, status).unwrap_or_else(|| filter.clone());
        let decided = [Status::Approved, Status::Rejected];
        let decided: Vec<Status> = decided.into_iter().filter(|it| of_status(filter, *it).is_some()).collect();
        let is_meant = |tier: &Tier| filter.tier.is_empty() || filter.tier.contains(tier);
        let tiers = Tier::ALL.iter().filter(|tier| is_meant(tier));
        let there = Status::ALL.iter().filter(|it| stats.by_status.get(it.as_str()).is_some_and(|count| *count > 0));
        Commands {
            made: list(filter.clone()),
            decided: list(Filter { status: decided, ..filter.clone() }),
            approved: list(of(Status::Approved)),
            in_export: match taken.conversations {
                0 => list(of(Status::Approved)),
                _ => command(&Next::TryExport(filter.clone())),
            },
            opened: command(&Next::Reviewers(filter.clone())),
            score: command(&Next::Stats(filter.clone())),
            serious: serious(filter, stats).map_or_else(|| command(&Next::Stats(filter.clone())), list),
            cost: command(&Next::Cost(filter.clone())),
            by_status: there.map(|it| (it.as_str(), list(of(*it)))).collect(),
            by_tier: tiers.map(|it| (it.as_str(), list(Filter { tier: vec![*it], ..filter.clone() }))).collect(),
            lowest_score: lowest(filter, stats).map(list),
            coverage: command(&Next::Coverage(filter.clone())),
            all_cells: command(&Next::AllCells(filter.clone())),
            templates: command(&Next::Templates(filter.clone())),
            duplicates: command(&Next::Duplicates(examined.clone())),
            diversity: command(&Next::Diversity(examined.clone())),
            reviewers: command(&Next::Reviewers(filter.clone())),
            show: command(&Next::Show),
        }
    }
}

/// The conversations with a serious finding. `None` where no filter means these alone: a kind may be a hint in others.
fn serious(filter: &Filter, stats: &Report) -> Option<Filter> {
    let kinds: Vec<_> = stats.findings.iter().filter(|total| total.serious > 0).collect();
    let is_exact = filter.finding.is_empty() && !kinds.is_empty();
    let finding = kinds.iter().filter_map(|total| finding_of(&total.finding)).collect();
    let never_hints = kinds.iter().all(|total| total.serious == total.conversations);
    (is_exact && never_hints).then(|| Filter { finding, ..filter.clone() })
}

fn finding_of(word: &str) -> Option<Finding> {
    Finding::ALL.iter().find(|finding| finding.as_str() == word).copied()
}

/// The conversations of the lowest bar of the histogram.
fn lowest(filter: &Filter, stats: &Report) -> Option<Filter> {
    let place = stats.histogram.iter().position(|bar| bar.count > 0)?;
    let from = stats.histogram[place].from;
    // A bar ends a tenth below the next one.
    let below = stats.histogram.get(place + 1).and_then(|next| Score::new(next.from.points() - 0.1));
    let min = filter.min_quality.map_or(from, |least| least.max(from));
    let max = filter.max_quality.map_or(below, |most| Some(below.map_or(most, |below| below.min(most))));
    Some(Filter { min_quality: Some(min), max_quality: max, ..filter.clone() })
}
