//! The audit rows of exports.

use std::path::Path;

use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::export::{ExportFormat, ExportRecord, ExportShape, ExportedFile, Include};
use crate::domain::filter::Filter;
use crate::domain::ids::{ConversationId, ExportId};

use crate::store::conversations::filter::id_range;
use crate::store::sql::engine::{count, number, reading, word, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, Store, StoreError};

const COLUMNS: &str = "id, created_by, scope, format, filter, shape, conversation_ids, packed_ids, packed_rejected, \
     conversation_count, example_count, file_path, files, file_size, checksum, compressed, quality_stats, \
     tier_distribution, status, error, include_metadata, include_quality_scores, include_timestamps, \
     include_approval_history, options, exported_at, expires_at, created_at";

#[derive(sqlx::FromRow)]
struct ExportRow {
    id: Uuid,
    created_by: String,
    scope: String,
    format: String,
    filter: Json<Filter>,
    shape: String,
    conversation_ids: Json<Vec<Uuid>>,
    packed_ids: Option<Vec<u8>>,
    packed_rejected: Option<Vec<u8>>,
    conversation_count: i64,
    example_count: i64,
    file_path: Option<String>,
    files: Json<Vec<ExportedFile>>,
    file_size: i64,
    checksum: Option<String>,
    compressed: bool,
    quality_stats: Json<serde_json::Value>,
    tier_distribution: Json<serde_json::Value>,
    status: String,
    error: Option<String>,
    include_metadata: bool,
    include_quality_scores: bool,
    include_timestamps: bool,
    include_approval_history: bool,
    options: Json<serde_json::Value>,
    exported_at: Option<Time>,
    expires_at: Option<Time>,
    created_at: Time,
}

impl ExportRow {
    fn record(self) -> Result<ExportRecord> {
        Ok(ExportRecord {
            id: ExportId(self.id),
            created_by: self.created_by,
            scope: word(&self.scope)?,
            format: word(&self.format)?,
            shape: word(&self.shape)?,
            filter: self.filter.0,
            conversation_ids: ids(self.conversation_ids, self.packed_ids),
            rejected_ids: self.packed_rejected.as_deref().map(unpacked).unwrap_or_default(),
            conversation_count: count(self.conversation_count),
            example_count: count(self.example_count),
            file_path: self.file_path,
            files: self.files.0,
            file_size: count(self.file_size),
            checksum: self.checksum,
            compressed: self.compressed,
            quality_stats: self.quality_stats.0,
            tier_distribution: self.tier_distribution.0,
            status: word(&self.status)?,
            error: self.error,
            include: Include {
                metadata: self.include_metadata,
                quality_scores: self.include_quality_scores,
                timestamps: self.include_timestamps,
                approval_history: self.include_approval_history,
            },
            options: self.options.0,
            exported_at: self.exported_at.map(Into::into),
            expires_at: self.expires_at.map(Into::into),
            created_at: self.created_at.into(),
        })
    }
}

/// 16 bytes each: as JSON they took 18 MB for 466,000 conversations.
fn packed(ids: &[ConversationId]) -> Vec<u8> {
    ids.iter().flat_map(|id| id.0.into_bytes()).collect()
}

fn unpacked(bytes: &[u8]) -> Vec<ConversationId> {
    let (ids, _) = bytes.as_chunks::<16>();
    ids.iter().map(|id| ConversationId(Uuid::from_bytes(*id))).collect()
}

/// Earlier versions stored a list.
fn ids(listed: Json<Vec<Uuid>>, packed: Option<Vec<u8>>) -> Vec<ConversationId> {
    match packed {
        Some(packed) => unpacked(&packed),
        None => listed.0.into_iter().map(ConversationId).collect(),
    }
}

