//! The items of a batch: add, claim under a lease, release, skip.
//!
//! An item is pending, running (one worker has it until the lease ends), completed, failed or skipped. Every move is a
//! compare-and-set, so two processes never both make it.

use std::collections::HashSet;
use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::batch::{Item, ItemRequest, ItemState, NewItem, Task};
use crate::domain::ids::{BatchId, ConversationId, ItemId};
use crate::domain::money::Usd;

use crate::store::sql::bulk::in_shapes;
use crate::store::sql::engine::{Db, count, number, reading, word, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, Store, StoreError};

impl Store {
    /// Adds items in one transaction. Returns how many were new.
    ///
    /// An existing item only gets its new position; one that an earlier plan dropped is pending again.
    pub async fn add_items(&self, batch: BatchId, items: &[NewItem]) -> Result<u64> {
        // Equal fingerprints are the same item, and one statement cannot change a row twice.
        let mut seen = HashSet::with_capacity(items.len());
        let items: Vec<(Uuid, &NewItem)> = items
            .iter()
            .filter(|item| seen.insert(item.fingerprint.as_str()))
            .map(|item| (ItemId::new().0, item))
            .collect();
        let now = Time::now();
        writing!(self, |tx| {
            let mut new = 0;
            for piece in in_shapes(&items) {
                let mut upsert = Statement::new(
                    "INSERT INTO batch_items \
                     (id, batch_id, position, fingerprint, request, refreshed_at, created_at, updated_at) VALUES ",
                );
                upsert.bind_rows(piece, |(id, item)| {
                    [
                        (*id).into(),
                        batch.0.into(),
                        number(item.position).into(),
                        item.fingerprint.as_str().into(),
                        Value::json(&item.request),
                        now.into(),
                        now.into(),
                        now.into(),
                    ]
                });
                upsert.push(
                    " ON CONFLICT (batch_id, fingerprint) DO UPDATE SET position = excluded.position, \
                     refreshed_at = excluded.refreshed_at, updated_at = excluded.updated_at, \
                     state = CASE batch_items.state WHEN 'skipped' THEN 'pending' ELSE batch_items.state END \
                     RETURNING id",
                );
                let stored: Vec<(Uuid,)> = upsert.query_as::<Engine, (Uuid,)>().fetch_all(&mut **tx).await?;
                // A row that existed keeps its id.
                let ours: HashSet<Uuid> = piece.iter().map(|(id, _)| *id).collect();
                new += stored.iter().filter(|(id,)| ours.contains(id)).count() as u64;
            }
            Ok::<_, StoreError>(new)
        })
    }

    /// Which of these fingerprints the batch has, with their states: a run would keep these.
    pub async fn known_items(&self, batch: BatchId, fingerprints: &[String]) -> Result<Vec<(String, ItemState)>> {
        let mut known = Vec::new();
        for piece in in_shapes(fingerprints) {
            let mut select = Statement::new("SELECT fingerprint, state FROM batch_items WHERE batch_id = ");
            select.bind(batch.0).push(" AND fingerprint IN ").bind_list(piece.iter().map(String::as_str));
            let rows: Vec<(String, String)> =
                reading!(&self.db, |pool| select.query_as::<Engine, (String, String)>().fetch_all(pool).await)?;
            for (fingerprint, state) in rows {
                known.push((fingerprint, word(&state)?));
            }
        }
        Ok(known)
    }

    /// Skips unfinished items that `add_items` has not named since `since`, the start of storing the new plan. Returns
    /// how many.
    ///
    /// All items that left the plan, completed ones too, move behind it, so that a position names one item.
    pub async fn drop_items_not_in_plan(&self, batch: BatchId, since: DateTime<Utc>) -> Result<u64> {
        let (since, now) = (Time::from(since), Time::now());
        writing!(self, |tx| {
            let mut skip = Statement::new(
                "UPDATE batch_items SET state = 'skipped', worker_id = NULL, lease_until = NULL, updated_at = ",
            );
            skip.bind(now).push(" WHERE batch_id = ").bind(batch.0);
            skip.push(" AND state IN ('pending', 'running', 'failed') AND refreshed_at < ").bind(since);
            let skipped = skip.query::<Engine>().execute(&mut **tx).await?.rows_affected();
            let mut behind = Statement::new("UPDATE batch_items SET updated_at = ");
            behind
                .bind(now)
                .push(", position = position + 1 + (SELECT max(position) FROM batch_items WHERE batch_id = ");
            behind.bind(batch.0).push(") WHERE batch_id = ").bind(batch.0).push(" AND refreshed_at < ").bind(since);
            behind.push(" AND position <= (SELECT max(position) FROM batch_items WHERE batch_id = ").bind(batch.0);
            behind.push(" AND refreshed_at >= ").bind(since).push(")");
            behind.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(skipped)
        })
    }

