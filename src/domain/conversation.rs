//! Conversations and their turns, as made and as stored.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::ids::{BatchId, ChunkId, ConversationId, DocumentId, TemplateId};
use crate::domain::money::Usd;
use crate::domain::quality::{Assessment, Confidence, QualityMetrics, Score};
use crate::domain::review::ReviewEntry;
use crate::domain::status::Status;
use crate::domain::word::words;

words! {
    /// Who speaks.
    Role is "role" {
        /// The person who asks.
        User = "user",
        /// The one who answers, whose words are trained on.
        Assistant = "assistant",
    }
}

words! {
    /// The three kinds of conversation in a data set.
    Tier is "tier" {
        /// Made from a template alone; 40 by default.
        Template = "template",
        /// Made from a scenario; 35 by default.
        Scenario = "scenario",
        /// Made from an edge case; 15 by default.
        EdgeCase = "edge_case",
    }
}

words! {
    /// Who answers a prompt.
    ProviderName is "provider" {
        /// Anthropic's Messages API.
        Anthropic = "anthropic",
        /// Chat completions at any base URL.
        OpenAi = "openai",
        /// Built in and offline; its conversations are marked.
        Simulator = "simulator",
    }
}

words! {
    /// What a conversation was derived from.
    ParentType is "parent type" {
        /// A template.
        Template = "template",
        /// A scenario.
        Scenario = "scenario",
        /// An earlier conversation, sent back.
        Conversation = "conversation",
    }
}

/// What one side says once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Who speaks.
    pub role: Role,
    /// What is said; never empty once stored.
    pub content: String,
}

/// A turn as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoredTurn {
    /// Its place, from 1.
    pub turn_number: u32,
    /// Who speaks.
    pub role: Role,
    /// What is said.
    pub content: String,
    /// Estimated tokens.
    pub token_count: u64,
    /// Characters (Unicode scalar values).
    pub char_count: u64,
}

/// What and who a conversation is about: what a person types on the command line or in a plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Subject {
    /// Who talks.
    pub persona: String,
    /// How they feel.
    pub emotion: String,
    /// What about; may be empty.
    pub topic: String,
}

/// A conversation about to be stored.
///
/// Its status is not in here: the database decides between `generated` and `needs_revision` from score and threshold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewConversation {
    /// Made by the caller, so that the log row and the item can name it in the same transaction.
    pub id: ConversationId,
    /// The title; where the answer had none, "persona - topic".
    pub title: String,
    /// Who, how and what about.
    pub subject: Subject,
    /// What the user wants, where the plan says.
    pub intent: Option<String>,
    /// The tone, from the template.
    pub tone: Option<String>,
    /// Which kind it is.
    pub tier: Tier,
    /// Free categories, from the template.
    pub categories: Vec<String>,
    /// What was said, in order.
    pub turns: Vec<Turn>,
    /// Score, confidence and findings.
    pub assessment: Assessment,
    /// The score from which on it passes.
    pub threshold: Score,
    /// Tokens of the call that made it, input and output together.
    pub total_tokens: u64,
    /// Whether they are our estimate, since the provider did not count them.
    #[serde(default = "yes")]
    pub tokens_estimated: bool,
    /// What it was expected to cost.
    pub estimated_cost: Usd,
    /// What it did cost, failed attempts for it included.
    pub actual_cost: Usd,
    /// How long the answer took, in milliseconds.
    pub duration_ms: u64,
    /// Calls that failed before this one.
    pub retry_count: u32,
    /// The template and its version.
    pub template: Option<(TemplateId, u32)>,
    /// Who answered.
    pub provider: ProviderName,
    /// Which model answered, as it names itself.
    pub model: String,
    /// The batch it belongs to.
    pub batch: Option<BatchId>,
    /// The text it is grounded on.
    pub chunk: Option<(DocumentId, ChunkId)>,
    /// What it was derived from, beyond the template.
    pub parent: Option<(ParentType, uuid::Uuid)>,
    /// Every variable the prompt was made with.
    pub parameters: BTreeMap<String, String>,
    /// Who asked for it.
    pub created_by: String,
    /// When the answer was complete.
    pub created_at: DateTime<Utc>,
}

/// In what an earlier dialoom saved, the tokens were always an estimate.
fn yes() -> bool {
    true
}

/// A conversation as stored, without its turns. This is also its JSON shape, wherever one is printed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conversation {
    /// The long id.
    pub id: ConversationId,
    /// The id people type.
    pub short_id: String,
    /// The document it is grounded on.
    pub document_id: Option<DocumentId>,
    /// The piece of that document.
    pub chunk_id: Option<ChunkId>,
    /// The title.
    pub title: String,
    /// Who talks.
    pub persona: String,
    /// How they feel.
    pub emotion: String,
    /// What about; may be empty.
    pub topic: String,
    /// What the user wants.
    pub intent: Option<String>,
    /// The tone.
    pub tone: Option<String>,
    /// Which kind it is.
    pub tier: Tier,
    /// Where it stands.
    pub status: Status,
    /// Free categories.
    pub categories: Vec<String>,
    /// 0 to 10; none for a draft.
    pub quality_score: Option<Score>,
    /// The score from which on it passes.
    pub quality_threshold: Score,
    /// Every criterion's points and every finding.
    pub quality_metrics: QualityMetrics,
    /// How far the score can be trusted.
    pub confidence: Option<Confidence>,
    /// How many turns.
    pub turn_count: u32,
    /// Tokens of the call that made it, input and output together.
    pub total_tokens: u64,
    /// Whether they are our estimate, since the provider did not count them.
    pub tokens_estimated: bool,
    /// What it was expected to cost, in USD.
    pub estimated_cost_usd: Usd,
    /// What it did cost, in USD.
    pub actual_cost_usd: Usd,
    /// How long the answer took.
    pub generation_duration_ms: u64,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When.
    pub approved_at: Option<DateTime<Utc>>,
    /// The last reason or note given.
    pub reviewer_notes: Option<String>,
    /// What kind of thing it was derived from.
    pub parent_type: Option<ParentType>,
    /// The id of that thing.
    pub parent_id: Option<uuid::Uuid>,
    /// The template that made it.
    pub template_id: Option<TemplateId>,
    /// The template's name today.
    pub template: Option<String>,
    /// Which version of it.
    pub template_version: Option<u32>,
    /// Who answered; none for an imported one.
    pub provider: Option<ProviderName>,
    /// Which model.
    pub model: Option<String>,
    /// The batch it belongs to.
    pub batch_id: Option<BatchId>,
    /// That batch's name.
    pub batch: Option<String>,
    /// Every variable the prompt was made with.
    pub parameters: BTreeMap<String, String>,
    /// Every decision, oldest first.
    pub review_history: Vec<ReviewEntry>,
    /// Why it failed, where it did.
    pub error_message: Option<String>,
    /// Calls that failed before it.
    pub retry_count: u32,
    /// Who asked for it.
    pub created_by: String,
    /// Who changed it last.
    pub updated_by: String,
    /// When it was stored.
    pub created_at: DateTime<Utc>,
    /// When it changed last.
    pub updated_at: DateTime<Utc>,
}

impl Conversation {
    /// Whether the built-in simulator made it, so that no trainer should see it unasked.
    pub fn is_simulated(&self) -> bool {
        self.provider == Some(ProviderName::Simulator)
    }
}
