//! Giving starts: one transaction reads how the keys stand, decides by `domain::pace`, and writes down what it gave, so
//! that no two processes are given the same start.

use std::time::{Duration, Instant};

use crate::domain::rate::{self, Earliest};
use crate::store::clock::{pace_clock, shared_now};
use crate::store::sql::engine::{Db, writing};
use crate::store::sql::statement::Statement;
use crate::store::{Result, StoreError};

use crate::store::rate::{Ahead, GivenStart, Lane, SharedStarts, micros, span};

/// How exactly the latest time anybody saw is kept.
const SECOND: i64 = 1_000_000;

impl SharedStarts {
    /// Asks for up to `count` starts on whichever lanes have them soonest, ties in turn from `first` on.
    ///
    /// The first start may be far off; further ones are only given within the horizon, so that nobody hoards a minute's
    /// worth. Where a lane limits tokens, one start is given at a time; while nobody can say when its tokens fit, one a
    /// hold from now, which keeps its place in the row and is [looked at again](SharedStarts::reconsider) before that.
    ///
    /// While all lanes have [room to spare](rate::is_roomy), further starts are given `ahead` of those that wait, to be
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
        let limited = lanes.iter().any(Lane::counts_tokens);
        let keep = micros(ahead.keep);
        let most = count.max(ahead.count);
        let asked = Instant::now();
        let (now, kept, given) = writing!(self, |tx| {
            let latest = latest_time().query_as::<Engine, (i64,)>().fetch_one(&mut **tx).await?.0;
            let now = shared_now!(&self.db, &mut **tx, pace_clock);
            if now < latest || now - latest >= SECOND {
                // Of several who see the same, one changes it; the others wait here, and find it changed.
                let changed = tell_time(latest, now).query::<Engine>().execute(&mut **tx).await?.rows_affected();
                if changed > 0 && now < latest {
                    for move_along in set_back(latest - now) {
                        move_along.query::<Engine>().execute(&mut **tx).await?;
                    }
                }
            }
            let mut roomy = ahead.count > 0 && !limited;
            let mut tallies: Vec<Option<Tally>> = vec![None; lanes.len()];
            for &index in &order {
                let lane = &lanes[index];
                let row = stand_of(lane).query_as::<Engine, LaneRow>().fetch_one(&mut **tx).await?;
                roomy = roomy
                    && match rate::places_taken(row.last_number, i64::from(most), lane.limit()) {
                        None => false,
                        Some((after, until)) => {
                            let freed_by = match until {
                                // There never were so many.
                                ..=0 => None,
                                _ => {
                                    let latest = latest_start(lane, after, until).query_as::<Engine, (Option<i64>,)>();
                                    latest.fetch_one(&mut **tx).await?.0
                                }
                            };
                            rate::is_roomy(now, row.paused_until, row.last_start, freed_by, micros(lane.hold), keep)
                        }
                    };
                tallies[index] = Some(Tally::new(lane, &row));
            }
            for &index in &order {
                let (lane, Some(tally)) = (&lanes[index], &mut tallies[index]) else { continue };
                if !roomy {
                    let window = starts_freed(lane, tally.number, count).query_as::<Engine, (i64, i64)>();
                    tally.window = window.fetch_all(&mut **tx).await?;
                }
                if lane.counts_tokens() {
                    let held = tokens_held(lane, now).query_as::<Engine, HeldRow>().fetch_all(&mut **tx).await?;
                    match tokens_fit(lane, &held, need, now) {
                        Earliest::At(at) => tally.open_from = tally.open_from.max(at),
                        Earliest::AfterSettling => tally.open_from = tally.open_from.max(now + micros(lane.hold)),
                    }
                }
            }
            let given = match (limited, roomy) {
                (true, _) => take(&mut tallies, first, 1, i64::MAX, |tally| tally.next(now)),
                (_, true) => take(&mut tallies, first, most, i64::MAX, |tally| rate::kept_start(now, tally.last, keep)),
                _ => take(&mut tallies, first, count, now + micros(horizon), |tally| tally.next(now)),
            };
            for &index in &order {
                let (Some(tally), lane) = (&tallies[index], &lanes[index]) else { continue };
                if tally.given.is_empty() {
                    continue;
                }
                insert(lane, &tally.given, need).query::<Engine>().execute(&mut **tx).await?;
                advance(lane, tally).query::<Engine>().execute(&mut **tx).await?;
                // Now and then: a start two holds old matters to nobody, nor do its tokens. Others may keep longer ones.
                if tally.number / 256 != (tally.number - tally.given.len() as i64) / 256 {
                    let old = now - 2 * tally.longest_hold.max(60_000_000);
                    prune(lane, old).query::<Engine>().execute(&mut **tx).await?;
                }
            }
            Ok::<_, StoreError>((now, roomy, given))
        })?;
        // On one machine the clock is ours: what the transaction took is known to have passed. A server looked at its
        // clock at some moment since we asked.
        let (now, late) = match self.db {
            Db::Sqlite { .. } => (pace_clock(), Duration::ZERO),
            Db::Postgres(_) => (now, asked.elapsed()),
        };
        let told = given.into_iter().map(|Given { lane, number, at }| match kept {
            true => {
                // Giving it may have taken longer than it may be kept: then it is late already.
                let left = at - now - micros(late);
                GivenStart { lane, number, wait: Duration::ZERO, late: span(-left), keep: span(left) }
            }
            false => {
                let left = at - now;
                GivenStart { lane, number, wait: span(left), late: late + span(-left), keep: Duration::ZERO }
            }
        });
        Ok(told.collect())
    }
}

