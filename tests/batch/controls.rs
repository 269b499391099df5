//! Pause, resume and cancel from another process; `batch list` and `batch status`.

use std::time::{Duration, Instant};

use crate::support::process::{Running, wait_until};
use crate::support::stand_in::{Answer, Protocol, StandIn, always, slow};
use crate::support::world::World;

fn busy() -> (World<StandIn>, Running) {
    let shop = World::new().asking(Protocol::Anthropic, slow(200)).plan(60, "concurrency = 2");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("three calls answered", || shop.stand_in.delivered() >= 3);
    (shop, live)
}

/// Nothing is asked later than a second after the word, with room for a machine that has much to do.
fn obeyed(shop: &World<StandIn>, said: Instant) {
    let journal = shop.stand_in.journal();
    assert!(journal.iter().all(|entry| entry.at < said + Duration::from_secs(3)));
    assert!(journal.len() < 60, "it stopped before its end");
    assert_eq!(shop.stand_in.delivered(), journal.len(), "what was in flight came in");
}

#[test]
fn pause_from_another_process_stops_a_run_and_resume_goes_on() {
    let (shop, live) = busy();
    let output = shop.run(["batch", "pause", "shop"]).ok();
    let said = Instant::now();
    output.says("batch \"shop\" is paused").says("dialoom batch resume shop");
    let stderr = live.end().ends(3).stderr;
    assert!(stderr.contains("another process paused the batch"), "{stderr}");
    obeyed(&shop, said);
    assert_eq!(shop.standing().0, "paused");
    assert!(stderr.contains("for all 60)"), "what was made is held against its own share of the estimate: {stderr}");
    shop.run(["batch", "pause", "shop"]).ok();
    shop.stand_in.set_script(always(Answer::Good));
    let left = 60 - shop.stand_in.delivered();
    let before = format!("{left} conversations with a-model (anthropic): about $");
    let resumed = shop.run(["batch", "resume", "shop"]).ok();
    resumed.says(&before).says("estimated from earlier answers").says("(estimated $");
    shop.is_complete(60);
    assert_eq!(shop.stand_in.paid_twice(), vec![]);
}

#[test]
fn a_pause_and_a_cancellation_while_the_plan_is_being_stored_hold() {
    for (command, word) in [("pause", "paused"), ("cancel", "cancelled")] {
        let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(30_000, "");
        let live = shop.start(["batch", "run", "plan.toml"]);
        live.wait_to_say("30000 conversations with");
        wait_until("the batch", || {
            let list = shop.run(["batch", "list", "--json"]).ok().json();
            list["batches"].as_array().is_some_and(|batches| !batches.is_empty())
        });
        shop.run(["batch", command, "shop"]).ok().says(word);
        let stderr = live.end().ends(3).stderr;
        assert!(stderr.contains(&format!("another process {word} the batch")), "{stderr}");
        assert_eq!((shop.standing().0.as_str(), shop.stand_in.journal().len()), (word, 0));
        shop.run(["batch", "worker", "shop"]).fails(2).says(&format!("is {word}")).says("dialoom batch resume shop");
        assert_eq!(shop.standing().0, word);
    }
}

#[test]
fn cancel_from_another_process_ends_a_batch_and_only_resume_takes_it_up_again() {
    let (shop, live) = busy();
    shop.run(["batch", "cancel", "shop"]).ok().says("batch \"shop\" is cancelled");
    let said = Instant::now();
    let stderr = live.end().ends(3).stderr;
    assert!(stderr.contains("another process cancelled the batch"), "{stderr}");
    obeyed(&shop, said);
    assert_eq!(shop.standing().0, "cancelled");
    let asked = shop.stand_in.journal().len();
    shop.work(&[]).fails(2).says("was cancelled").says("dialoom batch resume shop").says("--name");
    shop.run(["batch", "pause", "shop"]).fails(2).says("it cannot be paused");
    assert_eq!(shop.stand_in.journal().len(), asked);
    shop.stand_in.set_script(always(Answer::Good));
    shop.run(["batch", "resume", "shop"]).ok();
    shop.is_complete(60);
    shop.run(["batch", "cancel", "shop"]).fails(2).says("is completed: it cannot be cancelled");
}

#[test]
fn batches_are_listed_and_found_by_name_or_the_start_of_their_id() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(2, "");
    shop.run(["batch", "list"]).ok().says("no batches yet");
    shop.work(&[]).ok();
    let listed = shop.run(["batch", "list"]).ok().prints("shop").prints("completed").prints("2/2");
    assert!(listed.stdout.is_ascii() || !listed.stdout.contains('\u{1b}'), "no control characters in a pipe");
    let id = shop.batch()["id"].as_str().unwrap().to_owned();
    shop.run(["batch", "status", &id[..13]]).ok().prints("shop").prints("2 of 2 done, 0 failed, 0 left");
    for verb in ["status", "pause", "resume", "cancel", "retry"] {
        shop.run(["batch", verb, "shpo"]).fails(2).says("no batch \"shpo\"").says("did you mean \"shop\"?");
    }
    shop.run(["batch", "list", "--limit", "0"]).fails(2).says("--limit");
    shop.run(["list", "--batch", "shpo"]).fails(2).says("shop");
    World::new().run(["batch", "status"]).fails(2).says("<BATCH>");
}

/// How many conversations were asked for.
fn asked(shop: &World<StandIn>) -> usize {
    shop.stand_in.journal().iter().filter(|entry| entry.prompt != 0).count()
}

#[test]
fn a_pause_counts_what_is_saved_after_the_calls_in_flight() {
    for (command, word) in [("pause", "paused"), ("cancel", "cancelled")] {
        let shop = World::new().asking(Protocol::Anthropic, slow(2000)).plan(12, "concurrency = 3");
        let live = shop.start(["batch", "run", "plan.toml"]);
        wait_until("three calls", || asked(&shop) == 3);
        shop.run(["batch", command, "shop"]).ok().says(&format!("batch \"shop\" is {word}; 3 conversations kept"));
        live.end().ends(3);
        assert_eq!(shop.number("SELECT count(*) FROM conversations"), 3);
    }
}

#[test]
fn a_pause_that_cannot_wait_longer_says_how_many_calls_will_still_be_saved() {
    let shop =
        World::new().asking(Protocol::OpenAi, always(Answer::Hang)).plan(6, "concurrency = 2\ntimeout_seconds = 50");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("two calls", || asked(&shop) == 2);
    let told = shop.run(["batch", "pause", "shop"]).ok();
    told.says("batch \"shop\" is paused; 0 conversations kept; 2 calls in flight will still be saved");
    live.kill();
    // A dead worker saves nothing any more.
    shop.run(["batch", "pause", "shop", "--json"]).ok();
    assert_eq!(shop.run(["batch", "pause", "shop", "--json"]).ok().json()["in_flight"], 0);
}
