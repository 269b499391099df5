//! A server that enforces a sliding window: it never sees one request too many, and the window is used to the full.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::kept::Kept;
use super::scale::{figure, is_full, sized};
use super::setting::{Price, write_plan, write_settings};
use crate::support::stand_in::{Answer, Protocol, Script, Step, Window, always, lognormal};
use crate::support::world::World;

const REQUESTS: usize = 3000;
/// What every process may have in flight: so many that nothing but the limiter holds requests back when a window's places
/// come free in one burst. With 50 the queue is empty for a part of each burst of two keys, and the share says nothing.
const CONCURRENCY: usize = 150;

/// Where the processes keep the rates they share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    fn world(self) -> World {
        match self {
            Engine::Sqlite => World::new(),
            Engine::Postgres => World::new().on_postgres(),
        }
    }

    /// The requests of the full form: fewer on PostgreSQL, where half as long a row shows as much.
    fn requests(self) -> usize {
        if self == Engine::Postgres { REQUESTS / 2 } else { REQUESTS }
    }
}

impl std::fmt::Display for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if *self == Engine::Postgres { "PostgreSQL: " } else { "" })
    }
}

/// What processes have to do: so many requests, each process with so many in flight, under a window for each key.
#[derive(Debug, Clone, Copy)]
struct Load<'a> {
    engine: Engine,
    processes: usize,
    keys: &'a [&'a str],
    window: Window,
    concurrency: usize,
    requests: usize,
}

/// What the program is told, for each key. The short form's window is longer than a start can be late on a machine that
/// runs other tests at the same moment.
fn window() -> Window {
    sized(
        Window { requests: 60, length: Duration::from_secs(4) },
        Window { requests: 240, length: Duration::from_secs(6) },
    )
}

/// What the server enforces. In the short form it closes an eye for the time between the last look at the clock and the
/// socket; two bursts too close together, or two processes at once, it sees all the same.
fn eye_closed(window: Window) -> Window {
    Window { length: window.length - sized(Duration::from_millis(300), Duration::ZERO), ..window }
}

#[test]
fn one_process_stays_inside_an_enforced_window() {
    enforced(Engine::Sqlite, 1, &["key-one"]);
}

#[test]
fn three_processes_stay_inside_one_window_together_on_postgres() {
    enforced(Engine::Postgres, 3, &["key-one"]);
}

#[test]
fn two_keys_are_used_side_by_side_by_three_processes_on_postgres() {
    enforced(Engine::Postgres, 3, &["key-one", "key-two"]);
}

#[test]
fn three_processes_stay_inside_one_window_together() {
    enforced(Engine::Sqlite, 3, &["key-one"]);
}

#[test]
fn two_keys_are_used_side_by_side_by_three_processes() {
    enforced(Engine::Sqlite, 3, &["key-one", "key-two"]);
}

fn enforced(engine: Engine, processes: usize, keys: &[&str]) {
    let window = window();
    let requests = sized(130 * keys.len(), engine.requests());
    let script = lognormal(5, Duration::from_millis(sized(20, 150)), 0.5);
    let seen = run(script, Load { engine, processes, keys, window, concurrency: CONCURRENCY, requests });
    let used = seen.arrivals.values().map(|times| share_used(times, window)).fold(1.0, f64::min);
    let what = format!(
        "{engine}{} in {} s enforced, {requests} requests, {processes} processes, {} keys",
        window.requests,
        window.length.as_secs_f64(),
        keys.len()
    );
    seen.tell_violations(&what);
    figure(&format!("{what}: share of the rate used"), format!("{used:.4}"), ">= 0.99");
    assert_eq!(seen.arrivals.len(), keys.len(), "every key is used");
    if is_full() {
        assert!(used >= 0.99, "only {used:.4} of the rate was used");
    }
}

#[test]
fn every_window_is_used_in_full_the_first_included() {
    let (processes, answers): (&[usize], &[u64]) = sized((&[3], &[50]), (&[1, 3], &[0, 50, 2_000, 20_000]));
    for processes in processes {
        for answer in answers {
            every_window(Engine::Sqlite, *processes, Duration::from_millis(*answer));
        }
    }
}

#[test]
fn every_window_is_used_in_full_on_postgres() {
    every_window(Engine::Postgres, 3, Duration::from_millis(50));
}

/// So many windows' worth of requests, with answers that take so long: what each window but the last one held.
fn every_window(engine: Engine, processes: usize, answer: Duration) {
    let window = sized(
        Window { requests: 60, length: Duration::from_secs(4) },
        Window { requests: 120, length: Duration::from_secs(6) },
    );
    let windows = sized(2, 5);
    let requests = windows * window.requests;
    // So many in flight that nothing but the limiter holds requests back.
    let in_flight = window.requests as f64 * (2.0 + answer.as_secs_f64() / window.length.as_secs_f64());
    let each = in_flight as usize / processes + 1;
    let load = Load { engine, processes, keys: &["key-one"], window, concurrency: each, requests };
    let seen = run(always(Step::from(Answer::Good).after(answer)), load);
    let what = format!(
        "{engine}{} in {} s, {requests} requests, {processes} processes, answers of {} s",
        window.requests,
        window.length.as_secs_f64(),
        answer.as_secs_f64()
    );
    let times = &seen.arrivals["key-one"];
    let held: Vec<usize> = (0..windows as u32 - 1)
        .map(|number| {
            let begin = times[0] + window.length * number;
            times.iter().filter(|at| (begin..begin + window.length).contains(at)).count()
        })
        .collect();
    let least = held.iter().min().copied().unwrap_or(0) as f64 / window.requests as f64;
    seen.tell_violations(&what);
    figure(&format!("{what}: starts in each window but the last"), format!("{held:?}"), "the limit");
    figure(&format!("{what}: share of the window used least"), format!("{least:.4}"), ">= 0.99");
    if is_full() {
        assert!(least >= 0.99, "{what}: {held:?}");
    }
}