/// The latest time anybody saw.
pub(crate) fn latest_time() -> Statement {
    Statement::new("SELECT latest FROM rate_clock")
}

fn tell_time(latest: i64, now: i64) -> Statement {
    let mut update = Statement::new("UPDATE rate_clock SET latest = ");
    update.bind(now).push(" WHERE latest = ").bind(latest);
    update
}

/// Moves all times along with a clock that was set back by this much: otherwise every start would wait until the clock
/// shows again what it did before. It was set back by at least that, so no start is taken for older than it is.
fn set_back(by: i64) -> [Statement; 3] {
    let mut lanes = Statement::new("UPDATE rate_lanes SET last_start = last_start - ");
    lanes.bind(by).push(", paused_until = paused_until - ").bind(by);
    let mut starts = Statement::new("UPDATE rate_starts SET start = start - ");
    starts.bind(by).push(", settled = settled - ").bind(by);
    let mut processes = Statement::new("UPDATE rate_processes SET seen = seen - ");
    processes.bind(by);
    [lanes, starts, processes]
}

/// How a lane stands; it is made where it is new, and its row is locked until the transaction is over.
pub(crate) fn stand_of(lane: &Lane) -> Statement {
    let hold = micros(lane.hold);
    let mut upsert = Statement::new(
        "INSERT INTO rate_lanes (key, last_number, last_start, request_limit, hold, longest_hold) VALUES (",
    );
    upsert
        .bind(lane.key.as_str())
        .push(", 0, 0, ")
        .bind(lane.limit())
        .push(", ")
        .bind(hold)
        .push(", ")
        .bind(hold)
        .push(
            ") ON CONFLICT (key) DO UPDATE SET request_limit = excluded.request_limit, hold = excluded.hold, \
         longest_hold = CASE WHEN rate_lanes.longest_hold > excluded.hold THEN rate_lanes.longest_hold \
         ELSE excluded.hold END RETURNING last_number, last_start, paused_until, longest_hold",
        );
    upsert
}

/// The latest of the starts after one number and up to another.
fn latest_start(lane: &Lane, after: i64, until: i64) -> Statement {
    let mut select = Statement::new("SELECT max(start) FROM rate_starts WHERE key = ");
    select.bind(lane.key.as_str()).push(" AND number > ").bind(after).push(" AND number <= ").bind(until);
    select
}

/// The starts whose places the next `count` take.
fn starts_freed(lane: &Lane, last_number: i64, count: u32) -> Statement {
    let oldest = last_number.saturating_add(1).saturating_sub(lane.limit());
    let mut select = Statement::new("SELECT number, start FROM rate_starts WHERE key = ");
    select.bind(lane.key.as_str()).push(" AND number >= ").bind(oldest);
    select.push(" ORDER BY number LIMIT ").bind(i64::from(count));
    select
}

/// The starts whose tokens still count.
pub(crate) fn tokens_held(lane: &Lane, now: i64) -> Statement {
    let mut select = Statement::new("SELECT settled, input_tokens, output_tokens FROM rate_starts WHERE key = ");
    select.bind(lane.key.as_str()).push(" AND settled > ").bind(now - micros(lane.hold));
    select
}

fn insert(lane: &Lane, given: &[(i64, i64)], need: (u64, u64)) -> Statement {
    let mut insert =
        Statement::new("INSERT INTO rate_starts (key, number, start, settled, input_tokens, output_tokens) VALUES ");
    for (place, (number, at)) in given.iter().enumerate() {
        insert.push(if place == 0 { "(" } else { ", (" });
        insert.bind(lane.key.as_str()).push(", ").bind(*number).push(", ").bind(*at).push(", ");
        insert.bind(*at + micros(lane.timeout)).push(", ");
        insert.bind(need.0 as i64).push(", ").bind(need.1 as i64).push(")");
    }
    insert
}

