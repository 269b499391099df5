//! What all calls of a day cost, and the ceiling of a day: all processes on one database keep it together.
//!
//! The day is the UTC day by the clock that these processes share. A call belongs to the day on which it is saved.
//! Calls in flight count against every day, so a call that ends after midnight does not exceed the new day either.

use crate::domain::money::Usd;

use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::reading;
use crate::store::sql::statement::{Statement, saturating_sum};
use crate::store::{Result, Store};

/// What the calls of a day cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct DayCosts {
    /// The known cost, in USD.
    pub cost_usd: Usd,
    /// What they may have cost beyond that.
    pub uncertain_cost_usd: Usd,
    /// The worst case of the calls in flight, where their processes keep a ceiling.
    pub reserved_usd: Usd,
}

impl DayCosts {
    /// "$0.40 of $2.00 spent, up to $0.10 more may have been billed, $0.20 reserved by calls in flight".
    pub fn of(&self, ceiling: Usd) -> String {
        let DayCosts { cost_usd, uncertain_cost_usd, reserved_usd } = self;
        let mut words = format!("{cost_usd} of {ceiling} spent");
        if let Some(more) = uncertain_cost_usd.maybe_billed() {
            words.push_str(&format!(", {more}"));
        }
        if *reserved_usd > Usd::ZERO {
            words.push_str(&format!(", {reserved_usd} reserved by calls in flight"));
        }
        words
    }
}

/// What a ceiling has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// The money left after all reservations.
    pub left: Usd,
    /// The reservations of all workers.
    pub set_aside: Usd,
}

impl Room {
    /// No ceiling.
    pub(crate) const UNLIMITED: Room = Room { left: Usd::MAX, set_aside: Usd::ZERO };

    /// What a limit leaves of these paid and reserved amounts, in micro-dollars.
    pub(crate) fn new(limit: Usd, paid: [i64; 2], reserved: [i64; 2]) -> Room {
        let sum = |[one, other]: [i64; 2]| Usd::from_micros(one).plus(Usd::from_micros(other));
        let set_aside = sum(reserved);
        Room { left: limit.minus(sum(paid)).minus(set_aside), set_aside }
    }

    /// The money left if no reserved call costs anything: a call with a higher worst case never fits.
    pub fn at_best(&self) -> Usd {
        self.left.plus(self.set_aside)
    }

    pub(crate) fn reserve(&mut self, worst: Usd) {
        if *self != Room::UNLIMITED {
            self.left = self.left.minus(worst);
            self.set_aside = self.set_aside.plus(worst);
        }
    }
}

/// Adds to today's cost, and returns it: known and uncertain. On PostgreSQL this locks the day until the transaction
/// ends. Lock a batch before it, never after.
pub(crate) fn add_to_today<DB: Dialect>(known: i64, uncertain: i64) -> Statement {
    let mut upsert =
        Statement::new("INSERT INTO daily_costs (day, actual_cost_micros, uncertain_cost_micros) VALUES (");
    upsert.push(DB::TODAY).push(", ").bind(known).push(", ").bind(uncertain);
    upsert.push(") ON CONFLICT (day) DO UPDATE SET actual_cost_micros = ");
    upsert.push(&saturating_sum("daily_costs.actual_cost_micros", "excluded.actual_cost_micros"));
    upsert.push(", uncertain_cost_micros = ");
    upsert.push(&saturating_sum("daily_costs.uncertain_cost_micros", "excluded.uncertain_cost_micros"));
    upsert.push(" RETURNING actual_cost_micros, uncertain_cost_micros");
    upsert
}

/// The reservations of all calls in flight: of batches, and of single calls.
pub(crate) fn reserved_by_all<DB: Dialect>() -> Statement {
    let sum = DB::sum("reserved_micros");
    Statement::new(&format!(
        "SELECT (SELECT {sum} FROM batch_items WHERE reserved_micros > 0), (SELECT {sum} FROM single_calls)"
    ))
}

impl Store {
    /// What the calls of today (UTC) cost so far.
    pub async fn today(&self) -> Result<DayCosts> {
        let (paid, (batches, singles)): (Option<(i64, i64)>, (i64, i64)) = reading!(&self.db, |pool| {
            async {
                let mut select =
                    Statement::new("SELECT actual_cost_micros, uncertain_cost_micros FROM daily_costs WHERE day = ");
                select.push(<Engine as Dialect>::TODAY);
                let paid = select.query_as::<Engine, _>().fetch_optional(pool).await?;
                let reserved = reserved_by_all::<Engine>().query_as::<Engine, _>().fetch_one(pool).await?;
                Ok::<_, sqlx::Error>((paid, reserved))
            }
            .await
        })?;
        let (known, uncertain) = paid.unwrap_or_default();
        Ok(DayCosts {
            cost_usd: Usd::from_micros(known),
            uncertain_cost_usd: Usd::from_micros(uncertain),
            reserved_usd: Usd::from_micros(batches).plus(Usd::from_micros(singles)),
        })
    }
}
