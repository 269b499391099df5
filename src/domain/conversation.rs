//! Conversations and their turns, before and after storing.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::ids::{BatchId, ChunkId, ConversationId, DocumentId, TemplateId};
use crate::domain::money::Usd;
use crate::domain::quality::{Assessment, Confidence, QualityMetrics, Score};
use crate::domain::review::{Basis, ReviewEntry, may_agree};
use crate::domain::status::{Move, MoveNotAllowed, Repeat, Status};
use crate::domain::word::words;

pub use crate::domain::parent::{ParentType, Tier};
pub use crate::domain::provider_name::ProviderName;
use crate::domain::situation::Situation;

words! {
    /// The speaker of a turn.
    Role is "role" {
        /// The person who asks.
        User = "user",
        /// The one who answers; training uses these turns.
        Assistant = "assistant",
    }
}

/// One message of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// The speaker.
    pub role: Role,
    /// The text; never empty once stored.
    pub content: String,
}

/// The text of a turn as a person wrote it, without blank lines before it and white space behind it. The indent of the
/// first of several lines belongs to it.
pub(crate) fn without_blank_edges(text: &str) -> &str {
    let text = text.trim_end();
    let begin = text.len() - text.trim_start().len();
    let line = text[..begin].rfind('\n').map_or(0, |end| end + 1);
    let text = &text[line..];
    if text.contains('\n') { text } else { text.trim_start() }
}

/// What a person may write of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised {
    /// The title.
    pub title: String,
    /// Persona, emotion and topic.
    pub subject: Subject,
    /// The turns, in order.
    pub turns: Vec<Turn>,
}

impl From<Text> for Revised {
    fn from(text: Text) -> Revised {
        Revised { title: text.title, subject: text.subject, turns: text.turns }
    }
}

/// Title, subject and turns of a conversation, and the score they have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// The title.
    pub title: String,
    /// Persona, emotion and topic.
    #[serde(flatten)]
    pub subject: Subject,
    /// The turns, in order.
    pub turns: Vec<Turn>,
    /// 0 to 10; `None` for a draft.
    pub quality_score: Option<Score>,
    /// How far the score can be trusted.
    pub confidence: Option<Confidence>,
    /// The points of each criterion, and the findings.
    pub quality_metrics: QualityMetrics,
}

impl Text {
    /// The text of a stored conversation.
    pub fn of(it: &Conversation, turns: &[StoredTurn]) -> Text {
        Text {
            title: it.title.clone(),
            subject: Subject { persona: it.persona.clone(), emotion: it.emotion.clone(), topic: it.topic.clone() },
            turns: turns.iter().map(|turn| Turn { role: turn.role, content: turn.content.clone() }).collect(),
            quality_score: it.quality_score,
            confidence: it.confidence,
            quality_metrics: it.quality_metrics.clone(),
        }
    }
}

/// A turn as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoredTurn {
    /// Its position, from 1.
    pub turn_number: u32,
    /// The speaker.
    pub role: Role,
    /// The text.
    pub content: String,
    /// Tokens by `estimate_tokens`.
    pub token_count: u64,
    /// Number of Unicode scalar values.
    pub char_count: u64,
}

/// The value of a conversation on each axis, as a person types it on the command line or in a plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Subject {
    /// Who the user is.
    pub persona: String,
    /// How the user feels.
    pub emotion: String,
    /// What they talk about; may be empty.
    pub topic: String,
}

/// The place in a file that an imported conversation came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The file as the user named it; `-` for standard input.
    pub file: String,
    /// The line on which it begins, from 1.
    pub line: u64,
}

/// What an import knows of a conversation beside its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Where it came from.
    pub source: Source,
    /// SHA-256 of the text in hexadecimal, by which a second import finds it.
    pub checksum: String,
}

