//! How the keys stand over all processes, for people to look at.

use std::time::Duration;

use super::{SEEN, SharedStarts};
use crate::store::Result;
use crate::store::clock::shared_now;
use crate::store::dialect::{self, reading};
use crate::store::statement::Statement;

/// How a key stands over all processes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneState {
    /// The key's fingerprint.
    pub key: String,
    /// Starts in the window.
    pub used: u64,
    /// The most there may be, as the last process to ask keeps it.
    pub limit: u64,
    /// How long until the oldest start leaves the window, or a pause is over.
    pub reset_after: Duration,
    /// Requests waiting, in all processes.
    pub queued: u64,
}

impl SharedStarts {
    /// How every key stands now: those used within the last hour.
    pub async fn states(&self) -> Result<Vec<LaneState>> {
        let (now, rows) = reading!(&self.db, |pool| {
            async {
                let now = shared_now!(&self.db, pool);
                let mut select = Statement::new(
                    "SELECT l.key, l.request_limit, l.hold, l.paused_until, \
                     (SELECT count(*) FROM rate_starts s WHERE s.key = l.key AND s.start <= ",
                );
                select.bind(now).push(" AND s.start > ").bind(now).push(" - l.hold) AS used, (SELECT min(s.start) FROM rate_starts s WHERE s.key = l.key AND s.start > ");
                select.bind(now).push(
                    " - l.hold) AS oldest, CAST(coalesce((SELECT sum(q.queued) FROM rate_queues q WHERE q.key = l.key AND q.seen > ",
                );
                select.bind(now - SEEN).push("), 0) AS bigint) AS queued FROM rate_lanes l WHERE l.last_start > ");
                select.bind(now - 3_600_000_000).push(" ORDER BY l.key");
                let rows = select.query_as::<Engine, StateRow>().fetch_all(pool).await?;
                Ok::<_, sqlx::Error>((now, rows))
            }
            .await
        })
        .map_err(dialect::error)?;
        let state = |row: StateRow| {
            let until = row.oldest.map_or(now, |oldest| oldest + row.hold).max(row.paused_until);
            LaneState {
                used: row.used.max(0) as u64,
                limit: row.request_limit.max(0) as u64,
                reset_after: Duration::from_micros((until - now).max(0) as u64),
                queued: row.queued.max(0) as u64,
                key: row.key,
            }
        };
        Ok(rows.into_iter().map(state).collect())
    }
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
}
