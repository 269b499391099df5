//! A plan as a person wrote it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::domain::UnknownWord;
use crate::domain::axis::Axis;
use crate::domain::conversation::Tier;
use crate::domain::document::Source;
use crate::domain::judge_table::JudgeTable;
use crate::domain::limits::{GenerationTable, LimitsTable};
use crate::domain::tiers::TierCounts;

use crate::engine::plan::sampling::Sampling;
use crate::engine::plan::situations::{FoundSituations, NamedSituation, PlannedSituation};
use crate::engine::plan::vary::{Vary, VaryTable};

/// A plan as written, checked by itself. Template names are checked later, against the store.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The file it was read from.
    pub path: PathBuf,
    /// The name of its batch; by default the file's name without its ending.
    pub name: String,
    /// The tiers it was made for, where it is no file.
    pub tiers: Option<TiersOfPlan>,
    /// What the batch is for.
    pub description: Option<String>,
    /// The template of items that name none themselves.
    pub template: Option<String>,
    /// Instead of `template`: templates that are to be compared. Each makes every item that names none itself, with the
    /// same draws.
    pub variants: Vec<String>,
    /// How many items to sample evenly from the product of the axes; by default the whole product. Above its size every
    /// combination repeats, with another ordinal.
    pub count: Option<u64>,
    /// Instead of `count`: how many conversations must pass.
    pub target: Option<u64>,
    /// The most candidates for the target, over all cells; by default three times the target.
    pub max_candidates: Option<u64>,
    /// Whether the target counts for each cell.
    pub target_per_cell: bool,
    /// The same plan and seed give the same items; 0 by default.
    pub seed: u64,
    /// The language of items that name none themselves; `None` for that of the template's text.
    pub language: Option<String>,
    /// `persona`, `emotion`, `topic` and variables of the template with their values, in the order written.
    pub axes: Vec<(String, Vec<String>)>,
    /// Those of these values that the file gives as lists.
    pub lists: Vec<PlannedList>,
    /// The vocabularies that the axes name.
    pub vocabularies: Vec<PlannedVocabulary>,
    /// The values of each, by its name as written, once they are found.
    pub spelled_out: BTreeMap<String, Vec<String>>,
    /// The documents whose chunks are the last axis, where `chunks` names some.
    pub chunks: Option<PlannedChunks>,
    /// These chunks by their ids, once the documents are found.
    pub sources: BTreeMap<String, Source>,
    /// Provider, model and what shapes answers.
    pub generation: GenerationTable,
    /// Limits of the run.
    pub limits: LimitsTable,
    /// Who marks what it makes, where somebody is to. Empty fields are those of `dialoom.toml`.
    pub judge: Option<JudgeTable>,
    /// What items draw beside their axes; the starter table by default.
    pub vary: Vary,
    /// The table that `vary` changes. Empty until the templates are found: a stored batch keeps the one it began with.
    pub starter: VaryTable,
    /// Which cells a count or target takes.
    pub sampling: Sampling,
    /// Scenarios and edge cases together: one more axis, before the others.
    pub situations: Vec<PlannedSituation>,
    /// What the store has for them, and for those of single items.
    pub found: FoundSituations,
    /// Single items, added to the product.
    pub items: Vec<PlannedItem>,
}

/// A plan that `--tiers` made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TiersOfPlan {
    /// How many of each tier.
    pub counts: TierCounts,
    /// The plan, in TOML: what is active may change later.
    pub text: String,
}

impl TiersOfPlan {
    /// The plan, as from a file.
    pub fn plan(&self) -> Result<Plan, PlanError> {
        let plan = Plan::parse(Path::new("tiers.toml"), &self.text)?;
        Ok(Plan { tiers: Some(self.clone()), ..plan })
    }
}

/// A single item of a plan: an `[[items]]` table, a CSV row or a JSONL line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedItem {
    /// Its place in the file: "line 12", or "row 3 (line 4)" in a CSV file, with rows as a spreadsheet counts them.
    pub place: String,
    /// The template it names, if any.
    pub template: Option<String>,
    /// The scenario or edge case it names, if any.
    pub situation: Option<NamedSituation>,
    /// The tier it names, if any; by default that of its scenario or edge case, else of its template.
    pub tier: Option<Tier>,
    /// Every other field: `persona`, `emotion`, `topic` and variables.
    pub values: BTreeMap<String, String>,
    /// Those of them that the file gives as a list.
    pub lists: Vec<PlannedList>,
}

