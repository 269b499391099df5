//! Templates: the prompt of a conversation, and the requirements on it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::conversation::Tier;
use crate::domain::ids::TemplateId;
use crate::domain::quality::Score;

/// One variable of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// The name between the braces.
    pub name: String,
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

/// The content of a template in one version; also the shape of a template file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TemplateText {
    /// Unique in any case; the user types it.
    pub name: String,
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
    /// The newest version; the first is 1.
    pub version: u32,
    /// The content of the newest version.
    #[serde(flatten)]
    pub text: TemplateText,
    /// Whether it may make new conversations.
    pub is_active: bool,
    /// Number of conversations made with it.
    pub usage_count: u64,
    /// Mean rating of people, 1 to 5.
    pub rating: Option<f64>,
    /// Share of its conversations with at least their threshold score, 0 to 1.
    pub success_rate: Option<f64>,
    /// The name of the actor who made it.
    pub created_by: String,
    /// Time of the first version.
    pub created_at: DateTime<Utc>,
    /// Time of the last change.
    pub updated_at: DateTime<Utc>,
}
