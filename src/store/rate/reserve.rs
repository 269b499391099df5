//! Reserves starts: one transaction reads the keys, decides with `domain::rate` and stores the starts.

use std::time::{Duration, Instant};

use crate::domain::rate::{self, Earliest, Place, Standing};
use crate::store::clock::{rate_clock, shared_now};
use crate::store::sql::bulk::in_shapes;
use crate::store::sql::engine::{Db, count, number, writing};
use crate::store::sql::statement::Statement;
use crate::store::{Result, StoreError};

use super::{RateKey, Rates, SEEN, micros, span};

/// In microseconds. The latest time is stored once a second, not at every reservation.
const SECOND: i64 = 1_000_000;
/// The number of starts of a key after which old starts and tokens are deleted.
const PRUNE_EVERY: i64 = 256;

/// The request of a limiter for starts.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The limiter's name, unique among all processes.
    pub limiter: &'a str,
    /// The keys it may use.
    pub keys: &'a [RateKey],
    /// The index of the key that wins the first tie; later ties go round.
    pub first: usize,
    /// How long each of its requests has waited, in the order of its queue.
    pub waited: &'a [Duration],
    /// Whether the database holds a queue of this limiter, which must then be updated.
    pub is_known: bool,
    /// The worst case of the first request, in input and output tokens.
    pub need: (u64, u64),
    /// How far ahead to reserve. Later places stay free for other limiters.
    pub horizon: Duration,
}

/// A reserved start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// The index of its key in `Ask::keys`.
    pub key: usize,
    /// The time by the rate clock, in microseconds; identifies the start in later corrections.
    pub at: i64,
    /// How long from now until the start.
    pub wait: Duration,
    /// How late the start may be already, since the reservation itself takes time.
    pub late: Duration,
    /// The id of its tokens, if the key limits tokens.
    pub tokens: Option<i64>,
}

/// The answer to an [`Ask`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Granted {
    /// Starts for the first requests of the queue.
    pub grants: Vec<Grant>,
    /// How long until the next start can be reserved, if nothing changes; `None` if unknown or not needed.
    pub ask_again: Option<Duration>,
}

/// Stores the latest time, and moves all times where the clock was set back.
macro_rules! keep_clock {
    ($tx:ident, $now:expr) => {
        let latest = latest_time().query_as::<Engine, (i64,)>().fetch_one(&mut **$tx).await?.0;
        if $now < latest || $now - latest >= SECOND {
            // Compare-and-set: of several processes that see the same, only one moves the times.
            let changed = set_time(latest, $now).query::<Engine>().execute(&mut **$tx).await?.rows_affected();
            if changed > 0 && $now < latest {
                for shift in shift_back(latest - $now) {
                    shift.query::<Engine>().execute(&mut **$tx).await?;
                }
            }
        }
    };
}

/// Locks a key and reads its starts and tokens. Also gives the longest hold of any process.
macro_rules! read_standing {
    ($tx:ident, $ask:expr, $key:expr, $many:expr, $since:expr, $now:expr) => {{
        let row = lock($key).query_as::<Engine, KeyRow>().fetch_one(&mut **$tx).await?;
        let last = last_start($key).query_as::<Engine, (i64, i64)>().fetch_optional(&mut **$tx).await?;
        let last = last.unwrap_or((0, 0));
        let others = first_of_queues($key, $ask.limiter, $now - SEEN);
        let others = others.query_as::<Engine, WaitingRow>().fetch_all(&mut **$tx).await?;
        let freed = starts_freed($key, last.0, $many + others.len());
        let freed = freed.query_as::<Engine, (i64, i64)>().fetch_all(&mut **$tx).await?;
        let mut open_from = Some(row.paused_until);
        if $key.counts_tokens() {
            let held = tokens_held($key, $now).query_as::<Engine, HeldRow>().fetch_all(&mut **$tx).await?;
            let before = others.iter().filter(|other| $since.is_some_and(|own| other.first_since < *own));
            open_from = match tokens_fit($key, &held, before, $ask.need, $now) {
                Earliest::At(at) => Some(at.max(row.paused_until)),
                Earliest::AfterSettling => None,
            };
        }
        let others = others.iter().map(|other| other.first_since).collect();
        (Standing { last, open_from, freed, limit: $key.limit(), hold: micros($key.hold), others }, row.longest_hold)
    }};
}