impl PlannedItem {
    /// An item that says nothing yet.
    pub fn at(place: String) -> PlannedItem {
        PlannedItem { place, template: None, situation: None, tier: None, values: BTreeMap::new(), lists: Vec::new() }
    }

    /// Sets a field. The error continues the field's name.
    pub fn set(&mut self, field: &str, value: String) -> Result<(), String> {
        match field {
            "template" => self.template = Some(value),
            "scenario" | "edge_case" if self.situation.is_some() => {
                return Err("is there beside the other; expected a scenario or an edge_case".into());
            }
            "scenario" => self.situation = Some(NamedSituation::Scenario(value)),
            "edge_case" => self.situation = Some(NamedSituation::EdgeCase(value)),
            "tier" => self.tier = Some(value.parse().map_err(|error: UnknownWord| format!("is wrong: {error}"))?),
            _ => drop(self.values.insert(field.to_owned(), value)),
        }
        Ok(())
    }

    /// Whether a field has a value.
    pub(super) fn has(&self, field: &str) -> bool {
        match (field, &self.situation) {
            ("template", _) => self.template.is_some(),
            ("tier", _) => self.tier.is_some(),
            ("scenario", named) => matches!(named, Some(NamedSituation::Scenario(_))),
            ("edge_case", named) => matches!(named, Some(NamedSituation::EdgeCase(_))),
            _ => self.values.contains_key(field),
        }
    }
}

/// A list that a plan gives as the value of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedList {
    /// File and line, for messages.
    pub place: String,
    /// The variable.
    pub name: String,
    /// Whether it stands under `[axes]`.
    pub on_axis: bool,
}

/// A vocabulary that an axis names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedVocabulary {
    /// File and line, for messages.
    pub place: String,
    /// The axis that names it.
    pub axis: Axis,
    /// Its name, as written.
    pub name: String,
}

/// What a plan says of chunks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedChunks {
    /// File and line, for messages.
    pub place: String,
    /// The name of the document.
    pub document: String,
}

/// An error in a plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct PlanError {
    /// File and line or row: `plan.toml:12`, `people.csv row 3 (line 4)`.
    pub place: String,
    /// The field, what is wrong, what was expected, the nearest valid name.
    pub message: String,
    /// What to do, if that is not obvious.
    pub hint: Option<String>,
}

impl PlanError {
    pub(super) fn hint(mut self, hint: impl Into<String>) -> PlanError {
        self.hint = Some(hint.into());
        self
    }
}

impl Plan {
    /// Replaces what the plan calls templates (another case, a prefix, an id) by their names, so that equal items are
    /// seen as equal. `names` maps what the plan says to the name.
    pub(crate) fn name_templates(&mut self, names: &BTreeMap<String, String>) {
        for given in self.found.templates_mut() {
            if let Some(name) = names.get(given) {
                name.clone_into(given);
            }
        }
        let items = self.items.iter_mut().map(|item| &mut item.template);
        for given in std::iter::once(&mut self.template).chain(items).flatten().chain(&mut self.variants) {
            if let Some(name) = names.get(given) {
                name.clone_into(given);
            }
        }
    }

    pub(super) fn empty(path: &Path) -> Plan {
        Plan {
            path: path.to_owned(),
            name: path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
            tiers: None,
            description: None,
            template: None,
            variants: Vec::new(),
            count: None,
            target: None,
            max_candidates: None,
            target_per_cell: false,
            seed: 0,
            language: None,
            axes: Vec::new(),
            lists: Vec::new(),
            vocabularies: Vec::new(),
            spelled_out: BTreeMap::new(),
            chunks: None,
            sources: BTreeMap::new(),
            generation: GenerationTable::default(),
            limits: LimitsTable::default(),
            judge: None,
            vary: Vary::On(Vec::new()),
            starter: VaryTable::default(),
            sampling: Sampling::EvenPairs,
            situations: Vec::new(),
            found: FoundSituations::default(),
            items: Vec::new(),
        }
    }
}
