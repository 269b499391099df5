//! Several workers on one batch, on both engines: no item twice, dead workers' items taken over, one budget.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use crate::support::output::Output;
use crate::support::process::{Running, wait_until};
use crate::support::stand_in::{Answer, Protocol, Question, Script, StandIn, Step, always, slow};
use crate::support::world::{World, plan};

fn start_all(shop: &World<StandIn>, workers: usize) -> Vec<Running> {
    let mut all = vec![shop.start(["batch", "run", "plan.toml"])];
    wait_until("the first call", || !shop.stand_in.journal().is_empty());
    all.extend((1..workers).map(|_| shop.start(["batch", "worker", "shop"])));
    all
}

fn on_each_engine(test: impl Fn(World)) {
    test(World::new());
    test(World::new().on_postgres());
}

#[test]
fn workers_share_a_batch_and_make_no_item_twice() {
    on_each_engine(|world| {
        let shop = world.asking(Protocol::OpenAi, slow(40)).plan(60, "concurrency = 4");
        for live in start_all(&shop, 3) {
            live.end().ok();
        }
        assert_eq!((shop.stand_in.delivered(), shop.stand_in.paid_twice()), (60, vec![]));
        let listed = shop.run(["list", "--limit", "100", "--json"]).ok().json();
        assert_eq!(listed["conversations"].as_array().unwrap().len(), 60);
    });
}

#[test]
fn slow_workers_share_even_a_small_batch() {
    let shop = World::new().asking(Protocol::OpenAi, slow(400)).plan(8, "concurrency = 1");
    let first = shop.start(["batch", "run", "plan.toml", "--json"]);
    wait_until("a call", || shop.stand_in.journal().len() == 1);
    let second = shop.start(["batch", "worker", "shop", "--json"]);
    let made = [first, second].map(|live| {
        let Output { code, stdout, stderr, .. } = live.end();
        assert_eq!(code, Some(0), "{stderr}");
        serde_json::from_str::<serde_json::Value>(&stdout).unwrap()["made"].as_u64().unwrap()
    });
    assert!(made.iter().all(|made| *made >= 2) && made.iter().sum::<u64>() == 8, "{made:?}");
    shop.is_complete(8);
}

#[test]
fn the_items_of_a_killed_worker_are_taken_over_at_once_on_the_same_machine() {
    on_each_engine(|world| {
        let shop = world.asking(Protocol::OpenAi, slow(40)).plan(40, "concurrency = 2");
        let mut all = start_all(&shop, 2);
        wait_until("ten answers", || shop.stand_in.delivered() >= 10);
        let killed = all.remove(0);
        killed.signal("KILL");
        assert_eq!(killed.end().code, None);
        for live in all {
            live.end().ok();
        }
        // The worker that goes on only sees a lease, which is long; whoever starts sees that its worker_id is gone.
        shop.run(["batch", "worker"]).ok();
        let listed = shop.run(["list", "--limit", "100", "--json"]).ok().json();
        assert_eq!(listed["conversations"].as_array().unwrap().len(), 40);
        let twice: usize = shop.stand_in.paid_twice().iter().map(|(_, times)| times - 1).sum();
        assert!(twice <= 2, "only what was in flight is asked again: {twice}");
    });
}

#[test]
fn a_worker_that_was_stopped_for_longer_than_its_lease_asks_for_nothing_that_others_took_over() {
    let shop =
        World::new().asking(Protocol::OpenAi, slow(300)).plan(12, "concurrency = 2\nrequests = 4\nwindow_seconds = 2");
    let shop = shop.with_env("DIALOOM_TEST_LEASE_SECONDS", "6");
    let stopped = shop.start(["batch", "run", "plan.toml"]);
    wait_until("a full window", || shop.stand_in.journal().len() == 4);
    // Two calls wait for their turn now.
    stopped.signal("STOP");
    let before = shop.stand_in.journal().len();
    let heir = shop.start(["batch", "worker", "shop"]);
    heir.end().ok();
    let asked = shop.stand_in.journal().len();
    assert!(asked > before, "the heir made what the other holds, once its lease was over");
    stopped.signal("CONT");
    stopped.end().ok();
    assert_eq!(shop.stand_in.journal().len(), asked, "nothing is asked for by whoever was stopped");
    let twice: usize = shop.stand_in.paid_twice().iter().map(|(_, times)| times - 1).sum();
    assert!(twice <= 2, "only what was in flight is asked again: {twice}");
    shop.is_complete(12);
}

