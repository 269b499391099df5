//! Plans: what a person wants made, read from TOML, JSON, JSONL or CSV and turned into items.
//!
//! TOML and JSON have the same shape (a table with `template`, `axes`, `items` and so on); JSONL and CSV hold one item
//! a line or row. A number given for a variable is taken as its text, white space around a value is cut off, and an
//! empty cell of a CSV file means that nothing was given.

mod from_csv;
mod from_json;
mod from_toml;
mod node;
mod read;
mod sample;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::domain::axis::Axis;
use crate::domain::batch::ItemRequest;
use crate::domain::conversation::Subject;
use crate::domain::limits::{GenerationTable, LimitsTable};
use crate::domain::word::nearest;

use read::Reader;
use sample::Sample;

/// The most items a plan can ask for: a guard against a slip of the hand, far above any real data set.
const MAX_COUNT: u64 = 10_000_000;

/// The file endings a plan can have.
const ENDINGS: &[&str] = &["toml", "json", "jsonl", "csv"];

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
    fn hint(mut self, hint: impl Into<String>) -> PlanError {
        self.hint = Some(hint.into());
        self
    }
}

/// What a mistake that no single field shows is about; its reader knows the place.
enum About {
    Plan,
    Count,
    Axes,
}

impl Plan {
    /// Reads a plan; the file's ending says in which form.
    pub fn load(path: &Path) -> Result<Plan, PlanError> {
        let place = path.display().to_string();
        ending(path)?;
        let bytes = std::fs::read(path).map_err(|error| PlanError {
            place: place.clone(),
            message: format!("cannot read the plan: {error}"),
            hint: Some("Give the path of a plan; `dialoom init` writes an example to start from.".into()),
        })?;
        let content = std::str::from_utf8(&bytes).map_err(|error| {
            let before = &bytes[..error.valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            PlanError {
                place: format!("{place}:{line}"),
                message: format!("byte {} is not UTF-8", before.len() + 1),
                hint: Some("Save the file as UTF-8 (in a spreadsheet: CSV UTF-8).".into()),
            }
        })?;
        Plan::parse(path, content)
    }

    /// Reads a plan from text; `path` is for its form and for messages.
    pub fn parse(path: &Path, content: &str) -> Result<Plan, PlanError> {
        let content = content.strip_prefix('\u{feff}').unwrap_or(content);
        let reader = Reader { path };
        let syntax = |(line, said): (usize, String), form: &str| reader.error(line, format!("not {form}: {said}"));
        match ending(path)? {
            "toml" => reader.plan(from_toml::parse(content).map_err(|error| syntax(error, "TOML"))?),
            "json" => reader.plan(from_json::parse(content, 1).map_err(|error| syntax(error, "JSON"))?),
            "jsonl" => {
                let mut plan = Plan::empty(path);
                for (number, line) in content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
                    let node = from_json::parse(line, number + 1).map_err(|error| syntax(error, "JSON"))?;
                    plan.items.push(reader.item(node)?);
                }
                plan.check(|_| path.display().to_string())?;
                Ok(plan)
            }
            _ => {
                let mut plan = Plan::empty(path);
                plan.items = from_csv::parse(path, content)?;
                plan.check(|_| path.display().to_string())?;
                Ok(plan)
            }
        }
    }

    /// How many cells it has, as a target for each of them counts: those of its axes, and the single items that are none of
    /// these, equal ones counted once. 1 where there is neither.
    pub fn cell_count(&self) -> u64 {
        let single: HashSet<ItemRequest> =
            self.items.iter().map(|item| self.request(item)).filter(|request| !self.is_of_axes(request)).collect();
        self.cells().saturating_add(single.len() as u64).max(1)
    }

    /// How many items it asks for; of a plan with a target, how many candidates it allows.
    pub fn item_count(&self) -> u64 {
        self.product_count() + self.items.len() as u64
    }

