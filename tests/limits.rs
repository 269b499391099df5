//! `dialoom limits`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use dialoom::domain::limits::{LimitsTable, RequestLimit};
use dialoom::engine::{Limiter, Need};
use dialoom::provider::LimitHeaders;
use dialoom::store::Store;

use crate::support::output::Output;
use crate::support::process::wait_until;
use crate::support::stand_in::{Answer, Protocol, StandIn, Step, always, slow};
use crate::support::world::World;

#[test]
fn nothing_used_says_so() {
    let sandbox = World::new();
    sandbox.run(["limits"]).ok().says("no API key was used in the last hour");
    let today = serde_json::json!({
        "cost_usd": 0.0, "uncertain_cost_usd": 0.0, "reserved_usd": 0.0, "max_cost_per_day_usd": null
    });
    let told = sandbox.run(["limits", "--json"]).ok().json();
    assert_eq!(told, serde_json::json!({ "keys": [], "today": today }));
}

#[test]
fn a_run_in_another_process_is_seen_with_its_queue_and_never_with_its_key() {
    let shop = World::new().asking(Protocol::Anthropic, slow(300)).plan(30, "concurrency = 6\nrequests = 4");
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("four starts and a queue", || {
        let keys = shop.run(["limits", "--json"]).ok().json()["keys"].clone();
        keys[0]["used"] == 4 && keys[0]["remaining"] == 0 && keys[0]["queued"].as_u64() > Some(0)
    });
    let output = shop.run(["limits"]).ok();
    assert!(!output.stdout.contains("sk-shop"), "{}", output.stdout);
    let seen = shop.run(["limits", "--json"]).ok().json();
    let fields: Vec<&String> = seen["keys"][0].as_object().unwrap().keys().collect();
    assert_eq!(
        fields,
        ["key", "used", "limit", "remaining", "reset_seconds", "queued", "input_tokens", "output_tokens"]
    );
    assert!(seen["keys"][0]["reset_seconds"].as_f64().unwrap() > 30.0, "{seen}");
    live.signal("INT");
    live.end().ends(130);
    assert_eq!(shop.stand_in.journal().len(), 4);
}

#[test]
fn servers_without_a_key_have_a_pace_each_which_is_shown_by_their_place() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(2, "");
    shop.work(&[]).ok();
    let other = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(1, "");
    let url = format!("{}/v1", other.stand_in.url());
    shop.command(["batch", "run", "plan.toml", "--name", "again"]).env("OPENAI_BASE_URL", url).run().ok();
    let seen = shop.run(["limits", "--json"]).ok().json();
    let used = [&shop, &other].map(|shop| {
        let place = shop.stand_in.url().replace("http://127.0.0.1", "localhost") + "@";
        let mut lanes = seen["keys"].as_array().unwrap().iter();
        let lane = lanes.find(|lane| lane["key"].as_str().unwrap().starts_with(&place));
        lane.unwrap_or_else(|| panic!("{place} in {seen}"))["used"].as_u64().unwrap()
    });
    assert_eq!(used, [2, 2], "each counts its own");
    shop.run(["limits"]).ok().prints("localhost:");
}

#[test]
fn watching_goes_on_until_it_is_interrupted() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(2, "");
    shop.work(&[]).ok();
    let live = shop.start(["limits", "--watch", "--json"]);
    live.wait_to_print(2);
    live.signal("INT");
    let Output { code, stdout, .. } = live.end();
    assert_eq!(code, Some(130));
    let documents: Vec<serde_json::Value> = stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(documents.len() >= 2 && documents.iter().all(|seen| seen["keys"][0]["used"] == 2), "{stdout}");
}

/// A plan that leaves the limit to the server, which tells of a thousand a minute.
fn shop_with_told_limit(items: usize) -> World<StandIn> {
    let told = Step::from(Answer::Good)
        .header("anthropic-ratelimit-requests-limit", "1000")
        .header("anthropic-ratelimit-requests-remaining", "990")
        .header("anthropic-ratelimit-requests-reset", "2035-01-01T00:00:00Z");
    let shop = World::new().asking(Protocol::Anthropic, always(told)).plan(items, "concurrency = 60");
    let plan = shop.read("plan.toml").replace("requests = 100000\nthreshold = 1.0\n", "");
    shop.write("plan.toml", plan);
    shop
}

#[test]
fn a_limit_in_the_headers_is_used_at_once_by_those_that_wait_already() {
    let shop = shop_with_told_limit(70);
    let begin = Instant::now();
    shop.work(&[]).ok();
    assert!(
        begin.elapsed() < Duration::from_secs(40),
        "the 46th need not wait for a window of 45: {:?}",
        begin.elapsed()
    );
    shop.is_complete(70);
}

#[test]
fn whoever_comes_later_knows_what_the_server_told_others() {
    let shop = shop_with_told_limit(70);
    shop.work(&[]).ok();
    let begin = Instant::now();
    shop.work(&["--name", "more", "--turns", "12"]).ok();
    assert!(begin.elapsed() < Duration::from_secs(40), "{:?}", begin.elapsed());
    assert_eq!(shop.stand_in.delivered(), 140);
    assert_eq!(shop.run(["limits", "--json"]).ok().json()["keys"][0]["limit"], 900);
}

