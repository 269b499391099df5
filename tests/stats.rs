//! `dialoom stats`.

use dialoom::domain::conversation::Tier;
use serde_json::{Value, json};

use crate::support::sample::conversation;
use crate::support::world::World;

async fn shelf() -> World {
    let mut scenario = conversation("scenario", 9.3, 24);
    scenario.tier = Tier::Scenario;
    scenario.subject.emotion = "shame".into();
    let made = [conversation("low", 4.0, 0), conversation("fair", 7.0, 1), conversation("top", 10.0, 2), scenario];
    let shelf = World::new().holding(&made).await;
    shelf.run(["approve", &made[2].id.short(), &made[3].id.short()]).ends(0);
    shelf.run(["reject", &made[0].id.short(), "--reason", "dull"]).ends(0);
    shelf
}

#[tokio::test]
async fn the_json_shape_of_stats_is_pinned() {
    let shelf = shelf().await;
    let document = shelf.run(["stats", "--json", "--by", "tier"]).ends(0).json();
    let totals = &document["totals"];
    assert_eq!(totals["conversations"], 4);
    assert_eq!((&totals["approved"], &totals["rejected"], &totals["undecided"]), (&2.into(), &1.into(), &1.into()));
    assert_eq!((&totals["turns"], &totals["total_tokens"]), (&40.into(), &800.into()));
    assert_eq!(totals["cost_usd"], 0.05);
    assert!((totals["mean_quality"].as_f64().unwrap() - 7.575).abs() < 1e-6);
    assert!((totals["approval_rate"].as_f64().unwrap() - 2.0 / 3.0).abs() < 1e-9);
    let by_status = json!({"draft": 0, "generated": 1, "pending_review": 0, "approved": 2, "rejected": 1,
        "needs_revision": 0, "none": 0, "failed": 0});
    assert_eq!(document["by_status"], by_status);
    let bars: Vec<&Value> = document["histogram"].as_array().unwrap().iter().map(|bar| &bar["count"]).collect();
    assert_eq!(
        bars,
        [0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 1].iter().map(|n| json!(n)).collect::<Vec<_>>().iter().collect::<Vec<_>>()
    );
    assert_eq!(document["histogram"][4]["from"], 4.0);
    assert_eq!(document["breakdown"], "tier");
    let rows: Vec<(&Value, &Value)> =
        document["by"].as_array().unwrap().iter().map(|row| (&row["name"], &row["conversations"])).collect();
    assert_eq!(rows, [(&json!("template"), &json!(3)), (&json!("scenario"), &json!(1))]);
    for field in
        ["calls", "succeeded", "rate_limited", "timed_out", "failed", "input_tokens", "output_tokens", "cost_usd"]
    {
        assert!(document["calls"][field].is_number(), "{field} in {document}");
    }
}

#[tokio::test]
async fn filters_narrow_every_figure() {
    let shelf = shelf().await;
    let document = shelf.run(["stats", "--json", "--emotion", "fear", "--min-quality", "5"]).ends(0).json();
    assert_eq!(document["totals"]["conversations"], 2);
    assert_eq!(document["by_status"]["approved"], 1);
    assert_eq!(document["by_status"]["rejected"], 0);
    assert_eq!(document["by"], json!([]));
    let sum: u64 = document["histogram"].as_array().unwrap().iter().map(|bar| bar["count"].as_u64().unwrap()).sum();
    assert_eq!(sum, 2);
}

#[tokio::test]
async fn every_breakdown_adds_up_to_the_whole() {
    let shelf = shelf().await;
    for by in ["template", "tier", "persona", "emotion", "model", "day", "batch"] {
        let document = shelf.run(["stats", "--json", "--by", by]).ends(0).json();
        let rows = document["by"].as_array().unwrap();
        let sum: u64 = rows.iter().map(|row| row["conversations"].as_u64().unwrap()).sum();
        assert_eq!(sum, 4, "{by}: {rows:?}");
    }
    let days = shelf.run(["stats", "--json", "--by", "day"]).json();
    let names: std::collections::BTreeSet<&str> =
        days["by"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["2026-11-01", "2026-11-02"]);
}

#[tokio::test]
async fn people_read_the_same_figures_as_text() {
    let shelf = shelf().await;
    let text = shelf.run(["stats", "--by", "emotion"]).ends(0).stdout;
    for expected in [
        "conversations  4",
        "approved 2, generated 1, rejected 1",
        "67% (2 of 3 decided)",
        "cost           $0.05",
        "\n  10  1 █",
        "\nEMOTION\tCOUNT\t",
        "\nfear\t3\t1\t1\t1\t7.0\t600\t$0.04",
    ] {
        assert!(text.contains(expected), "no {expected:?} in\n{text}");
    }
}

#[tokio::test]
async fn nothing_to_count_says_what_to_do_and_a_wrong_word_is_refused() {
    let shelf = World::new();
    let ran = shelf.run(["stats", "--by", "emotions"]).ends(2);
    assert!(ran.stderr.contains("'emotion'") || ran.stderr.contains("\"emotion\""), "{}", ran.stderr);
    assert!(!shelf.path().join("dialoom.db").exists());
    let ran = shelf.run(["stats"]).ends(0);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("no conversations yet") && ran.stderr.contains("dialoom batch run"), "{}", ran.stderr);
    assert_eq!(shelf.run(["stats", "--json"]).ends(0).json()["totals"]["conversations"], 0);
}
