//! The pace of API keys, kept by every process on one database together.
//!
//! A process asks for starts before it makes them, several at a time, and is told when each may be. The arithmetic is
//! `domain::pace`; here it is done inside one transaction, so that no two processes are given the same start.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::domain::pace::{self, Earliest};

use super::dialect::{self, BUSY, Db, Patience, reading, writing};
use super::statement::Statement;
use super::{Result, Store, StoreError};

/// How long the tokens of a request nobody settled stay counted: its process may have died.
const UNSETTLED: i64 = 600_000_000;
/// How long a process's queue is shown after its last sign of life.
const SEEN: i64 = 3_000_000;

/// What one process asks of one key.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// The key's fingerprint.
    pub key: String,
    /// The most starts within the hold.
    pub limit: u64,
    /// How long a start occupies its place: the window and its guard.
    pub hold: Duration,
    /// The most input tokens within the hold.
    pub input_tokens: Option<u64>,
    /// The most output tokens within the hold.
    pub output_tokens: Option<u64>,
}

impl Lane {
    fn limit(&self) -> i64 {
        i64::try_from(self.limit).unwrap_or(i64::MAX)
    }

    fn counts_tokens(&self) -> bool {
        self.input_tokens.is_some() || self.output_tokens.is_some()
    }
}

/// A start that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenStart {
    /// Which of the lanes asked for.
    pub lane: usize,
    /// Its number on that lane.
    pub number: i64,
    /// How long from now it is.
    pub wait: Duration,
    /// How long ago it may have been, where it is not in the future: giving it took time, too.
    pub late: Duration,
    /// How long from now it may be made without telling anybody: others count it as made at the end of this time.
    pub keep: Duration,
}

/// Starts asked for beyond those that wait, for requests that are expected soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ahead {
    /// How many at the most.
    pub count: u32,
    /// How long they may be kept: they are counted as made at its end.
    pub keep: Duration,
}

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

/// The pace kept together. Cheap to clone.
#[derive(Debug, Clone)]
pub struct SharedStarts {
    db: Db,
}

#[derive(Debug, Clone, Copy, sqlx::FromRow)]
struct LaneRow {
    last_number: i64,
    last_start: i64,
    paused_until: i64,
}

impl Store {
    /// The pace of this database's keys: in the server itself, or in a file beside the database file
    /// (`dialoom.db-limits`).
    pub async fn shared_starts(&self) -> Result<SharedStarts> {
        let place = match &self.db {
            Db::Postgres(pool) => return Ok(SharedStarts { db: Db::Postgres(pool.clone()) }),
            Db::Sqlite { .. } => format!("{}-limits", self.place),
        };
        let options = SqliteConnectOptions::new()
            .filename(&place)
            .create_if_missing(true)
            .busy_timeout(BUSY)
            .journal_mode(SqliteJournalMode::Wal)
            // What is in here is worth nothing after a crash of the machine.
            .synchronous(SqliteSynchronous::Off)
            // A window's starts lie side by side: a few pages are all that is ever looked at.
            .pragma("cache_size", "-128");
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            // As in `open`: where a commit found no room, the connection could begin nothing any more.
            .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
            .acquire_timeout(Duration::from_secs(30));
        let mut patience = Patience::new();
        let pool = loop {
            // Several processes may be creating the file at once, and SQLite does not wait for the switch to WAL.
            let opened = async {
                let pool = pool.clone().connect_with(options.clone()).await.map_err(dialect::error)?;
                sqlx::raw_sql(include_str!("starts.sql")).execute(&pool).await.map_err(dialect::error)?;
                Ok(pool)
            };
            match opened.await {
                Ok(pool) => break pool,
                Err(error) if patience.allows(&error).await => {}
                Err(error) => return Err(error),
            }
        };
        Ok(SharedStarts { db: Db::Sqlite { write: pool.clone(), read: pool } })
    }
}

/// The clock all processes on one database share: the machine's for a file, the server's for a server.
const SERVER_CLOCK: &str = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)";

fn machine_clock() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_micros() as i64)
}

/// A length in microseconds; none where it is below zero.
fn span(micros: i64) -> Duration {
    Duration::from_micros(u64::try_from(micros).unwrap_or(0))
}

fn micros(time: Duration) -> i64 {
    i64::try_from(time.as_micros()).unwrap_or(i64::MAX / 4)
}

/// The time by the shared clock, inside a transaction or on a pool.
macro_rules! shared_now {
    ($db:expr, $executor:expr) => {
        match $db {
            Db::Sqlite { .. } => machine_clock(),
            Db::Postgres(_) => sqlx::query_scalar::<Engine, i64>(SERVER_CLOCK).fetch_one($executor).await?,
        }
    };
}

