//! The rows of a conversation and a turn, alike on both engines.

mod metrics;
mod narrow;
mod packed;

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

pub(crate) use metrics::Metrics;
pub(crate) use narrow::{BareRow, Breadth, MetadataRow, unpacked_rows};

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

#[derive(Default, sqlx::FromRow)]
pub(crate) struct ConversationRow {
    id: Uuid,
    short_id: String,
    document_id: Option<Uuid>,
    document: Option<String>,
    chunk_id: Option<Uuid>,
    title: String,
    persona: String,
    emotion: String,
    topic: String,
    intent: Option<String>,
    tone: Option<String>,
    tier: String,
    status: String,
    categories: Json<Vec<String>>,
    tags: Option<Json<Vec<String>>>,
    quality_score: Option<f64>,
    quality_threshold: f64,
    quality_metrics: Metrics,
    confidence: Option<String>,
    turn_count: i64,
    total_tokens: i64,
    tokens_estimated: bool,
    estimated_cost_micros: i64,
    actual_cost_micros: i64,
    generation_duration_ms: i64,
    approved_by: Option<String>,
    approved_at: Option<Time>,
    reviewer_notes: Option<String>,
    parent_type: Option<String>,
    parent_id: Option<Uuid>,
    situation: Option<Json<Box<Situation>>>,
    superseded_by: Option<Uuid>,
    template_id: Option<Uuid>,
    template: Option<String>,
    template_version: Option<i64>,
    provider: Option<String>,
    model: Option<String>,
    batch_id: Option<Uuid>,
    batch: Option<String>,
    parameters: Json<BTreeMap<String, String>>,
    source_file: Option<String>,
    source_line: Option<i64>,
    review_history: Json<Vec<ReviewEntry>>,
    decision_basis: Option<String>,
    error_message: Option<String>,
    retry_count: i64,
    created_by: String,
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
        let situation = self.situation.map(|situation| situation.0);
        let parent_type = match &self.parent_type {
            Some(parent) => Some(word(parent)?),
            // The database has a type only beside an id: a sentence has none.
            None => situation.as_ref().filter(|situation| situation.id.is_none()).map(|it| it.parent_type()),
        };
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
            quality_metrics: self.quality_metrics.0,
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
            parent_type,
            parent_id: self.parent_id,
            situation,
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