/// Stores the starts and their tokens, and sometimes deletes old ones. Gives the ids of the tokens.
macro_rules! write_down {
    ($tx:ident, $ask:expr, $order:expr, $places:expr, $longest_hold:expr) => {{
        for &index in $order {
            let key = &$ask.keys[index];
            let places: Vec<&Place> = $places.iter().filter(|place| place.key == index).collect();
            for piece in in_shapes(&places) {
                insert_starts(key, piece).query::<Engine>().execute(&mut **$tx).await?;
            }
            if let Some(last) = places.last().filter(|last| last.number % PRUNE_EVERY < places.len() as i64) {
                // Nobody needs starts and tokens older than two holds; other processes may keep longer holds.
                for clear in prune(key, last.at - 2 * $longest_hold) {
                    clear.query::<Engine>().execute(&mut **$tx).await?;
                }
            }
        }
        let mut tokens = Vec::with_capacity($places.len());
        for place in $places {
            let key = &$ask.keys[place.key];
            let id = key.counts_tokens().then(random_id);
            if let Some(id) = id {
                insert_tokens(key, id, place.at, $ask.need).query::<Engine>().execute(&mut **$tx).await?;
            }
            tokens.push(id);
        }
        tokens
    }};
}

impl Rates {
    /// Reserves starts up to the horizon: first come, first served among all processes.
    ///
    /// Reserves only one start if a key limits tokens, since only the need of the first request is known.
    pub async fn reserve(&self, ask: Ask<'_>) -> Result<Granted> {
        // Every process locks rows in the same order, so that no two wait for each other.
        let mut order: Vec<usize> = (0..ask.keys.len()).collect();
        order.sort_by(|left, right| ask.keys[*left].key.cmp(&ask.keys[*right].key));
        let counts_tokens = ask.keys.iter().any(RateKey::counts_tokens);
        let many = if counts_tokens { ask.waited.len().min(1) } else { ask.waited.len() };
        let asked = Instant::now();
        let (now, reserved, tokens) = writing!(self, |tx| {
            let now = shared_now!(&self.db, &mut **tx, rate_clock);
            keep_clock!(tx, now);
            let waiting: Vec<i64> = ask.waited.iter().map(|waited| now - micros(*waited)).collect();
            let mut standings: Vec<Standing> = vec![Standing::default(); ask.keys.len()];
            let mut longest_hold = 60 * SECOND;
            for &index in &order {
                let (standing, hold) = read_standing!(tx, &ask, &ask.keys[index], many, waiting.first(), now);
                longest_hold = longest_hold.max(hold);
                standings[index] = standing;
            }
            let until = now + micros(ask.horizon);
            let reserved = rate::reserve(&standings, ask.first, &waiting[..many], now, until);
            let tokens = write_down!(tx, &ask, &order, &reserved.places, longest_hold);
            let next_waiting = waiting.get(reserved.places.len()).copied();
            if ask.is_known || next_waiting.is_some() {
                for &index in &order {
                    let queue = tell_queue(&ask, &ask.keys[index], next_waiting, now);
                    queue.query::<Engine>().execute(&mut **tx).await?;
                }
            }
            Ok::<_, StoreError>((now, reserved, tokens))
        })?;
        // The machine's clock can be read again after the transaction. The server read its clock at an unknown time
        // since `asked`.
        let (now, took) = match self.db {
            Db::Sqlite { .. } => (rate_clock(), Duration::ZERO),
            Db::Postgres(_) => (now, asked.elapsed()),
        };
        let grant = |(place, tokens): (&Place, Option<i64>)| Grant {
            key: place.key,
            at: place.at,
            wait: span(place.at - now),
            late: took + span(now - place.at),
            tokens,
        };
        Ok(Granted {
            grants: reserved.places.iter().zip(tokens).map(grant).collect(),
            ask_again: reserved.next.map(|next| span(next - micros(ask.horizon) - now)),
        })
    }
}

