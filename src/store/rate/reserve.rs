//! Reserving starts: one transaction reads how the keys stand, decides by `domain::rate`, and writes down what it gave.

use std::time::{Duration, Instant};

use crate::domain::rate::{self, Earliest, Place, Standing};
use crate::store::clock::{rate_clock, shared_now};
use crate::store::sql::bulk::in_shapes;
use crate::store::sql::engine::{Db, writing};
use crate::store::sql::statement::Statement;
use crate::store::{Result, StoreError};

use super::{RateKey, Rates, SEEN, micros, span, stored};

/// How exactly the latest time anybody saw is kept.
const SECOND: i64 = 1_000_000;
/// Starts and tokens are cleared away once for so many starts of a key.
const PRUNE_EVERY: i64 = 256;

/// What a limiter asks for.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The limiter's name among all processes.
    pub limiter: &'a str,
    /// The keys it may use.
    pub keys: &'a [RateKey],
    /// Ties between keys go round from this one on.
    pub first: usize,
    /// How long each of its requests has waited, the first one first.
    pub waited: &'a [Duration],
    /// Whether the others know of a queue of this limiter, so that they must be told where it is gone.
    pub is_known: bool,
    /// The tokens the first request needs at worst: input and output.
    pub need: (u64, u64),
    /// Starts further ahead are not reserved: the place stays free for whoever comes first until then.
    pub horizon: Duration,
}

/// A start that is reserved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// Which of the keys asked for.
    pub key: usize,
    /// When it is, by the rate clock: names the place in what is said of it later.
    pub at: i64,
    /// How long from now that is.
    pub wait: Duration,
    /// How long ago it may have been, where it is not in the future: reserving takes time, too.
    pub late: Duration,
    /// Names its tokens, where they are counted.
    pub tokens: Option<i64>,
}

/// The answer to an [`Ask`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Granted {
    /// Places for the first of those who wait.
    pub grants: Vec<Grant>,
    /// How long from now the next one can be reserved, if nothing changes; `None` where nobody can say.
    pub ask_again: Option<Duration>,
}

/// Notes the latest time anybody saw, and moves all times along where the clock was set back.
macro_rules! keep_clock {
    ($tx:ident, $now:expr) => {
        let latest = latest_time().query_as::<Engine, (i64,)>().fetch_one(&mut **$tx).await?.0;
        if $now < latest || $now - latest >= SECOND {
            // Of several who see the same, one changes it; the others wait here, and find it changed.
            let changed = tell_time(latest, $now).query::<Engine>().execute(&mut **$tx).await?.rows_affected();
            if changed > 0 && $now < latest {
                for move_along in set_back(latest - $now) {
                    move_along.query::<Engine>().execute(&mut **$tx).await?;
                }
            }
        }
    };
}

/// Locks a key and reads how it stands. Gives the longest hold that anybody keeps, too.
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