#[test]
fn what_a_plan_drops_is_not_asked_for_though_it_waits_for_its_turn() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(8, "concurrency = 6\nrequests = 2");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("two calls", || shop.stand_in.journal().len() == 2);
    wait_until("two answers", || shop.number("SELECT count(*) FROM conversations") == 2);
    shop.sql(async |connection| {
        let drop =
            "UPDATE batch_items SET state = 'skipped', worker_id = NULL, lease_until = NULL WHERE state <> 'completed'";
        sqlx::query(drop).execute(connection).await.unwrap();
    });
    live.end().ok();
    assert_eq!(shop.stand_in.journal().len(), 2);
}

#[test]
fn what_a_plan_drops_while_it_is_asked_for_is_not_asked_for_again() {
    let cut = Step::from(Answer::CutJson).after(Duration::from_millis(700));
    let shop = World::new().asking(Protocol::OpenAi, always(cut)).plan(1, "max_answer_retries = 5");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("the call", || shop.stand_in.journal().len() == 1);
    shop.sql(async |connection| {
        let drop = "UPDATE batch_items SET state = 'skipped', worker_id = NULL, lease_until = NULL";
        sqlx::query(drop).execute(connection).await.unwrap();
    });
    live.end().ok();
    assert_eq!(shop.stand_in.journal().len(), 1);
    assert_eq!(shop.number("SELECT attempts FROM batch_items"), 1, "what it took is on record");
}

#[test]
fn one_budget_holds_for_all_workers_together() {
    on_each_engine(|world| {
        let shop = world.asking(Protocol::OpenAi, slow(40)).plan(60, "concurrency = 4\nmax_cost_usd = 1.5");
        let codes: Vec<Option<i32>> = start_all(&shop, 3).into_iter().map(|live| live.end().code).collect();
        assert!(codes.iter().all(|code| *code == Some(4)), "{codes:?}");
        let status = shop.run(["batch", "status", "shop", "--json"]).ok().json();
        let paid = status["batch"]["actual_cost_usd"].as_f64().unwrap();
        let made = status["batch"]["completed_items"].as_u64().unwrap();
        assert_eq!(made, shop.stand_in.delivered() as u64);
        assert!(paid <= 1.5 && made > 0 && made < 60, "{paid} for {made}");
    });
}

#[test]
fn a_worker_whose_budget_covers_no_call_any_more_does_not_wait_for_others() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Hang)).plan(4, "concurrency = 1");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("a call", || shop.stand_in.journal().len() == 1);
    shop.run(["batch", "worker", "shop", "--max-cost", "0.05"]).fails(4).says("$0.05 of the budget is left");
    live.interrupt_twice();
    live.end().ends(130);
}

#[test]
fn a_worker_takes_up_whatever_waits_and_stays_where_asked() {
    let shop = World::new().asking(Protocol::OpenAi, slow(40)).plan(6, "concurrency = 2");
    shop.run(["batch", "worker"]).ok().says("no batch is pending or running");
    let staying = shop.start(["batch", "worker", "--wait"]);
    let runs = shop.start(["batch", "run", "plan.toml"]);
    runs.end().ok();
    shop.is_complete(6);
    staying.signal("INT");
    staying.end().ends(130);
    shop.run(["batch", "worker", "shpo"]).fails(2).says("did you mean \"shop\"?");
}

