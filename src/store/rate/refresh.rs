//! Looking again at a start that was given long before its time, and giving back one that is not needed.

use crate::domain::rate::{self, Earliest};
use crate::store::clock::{pace_clock, shared_now};
use crate::store::sql::engine::writing;
use crate::store::sql::statement::Statement;
use crate::store::{Result, StoreError};

use crate::store::rate::reserve::{HeldRow, LaneRow, stand_of, tokens_fit, tokens_held};
use crate::store::rate::{Lane, SharedStarts, micros};

/// A start that is made so much later than its time was slept over: its place counts from now.
const SLEPT_OVER: i64 = 250_000;

impl SharedStarts {
    /// Looks again when a start may be, and moves it there. Gives how many microseconds later that is, below zero where it
    /// is earlier; `None` where it is [to be let go by](rate::reconsidered).
    ///
    /// Later: the start whose place it takes was made later than it was given for, its key was paused meanwhile, or the
    /// machine slept. Earlier: tokens were settled for less than their worst, a server told of a higher limit, or those
    /// before it were moved. Only what stands before it counts, as if it were asked for again at its place in the row.
    pub async fn reconsider(&self, lane: &Lane, number: i64, need: (u64, u64)) -> Result<Option<i64>> {
        writing!(self, |tx| {
            let row = stand_of(lane).query_as::<Engine, LaneRow>().fetch_one(&mut **tx).await?;
            let now = shared_now!(&self.db, &mut **tx, pace_clock);
            let mut select = Statement::new("SELECT number, start FROM rate_starts WHERE key = ");
            select.bind(lane.key.as_str()).push(" AND number BETWEEN ").bind(number - 1).push(" AND ").bind(number + 1);
            let rows: Vec<(i64, i64)> = select.query_as::<Engine, (i64, i64)>().fetch_all(&mut **tx).await?;
            let start_of = |wanted: i64| rows.iter().find(|(number, _)| *number == wanted).map(|(_, start)| *start);
            let Some(start) = start_of(number) else { return Ok::<_, StoreError>(None) };
            let mut latest = Statement::new("SELECT start FROM rate_starts WHERE key = ");
            latest.bind(lane.key.as_str()).push(" AND number < ").bind(number);
            latest.push(" ORDER BY start DESC LIMIT 1 OFFSET ").bind(lane.limit() - 1);
            let freed_by = latest.query_as::<Engine, (i64,)>().fetch_optional(&mut **tx).await?.map(|(start,)| start);
            let mut open_from = row.paused_until;
            if now - start > SLEPT_OVER {
                open_from = open_from.max(now);
            }
            if lane.counts_tokens() {
                let mut held = tokens_held(lane, now);
                held.push(" AND number < ").bind(number);
                let held = held.query_as::<Engine, HeldRow>().fetch_all(&mut **tx).await?;
                open_from = open_from.max(match tokens_fit(lane, &held, need, now) {
                    Earliest::At(at) if at > now => at,
                    Earliest::At(_) => i64::MIN,
                    // Not before one of those under way is over: it is looked at again until then.
                    Earliest::AfterSettling => start.max(now + micros(lane.hold)),
                });
            }
            let neighbours = (start_of(number - 1), start_of(number + 1));
            let hold = micros(lane.hold);
            let Some(at) = rate::reconsidered(now, start, open_from, neighbours, freed_by, hold) else {
                return Ok(None);
            };
            let later = at - start;
            if later != 0 {
                let mut update = Statement::new("UPDATE rate_starts SET start = start + ");
                update.bind(later).push(", settled = settled + ").bind(later);
                update.push(" WHERE key = ").bind(lane.key.as_str()).push(" AND number = ").bind(number);
                update.query::<Engine>().execute(&mut **tx).await?;
                let mut last = Statement::new("UPDATE rate_lanes SET last_start = ");
                last.bind(at).push(" WHERE key = ").bind(lane.key.as_str()).push(" AND last_number = ").bind(number);
                last.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok(Some(later))
        })
    }

    /// Gives back a start that is not made: the place of the last one is free again, any other's stays taken, without its
    /// tokens.
    pub async fn give_back(&self, key: &str, number: i64) -> Result<()> {
        writing!(self, |tx| {
            // Changes nothing but that nobody else gives starts of this key until the transaction is over.
            let mut lock = Statement::new("UPDATE rate_lanes SET last_number = last_number WHERE key = ");
            lock.bind(key).push(" RETURNING last_number");
            let last = lock.query_as::<Engine, (i64,)>().fetch_optional(&mut **tx).await?;
            if last == Some((number,)) {
                let mut delete = Statement::new("DELETE FROM rate_starts WHERE key = ");
                delete.bind(key).push(" AND number = ").bind(number);
                delete.query::<Engine>().execute(&mut **tx).await?;
                let mut lane = Statement::new("UPDATE rate_lanes SET last_number = ");
                lane.bind(number - 1);
                lane.push(", last_start = coalesce((SELECT start FROM rate_starts WHERE key = ").bind(key);
                lane.push(" AND number = ").bind(number - 1).push("), 0) WHERE key = ").bind(key);
                lane.query::<Engine>().execute(&mut **tx).await?;
            } else {
                let mut free =
                    Statement::new("UPDATE rate_starts SET input_tokens = 0, output_tokens = 0 WHERE key = ");
                free.bind(key).push(" AND number = ").bind(number);
                free.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok::<_, StoreError>(())
        })
    }
}
