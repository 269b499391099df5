//! Shows how much of each limit all processes use.

use std::time::Duration;

use crate::domain::limits::TokenUse;
use crate::store::clock::{rate_clock, shared_now};
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{count, number, reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Value;
use crate::store::{Result, StoreError};

use super::reserve::latest_time;
use super::{RateKey, Rates, SEEN, span};

/// How far ahead starts are shown, in microseconds: a reservation is up to a tenth of a second ahead, and every request
/// that a person sees start must be counted.
const SOON: i64 = 300_000;
/// How long a key is shown after its last use, in microseconds.
const HOUR: i64 = 3_600_000_000;

/// How much of a key's limits all processes use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyUsage {
    /// The key's fingerprint.
    pub key: String,
    /// Starts in the window.
    pub used: u64,
    /// The limit on starts of the process that reserved last; `None` for no limit.
    pub limit: Option<u64>,
    /// Whether the server asked to wait.
    pub is_paused: bool,
    /// How long until the oldest start leaves the window or a pause ends.
    pub reset_after: Duration,
    /// Waiting requests of all processes.
    pub queued: u64,
    /// Input tokens and the lowest limit on them; `None` if no live process limits them.
    pub input_tokens: Option<TokenUse>,
    /// Output tokens, likewise.
    pub output_tokens: Option<TokenUse>,
}

impl Rates {
    /// Stores how many requests of a limiter wait and its limits on tokens, for `usage`.
    pub async fn tell_queue(&self, limiter: &str, keys: &[RateKey], queued: u64) -> Result<()> {
        writing!(self, |tx| {
            let now = shared_now!(&self.db, &mut **tx, rate_clock);
            for key in keys {
                let mut upsert = Statement::new(
                    "INSERT INTO rate_queues (key, limiter, queued, input_limit, output_limit, seen) VALUES ",
                );
                upsert.bind_list([
                    Value::from(key.key.as_str()),
                    limiter.into(),
                    number(queued).into(),
                    key.input_tokens.map(number).into(),
                    key.output_tokens.map(number).into(),
                    now.into(),
                ]);
                upsert.push(
                    " ON CONFLICT (key, limiter) DO UPDATE SET queued = excluded.queued, \
                     input_limit = excluded.input_limit, output_limit = excluded.output_limit, seen = excluded.seen, \
                     first_since = CASE WHEN excluded.queued = 0 THEN NULL ELSE rate_queues.first_since END",
                );
                upsert.query::<Engine>().execute(&mut **tx).await?;
            }
            let mut forget = Statement::new("DELETE FROM rate_queues WHERE seen < ");
            forget.bind(now - 20 * SEEN);
            forget.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

    /// Removes the queue of a limiter that ends.
    pub async fn leave_queue(&self, limiter: &str) -> Result<()> {
        writing!(self, |tx| {
            let mut delete = Statement::new("DELETE FROM rate_queues WHERE limiter = ");
            delete.bind(limiter);
            delete.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

    /// The usage of the keys of the last hour. Empty after the clock was set back (the machine restarted), until the
    /// next reservation shifts all times.
    pub async fn usage(&self) -> Result<Vec<KeyUsage>> {
        let (now, rows) = reading!(&self.db, |pool| {
            async {
                let now = shared_now!(&self.db, pool, rate_clock);
                let mut rows = Vec::new();
                let (latest,) = latest_time().query_as::<Engine, (i64,)>().fetch_one(pool).await?;
                if now < latest {
                    return Ok((now, rows));
                }
                for key in keys(now).query_as::<Engine, UsageRow>().fetch_all(pool).await? {
                    // Most runs limit no tokens, and the sum over a fast run is slow.
                    let tokens = match (key.input_limit, key.output_limit) {
                        (None, None) => (0, 0),
                        _ => tokens_of::<Engine>(&key, now).query_as::<Engine, (i64, i64)>().fetch_one(pool).await?,
                    };
                    rows.push((key, tokens));
                }
                Ok::<_, sqlx::Error>((now, rows))
            }
            .await
        })?;
        let usage = |(row, (input, output)): (UsageRow, (i64, i64))| {
            let until = row.oldest.map_or(now, |oldest| oldest + row.hold).max(row.paused_until);
            let tokens =
                |used, limit: Option<i64>| limit.map(|limit| TokenUse { used: count(used), limit: count(limit) });
            KeyUsage {
                used: count(row.used),
                limit: row.request_limit.map(count),
                is_paused: row.paused_until > now,
                reset_after: span(until - now),
                queued: count(row.queued),
                input_tokens: tokens(input, row.input_limit),
                output_tokens: tokens(output, row.output_limit),
                key: row.key,
            }
        };
        Ok(rows.into_iter().map(usage).collect())
    }
}

fn keys(now: i64) -> Statement {
    let soon = now + SOON;
    let mut select = Statement::new(
        "SELECT k.key, k.request_limit, k.hold, k.paused_until, \
         (SELECT count(*) FROM rate_starts s WHERE s.key = k.key AND s.start <= ",
    );
    select.bind(soon).push(" AND s.start > ").bind(soon);
    select.push(" - k.hold) AS used, (SELECT min(s.start) FROM rate_starts s WHERE s.key = k.key AND s.start > ");
    select.bind(soon).push(
        " - k.hold) AS oldest, CAST(coalesce(q.queued, 0) AS bigint) AS queued, q.input_limit, q.output_limit \
         FROM rate_keys k LEFT JOIN (SELECT key, sum(queued) AS queued, min(input_limit) AS input_limit, \
         min(output_limit) AS output_limit FROM rate_queues WHERE seen > ",
    );
    select.bind(now - SEEN).push(
        " GROUP BY key) q ON q.key = k.key \
         WHERE (SELECT max(s.start) FROM rate_starts s WHERE s.key = k.key) > ",
    );
    // A pause may last longer than an hour, and its key can be lifted as long.
    select.bind(now - HOUR).push(" OR k.paused_until > ").bind(now).push(" ORDER BY k.key");
    select
}

/// The tokens that count against the limits, by the same rule as in `reserve`.
fn tokens_of<DB: Dialect>(row: &UsageRow, now: i64) -> Statement {
    let (input, output) = (DB::sum("input_tokens"), DB::sum("output_tokens"));
    let mut select = Statement::new(&format!("SELECT {input}, {output} FROM rate_tokens WHERE key = "));
    select.bind(row.key.as_str()).push(" AND settled > ").bind(now - row.hold);
    select
}

#[derive(Debug, sqlx::FromRow)]
struct UsageRow {
    key: String,
    request_limit: Option<i64>,
    hold: i64,
    paused_until: i64,
    used: i64,
    oldest: Option<i64>,
    queued: i64,
    input_limit: Option<i64>,
    output_limit: Option<i64>,
}
