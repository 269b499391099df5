//! Corrects a reservation: its request started late or never, or took fewer tokens.

use std::time::Duration;

use crate::domain::rate;
use crate::store::clock::{rate_clock, shared_now};
use crate::store::sql::bulk::in_shapes;
use crate::store::sql::engine::{number, writing};
use crate::store::sql::statement::Statement;
use crate::store::{Result, StoreError};

use super::{Rates, micros};

/// A start that happened later than reserved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Late {
    /// Its reserved time by the rate clock, in microseconds.
    pub at: i64,
    /// By how much it was late.
    pub by: Duration,
}

/// The number and the time of a start.
type Start = (i64, i64);

impl Rates {
    /// Moves starts that happened after their reserved times: their places are free that much later.
    pub async fn move_starts(&self, key: &str, late: &[Late]) -> Result<()> {
        let moves: Vec<(i64, i64)> =
            late.iter().map(|late| (late.at, late.at.saturating_add(micros(late.by)))).collect();
        let from = moves.iter().map(|(from, _)| *from).min().unwrap_or_default();
        let to = moves.iter().map(|(_, to)| *to).max().unwrap_or_default();
        writing!(self, |tx| {
            lock(key).query::<Engine>().execute(&mut **tx).await?;
            let rows = starts_between(key, from, to).query_as::<Engine, Start>().fetch_all(&mut **tx).await?;
            let times: Vec<i64> = rows.iter().map(|(_, start)| *start).collect();
            for update in rewrite(key, &rows, &rate::moved(&times, &moves)) {
                update.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok::<_, StoreError>(())
        })
    }

    /// Cancels a reservation: frees its place and its tokens at once.
    pub async fn cancel(&self, key: &str, at: i64, tokens: Option<i64>) -> Result<()> {
        writing!(self, |tx| {
            lock(key).query::<Engine>().execute(&mut **tx).await?;
            let rows = starts_between(key, at, i64::MAX).query_as::<Engine, Start>().fetch_all(&mut **tx).await?;
            if let (Some((_, start)), Some((last, _))) = (rows.first(), rows.last())
                && *start == at
            {
                let mut delete = Statement::new("DELETE FROM rate_starts WHERE key = ");
                delete.bind(key).push(" AND number = ").bind(*last);
                delete.query::<Engine>().execute(&mut **tx).await?;
                let times: Vec<i64> = rows.iter().skip(1).map(|(_, start)| *start).collect();
                for update in rewrite(key, &rows[..times.len()], &times) {
                    update.query::<Engine>().execute(&mut **tx).await?;
                }
            }
            if let Some(id) = tokens {
                let mut delete = Statement::new("DELETE FROM rate_tokens WHERE key = ");
                delete.bind(key).push(" AND id = ").bind(id);
                delete.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok::<_, StoreError>(())
        })
    }

    /// Stores the tokens that a request took. They leave the window a hold from now. With `None` nobody counted them,
    /// and the worst case stays.
    pub async fn settle(&self, key: &str, id: i64, tokens: Option<(u64, u64)>) -> Result<()> {
        writing!(self, |tx| {
            let now = shared_now!(&self.db, &mut **tx, rate_clock);
            let mut update = Statement::new("UPDATE rate_tokens SET settled = ");
            update.bind(now);
            if let Some((input, output)) = tokens {
                update.push(", input_tokens = ").bind(number(input));
                update.push(", output_tokens = ").bind(number(output));
            }
            update.push(" WHERE key = ").bind(key).push(" AND id = ").bind(id);
            update.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }
}

/// Locks a key against reservations until the transaction ends.
fn lock(key: &str) -> Statement {
    let mut update = Statement::new("UPDATE rate_keys SET hold = hold WHERE key = ");
    update.bind(key);
    update
}

fn starts_between(key: &str, from: i64, to: i64) -> Statement {
    let mut select = Statement::new("SELECT number, start FROM rate_starts WHERE key = ");
    select.bind(key).push(" AND start >= ").bind(from).push(" AND start <= ").bind(to).push(" ORDER BY number");
    select
}

/// Writes these times to the numbers of the rows, in order.
fn rewrite(key: &str, rows: &[Start], times: &[i64]) -> Vec<Statement> {
    let changed = rows.iter().zip(times).filter(|((_, before), after)| before != *after);
    let changed: Vec<Start> = changed.map(|((number, _), after)| (*number, *after)).collect();
    let update = |piece: &[Start]| {
        let mut upsert = Statement::new("INSERT INTO rate_starts (key, number, start) VALUES ");
        upsert.bind_rows(piece, |(number, start)| [key.into(), (*number).into(), (*start).into()]);
        upsert.push(" ON CONFLICT (key, number) DO UPDATE SET start = excluded.start");
        upsert
    };
    in_shapes(&changed).map(update).collect()
}
