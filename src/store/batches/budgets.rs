//! The ceilings of a batch's calls: the budget of the batch, shared by all its workers, and that of the day, shared by
//! all processes (`daily_costs.rs`).
//!
//! Before a call starts, a worker reserves its worst case on the item. Recording the outcome replaces the reservation
//! by the real cost. Left is the ceiling minus the known cost, the uncertain cost and all reservations. The reservations
//! of a dead process become uncertain cost when others claim its items.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::domain::conversation::ProviderName;
use crate::domain::ids::{BatchId, ItemId};
use crate::domain::money::Usd;

use crate::store::daily_costs::{Room, add_to_today, reserved_by_all};
use crate::store::lost_calls::{LostCall, insert_lost};
use crate::store::sql::bulk::in_shapes;
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{Db, reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;
use crate::store::{Result, Store, StoreError};

/// How long a reservation on an item that a changed plan dropped waits for its outcome: as long as a lease. A call that
/// ends later counts twice, which still keeps the budget.
const DROPPED_WAIT: TimeDelta = TimeDelta::seconds(60);

/// The ceilings of a call: what all runs of its batch may cost, and what all calls of a day may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ceilings {
    /// For all runs of the batch.
    pub batch: Option<Usd>,
    /// For all calls of today (UTC) into this database.
    pub day: Option<Usd>,
}

impl Ceilings {
    /// A ceiling for the batch alone.
    pub fn of_batch(limit: Usd) -> Ceilings {
        Ceilings { batch: Some(limit), day: None }
    }

    /// Whether any is set.
    pub(crate) fn are_set(&self) -> bool {
        self.batch.is_some() || self.day.is_some()
    }
}

/// The result of reserving money for calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reserved {
    /// How many calls, from the first on, fit the ceilings or are lost.
    pub fitting: usize,
    /// Items among them that the worker lost: nothing is reserved for these.
    pub lost: HashSet<ItemId>,
    /// The room under the batch's ceiling after these reservations.
    pub batch: Room,
    /// The room under the day's ceiling after these reservations.
    pub day: Room,
}

impl Store {
    /// Reserves the worst case of each call for an item of this worker, in order, up to the first that does not fit.
    pub async fn reserve_costs(
        &self,
        batch: BatchId,
        worker_id: &str,
        ceilings: Ceilings,
        calls: &[(ItemId, Usd)],
    ) -> Result<Reserved> {
        writing!(self, |tx| {
            let (mut of_batch, mut of_day) = (Room::UNLIMITED, Room::UNLIMITED);
            // The batch before the day: everybody locks them in this order.
            let (known, uncertain): (i64, i64) =
                paid_so_far(&self.db, batch).query_as::<Engine, _>().fetch_one(&mut **tx).await?;
            if let Some(limit) = ceilings.batch {
                let mut aside = Statement::new("SELECT ");
                aside.push(&<Engine as Dialect>::sum("reserved_micros"));
                aside.push(" FROM batch_items WHERE reserved_micros > 0 AND batch_id = ").bind(batch.0);
                let (aside,): (i64,) = aside.query_as::<Engine, _>().fetch_one(&mut **tx).await?;
                of_batch = Room::new(limit, [known, uncertain], [aside, 0]);
            }
            if let Some(limit) = ceilings.day {
                let (known, uncertain): (i64, i64) =
                    add_to_today::<Engine>(0, 0).query_as::<Engine, _>().fetch_one(&mut **tx).await?;
                let (batches, singles): (i64, i64) =
                    reserved_by_all::<Engine>().query_as::<Engine, _>().fetch_one(&mut **tx).await?;
                of_day = Room::new(limit, [known, uncertain], [batches, singles]);
            }
            let mut reserved = Reserved { fitting: 0, lost: HashSet::new(), batch: of_batch, day: of_day };
            for (item, worst) in calls {
                if *worst > reserved.batch.left || *worst > reserved.day.left {
                    break;
                }
                reserved.fitting += 1;
                let mut update = Statement::new("UPDATE batch_items SET reserved_micros = ");
                update.bind(worst.micros()).push(" WHERE id = ").bind(item.0);
                update.push(" AND state = 'running' AND worker_id = ").bind(worker_id);
                if update.query::<Engine>().execute(&mut **tx).await?.rows_affected() == 0 {
                    reserved.lost.insert(*item);
                    continue;
                }
                reserved.batch.reserve(*worst);
                reserved.day.reserve(*worst);
            }
            Ok::<_, StoreError>(reserved)
        })
    }

    /// Cancels the reservations of calls that never started, except on items that another worker has by now.
    pub async fn unreserve_costs(&self, worker_id: &str, items: &[ItemId]) -> Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        writing!(self, |tx| {
            for item in items {
                let mut update = Statement::new("UPDATE batch_items SET reserved_micros = 0 WHERE id = ");
                update.bind(item.0).push(" AND (worker_id IS NULL OR worker_id = ").bind(worker_id).push(")");
                update.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok::<_, StoreError>(())
        })
    }

