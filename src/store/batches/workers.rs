//! The workers of a batch.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::domain::ids::BatchId;

use crate::store::sql::engine::{reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::{Result, Store, StoreError};

impl Store {
    /// Records that a worker was seen now, and forgets workers not seen for a lease.
    pub async fn sign_on(&self, batch: BatchId, worker_id: &str, now: DateTime<Utc>, lease: Duration) -> Result<()> {
        let mut upsert = Statement::new("INSERT INTO batch_workers (batch_id, worker_id, seen_at) VALUES (");
        upsert.bind(batch.0).push(", ").bind(worker_id).push(", ").bind(now);
        upsert.push(") ON CONFLICT (batch_id, worker_id) DO UPDATE SET seen_at = excluded.seen_at");
        let mut forget = Statement::new("DELETE FROM batch_workers WHERE batch_id = ");
        forget.bind(batch.0).push(" AND seen_at < ").bind(now - lease);
        self.change_workers([upsert, forget]).await
    }

    /// Forgets a worker that ends.
    pub async fn sign_off(&self, batch: BatchId, worker_id: &str) -> Result<()> {
        let mut delete = Statement::new("DELETE FROM batch_workers WHERE batch_id = ");
        delete.bind(batch.0).push(" AND worker_id = ").bind(worker_id);
        self.change_workers([delete]).await
    }

    /// The ids of the workers seen since this time.
    pub async fn workers(&self, batch: BatchId, since: DateTime<Utc>) -> Result<Vec<String>> {
        let mut select = Statement::new("SELECT worker_id FROM batch_workers WHERE batch_id = ");
        select.bind(batch.0).push(" AND seen_at >= ").bind(since).push(" ORDER BY worker_id");
        let rows: Vec<(String,)> = reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
        Ok(rows.into_iter().map(|(worker_id,)| worker_id).collect())
    }

    /// The ids of the workers of any batch seen since this time.
    pub async fn workers_of_all_batches(&self, since: DateTime<Utc>) -> Result<Vec<String>> {
        let mut select = Statement::new("SELECT DISTINCT worker_id FROM batch_workers WHERE seen_at >= ");
        select.bind(since).push(" ORDER BY worker_id");
        let rows: Vec<(String,)> = reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
        Ok(rows.into_iter().map(|(worker_id,)| worker_id).collect())
    }

    async fn change_workers<const N: usize>(&self, changes: [Statement; N]) -> Result<()> {
        writing!(self, |tx| {
            for change in changes.clone() {
                change.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok::<_, StoreError>(())
        })
    }
}
