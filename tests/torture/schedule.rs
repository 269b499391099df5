//! As soon as one call ends the next begins: never in groups that wait for their slowest.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::kept::Kept;
use super::scale::{figure, is_full};
use super::setting::{Price, write_plan, write_settings};
use crate::support::stand_in::{Answer, Protocol, Question, Script, Step, lognormal};
use crate::support::world::World;

const LIMITS: &str = "requests = 1000000\nconcurrency = 50";

/// The first prompts asked are answered last of all: everything else has to go on beside them. The slow answers take so
/// long that a busy machine gets through the others, one after the other.
#[test]
fn slow_answers_hold_up_nobody_else() {
    let (items, slow, long) = (200, 49, Duration::from_secs(15));
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let script: Script = Arc::new(move |_: &Question| {
        let number = asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Step::from(Answer::Good).after(if number < slow { long } else { Duration::ZERO })
    });
    let ordeal = World::new().asking(Protocol::Anthropic, script);
    write_settings(&ordeal, Price { input: 3.0, output: 15.0 }, LIMITS);
    write_plan(&ordeal, "slow", items);
    ordeal.run(["batch", "run", "slow.toml"]).ok();
    Kept::of(&ordeal).is_exactly(&["slow"], items);
    let journal = ordeal.stand_in.journal();
    let first_slow_ends = journal[0].at + long;
    let beside = journal.iter().filter(|entry| entry.at < first_slow_ends).count();
    assert_eq!(beside, items, "asked while the slow ones were under way");
}

#[test]
fn a_thousand_slow_answers_take_hardly_longer_than_they_must() {
    if !is_full() {
        return;
    }
    let (items, concurrency, seed) = (1000, 50, 9);
    let (median, sigma) = (Duration::from_millis(500), 0.5);
    let delays = Arc::new(Mutex::new(Vec::new()));
    let (asked, inner) = (Arc::clone(&delays), lognormal(seed, median, sigma));
    let script: Script = Arc::new(move |question: &Question| {
        let step = inner(question);
        asked.lock().unwrap().push(step.delay.as_secs_f64());
        step
    });
    let ordeal = World::new().asking(Protocol::Anthropic, script);
    write_settings(&ordeal, Price { input: 3.0, output: 15.0 }, LIMITS);
    write_plan(&ordeal, "schedule", items);
    let began = std::time::Instant::now();
    let ended = ordeal.run(["batch", "run", "schedule.toml"]);
    let took = began.elapsed().as_secs_f64();
    ended.ok();
    Kept::of(&ordeal).is_exactly(&["schedule"], items);
    let delays = delays.lock().unwrap();
    let sum = delays.iter().sum::<f64>() / concurrency as f64;
    let best = without_overhead(&delays, concurrency);
    let what = "1,000 items, lognormal 500 ms (sigma 0.5), concurrency 50";
    figure(&format!("{what}: wall over sum of latencies / 50"), format!("{:.3}", took / sum), "");
    figure(&format!("{what}: the same with no overhead at all"), format!("{:.3}", best / sum), "");
    figure(&format!("{what}: wall over no overhead at all"), format!("{:.3}", took / best), "<= 1.03");
    assert!(took / best <= 1.03, "{took:.2} s, {best:.2} s with no overhead");
}

/// When the last of these calls ends if each begins the moment a place is free: what the sum of latencies divided by the
/// places cannot be reached by, since towards the end places stay empty and the last call may be a long one.
fn without_overhead(delays: &[f64], places: usize) -> f64 {
    let mut free = vec![0.0f64; places];
    for delay in delays {
        let first = free.iter_mut().min_by(|left, right| left.total_cmp(right)).expect("there are places");
        *first += delay;
    }
    free.into_iter().fold(0.0, f64::max)
}
