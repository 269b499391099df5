//! The same command again: what is stored is kept, only the rest is made.

use crate::support::process::wait_until;
use crate::support::stand_in::{Answer, Protocol, StandIn, always, slow};
use crate::support::world::{World, plan};

const ITEMS: &str = "SELECT count(*) FROM batch_items";

#[test]
fn a_batch_that_is_done_asks_nobody_again() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(3, "");
    shop.work(&[]).ok();
    shop.work(&[]).ok().says("nothing to do: batch \"shop\" already has its 3 conversations");
    let as_json = shop.work(&["--json"]).ok().json();
    assert_eq!((&as_json["made"], &as_json["batch"]["completed_items"]), (&0.into(), &3.into()));
    shop.run(["batch", "resume", "shop"]).ok().says("nothing to do");
    shop.run(["batch", "retry", "shop"]).ok().says("nothing to do");
    assert_eq!(shop.stand_in.journal().len(), 3);
    shop.is_complete(3);
}

#[test]
fn a_changed_plan_pays_only_for_what_is_new() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(4, "");
    shop.work(&[]).ok();
    shop.write("plan.toml", plan(6, "", ""));
    shop.work(&["--dry-run"]).ok().prints("items     6 (4 kept, 2 new)").prints("cost      about $");
    shop.work(&[]).ok().says("keeps 4 conversations, makes 2 more").says("2 conversations made");
    shop.is_complete(6);
    // Two fewer, and another order: what was made stays, nothing is made.
    shop.write("plan.toml", plan(4, "", "").replace("\"Person 01\", \"Person 02\"", "\"Person 02\", \"Person 01\""));
    shop.work(&["--dry-run"]).ok().prints("items     4 (4 kept); keeps 2 conversations of an earlier plan");
    shop.work(&[]).ok().says("keeps 2 conversations of an earlier plan").says("nothing to do");
    assert_eq!(shop.number("SELECT count(*) FROM conversations"), 6);
    assert_eq!((shop.stand_in.journal().len(), shop.stand_in.paid_twice()), (6, vec![]));
}

#[test]
fn a_plan_that_was_stored_only_in_part_is_not_taken_for_a_whole_one() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(30_000, "");
    let live = shop.start(["batch", "run", "plan.toml"]);
    live.wait_to_say("30000 conversations with");
    wait_until("some items", || shop.files().contains(&"dialoom.db".to_owned()) && shop.number(ITEMS) > 0);
    live.signal("KILL");
    live.end();
    assert!(shop.number(ITEMS) < 30_000);
    for command in [["batch", "resume", "shop"], ["batch", "worker", "shop"], ["batch", "retry", "shop"]] {
        shop.run(command).fails(2).says("stored only in part").says("dialoom batch run plan.toml");
    }
    shop.run(["batch", "worker"]).ok().says("no batch is pending or running");
    assert_eq!(shop.stand_in.journal().len(), 0);
    shop.work(&["--max-cost", "0"]).fails(4);
    assert_eq!(shop.number(ITEMS), 30_000);
}

#[test]
fn an_item_dropped_before_it_was_made_is_not_made_and_comes_back_with_the_plan() {
    let shop =
        World::new().asking(Protocol::OpenAi, always(Answer::Error(401, "authentication_error", "no"))).plan(4, "");
    shop.work(&[]).fails(1);
    shop.stand_in.set_script(always(Answer::Good));
    let refused = shop.stand_in.journal().len();
    shop.write("plan.toml", plan(2, "", ""));
    let drops = "drops 2 unfinished items that the plan no longer has";
    shop.work(&["--dry-run"]).ok().prints(&format!("; {drops}"));
    shop.work(&[]).ok().says(drops).says("2 conversations made");
    assert_eq!((shop.stand_in.delivered(), shop.standing().1), (2, 2));
    shop.write("plan.toml", plan(4, "", ""));
    let back = shop.work(&["--dry-run"]).ok().prints("items     4 (2 kept, 2 unfinished)");
    assert!(!back.stdout.contains("drops"), "{}", back.stdout);
    shop.work(&[]).ok().says("2 conversations made");
    shop.is_complete(4);
    assert_eq!(shop.stand_in.journal().len(), refused + 4);
}

