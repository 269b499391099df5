//! Batches: create, find by name or id prefix, move between states.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::batch::{Batch, BatchStatus, BatchType, ItemCounts, ItemState, NewBatch};
use crate::domain::ids::BatchId;
use crate::domain::money::Usd;
use crate::domain::nearest;

use crate::store::batches::results::results_of;
use crate::store::conversations::filter::id_range;
use crate::store::sql::bulk::in_shapes;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{self, count, reading, word, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, Store, StoreError};

/// How a changed plan changed the items of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlanChange {
    /// Items that the batch had before, in any state.
    pub kept: u64,
    /// New items.
    pub added: u64,
    /// Unfinished items that left the plan and are skipped now.
    pub dropped: u64,
}

impl Store {
    /// Stores a new batch, pending and without items. A name that exists is an error.
    pub async fn create_batch(&self, batch: &NewBatch) -> Result<()> {
        writing!(self, |tx| {
            let mut insert = Statement::new(
                "INSERT INTO batch_jobs (id, type, name, configuration, description, target_tier, priority, concurrency, \
                 max_retries, estimated_cost_micros, created_by, updated_by, created_at, updated_at) VALUES ",
            );
            insert.bind_list([
                Value::from(batch.id.0),
                batch.batch_type.as_str().into(),
                batch.name.as_str().into(),
                Value::json(&batch.configuration),
                batch.description.as_str().into(),
                batch.target_tier.map(|tier| tier.as_str()).into(),
                i64::from(batch.priority).into(),
                i64::from(batch.concurrency).into(),
                i64::from(batch.max_retries).into(),
                batch.estimated_cost.micros().into(),
                batch.created_by.as_str().into(),
                batch.created_by.as_str().into(),
                batch.created_at.into(),
                batch.created_at.into(),
            ]);
            let inserted = insert.query::<Engine>().execute(&mut **tx).await;
            inserted.map(|_| ()).map_err(|error| engine::taken(error, "batch", &batch.name))
        })
    }

    /// The batch with exactly this name.
    pub async fn batch_named(&self, name: &str) -> Result<Option<Batch>> {
        let mut which = Statement::new("b.name = ");
        which.bind(name);
        Ok(self.read_batches(which).await?.pop())
    }

    /// The batch with this name, id or unique id prefix. The error names the nearest batch.
    pub async fn batch(&self, name_or_id: &str) -> Result<Batch> {
        if let Some(batch) = self.batch_named(name_or_id).await? {
            return Ok(batch);
        }
        if let Some((first, last)) = id_range(name_or_id) {
            let mut which = Statement::new("b.id BETWEEN ");
            which.bind(first).push(" AND ").bind(last).push(" ORDER BY b.id LIMIT 5");
            let mut found = self.read_batches(which).await?;
            if found.len() > 1 {
                let matches = found.into_iter().map(|batch| batch.name).collect();
                return Err(StoreError::Ambiguous { what: "batch", given: name_or_id.to_owned(), matches });
            }
            if let Some(batch) = found.pop() {
                return Ok(batch);
            }
        }
        let names: Vec<String> = reading!(&self.db, |pool| {
            sqlx::query_scalar(
                "SELECT name FROM batch_jobs WHERE type = 'generation' ORDER BY created_at DESC LIMIT 1000",
            )
            .fetch_all(pool)
            .await
        })?;
        let near = nearest(name_or_id, names.iter().map(String::as_str)).map(str::to_owned);
        Err(StoreError::NotFound { what: "batch", given: name_or_id.to_owned(), near })
    }

    /// The name of a batch, or of a job of any type by its whole name or id: what calls and conversations belong to.
    pub async fn job_called(&self, given: &str) -> Result<String> {
        let unknown = match self.batch(given).await {
            Ok(batch) => return Ok(batch.name),
            Err(error @ StoreError::NotFound { .. }) => error,
            Err(error) => return Err(error),
        };
        let mut which = Statement::new("b.name = ");
        which.bind(given.trim());
        if let Some((first, last)) = id_range(given) {
            which.push(" OR b.id BETWEEN ").bind(first).push(" AND ").bind(last);
        }
        which.push(" ORDER BY b.id LIMIT 2");
        let mut found = self.read_jobs(which).await?;
        match (found.pop(), found.is_empty()) {
            (Some(job), true) => Ok(job.name),
            _ => Err(unknown),
        }
    }

