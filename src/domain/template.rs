//! Templates: the prompt a conversation is made with, and what it is measured by.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::conversation::Tier;
use crate::domain::ids::TemplateId;
use crate::domain::quality::Score;

/// One variable of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// Its name between the braces.
    pub name: String,
    /// Whether a prompt cannot be made without it.
    #[serde(default = "yes")]
    pub required: bool,
    /// What it is where nothing is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// What to put in, for the person who fills it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

fn yes() -> bool {
    true
}

/// What a template says, in one version. The shape of a template file, too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TemplateText {
    /// Unique, as typed on the command line.
    pub name: String,
    /// One sentence for the person who chooses.
    #[serde(default)]
    pub description: String,
    /// The field it belongs to.
    #[serde(default)]
    pub category: String,
    /// Which kind of conversation it makes.
    #[serde(default = "template_tier")]
    pub tier: Tier,
    /// The prompt, with `{{placeholders}}`.
    pub text: String,
    /// The emotional arc, stage by stage.
    #[serde(default)]
    pub structure: Vec<String>,
    /// The variables.
    #[serde(default)]
    pub variables: Vec<Variable>,
    /// How the assistant speaks.
    #[serde(default)]
    pub tone: String,
    /// 1 to 10.
    #[serde(default = "middling")]
    pub complexity: u8,
    /// Anything else about how it should read.
    #[serde(default)]
    pub style_notes: String,
    /// An example conversation for the model to see.
    #[serde(default)]
    pub example: String,
    /// The score from which on a conversation passes.
    #[serde(default = "default_threshold")]
    pub quality_threshold: Score,
    /// Words or phrases that must occur in the conversation.
    #[serde(default)]
    pub required_elements: Vec<String>,
    /// Personas it is meant for; empty means any.
    #[serde(default)]
    pub applicable_personas: Vec<String>,
    /// Emotions it is meant for; empty means any.
    #[serde(default)]
    pub applicable_emotions: Vec<String>,
    /// Topics it is meant for; empty means any.
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

/// A template as stored: what it says in its newest version, and how it has fared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Template {
    /// The same through all versions.
    pub id: TemplateId,
    /// Counts from 1; an edit makes the next.
    pub version: u32,
    /// What it says.
    #[serde(flatten)]
    pub text: TemplateText,
    /// Whether it can be used for new conversations.
    pub is_active: bool,
    /// Conversations made with it.
    pub usage_count: u64,
    /// Mean rating by people, 1 to 5.
    pub rating: Option<f64>,
    /// Share of its conversations at or above their threshold, 0 to 1.
    pub success_rate: Option<f64>,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When it changed last.
    pub updated_at: DateTime<Utc>,
}
