//! The audit rows of exports.

use std::collections::HashMap;
use std::future::poll_fn;
use std::path::Path;

use chrono::{DateTime, Utc};
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

const COLUMNS: &str = "id, created_by, scope, format, filter, shape, \
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

/// The same with the time of its last change.
#[derive(sqlx::FromRow)]
struct SeenRow {
    #[sqlx(flatten)]
    row: ExportRow,
    updated_at: Time,
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

fn unpacked(bytes: &[u8]) -> impl Iterator<Item = ConversationId> {
    let (ids, _) = bytes.as_chunks::<16>();
    ids.iter().map(|id| ConversationId(Uuid::from_bytes(*id)))
}

fn insertion(record: &ExportRecord) -> Statement {
    let path = record.file_path.as_deref();
    let file_name = path.and_then(|path| Path::new(path).file_name()).map(|name| name.to_string_lossy().into_owned());
    let mut statement = Statement::new(
        "INSERT INTO export_logs (id, scope, format, filter, shape, conversation_count, example_count, file_name, \
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
         filter = excluded.filter, shape = excluded.shape, \
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

    /// Replaces the audit row of an export that is complete, and stores the ids of its conversations: `piece` gives each
    /// piece of them by its number, from 0 on, and none behind the last. `rejected` is what each of them is preferred to,
    /// in the shape dpo, and empty in the others.
    pub async fn complete_export(
        &self,
        record: &ExportRecord,
        rejected: &[ConversationId],
        piece: impl Fn(u64) -> Result<Vec<ConversationId>>,
    ) -> Result<()> {
        writing!(self, |tx| {
            insertion(record).query::<Engine>().execute(&mut **tx).await?;
            if !rejected.is_empty() {
                let mut statement = Statement::new("UPDATE export_logs SET packed_rejected = ");
                statement.bind(packed(rejected)).push(" WHERE id = ").bind(record.id.0);
                statement.query::<Engine>().execute(&mut **tx).await?;
            }
            for place in 0.. {
                let ids = piece(place)?;
                if ids.is_empty() {
                    break;
                }
                let mut statement = Statement::new("INSERT INTO exported_ids (export_id, piece, ids) VALUES ");
                statement.bind_list([Value::from(record.id.0), number(place).into(), packed(&ids).into()]);
                statement.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok(())
        })
    }

    /// The exports that are being written, or whose process was killed, each with when it was last seen.
    pub async fn unfinished_exports(&self) -> Result<Vec<(ExportRecord, DateTime<Utc>)>> {
        let statement =
            format!("SELECT {COLUMNS}, updated_at FROM export_logs WHERE status = 'processing' ORDER BY id");
        let statement = Statement::new(&statement);
        let rows = reading!(&self.db, |pool| statement.query_as::<Engine, SeenRow>().fetch_all(pool).await)?;
        rows.into_iter().map(|SeenRow { row, updated_at }| Ok((row.record()?, updated_at.into()))).collect()
    }

    /// Notes that an export still runs.
    pub async fn export_is_seen(&self, id: ExportId) -> Result<()> {
        let mut statement = Statement::new("UPDATE export_logs SET updated_at = ");
        statement.bind(Time::now()).push(" WHERE status = 'processing' AND id = ").bind(id.0);
        self.change_export(statement).await.map(|_| ())
    }

    /// Replaces status, error and options of an export whose process was killed. One that ended meanwhile stays, and the
    /// answer is no.
    pub async fn fail_unfinished_export(&self, failed: &ExportRecord) -> Result<bool> {
        let mut statement = Statement::new("UPDATE export_logs SET status = ");
        statement.bind(failed.status.as_str()).push(", error = ").bind(failed.error.as_deref());
        statement.push(", options = ").bind(Value::json(&failed.options)).push(", updated_at = ").bind(Time::now());
        statement.push(" WHERE status = 'processing' AND id = ").bind(failed.id.0);
        self.change_export(statement).await
    }

    /// Changes what the row of an export keeps beside its columns. Two that do so at once wait for each other.
    pub(crate) async fn change_export_options(
        &self,
        id: ExportId,
        change: impl Fn(&mut serde_json::Value),
    ) -> Result<()> {
        writing!(self, |tx| {
            let mut hold = Statement::new("UPDATE export_logs SET status = status WHERE id = ");
            hold.bind(id.0);
            hold.query::<Engine>().execute(&mut **tx).await?;
            let mut select = Statement::new("SELECT options FROM export_logs WHERE id = ");
            select.bind(id.0);
            let (Json(mut options),): (Json<serde_json::Value>,) =
                select.query_as::<Engine, _>().fetch_one(&mut **tx).await?;
            change(&mut options);
            let mut update = Statement::new("UPDATE export_logs SET options = ");
            update.bind(Value::json(&options)).push(" WHERE id = ").bind(id.0);
            update.query::<Engine>().execute(&mut **tx).await?;
            Ok(())
        })
    }

    /// Whether it changed anything.
    async fn change_export(&self, statement: Statement) -> Result<bool> {
        writing!(self, |tx| {
            let changed = statement.clone().query::<Engine>().execute(&mut **tx).await?;
            Ok(changed.rows_affected() > 0)
        })
    }

    /// The conversations of an export, in its order.
    pub async fn exported_by(&self, record: &ExportRecord) -> Result<Vec<ConversationId>> {
        let mut statement = Statement::new("SELECT ids FROM exported_ids WHERE export_id = ");
        statement.bind(record.id.0).push(" ORDER BY piece");
        self.pieces(statement).await
    }

    /// Some of them, and the piece that follows: from piece 0 on, until none follows.
    pub async fn exported_from(&self, record: &ExportRecord, piece: u64) -> Result<(Vec<ConversationId>, Option<u64>)> {
        let mut statement = Statement::new("SELECT piece, ids FROM exported_ids WHERE export_id = ");
        statement.bind(record.id.0).push(" AND piece >= ").bind(number(piece)).push(" ORDER BY piece LIMIT 16");
        let rows: Vec<(i64, Vec<u8>)> =
            reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_all(pool).await)?;
        let next = rows.last().map(|(last, _)| count(*last) + 1);
        Ok((rows.iter().flat_map(|(_, ids)| unpacked(ids)).collect(), next))
    }

    /// What each conversation of an export is preferred to, in its order; empty where its shape is not dpo.
    pub async fn rejected_by(&self, record: &ExportRecord) -> Result<Vec<ConversationId>> {
        let mut statement =
            Statement::new("SELECT packed_rejected FROM export_logs WHERE packed_rejected IS NOT NULL AND id = ");
        statement.bind(record.id.0);
        self.pieces(statement).await
    }

    /// The conversations of all finished exports of a format and shape, in no order. Those in `last` get the time at which
    /// the newest of these exports began.
    pub(crate) async fn exported_ids(
        &self,
        (format, shape): (ExportFormat, ExportShape),
        last: &mut HashMap<ConversationId, Option<DateTime<Utc>>>,
    ) -> Result<Vec<ConversationId>> {
        let mut statement = Statement::new(
            "SELECT i.ids, e.created_at FROM exported_ids i JOIN export_logs e ON e.id = i.export_id \
             WHERE e.status = 'completed' AND e.format = ",
        );
        statement.bind(format.as_str()).push(" AND e.shape = ").bind(shape.as_str());
        let mut ids = Vec::new();
        reading!(&self.db, |pool| {
            let mut rows = statement.query_as::<Engine, (Vec<u8>, Time)>().fetch(pool);
            while let Some(row) = poll_fn(|context| rows.as_mut().poll_next(context)).await {
                let (packed, began) = row?;
                let began: DateTime<Utc> = began.into();
                for id in unpacked(&packed) {
                    if let Some(newest) = last.get_mut(&id) {
                        *newest = (*newest).max(Some(began));
                    }
                    ids.push(id);
                }
            }
            Ok::<(), sqlx::Error>(())
        })?;
        Ok(ids)
    }

    /// When the newest finished export of a format and shape began; `None` where there is none.
    pub(crate) async fn last_exported(
        &self,
        format: ExportFormat,
        shape: ExportShape,
    ) -> Result<Option<DateTime<Utc>>> {
        let mut statement =
            Statement::new("SELECT created_at FROM export_logs WHERE status = 'completed' AND format = ");
        statement.bind(format.as_str()).push(" AND shape = ").bind(shape.as_str());
        statement.push(" ORDER BY created_at DESC LIMIT 1");
        let newest: Option<(Time,)> =
            reading!(&self.db, |pool| statement.query_as::<Engine, _>().fetch_optional(pool).await)?;
        Ok(newest.map(|(at,)| at.into()))
    }

    /// Takes out the row of an export that wrote nothing and is no failure, and its job.
    pub(crate) async fn forget_export(&self, id: ExportId, job: &str) -> Result<()> {
        writing!(self, |tx| {
            let mut row = Statement::new("DELETE FROM export_logs WHERE status = 'processing' AND id = ");
            row.bind(id.0);
            row.query::<Engine>().execute(&mut **tx).await?;
            let mut of_job = Statement::new("DELETE FROM batch_jobs WHERE type = 'export' AND name = ");
            of_job.bind(job);
            of_job.query::<Engine>().execute(&mut **tx).await?;
            Ok(())
        })
    }

    async fn pieces(&self, statement: Statement) -> Result<Vec<ConversationId>> {
        let mut ids = Vec::new();
        reading!(&self.db, |pool| {
            let mut rows = statement.query_as::<Engine, (Vec<u8>,)>().fetch(pool);
            while let Some(row) = poll_fn(|context| rows.as_mut().poll_next(context)).await {
                ids.extend(unpacked(&row?.0));
            }
            Ok::<(), sqlx::Error>(())
        })?;
        Ok(ids)
    }

    /// Up to `limit` exports, newest first.
    pub async fn exports(&self, limit: u32) -> Result<Vec<ExportRecord>> {
        let mut statement =
            Statement::new(&format!("SELECT {COLUMNS} FROM export_logs ORDER BY created_at DESC, id DESC LIMIT "));
        statement.bind(i64::from(limit));
        self.records(statement).await
    }

    /// The newest export that somebody made.
    pub async fn newest_export(&self, by: &str) -> Result<Option<ExportRecord>> {
        let mut statement = Statement::new(&format!("SELECT {COLUMNS} FROM export_logs WHERE created_by = "));
        statement.bind(by).push(" ORDER BY created_at DESC, id DESC LIMIT 1");
        Ok(self.records(statement).await?.pop())
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

    async fn records(&self, statement: Statement) -> Result<Vec<ExportRecord>> {
        let rows = reading!(&self.db, |pool| statement.query_as::<Engine, ExportRow>().fetch_all(pool).await)?;
        rows.into_iter().map(ExportRow::record).collect()
    }
}
