//! The scenario or edge case of an item, as it was when the item was made.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::edge_case::EdgeCaseText;
use crate::domain::parent::{ParentType, Tier};
use crate::domain::scenario::{Complexity, ScenarioText};
use crate::domain::template::pinned;

/// What a prompt tells beside its template. It is stored with the item: a later change of the library never reaches it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Situation {
    /// The stored entry; `None` for a plain sentence of a plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Uuid>,
    /// The version of the entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// The name of the entry, or the sentence.
    pub name: String,
    /// What the model reads.
    pub told: Told,
    /// What a good conversation has. The model does not read them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<String>,
}

/// What the model reads of a scenario or an edge case. Empty texts are left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// A concrete situation.
    Scenario {
        /// The situation itself.
        context: String,
        /// In place of the template's arc.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        arc: Vec<String>,
        /// Why the user feels so.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        emotional_context: String,
        /// How complex it is.
        complexity: Complexity,
        /// Values for the variables of the template. The prompt tells those that it has no variable for.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        facts: BTreeMap<String, String>,
    },
    /// A boundary condition.
    EdgeCase {
        /// What the user does or says.
        trigger: String,
        /// What the assistant is to do then.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        expected: String,
        /// An example of the trigger.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        example: String,
    },
}

impl Situation {
    pub(crate) fn of_scenario(id: Uuid, version: u32, text: &ScenarioText) -> Self {
        let told = Told::Scenario {
            context: text.context.clone(),
            arc: text.emotional_arc.clone(),
            emotional_context: text.emotional_context.clone(),
            complexity: text.complexity,
            facts: text.parameter_values.clone(),
        };
        Situation { id: Some(id), version: Some(version), name: text.name.clone(), told, criteria: Vec::new() }
    }

    pub(crate) fn of_edge_case(id: Uuid, version: u32, text: &EdgeCaseText) -> Self {
        let told = Told::EdgeCase {
            trigger: text.trigger_condition.clone(),
            expected: text.expected_behavior.clone(),
            example: text.test_scenario.clone(),
        };
        let criteria = text.validation_criteria.clone();
        Situation { id: Some(id), version: Some(version), name: text.name.clone(), told, criteria }
    }

    /// An edge case that a plan tells in one sentence.
    pub(crate) fn sentence(trigger: &str) -> Self {
        let told = Told::EdgeCase { trigger: trigger.to_owned(), expected: String::new(), example: String::new() };
        Situation { id: None, version: None, name: trigger.to_owned(), told, criteria: Vec::new() }
    }

    /// Values for the variables of the template.
    pub(crate) fn facts(&self) -> Option<&BTreeMap<String, String>> {
        match &self.told {
            Told::Scenario { facts, .. } => Some(facts),
            Told::EdgeCase { .. } => None,
        }
    }

    /// What the assistant is to do in an edge case; empty for a scenario.
    pub(crate) fn expected(&self) -> &str {
        match &self.told {
            Told::Scenario { .. } => "",
            Told::EdgeCase { expected, .. } => expected,
        }
    }

    /// The tier of its conversations.
    pub fn tier(&self) -> Tier {
        match self.told {
            Told::Scenario { .. } => Tier::Scenario,
            Told::EdgeCase { .. } => Tier::EdgeCase,
        }
    }

    /// What it is, as messages call it.
    pub(crate) fn what(&self) -> &'static str {
        match self.told {
            Told::Scenario { .. } => "scenario",
            Told::EdgeCase { .. } => "edge case",
        }
    }

    /// What its conversations are derived from. There is no id of a sentence.
    pub(crate) fn parent_type(&self) -> ParentType {
        match self.told {
            Told::Scenario { .. } => ParentType::Scenario,
            Told::EdgeCase { .. } => ParentType::EdgeCase,
        }
    }

    /// The same with the id; `None` for a sentence.
    pub(crate) fn parent(&self) -> Option<(ParentType, Uuid)> {
        self.id.map(|id| (self.parent_type(), id))
    }

    /// What a conversation may repeat from it: its facts, and no words of advice to the model.
    pub(crate) fn said(&self) -> String {
        let texts: Vec<&str> = match &self.told {
            Told::Scenario { context, arc, emotional_context, facts, .. } => {
                let texts = [context, emotional_context].into_iter().chain(arc).chain(facts.values());
                texts.map(String::as_str).collect()
            }
            Told::EdgeCase { trigger, expected, example } => [trigger, expected, example].map(String::as_str).to_vec(),
        };
        texts.join("\n")
    }

    /// As a plan names exactly this: the name with its version, or the sentence.
    pub(crate) fn pinned(&self) -> String {
        self.version.map_or_else(|| self.name.clone(), |version| pinned(&self.name, version))
    }

    /// For a person: "Coffee Tins (version 2)".
    pub(crate) fn shown(&self) -> String {
        self.version.map_or_else(|| self.name.clone(), |version| format!("{} (version {version})", self.name))
    }
}
