//! The budget of a batch, shared by all its workers.
//!
//! Before a call starts, a worker reserves its worst case on the item. Recording the outcome replaces the reservation
//! by the real cost. Left is the limit minus the known cost, the uncertain cost and all reservations. The reservations
//! of a dead process become uncertain cost when others claim its items.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::ids::{BatchId, ItemId};
use crate::domain::money::Usd;

use crate::store::sql::engine::{Db, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;
use crate::store::{Result, Store, StoreError};

/// How long a reservation on an item that a changed plan dropped waits for its outcome: as long as a lease. A call that
/// ends later counts twice, which still keeps the budget.
const DROPPED_WAIT: TimeDelta = TimeDelta::seconds(60);

/// The result of reserving money for calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reserved {
    /// How many calls, from the first on, fit the limit or are lost.
    pub fitting: usize,
    /// Items among them that the worker lost: nothing is reserved for these.
    pub lost: HashSet<ItemId>,
    /// The budget left after these reservations.
    pub left: Usd,
    /// The reservations of all workers, these included.
    pub set_aside: Usd,
}

impl Reserved {
    /// The budget left if no reserved call costs anything: a call with a higher worst case never fits.
    pub(crate) fn at_best(&self) -> Usd {
        self.left.plus(self.set_aside)
    }
}

impl Store {
    /// Reserves the worst case of each call for an item of this worker, in order, up to the first that does not fit.
    pub async fn reserve_costs(
        &self,
        batch: BatchId,
        worker_id: &str,
        limit: Usd,
        calls: &[(ItemId, Usd)],
    ) -> Result<Reserved> {
        writing!(self, |tx| {
            let (paid,) = paid_so_far(&self.db, batch).query_as::<Engine, (i64,)>().fetch_one(&mut **tx).await?;
            let mut aside = Statement::new(
                "SELECT CAST(coalesce(sum(reserved_micros), 0) AS bigint) FROM batch_items WHERE reserved_micros > 0 AND batch_id = ",
            );
            aside.bind(batch.0);
            let (aside,): (i64,) = aside.query_as::<Engine, (i64,)>().fetch_one(&mut **tx).await?;
            let set_aside = Usd::from_micros(aside);
            let left = limit.minus(Usd::from_micros(paid)).minus(set_aside);
            let mut reserved = Reserved { fitting: 0, lost: HashSet::new(), left, set_aside };
            for (item, worst) in calls {
                if *worst > reserved.left {
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
                reserved.left = reserved.left.minus(*worst);
                reserved.set_aside = reserved.set_aside.plus(*worst);
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

    /// Moves the reservations of dead calls to the uncertain cost. Call it before releasing or claiming their items.
    pub async fn write_off_reservations(&self, batch: BatchId, whose: DeadCalls<'_>, now: DateTime<Utc>) -> Result<()> {
        let condition = |statement: &mut Statement| {
            statement.push(" batch_id = ").bind(batch.0).push(" AND reserved_micros > 0 AND ");
            match whose {
                DeadCalls::Of(worker_id) => statement.push("state = 'running' AND worker_id = ").bind(worker_id),
                DeadCalls::Expired => {
                    statement.push("(state = 'running' AND lease_until <= ").bind(Time::from(now));
                    statement.push(" OR state <> 'running' AND updated_at <= ").bind(Time::from(now - DROPPED_WAIT));
                    statement.push(")")
                }
            };
        };
        writing!(self, |tx| {
            // Several workers may see the same dead one: the first moves its reservations, the others find none.
            paid_so_far(&self.db, batch).query_as::<Engine, (i64,)>().fetch_one(&mut **tx).await?;
            let mut any =
                Statement::new("SELECT CAST(coalesce(sum(reserved_micros), 0) AS bigint) FROM batch_items WHERE");
            condition(&mut any);
            let (any,): (i64,) = any.query_as::<Engine, (i64,)>().fetch_one(&mut **tx).await?;
            if any > 0 {
                let mut clear =
                    Statement::new("UPDATE batch_jobs SET uncertain_cost_micros = uncertain_cost_micros + ");
                clear.bind(any).push(" WHERE id = ").bind(batch.0);
                clear.query::<Engine>().execute(&mut **tx).await?;
                let mut items = Statement::new("UPDATE batch_items SET reserved_micros = 0 WHERE");
                condition(&mut items);
                items.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok::<_, StoreError>(())
        })
    }
}

/// The known and uncertain cost of a batch. On PostgreSQL this locks the batch until the transaction ends; SQLite has
/// one writer anyway.
fn paid_so_far(db: &Db, batch: BatchId) -> Statement {
    let mut paid = Statement::new("SELECT actual_cost_micros + uncertain_cost_micros FROM batch_jobs WHERE id = ");
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
