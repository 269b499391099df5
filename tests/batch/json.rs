//! The shapes of `--json`: they are part of the interface.

use serde_json::Value;

use crate::support::stand_in::{Answer, Protocol, always, every_time};
use crate::support::world::World;

/// The names of an object's fields.
fn fields(value: &Value) -> Vec<&str> {
    value.as_object().unwrap_or_else(|| panic!("no object: {value}")).keys().map(String::as_str).collect()
}

const BATCH: [&str; 31] = [
    "id",
    "name",
    "type",
    "description",
    "summary",
    "status",
    "configuration",
    "target_tier",
    "total_items",
    "pending_items",
    "running_items",
    "completed_items",
    "failed_items",
    "skipped_items",
    "progress",
    "estimated_cost_usd",
    "actual_cost_usd",
    "uncertain_cost_usd",
    "priority",
    "concurrency",
    "retries",
    "max_retries",
    "error",
    "created_by",
    "created_at",
    "started_at",
    "completed_at",
    "duration_seconds",
    "results",
    "estimated_completion_at",
    "updated_at",
];

#[test]
fn a_run_prints_one_document_of_a_known_shape_and_nothing_else() {
    let refused = every_time("Person 02", Answer::Refusal);
    let shop = World::new().asking(Protocol::Anthropic, refused).plan(3, "");
    let output = shop.work(&["--json"]).ends(3);
    assert_eq!(output.stdout.lines().count(), 1);
    let told = output.json();
    let of_a_run = [
        "batch",
        "made",
        "passed",
        "at_threshold",
        "serious",
        "findings",
        "failed",
        "calls",
        "cost_usd",
        "estimate",
        "seconds",
        "failures",
        "target",
        "outcome",
        "stopped",
        "judged",
        "conversations",
    ];
    assert_eq!(fields(&told), of_a_run);
    assert_eq!(fields(&told["batch"]), BATCH);
    assert_eq!(fields(&told["estimate"]), ["calls", "input_tokens", "output_tokens", "cost_usd", "measured"]);
    assert_eq!(fields(&told["failures"]["refusal"]), ["items", "calls", "message"]);
    assert_eq!(fields(&told["conversations"][0]), ["id", "short_id", "title", "quality_score", "passed", "findings"]);
    assert_eq!((&told["made"], &told["failed"], &told["calls"]), (&2.into(), &1.into(), &3.into()));
    assert_eq!((&told["stopped"], &told["batch"]["status"]), (&Value::Null, &"completed".into()));
    assert!(told["cost_usd"].is_f64() && told["conversations"][0]["id"].is_string());
    let at = told["batch"]["created_at"].as_str().unwrap();
    assert!(chrono::DateTime::parse_from_rfc3339(at).is_ok(), "{at}");

    let status = shop.run(["batch", "status", "shop", "--json"]).ok().json();
    assert_eq!((fields(&status), fields(&status["batch"])), (vec!["batch", "failed_items", "outcome"], BATCH.to_vec()));
    let failed = [
        "id",
        "batch_id",
        "position",
        "fingerprint",
        "request",
        "state",
        "attempts",
        "spent_usd",
        "worker_id",
        "lease_until",
        "error_code",
        "error_message",
        "conversation_id",
    ];
    assert_eq!(fields(&status["failed_items"][0]), failed);
    let list = shop.run(["batch", "list", "--json"]).ok().json();
    assert_eq!((fields(&list), fields(&list["batches"][0])), (vec!["batches"], BATCH.to_vec()));
    for verb in ["resume", "retry"] {
        let refused = shop.run(["batch", verb, "shop", "--json"]).ends(3);
        // Where there was nothing to do, too.
        assert_eq!(fields(&refused.json()), of_a_run, "{}", refused.stdout);
    }
    let paused = shop.run(["batch", "cancel", "nothing", "--json"]).fails(2).error_json();
    assert_eq!(paused["exit_code"], 2);
}

#[test]
fn no_document_is_printed_where_the_plan_is_wrong() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(3, "cuncurrency = 3");
    let output = shop.work(&["--json"]).fails(2);
    assert!(output.stdout.is_empty());
    assert!(output.error_json()["message"].as_str().unwrap().contains("plan.toml:"));
}