fn insertion(record: &ExportRecord) -> Statement {
    let path = record.file_path.as_deref();
    let file_name = path.and_then(|path| Path::new(path).file_name()).map(|name| name.to_string_lossy().into_owned());
    let mut statement = Statement::new(
        "INSERT INTO export_logs (id, scope, format, filter, shape, packed_ids, packed_rejected, conversation_count, example_count, file_name, \
         file_path, files, file_size, checksum, compressed, quality_stats, tier_distribution, status, error, \
         include_metadata, include_quality_scores, include_timestamps, include_approval_history, options, exported_at, \
         expires_at, created_by, created_at, updated_at) VALUES ",
    );
    statement.bind_list([
        Value::from(record.id.0),
        record.scope.as_str().into(),
        record.format.as_str().into(),
        Value::json(&record.filter),
        record.shape.as_str().into(),
        packed(&record.conversation_ids).into(),
        packed(&record.rejected_ids).into(),
        number(record.conversation_count).into(),
        number(record.example_count).into(),
        file_name.into(),
        path.into(),
        Value::json(&record.files),
        number(record.file_size).into(),
        record.checksum.as_deref().into(),
        record.compressed.into(),
        Value::json(&record.quality_stats),
        Value::json(&record.tier_distribution),
        record.status.as_str().into(),
        record.error.as_deref().into(),
        record.include.metadata.into(),
        record.include.quality_scores.into(),
        record.include.timestamps.into(),
        record.include.approval_history.into(),
        Value::json(&record.options),
        record.exported_at.into(),
        record.expires_at.into(),
        record.created_by.as_str().into(),
        record.created_at.into(),
        Time::now().into(),
    ]);
    statement.push(
        " ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, format = excluded.format, \
         filter = excluded.filter, shape = excluded.shape, packed_ids = excluded.packed_ids, \
         packed_rejected = excluded.packed_rejected, \
         conversation_count = excluded.conversation_count, example_count = excluded.example_count, \
         file_name = excluded.file_name, \
         file_path = excluded.file_path, files = excluded.files, file_size = excluded.file_size, checksum = excluded.checksum, \
         compressed = excluded.compressed, quality_stats = excluded.quality_stats, \
         tier_distribution = excluded.tier_distribution, status = excluded.status, error = excluded.error, \
         include_metadata = excluded.include_metadata, include_quality_scores = excluded.include_quality_scores, \
         include_timestamps = excluded.include_timestamps, \
         include_approval_history = excluded.include_approval_history, options = excluded.options, exported_at = excluded.exported_at, \
         expires_at = excluded.expires_at, \
         updated_at = excluded.updated_at",
    );
    statement
}

impl Store {
    /// Stores or replaces the audit row of an export.
    pub async fn save_export(&self, record: &ExportRecord) -> Result<()> {
        writing!(self, |tx| {
            insertion(record).query::<Engine>().execute(&mut **tx).await?;
            Ok(())
        })
    }

    /// The conversations of all finished exports of a format and shape.
    pub(crate) async fn exported_ids(&self, format: ExportFormat, shape: ExportShape) -> Result<Vec<ConversationId>> {
        let mut statement = Statement::new(
            "SELECT conversation_ids, packed_ids FROM export_logs WHERE status = 'completed' AND format = ",
        );
        statement.bind(format.as_str()).push(" AND shape = ").bind(shape.as_str());
        type Row = (Json<Vec<Uuid>>, Option<Vec<u8>>);
        let rows = reading!(&self.db, |pool| statement.query_as::<Engine, Row>().fetch_all(pool).await)?;
        Ok(rows.into_iter().flat_map(|(listed, packed)| ids(listed, packed)).collect())
    }

    /// Up to `limit` exports, newest first.
    pub async fn exports(&self, limit: u32) -> Result<Vec<ExportRecord>> {
        self.newest(COLUMNS, limit).await
    }

    /// The same without the ids of their conversations, which may be millions.
    pub async fn exports_without_ids(&self, limit: u32) -> Result<Vec<ExportRecord>> {
        let columns = COLUMNS.replace("packed_ids, packed_rejected", "NULL AS packed_ids, NULL AS packed_rejected");
        self.newest(&columns, limit).await
    }

    /// The export with this id or unique beginning of an id.
    pub async fn export(&self, given: &str) -> Result<ExportRecord> {
        let not_found = || StoreError::NotFound { what: "export", given: given.to_owned(), near: None };
        let (low, high) = id_range(given.trim()).ok_or_else(not_found)?;
        let mut statement = Statement::new(&format!("SELECT {COLUMNS} FROM export_logs WHERE id BETWEEN "));
        statement.bind(low).push(" AND ").bind(high).push(" ORDER BY id LIMIT 6");
        let mut found = self.records(statement).await?;
        match found.len() {
            0 => Err(not_found()),
            1 => Ok(found.remove(0)),
            _ => Err(StoreError::Ambiguous {
                what: "export",
                given: given.to_owned(),
                matches: found.iter().take(5).map(|record| record.id.to_string()).collect(),
            }),
        }
    }

    async fn newest(&self, columns: &str, limit: u32) -> Result<Vec<ExportRecord>> {
        let mut statement =
            Statement::new(&format!("SELECT {columns} FROM export_logs ORDER BY created_at DESC, id DESC LIMIT "));
        statement.bind(i64::from(limit));
        self.records(statement).await
    }

    async fn records(&self, statement: Statement) -> Result<Vec<ExportRecord>> {
        let rows = reading!(&self.db, |pool| statement.query_as::<Engine, ExportRow>().fetch_all(pool).await)?;
        rows.into_iter().map(ExportRow::record).collect()
    }
}
