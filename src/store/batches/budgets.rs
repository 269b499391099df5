//! The budget of a batch, kept by all its workers together.
//!
//! Before a call starts, what it could cost at worst is set aside at its item; recording the call's outcome takes that
//! away and adds what it did cost. What is left is therefore the limit less what is known to be paid, less what may have
//! been, less what is set aside, whoever set it aside. A process that dies leaves what it set aside behind: when its
//! items are taken over, that becomes cost of which nobody knows.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::ids::{BatchId, ItemId};
use crate::domain::money::Usd;

use crate::store::sql::engine::{Db, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;
use crate::store::{Result, Store, StoreError};

/// How long money set aside for an item that was then dropped from the plan waits for the call's outcome: as long as a
/// lease. Should the call end later, it counts twice, which keeps the promise.
const NOBODYS: TimeDelta = TimeDelta::seconds(60);

/// What came of asking to set money aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reserved {
    /// How many of the calls fit or are lost, counted from the first.
    pub fitting: usize,
    /// Items among them that the asker does not hold any more: nothing was set aside for these.
    pub lost: HashSet<ItemId>,
    /// What is left beside them.
    pub left: Usd,
    /// What all workers have set aside now, these calls included.
    pub set_aside: Usd,
}

impl Reserved {
    /// What is left if all that is set aside comes back: a call that could cost more never fits.
    pub fn at_best(&self) -> Usd {
        self.left.plus(self.set_aside)
    }
}

impl Store {
    /// Sets aside what calls for items of this worker_id could cost at worst, one after another, until the first that does
    /// not fit the limit.
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

    /// Takes back what a worker_id set aside for calls that were never started, unless somebody else has the item by now.
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

    /// Counts what dead calls had set aside as cost of which nobody knows: those of one worker_id, or of everybody whose
    /// lease is over. To be called before their items are given back or claimed anew.
    pub async fn write_off_reservations(&self, batch: BatchId, whose: DeadCalls<'_>, now: DateTime<Utc>) -> Result<()> {
        let condition = |statement: &mut Statement| {
            statement.push(" batch_id = ").bind(batch.0).push(" AND reserved_micros > 0 AND ");
            match whose {
                DeadCalls::Of(worker_id) => statement.push("state = 'running' AND worker_id = ").bind(worker_id),
                DeadCalls::Expired => {
                    statement.push("(state = 'running' AND lease_until <= ").bind(Time::from(now));
                    statement.push(" OR state <> 'running' AND updated_at <= ").bind(Time::from(now - NOBODYS));
                    statement.push(")")
                }
            };
        };
        writing!(self, |tx| {
            // Of several who see the same dead worker, one counts what it had set aside; the others find nothing left.
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

/// What a batch has paid or may have paid. On PostgreSQL nobody else changes what is paid or set aside until the
/// transaction ends; on SQLite there is one who writes anyway.
fn paid_so_far(db: &Db, batch: BatchId) -> Statement {
    let mut paid = Statement::new("SELECT actual_cost_micros + uncertain_cost_micros FROM batch_jobs WHERE id = ");
    paid.bind(batch.0);
    if let Db::Postgres(_) = db {
        paid.push(" FOR UPDATE");
    }
    paid
}

/// Calls nobody will hear of any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadCalls<'a> {
    /// Those of a process that is gone.
    Of(&'a str),
    /// Those whose lease is over, and those of items nobody holds any more.
    Expired,
}