#[tokio::test]
async fn a_server_that_lets_few_through_costs_no_places() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path().join("d.db").to_str().unwrap()).await.unwrap();
    let table =
        LimitsTable { requests: Some(RequestLimit::PerWindow(60)), threshold: Some(1.0), ..LimitsTable::default() };
    let limits = table.settle().unwrap();
    let limiter = Arc::new(Limiter::of_run(&store, &["key".to_owned()], &limits, "me").await.unwrap());
    // Ten a second, and none left just now.
    let mut headers = LimitHeaders::default();
    headers.requests.limit = Some(600);
    headers.requests.remaining = Some(0);
    headers.requests.reset_after = Some(Duration::from_secs(60));
    limiter.learn(0, &headers);
    let begin = Instant::now();
    let waiting: Vec<_> = (0..20)
        .map(|_| {
            let limiter = limiter.clone();
            tokio::spawn(async move { drop(limiter.acquire(Need::default()).await) })
        })
        .collect();
    for one in waiting {
        one.await.unwrap();
    }
    let took = begin.elapsed().as_secs_f64();
    assert!((1.8..10.0).contains(&took), "ten a second: {took}");
    limiter.close().await;
    limiter.refresh().await;
    assert_eq!(limiter.snapshot()[0].used, 20, "one place for each request");
}

#[test]
fn a_long_wait_that_the_server_asks_for_is_told_of_once() {
    let refused = Step::from(Answer::RateLimited(Some(40_000)));
    let shop = World::new().asking(Protocol::Anthropic, always(refused)).plan(3, "concurrency = 2");
    let live = shop.start(["batch", "run", "plan.toml"]);
    live.wait_to_say("the provider asks to wait: the next request starts in 11 h 6 min");
    wait_until("it is seen from outside, too", || {
        let keys = shop.run(["limits", "--json"]).ok().json()["keys"].clone();
        keys[0]["remaining"] == 0 && keys[0]["reset_seconds"].as_f64() > Some(30_000.0)
    });
    live.signal("INT");
    let Output { code, stderr, .. } = live.end();
    assert_eq!((code, stderr.matches("asks to wait").count()), (Some(130), 1), "{stderr}");
    // The next command waits as long, and says so, too.
    let generate = ["generate", "-t", "Financial Planning Triumph", "--persona", "A", "--emotion", "b", "--model", "m"];
    for command in [&["batch", "resume", "shop"][..], &generate] {
        let live = shop.start(command);
        live.wait_to_say("waiting for the rate limit: the next request starts in 11 h");
        live.signal("INT");
        assert_eq!(live.end().code, Some(130), "{command:?}");
    }
}

#[test]
fn a_pause_is_lifted_by_hand_in_running_processes_too() {
    for postgres in [false, true] {
        let world = if postgres { World::new().on_postgres() } else { World::new() };
        let refused = Step::from(Answer::RateLimited(Some(40_000)));
        let shop = world.asking(Protocol::Anthropic, always(refused)).plan(2, "concurrency = 1");
        let live = shop.start(["batch", "run", "plan.toml"]);
        live.wait_to_say("to go on at once: dialoom limits --clear ");
        // Another process hears of the pause from the database alone.
        let generate =
            ["generate", "-t", "Financial Planning Triumph", "--persona", "A", "--emotion", "b", "--model", "m"];
        let heard = shop.start(generate);
        heard.wait_to_say("since the provider asked another process to wait");
        shop.stand_in.set_script(always(Answer::Good));
        let key = shop.run(["limits", "--json"]).ok().json()["keys"][0]["key"].as_str().unwrap().to_owned();
        shop.run(["limits", "--clear", &key]).ok().says("is lifted");
        live.end().ok();
        heard.end().ok();
        shop.run(["limits", "--clear", &key]).ok().says("was not paused");
        assert_eq!(
            shop.run(["limits", "--clear", &key, "--json"]).ok().json(),
            serde_json::json!({ "cleared": { "key": key, "was_paused": false } })
        );
    }
}

#[test]
fn a_key_that_nobody_used_is_named_with_the_nearest() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(1, "");
    shop.run(["limits", "--clear", "abc"]).fails(2).says("no key \"abc\"").says("No key was used");
    shop.work(&[]).ok();
    let key = shop.run(["limits", "--json"]).ok().json()["keys"][0]["key"].as_str().unwrap().to_owned();
    let wrong = key.replace("localhost", "locahost");
    shop.run(["limits", "--clear", &wrong]).fails(2).says(&format!("dialoom limits --clear {key}"));
    shop.run(["limits", "--clear", "zzz"]).fails(2).says(&key);
    shop.run(["limits", "--clear", &key, "--watch"]).fails(2);
}

#[test]
fn a_key_written_where_something_else_is_wanted_is_not_shown() {
    let key = "sk-ant-api03-abcdefgh12345678";
    let hides = |world: World, command: &[&str]| {
        let told = world.run(command).ends(2);
        assert!(!told.stderr.contains("abcdefgh") && told.stderr.contains("[key]"), "{}", told.stderr);
    };
    hides(World::new(), &["limits", "--clear", key]);
    hides(World::new().with_env("OPENAI_BASE_URL", key), &["doctor"]);
    hides(World::new().settings(&format!("[anthropic]\nkey_file = \"{key}\"\n")), &["list"]);
}

#[test]
fn a_window_that_no_request_fits_into_is_refused() {
    let world = World::new().settings("[limits]\nwindow_seconds = 0.0000001\n");
    assert!(world.run(["list"]).ends(2).stderr.contains("0.01 to 86400 seconds"));
}
