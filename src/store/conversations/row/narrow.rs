//! The rows of an export, which reads only what it tells.

use std::collections::BTreeMap;

use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::situation::Situation;

use crate::store::conversations::row::{COLUMNS, ConversationRow, Metrics};
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

/// The row of [`Breadth::Metadata`].
#[derive(sqlx::FromRow)]
pub(crate) struct MetadataRow {
    #[sqlx(flatten)]
    bare: BareRow,
    document: Option<String>,
    chunk_id: Option<Uuid>,
    title: String,
    quality_metrics: Metrics,
    confidence: Option<String>,
    turn_count: i64,
    approved_by: Option<String>,
    approved_at: Option<Time>,
    situation: Option<Json<Box<Situation>>>,
    template: Option<String>,
    provider: Option<String>,
    model: Option<String>,
    batch: Option<String>,
}

impl From<MetadataRow> for ConversationRow {
    fn from(row: MetadataRow) -> ConversationRow {
        ConversationRow {
            document: row.document,
            chunk_id: row.chunk_id,
            title: row.title,
            quality_metrics: row.quality_metrics,
            confidence: row.confidence,
            turn_count: row.turn_count,
            approved_by: row.approved_by,
            approved_at: row.approved_at,
            situation: row.situation,
            template: row.template,
            provider: row.provider,
            model: row.model,
            batch: row.batch,
            ..ConversationRow::from(row.bare)
        }
    }
}
