//! Jobs that are a record of what a command does: nobody resumes one.

use chrono::{DateTime, Utc};

use crate::domain::batch::{BatchStatus, BatchType};
use crate::domain::ids::BatchId;
use crate::store::sql::engine::{reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, Store};

/// A job that runs or has ended.
#[derive(Debug)]
pub(crate) struct JobRecord<'a> {
    pub(crate) kind: BatchType,
    /// Unique.
    pub(crate) name: String,
    /// Whose command it is.
    pub(crate) by: &'a str,
    pub(crate) began: DateTime<Utc>,
    pub(crate) status: BatchStatus,
    /// Why it failed.
    pub(crate) error: Option<&'a str>,
    /// Its counts, so far where it runs.
    pub(crate) results: serde_json::Value,
}

impl Store {
    /// Writes a job down, or how it stands now.
    pub(crate) async fn record_job(&self, job: &JobRecord<'_>) -> Result<()> {
        let id = BatchId::new();
        let now = Time::now();
        let completed = (job.status != BatchStatus::Running).then_some(now);
        writing!(self, |tx| {
            let mut insert = Statement::new(
                "INSERT INTO batch_jobs (id, type, name, status, error, results, started_at, completed_at, created_by, \
                 updated_by, created_at, updated_at) VALUES ",
            );
            insert.bind_list([
                Value::from(id.0),
                job.kind.as_str().into(),
                job.name.as_str().into(),
                job.status.as_str().into(),
                job.error.into(),
                Value::json(&job.results),
                job.began.into(),
                completed.into(),
                job.by.into(),
                job.by.into(),
                job.began.into(),
                now.into(),
            ]);
            insert.push(
                " ON CONFLICT (name) DO UPDATE SET status = excluded.status, error = excluded.error, \
                 results = excluded.results, completed_at = excluded.completed_at, updated_at = excluded.updated_at",
            );
            insert.query::<Engine>().execute(&mut **tx).await?;
            Ok(())
        })
    }

    /// The counts of the job with this name.
    pub(crate) async fn job_results(&self, name: &str) -> Result<Option<serde_json::Value>> {
        let mut select = Statement::new("SELECT results FROM batch_jobs WHERE name = ");
        select.bind(name);
        let found: Option<(sqlx::types::Json<serde_json::Value>,)> =
            reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_optional(pool).await)?;
        Ok(found.map(|(results,)| results.0))
    }
}