/// Stores the starts and their tokens, and now and then clears away what is old. Gives the names of the tokens.
macro_rules! write_down {
    ($tx:ident, $ask:expr, $order:expr, $places:expr, $longest_hold:expr) => {{
        for &index in $order {
            let key = &$ask.keys[index];
            let places: Vec<&Place> = $places.iter().filter(|place| place.key == index).collect();
            for piece in in_shapes(&places) {
                insert_starts(key, piece).query::<Engine>().execute(&mut **$tx).await?;
            }
            if let Some(last) = places.last().filter(|last| last.number % PRUNE_EVERY < places.len() as i64) {
                // A start two holds old matters to nobody, nor do its tokens. Others may keep longer windows.
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
    /// Reserves starts within the horizon for those who wait, first come, first served over all processes.
    ///
    /// Where a key limits tokens, one start is reserved at a time, since only the first request's need is known.
    pub async fn reserve(&self, ask: Ask<'_>) -> Result<Granted> {
        // Rows are locked in one order by everybody, so that no two wait for each other.
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
        // On one machine the clock is ours: what the transaction took is known to have passed. A server looked at its
        // clock at some time since we asked.
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

/// A fresh number nobody else has: the lower half of a time-ordered id is random.
fn random_id() -> i64 {
    (uuid::Uuid::now_v7().as_u128() as i64) & i64::MAX
}

/// The latest time anybody saw.
pub(super) fn latest_time() -> Statement {
    Statement::new("SELECT latest FROM rate_clock")
}

fn tell_time(latest: i64, now: i64) -> Statement {
    let mut update = Statement::new("UPDATE rate_clock SET latest = ");
    update.bind(now).push(" WHERE latest = ").bind(latest);
    update
}

/// Moves all times along with a clock that was set back by this much: otherwise every start would wait until the clock
/// shows again what it did before. It was set back by at least that, so no start is taken for older than it is.
fn set_back(by: i64) -> [Statement; 4] {
    let mut keys = Statement::new("UPDATE rate_keys SET paused_until = paused_until - ");
    keys.bind(by);
    let mut starts = Statement::new("UPDATE rate_starts SET start = start - ");
    starts.bind(by);
    let mut tokens = Statement::new("UPDATE rate_tokens SET settled = settled - ");
    tokens.bind(by);
    let mut queues = Statement::new("UPDATE rate_queues SET seen = seen - ");
    queues.bind(by).push(", first_since = first_since - ").bind(by);
    [keys, starts, tokens, queues]
}

/// Reads how a key stands and locks its row until the transaction is over; makes the row where the key is new.
fn lock(key: &RateKey) -> Statement {
    let hold = micros(key.hold);
    let mut upsert = Statement::new("INSERT INTO rate_keys (key, request_limit, hold, longest_hold) VALUES (");
    upsert.bind(key.key.as_str()).push(", ").bind(key.requests.map(stored)).push(", ").bind(hold);
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

/// The first request of each other limiter's queue that still gives signs of life.
fn first_of_queues(key: &RateKey, limiter: &str, seen: i64) -> Statement {
    let mut select = Statement::new("SELECT first_since, first_input, first_output FROM rate_queues WHERE key = ");
    select.bind(key.key.as_str()).push(" AND limiter <> ").bind(limiter);
    select.push(" AND first_since IS NOT NULL AND seen > ").bind(seen);
    select
}

/// The starts whose places the next `count` take.
fn starts_freed(key: &RateKey, last_number: i64, count: usize) -> Statement {
    let oldest = last_number.saturating_add(1).saturating_sub(key.limit());
    let mut select = Statement::new("SELECT number, start FROM rate_starts WHERE key = ");
    select.bind(key.key.as_str()).push(" AND number >= ").bind(oldest);
    select.push(" ORDER BY number LIMIT ").bind(count as i64);
    select
}

/// The tokens that still count.
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
    insert.push(", ").bind(stored(need.0)).push(", ").bind(stored(need.1)).push(")");
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

/// Tells the others since when the first request that is left waits, or that none does.
fn tell_queue(ask: &Ask<'_>, key: &RateKey, first_since: Option<i64>, now: i64) -> Statement {
    let mut upsert = Statement::new(
        "INSERT INTO rate_queues (key, limiter, queued, first_since, first_input, first_output, seen) VALUES (",
    );
    upsert.bind(key.key.as_str()).push(", ").bind(ask.limiter).push(", ").bind(ask.waited.len() as i64);
    upsert.push(", ").bind(first_since).push(", ").bind(stored(ask.need.0));
    upsert.push(", ").bind(stored(ask.need.1)).push(", ").bind(now).push(
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

/// When the tokens a request needs fit on a key, in both directions, with those who came `before` served first.
fn tokens_fit<'a>(
    key: &RateKey,
    held: &[HeldRow],
    before: impl Iterator<Item = &'a WaitingRow>,
    need: (u64, u64),
    now: i64,
) -> Earliest<i64> {
    let count = |tokens: i64| u64::try_from(tokens).unwrap_or(0);
    // What is in flight is over at any time: when, is told when it is.
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