#[test]
fn another_model_or_number_of_turns_is_another_conversation() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(2, "");
    shop.work(&[]).ok();
    let other = shop.work(&["--model", "b-model", "--dry-run"]).ok().prints("(2 new)");
    other.prints("keeps 2 conversations of an earlier plan");
    shop.work(&["--turns", "12", "--dry-run"]).ok().prints("(2 new)");
    shop.work(&["--concurrency", "7", "--rpm", "9", "--max-retries", "1", "--dry-run"]).ok().prints("(2 kept)");
}

#[test]
fn a_batch_goes_on_by_name_without_its_plan_and_with_its_settings() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Error(402, "billing_error", "empty")));
    shop.write("plan.toml", plan(3, "max_retries = 0", "turns = 8\ntemperature = 0.2"));
    shop.work(&[]).fails(1);
    std::fs::remove_file(shop.path().join("plan.toml")).unwrap();
    shop.stand_in.set_script(slow(5));
    let before = shop.stand_in.journal().len();
    shop.run(["batch", "resume", "shop"]).ok().says("3 conversations made");
    shop.is_complete(3);
    for entry in &shop.stand_in.journal()[before..] {
        let body: serde_json::Value = serde_json::from_str(&entry.body).unwrap();
        assert_eq!((&body["model"], &body["temperature"]), (&"a-model".into(), &0.2.into()));
        assert!(body["system"][0]["text"].as_str().unwrap().contains('8'), "eight turns are asked for");
    }
}

#[test]
fn the_same_plan_under_another_name_is_another_batch() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(2, "");
    shop.work(&[]).ok();
    shop.work(&["--name", "second helping"]).ok().says("2 conversations made");
    let listed = shop.run(["batch", "list", "--json"]).ok().json();
    let names: Vec<_> = listed["batches"].as_array().unwrap().iter().map(|batch| batch["name"].clone()).collect();
    assert_eq!(names, ["second helping", "shop"]);
    assert_eq!(shop.number("SELECT count(*) FROM conversations"), 4);
}

#[test]
fn what_is_made_after_a_resume_was_expected_to_cost_something_too() {
    let shop = World::new().asking(Protocol::OpenAi, slow(100)).plan(6, "concurrency = 1");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("the first answer", || shop.stand_in.delivered() >= 1);
    live.signal("INT");
    live.end().ends(130);
    shop.run(["batch", "resume", "shop"]).ok();
    shop.is_complete(6);
    assert_eq!(shop.number("SELECT count(*) FROM conversations WHERE estimated_cost_micros = 0"), 0);
}

#[test]
fn what_a_batch_cost_stands_against_the_estimate_of_the_whole() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(4, "");
    let costs = |shop: &World<StandIn>| {
        let batch = shop.batch();
        let dollars = |name: &str| batch[name].as_f64().unwrap();
        (dollars("actual_cost_usd"), dollars("estimated_cost_usd"))
    };
    shop.work(&[]).ok();
    let (cost, estimate) = costs(&shop);
    assert!(cost > 0.0 && estimate > 0.0 && cost != estimate, "{cost} of {estimate}");
    // The same again makes nothing, and expects nothing else.
    shop.work(&[]).ok().says("nothing to do");
    assert_eq!(costs(&shop), (cost, estimate));
    // Two more are expected to cost what those before them did.
    shop.write("plan.toml", plan(6, "", ""));
    let told = shop.work(&["--dry-run", "--json"]).ok().json();
    let more = told["dry_run"]["survey"]["estimate"]["cost_usd"].as_f64().unwrap();
    shop.work(&[]).ok().says("2 conversations made");
    let (_, estimate) = costs(&shop);
    assert!((estimate - (cost + more)).abs() < 1e-9, "{cost} and {more} make {estimate}");
}
