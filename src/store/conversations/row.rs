//! The rows of a conversation and a turn, alike on both engines.

use std::collections::BTreeMap;

use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::conversation::{Conversation, Source};
use crate::domain::ids::{BatchId, ChunkId, ConversationId, DocumentId, TemplateId};
use crate::domain::money::Usd;
use crate::domain::quality::Score;
use crate::domain::review::{ReviewEntry, is_sent_back};
use crate::domain::situation::Situation;
use crate::domain::status::Status;

use crate::store::Result;
use crate::store::sql::engine::{count, word};
use crate::store::sql::value::Time;

/// How much of a conversation is read. What is not read is empty, 0 or `None`. Each column costs an export of many about
/// a hundredth of its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Breadth {
    /// Every field.
    Whole,
    /// What the rows of an export tell beside their turns, but for the history of the review.
    Metadata,
    /// Ids, subject, status, tier and score, and where a system prompt is found.
    Bare,
}

impl Breadth {
    pub(crate) fn columns(self) -> String {
        match self {
            Breadth::Whole => COLUMNS.to_owned(),
            Breadth::Metadata => format!("{BARE}, {METADATA}"),
            Breadth::Bare => BARE.to_owned(),
        }
    }
}

/// Only imported conversations bring a system prompt among their parameters.
const BARE: &str = "c.id, c.short_id, c.document_id, c.persona, c.emotion, c.topic, c.tier, c.status, c.quality_score, \
    c.parent_type, c.parent_id, c.template_id, c.template_version, \
    CASE WHEN c.source_file IS NULL THEN '{}' ELSE c.parameters END AS parameters, c.source_file, c.source_line, \
    c.decision_basis, c.created_at, c.updated_at";

const METADATA: &str = "(SELECT d.title FROM documents d WHERE d.id = c.document_id) AS document, c.chunk_id, c.title, \
    c.quality_metrics, c.confidence, c.turn_count, c.approved_by, c.approved_at, c.situation, t.name AS template, \
    c.provider, c.model, b.name AS batch";

/// The columns of a [`ConversationRow`], from conversations `c` with [`JOINS`].
pub(crate) const COLUMNS: &str = "c.id, c.short_id, c.document_id, \
    (SELECT d.title FROM documents d WHERE d.id = c.document_id) AS document, c.chunk_id, c.title, c.persona, c.emotion, c.topic, \
    c.intent, c.tone, c.tier, c.status, c.categories, c.tags, c.quality_score, c.quality_threshold, c.quality_metrics, \
    c.confidence, c.turn_count, c.total_tokens, c.tokens_estimated, c.estimated_cost_micros, c.actual_cost_micros, \
    c.generation_duration_ms, c.approved_by, c.approved_at, c.reviewer_notes, c.parent_type, c.parent_id, c.situation, \
    (SELECT s.by_id FROM superseded s WHERE s.conversation_id = c.id) AS superseded_by, c.template_id, t.name AS template, c.template_version, c.provider, c.model, c.batch_id, b.name AS batch, \
    c.parameters, c.source_file, c.source_line, c.review_history, c.decision_basis, c.error_message, c.retry_count, c.created_by, c.updated_by, c.created_at, \
    c.updated_at";

/// Adds the names of template and batch.
pub(crate) const JOINS: &str =
    " LEFT JOIN prompt_templates t ON t.id = c.template_id LEFT JOIN batch_jobs b ON b.id = c.batch_id";

/// The row of [`Breadth::Bare`]: a column that is looked for and not there costs as much as one that is read.
#[derive(sqlx::FromRow)]
pub(crate) struct BareRow {
    id: Uuid,
    short_id: String,
    document_id: Option<Uuid>,
    persona: String,
    emotion: String,
    topic: String,
    tier: String,
    status: String,
    quality_score: Option<f64>,
    parent_type: Option<String>,
    parent_id: Option<Uuid>,
    template_id: Option<Uuid>,
    template_version: Option<i64>,
    parameters: Json<BTreeMap<String, String>>,
    source_file: Option<String>,
    source_line: Option<i64>,
    decision_basis: Option<String>,
    created_at: Time,
    updated_at: Time,
}

impl From<BareRow> for ConversationRow {
    fn from(row: BareRow) -> ConversationRow {
        ConversationRow {
            id: row.id,
            short_id: row.short_id,
            document_id: row.document_id,
            persona: row.persona,
            emotion: row.emotion,
            topic: row.topic,
            tier: row.tier,
            status: row.status,
            quality_score: row.quality_score,
            parent_type: row.parent_type,
            parent_id: row.parent_id,
            template_id: row.template_id,
            template_version: row.template_version,
            parameters: row.parameters,
            source_file: row.source_file,
            source_line: row.source_line,
            decision_basis: row.decision_basis,
            created_at: row.created_at,
            updated_at: row.updated_at,
            ..ConversationRow::default()
        }
    }
}

