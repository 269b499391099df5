//! Templates: the prompt of a conversation, and the requirements on it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::axis::Axis;
use crate::domain::conversation::Tier;
use crate::domain::ids::TemplateId;
use crate::domain::quality::Score;
use crate::domain::word::words;

words! {
    /// What the values of a variable are.
    VariableType is "type of a variable" {
        /// Any text.
        Text = "text",
        /// A decimal number.
        Number = "number",
        /// One of the variable's choices.
        Choice = "choice",
        /// Texts with semicolons between them.
        List = "list",
    }
}

words! {
    /// What a template is for.
    TemplateKind is "kind of template" {
        /// It makes conversations.
        Template = "template",
        /// Other templates include it.
        Partial = "partial",
    }
}

/// One variable of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// The name between the braces.
    pub name: String,
    /// What its values are.
    #[serde(default = "any_text", rename = "type", skip_serializing_if = "is_text")]
    pub kind: VariableType,
    /// The values it may have, where its type is `choice`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// Whether the prompt needs a value for it.
    #[serde(default = "yes")]
    pub required: bool,
    /// The value if none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// An explanation for the person who sets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

fn yes() -> bool {
    true
}

fn any_text() -> VariableType {
    VariableType::Text
}

fn is_text(kind: &VariableType) -> bool {
    *kind == VariableType::Text
}

/// The content of a template in one version; also the shape of a template file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TemplateText {
    /// Unique in any case; the user types it.
    pub name: String,
    /// What it is for. All versions of a template are of one kind.
    #[serde(default = "of_conversations", skip_serializing_if = "makes_conversations")]
    pub kind: TemplateKind,
    /// One sentence for the person who chooses a template.
    #[serde(default)]
    pub description: String,
    /// The field of knowledge.
    #[serde(default)]
    pub category: String,
    /// The tier of its conversations.
    #[serde(default = "template_tier")]
    pub tier: Tier,
    /// The prompt, with `{{placeholders}}`.
    pub text: String,
    /// The emotional arc, stage by stage.
    #[serde(default)]
    pub structure: Vec<String>,
    /// The variables beside persona, emotion and topic.
    #[serde(default)]
    pub variables: Vec<Variable>,
    /// How the assistant speaks.
    #[serde(default)]
    pub tone: String,
    /// 1 to 10.
    #[serde(default = "middling")]
    pub complexity: u8,
    /// Other wishes for the style.
    #[serde(default)]
    pub style_notes: String,
    /// An example conversation for the model to see.
    #[serde(default)]
    pub example: String,
    /// The system prompt that its conversations are exported with; empty for none. The model never sees it.
    #[serde(default)]
    pub system_prompt: String,
    /// The lowest score that passes.
    #[serde(default = "default_threshold")]
    pub quality_threshold: Score,
    /// Words or phrases that the conversation must contain.
    #[serde(default)]
    pub required_elements: Vec<String>,
    /// The personas it fits; empty for any.
    #[serde(default)]
    pub applicable_personas: Vec<String>,
    /// The emotions it fits; empty for any.
    #[serde(default)]
    pub applicable_emotions: Vec<String>,
    /// The topics it fits; empty for any.
    #[serde(default)]
    pub applicable_topics: Vec<String>,
    /// The texts it includes, by name, as they were when the version was stored. No part of the file.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub partials: BTreeMap<String, String>,
}

fn of_conversations() -> TemplateKind {
    TemplateKind::Template
}

fn makes_conversations(kind: &TemplateKind) -> bool {
    *kind == TemplateKind::Template
}

impl TemplateText {
    /// The personas, emotions or topics it fits; empty for any.
    pub fn applicable(&self, axis: Axis) -> &[String] {
        match axis {
            Axis::Persona => &self.applicable_personas,
            Axis::Emotion => &self.applicable_emotions,
            Axis::Topic => &self.applicable_topics,
        }
    }
}

fn template_tier() -> Tier {
    Tier::Template
}

fn middling() -> u8 {
    5
}

fn default_threshold() -> Score {
    Score::DEFAULT_THRESHOLD
}

/// A template as stored, with its newest version and its results.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Template {
    /// The same for all versions.
    pub id: TemplateId,
    /// The newest version, or the one that was asked for; the first is 1.
    pub version: u32,
    /// The content of that version.
    #[serde(flatten)]
    pub text: TemplateText,
    /// The file of that version as its author wrote it; `None` where none was kept.
    #[serde(skip)]
    pub source: Option<String>,
    /// Whether it may make new conversations.
    pub is_active: bool,
    /// Number of conversations made with it.
    pub usage_count: u64,
    /// Mean rating of people, 1 to 5.
    pub rating: Option<f64>,
    /// How many people rated it.
    pub rating_count: u64,
    /// Share of its conversations with at least their threshold score, 0 to 1.
    pub success_rate: Option<f64>,
    /// The name of the actor who made it.
    pub created_by: String,
    /// Time of the first version.
    pub created_at: DateTime<Utc>,
    /// Time of the last change.
    pub updated_at: DateTime<Utc>,
}

/// A template in one version, as people type it: `Investment Discovery@3`.
pub(crate) fn pinned(name: &str, version: u32) -> String {
    format!("{name}@{version}")
}

/// What a person called a template, in full: the name it has now, with the version where they gave one.
pub(crate) fn named(given: &str, (name, version): (&str, u32)) -> String {
    let is_whole_name = given.trim().to_lowercase() == name.to_lowercase();
    match unpinned(given.trim()) {
        Some((_, pin)) if !is_whole_name && pin == version => pinned(name, version),
        _ => name.to_owned(),
    }
}

/// The name and the version of `NAME@3`; `None` where the text names no version.
pub(crate) fn unpinned(given: &str) -> Option<(&str, u32)> {
    let (name, version) = given.rsplit_once('@')?;
    let is_number = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
    Some((name.trim_end(), version.parse().ok().filter(|_| is_number)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_given_is_named_in_full_with_its_version_alone_where_there_was_one() {
        assert_eq!(named(" inv@2", ("Investment Discovery", 2)), "Investment Discovery@2");
        assert_eq!(named("inv", ("Investment Discovery", 2)), "Investment Discovery");
        assert_eq!(named("old@2", ("Old@2", 2)), "Old@2");
    }

    #[test]
    fn a_pin_is_a_whole_number_behind_the_last_at_sign() {
        assert_eq!(unpinned("Investment Discovery@3"), Some(("Investment Discovery", 3)));
        assert_eq!(unpinned("a@b@12"), Some(("a@b", 12)));
        for no_pin in ["Investment Discovery", "a@", "a@b", "a@+1", "a@ 1", "a@99999999999"] {
            assert_eq!(unpinned(no_pin), None, "{no_pin}");
        }
    }
}
