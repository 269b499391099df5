//! Scenarios: concrete situations derived from a template.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::word::words;

words! {
    /// How complex a scenario is.
    Complexity is "complexity" {
        /// One question.
        Simple = "simple",
        /// A few related questions.
        Moderate = "moderate",
        /// Many questions with conflicting aims.
        Complex = "complex",
    }
}

words! {
    /// Whether a scenario is in use.
    ScenarioStatus is "scenario status" {
        /// Not ready for use.
        Draft = "draft",
        /// In use.
        Active = "active",
        /// No longer in use.
        Archived = "archived",
    }
}

/// A scenario's content; also the shape of its file. Empty texts count as not given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioText {
    /// Unique in any case; the user types it.
    pub name: String,
    /// One sentence for the person who chooses a scenario.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The name of the template that it is derived from.
    #[serde(default, alias = "parent_template", skip_serializing_if = "String::is_empty")]
    pub template: String,
    /// The situation, told to the model.
    pub context: String,
    /// What they talk about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub topic: String,
    /// Who talks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub persona: String,
    /// How they feel.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub emotion: String,
    /// In place of the template's arc, stage by stage.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emotional_arc: Vec<String>,
    /// Why they feel so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub emotional_context: String,
    /// How complex it is.
    #[serde(default = "moderate")]
    pub complexity: Complexity,
    /// Words to find it by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Whether it is in use.
    #[serde(default = "active")]
    pub status: ScenarioStatus,
    /// Values for the template's variables. Last, because it is a table of the file.
    #[serde(default, alias = "parameters", skip_serializing_if = "BTreeMap::is_empty")]
    pub parameter_values: BTreeMap<String, String>,
}

fn moderate() -> Complexity {
    Complexity::Moderate
}

fn active() -> ScenarioStatus {
    ScenarioStatus::Active
}
