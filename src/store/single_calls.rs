//! The ceiling of a day for calls outside any batch: the reservation of each, under a lease.

use std::time::Duration;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::money::Usd;

use crate::store::daily_costs::{Room, add_to_today, reserved_by_all};
use crate::store::lost_calls::{LostCall, insert_lost};
use crate::store::sql::engine::writing;
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Value;
use crate::store::{Result, Store, StoreError};

/// A call outside any batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SingleCall {
    /// Names the reservation. The outcome of the call names it, too.
    pub id: Uuid,
    /// The provider's word.
    pub provider: &'static str,
    /// The model asked for.
    pub model: String,
    /// The name of the actor.
    pub created_by: String,
}

impl Store {
    /// Reserves the worst case of a call, if the day's ceiling covers it. Returns the room before the reservation: the
    /// call is reserved where `worst` is no more than what is left.
    pub async fn reserve_single(&self, call: &SingleCall, ceiling: Usd, worst: Usd, lease: Duration) -> Result<Room> {
        let until = self.now().await? + lease;
        writing!(self, |tx| {
            let (known, uncertain): (i64, i64) =
                add_to_today::<Engine>(0, 0).query_as::<Engine, _>().fetch_one(&mut **tx).await?;
            let (batches, singles): (i64, i64) =
                reserved_by_all::<Engine>().query_as::<Engine, _>().fetch_one(&mut **tx).await?;
            let room = Room::new(ceiling, [known, uncertain], [batches, singles]);
            if worst <= room.left {
                insert(call, worst, until).query::<Engine>().execute(&mut **tx).await?;
            }
            Ok::<_, StoreError>(room)
        })
    }

    /// Renews the lease of a reserved call.
    pub async fn prolong_single(&self, id: Uuid, lease: Duration) -> Result<()> {
        let until = self.now().await? + lease;
        writing!(self, |tx| {
            let mut prolong = Statement::new("UPDATE single_calls SET lease_until = ");
            prolong.bind(until).push(" WHERE id = ").bind(id);
            prolong.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

    /// Cancels the reservation of a call that was never sent.
    pub async fn unreserve_single(&self, id: Uuid) -> Result<()> {
        writing!(self, |tx| {
            forget(&[id]).query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

    /// Moves the reservations with an expired lease to the uncertain cost of today, each with a log row.
    pub(crate) async fn write_off_singles(&self, now: DateTime<Utc>) -> Result<()> {
        writing!(self, |tx| {
            // Locks the day first: of several processes that see the same dead one, only the first moves its costs.
            add_to_today::<Engine>(0, 0).query_as::<Engine, (i64, i64)>().fetch_one(&mut **tx).await?;
            let mut expired = Statement::new("DELETE FROM single_calls WHERE lease_until <= ");
            expired.bind(now).push(" RETURNING reserved_micros, provider, model, created_by");
            let calls: Vec<(i64, String, String, String)> =
                expired.query_as::<Engine, _>().fetch_all(&mut **tx).await?;
            for (reserved, provider, model, created_by) in calls {
                let lost = LostCall { batch: None, item: None, reserved, attempts: 0, provider, model, created_by };
                insert_lost(&[lost], now.into()).query::<Engine>().execute(&mut **tx).await?;
                add_to_today::<Engine>(0, reserved).query::<Engine>().execute(&mut **tx).await?;
            }
            Ok::<_, StoreError>(())
        })
    }
}

fn insert(call: &SingleCall, worst: Usd, until: DateTime<Utc>) -> Statement {
    let mut insert = Statement::new(
        "INSERT INTO single_calls (id, lease_until, reserved_micros, provider, model, created_by) VALUES ",
    );
    insert.bind_list([
        Value::from(call.id),
        until.into(),
        worst.micros().into(),
        call.provider.into(),
        call.model.as_str().into(),
        call.created_by.as_str().into(),
    ]);
    insert
}

/// Deletes reservations whose calls ended.
pub(crate) fn forget(ids: &[Uuid]) -> Statement {
    let mut delete = Statement::new("DELETE FROM single_calls WHERE id IN ");
    delete.bind_list(ids.iter().copied());
    delete
}
