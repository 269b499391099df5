//! A plan as it was written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::domain::limits::{GenerationTable, LimitsTable};

/// A plan as written, checked in itself (names of templates are checked by the engine, which knows them).
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Where it was read.
    pub path: PathBuf,
    /// The name of its batch; where it has none, the file's name without its ending.
    pub name: String,
    /// The template of items that name none.
    pub template: Option<String>,
    /// How many items of the axes' product: sampled evenly; the whole product without it. Above the size of the
    /// product every combination comes again, told apart by its ordinal.
    pub count: Option<u64>,
    /// Instead of `count`: this many at or above their threshold.
    pub target: Option<u64>,
    /// At most so many candidates for the target (for all cells together); three times the target where nobody says.
    pub max_candidates: Option<u64>,
    /// Whether the target is meant for each cell of the axes.
    pub target_per_cell: bool,
    /// The same plan and seed give the same items; 0 where nobody says.
    pub seed: u64,
    /// persona, emotion, topic and any variable of the template, with their values, in the order written.
    pub axes: Vec<(String, Vec<String>)>,
    /// Who answers and how.
    pub generation: GenerationTable,
    /// Limits of the run.
    pub limits: LimitsTable,
    /// Single items, added to the product.
    pub items: Vec<PlannedItem>,
}

/// An item a plan names one by one (an `[[items]]` table, a CSV row, a JSONL line).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedItem {
    /// Where it stands: "line 12", or "row 3 (line 4)" in a CSV file, counted as a spreadsheet shows it.
    pub place: String,
    /// Its template, where it names one.
    pub template: Option<String>,
    /// Every other field: persona, emotion, topic and variables.
    pub values: BTreeMap<String, String>,
}

/// What is wrong with a plan, where, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct PlanError {
    /// The file with line or row: `plan.toml:12`, `people.csv row 3 (line 4)`.
    pub place: String,
    /// What is wrong, the field, what was expected, the nearest valid name.
    pub message: String,
    /// What to do, where it is not obvious.
    pub hint: Option<String>,
}

impl PlanError {
    pub(super) fn hint(mut self, hint: impl Into<String>) -> PlanError {
        self.hint = Some(hint.into());
        self
    }
}

impl Plan {
    /// Calls templates by the names they have where the plan calls them by another (another case, a prefix, an id), so
    /// that items asking for the same are seen as equals. `names` goes from what the plan says to the name.
    pub fn name_templates(&mut self, names: &BTreeMap<String, String>) {
        let items = self.items.iter_mut().map(|item| &mut item.template);
        for given in std::iter::once(&mut self.template).chain(items).flatten() {
            if let Some(name) = names.get(given) {
                name.clone_into(given);
            }
        }
    }

    pub(super) fn empty(path: &Path) -> Plan {
        Plan {
            path: path.to_owned(),
            name: path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
            template: None,
            count: None,
            target: None,
            max_candidates: None,
            target_per_cell: false,
            seed: 0,
            axes: Vec::new(),
            generation: GenerationTable::default(),
            limits: LimitsTable::default(),
            items: Vec::new(),
        }
    }
}
