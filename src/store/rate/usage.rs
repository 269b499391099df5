//! How the keys stand over all processes, for people to look at.

use std::time::Duration;

use crate::domain::limits::TokenUse;
use crate::store::clock::{rate_clock, shared_now};
use crate::store::sql::engine::{self, reading, writing};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Value;
use crate::store::{Result, StoreError};

use super::reserve::latest_time;
use super::{RateKey, Rates, SEEN, span, stored};

/// What is shown is how things stand so soon, in microseconds: a start is reserved up to a tenth of a second ahead, and
/// nobody should see a request go out that is not counted.
const SOON: i64 = 300_000;
/// How long a key is shown after its last use, in microseconds.
const HOUR: i64 = 3_600_000_000;

/// How a key stands over all processes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyUsage {
    /// The key's fingerprint.
    pub key: String,
    /// Starts in the window.
    pub used: u64,
    /// The most there may be, as the last process to ask keeps it; `None`: no limit on requests.
    pub limit: Option<u64>,
    /// Whether its server said to wait.
    pub is_paused: bool,
    /// How long until the oldest start leaves the window, or a pause is over.
    pub reset_after: Duration,
    /// Requests waiting, in all processes.
    pub queued: u64,
    /// Input tokens, where a process at work limits them: the lowest limit.
    pub input_tokens: Option<TokenUse>,
    /// Output tokens.
    pub output_tokens: Option<TokenUse>,
}

impl Rates {
    /// Tells how many requests a limiter has waiting and what limits on tokens it keeps, for others to look at.
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
                    stored(queued).into(),
                    key.input_tokens.map(stored).into(),
                    key.output_tokens.map(stored).into(),
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

    /// Removes a limiter's queue: it asks for nothing more.
    pub async fn leave_queue(&self, limiter: &str) -> Result<()> {
        writing!(self, |tx| {
            let mut delete = Statement::new("DELETE FROM rate_queues WHERE limiter = ");
            delete.bind(limiter);
            delete.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

    /// How every key stands now: those used within the last hour. Where the clock shows less than it did (the machine
    /// started again), that is nobody's until the next reservation moves all times along with it.
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
                    // Most runs limit no tokens, and a fast one has many to add up.
                    let tokens = match (key.input_limit, key.output_limit) {
                        (None, None) => (0, 0),
                        _ => tokens_of(&key, now).query_as::<Engine, (i64, i64)>().fetch_one(pool).await?,
                    };
                    rows.push((key, tokens));
                }
                Ok::<_, sqlx::Error>((now, rows))
            }
            .await
        })
        .map_err(engine::error)?;
        let usage = |(row, (input, output)): (UsageRow, (i64, i64))| {
            let until = row.oldest.map_or(now, |oldest| oldest + row.hold).max(row.paused_until);
            let tokens =
                |used, limit: Option<i64>| limit.map(|limit| TokenUse { used: number(used), limit: number(limit) });
            KeyUsage {
                used: number(row.used),
                limit: row.request_limit.map(number),
                is_paused: row.paused_until > now,
                reset_after: span(until - now),
                queued: number(row.queued),
                input_tokens: tokens(input, row.input_limit),
                output_tokens: tokens(output, row.output_limit),
                key: row.key,
            }
        };
        Ok(rows.into_iter().map(usage).collect())
    }
}

fn number(stored: i64) -> u64 {
    u64::try_from(stored).unwrap_or(0)
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
    select.bind(now - HOUR).push(" ORDER BY k.key");
    select
}

/// What of a key's tokens counts, as where starts are reserved.
fn tokens_of(row: &UsageRow, now: i64) -> Statement {
    let mut select = Statement::new(
        "SELECT CAST(coalesce(sum(input_tokens), 0) AS bigint), CAST(coalesce(sum(output_tokens), 0) AS bigint) \
         FROM rate_tokens WHERE key = ",
    );
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
