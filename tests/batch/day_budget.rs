//! `--max-cost-per-day` and `max_cost_per_day_usd`: what all commands with one database may spend in a UTC day.

use crate::support::process::wait_until;
use crate::support::stand_in::{Answer, Protocol, StandIn, always, mix, slow};
use crate::support::world::{World, plan};

/// What every call of today may have cost, in dollars, as `stats` tells it.
fn spent(shop: &World<StandIn>) -> f64 {
    let calls = shop.run(["stats", "--json"]).ok().json()["calls"].clone();
    calls["cost_usd"].as_f64().unwrap() + calls["uncertain_cost_usd"].as_f64().unwrap()
}

const GENERATE: [&str; 10] = [
    "generate",
    "-t",
    "Investment Discovery",
    "--persona",
    "Nurse",
    "--emotion",
    "calm",
    "--model",
    "a-model",
    "--json",
];

#[test]
fn a_dry_run_shows_it() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(4, "");
    let shop = shop.settings("[limits]\nmax_cost_per_day_usd = 0.6\n");
    shop.run(["batch", "run", "plan.toml", "--dry-run"])
        .ok()
        .prints("of a UTC day $0.60 (what is left: dialoom limits)");
}

#[test]
fn when_it_is_used_up_the_run_stops_resumable_and_a_later_day_goes_on() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(40, "");
    let shop = shop.settings("[limits]\nmax_cost_per_day_usd = 0.6\n");
    let output = shop.work(&["--json"]).fails(4);
    assert_eq!(output.json()["stopped"], "day_budget");
    output.says("of today's $0.60 is left").says("00:00 UTC").says("batch resume shop --max-cost-per-day");
    let (state, made, failed, left) = shop.standing();
    assert!(state == "paused" && made >= 1 && left >= 1 && failed == 0, "{state} {made} {left}");
    assert!(spent(&shop) <= 0.6, "{}", spent(&shop));
    let error = shop.batch()["error"].as_str().unwrap().to_owned();
    assert!(error.contains("of today's $0.60 is left"), "{error}");

    // Nothing else may spend today either, whatever the command.
    let before = shop.stand_in.journal().len();
    shop.run(["batch", "resume", "shop"]).fails(4);
    shop.run(GENERATE).fails(4).says("of today's $0.60 is left").says("--max-cost-per-day");
    assert_eq!(shop.stand_in.journal().len(), before);

    // The next day, and with more on the same day.
    shop.number("UPDATE daily_costs SET day = '2020-01-01' RETURNING 1");
    shop.run(["batch", "resume", "shop"]).fails(4);
    assert!(shop.stand_in.journal().len() > before);
    shop.run(["batch", "resume", "shop", "--max-cost-per-day", "50"]).ok();
    shop.is_complete(40);
    assert_eq!(shop.stand_in.paid_twice(), vec![]);
}

#[test]
fn single_conversations_count_and_stop_like_a_batch() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::NoUsage));
    let flags = [&GENERATE[..], &["--max-cost-per-day", "0.6"]].concat();
    let mut made = 0;
    while shop.run(&flags).code == Some(0) {
        made += 1;
        assert!(made < 10, "uncounted tokens cost nothing");
    }
    assert!(made >= 1);
    assert!(spent(&shop) <= 0.6, "{}", spent(&shop));
    assert_eq!(shop.number("SELECT count(*) FROM single_calls"), 0);
    let shop = shop.settings("[limits]\nmax_cost_per_day_usd = 0.6\n");
    shop.run(["doctor", "--offline"]).prints("today").prints("of $0.60 spent");
    shop.run(["limits"]).prints("of $0.60 spent");
}

/// Two workers and a row of single conversations, all at once.
fn three_processes_never_spend_more(shop: World<StandIn>) {
    let ceiling = 2.0;
    let first = shop.start(["batch", "run", "plan.toml", "-q"]);
    wait_until("the batch begins", || !shop.stand_in.journal().is_empty());
    let second = shop.start(["batch", "worker", "shop", "-q"]);
    let mut singles = 0;
    while shop.run(GENERATE).code == Some(0) {
        singles += 1;
    }
    let (one, other) = (first.end(), second.end());
    assert!(one.code == Some(4) || other.code == Some(4), "{one:?} {other:?}");
    let spent = spent(&shop);
    assert!(spent <= ceiling, "{spent} with {singles} single ones");
    assert!(spent > ceiling / 2.0, "{spent}: it was not used");
    let today = shop.run(["limits", "--json"]).ok().json()["today"].clone();
    let booked = today["cost_usd"].as_f64().unwrap() + today["uncertain_cost_usd"].as_f64().unwrap();
    assert!((booked - spent).abs() < 1e-9 && today["reserved_usd"] == 0.0, "{today} and {spent}");
    assert_eq!(today["max_cost_per_day_usd"], ceiling);
}

fn shared(world: World) -> World<StandIn> {
    let faults =
        vec![(0.2, Answer::CutJson.into()), (0.2, Answer::NoUsage.into()), (0.1, Answer::CutConnection.into())];
    let shop = world.asking(Protocol::Anthropic, mix(5, faults));
    let shop = shop.settings("[limits]\nmax_cost_per_day_usd = 2.0\nretry_base_ms = 5\nretry_cap_ms = 20\n");
    shop.write(
        "plan.toml",
        plan(200, "concurrency = 4\nmax_retries = 50\nmax_answer_retries = 50", "max_tokens = 2048"),
    );
    shop
}

#[test]
fn three_processes_never_spend_more_on_a_file() {
    three_processes_never_spend_more(shared(World::new()));
}

#[test]
fn three_processes_never_spend_more_on_a_server() {
    three_processes_never_spend_more(shared(World::new().on_postgres()));
}

#[test]
fn what_a_killed_process_had_in_flight_counts_and_has_its_log_row() {
    let shop = World::new().asking(Protocol::Anthropic, slow(60_000)).with_env("DIALOOM_TEST_LEASE_SECONDS", "2");
    let shop = shop.settings("[limits]\nmax_cost_per_day_usd = 5.0\n").plan(3, "concurrency = 2");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("two calls", || shop.stand_in.journal().len() >= 2);
    live.kill();
    let uncertain = shop.number("SELECT sum(reserved_micros) FROM batch_items");
    assert!(uncertain > 0);
    shop.stand_in.set_script(always(Answer::Good));
    shop.run(["batch", "resume", "shop"]).ok();
    let lost = "SELECT coalesce(sum(uncertain_micros), 0) FROM generation_logs WHERE error_code = 'process_ended'";
    assert_eq!(shop.number(lost), uncertain);
    assert_eq!(shop.number("SELECT uncertain_cost_micros FROM daily_costs"), uncertain);
    assert_eq!(shop.number("SELECT uncertain_cost_micros FROM batch_jobs"), uncertain);
}
