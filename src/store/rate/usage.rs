//! How the keys stand over all processes, for people to look at.

use std::time::Duration;

use crate::domain::limits::TokenUse;
use crate::store::Result;
use crate::store::clock::{pace_clock, shared_now};
use crate::store::sql::engine::{self, reading};
use crate::store::sql::statement::Statement;

use crate::store::rate::reserve::latest_time;
use crate::store::rate::{SEEN, SharedStarts, span};

/// What is shown is how things stand so soon: a start that may be kept is counted up to a quarter of a second after it is
/// given, and nobody should see a request go out that is not counted.
const SOON: i64 = 300_000;
/// How long a key is shown after its last use.
const HOUR: i64 = 3_600_000_000;

/// How a key stands over all processes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneState {
    /// The key's fingerprint.
    pub key: String,
    /// Starts in the window.
    pub used: u64,
    /// The most there may be, as the last process to ask keeps it.
    pub limit: u64,
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

impl SharedStarts {
    /// How every key stands now: those used within the last hour. Where the clock shows less than it did (the machine
    /// started again), that is nobody's until the next start moves all times along with it.
    pub async fn states(&self) -> Result<Vec<LaneState>> {
        let (now, rows) = reading!(&self.db, |pool| {
            async {
                let now = shared_now!(&self.db, pool, pace_clock);
                let mut rows = Vec::new();
                let (latest,) = latest_time().query_as::<Engine, (i64,)>().fetch_one(pool).await?;
                if now < latest {
                    return Ok((now, rows));
                }
                for lane in lanes(now).query_as::<Engine, StateRow>().fetch_all(pool).await? {
                    // Most runs limit no tokens, and a fast one has many starts to add up.
                    let tokens = match (lane.input_limit, lane.output_limit) {
                        (None, None) => (0, 0),
                        _ => tokens_of(&lane, now).query_as::<Engine, (i64, i64)>().fetch_one(pool).await?,
                    };
                    rows.push((lane, tokens));
                }
                Ok::<_, sqlx::Error>((now, rows))
            }
            .await
        })
        .map_err(engine::error)?;
        let state = |(row, (input, output)): (StateRow, (i64, i64))| {
            let until = row.oldest.map_or(now, |oldest| oldest + row.hold).max(row.paused_until);
            let tokens =
                |used, limit: Option<i64>| limit.map(|limit| TokenUse { used: number(used), limit: number(limit) });
            LaneState {
                used: number(row.used),
                limit: number(row.request_limit),
                is_paused: row.paused_until > now,
                reset_after: span(until - now),
                queued: number(row.queued),
                input_tokens: tokens(input, row.input_limit),
                output_tokens: tokens(output, row.output_limit),
                key: row.key,
            }
        };
        Ok(rows.into_iter().map(state).collect())
    }
}

fn number(stored: i64) -> u64 {
    u64::try_from(stored).unwrap_or(0)
}

fn lanes(now: i64) -> Statement {
    let mut select = Statement::new(
        "SELECT l.key, l.request_limit, l.hold, l.paused_until, \
         (SELECT count(*) FROM rate_starts s WHERE s.key = l.key AND s.start <= ",
    );
    let soon = now + SOON;
    select.bind(soon).push(" AND s.start > ").bind(soon);
    select.push(" - l.hold) AS used, (SELECT min(s.start) FROM rate_starts s WHERE s.key = l.key AND s.start > ");
    select.bind(soon).push(
        " - l.hold) AS oldest, CAST(coalesce(p.queued, 0) AS bigint) AS queued, p.input_limit, p.output_limit \
         FROM rate_lanes l LEFT JOIN (SELECT key, sum(queued) AS queued, min(input_limit) AS input_limit, \
         min(output_limit) AS output_limit FROM rate_processes WHERE seen > ",
    );
    select.bind(now - SEEN).push(" GROUP BY key) p ON p.key = l.key WHERE l.last_start > ");
    select.bind(now - HOUR).push(" ORDER BY l.key");
    select
}

/// What of a lane's tokens counts, as where starts are given.
fn tokens_of(lane: &StateRow, now: i64) -> Statement {
    let mut select = Statement::new(
        "SELECT CAST(coalesce(sum(input_tokens), 0) AS bigint), CAST(coalesce(sum(output_tokens), 0) AS bigint) \
         FROM rate_starts WHERE key = ",
    );
    select.bind(lane.key.as_str()).push(" AND start <= ").bind(now + SOON);
    select.push(" AND settled > ").bind(now - lane.hold);
    select
}

#[derive(Debug, sqlx::FromRow)]
struct StateRow {
    key: String,
    request_limit: i64,
    hold: i64,
    paused_until: i64,
    used: i64,
    oldest: Option<i64>,
    queued: i64,
    input_limit: Option<i64>,
    output_limit: Option<i64>,
}
