//! `kill -9` at any instant, then the same command again: nothing lost, nothing twice, nothing asked again but what was
//! in flight.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::kept::Kept;
use super::scale::{Dice, figure, sized};
use super::setting::{Price, write_plan, write_settings};
use crate::support::stand_in::{Protocol, Script, StandIn, lognormal};
use crate::support::world::World;

const CONCURRENCY: usize = 50;
/// A process that gets no answer for so long waits for something that died.
const STALLED: Duration = Duration::from_secs(10);

#[test]
fn kill_at_any_instant_loses_nothing_and_stores_nothing_twice() {
    ordeal("SQLite", World::new().asking(Protocol::Anthropic, script()), sized(400, 2000), sized(8, 200));
}

#[test]
fn kill_at_any_instant_loses_nothing_on_postgres() {
    ordeal(
        "PostgreSQL",
        World::new().on_postgres().asking(Protocol::Anthropic, script()),
        sized(240, 600),
        sized(5, 60),
    );
}

fn script() -> Script {
    lognormal(1, Duration::from_millis(150), 0.7)
}

/// One life of the process.
struct Life {
    began: Instant,
    killed: Instant,
    /// What was in the database after its end.
    kept: Kept,
}

fn ordeal(engine: &str, ordeal: World<StandIn>, items: usize, kills: usize) {
    write_plan(&ordeal, "crash", items);
    write_settings(
        &ordeal,
        Price { input: 3.0, output: 15.0 },
        &format!(
            "requests = 1000000\nconcurrency = {CONCURRENCY}\nmax_retries = 10\nretry_base_ms = 10\nretry_cap_ms = 50"
        ),
    );
    let command = ["batch", "run", "crash.toml"];
    let mut dice = Dice::new(7);
    let mut lives: Vec<Life> = Vec::new();
    let mut stalled = 0;
    while lives.len() < kills {
        let began = Instant::now();
        let left = items - lives.last().map_or(0, |life| life.kept.conversations.len());
        let process = ordeal.start(command);
        stalled += usize::from(!wait_for_an_instant(&ordeal, &lives, &mut dice, (left, kills)));
        let killed = Instant::now();
        if let Some(ended) = process.kill() {
            assert_eq!(ended.code, Some(0), "ended by itself after {} kills: {ended:?}", lives.len());
            break;
        }
        lives.push(Life { began, killed, kept: Kept::of(&ordeal) });
    }
    let killed = lives.len();
    let began = Instant::now();
    ordeal.run(command).ok();
    let kept = Kept::of(&ordeal);
    lives.push(Life { began, killed: Instant::now(), kept: Kept::of(&ordeal) });

    let toll = Toll::of(&ordeal, &lives);
    let saved_before: BTreeSet<u64> = lives.iter().flat_map(|life| life.kept.prompts()).collect();
    let lost = saved_before.difference(&kept.prompts()).count() + items.saturating_sub(kept.prompts().len());
    let what = format!("{killed} kill -9 over {items} items, {engine}");
    figure(&format!("{what}: conversations lost"), lost, "0");
    figure(&format!("{what}: stored twice"), kept.stored_twice(), "0");
    figure(&format!("{what}: answered twice beyond those in flight"), toll.beyond, "0");
    figure(&format!("{what}: asked again though saved"), toll.asked_though_saved, "0");
    figure(&format!("{what}: lives that saved something"), toll.fruitful, "");
    figure(&format!("{what}: lives that waited {STALLED:?} for an answer"), stalled, "0");
    figure(&format!("{what}: answers in flight at a kill, at most"), toll.most_in_flight, "<= 50");
    figure(&format!("{what}: answers sent before a kill and not saved, in all"), toll.unsaved, "");
    figure(&format!("{what}: answers paid for again, in all"), toll.answered_again, "");
    figure(&format!("{what}: requests in all"), ordeal.stand_in.journal().len(), "");
    assert_eq!(lost, 0, "conversations lost");
    kept.is_exactly(&["crash"], items);
    assert_eq!(toll.asked_though_saved, 0, "asked again though saved");
    assert_eq!(toll.beyond, 0, "answered twice beyond those in flight");
    assert_eq!(stalled, 0, "lives that waited for something that died");
    assert!(killed * 10 >= kills * 9, "the batch was done after {killed} of {kills} kills");
    assert!(toll.fruitful * 3 > kills, "only {} of {kills} lives got anywhere", toll.fruitful);
}