/// A random id: the lower half of a time-ordered UUID.
fn random_id() -> i64 {
    (uuid::Uuid::now_v7().as_u128() as i64) & i64::MAX
}

/// The latest time that any process saw.
pub(super) fn latest_time() -> Statement {
    Statement::new("SELECT latest FROM rate_clock")
}

fn set_time(latest: i64, now: i64) -> Statement {
    let mut update = Statement::new("UPDATE rate_clock SET latest = ");
    update.bind(now).push(" WHERE latest = ").bind(latest);
    update
}

/// Shifts all times with a clock that was set back: otherwise every start would wait until the clock catches up. The
/// clock was set back by at least `by`, so no start becomes older than it is.
fn shift_back(by: i64) -> [Statement; 4] {
    // A negative time says when the pause was lifted.
    let mut keys =
        Statement::new("UPDATE rate_keys SET paused_until = CASE WHEN paused_until < 0 THEN paused_until + ");
    keys.bind(by).push(" ELSE paused_until - ").bind(by).push(" END");
    let mut starts = Statement::new("UPDATE rate_starts SET start = start - ");
    starts.bind(by);
    let mut tokens = Statement::new("UPDATE rate_tokens SET settled = settled - ");
    tokens.bind(by);
    let mut queues = Statement::new("UPDATE rate_queues SET seen = seen - ");
    queues.bind(by).push(", first_since = first_since - ").bind(by);
    [keys, starts, tokens, queues]
}

/// Locks a key until the transaction ends, and stores its limits. Adds a new key.
fn lock(key: &RateKey) -> Statement {
    let hold = micros(key.hold);
    let mut upsert = Statement::new("INSERT INTO rate_keys (key, request_limit, hold, longest_hold) VALUES (");
    upsert.bind(key.key.as_str()).push(", ").bind(key.requests.map(number)).push(", ").bind(hold);
    upsert.push(", ").bind(hold).push(
        ") ON CONFLICT (key) DO UPDATE SET request_limit = excluded.request_limit, hold = excluded.hold, \
         longest_hold = CASE WHEN rate_keys.longest_hold > excluded.hold THEN rate_keys.longest_hold \
         ELSE excluded.hold END RETURNING paused_until, longest_hold",
    );
    upsert
}

fn last_start(key: &RateKey) -> Statement {
    let mut select = Statement::new("SELECT number, start FROM rate_starts WHERE key = ");
    select.bind(key.key.as_str()).push(" ORDER BY number DESC LIMIT 1");
    select
}

/// The first request of each other limiter with a heartbeat since `seen`.
fn first_of_queues(key: &RateKey, limiter: &str, seen: i64) -> Statement {
    let mut select = Statement::new("SELECT first_since, first_input, first_output FROM rate_queues WHERE key = ");
    select.bind(key.key.as_str()).push(" AND limiter <> ").bind(limiter);
    select.push(" AND first_since IS NOT NULL AND seen > ").bind(seen);
    select
}

/// The starts whose places the next `count` starts take.
fn starts_freed(key: &RateKey, last_number: i64, count: usize) -> Statement {
    let oldest = last_number.saturating_add(1).saturating_sub(key.limit());
    let mut select = Statement::new("SELECT number, start FROM rate_starts WHERE key = ");
    select.bind(key.key.as_str()).push(" AND number >= ").bind(oldest);
    select.push(" ORDER BY number LIMIT ").bind(count as i64);
    select
}

/// The tokens that count against the limit.
fn tokens_held(key: &RateKey, now: i64) -> Statement {
    let mut select = Statement::new("SELECT settled, input_tokens, output_tokens FROM rate_tokens WHERE key = ");
    select.bind(key.key.as_str()).push(" AND settled > ").bind(now - micros(key.hold));
    select
}