/// A conversation to store.
///
/// It has no status: the database sets `generated` or `needs_revision` from score, threshold and findings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewConversation {
    /// Chosen by the caller, so that log row and item can refer to it in the same transaction.
    pub id: ConversationId,
    /// The answer's title, else "persona - topic".
    pub title: String,
    /// Persona, emotion and topic.
    pub subject: Subject,
    /// What the user wants, from the plan.
    pub intent: Option<String>,
    /// The tone, from the template.
    pub tone: Option<String>,
    /// The tier it counts for.
    pub tier: Tier,
    /// The template's category.
    pub categories: Vec<String>,
    /// The turns, in order.
    pub turns: Vec<Turn>,
    /// Score, confidence and findings.
    pub assessment: Assessment,
    /// The lowest score that passes.
    pub threshold: Score,
    /// Input and output tokens of the call that made it.
    pub total_tokens: u64,
    /// Whether `total_tokens` is an estimate, because the provider did not count.
    #[serde(default = "yes")]
    pub tokens_estimated: bool,
    /// The estimated cost.
    pub estimated_cost: Usd,
    /// The real cost, its failed attempts included.
    pub actual_cost: Usd,
    /// Duration of the call, in milliseconds.
    pub duration_ms: u64,
    /// Number of failed calls before this one.
    pub retry_count: u32,
    /// The template and its version.
    pub template: Option<(TemplateId, u32)>,
    /// The provider that answered; `None` where that is unknown, as after an import.
    pub provider: Option<ProviderName>,
    /// The model, as the provider names it; `None` where that is unknown.
    pub model: Option<String>,
    /// The batch of its item.
    pub batch: Option<BatchId>,
    /// The document and chunk it is grounded on.
    pub chunk: Option<(DocumentId, ChunkId)>,
    /// What else it is derived from, beside the template.
    pub parent: Option<(ParentType, uuid::Uuid)>,
    /// The scenario or edge case that it was made from, as it was then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub situation: Option<Box<Situation>>,
    /// The variables of the prompt.
    pub parameters: BTreeMap<String, String>,
    /// `None` where dialoom made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<Imported>,
    /// The name of the actor.
    pub created_by: String,
    /// When the answer was complete.
    pub created_at: DateTime<Utc>,
}

impl NewConversation {
    /// The conversation that it is a new version of.
    pub(crate) fn made_from(&self) -> Option<ConversationId> {
        self.parent.filter(|(kind, _)| *kind == ParentType::Conversation).map(|(_, id)| ConversationId(id))
    }

    /// Whether it is at its threshold and has no serious finding.
    pub(crate) fn passed(&self) -> bool {
        self.assessment.score >= self.threshold && !self.assessment.has_serious_finding()
    }
}

/// In spools of earlier versions the tokens are always estimated.
fn yes() -> bool {
    true
}