#[test]
fn a_burst_of_exactly_one_window_waits_for_nothing() {
    for processes in sized(&[1][..], &[1, 3]) {
        let window = sized(
            Window { requests: 60, length: Duration::from_secs(20) },
            Window { requests: 300, length: Duration::from_secs(60) },
        );
        let answer = Duration::from_millis(sized(100, 2000));
        // As many calls at once as the report had that this row is from.
        let in_flight = sized(20, 50);
        let load = Load {
            engine: Engine::Sqlite,
            processes: *processes,
            keys: &["key-one"],
            window,
            concurrency: in_flight / processes + 1,
            requests: window.requests,
        };
        let seen = run(always(Step::from(Answer::Good).after(answer)), load);
        let times = &seen.arrivals["key-one"];
        let took = (*times.iter().max().unwrap() - *times.iter().min().unwrap() + answer).as_secs_f64();
        let ideal = (window.requests as f64 / in_flight as f64).ceil() * answer.as_secs_f64();
        let what = format!(
            "{} requests, {} in {} s, {processes} processes, {in_flight} at once, answers of {} s",
            window.requests,
            window.requests,
            window.length.as_secs_f64(),
            answer.as_secs_f64()
        );
        seen.tell_violations(&what);
        figure(&format!("{what}: seconds to the last answer"), format!("{took:.1}"), &format!("about {ideal:.0}"));
        assert!(took < window.length.as_secs_f64() * 0.9, "it waited for the next window: {took:.1} s");
        if is_full() {
            assert!(took < ideal * 1.2, "{took:.1} s instead of {ideal:.1}");
        }
    }
}

/// What a server saw of a run.
struct Seen {
    arrivals: BTreeMap<String, Vec<Instant>>,
    violations: u64,
    refused: usize,
    window: Window,
}

impl Seen {
    fn tell_violations(&self, what: &str) {
        figure(&format!("{what}: violations"), self.violations, "0");
        figure(&format!("{what}: 429s"), self.refused, "0");
        figure(&format!("{what}: closest call"), format!("{:.1} ms", closest(&self.arrivals, self.window)), "> 0");
        assert_eq!(self.violations, 0, "requests beyond the window");
        assert_eq!(self.refused, 0, "429s");
    }
}

/// Works off a load against a server that enforces the window.
fn run(script: Script, load: Load<'_>) -> Seen {
    let Load { engine, processes, keys, window, concurrency, requests } = load;
    let ordeal = engine.world().asking(Protocol::Anthropic, script).with_env("ANTHROPIC_API_KEY", keys.join(","));
    ordeal.stand_in.enforce(eye_closed(window));
    write_settings(
        &ordeal,
        Price { input: 3.0, output: 15.0 },
        &format!(
            "requests = {}\nwindow_seconds = {}\nthreshold = 1.0\nconcurrency = {concurrency}\nmax_retries = 10",
            window.requests,
            window.length.as_secs_f64()
        ),
    );
    let share = requests / processes;
    let plans: Vec<String> = (1..=processes).map(|number| format!("plan{number}")).collect();
    for plan in &plans {
        write_plan(&ordeal, plan, share);
    }
    // The database is made by one of them, as it would be in real life; starting at once is another test's matter.
    ordeal.run(["batch", "list"]).ok();
    let started: Vec<_> = plans.iter().map(|plan| ordeal.start(["batch", "run", &format!("{plan}.toml")])).collect();
    for process in started {
        process.end_within(Duration::from_secs(400)).ok();
    }
    let journal = ordeal.stand_in.journal();
    let mut arrivals: BTreeMap<String, Vec<Instant>> = BTreeMap::new();
    for entry in &journal {
        arrivals.entry(entry.key.clone()).or_default().push(entry.at);
    }
    arrivals.values_mut().for_each(|times| times.sort_unstable());
    let names: Vec<&str> = plans.iter().map(String::as_str).collect();
    Kept::of(&ordeal).is_exactly(&names, share);
    let refused = journal.iter().filter(|entry| entry.status == 429).count();
    Seen { arrivals, violations: ordeal.stand_in.violations(), refused, window }
}

/// How much of the permitted rate was used while there was something to send: a window's length over the mean time from
/// a request to the one that takes its place, over all but the last window, in which requests run out.
fn share_used(arrivals: &[Instant], window: Window) -> f64 {
    let gaps: Vec<f64> =
        arrivals.windows(window.requests + 1).map(|span| (span[window.requests] - span[0]).as_secs_f64()).collect();
    window.length.as_secs_f64() * gaps.len() as f64 / gaps.iter().sum::<f64>()
}

/// By how many milliseconds the closest request missed being one too many.
fn closest(arrivals: &BTreeMap<String, Vec<Instant>>, window: Window) -> f64 {
    let spans = arrivals.values().flat_map(|times| times.windows(window.requests + 1));
    let gaps = spans.map(|span| (span[window.requests] - span[0]).as_secs_f64() - window.length.as_secs_f64());
    gaps.fold(f64::INFINITY, f64::min) * 1e3
}