    /// Claims up to `count` items for a worker, by position: pending ones, and running ones with an expired lease.
    ///
    /// A worker does not claim its own expired items: after the machine slept, their calls may still be in flight.
    pub async fn claim_items(
        &self,
        batch: BatchId,
        worker_id: &str,
        count: u32,
        now: DateTime<Utc>,
        lease: Duration,
    ) -> Result<Vec<Item>> {
        // SQLite has one writer. On PostgreSQL each writer skips the rows that another is claiming.
        let lock = match &self.db {
            Db::Sqlite { .. } => "",
            Db::Postgres(_) => " FOR UPDATE SKIP LOCKED",
        };
        let mut claim = Statement::new("WITH next AS MATERIALIZED (SELECT id FROM batch_items WHERE batch_id = ");
        claim.bind(batch.0);
        claim.push(" AND state IN ('pending', 'running') AND (state = 'pending' OR lease_until <= ").bind(now);
        claim.push(" AND worker_id <> ").bind(worker_id);
        claim.push(") ORDER BY position LIMIT ").bind(i64::from(count)).push(lock);
        claim.push(") UPDATE batch_items SET state = 'running', worker_id = ").bind(worker_id);
        claim.push(", lease_until = ").bind(now + lease).push(", updated_at = ").bind(now);
        claim.push(" WHERE id IN (SELECT id FROM next) RETURNING ").push(ITEM_COLUMNS);
        let rows: Vec<ItemRow> =
            writing!(self, |tx| { Ok(claim.clone().query_as::<Engine, ItemRow>().fetch_all(&mut **tx).await?) })?;
        let mut items = rows.into_iter().map(ItemRow::into_item).collect::<Result<Vec<Item>>>()?;
        items.sort_by_key(|item| item.position);
        Ok(items)
    }

    /// Renews the leases of all items of a worker (the heartbeat). Returns how many.
    pub async fn prolong_leases(
        &self,
        batch: BatchId,
        worker_id: &str,
        now: DateTime<Utc>,
        lease: Duration,
    ) -> Result<u64> {
        let mut prolong = Statement::new("UPDATE batch_items SET lease_until = ");
        prolong.bind(now + lease).push(", updated_at = ").bind(now).push(" WHERE batch_id = ").bind(batch.0);
        prolong.push(" AND state = 'running' AND worker_id = ").bind(worker_id);
        self.change_items(vec![prolong]).await
    }

    /// Makes items of a worker pending again, without counting an attempt: these, or all with `None`. Returns how many.
    pub async fn release_items(&self, batch: BatchId, worker_id: &str, only: Option<&[ItemId]>) -> Result<u64> {
        let mut release = Statement::new(
            "UPDATE batch_items SET state = 'pending', worker_id = NULL, lease_until = NULL, updated_at = ",
        );
        release.bind(Time::now()).push(" WHERE batch_id = ").bind(batch.0);
        release.push(" AND state = 'running' AND worker_id = ").bind(worker_id);
        let releases = match only {
            None => vec![release],
            Some(ids) => in_shapes(ids)
                .map(|piece| {
                    let mut release = release.clone();
                    release.push(" AND id IN ").bind_list(piece.iter().map(|id| id.0));
                    release
                })
                .collect(),
        };
        self.change_items(releases).await
    }

    /// The requests of the items whose conversation passed.
    pub(crate) async fn passed_requests(&self, batch: BatchId) -> Result<Vec<ItemRequest>> {
        let mut select = Statement::new(
            "SELECT i.request FROM batch_items i JOIN conversations c ON c.id = i.conversation_id \
             WHERE i.state = 'completed' AND c.quality_score >= c.quality_threshold AND NOT c.has_serious AND i.batch_id = ",
        );
        select.bind(batch.0);
        let rows: Vec<(Json<ItemRequest>,)> =
            reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
        Ok(rows.into_iter().map(|(request,)| request.0).collect())
    }

    /// Skips items of a worker because their target is reached: these, or with `None` all of them and every pending
    /// item of the batch. Returns how many.
    pub(crate) async fn skip_items(&self, batch: BatchId, worker_id: &str, only: Option<&[ItemId]>) -> Result<u64> {
        let mut skip = Statement::new(
            "UPDATE batch_items SET state = 'skipped', worker_id = NULL, lease_until = NULL, updated_at = ",
        );
        skip.bind(Time::now()).push(" WHERE batch_id = ").bind(batch.0);
        let skips = match only {
            None => {
                skip.push(" AND (state = 'pending' OR state = 'running' AND worker_id = ").bind(worker_id).push(")");
                vec![skip]
            }
            Some(ids) => in_shapes(ids)
                .map(|piece| {
                    let mut skip = skip.clone();
                    skip.push(" AND state = 'running' AND worker_id = ").bind(worker_id);
                    skip.push(" AND id IN ").bind_list(piece.iter().map(|id| id.0));
                    skip
                })
                .collect(),
        };
        self.change_items(skips).await
    }