    /// The job of any type with this id.
    pub(crate) async fn job(&self, id: BatchId) -> Result<Batch> {
        let mut which = Statement::new("b.id = ");
        which.bind(id.0);
        let found = self.read_jobs(which).await?.pop();
        found.ok_or_else(|| StoreError::NotFound { what: "batch", given: id.to_string(), near: None })
    }

    /// The newest job of this type whose name begins so.
    pub(crate) async fn newest_job(&self, kind: BatchType, name: &str) -> Result<Option<Batch>> {
        let mut which = Statement::new("b.type = ");
        which
            .bind(kind.as_str())
            .push(" AND b.name LIKE ")
            .bind(format!("{name} %"))
            .push(" ORDER BY b.created_at DESC, b.id DESC LIMIT 1");
        Ok(self.read_jobs(which).await?.pop())
    }

    /// The calls of each model as a judge, by each rubric, and what they cost.
    pub(crate) async fn judging_costs(&self) -> Result<HashMap<(String, String), (u64, Usd)>> {
        let rows: Vec<(String, String, i64, i64)> = reading!(&self.db, |pool| {
            const RUBRIC: &str = "coalesce(b.configuration -> 'judge' ->> 'rubric', '')";
            let mut select = Statement::new(&format!("SELECT l.model, {RUBRIC}, count(*), "));
            select.push(&<Engine as Dialect>::sum("l.cost_micros"));
            select.push(&format!(
                " FROM generation_logs l JOIN batch_jobs b ON b.id = l.batch_id WHERE b.type = 'validation' \
                 GROUP BY l.model, {RUBRIC}",
            ));
            select.query_as::<Engine, _>().fetch_all(pool).await
        })?;
        let one = |(model, rubric, calls, cost)| ((model, rubric), (count(calls), Usd::from_micros(cost)));
        Ok(rows.into_iter().map(one).collect())
    }

    /// What the jobs of the type `validation` with names that begin so have cost, with what may have been billed.
    pub(crate) async fn judging_spent(&self, name: &str) -> Result<Usd> {
        let mut which = Statement::new("b.type = 'validation' AND b.name LIKE ");
        which.bind(format!("{name} %"));
        let jobs = self.read_jobs(which).await?;
        let cost = |job: &Batch| job.actual_cost_usd.plus(job.uncertain_cost_usd);
        Ok(jobs.iter().fold(Usd::ZERO, |sum, job| sum.plus(cost(job))))
    }

    /// The jobs about stored conversations that have items in the state running.
    pub(crate) async fn running_jobs_about(&self) -> Result<Vec<BatchId>> {
        let select =
            Statement::new("SELECT DISTINCT batch_id FROM batch_items WHERE state = 'running' AND about IS NOT NULL");
        let rows: Vec<(Uuid,)> = reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
        Ok(rows.into_iter().map(|(id,)| BatchId(id)).collect())
    }

    /// The newest batch that this person made.
    pub async fn newest_batch(&self, by: &str) -> Result<Option<Batch>> {
        let mut which = Statement::new("b.created_by = ");
        which.bind(by).push(" ORDER BY b.created_at DESC, b.id DESC LIMIT 1");
        Ok(self.read_batches(which).await?.pop())
    }

    /// Up to `limit` batches, newest first.
    pub async fn batches(&self, limit: u32) -> Result<Vec<Batch>> {
        let mut which = Statement::new("1 = 1 ORDER BY b.created_at DESC, b.id DESC LIMIT ");
        which.bind(i64::from(limit));
        self.read_batches(which).await
    }

    /// Moves a batch from one of the states `from` to `to`, as a compare-and-set. Returns whether it moved.
    ///
    /// The first `Running` sets the start; `Completed`, `Failed` and `Cancelled` set the end, every other state clears
    /// it. The error replaces the one before. A state that stops work also counts the retries.
    pub async fn move_batch(
        &self,
        batch: BatchId,
        from: &[BatchStatus],
        to: BatchStatus,
        error: Option<&str>,
    ) -> Result<bool> {
        let mut update = move_to(batch, to, error);
        update.push(" WHERE id = ").bind(batch.0);
        update.push(" AND status IN ").bind_list(from.iter().map(|status| status.as_str()));
        let moved: u64 = writing!(self, |tx| {
            Ok::<_, StoreError>(update.clone().query::<Engine>().execute(&mut **tx).await?.rows_affected())
        })?;
        Ok(moved > 0)
    }

