//! Reads the axes of a plan.

use crate::domain::axis::Axis;
use crate::domain::quoted::quoted;
use crate::domain::vocabulary::named;

use crate::engine::plan::chunks::CHUNKS;
use crate::engine::plan::definition::{PlanError, PlannedChunks, PlannedList, PlannedVocabulary};
use crate::engine::plan::node::{Entry, Node, Value};
use crate::engine::plan::read::Reader;

const LIST: &str = "a list of texts, as in [\"fear\", \"shame\"]";

/// The axes in the order of the plan, each with its values; lists among them, vocabularies and chunks that they name.
#[derive(Default)]
pub(super) struct Axes {
    pub(super) values: Vec<(String, Vec<String>)>,
    pub(super) lists: Vec<PlannedList>,
    pub(super) vocabularies: Vec<PlannedVocabulary>,
    pub(super) chunks: Option<PlannedChunks>,
}

impl Reader<'_> {
    /// Reads `[axes]`. A null is an axis or a value that is not there.
    pub(super) fn axes(&self, node: Node) -> Result<Axes, PlanError> {
        let Value::Table(entries) = node.value else {
            return Err(self.wrong("axes", &node, "a table of lists, as in persona = [\"Anxious Investor\"]"));
        };
        let mut axes = Axes::default();
        for Entry { key, line, node } in entries {
            if node.is_null() {
                continue;
            }
            let node = node.without_nulls();
            let field = format!("axes.{key}");
            if key == "template" {
                let hint = "Name the template at the top of the plan, or one for each of the [[items]].";
                return Err(self.error(line, "axes.template: a template cannot be an axis").hint(hint));
            }
            if key == "scenarios" || key == "edge_cases" {
                let hint = format!("Move the line to the top of the plan, above [axes]: {key} = [\"…\"]");
                return Err(self.error(line, format!("{field}: it is an axis of its own")).hint(hint));
            }
            self.variable_name(line, &key)?;
            if let (CHUNKS, Value::Text(text)) = (key.as_str(), &node.value) {
                axes.chunks = Some(PlannedChunks::read(format!("{}:{line}", self.path.display()), text)?);
                continue;
            }
            if key == CHUNKS {
                let expected = "one text, \"document:NAME\"; a plan rests on one document";
                return Err(self.wrong(&field, &node, expected));
            }
            let nodes = match node.value {
                Value::List(nodes) => nodes,
                Value::Text(ref text) if Axis::named(&key).is_some() && named(text).is_some() => vec![node],
                _ => return Err(self.wrong(&field, &node, LIST)),
            };
            if nodes.is_empty() {
                return Err(self.error(line, format!("{field} is an empty list; expected {LIST}")));
            }
            let mut values: Vec<String> = Vec::with_capacity(nodes.len());
            let mut seen = std::collections::HashSet::new();
            for node in nodes {
                let line = node.line;
                axes.lists.extend(self.list_in(&key, &node, true));
                let value = self.variable_value(&field, node)?;
                if !seen.insert(value.clone()) {
                    let hint = "Give every value once; for more conversations of each combination raise count.";
                    return Err(self.error(line, format!("{field} has {} twice", quoted(&value))).hint(hint));
                }
                let place = format!("{}:{line}", self.path.display());
                axes.vocabularies.extend(PlannedVocabulary::read(place, &key, &value));
                values.push(value);
            }
            axes.values.push((key, values));
        }
        Ok(axes)
    }
}