#[derive(Default, sqlx::FromRow)]
pub(crate) struct ConversationRow {
    id: Uuid,
    short_id: String,
    document_id: Option<Uuid>,
    #[sqlx(default)]
    document: Option<String>,
    #[sqlx(default)]
    chunk_id: Option<Uuid>,
    #[sqlx(default)]
    title: String,
    persona: String,
    emotion: String,
    topic: String,
    #[sqlx(default)]
    intent: Option<String>,
    #[sqlx(default)]
    tone: Option<String>,
    tier: String,
    status: String,
    #[sqlx(default)]
    categories: Json<Vec<String>>,
    #[sqlx(default)]
    tags: Option<Json<Vec<String>>>,
    quality_score: Option<f64>,
    #[sqlx(default)]
    quality_threshold: f64,
    #[sqlx(default)]
    quality_metrics: Json<serde_json::Value>,
    #[sqlx(default)]
    confidence: Option<String>,
    #[sqlx(default)]
    turn_count: i64,
    #[sqlx(default)]
    total_tokens: i64,
    #[sqlx(default)]
    tokens_estimated: bool,
    #[sqlx(default)]
    estimated_cost_micros: i64,
    #[sqlx(default)]
    actual_cost_micros: i64,
    #[sqlx(default)]
    generation_duration_ms: i64,
    #[sqlx(default)]
    approved_by: Option<String>,
    #[sqlx(default)]
    approved_at: Option<Time>,
    #[sqlx(default)]
    reviewer_notes: Option<String>,
    parent_type: Option<String>,
    parent_id: Option<Uuid>,
    #[sqlx(default)]
    situation: Option<Json<Box<Situation>>>,
    #[sqlx(default)]
    superseded_by: Option<Uuid>,
    template_id: Option<Uuid>,
    #[sqlx(default)]
    template: Option<String>,
    template_version: Option<i64>,
    #[sqlx(default)]
    provider: Option<String>,
    #[sqlx(default)]
    model: Option<String>,
    #[sqlx(default)]
    batch_id: Option<Uuid>,
    #[sqlx(default)]
    batch: Option<String>,
    parameters: Json<BTreeMap<String, String>>,
    source_file: Option<String>,
    source_line: Option<i64>,
    #[sqlx(default)]
    review_history: Json<Vec<ReviewEntry>>,
    decision_basis: Option<String>,
    #[sqlx(default)]
    error_message: Option<String>,
    #[sqlx(default)]
    retry_count: i64,
    #[sqlx(default)]
    created_by: String,
    #[sqlx(default)]
    updated_by: String,
    created_at: Time,
    updated_at: Time,
}

pub(crate) fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl ConversationRow {
    /// An error only if a stored word is unknown.
    pub(crate) fn conversation(self) -> Result<Conversation> {
        Ok(Conversation {
            id: ConversationId(self.id),
            short_id: self.short_id,
            document_id: self.document_id.map(DocumentId),
            document: self.document,
            chunk_id: self.chunk_id.map(ChunkId),
            title: self.title,
            persona: self.persona,
            emotion: self.emotion,
            topic: self.topic,
            intent: self.intent,
            tone: self.tone,
            tier: word(&self.tier)?,
            status: word(&self.status)?,
            categories: self.categories.0,
            tags: self.tags.map(|tags| tags.0).unwrap_or_default(),
            quality_score: self.quality_score.and_then(Score::new),
            quality_threshold: Score::new(self.quality_threshold).unwrap_or(Score::DEFAULT_THRESHOLD),
            // A row of another program may have no metrics: the column's default is an empty object.
            quality_metrics: serde_json::from_value(self.quality_metrics.0).unwrap_or_default(),
            confidence: self.confidence.as_deref().map(word).transpose()?,
            turn_count: small(self.turn_count),
            total_tokens: count(self.total_tokens),
            tokens_estimated: self.tokens_estimated,
            estimated_cost_usd: Usd::from_micros(self.estimated_cost_micros),
            actual_cost_usd: Usd::from_micros(self.actual_cost_micros),
            generation_duration_ms: count(self.generation_duration_ms),
            approved_by: self.approved_by,
            approved_at: self.approved_at.map(Into::into),
            reviewer_notes: self.reviewer_notes,
            parent_type: self.parent_type.as_deref().map(word).transpose()?,
            parent_id: self.parent_id,
            situation: self.situation.map(|situation| situation.0),
            sent_back: self.status == Status::NeedsRevision.as_str() && is_sent_back(&self.review_history.0),
            superseded_by: self.superseded_by.map(ConversationId),
            template_id: self.template_id.map(TemplateId),
            template: self.template,
            template_version: self.template_version.map(small),
            provider: self.provider.as_deref().map(word).transpose()?,
            model: self.model,
            batch_id: self.batch_id.map(BatchId),
            batch: self.batch,
            parameters: self.parameters.0,
            source: self.source_file.zip(self.source_line).map(|(file, line)| Source { file, line: count(line) }),
            review_history: self.review_history.0,
            decision_basis: self.decision_basis.as_deref().map(word).transpose()?,
            error_message: self.error_message,
            retry_count: small(self.retry_count),
            created_by: self.created_by,
            updated_by: self.updated_by,
            created_at: self.created_at.into(),
            updated_at: self.updated_at.into(),
        })
    }
}
