//! Turns the tree of a TOML or JSON plan into a [`Plan`]. Checks every field; every error has its line.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::domain::axis::Axis;
use crate::domain::judge_table::JudgeTable;
use crate::domain::language::LANGUAGE;
use crate::domain::limits::{GenerationTable, LimitsTable, OutOfRange};
use crate::domain::quoted::{quoted, shortened};
use crate::domain::value::cleaned;
use crate::domain::word::nearest;

use crate::engine::plan::check::{About, MAX_COUNT, variable_name};
use crate::engine::plan::chunks::{CHUNK, CHUNKS};
use crate::engine::plan::definition::{Plan, PlanError, PlannedItem, PlannedList};
use crate::engine::plan::field_names::column;
use crate::engine::plan::node::{Entry, Node, Value};
use crate::engine::plan::situations::{NamedSituation, PlannedSituation};

const FIELDS: &[&str] = &[
    "name",
    "description",
    "template",
    "variants",
    "count",
    "target",
    "max_candidates",
    "target_per_cell",
    "seed",
    "language",
    "axes",
    "scenarios",
    "edge_cases",
    "vary",
    "generation",
    "limits",
    "judge",
    "items",
];

/// The fields of `[limits]` and what each takes.
const LIMITS: &[(&str, &str)] = &[
    ("requests", "a whole number or \"none\""),
    ("input_tokens", WHOLE),
    ("output_tokens", WHOLE),
    ("window_seconds", "a number of seconds"),
    ("threshold", "a share above 0 and up to 1.0"),
    ("concurrency", WHOLE),
    ("max_cost_usd", "an amount in US dollars"),
    ("max_cost_per_day_usd", "an amount in US dollars"),
    ("max_retries", WHOLE),
    ("max_answer_retries", WHOLE),
    ("retry_base_ms", "a whole number of milliseconds"),
    ("retry_cap_ms", "a whole number of milliseconds"),
    ("timeout_seconds", "a number of seconds"),
];

/// The fields of `[generation]` and what each takes.
const GENERATION: &[(&str, &str)] = &[
    ("provider", "a provider's name in quotes"),
    ("model", TEXT),
    ("temperature", "a number from 0 to 2"),
    ("max_tokens", WHOLE),
    ("turns", WHOLE),
    ("style", "\"full\" or \"brief\""),
    ("assistant_identity", TEXT),
];

/// The fields of `[judge]` and what each takes.
const JUDGE: &[(&str, &str)] = &[
    ("provider", "a provider's name in quotes"),
    ("model", TEXT),
    ("base_url", TEXT),
    ("min_mark", "a whole number from 1 to 10"),
    ("rubric", "the path of a file in quotes"),
    ("temperature", "a number from 0 to 2"),
    ("max_tokens", WHOLE),
];

/// The fields of these tables that take a text.
const TEXTS: &[&str] = &["provider", "model", "requests", "style", "assistant_identity", "rubric", "base_url"];

const TEXT: &str = "a text in quotes";
const WHOLE: &str = "a whole number";

/// What a variable may be called that takes one text alone, whatever the template says.
const NEVER_LISTS: [&str; 3] = [CHUNK, CHUNKS, LANGUAGE];

/// Reads a plan or an item of it; `path` is for messages.
pub(super) struct Reader<'a> {
    pub(super) path: &'a Path,
}