#[test]
fn the_first_call_of_a_cached_prompt_goes_ahead_alone() {
    // Opus 5.5 caches from 512 tokens on, which the built-in templates' fixed part has.
    let shop = World::new().asking(Protocol::Anthropic, slow(300)).plan(6, "concurrency = 5");
    shop.work(&["--model", "claude-opus-5-5"]).ok();
    let journal = shop.stand_in.journal();
    let first = journal[0].at;
    let early = journal.iter().filter(|entry| entry.at < first + Duration::from_millis(250)).count();
    assert_eq!(early, 1, "the others wait until the provider has read the prompt once");
    assert!(journal[0].body.contains("\"cache_control\""), "{}", journal[0].body);
    shop.is_complete(6);
}

#[test]
fn a_call_without_an_answer_has_warmed_no_cache() {
    for first in [Answer::RateLimited(None), Answer::Error(529, "overloaded_error", "busy"), Answer::Close] {
        let asked = std::sync::atomic::AtomicUsize::new(0);
        let answer = first.clone();
        let script: Script = Arc::new(move |_: &Question| match asked.fetch_add(1, Ordering::Relaxed) {
            0 => answer.clone().into(),
            _ => Step::from(Answer::Good).after(Duration::from_millis(300)),
        });
        let shop = World::new().asking(Protocol::Anthropic, script).plan(6, "concurrency = 5");
        shop.work(&["--model", "claude-opus-5-5"]).ok();
        let journal = shop.stand_in.journal();
        let second = journal[1].at;
        let early = journal[1..].iter().filter(|entry| entry.at < second + Duration::from_millis(250)).count();
        assert_eq!(early, 1, "{first:?}: the next call goes ahead alone as well");
        shop.is_complete(6);
    }
}

#[test]
fn whoever_waits_for_money_takes_over_what_a_dead_worker_set_aside() {
    let shop = World::new()
        .asking(Protocol::Anthropic, always(Answer::Good))
        .plan(6, "concurrency = 2\nmax_cost_usd = 0.000001");
    shop.work(&[]).fails(4);
    // A worker elsewhere set most of the money aside and then died; its lease ends while we wait for the money.
    let until = chrono::Utc::now() + chrono::TimeDelta::seconds(3);
    let until = until.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string();
    shop.number(&format!(
        "UPDATE batch_items SET state = 'running', worker_id = 'elsewhere/1/dead', lease_until = '{until}', \
         reserved_micros = 900000 WHERE position = 0 RETURNING 1"
    ));
    let live = shop.start(["batch", "resume", "shop", "--max-cost", "1"]);
    let stderr = live.end().ends(4).stderr;
    assert!(stderr.contains("$0.90 more may have been billed"), "{stderr}");
    assert_eq!(shop.stand_in.journal().len(), 0);
}

#[test]
fn what_a_dead_worker_set_aside_counts_even_where_the_heir_has_no_budget() {
    let shop = World::new()
        .asking(Protocol::Anthropic, always(Answer::Good))
        .plan(3, "concurrency = 2\nmax_cost_usd = 0.000001");
    shop.work(&[]).fails(4);
    shop.number(
        "UPDATE batch_items SET state = 'running', worker_id = 'elsewhere/1/dead', \
         lease_until = '2026-01-01T00:00:00.000000Z', reserved_micros = 900000 WHERE position = 0 RETURNING 1",
    );
    shop.write("plan.toml", plan(3, "concurrency = 2", ""));
    shop.work(&[]).ok();
    assert_eq!(shop.number("SELECT uncertain_cost_micros FROM batch_jobs"), 900_000);
}

#[test]
fn a_worker_does_not_go_round_in_circles_over_a_batch_whose_target_is_met() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good));
    shop.write(
        "plan.toml",
        "name = \"shop\"\ntemplate = \"Investment Discovery\"\ntarget = 2\nmax_candidates = 10\n[axes]\n\
         persona = [\"A\", \"B\"]\nemotion = [\"calm\"]\ntopic = [\"funds\"]\n[generation]\nmodel = \"a-model\"\n\
         [limits]\nrequests = 100000\n",
    );
    shop.work(&[]).ok();
    // As a process leaves it that was killed between its last answer and the end.
    shop.number("UPDATE batch_jobs SET status = 'running' RETURNING 1");
    shop.number("UPDATE batch_items SET state = 'pending' WHERE state = 'skipped' RETURNING 1");
    let live = shop.start(["batch", "worker"]);
    let stderr = live.end().ok().stderr;
    assert_eq!(shop.stand_in.journal().len(), 2, "{stderr}");
    let batch = shop.batch();
    assert_eq!((&batch["status"], &batch["pending_items"]), (&"completed".into(), &0.into()));
}

