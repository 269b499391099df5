//! What a batch led to, kept with it whenever work on it stops.

use std::collections::HashMap;

use sqlx::types::Json;
use uuid::Uuid;

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
        let counting = counting(Some(batch));
        let counted: Option<Counted> =
            reading!(&self.db, |pool| counting.query_as::<Engine, _>().fetch_optional(pool).await)?;
        let results = BatchResults {
            completed: job.counts.completed,
            failed: job.counts.failed,
            skipped: job.counts.skipped,
            left: job.counts.open(),
            passed: counted.map(|(_, passed, _)| count(passed)),
            mean_score: counted.and_then(|(_, _, mean)| mean).map(tenths),
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

    /// Counts again what jobs led to, after their conversations got other scores or findings: of one job, or of all. A job
    /// on which nobody has ended work yet stays as it is.
    pub(crate) async fn recount_results(&self, only: Option<BatchId>) -> Result<()> {
        let counting = counting(only);
        let counted: Vec<Counted> = reading!(&self.db, |pool| counting.query_as::<Engine, _>().fetch_all(pool).await)?;
        let kept = Statement::new("SELECT id, results FROM batch_jobs");
        let kept: Vec<(Uuid, Json<serde_json::Value>)> =
            reading!(&self.db, |pool| kept.query_as::<Engine, _>().fetch_all(pool).await)?;
        let kept: HashMap<Uuid, serde_json::Value> =
            kept.into_iter().filter_map(|(id, results)| Some((id, results_of(results)?))).collect();
        for (batch, passed, mean) in counted {
            let Some(results) = kept.get(&batch) else { continue };
            if results["passed"].as_u64() != Some(count(passed)) || results["mean_score"].as_f64() != mean.map(tenths) {
                self.settle_results(BatchId(batch)).await?;
            }
        }
        Ok(())
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

/// A job, its conversations at their threshold without a serious finding, and their mean score.
type Counted = (Uuid, i64, Option<f64>);

/// One row for each job with conversations.
fn counting(only: Option<BatchId>) -> Statement {
    let mut counting = Statement::new(
        "SELECT batch_id, count(*) FILTER (WHERE quality_score >= quality_threshold AND NOT has_serious), \
         CAST(avg(quality_score) AS double precision) FROM conversations WHERE batch_id ",
    );
    match only {
        Some(batch) => counting.push("= ").bind(batch.0),
        None => counting.push("IS NOT NULL"),
    };
    counting.push(" GROUP BY batch_id");
    counting
}

fn tenths(mean: f64) -> f64 {
    (mean * 10.0).round() / 10.0
}

/// The results as stored; `None` before the first end of work.
pub(super) fn results_of(stored: Json<serde_json::Value>) -> Option<serde_json::Value> {
    let is_empty = stored.0.as_object().is_some_and(serde_json::Map::is_empty);
    (!is_empty).then_some(stored.0)
}