fn advance(lane: &Lane, tally: &Tally) -> Statement {
    let mut update = Statement::new("UPDATE rate_lanes SET last_number = ");
    update.bind(tally.number).push(", last_start = ").bind(tally.last).push(" WHERE key = ").bind(lane.key.as_str());
    update
}

fn prune(lane: &Lane, old: i64) -> Statement {
    let mut delete = Statement::new("DELETE FROM rate_starts WHERE key = ");
    delete.bind(lane.key.as_str()).push(" AND start < ").bind(old);
    delete.push(" AND coalesce(settled, start) < ").bind(old);
    delete
}

#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub(crate) struct LaneRow {
    last_number: i64,
    last_start: i64,
    pub paused_until: i64,
    longest_hold: i64,
}

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct HeldRow {
    settled: i64,
    input_tokens: i64,
    output_tokens: i64,
}

/// A start as the transaction that gave it knows it.
#[derive(Debug)]
struct Given {
    lane: usize,
    number: i64,
    at: i64,
}

/// A lane while starts are being given.
#[derive(Debug, Clone)]
struct Tally {
    /// The number of the last start, and when it is.
    number: i64,
    last: i64,
    /// No start is earlier: a pause, or tokens that do not fit before.
    open_from: i64,
    /// The starts from `limit` places before the next one on, by number.
    window: Vec<(i64, i64)>,
    limit: i64,
    hold: i64,
    longest_hold: i64,
    given: Vec<(i64, i64)>,
}

impl Tally {
    fn new(lane: &Lane, row: &LaneRow) -> Tally {
        Tally {
            number: row.last_number,
            last: row.last_start,
            open_from: row.paused_until,
            window: Vec::new(),
            limit: lane.limit(),
            hold: micros(lane.hold),
            longest_hold: row.longest_hold,
            given: Vec::new(),
        }
    }

    fn next(&self, now: i64) -> i64 {
        let wanted = (self.number + 1).saturating_sub(self.limit);
        let among = |starts: &[(i64, i64)]| starts.iter().find(|(number, _)| *number == wanted).map(|(_, at)| *at);
        let ago = among(&self.window).or_else(|| among(&self.given));
        rate::next_start(now, self.open_from, self.last, ago, self.hold)
    }

    fn take(&mut self, at: i64) -> i64 {
        self.number += 1;
        self.last = at;
        self.given.push((self.number, at));
        self.number
    }
}

/// Takes up to so many starts from whichever tallies have them soonest, ties in turn from `first` on. The first may be at
/// any time, the others up to `until`.
fn take(
    tallies: &mut [Option<Tally>],
    first: usize,
    most: u32,
    until: i64,
    next: impl Fn(&Tally) -> i64,
) -> Vec<Given> {
    let mut given = Vec::new();
    while given.len() < most as usize {
        let turn = first + given.len();
        let soonest = (0..tallies.len())
            .map(|offset| (turn + offset) % tallies.len())
            .filter_map(|lane| Some((next(tallies[lane].as_ref()?), lane)))
            .min_by_key(|(at, _)| *at);
        let Some((at, lane)) = soonest else { break };
        if !given.is_empty() && at > until {
            break;
        }
        if let Some(tally) = &mut tallies[lane] {
            given.push(Given { lane, number: tally.take(at), at });
        }
    }
    given
}

/// When the tokens a request needs fit on a lane, in both directions.
pub(crate) fn tokens_fit(lane: &Lane, held: &[HeldRow], need: (u64, u64), now: i64) -> Earliest<i64> {
    // What is under way is over at any time: when, is told when it is.
    let leaves = |row: &HeldRow| (row.settled <= now).then(|| row.settled + micros(lane.hold));
    let mut at = now;
    let input = held.iter().map(|row| (leaves(row), row.input_tokens.max(0) as u64));
    let output = held.iter().map(|row| (leaves(row), row.output_tokens.max(0) as u64));
    for fit in [
        lane.input_tokens.map(|limit| rate::tokens_fit(input, need.0, limit, now)),
        lane.output_tokens.map(|limit| rate::tokens_fit(output, need.1, limit, now)),
    ] {
        match fit {
            Some(Earliest::At(time)) => at = at.max(time),
            Some(Earliest::AfterSettling) => return Earliest::AfterSettling,
            None => {}
        }
    }
    Earliest::At(at)
}