    /// Its items in order, made one at a time so that memory does not grow with the plan. The second part says where
    /// the item was written, the file's name included, for messages.
    ///
    /// First those of the axes: all combinations in the order written (the last axis changes fastest); or, with a
    /// count or target, an even sample in which a larger count begins with the items of a smaller one. Then the single
    /// items. `ordinal` tells equal ones apart, so adding an item never changes another.
    pub fn items(&self) -> impl Iterator<Item = (ItemRequest, String)> + '_ {
        let sizes: Vec<usize> = self.axes.iter().map(|(_, values)| values.len()).collect();
        let cells = self.cells();
        let sample = self.samples().then(|| Sample::new(&sizes, self.seed));
        let axes_place = format!("{} [axes]", self.path.display());
        // Only the single items are kept track of: two cells of the product are never equal.
        let mut seen: HashMap<ItemRequest, u32> = self.items.iter().map(|item| (self.request(item), 0)).collect();
        (0..self.product_count() + self.items.len() as u64).map(move |step| {
            if let Some(item) = step.checked_sub(self.product_count()) {
                let item = &self.items[item as usize];
                let mut request = self.request(item);
                let before = seen.entry(request.clone()).or_default();
                let ordinal = *before;
                *before += 1;
                request.ordinal = ordinal;
                return (request, self.place_of(item));
            }
            let cell = match &sample {
                Some(sample) => sample.cell(step),
                None => in_order(&sizes, step),
            };
            let values =
                self.axes.iter().zip(cell).map(|((name, values), value)| (name.as_str(), values[value].as_str()));
            let mut request = request(self.template.as_deref().unwrap_or_default(), values);
            if let Some(before) = seen.get_mut(&request) {
                *before += 1;
            }
            request.ordinal = (step / cells) as u32;
            (request, axes_place.clone())
        })
    }

    /// Whether a batch can be called so; the error continues "name is …".
    pub fn check_name(name: &str) -> Result<(), String> {
        if (1..=100).contains(&name.chars().count()) && !name.chars().any(char::is_control) {
            return Ok(());
        }
        Err(format!("{}; expected 1 to 100 printable characters", node::quoted(name)))
    }

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

    fn empty(path: &Path) -> Plan {
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

    /// The combinations of the axes, held at the largest number; 0 without axes.
    fn cells(&self) -> u64 {
        if self.axes.is_empty() {
            return 0;
        }
        self.axes.iter().fold(1, |cells: u64, (_, values)| cells.saturating_mul(values.len() as u64))
    }

    /// Whether the axes make this item, too.
    fn is_of_axes(&self, request: &ItemRequest) -> bool {
        let subject = &request.subject;
        let value = |name: &str| match Axis::named(name) {
            Some(axis) => Some(subject.on(axis)),
            None => request.variables.get(name),
        };
        let is_axis = |name: &str| self.axes.iter().any(|(axis, _)| axis == name);
        self.template.as_ref() == Some(&request.template)
            && !self.axes.is_empty()
            && self.axes.iter().all(|(name, values)| value(name).is_some_and(|value| values.contains(value)))
            && (subject.topic.is_empty() || is_axis(Axis::Topic.as_str()))
            && request.variables.keys().all(|name| is_axis(name))
    }

    fn samples(&self) -> bool {
        self.count.is_some() || self.target.is_some()
    }

    fn product_count(&self) -> u64 {
        match (self.count, self.target) {
            (Some(count), _) => count,
            (None, Some(target)) => {
                let cells = if self.target_per_cell { self.cells() } else { 1 };
                self.max_candidates.unwrap_or(target.saturating_mul(cells).saturating_mul(3))
            }
            (None, None) => self.cells(),
        }
    }

    fn request(&self, item: &PlannedItem) -> ItemRequest {
        let template = item.template.as_deref().or(self.template.as_deref()).unwrap_or_default();
        request(template, item.values.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }

    fn place_of(&self, item: &PlannedItem) -> String {
        match item.place.strip_prefix("line ") {
            Some(line) => format!("{}:{line}", self.path.display()),
            None => format!("{} {}", self.path.display(), item.place),
        }
    }

    /// What must hold between the fields of a plan, in whichever form it was written.
    fn check(&self, place: impl Fn(About) -> String) -> Result<(), PlanError> {
        let wrong = |about, message: String| PlanError { place: place(about), message, hint: None };
        Plan::check_name(&self.name).map_err(|problem| wrong(About::Plan, format!("name is {problem}")))?;
        if self.count.is_some() && self.target.is_some() {
            let hint = "Keep count (so many calls) or target (so many good conversations).";
            return Err(wrong(About::Count, "count and target are both there; expected one of them".into()).hint(hint));
        }
        let needs_target =
            if self.target_per_cell { Some("target_per_cell") } else { self.max_candidates.map(|_| "max_candidates") };
        if let (Some(field), None) = (needs_target, self.target) {
            return Err(wrong(About::Count, format!("{field} belongs to a target, and there is none")));
        }
        if self.axes.is_empty() {
            if self.samples() {
                let field = if self.count.is_some() { "count" } else { "target" };
                let message = format!("{field} samples the axes, and there are none");
                return Err(wrong(About::Count, message).hint("Add [axes] with persona, emotion and topic."));
            }
            if self.items.is_empty() {
                let hint = "Give [axes] whose values are combined, or single items.";
                return Err(wrong(About::Plan, "the plan asks for nothing".into()).hint(hint));
            }
        } else {
            self.check_axes(&wrong)?;
        }
        self.items.iter().try_for_each(|item| self.check_item(item))
    }

    fn check_axes(&self, wrong: &impl Fn(About, String) -> PlanError) -> Result<(), PlanError> {
        if self.template.is_none() {
            let hint = "Add a line at the top: template = \"…\" (`dialoom templates list` shows them).";
            return Err(wrong(About::Axes, "there are axes and no template".into()).hint(hint));
        }
        for needed in Axis::required() {
            if !self.axes.iter().any(|(name, _)| name == needed.as_str()) {
                let others = self.axes.iter().map(|(name, _)| name.as_str());
                let hint = "An axis with a single value will do where it does not vary.";
                let message = format!("axes.{needed} is missing{}", meant(needed.as_str(), others));
                return Err(wrong(About::Axes, message).hint(hint));
            }
        }
        if self.cells() > MAX_COUNT && !self.samples() {
            let message = format!("the axes make {} combinations; expected {MAX_COUNT} at the most", self.cells());
            return Err(wrong(About::Axes, message).hint("Give a count: that many are sampled evenly."));
        }
        if self.cells() == u64::MAX {
            return Err(wrong(About::Axes, "the axes make more combinations than can be counted".into()));
        }
        if self.target.is_some_and(|target| self.max_candidates.is_some_and(|most| most < target)) {
            return Err(wrong(About::Count, "max_candidates is below target; it could never be met".into()));
        }
        if self.product_count() > MAX_COUNT {
            let message =
                format!("the target allows {} candidates; expected {MAX_COUNT} at the most", self.product_count());
            return Err(wrong(About::Count, message).hint("Set max_candidates."));
        }
        Ok(())
    }

    fn check_item(&self, item: &PlannedItem) -> Result<(), PlanError> {
        let wrong = |message: String| PlanError { place: self.place_of(item), message, hint: None };
        for needed in Axis::required() {
            if !item.values.contains_key(needed.as_str()) {
                let others = item.values.keys().map(String::as_str);
                return Err(wrong(format!("{needed} is missing{}", meant(needed.as_str(), others))));
            }
        }
        if item.template.is_none() && self.template.is_none() {
            let near = meant("template", item.values.keys().map(String::as_str));
            let hint = "Name one for the item; `dialoom templates list` shows them.";
            return Err(wrong(format!("template is missing{near}")).hint(hint));
        }
        Ok(())
    }
}

/// The name that may be a slip for the one needed; one that is another axis is none.
fn meant<'a>(needed: &str, others: impl Iterator<Item = &'a str>) -> String {
    nearest(needed, others.filter(|name| Axis::named(name).is_none()))
        .map(|name| format!(" (is \"{name}\" meant to be it?)"))
        .unwrap_or_default()
}