    /// Moves the reservations of dead calls to the uncertain cost of batch and day, each with a log row. Call it before
    /// releasing or claiming their items.
    pub async fn write_off_reservations(&self, batch: BatchId, whose: DeadCalls<'_>, now: DateTime<Utc>) -> Result<()> {
        writing!(self, |tx| {
            // Several workers may see the same dead one: the first moves its reservations, the others find none.
            paid_so_far(&self.db, batch).query_as::<Engine, (i64, i64)>().fetch_one(&mut **tx).await?;
            let mut select = Statement::new(
                "SELECT i.id, i.reserved_micros, i.attempts, b.configuration -> 'ask' ->> 'provider', \
                 b.configuration -> 'ask' ->> 'model', b.created_by \
                 FROM batch_items i JOIN batch_jobs b ON b.id = i.batch_id WHERE i.batch_id = ",
            );
            select.bind(batch.0).push(" AND ");
            push_dead(&mut select, whose, now);
            let rows: Vec<DeadRow> = select.query_as::<Engine, _>().fetch_all(&mut **tx).await?;
            let lost: Vec<LostCall> = rows.into_iter().map(|row| lost_call(batch, row)).collect();
            for statement in write_off::<Engine>(batch, &lost, now.into()) {
                statement.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok::<_, StoreError>(())
        })
    }

    /// Moves what dead processes reserved to the uncertain cost, in every batch and outside of them.
    pub(crate) async fn write_off_expired(&self, now: DateTime<Utc>) -> Result<()> {
        let mut select = Statement::new("SELECT DISTINCT i.batch_id FROM batch_items i WHERE ");
        push_dead(&mut select, DeadCalls::Expired, now);
        let batches: Vec<(Uuid,)> = reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
        for (batch,) in batches {
            self.write_off_reservations(BatchId(batch), DeadCalls::Expired, now).await?;
        }
        self.write_off_singles(now).await
    }
}

/// Item, reserved micro-dollars, attempts; provider, model and owner of its batch.
type DeadRow = (Uuid, i64, i64, Option<String>, Option<String>, String);

fn lost_call(batch: BatchId, (item, reserved, attempts, provider, model, created_by): DeadRow) -> LostCall {
    LostCall {
        batch: Some(batch.0),
        item: Some(item),
        reserved,
        attempts,
        // Only a batch that a library stored without settings has none.
        provider: provider.unwrap_or_else(|| ProviderName::Simulator.to_string()),
        model: model.unwrap_or_default(),
        created_by,
    }
}

/// The condition on items `i` with a dead call.
fn push_dead(statement: &mut Statement, whose: DeadCalls<'_>, now: DateTime<Utc>) {
    statement.push("i.reserved_micros > 0 AND ");
    match whose {
        DeadCalls::Of(worker_id) => statement.push("i.state = 'running' AND i.worker_id = ").bind(worker_id),
        DeadCalls::Expired => {
            statement.push("(i.state = 'running' AND i.lease_until <= ").bind(Time::from(now));
            statement.push(" OR i.state <> 'running' AND i.updated_at <= ").bind(Time::from(now - DROPPED_WAIT));
            statement.push(")")
        }
    };
}

/// Replaces the reservations by uncertain cost.
fn write_off<DB: Dialect>(batch: BatchId, lost: &[LostCall], now: Time) -> Vec<Statement> {
    if lost.is_empty() {
        return Vec::new();
    }
    let total = lost.iter().fold(0_i64, |sum, call| sum.saturating_add(call.reserved));
    let mut statements: Vec<Statement> = in_shapes(lost).map(|piece| insert_lost(piece, now)).collect();
    statements.extend(in_shapes(lost).map(|piece| {
        let mut items = Statement::new("UPDATE batch_items SET reserved_micros = 0 WHERE id IN ");
        items.bind_list(piece.iter().filter_map(|call| call.item));
        items
    }));
    statements.push(add_to_batch(batch.0, 0, total));
    statements.push(add_to_today::<DB>(0, total));
    statements
}

/// Adds to the known and the uncertain cost of a batch.
pub(crate) fn add_to_batch(batch: Uuid, known: i64, uncertain: i64) -> Statement {
    let mut add = Statement::new("UPDATE batch_jobs SET actual_cost_micros = ");
    add.push_sum("actual_cost_micros", known).push(", uncertain_cost_micros = ");
    add.push_sum("uncertain_cost_micros", uncertain).push(", updated_at = ").bind(Time::now());
    add.push(" WHERE id = ").bind(batch);
    add
}

/// The known and uncertain cost of a batch. On PostgreSQL this locks the batch until the transaction ends; SQLite has
/// one writer anyway.
fn paid_so_far(db: &Db, batch: BatchId) -> Statement {
    let mut paid = Statement::new("SELECT actual_cost_micros, uncertain_cost_micros FROM batch_jobs WHERE id = ");
    paid.bind(batch.0);
    if let Db::Postgres(_) = db {
        paid.push(" FOR UPDATE");
    }
    paid
}

/// Calls whose outcome nobody will record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadCalls<'a> {
    /// The calls of a dead worker.
    Of(&'a str),
    /// The calls on items with an expired lease or without a worker.
    Expired,
}
