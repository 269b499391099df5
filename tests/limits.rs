//! `dialoom limits`.

use std::time::Duration;

use crate::batch::shop::{Shop, wait_until};
use crate::support::sandbox::Sandbox;
use crate::support::stand_in::{Answer, Protocol, Step, always};

#[test]
fn nothing_used_says_so() {
    let sandbox = Sandbox::new();
    sandbox.run(["limits"]).ok().says("no key was used within the last hour");
    assert_eq!(sandbox.run(["limits", "--json"]).ok().json(), serde_json::json!({ "keys": [] }));
}

#[test]
fn a_run_in_another_process_is_seen_with_its_queue_and_never_with_its_key() {
    let slow = always(Step::from(Answer::Good).after(Duration::from_millis(300)));
    let shop = Shop::with_plan(Protocol::Anthropic, slow, 30, "concurrency = 6");
    shop.sandbox.write("plan.toml", shop.sandbox.read("plan.toml").replace("requests = 100000", "requests = 4"));
    let live = shop.start(&["batch", "run", "plan.toml"]);
    wait_until("four starts and a queue", || {
        let keys = shop.run(&["limits", "--json"]).ok().json()["keys"].clone();
        keys[0]["used"] == 4 && keys[0]["remaining"] == 0 && keys[0]["queued"].as_u64() > Some(0)
    });
    let output = shop.run(&["limits"]).ok();
    assert!(!output.stdout.contains("sk-shop"), "{}", output.stdout);
    let seen = shop.run(&["limits", "--json"]).ok().json();
    let fields: Vec<&String> = seen["keys"][0].as_object().unwrap().keys().collect();
    assert_eq!(
        fields,
        ["key", "used", "limit", "remaining", "reset_seconds", "queued", "input_tokens", "output_tokens"]
    );
    assert!(seen["keys"][0]["reset_seconds"].as_f64().unwrap() > 30.0, "{seen}");
    live.signal("INT");
    assert_eq!(live.end().0, Some(130));
    assert_eq!(shop.stand_in.journal().len(), 4);
}

#[test]
fn watching_goes_on_until_it_is_interrupted() {
    let shop = Shop::with_plan(Protocol::OpenAi, always(Answer::Good), 2, "");
    shop.work(&[]).ok();
    let live = shop.start(&["limits", "--watch", "--json"]);
    std::thread::sleep(Duration::from_millis(2500));
    live.signal("INT");
    let (code, stdout, _) = live.end();
    assert_eq!(code, Some(130));
    let documents: Vec<serde_json::Value> = stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(documents.len() >= 2 && documents.iter().all(|seen| seen["keys"][0]["used"] == 2), "{stdout}");
}
