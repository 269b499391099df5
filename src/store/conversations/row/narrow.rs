//! The rows of an export, which reads only what it tells.

use std::collections::BTreeMap;

use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::situation::Situation;

use crate::store::conversations::row::packed::{Column, Kind, Packed, packed};
use crate::store::conversations::row::{COLUMNS, ConversationRow, Metrics};
use crate::store::sql::dialect::Dialect;
use crate::store::sql::value::Time;
use crate::store::{Result, StoreError};

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
    /// The columns to select; on an engine that packs rows, one column with all of a narrow row.
    pub(crate) fn columns<DB: Dialect>(self) -> String {
        match self {
            Breadth::Whole => COLUMNS.to_owned(),
            Breadth::Metadata => selected::<DB>(&[&BARE[..], &METADATA[..]].concat()),
            Breadth::Bare => selected::<DB>(&BARE),
        }
    }

    /// Whether rows come packed.
    pub(crate) fn is_packed<DB: Dialect>(self) -> bool {
        DB::PACKS_ROWS && self != Breadth::Whole
    }
}

fn selected<DB: Dialect>(columns: &[Column]) -> String {
    match DB::PACKS_ROWS {
        true => packed(columns),
        false => columns.iter().map(|it| format!("{} AS {}", it.sql, it.name)).collect::<Vec<_>>().join(", "),
    }
}

const fn id(name: &'static str, sql: &'static str) -> Column {
    Column { name, sql, kind: Kind::Id }
}

const fn number(name: &'static str, sql: &'static str) -> Column {
    Column { name, sql, kind: Kind::Number }
}

const fn text(name: &'static str, sql: &'static str) -> Column {
    Column { name, sql, kind: Kind::Text }
}

/// Only imported conversations bring a system prompt among their parameters.
const BARE: [Column; 19] = [
    id("id", "c.id"),
    text("short_id", "c.short_id"),
    id("document_id", "c.document_id"),
    text("persona", "c.persona"),
    text("emotion", "c.emotion"),
    text("topic", "c.topic"),
    text("tier", "c.tier"),
    text("status", "c.status"),
    Column { name: "quality_score", sql: "c.quality_score", kind: Kind::Tenths },
    text("parent_type", "c.parent_type"),
    id("parent_id", "c.parent_id"),
    id("template_id", "c.template_id"),
    number("template_version", "c.template_version"),
    text("parameters", "CASE WHEN c.source_file IS NULL THEN '{}' ELSE c.parameters END"),
    text("source_file", "c.source_file"),
    number("source_line", "c.source_line"),
    text("decision_basis", "c.decision_basis"),
    text("created_at", "c.created_at"),
    text("updated_at", "c.updated_at"),
];

const METADATA: [Column; 13] = [
    text("document", "(SELECT d.title FROM documents d WHERE d.id = c.document_id)"),
    id("chunk_id", "c.chunk_id"),
    text("title", "c.title"),
    text("quality_metrics", "c.quality_metrics"),
    text("confidence", "c.confidence"),
    number("turn_count", "c.turn_count"),
    text("approved_by", "c.approved_by"),
    text("approved_at", "c.approved_at"),
    text("situation", "c.situation"),
    text("template", "t.name"),
    text("provider", "c.provider"),
    text("model", "c.model"),
    text("batch", "b.name"),
];

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

impl BareRow {
    /// The next columns of a packed row; `None` where they are others.
    fn unpacked(row: &mut Packed<'_>) -> Option<BareRow> {
        Some(BareRow {
            id: row.id()??,
            short_id: row.text()??,
            document_id: row.id()?,
            persona: row.text()??,
            emotion: row.text()??,
            topic: row.text()??,
            tier: row.text()??,
            status: row.text()??,
            quality_score: row.tenths()?,
            parent_type: row.text()?,
            parent_id: row.id()?,
            template_id: row.id()?,
            template_version: row.number()?,
            parameters: row.json()??,
            source_file: row.text()?,
            source_line: row.number()?,
            decision_basis: row.text()?,
            created_at: row.time()??,
            updated_at: row.time()??,
        })
    }
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

impl MetadataRow {
    fn unpacked(row: &mut Packed<'_>) -> Option<MetadataRow> {
        Some(MetadataRow {
            bare: BareRow::unpacked(row)?,
            document: row.text()?,
            chunk_id: row.id()?,
            title: row.text()??,
            quality_metrics: Metrics::of_text(row.borrowed()?.unwrap_or_default()),
            confidence: row.text()?,
            turn_count: row.number()??,
            approved_by: row.text()?,
            approved_at: row.time()?,
            situation: row.json()?,
            template: row.text()?,
            provider: row.text()?,
            model: row.text()?,
            batch: row.text()?,
        })
    }
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

/// The rows of a packed value, oldest first: the engine promises no order of a joined text.
pub(crate) fn unpacked_rows(breadth: Breadth, packed: &str) -> Result<Vec<ConversationRow>> {
    let (mut rest, mut rows) = (Packed::new(packed), Vec::new());
    while !rest.is_empty() {
        let row = match breadth {
            Breadth::Metadata => MetadataRow::unpacked(&mut rest).map(ConversationRow::from),
            Breadth::Bare | Breadth::Whole => BareRow::unpacked(&mut rest).map(ConversationRow::from),
        };
        let unreadable = || StoreError::Other("a stored conversation cannot be read".into());
        rows.push(row.ok_or_else(unreadable)?);
    }
    rows.sort_by_key(|row| (row.created_at, row.id));
    Ok(rows)
}