/// Waits until the instant of the next kill. Returns whether anything came at all.
fn wait_for_an_instant(
    ordeal: &World<StandIn>,
    lives: &[Life],
    dice: &mut Dice,
    (left, kills): (usize, usize),
) -> bool {
    let began = Instant::now();
    let wait = |is_over: &dyn Fn() -> bool| {
        while !is_over() && began.elapsed() < STALLED {
            std::thread::sleep(Duration::from_millis(1));
        }
    };
    // Every second life saves something, so that the kills hit saved and unsaved work, however slow the disk is.
    if lives.len() % 2 == 1 {
        let saved = lives.last().map_or(0, |life| life.kept.conversations.len());
        wait(&|| Kept::of(ordeal).conversations.len() > saved);
    } else if dice.share() < 0.4 {
        // While it starts, or soon after.
        std::thread::sleep(Duration::from_secs_f64(dice.between(0.0, 0.2)));
        return true;
    } else {
        // After so many answers that the kills spread over the whole batch, and then at any instant.
        let share = 1.8 * left as f64 / (kills - lives.len() + 1) as f64;
        let answers = dice.between(0.0, share) as usize;
        wait(&|| ordeal.stand_in.delivered_since(began) > answers);
    }
    let is_alive = began.elapsed() < STALLED;
    std::thread::sleep(Duration::from_secs_f64(dice.between(0.0, 0.03)));
    is_alive
}

/// What the kills cost.
#[derive(Debug, Default)]
struct Toll {
    /// Answers delivered again although they were not in flight at a kill, and those in flight beyond the concurrency.
    beyond: usize,
    /// Requests for a prompt whose answer was in the database before the process started.
    asked_though_saved: usize,
    /// The most answers that were delivered and not saved when a life ended.
    most_in_flight: usize,
    /// Answers the process had been sent before it was killed, and had not saved.
    unsaved: usize,
    /// Answers delivered for prompts that had one; most of them were sent to a process that was gone already.
    answered_again: usize,
    /// Lives that saved at least one answer.
    fruitful: usize,
}

impl Toll {
    fn of(ordeal: &World<StandIn>, lives: &[Life]) -> Toll {
        let journal = ordeal.stand_in.journal();
        let mut toll = Toll::default();
        let mut delivered: BTreeMap<u64, usize> = BTreeMap::new();
        let mut allowed: BTreeMap<u64, usize> = BTreeMap::new();
        let mut saved = BTreeSet::new();
        for (place, life) in lives.iter().enumerate() {
            let until = lives.get(place + 1).map(|next| next.began);
            let asked = journal.iter().filter(|entry| entry.at >= life.began && until.is_none_or(|end| entry.at < end));
            let after = life.kept.prompts();
            let mut unsaved: BTreeSet<u64> = BTreeSet::new();
            for entry in asked {
                toll.asked_though_saved += usize::from(saved.contains(&entry.prompt));
                if entry.delivered {
                    *delivered.entry(entry.prompt).or_default() += 1;
                    if !after.contains(&entry.prompt) {
                        unsaved.insert(entry.prompt);
                        toll.unsaved += usize::from(entry.answered.is_some_and(|at| at < life.killed));
                    }
                }
            }
            toll.most_in_flight = toll.most_in_flight.max(unsaved.len());
            toll.beyond += unsaved.len().saturating_sub(CONCURRENCY);
            for prompt in unsaved {
                *allowed.entry(prompt).or_default() += 1;
            }
            toll.fruitful += usize::from(after.len() > saved.len());
            saved = after;
        }
        for (prompt, times) in delivered {
            toll.answered_again += times - 1;
            toll.beyond += (times - 1).saturating_sub(allowed.get(&prompt).copied().unwrap_or(0));
        }
        toll
    }
}