fn request<'a>(template: &str, values: impl Iterator<Item = (&'a str, &'a str)>) -> ItemRequest {
    let mut subject = Subject::default();
    let mut variables = BTreeMap::new();
    for (name, value) in values {
        match Axis::named(name) {
            Some(axis) => value.clone_into(subject.on_mut(axis)),
            None => drop(variables.insert(name.to_owned(), value.to_owned())),
        }
    }
    ItemRequest { template: template.to_owned(), subject, variables, tier: None, ordinal: 0 }
}

/// The cell of a product at a place in the order written: the last axis changes fastest.
fn in_order(sizes: &[usize], place: u64) -> Vec<usize> {
    let mut rest = place;
    let mut cell = vec![0; sizes.len()];
    for (axis, size) in sizes.iter().enumerate().rev() {
        cell[axis] = (rest % *size as u64) as usize;
        rest /= *size as u64;
    }
    cell
}

/// Whether a template could have a variable of this name; the error says what a name looks like.
fn variable_name(name: &str) -> Result<(), String> {
    let letter = |(place, letter): (usize, char)| {
        letter == '_' || letter.is_ascii_alphabetic() || (place > 0 && letter.is_ascii_digit())
    };
    if name.is_empty() || !name.chars().enumerate().all(letter) {
        let given = node::quoted(name);
        return Err(format!("{given} cannot be a variable's name; expected letters, digits and _ with no space"));
    }
    Ok(())
}

fn ending(path: &Path) -> Result<&'static str, PlanError> {
    let given = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    ENDINGS.iter().copied().find(|ending| *ending == given).ok_or_else(|| {
        let near = nearest(&given, ENDINGS.iter().copied()).map(|ending| format!(" (did you mean .{ending}?)"));
        PlanError {
            place: path.display().to_string(),
            message: format!("a plan ends in .toml, .json, .jsonl or .csv{}", near.unwrap_or_default()),
            hint: None,
        }
    })
}

#[cfg(test)]
mod tests;