    /// Moves a batch to `Completed`, unless one of its items is open.
    pub async fn complete_batch(&self, batch: BatchId) -> Result<()> {
        let mut update = move_to(batch, BatchStatus::Completed, None);
        update.push(" WHERE id = ").bind(batch.0);
        update.push(" AND NOT EXISTS (SELECT 1 FROM batch_items i WHERE i.batch_id = ").bind(batch.0);
        update.push(" AND i.state IN ('pending', 'running'))");
        writing!(self, |tx| {
            update.clone().query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

    /// Updates a batch from a changed plan. Name, owner and creation time stay.
    pub async fn update_batch(&self, batch: &NewBatch) -> Result<()> {
        let mut update = Statement::new("UPDATE batch_jobs SET configuration = ");
        update.bind(Value::json(&batch.configuration));
        update.push(", description = ").bind(batch.description.as_str());
        update.push(", target_tier = ").bind(batch.target_tier.map(|tier| tier.as_str()));
        update.push(", priority = ").bind(i64::from(batch.priority));
        update.push(", concurrency = ").bind(i64::from(batch.concurrency));
        update.push(", max_retries = ").bind(i64::from(batch.max_retries));
        update.push(", estimated_cost_micros = ").bind(batch.estimated_cost.micros());
        update.push(", updated_by = ").bind(batch.created_by.as_str());
        update.push(", updated_at = ").bind(Time::now());
        self.change_batch(batch.id, update).await
    }

    /// The stored plan and settings of a batch.
    pub(crate) async fn batch_configuration(&self, batch: BatchId) -> Result<serde_json::Value> {
        let mut select = Statement::new("SELECT configuration FROM batch_jobs WHERE id = ");
        select.bind(batch.0);
        type Row = (Json<serde_json::Value>,);
        let row: Option<Row> = reading!(&self.db, |pool| select.query_as::<Engine, Row>().fetch_optional(pool).await)?;
        row.map(|(configuration,)| configuration.0).ok_or_else(|| StoreError::NotFound {
            what: "batch",
            given: batch.to_string(),
            near: None,
        })
    }

    /// Sets the expected end of a batch.
    pub async fn set_batch_eta(&self, batch: BatchId, eta: Option<DateTime<Utc>>) -> Result<()> {
        let mut update = Statement::new("UPDATE batch_jobs SET estimated_completion_at = ");
        update.bind(eta).push(", updated_at = ").bind(Time::now());
        self.change_batch(batch, update).await
    }

    /// Runs an `UPDATE batch_jobs SET …` on one batch.
    pub(super) async fn change_batch(&self, batch: BatchId, mut update: Statement) -> Result<()> {
        update.push(" WHERE id = ").bind(batch.0);
        let changed: u64 = writing!(self, |tx| {
            let done = update.clone().query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(done.rows_affected())
        })?;
        match changed {
            0 => Err(StoreError::NotFound { what: "batch", given: batch.to_string(), near: None }),
            _ => Ok(()),
        }
    }

    /// The batches that meet a condition on `batch_jobs b`, with their counts. `which` may end with order and limit.
    async fn read_batches(&self, which: Statement) -> Result<Vec<Batch>> {
        let Statement { sql, values } = which;
        // Jobs of another type are a record of what was done: nobody lists, resumes or names one as a batch.
        self.read_jobs(Statement { sql: format!("b.type = 'generation' AND {sql}"), values }).await
    }

    /// The jobs of any type that meet a condition, likewise.
    async fn read_jobs(&self, which: Statement) -> Result<Vec<Batch>> {
        let select = Statement { sql: format!("{SELECT_BATCH} {}", which.sql), values: which.values };
        let rows: Vec<BatchRow> =
            reading!(&self.db, |pool| select.query_as::<Engine, BatchRow>().fetch_all(pool).await)?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        // Count only these batches; the view batch_progress counts all.
        let mut counted: Vec<(Uuid, String, i64)> = Vec::new();
        for piece in in_shapes(&rows) {
            let mut counting = Statement::new("SELECT batch_id, state, count(*) FROM batch_items WHERE batch_id IN ");
            counting.bind_list(piece.iter().map(|row| row.id)).push(" GROUP BY batch_id, state");
            let rows = reading!(&self.db, |pool| counting.query_as::<Engine, _>().fetch_all(pool).await)?;
            counted.extend(rows);
        }
        let mut counts: HashMap<Uuid, ItemCounts> = HashMap::new();
        for (batch, state, items) in counted {
            let (of, items) = (counts.entry(batch).or_default(), count(items));
            of.total += items;
            match word(&state)? {
                ItemState::Pending => of.pending += items,
                ItemState::Running => of.running += items,
                ItemState::Completed => of.completed += items,
                ItemState::Failed => of.failed += items,
                ItemState::Skipped => of.skipped += items,
            }
        }
        rows.into_iter()
            .map(|row| {
                let counts = counts.remove(&row.id).unwrap_or_default();
                row.into_batch(counts)
            })
            .collect()
    }
}

fn move_to(batch: BatchId, status: BatchStatus, error: Option<&str>) -> Statement {
    let now = Time::now();
    let started = (status == BatchStatus::Running).then_some(now);
    let ended = matches!(status, BatchStatus::Completed | BatchStatus::Failed | BatchStatus::Cancelled);
    let mut update = Statement::new("UPDATE batch_jobs SET status = ");
    update.bind(status.as_str()).push(", error = ").bind(error);
    update.push(", started_at = coalesce(started_at, ").bind(started).push("), completed_at = ");
    update.bind(ended.then_some(now)).push(", updated_at = ").bind(now);
    if ended || status == BatchStatus::Paused {
        update.push(", retries = (SELECT count(*) FROM generation_logs WHERE retry_attempt > 0 AND batch_id = ");
        update.bind(batch.0).push(")");
    }
    update
}

const SELECT_BATCH: &str = "SELECT b.id, b.name, b.type AS batch_type, b.status, b.configuration, b.target_tier, \
     b.estimated_cost_micros, b.actual_cost_micros, b.uncertain_cost_micros, b.priority, b.concurrency, b.retries, \
     b.max_retries, b.error, b.created_by, b.created_at, b.started_at, b.completed_at, b.estimated_completion_at, \
     b.updated_at, b.description, b.summary, b.results FROM batch_jobs b WHERE";

#[derive(sqlx::FromRow)]
struct BatchRow {
    id: Uuid,
    name: String,
    batch_type: String,
    status: String,
    configuration: Json<serde_json::Value>,
    target_tier: Option<String>,
    estimated_cost_micros: i64,
    actual_cost_micros: i64,
    uncertain_cost_micros: i64,
    priority: i64,
    concurrency: i64,
    retries: i64,
    max_retries: i64,
    error: Option<String>,
    created_by: String,
    created_at: Time,
    started_at: Option<Time>,
    completed_at: Option<Time>,
    estimated_completion_at: Option<Time>,
    updated_at: Time,
    description: String,
    summary: String,
    results: Json<serde_json::Value>,
}

impl BatchRow {
    fn into_batch(self, counts: ItemCounts) -> Result<Batch> {
        let [started_at, completed_at] = [self.started_at, self.completed_at].map(|at| at.map(DateTime::<Utc>::from));
        let took = started_at.zip(completed_at).map(|(from, to)| (to - from).num_milliseconds().max(0) as f64 / 1000.0);
        Ok(Batch {
            id: BatchId(self.id),
            name: self.name,
            batch_type: word(&self.batch_type)?,
            description: self.description,
            summary: self.summary,
            status: word(&self.status)?,
            configuration: self.configuration.0,
            target_tier: self.target_tier.as_deref().map(word).transpose()?,
            counts,
            progress: counts.progress(),
            estimated_cost_usd: Usd::from_micros(self.estimated_cost_micros),
            actual_cost_usd: Usd::from_micros(self.actual_cost_micros),
            uncertain_cost_usd: Usd::from_micros(self.uncertain_cost_micros),
            priority: u8::try_from(self.priority).unwrap_or(u8::MAX),
            concurrency: u32::try_from(self.concurrency).unwrap_or(u32::MAX),
            retries: count(self.retries),
            max_retries: u32::try_from(self.max_retries).unwrap_or(u32::MAX),
            error: self.error,
            created_by: self.created_by,
            created_at: self.created_at.into(),
            started_at,
            completed_at,
            duration_seconds: took,
            results: results_of(self.results),
            estimated_completion_at: self.estimated_completion_at.map(Into::into),
            updated_at: self.updated_at.into(),
        })
    }
}