impl SharedStarts {
    /// Asks for up to `count` starts on whichever lanes have them soonest, ties in turn from `first` on.
    ///
    /// The first start may be far off; further ones are only given within the horizon, so that nobody hoards a minute's
    /// worth. Where a lane limits tokens, one start is given at a time, and none while its tokens do not fit.
    ///
    /// While all lanes have [room to spare](pace::is_roomy), further starts are given `ahead` of those that wait, to be
    /// made at any time until they must: so a fast run asks a few times a second and not for every request.
    pub async fn reserve(
        &self,
        lanes: &[Lane],
        first: usize,
        count: u32,
        need: (u64, u64),
        horizon: Duration,
        ahead: Ahead,
    ) -> Result<Vec<GivenStart>> {
        // Rows are locked in one order by everybody, so that no two wait for each other.
        let mut order: Vec<usize> = (0..lanes.len()).collect();
        order.sort_by(|left, right| lanes[*left].key.cmp(&lanes[*right].key));
        let horizon = micros(horizon);
        let limited = lanes.iter().any(Lane::counts_tokens);
        let keep = micros(ahead.keep);
        let most = i64::from(count.max(ahead.count));
        let asked = Instant::now();
        let given = writing!(self, |tx| {
            let now = shared_now!(&self.db, &mut **tx);
            let mut rows: Vec<Option<LaneRow>> = vec![None; lanes.len()];
            let mut roomy = ahead.count > 0 && !limited;
            for &index in &order {
                let lane = &lanes[index];
                let mut upsert = Statement::new(
                    "INSERT INTO rate_lanes (key, last_number, last_start, request_limit, hold) VALUES (",
                );
                upsert.bind(lane.key.as_str()).push(", 0, 0, ");
                upsert.bind(lane.limit()).push(", ").bind(micros(lane.hold));
                upsert.push(
                    ") ON CONFLICT (key) DO UPDATE SET request_limit = excluded.request_limit, hold = excluded.hold \
                     RETURNING last_number, last_start, paused_until",
                );
                let row: LaneRow = upsert.query_as::<Engine, LaneRow>().fetch_one(&mut **tx).await?;
                rows[index] = Some(row);
                if roomy {
                    let freed_by: Option<i64> = match pace::places_taken(row.last_number, most, lane.limit()) {
                        None => {
                            roomy = false;
                            continue;
                        }
                        // There never were so many.
                        Some((_, ..=0)) => None,
                        Some((after, until)) => {
                            let mut latest = Statement::new("SELECT max(start) FROM rate_starts WHERE key = ");
                            latest.bind(lane.key.as_str()).push(" AND number > ").bind(after);
                            latest.push(" AND number <= ").bind(until);
                            latest.query_as::<Engine, (Option<i64>,)>().fetch_one(&mut **tx).await?.0
                        }
                    };
                    roomy = pace::is_roomy(now, row.paused_until, row.last_start, freed_by, micros(lane.hold), keep);
                }
            }
            let mut pending: Vec<Option<Pending>> = vec![None; lanes.len()];
            for &index in &order {
                let (lane, Some(row)) = (&lanes[index], rows[index]) else { continue };
                let mut window = Vec::new();
                if !roomy {
                    let oldest = row.last_number.saturating_add(1).saturating_sub(lane.limit());
                    let mut ago = Statement::new("SELECT number, start FROM rate_starts WHERE key = ");
                    ago.bind(lane.key.as_str()).push(" AND number >= ").bind(oldest);
                    ago.push(" ORDER BY number LIMIT ").bind(i64::from(count));
                    window = ago.query_as::<Engine, (i64, i64)>().fetch_all(&mut **tx).await?;
                }
                let mut tokens_at = now;
                if lane.counts_tokens() {
                    let mut held = Statement::new(
                        "SELECT start, settled, input_tokens, output_tokens FROM rate_starts WHERE key = ",
                    );
                    held.bind(lane.key.as_str()).push(" AND start > ").bind(now - micros(lane.hold) - UNSETTLED);
                    let held: Vec<HeldRow> = held.query_as::<Engine, HeldRow>().fetch_all(&mut **tx).await?;
                    match tokens_at_lane(lane, &held, need, now) {
                        Earliest::At(at) => tokens_at = at,
                        Earliest::AfterSettling => continue,
                    }
                }
                pending[index] = Some(Pending {
                    number: row.last_number,
                    last: row.last_start,
                    paused_until: row.paused_until.max(tokens_at),
                    window,
                    limit: lane.limit(),
                    given: Vec::new(),
                });
            }
            let count = match (limited, roomy) {
                (true, _) => 1,
                (_, true) => most as usize,
                _ => count as usize,
            };
            let mut given = Vec::new();
            while given.len() < count {
                let turn = (first + given.len()) % lanes.len().max(1);
                let soonest = (0..lanes.len())
                    .map(|offset| (turn + offset) % lanes.len())
                    .filter_map(|index| {
                        let lane = pending[index].as_ref()?;
                        let at = match roomy {
                            true => pace::kept_start(now, lane.last, keep),
                            false => lane.next(now, micros(lanes[index].hold)),
                        };
                        Some((at, index))
                    })
                    .min_by_key(|(at, _)| *at);
                let Some((at, index)) = soonest else { break };
                if !roomy && !given.is_empty() && at > now + horizon {
                    break;
                }
                if let Some(lane) = &mut pending[index] {
                    let number = lane.take(at);
                    given.push(Told { lane: index, number, at, now, kept: roomy });
                }
            }
            for &index in &order {
                let (Some(pending), lane) = (&pending[index], &lanes[index]) else { continue };
                if pending.given.is_empty() {
                    continue;
                }
                let mut insert =
                    Statement::new("INSERT INTO rate_starts (key, number, start, input_tokens, output_tokens) VALUES ");
                for (place, (number, at)) in pending.given.iter().enumerate() {
                    insert.push(if place == 0 { "(" } else { ", (" });
                    insert.bind(lane.key.as_str()).push(", ").bind(*number).push(", ").bind(*at).push(", ");
                    insert.bind(need.0 as i64).push(", ").bind(need.1 as i64).push(")");
                }
                insert.query::<Engine>().execute(&mut **tx).await?;
                let mut update = Statement::new("UPDATE rate_lanes SET last_number = ");
                update.bind(pending.number).push(", last_start = ").bind(pending.last);
                update.push(" WHERE key = ").bind(lane.key.as_str());
                update.query::<Engine>().execute(&mut **tx).await?;
                // Now and then: a start two holds old matters to nobody, unless its tokens may be unsettled.
                if pending.number / 256 != (pending.number - pending.given.len() as i64) / 256 {
                    let unsettled = if limited { UNSETTLED } else { 0 };
                    let old = now - 2 * micros(lane.hold).max(60_000_000) - unsettled;
                    let mut prune = Statement::new("DELETE FROM rate_starts WHERE key = ");
                    prune.bind(lane.key.as_str()).push(" AND start < ").bind(old);
                    prune.query::<Engine>().execute(&mut **tx).await?;
                }
            }
            Ok::<_, StoreError>(given)
        })?;
        let took = asked.elapsed();
        let is_ours = matches!(self.db, Db::Sqlite { .. });
        let given = given.into_iter().map(|told: Told| {
            // On one machine the clock is ours: what the transaction took is known to have passed. A server looked at
            // its clock at some moment since we asked.
            let (left, late) = match is_ours {
                true => (told.at - machine_clock(), Duration::ZERO),
                false => (told.at - told.now, took),
            };
            let (lane, number) = (told.lane, told.number);
            match told.kept {
                true => {
                    // Giving it may have taken longer than it may be kept: then it is late already.
                    let left = left - micros(late);
                    GivenStart { lane, number, wait: Duration::ZERO, late: span(-left), keep: span(left) }
                }
                false => GivenStart { lane, number, wait: span(left), late: late + span(-left), keep: Duration::ZERO },
            }
        });
        Ok(given.collect())
    }