/// A conversation as stored, without its turns. This is also its shape in `--json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conversation {
    /// The long id, which sorts by creation time.
    pub id: ConversationId,
    /// The id that people type.
    pub short_id: String,
    /// The document it is grounded on.
    pub document_id: Option<DocumentId>,
    /// The name of that document.
    pub document: Option<String>,
    /// The chunk of that document.
    pub chunk_id: Option<ChunkId>,
    /// The answer's title, else "persona - topic".
    pub title: String,
    /// Who the user is.
    pub persona: String,
    /// How the user feels.
    pub emotion: String,
    /// What they talk about; may be empty.
    pub topic: String,
    /// What the user wants.
    pub intent: Option<String>,
    /// How the assistant speaks.
    pub tone: Option<String>,
    /// The tier it counts for.
    pub tier: Tier,
    /// The current state.
    pub status: Status,
    /// The template's category.
    pub categories: Vec<String>,
    /// Words that people put on it, oldest first.
    pub tags: Vec<String>,
    /// 0 to 10; `None` for a draft.
    pub quality_score: Option<Score>,
    /// The lowest score that passes.
    pub quality_threshold: Score,
    /// The points of each criterion, and the findings.
    pub quality_metrics: QualityMetrics,
    /// How far the score can be trusted.
    pub confidence: Option<Confidence>,
    /// Number of turns.
    pub turn_count: u32,
    /// Input and output tokens of the call that made it.
    pub total_tokens: u64,
    /// Whether `total_tokens` is an estimate, because the provider did not count.
    pub tokens_estimated: bool,
    /// The estimated cost, in USD.
    pub estimated_cost_usd: Usd,
    /// The real cost, in USD, its failed attempts included.
    pub actual_cost_usd: Usd,
    /// Duration of the call, in milliseconds.
    pub generation_duration_ms: u64,
    /// The name of the reviewer who approved it.
    pub approved_by: Option<String>,
    /// When it was approved.
    pub approved_at: Option<DateTime<Utc>>,
    /// The last reason or note of a reviewer.
    pub reviewer_notes: Option<String>,
    /// What else it is derived from, beside the template.
    pub parent_type: Option<ParentType>,
    /// The id of that parent; `None` for an edge case in one sentence, which is stored nowhere else.
    pub parent_id: Option<uuid::Uuid>,
    /// The scenario or edge case that it was made from, as it was then.
    pub situation: Option<Box<Situation>>,
    /// Whether a person sent it back, and no rule alone flagged it.
    pub sent_back: bool,
    /// The approved newer version that took its place.
    pub superseded_by: Option<ConversationId>,
    /// The template that made it.
    pub template_id: Option<TemplateId>,
    /// The template's current name.
    pub template: Option<String>,
    /// The template's version at that time.
    pub template_version: Option<u32>,
    /// The provider that answered; `None` for an imported conversation.
    pub provider: Option<ProviderName>,
    /// The model, as the provider names it.
    pub model: Option<String>,
    /// The batch of its item.
    pub batch_id: Option<BatchId>,
    /// That batch's name.
    pub batch: Option<String>,
    /// The variables of the prompt.
    pub parameters: BTreeMap<String, String>,
    /// Where it came from; `None` where dialoom made it.
    pub source: Option<Source>,
    /// Every decision, oldest first.
    pub review_history: Vec<ReviewEntry>,
    /// How the last decision selected it; `None` without a decision, or where a serious finding is newer.
    pub decision_basis: Option<Basis>,
    /// Why it failed, in the state `failed`.
    pub error_message: Option<String>,
    /// Number of failed calls before it.
    pub retry_count: u32,
    /// The name of the actor who made it.
    pub created_by: String,
    /// The name of the actor who last changed it.
    pub updated_by: String,
    /// When the answer was complete.
    pub created_at: DateTime<Utc>,
    /// Time of the last change.
    pub updated_at: DateTime<Utc>,
}

impl Conversation {
    /// Whether it has a serious finding, and no person opened or named it to decide about it.
    pub(crate) fn has_unread_serious_finding(&self) -> bool {
        self.quality_metrics.has_serious_finding() && self.is_unread()
    }

    /// The system prompt that an imported conversation came with. Elsewhere `system` is a variable like any other.
    pub(crate) fn imported_system(&self) -> Option<&str> {
        let system = self.source.as_ref().and_then(|_| self.parameters.get("system"));
        system.map(String::as_str)
    }

    /// Whether no person opened or named it to decide about it.
    pub(crate) fn is_unread(&self) -> bool {
        matches!(self.decision_basis, None | Some(Basis::Filter))
    }

    /// Its state after the move of this person, who has read it.
    pub(crate) fn after(&self, step: Move, by: &str) -> Result<Status, MoveNotAllowed> {
        let agrees = may_agree(&self.review_history, self.status, by);
        self.status.decided(step, Repeat::of(self.status, self.has_unread_serious_finding(), agrees))
    }

    /// The conversation that it is a new version of.
    pub fn made_from(&self) -> Option<ConversationId> {
        self.parent_id.filter(|_| self.parent_type == Some(ParentType::Conversation)).map(ConversationId)
    }

    /// "Fees, chunk k7h2m9qa": the document it rests on.
    pub(crate) fn rests_on(&self) -> Option<String> {
        let document = self.document.clone()?;
        Some(match self.chunk_id {
            Some(chunk) => format!("{document}, chunk {}", chunk.short()),
            None => document,
        })
    }

    /// Whether the simulator made it: no trainer should see it unasked.
    pub(crate) fn is_simulated(&self) -> bool {
        self.provider == Some(ProviderName::Simulator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_indent_belongs_to_the_text_and_blank_lines_around_it_do_not() {
        let edges = [
            ("", ""),
            (" \n\t", ""),
            ("\n \n  a\n b \n", "  a\n b"),
            ("a", "a"),
            ("\r\n a\r\n", "a"),
            ("\n a\r\nb", " a\r\nb"),
        ];
        for (text, expected) in edges {
            assert_eq!(without_blank_edges(text), expected, "{text:?}");
        }
    }
}
