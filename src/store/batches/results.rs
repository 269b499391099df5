//! What a batch led to, kept with it whenever work on it stops.

use sqlx::types::Json;

use crate::domain::batch::{Batch, BatchResults};
use crate::domain::ids::BatchId;

use crate::store::sql::engine::{count, reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, Store, StoreError};

impl Store {
    /// Counts what a job led to and keeps it, with a sentence for people. Returns the job as it is then.
    pub(crate) async fn settle_results(&self, batch: BatchId) -> Result<Batch> {
        let job = self.job(batch).await?;
        let mut counting = Statement::new(
            "SELECT count(*), count(*) FILTER (WHERE quality_score >= quality_threshold AND NOT has_serious), \
             CAST(avg(quality_score) AS double precision) FROM conversations WHERE batch_id = ",
        );
        counting.bind(batch.0);
        let (stored, passed, mean): (i64, i64, Option<f64>) =
            reading!(&self.db, |pool| counting.query_as::<Engine, _>().fetch_one(pool).await)?;
        let results = BatchResults {
            completed: job.counts.completed,
            failed: job.counts.failed,
            skipped: job.counts.skipped,
            left: job.counts.open(),
            passed: (stored > 0).then(|| count(passed)),
            mean_score: mean.map(|mean| (mean * 10.0).round() / 10.0),
            cost_usd: job.actual_cost_usd,
        };
        let mut update = Statement::new("UPDATE batch_jobs SET results = ");
        update.bind(Value::json(&results)).push(", summary = ").bind(results.to_string());
        update.push(" WHERE id = ").bind(batch.0);
        writing!(self, |tx| {
            update.clone().query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })?;
        self.job(batch).await
    }

    /// Sets what a person says of a batch: how urgent it is, and what it is for.
    pub async fn describe_batch(&self, batch: BatchId, priority: Option<u8>, description: Option<&str>) -> Result<()> {
        let mut update = Statement::new("UPDATE batch_jobs SET updated_at = ");
        update.bind(Time::now());
        if let Some(priority) = priority {
            update.push(", priority = ").bind(i64::from(priority));
        }
        if let Some(description) = description {
            update.push(", description = ").bind(description);
        }
        self.change_batch(batch, update).await
    }
}

/// The results as stored; `None` before the first end of work.
pub(super) fn results_of(stored: Json<serde_json::Value>) -> Option<serde_json::Value> {
    let is_empty = stored.0.as_object().is_some_and(serde_json::Map::is_empty);
    (!is_empty).then_some(stored.0)
}
