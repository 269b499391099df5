//! How an export stands in the store: its audit row, and the job that it is.

use serde_json::{Value, json};

use crate::domain::batch::{BatchStatus, BatchType};
use crate::domain::export::{ExportRecord, ExportStatus};
use crate::domain::ids::ConversationId;
use crate::export::error::ExportError;
use crate::export::progress::{Progress, SoFar};
use crate::store::{JobRecord, Store, StoreError};

/// Writes both down before anything else, so that one that is killed has left them.
pub(super) async fn begin(store: &Store, record: &ExportRecord) -> Result<(), StoreError> {
    store.save_export(record).await?;
    record_job(store, record, BatchStatus::Running, json!({ "export": record.id })).await
}

/// Lets it be seen, and how far it is.
pub(super) async fn is_seen(store: &Store, record: &ExportRecord, progress: &Progress) -> Result<(), StoreError> {
    store.export_is_seen(record.id).await?;
    let SoFar { selected, compared, read } = progress.so_far();
    let results = json!({ "export": record.id, "selected": selected, "compared": compared, "read": read });
    record_job(store, record, BatchStatus::Running, results).await
}

/// How far a running export was when it was last seen.
pub async fn last_seen(store: &Store, record: &ExportRecord) -> Result<Option<SoFar>, StoreError> {
    let results = store.job_results(&name(record)).await?;
    let count = |results: &Value, of: &str| results.get(of).and_then(Value::as_u64);
    Ok(results.and_then(|it| {
        let selected = count(&it, "selected")?;
        Some(SoFar { selected, compared: count(&it, "compared")?, read: count(&it, "read")? })
    }))
}

/// Saves the audit row of a complete export with the ids of its conversations, and its job.
pub(super) async fn complete(
    store: &Store,
    record: &ExportRecord,
    rejected: &[ConversationId],
    piece: impl Fn(u64) -> Result<Vec<ConversationId>, StoreError>,
) -> Result<(), StoreError> {
    store.complete_export(record, rejected, piece).await?;
    record_job(store, record, BatchStatus::Completed, counts(record)).await
}

/// Records the failure, and returns the error for the user.
pub(super) async fn keep_failure(store: &Store, record: ExportRecord, failed: ExportError) -> ExportError {
    let row = with_failure(record, failed.to_string());
    let ended = if matches!(failed, ExportError::Interrupted) { BatchStatus::Cancelled } else { BatchStatus::Failed };
    let kept = async {
        store.save_export(&row).await?;
        record_job(store, &row, ended, counts(&row)).await
    };
    match kept.await {
        Ok(()) => failed,
        Err(row) => ExportError::FailureNotRecorded { failed: Box::new(failed), row },
    }
}

/// Takes both out again: nothing was written, and nothing failed.
pub(super) async fn forget(store: &Store, record: &ExportRecord) -> Result<(), StoreError> {
    store.forget_export(record.id, &name(record)).await
}

/// Records that its process was killed; an export that ended meanwhile stays as it is.
pub(super) async fn keep_killed(store: &Store, record: &ExportRecord) -> Result<(), StoreError> {
    match store.fail_unfinished_export(record).await? {
        true => record_job(store, record, BatchStatus::Failed, counts(record)).await,
        false => Ok(()),
    }
}

/// The row of an export that failed: no process writes it any more.
pub(super) fn with_failure(mut record: ExportRecord, error: String) -> ExportRecord {
    if let Some(options) = record.options.as_object_mut() {
        options.remove("process");
    }
    ExportRecord { status: ExportStatus::Failed, error: Some(error), ..record }
}

fn name(record: &ExportRecord) -> String {
    format!("export {}", record.id)
}

fn counts(record: &ExportRecord) -> Value {
    json!({
        "export": record.id,
        "conversations": record.conversation_count,
        "examples": record.example_count,
        "files": record.files.len(),
        "bytes": record.file_size,
    })
}

async fn record_job(
    store: &Store,
    record: &ExportRecord,
    status: BatchStatus,
    results: Value,
) -> Result<(), StoreError> {
    let (name, kind, by, began) = (name(record), BatchType::Export, &*record.created_by, record.created_at);
    let error = record.error.as_deref();
    store.record_job(&JobRecord { kind, name, by, began, status, error, results }).await
}