fn insert_starts(key: &RateKey, places: &[&Place]) -> Statement {
    let mut insert = Statement::new("INSERT INTO rate_starts (key, number, start) VALUES ");
    insert.bind_rows(places, |place| [key.key.as_str().into(), place.number.into(), place.at.into()]);
    insert
}

fn insert_tokens(key: &RateKey, id: i64, at: i64, need: (u64, u64)) -> Statement {
    let mut insert = Statement::new("INSERT INTO rate_tokens (key, id, settled, input_tokens, output_tokens) VALUES (");
    insert.bind(key.key.as_str()).push(", ").bind(id).push(", ").bind(at.saturating_add(micros(key.timeout)));
    insert.push(", ").bind(number(need.0)).push(", ").bind(number(need.1)).push(")");
    insert
}

fn prune(key: &RateKey, old: i64) -> [Statement; 2] {
    [("rate_starts", "start"), ("rate_tokens", "settled")].map(|(table, column)| {
        let mut delete = Statement::new("DELETE FROM ");
        delete.push(table).push(" WHERE key = ").bind(key.key.as_str());
        delete.push(" AND ").push(column).push(" < ").bind(old);
        delete
    })
}

/// Stores since when the limiter's first request waits; `None` if none does.
fn tell_queue(ask: &Ask<'_>, key: &RateKey, first_since: Option<i64>, now: i64) -> Statement {
    let mut upsert = Statement::new(
        "INSERT INTO rate_queues (key, limiter, queued, first_since, first_input, first_output, seen) VALUES (",
    );
    upsert.bind(key.key.as_str()).push(", ").bind(ask.limiter).push(", ").bind(ask.waited.len() as i64);
    upsert.push(", ").bind(first_since).push(", ").bind(number(ask.need.0));
    upsert.push(", ").bind(number(ask.need.1)).push(", ").bind(now).push(
        ") ON CONFLICT (key, limiter) DO UPDATE SET first_since = excluded.first_since, \
         first_input = excluded.first_input, first_output = excluded.first_output, seen = excluded.seen",
    );
    upsert
}

#[derive(Debug, Clone, Copy, sqlx::FromRow)]
struct KeyRow {
    paused_until: i64,
    longest_hold: i64,
}

#[derive(Debug, Clone, Copy, sqlx::FromRow)]
struct WaitingRow {
    first_since: i64,
    first_input: i64,
    first_output: i64,
}

#[derive(Debug, sqlx::FromRow)]
struct HeldRow {
    settled: i64,
    input_tokens: i64,
    output_tokens: i64,
}

/// When a request's input and output tokens fit on a key, after the requests that came `before`.
fn tokens_fit<'a>(
    key: &RateKey,
    held: &[HeldRow],
    before: impl Iterator<Item = &'a WaitingRow>,
    need: (u64, u64),
    now: i64,
) -> Earliest<i64> {
    // Nobody knows when the tokens of a request in flight leave the window.
    let leaves = |row: &HeldRow| (row.settled <= now).then(|| row.settled + micros(key.hold));
    let mut input: Vec<_> = held.iter().map(|row| (leaves(row), count(row.input_tokens))).collect();
    let mut output: Vec<_> = held.iter().map(|row| (leaves(row), count(row.output_tokens))).collect();
    for other in before {
        input.push((None, count(other.first_input)));
        output.push((None, count(other.first_output)));
    }
    let mut at = now;
    for fit in [
        key.input_tokens.map(|limit| rate::tokens_fit(input, need.0, limit, now)),
        key.output_tokens.map(|limit| rate::tokens_fit(output, need.1, limit, now)),
    ] {
        match fit {
            Some(Earliest::At(time)) => at = at.max(time),
            Some(Earliest::AfterSettling) => return Earliest::AfterSettling,
            None => {}
        }
    }
    Earliest::At(at)
}