#[test]
fn a_plan_changed_under_a_running_worker_stops_it_and_nothing_is_made_the_old_way() {
    let shop = World::new().asking(Protocol::OpenAi, slow(150)).plan(60, "concurrency = 2");
    let old = shop.start(["batch", "run", "plan.toml"]);
    wait_until("two answers", || shop.stand_in.delivered() >= 2);
    let changed = shop.read("plan.toml").replace("a-model", "another-model");
    shop.write("plan.toml", changed);
    let new = shop.start(["batch", "run", "plan.toml", "--concurrency", "20"]);
    let stderr = old.end().ends(3).stderr;
    assert!(stderr.contains("another process changed the plan"), "{stderr}");
    new.end().ok();
    let by = |model: &str| {
        shop.stand_in.journal().iter().filter(|entry| entry.body.contains(&format!("\"{model}\""))).count()
    };
    assert_eq!(by("another-model"), 60);
    assert!(by("a-model") < 20, "{}", by("a-model"));
    assert_eq!(shop.batch()["status"], "completed");
}

#[test]
fn an_interrupted_worker_leaves_the_batch_to_one_that_holds_nothing_just_then() {
    let shop = World::new().asking(Protocol::OpenAi, slow(300)).plan(8, "concurrency = 1");
    let busy = shop.start(["batch", "run", "plan.toml"]);
    wait_until("the first call", || !shop.stand_in.journal().is_empty());
    // The first one holds all eight.
    let idle = shop.start(["batch", "worker", "shop"]);
    wait_until("the second to be there", || shop.number("SELECT count(*) FROM batch_workers") == 2);
    busy.signal("INT");
    busy.end().ends(130);
    idle.end().ok();
    shop.is_complete(8);
    assert_eq!(shop.number("SELECT count(*) FROM batch_workers"), 0);
}

#[test]
fn what_a_plan_drops_is_not_asked_for_by_a_worker_that_has_it_queued() {
    let shop = World::new().asking(Protocol::OpenAi, slow(400)).plan(12, "concurrency = 1");
    let old = shop.start(["batch", "run", "plan.toml"]);
    wait_until("the first answer", || shop.stand_in.delivered() >= 1);
    shop.write("plan.toml", plan(2, "concurrency = 1", ""));
    let new = shop.start(["batch", "run", "plan.toml"]);
    for live in [old, new] {
        live.end().ok();
    }
    // The two that are left, and what was begun until the next look at the batch.
    assert!(shop.stand_in.journal().len() <= 6, "{} calls", shop.stand_in.journal().len());
    assert_eq!(shop.stand_in.paid_twice(), vec![]);
}

#[test]
fn whoever_has_a_wrong_clock_takes_nothing_away_from_the_others() {
    let shop = World::new()
        .on_postgres()
        .asking(Protocol::OpenAi, always(Answer::Good))
        .plan(2, "concurrency = 2\nmax_cost_usd = 0.000001");
    shop.run(["batch", "run", "plan.toml"]).fails(4);
    // This machine's clock is an hour before the server's and all others'.
    let database = shop.postgres().unwrap();
    database.set_clock(-3600);
    database.run(
        "UPDATE batch_items SET state = 'running', worker_id = 'elsewhere/1/alive', \
         lease_until = clock_timestamp() + interval '4 seconds' WHERE position = 0",
    );
    let began = Instant::now();
    let live = shop.start(["batch", "resume", "shop", "--max-cost", "1"]);
    live.end().ok();
    let calls: Vec<Duration> = shop.stand_in.journal().iter().map(|entry| entry.at - began).collect();
    assert!(calls.len() == 2 && calls[1] > Duration::from_secs(3), "{calls:?}: while it was held, it was left alone");
}