    /// The ids of the workers that have running items of a batch.
    pub async fn claimants(&self, batch: BatchId) -> Result<Vec<String>> {
        let mut select = Statement::new("SELECT DISTINCT worker_id FROM batch_items WHERE batch_id = ");
        select.bind(batch.0).push(" AND state = 'running' AND worker_id IS NOT NULL ORDER BY worker_id");
        let rows: Vec<(String,)> = reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
        Ok(rows.into_iter().map(|(worker_id,)| worker_id).collect())
    }

    /// The running items of a worker.
    pub async fn held_items(&self, batch: BatchId, worker_id: &str) -> Result<HashSet<ItemId>> {
        let mut select = Statement::new("SELECT id FROM batch_items WHERE batch_id = ");
        select.bind(batch.0).push(" AND state = 'running' AND worker_id = ").bind(worker_id);
        let rows: Vec<(Uuid,)> = reading!(&self.db, |pool| select.query_as::<Engine, (Uuid,)>().fetch_all(pool).await)?;
        Ok(rows.into_iter().map(|(id,)| ItemId(id)).collect())
    }

    /// Up to `limit` items of a batch, by position.
    pub async fn items(
        &self,
        batch: BatchId,
        state: Option<ItemState>,
        limit: u32,
        after_position: Option<u64>,
    ) -> Result<Vec<Item>> {
        let mut select = Statement::new("SELECT ");
        select.push(ITEM_COLUMNS).push(" FROM batch_items WHERE batch_id = ").bind(batch.0);
        if let Some(state) = state {
            select.push(" AND state = ").bind(state.as_str());
        }
        if let Some(position) = after_position {
            select.push(" AND position > ").bind(number(position));
        }
        select.push(" ORDER BY position, id LIMIT ").bind(i64::from(limit));
        let rows: Vec<ItemRow> = reading!(&self.db, |pool| select.query_as::<Engine, ItemRow>().fetch_all(pool).await)?;
        rows.into_iter().map(ItemRow::into_item).collect()
    }

    /// Makes every failed item pending again; the cost of its calls stays. Returns how many.
    pub async fn retry_failed_items(&self, batch: BatchId) -> Result<u64> {
        let mut retry = Statement::new(
            "UPDATE batch_items SET state = 'pending', error_code = NULL, error_message = NULL, updated_at = ",
        );
        retry.bind(Time::now()).push(" WHERE batch_id = ").bind(batch.0).push(" AND state = 'failed'");
        self.change_items(vec![retry]).await
    }

    /// Makes skipped candidates pending again, those of the present plan: their positions are below `items`. Returns how
    /// many.
    pub(crate) async fn reopen_skipped(&self, batch: BatchId, items: u64) -> Result<u64> {
        let mut reopen = Statement::new("UPDATE batch_items SET state = 'pending', updated_at = ");
        reopen.bind(Time::now()).push(" WHERE batch_id = ").bind(batch.0);
        reopen.push(" AND state = 'skipped' AND position < ").bind(number(items));
        self.change_items(vec![reopen]).await
    }

    /// Runs changes in one transaction. Returns how many rows they changed.
    async fn change_items(&self, changes: Vec<Statement>) -> Result<u64> {
        if changes.is_empty() {
            return Ok(0);
        }
        writing!(self, |tx| {
            let mut changed = 0;
            for change in changes.clone() {
                changed += change.query::<Engine>().execute(&mut **tx).await?.rows_affected();
            }
            Ok::<_, StoreError>(changed)
        })
    }
}

const ITEM_COLUMNS: &str = "id, batch_id, position, fingerprint, request, state, attempts, spent_micros, worker_id, \
     lease_until, error_code, error_message, conversation_id";

#[derive(sqlx::FromRow)]
struct ItemRow {
    id: Uuid,
    batch_id: Uuid,
    position: i64,
    fingerprint: String,
    request: Json<Task>,
    state: String,
    attempts: i64,
    spent_micros: i64,
    worker_id: Option<String>,
    lease_until: Option<Time>,
    error_code: Option<String>,
    error_message: Option<String>,
    conversation_id: Option<Uuid>,
}

impl ItemRow {
    fn into_item(self) -> Result<Item> {
        Ok(Item {
            id: ItemId(self.id),
            batch_id: BatchId(self.batch_id),
            position: count(self.position),
            fingerprint: self.fingerprint,
            request: self.request.0,
            state: word(&self.state)?,
            attempts: u32::try_from(self.attempts).unwrap_or(u32::MAX),
            spent: Usd::from_micros(self.spent_micros),
            worker_id: self.worker_id,
            lease_until: self.lease_until.map(Into::into),
            error_code: self.error_code,
            error_message: self.error_message,
            conversation_id: self.conversation_id.map(ConversationId),
        })
    }
}