    /// Says that a start was made this much later than it was given for: its place is free that much later.
    pub async fn moved(&self, key: &str, number: i64, late: Duration) -> Result<()> {
        writing!(self, |tx| {
            let mut update = Statement::new("UPDATE rate_starts SET start = start + ");
            update.bind(micros(late)).push(" WHERE key = ").bind(key).push(" AND number = ").bind(number);
            update.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

    /// How much later than it was given for a start has to be made: the one whose place it takes may have been moved
    /// since. The start itself is moved with it.
    pub async fn confirm(&self, lane: &Lane, number: i64) -> Result<Duration> {
        let freed_by = number.saturating_sub(lane.limit());
        let later = writing!(self, |tx| {
            let mut select = Statement::new("SELECT number, start FROM rate_starts WHERE key = ");
            select.bind(lane.key.as_str()).push(" AND number IN (").bind(number).push(", ").bind(freed_by).push(")");
            let rows: Vec<(i64, i64)> = select.query_as::<Engine, (i64, i64)>().fetch_all(&mut **tx).await?;
            let start_of = |wanted: i64| rows.iter().find(|(number, _)| *number == wanted).map(|(_, start)| *start);
            let later = match (start_of(freed_by), start_of(number)) {
                (Some(before), Some(start)) => (before + micros(lane.hold) - start).max(0),
                _ => 0,
            };
            if later > 0 {
                let mut update = Statement::new("UPDATE rate_starts SET start = start + ");
                update.bind(later).push(" WHERE key = ").bind(lane.key.as_str()).push(" AND number = ").bind(number);
                update.query::<Engine>().execute(&mut **tx).await?;
            }
            Ok::<_, StoreError>(later)
        })?;
        Ok(span(later))
    }

    /// Says what a request really took. Its output tokens count from now on: none was produced later.
    pub async fn settle(&self, key: &str, number: i64, tokens: Option<(u64, u64)>) -> Result<()> {
        writing!(self, |tx| {
            let now = shared_now!(&self.db, &mut **tx);
            let mut update = Statement::new("UPDATE rate_starts SET settled = ");
            update.bind(now);
            if let Some((input, output)) = tokens {
                update.push(", input_tokens = ").bind(input as i64).push(", output_tokens = ").bind(output as i64);
            }
            update.push(" WHERE key = ").bind(key).push(" AND number = ").bind(number);
            update.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

    /// Starts nothing with this key for so long, in any process.
    pub async fn pause(&self, key: &str, wait: Duration) -> Result<()> {
        writing!(self, |tx| {
            let until = shared_now!(&self.db, &mut **tx) + micros(wait);
            let mut update = Statement::new("UPDATE rate_lanes SET paused_until = ");
            update.bind(until).push(" WHERE key = ").bind(key).push(" AND paused_until < ").bind(until);
            update.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

    /// Tells how many requests this process has waiting, for others to look at.
    pub async fn tell_queue(&self, holder: &str, keys: &[String], queued: u64) -> Result<()> {
        writing!(self, |tx| {
            let now = shared_now!(&self.db, &mut **tx);
            for key in keys {
                let mut upsert = Statement::new("INSERT INTO rate_queues (holder, key, queued, seen) VALUES (");
                upsert.bind(holder).push(", ").bind(key.as_str()).push(", ").bind(queued as i64).push(", ").bind(now);
                upsert.push(") ON CONFLICT (holder, key) DO UPDATE SET queued = excluded.queued, seen = excluded.seen");
                upsert.query::<Engine>().execute(&mut **tx).await?;
            }
            let mut forget = Statement::new("DELETE FROM rate_queues WHERE seen < ");
            forget.bind(now - 20 * SEEN);
            forget.query::<Engine>().execute(&mut **tx).await?;
            Ok::<_, StoreError>(())
        })
    }

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

#[derive(Debug, sqlx::FromRow)]
struct HeldRow {
    start: i64,
    settled: Option<i64>,
    input_tokens: i64,
    output_tokens: i64,
}

/// A start as the transaction that gave it knows it.
#[derive(Debug)]
struct Told {
    lane: usize,
    number: i64,
    at: i64,
    /// What the shared clock said then.
    now: i64,
    /// Whether it may be made at any time until `at`, and not only then.
    kept: bool,
}

/// A lane while starts are being given.
#[derive(Debug, Clone)]
struct Pending {
    number: i64,
    last: i64,
    paused_until: i64,
    /// The starts from `limit` places before the next one on, by number.
    window: Vec<(i64, i64)>,
    limit: i64,
    given: Vec<(i64, i64)>,
}

impl Pending {
    fn next(&self, now: i64, hold: i64) -> i64 {
        let wanted = (self.number + 1).saturating_sub(self.limit);
        let among = |starts: &[(i64, i64)]| starts.iter().find(|(number, _)| *number == wanted).map(|(_, at)| *at);
        let ago = among(&self.window).or_else(|| among(&self.given));
        pace::next_start(now, self.paused_until, self.last, ago, hold)
    }

    fn take(&mut self, at: i64) -> i64 {
        self.number += 1;
        self.last = at;
        self.given.push((self.number, at));
        self.number
    }
}

/// When the tokens a request needs fit on a lane, in both directions.
fn tokens_at_lane(lane: &Lane, held: &[HeldRow], need: (u64, u64), now: i64) -> Earliest<i64> {
    let hold = micros(lane.hold);
    let leaves = |row: &HeldRow| match row.settled {
        Some(settled) => Some(settled + hold),
        None if row.start + UNSETTLED < now => Some(row.start + UNSETTLED + hold),
        None => None,
    };
    let stays = |row: &&HeldRow| leaves(row).is_none_or(|leaves| leaves > now);
    let mut at = now;
    let input = held.iter().filter(stays).map(|row| (leaves(row), row.input_tokens.max(0) as u64));
    let output = held.iter().filter(stays).map(|row| (leaves(row), row.output_tokens.max(0) as u64));
    for fit in [
        lane.input_tokens.map(|limit| pace::tokens_fit(input, need.0, limit, now)),
        lane.output_tokens.map(|limit| pace::tokens_fit(output, need.1, limit, now)),
    ] {
        match fit {
            Some(Earliest::At(time)) => at = at.max(time),
            Some(Earliest::AfterSettling) => return Earliest::AfterSettling,
            None => {}
        }
    }
    Earliest::At(at)
}
