//! Jobs that are a record of what a command did: nobody resumes one.

use chrono::{DateTime, Utc};

use crate::domain::batch::{BatchStatus, BatchType};
use crate::domain::ids::BatchId;
use crate::store::sql::engine::writing;
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, Store};

/// A job that has ended.
#[derive(Debug)]
pub(crate) struct EndedJob<'a> {
    pub(crate) kind: BatchType,
    /// Unique.
    pub(crate) name: String,
    /// Whose command it was.
    pub(crate) by: &'a str,
    pub(crate) began: DateTime<Utc>,
    pub(crate) ended: BatchStatus,
    /// Why it failed.
    pub(crate) error: Option<&'a str>,
    /// Its counts.
    pub(crate) results: serde_json::Value,
}

impl Store {
    /// Leaves an ended job behind, for the record.
    pub(crate) async fn record_job(&self, job: &EndedJob<'_>) -> Result<()> {
        let id = BatchId::new();
        let now = Time::now();
        writing!(self, |tx| {
            let mut insert = Statement::new(
                "INSERT INTO batch_jobs (id, type, name, status, error, results, started_at, completed_at, created_by, \
                 updated_by, created_at, updated_at) VALUES ",
            );
            insert.bind_list([
                Value::from(id.0),
                job.kind.as_str().into(),
                job.name.as_str().into(),
                job.ended.as_str().into(),
                job.error.into(),
                Value::json(&job.results),
                job.began.into(),
                now.into(),
                job.by.into(),
                job.by.into(),
                job.began.into(),
                now.into(),
            ]);
            insert.query::<Engine>().execute(&mut **tx).await?;
            Ok(())
        })
    }
}
