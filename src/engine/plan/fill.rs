//! A plan for what another one still lacks.

use std::path::Path;

use serde_json::Value;

use crate::domain::batch::ItemRequest;
use crate::domain::conversation::Tier;
use crate::domain::language::LANGUAGE;
use crate::domain::shell::quoted_os;

use crate::engine::plan::chunks::CHUNK;
use crate::engine::plan::definition::{Plan, PlanError};

/// Fields of a plan that say what to make; all others say how.
const WHAT: [&str; 13] = [
    "axes",
    "scenarios",
    "edge_cases",
    "items",
    "count",
    "target",
    "max_candidates",
    "target_per_cell",
    "name",
    "description",
    "seed",
    "template",
    "variants",
];

impl Plan {
    /// The plan with its target as a count: what it asks for, without candidates that may fail.
    pub fn asked(&self) -> Plan {
        let cells = if self.target_per_cell { self.cells() } else { 1 };
        let count = self.count.or(self.target.map(|target| target.saturating_mul(cells)));
        Plan { count, target: None, max_candidates: None, target_per_cell: false, ..self.clone() }
    }

    /// The text of a TOML plan for these requests, with everything else as `content`, the text of this plan, says it. Its
    /// seed is another one: with the same the items would draw what those of the first plan drew.
    pub fn fill(&self, content: &str, name: &str, seed: u64, missing: &[ItemRequest]) -> Result<String, PlanError> {
        let failed = |message: String| PlanError { place: self.path.display().to_string(), message, hint: None };
        if !self.variants.is_empty() {
            let message =
                "a plan with variants cannot be filled: what is made counts by template, whatever the version";
            let hint = "Make what is missing with: dialoom batch run";
            return Err(failed(message.into()).hint(format!("{hint} {}", quoted_os(self.path.as_os_str()))));
        }
        let mut table = match self.path.extension().and_then(|ending| ending.to_str()) {
            Some(ending) if ending.eq_ignore_ascii_case("toml") => {
                content.trim_start_matches('\u{feff}').parse().map_err(|error| failed(format!("not TOML: {error}")))?
            }
            Some(ending) if ending.eq_ignore_ascii_case("json") => {
                let value = serde_json::from_str(content.trim_start_matches('\u{feff}'));
                let value = without_null(value.map_err(|error| failed(format!("not JSON: {error}")))?);
                toml::Table::try_from(value).map_err(|error| failed(error.to_string()))?
            }
            _ => toml::Table::new(),
        };
        table.retain(|field, _| !WHAT.contains(&field));
        // A relative path starts from the plan's folder; the new plan may lie elsewhere.
        if let (Some(toml::Value::Table(judge)), Some(rubric)) =
            (table.get_mut("judge"), self.judge.as_ref().and_then(|judge| judge.rubric.as_ref()))
        {
            let rubric = std::path::absolute(rubric).unwrap_or_else(|_| rubric.clone());
            judge.insert("rubric".into(), rubric.display().to_string().into());
        }
        let mut head = toml::Table::new();
        head.insert("name".into(), name.into());
        head.insert("seed".into(), toml::Value::Integer(i64::try_from(seed).unwrap_or_default()));
        let items: Vec<toml::Value> = missing.iter().map(|request| self.item(request)).collect();
        table.insert("items".into(), toml::Value::Array(items));
        let written = [&head, &table].map(toml::to_string);
        let [head, rest] = written.map(|text| text.map_err(|error| failed(error.to_string())));
        let text = format!("{}{}", head?, rest?);
        Plan::parse(Path::new("fill.toml"), &text).map(|_| text)
    }

    fn item(&self, request: &ItemRequest) -> toml::Value {
        let mut item = toml::Table::new();
        item.insert("template".into(), request.template.as_str().into());
        let subject = &request.subject;
        for (name, value) in [("persona", &subject.persona), ("emotion", &subject.emotion), ("topic", &subject.topic)] {
            if !value.is_empty() {
                item.insert(name.into(), value.as_str().into());
            }
        }
        if let Some(situation) = &request.situation {
            let field = if situation.tier() == Tier::Scenario { "scenario" } else { "edge_case" };
            item.insert(field.into(), situation.pinned().into());
        }
        if let Some(tier) = request.tier {
            item.insert("tier".into(), tier.as_str().into());
        }
        for (name, value) in &request.variables {
            if name != LANGUAGE || self.language.as_ref() != Some(value) {
                item.insert(name.clone(), value.as_str().into());
            }
        }
        if let Some(source) = &request.source {
            item.insert(CHUNK.into(), source.chunk_id.to_string().into());
        }
        toml::Value::Table(item)
    }
}

/// TOML has no null: a field that is null is as good as left out.
fn without_null(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let some = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(some.map(|(name, value)| (name, without_null(value))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(without_null).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fill_keeps_how_and_asks_for_what_is_missing_alone() {
        let toml = "name = \"a\"\ntemplate = \"T\"\ntarget = 4\nlanguage = \"de\"\n[axes]\npersona = [\"A \\\"q\\\"\", \"B\"]\n\
            emotion = [\"x\"]\nage = [\"61\"]\n[limits]\nmax_cost_usd = 2.5\n[generation]\nturns = 12\n";
        let json = r#"{"name":"a","template":"T","target":4,"language":"de","count":null,"generation":{"turns":12},
            "axes":{"persona":["A \"q\"","B"],"emotion":["x"],"age":["61"]},"limits":{"max_cost_usd":2.5,"requests":null}}"#;
        for (name, content) in [("a.toml", toml), ("a.json", json)] {
            let plan = Plan::parse(Path::new(name), content).expect("a plan");
            let asked: Vec<ItemRequest> = plan.asked().items().map(|(request, _)| request).collect();
            assert_eq!(asked.len(), 4, "{name}");
            let text = plan.fill(content, "a-fill", 7, &asked[..3]).expect("a fill");
            let fill = Plan::parse(Path::new("fill.toml"), &text).expect("it can be read");
            assert_eq!((fill.name.as_str(), fill.seed, fill.item_count()), ("a-fill", 7, 3), "{text}");
            assert_eq!(
                (&fill.generation, &fill.limits, &fill.language),
                (&plan.generation, &plan.limits, &plan.language)
            );
            let cells = |items: &[ItemRequest]| items.iter().map(ItemRequest::cell).collect::<Vec<_>>();
            let made: Vec<ItemRequest> = fill.items().map(|(request, _)| request).collect();
            assert_eq!(cells(&made), cells(&asked[..3]));
        }
        let rows = "template,persona,emotion\nT,A,x\nT,B,x\n";
        let plan = Plan::parse(Path::new("a.csv"), rows).expect("a plan");
        let asked: Vec<ItemRequest> = plan.asked().items().map(|(request, _)| request).collect();
        let text = plan.fill(rows, "a-fill", 1, &asked[1..]).expect("a fill");
        assert!(text.contains("persona = \"B\"") && !text.contains("persona = \"A\""), "{text}");
    }
}