impl Reader<'_> {
    pub(super) fn error(&self, line: usize, message: impl Into<String>) -> PlanError {
        PlanError { place: format!("{}:{line}", self.path.display()), message: message.into(), hint: None }
    }

    /// Reads the whole plan and checks it.
    pub(super) fn plan(&self, root: Node) -> Result<Plan, PlanError> {
        let Value::Table(entries) = root.value else {
            let hint =
                "Write an object with \"template\" and \"axes\"; for one item a line use a file ending in .jsonl.";
            let message = format!("the plan is {}; expected an object", root.value.described());
            return Err(self.error(root.line, message).hint(hint));
        };
        let mut plan = Plan::empty(self.path);
        let (mut count_line, mut vary_line, mut axes_line) = (1, 1, None);
        for Entry { key, line, node } in entries {
            if node.is_null() {
                continue;
            }
            let node = node.without_nulls();
            match key.as_str() {
                "name" => plan.name = self.text("name", node)?,
                "description" => plan.description = Some(self.text("description", node)?),
                "template" => plan.template = Some(self.text("template", node)?),
                "variants" => plan.variants = self.variants(node)?,
                "count" | "target" | "max_candidates" | "target_per_cell" => {
                    count_line = line;
                    self.number(&key, &node, &mut plan)?;
                }
                "seed" => plan.seed = self.whole("seed", &node, 0, i64::MAX as u64)?,
                "language" => plan.language = Some(self.text("language", node)?),
                "axes" => {
                    axes_line = Some(line);
                    let axes = self.axes(node)?;
                    (plan.axes, plan.lists) = (axes.values, axes.lists);
                    (plan.vocabularies, plan.chunks) = (axes.vocabularies, axes.chunks);
                }
                "generation" => plan.generation = self.table("generation", node, GENERATION, GenerationTable::check)?,
                "limits" => {
                    let settle = |table: &LimitsTable| table.settle().map(drop);
                    plan.limits = self.table("limits", node, LIMITS, settle)?;
                }
                "judge" => plan.judge = Some(self.judge(node)?),
                "scenarios" | "edge_cases" => {
                    axes_line = axes_line.or(Some(line));
                    self.situations(&key, node, &mut plan)?;
                }
                "vary" => {
                    vary_line = line;
                    plan.vary = self.vary(node)?;
                }
                "items" => plan.items = self.items(node)?,
                other => return Err(self.unknown(line, other, "", FIELDS.iter().copied())),
            }
        }
        // Scenarios first, in whichever order the file has the two lists.
        plan.situations.sort_by_key(|planned| matches!(planned.named, NamedSituation::EdgeCase(_)));
        plan.check(|about| {
            let line = match about {
                About::Count => count_line,
                About::Axes => axes_line.unwrap_or(1),
                About::Vary => vary_line,
                About::Plan => 1,
            };
            format!("{}:{line}", self.path.display())
        })?;
        Ok(plan)
    }

    /// Reads how many conversations the plan asks for.
    fn number(&self, key: &str, node: &Node, plan: &mut Plan) -> Result<(), PlanError> {
        if key == "target_per_cell" {
            let Value::Bool(flag) = node.value else { return Err(self.wrong(key, node, "true or false")) };
            plan.target_per_cell = flag;
            return Ok(());
        }
        let number = Some(self.whole(key, node, 1, MAX_COUNT)?);
        match key {
            "count" => plan.count = number,
            "target" => plan.target = number,
            _ => plan.max_candidates = number,
        }
        Ok(())
    }

    /// Reads one item, a table of texts and numbers. A null or an empty text counts as absent; where all fields are, it is
    /// no item. Only TOML has no null: an empty table is a slip there.
    pub(super) fn item(&self, node: Node) -> Result<Option<PlannedItem>, PlanError> {
        if node.is_null() {
            return Ok(None);
        }
        let Value::Table(entries) = node.value else {
            return Err(self.wrong("an item", &node, "an object with persona, emotion and topic"));
        };
        let (mut item, mut is_empty) = (PlannedItem::at(format!("line {}", node.line)), true);
        for Entry { key, line, node } in entries {
            if node.is_absent() {
                continue;
            }
            let key = column(&key);
            if item.has(&key) {
                return Err(self.error(line, format!("the field {} is there twice", quoted(&key))));
            }
            let node = node.without_nulls();
            let value = match key.as_str() {
                "template" | "scenario" | "edge_case" | "tier" => self.text(&key, node)?,
                _ => {
                    self.variable_name(line, &key)?;
                    item.lists.extend(self.list_in(&key, &node, false));
                    self.variable_value(&key, node)?
                }
            };
            item.set(&key, value).map_err(|said| self.error(line, format!("{key} {said}")))?;
            is_empty = false;
        }
        let is_toml = || self.path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
        Ok((!is_empty || is_toml()).then_some(item))
    }

    fn judge(&self, node: Node) -> Result<JudgeTable, PlanError> {
        let table: JudgeTable = self.table("judge", node, JUDGE, JudgeTable::check)?;
        // As written, the path starts from the plan.
        let folder = self.path.parent().unwrap_or(Path::new(""));
        Ok(JudgeTable { rubric: table.rubric.map(|rubric| folder.join(rubric)), ..table })
    }

    fn items(&self, node: Node) -> Result<Vec<PlannedItem>, PlanError> {
        match node.value {
            Value::List(nodes) => nodes.into_iter().filter_map(|node| self.item(node).transpose()).collect(),
            _ => Err(self.wrong("items", &node, "[[items]] tables (in JSON a list of objects)")),
        }
    }

    /// Reads `scenarios` or `edge_cases`, each entry once.
    fn situations(&self, field: &str, node: Node, plan: &mut Plan) -> Result<(), PlanError> {
        const NAMES: &str = "a list of texts, as in [\"asks for a guarantee\"]";
        let Value::List(nodes) = node.value else { return Err(self.wrong(field, &node, NAMES)) };
        if nodes.is_empty() {
            return Err(self.error(node.line, format!("{field} is an empty list; expected {NAMES}")));
        }
        let mut seen = std::collections::HashSet::new();
        for node in nodes {
            let place = format!("{}:{}", self.path.display(), node.line);
            let line = node.line;
            let name = self.text(field, node)?;
            if !seen.insert(name.to_lowercase()) {
                let hint = "Give every entry once; for more conversations of each combination raise count.";
                return Err(self.error(line, format!("{field} has {} twice", quoted(&name))).hint(hint));
            }
            let is_scenario = field == "scenarios";
            let named = if is_scenario { NamedSituation::Scenario(name) } else { NamedSituation::EdgeCase(name) };
            plan.situations.push(PlannedSituation { named, place });
        }
        Ok(())
    }

    fn variants(&self, node: Node) -> Result<Vec<String>, PlanError> {
        let expected = "a list of templates, as in [\"NAME@3\", \"NAME@4\"]";
        let Value::List(nodes) = node.value else { return Err(self.wrong("variants", &node, expected)) };
        let line = node.line;
        let mut variants: Vec<String> = Vec::with_capacity(nodes.len());
        for node in nodes {
            let line = node.line;
            let variant = self.text("variants", node)?;
            if variants.iter().any(|other| other.to_lowercase() == variant.to_lowercase()) {
                return Err(self.error(line, format!("variants has {} twice", quoted(&variant))));
            }
            variants.push(variant);
        }
        match variants.len() {
            2.. => Ok(variants),
            _ => Err(self
                .error(line, format!("variants has fewer than two entries; expected {expected}"))
                .hint("For one template write: template = \"NAME\"")),
        }
    }

    /// Reads a table of settings, field by field, so that an error names the line of its field.
    fn table<T: DeserializeOwned>(
        &self,
        table: &str,
        node: Node,
        fields: &[(&str, &str)],
        check: impl Fn(&T) -> Result<(), OutOfRange>,
    ) -> Result<T, PlanError> {
        let Value::Table(entries) = node.value else { return Err(self.wrong(table, &node, "a table")) };
        let mut object = serde_json::Map::new();
        for Entry { key, line, node } in entries {
            if node.value == Value::Null {
                continue;
            }
            let Some((_, expected)) = fields.iter().find(|(name, _)| *name == key) else {
                return Err(self.unknown(line, &key, &format!("{table}."), fields.iter().map(|(name, _)| *name)));
            };
            let field = format!("{table}.{key}");
            let value = match &node.value {
                Value::Text(text) if TEXTS.contains(&key.as_str()) => {
                    serde_json::Value::from(self.filled(&field, node.line, text)?)
                }
                Value::Number(number) if key == "requests" || !TEXTS.contains(&key.as_str()) => {
                    match number.whole.map(i64::try_from) {
                        Some(Ok(whole)) => serde_json::Value::from(whole),
                        // JSON has no such number: it would be a null, and so no setting at all.
                        _ if !number.float.is_finite() => return Err(self.wrong(&field, &node, expected)),
                        _ => serde_json::Value::from(number.float),
                    }
                }
                _ => return Err(self.wrong(&field, &node, expected)),
            };
            let alone = serde_json::json!({ &key: &value });
            let alone: T = serde_json::from_value(alone).map_err(|said| match (&node.value, key.as_str()) {
                (_, "provider") => self.error(node.line, format!("{field}: {said}")),
                (Value::Number(number), _)
                    if expected.starts_with(WHOLE) && number.whole.is_some_and(|whole| whole >= 0) =>
                {
                    self.error(node.line, format!("{field} is {}, which is too large", shortened(&number.text)))
                }
                _ => self.wrong(&field, &node, expected),
            })?;
            check(&alone).map_err(|out_of_range| self.error(node.line, out_of_range.to_string()))?;
            object.insert(key, value);
        }
        serde_json::from_value(object.into()).map_err(|said| self.error(node.line, format!("{table}: {said}")))
    }

    fn text(&self, field: &str, node: Node) -> Result<String, PlanError> {
        match &node.value {
            Value::Text(text) => self.filled(field, node.line, text),
            _ => Err(self.wrong(field, &node, TEXT)),
        }
    }

    /// A value for a prompt: a text, or a number as its text.
    pub(super) fn value(&self, field: &str, node: Node) -> Result<String, PlanError> {
        match &node.value {
            Value::Text(text) => self.filled(field, node.line, text),
            Value::Number(number) if !number.is_nameless() => Ok(number.text.clone()),
            _ => Err(self.wrong(field, &node, "a text")),
        }
    }

    /// The value of a field that may be a variable. A list gets the form that flags have: semicolons between its entries.
    pub(super) fn variable_value(&self, field: &str, node: Node) -> Result<String, PlanError> {
        let name = field.rsplit('.').next().unwrap_or(field);
        let is_one = Axis::named(name).is_some() || NEVER_LISTS.contains(&name);
        let entries = match &node.value {
            Value::List(entries) if !entries.is_empty() && !is_one => entries,
            _ => return self.value(field, node),
        };
        let entry =
            |node: &Node| match &node.value {
                Value::Text(text) if text.contains(';') => Err(self
                    .error(node.line, format!("{field}: an entry of a list has no semicolon; it parts the entries"))),
                Value::Text(text) => self.filled(field, node.line, text),
                Value::Number(number) if !number.is_nameless() => Ok(number.text.clone()),
                _ => Err(self.wrong(field, node, "a text")),
            };
        Ok(entries.iter().map(entry).collect::<Result<Vec<_>, _>>()?.join("; "))
    }

    /// A value that is a list: the template says later whether its variable takes one.
    pub(super) fn list_in(&self, name: &str, node: &Node, on_axis: bool) -> Option<PlannedList> {
        let place = format!("{}:{}", self.path.display(), node.line);
        matches!(node.value, Value::List(_)).then(|| PlannedList { place, name: name.to_owned(), on_axis })
    }

    pub(super) fn filled(&self, field: &str, line: usize, text: &str) -> Result<String, PlanError> {
        let text = cleaned(text).map_err(|control| self.error(line, format!("{field} holds {control}")))?;
        if text.is_empty() {
            return Err(self.error(line, format!("{field} is empty; expected a text, or no such field at all")));
        }
        Ok(text)
    }

    pub(super) fn whole(&self, field: &str, node: &Node, low: u64, high: u64) -> Result<u64, PlanError> {
        let Value::Number(number) = &node.value else { return Err(self.wrong(field, node, WHOLE)) };
        let value =
            number.whole.and_then(|whole| u64::try_from(whole).ok()).filter(|value| (low..=high).contains(value));
        value.ok_or_else(|| {
            self.error(
                node.line,
                format!("{field} is {}; expected a whole number from {low} to {high}", shortened(&number.text)),
            )
        })
    }

    pub(super) fn variable_name(&self, line: usize, key: &str) -> Result<(), PlanError> {
        variable_name(key).map_err(|said| self.error(line, said))
    }

    pub(super) fn wrong(&self, field: &str, node: &Node, expected: &str) -> PlanError {
        self.error(node.line, format!("{field} is {}; expected {expected}", node.value.described()))
    }

    fn unknown<'n>(
        &self,
        line: usize,
        key: &str,
        table: &str,
        names: impl Iterator<Item = &'n str> + Clone,
    ) -> PlanError {
        let near = nearest(key, names.clone()).map(|name| format!(" (did you mean \"{name}\"?)")).unwrap_or_default();
        let known: Vec<&str> = names.collect();
        let message =
            format!("unknown field {}; expected one of: {}{near}", quoted(&format!("{table}{key}")), known.join(", "));
        let error = self.error(line, message);
        match Axis::named(key) {
            Some(axis) if table.is_empty() => error.hint(format!("Put it under [axes]: {axis} = [\"…\"].")),
            _ => error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_of_fields_are_those_of_the_tables() {
        let unknown = |error: serde_json::Error| error.to_string();
        let nothing = serde_json::json!({"no such field": 1});
        let said = serde_json::from_value::<LimitsTable>(nothing.clone()).map_err(unknown).expect_err("unknown");
        assert_eq!(said.matches('`').count() / 2 - 1, LIMITS.len(), "{said}");
        assert!(LIMITS.iter().all(|(name, _)| said.contains(&format!("`{name}`"))));
        let said = serde_json::from_value::<JudgeTable>(nothing.clone()).map_err(unknown).expect_err("unknown");
        assert_eq!(said.matches('`').count() / 2 - 1, JUDGE.len(), "{said}");
        assert!(JUDGE.iter().all(|(name, _)| said.contains(&format!("`{name}`"))));
        let said = serde_json::from_value::<GenerationTable>(nothing).map_err(unknown).expect_err("unknown");
        assert_eq!(said.matches('`').count() / 2 - 1, GENERATION.len(), "{said}");
        assert!(GENERATION.iter().all(|(name, _)| said.contains(&format!("`{name}`"))));
    }
}
