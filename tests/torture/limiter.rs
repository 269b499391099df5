//! A server that enforces a sliding window: it never sees one request too many, and the window is used to the full.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::support::ordeal::{Ordeal, Price, figure, is_full, sized};
use crate::support::stand_in::{Window, lognormal};

const REQUESTS: usize = 3000;
/// What every process may have in flight: so many that nothing but the limiter holds requests back when a window's places
/// come free in one burst. With 50 the queue is empty for a part of each burst of two keys, and the share says nothing.
const CONCURRENCY: usize = 150;

/// What the program is told, for each key.
fn window() -> Window {
    sized(
        Window { requests: 60, length: Duration::from_millis(1500) },
        Window { requests: 240, length: Duration::from_secs(6) },
    )
}

/// What the server enforces. In the short form it closes an eye for the time a request may wait for a processor, since
/// other tests run at the same moment; two bursts too close together, or two processes at once, it sees all the same.
fn enforced_window() -> Window {
    let window = window();
    Window { length: window.length - sized(Duration::from_millis(300), Duration::ZERO), ..window }
}

#[test]
fn one_process_stays_inside_an_enforced_window() {
    enforced(1, &["key-one"]);
}

#[test]
fn three_processes_stay_inside_one_window_together() {
    enforced(3, &["key-one"]);
}

#[test]
fn two_keys_are_used_side_by_side_by_three_processes() {
    enforced(3, &["key-one", "key-two"]);
}

fn enforced(processes: usize, keys: &[&str]) {
    let window = window();
    let requests = sized(150 * keys.len(), REQUESTS);
    let mut ordeal = Ordeal::new(lognormal(5, Duration::from_millis(sized(20, 150)), 0.5));
    ordeal.sandbox = ordeal.sandbox.with_env("ANTHROPIC_API_KEY", keys.join(","));
    ordeal.stand_in.enforce(enforced_window());
    ordeal.settings(
        Price { input: 3.0, output: 15.0 },
        &format!(
            "requests = {}\nwindow_seconds = {}\nthreshold = 1.0\nconcurrency = {CONCURRENCY}\nmax_retries = 10",
            window.requests,
            window.length.as_secs_f64()
        ),
    );
    let share = requests / processes;
    let plans: Vec<String> = (1..=processes).map(|number| format!("plan{number}")).collect();
    for plan in &plans {
        ordeal.plan(plan, share);
    }
    // The database is made by one of them, as it would be in real life; starting at once is another test's matter.
    let (code, said) = ordeal.run(&["batch", "list"], Duration::from_secs(30));
    assert_eq!(code, 0, "{said}");
    let started: Vec<_> = plans.iter().map(|plan| ordeal.start(&["batch", "run", &format!("{plan}.toml")])).collect();
    for process in started {
        let (code, said) = process.ends_within(Duration::from_secs(400));
        assert_eq!(code, 0, "{said}");
    }
    let journal = ordeal.stand_in.journal();
    let refused = journal.iter().filter(|entry| entry.status == 429).count();
    let mut arrivals: BTreeMap<&str, Vec<Instant>> = BTreeMap::new();
    for entry in &journal {
        arrivals.entry(&entry.key).or_default().push(entry.at);
    }
    let used = arrivals.values().map(|times| share_used(times, window)).fold(1.0, f64::min);
    let what = format!(
        "{} in {} s enforced, {requests} requests, {processes} processes, {} keys",
        window.requests,
        window.length.as_secs_f64(),
        keys.len()
    );
    figure(&format!("{what}: violations"), ordeal.stand_in.violations(), "0");
    figure(&format!("{what}: 429s"), refused, "0");
    figure(&format!("{what}: closest call"), format!("{:.1} ms", closest(&arrivals, window)), "> 0");
    figure(&format!("{what}: share of the rate used"), format!("{used:.4}"), ">= 0.99");
    let names: Vec<&str> = plans.iter().map(String::as_str).collect();
    ordeal.kept().is_exactly(&names, share);
    assert_eq!(ordeal.stand_in.violations(), 0, "requests beyond the window");
    assert_eq!(refused, 0, "429s");
    assert_eq!(arrivals.len(), keys.len(), "every key is used");
    if is_full() {
        assert!(used >= 0.99, "only {used:.4} of the rate was used");
    }
}

/// How much of the permitted rate was used while there was something to send: a window's length over the mean time from
/// a request to the one that takes its place, over all but the last window, in which requests run out.
fn share_used(arrivals: &[Instant], window: Window) -> f64 {
    let gaps: Vec<f64> =
        arrivals.windows(window.requests + 1).map(|span| (span[window.requests] - span[0]).as_secs_f64()).collect();
    window.length.as_secs_f64() * gaps.len() as f64 / gaps.iter().sum::<f64>()
}

/// By how many milliseconds the closest request missed being one too many.
fn closest(arrivals: &BTreeMap<&str, Vec<Instant>>, window: Window) -> f64 {
    let spans = arrivals.values().flat_map(|times| times.windows(window.requests + 1));
    let gaps = spans.map(|span| (span[window.requests] - span[0]).as_secs_f64() - window.length.as_secs_f64());
    gaps.fold(f64::INFINITY, f64::min) * 1e3
}
