//! `dialoom stats`.

use chrono::{DateTime, TimeDelta, Utc};
use dialoom::domain::conversation::Tier;
use dialoom::domain::review::{Basis, Decision};
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
    for by in [
        "template",
        "tier",
        "persona",
        "emotion",
        "topic",
        "model",
        "provider",
        "day",
        "batch",
        "status",
        "confidence",
        "source",
        "creator",
    ] {
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
async fn two_breakdowns_are_a_grid_that_marks_empty_and_unapproved_cells() {
    for world in [World::new(), World::new().on_postgres()] {
        let mut made: Vec<_> = (0..4).map(|at| conversation("talk", 7.0, at)).collect();
        for (one, (persona, emotion)) in
            made.iter_mut().zip([("Ann", "fear"), ("ANN", "fear"), ("Bob", "hope"), ("Bob", "fear")])
        {
            (one.subject.persona, one.subject.emotion) = (persona.into(), emotion.into());
        }
        let shelf = world.holding(&made).await;
        shelf.run(["approve", &made[0].id.short(), &made[2].id.short()]).ends(0);
        let told = shelf.run(["stats", "--by", "persona,emotion"]).ends(0);
        let table = told.stdout.split("\n\n").last().unwrap().to_lowercase();
        assert_eq!(table, "persona\tfear\thope\nann\t1/2\t–\nbob\t0/1 !\t1/1\n");
        told.says("none approved");
        let document = shelf.run(["stats", "--by", "persona,emotion", "--json"]).ends(0).json();
        let grid = &document["grid"];
        assert_eq!((&grid["rows"], &grid["columns"]), (&json!("persona"), &json!("emotion")));
        let cells: Vec<u64> =
            grid["cells"].as_array().unwrap().iter().map(|cell| cell["conversations"].as_u64().unwrap()).collect();
        assert_eq!(cells, [2, 1, 1]);
        assert_eq!(document["by"], json!([]));
        assert_eq!(document["totals"]["read"], 0);
        let days: Vec<(&Value, &Value)> =
            document["trend"].as_array().unwrap().iter().map(|day| (&day["conversations"], &day["approved"])).collect();
        assert!(!days.is_empty(), "{document}");
        shelf.run(["stats", "--by", "persona,persona"]).ends(2).says("dialoom stats --by persona");
        shelf.run(["stats", "--by", "persona,emotion,tier"]).ends(2).says("one or two");
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

/// Conversations of eight turns; what each says is up to the caller: conversation and turn, from 0.
fn talks(number: usize, says: impl Fn(usize, usize) -> String) -> Vec<dialoom::domain::conversation::NewConversation> {
    let talk = |at: usize| {
        let mut talk = conversation(&format!("talk {at}"), 8.0, i64::try_from(at).unwrap());
        talk.turns = crate::support::sample::turns(8, |turn| says(at, turn - 1));
        talk
    };
    (0..number).map(talk).collect()
}

#[tokio::test]
async fn diversity_names_what_repeats_and_what_to_do() {
    let mut made = talks(12, |at, turn| {
        let own = crate::support::sample::words_of(dialoom::domain::ids::ConversationId::new(), turn);
        match turn {
            0 if at < 5 => format!("I’ve been worried about {own}."),
            0 => format!("{own} now?"),
            7 if at < 4 => format!("{own}. You are not alone in this!"),
            _ => format!("{own} again and again it is the same."),
        }
    });
    made[3].title = "talk 2".into();
    let world = World::new().holding(&made).await;
    let document = world.run(["stats", "--json", "diversity"]).ends(0).json();
    assert_eq!(document["conversations"], 12);
    let opening = &document["openings"]["repeated"][0];
    assert_eq!((&opening["text"], &opening["conversations"]), (&json!("i've been worried about"), &json!(5)));
    assert_eq!(opening["example"], made[0].id.to_string());
    assert_eq!((&document["openings"]["distinct"], &document["openings"]["may_miss"]), (&json!(8), &json!(0)));
    assert_eq!(document["closings"]["repeated"][0]["text"], "You are not alone in this!");
    assert_eq!(document["titles"]["repeated"][0]["conversations"], 2);
    assert_eq!((&document["user"]["turns"], &document["assistant"]["turns"]), (&json!(48), &json!(48)));
    assert_eq!(document["assistant"]["frequent_runs"][0]["conversations"], 12);
    let advice: Vec<String> =
        document["advice"].as_array().unwrap().iter().map(|one| one["text"].to_string()).collect();
    let advice = advice.join("\n");
    assert!(advice.contains("5 of 12 begin"), "{advice}");
    assert!(advice.contains("user_opens_with") && advice.contains("4 of 12 end with"), "{advice}");
    assert!(!advice.contains("are called"), "two equal titles of twelve are no fault: {advice}");
    let shown = format!("dialoom show {}", made[0].id.short());
    let told = world.run(["stats", "diversity"]).ends(0);
    assert!(told.stdout.contains("What to do\n- 5 of 12 begin \"i've been worried about\""), "{}", told.stdout);
    assert!(told.stdout.contains(&shown), "{}", told.stdout);
}

#[tokio::test]
async fn diversity_counts_words_of_every_script() {
    let made = talks(10, |at, turn| match turn % 2 {
        0 => format!(
            "我想知道{}今天怎么样？नमस्ते दुनिया {at}",
            char::from_u32(0x4e00 + at as u32 * 8 + turn as u32).unwrap()
        ),
        _ => format!("Привет, как дела сегодня {at}-{turn}"),
    });
    let world = World::new().holding(&made).await;
    let document = world.run(["stats", "diversity", "--json"]).ends(0).json();
    assert_eq!(document["openings"]["repeated"][0]["text"], "我 想 知 道");
    assert_eq!(document["first_answers"]["repeated"][0]["text"], "привет как дела сегодня");
    assert_eq!(document["user"]["words"], 10 * 4 * 13);
}

#[tokio::test]
async fn diversity_of_nothing_of_one_and_with_a_misplaced_filter() {
    let world = World::new();
    world.run(["stats", "diversity"]).ends(0).says("no conversations yet");
    let empty = world.run(["stats", "diversity", "--json"]).ends(0).json();
    assert_eq!((&empty["conversations"], &empty["compression_ratio"]), (&json!(0), &json!(null)));
    let world = world.holding(&[conversation("only", 8.0, 0)]).await;
    world.run(["stats", "diversity"]).ends(0).says("too few to call anything bad");
    world.run(["stats", "diversity", "--search", "nowhere"]).ends(0).says("no conversation matches");
    world.run(["stats", "diversity", "--min-quality", "11"]).ends(2).says("--min-quality");
    world.run(["stats", "--persona", "x", "diversity"]).ends(2).says("dialoom stats diversity --batch @last");
}

#[test]
fn diversity_knows_what_a_batch_should_have_drawn() {
    let world = World::new();
    let vary = "[vary]\nchannel = { chat = 1, phone = 3 }\n";
    world.write("plan.toml", format!("{}{vary}", crate::support::world::plan(40, "", "")));
    world.run(["batch", "run", "plan.toml", "--provider", "simulator", "-y"]).ok();
    let document = world.run(["stats", "diversity", "--batch", "shop", "--json"]).ends(0).json();
    let channel = document["draws"].as_array().unwrap().iter().find(|axis| axis["axis"] == "channel").unwrap();
    assert_eq!(channel["conversations"], 40);
    let expected: Vec<(&Value, &Value)> =
        channel["values"].as_array().unwrap().iter().map(|it| (&it["value"], &it["expected"])).collect();
    assert_eq!(expected, [(&json!("phone"), &json!(30.0)), (&json!("chat"), &json!(10.0))]);
}

#[tokio::test]
async fn reviewers_are_told_by_what_they_read() {
    for world in [World::new(), World::new().on_postgres()] {
        let made = [conversation("low", 4.0, 0), conversation("fair", 7.0, 1), conversation("good", 9.0, 2)];
        let shelf = world.holding(&made).await;
        let id = |at: usize| made[at].id.short();
        shelf.run(["stats", "reviewers"]).ends(0).says("nobody has decided");
        shelf.run(["approve", "--min-quality", "7", "-y"]).ends(0);
        shelf.run(["reject", &id(0), "--reason", "dull", "--user", "olga"]).ends(0);
        shelf.run(["approve", &id(2), "--user", "olga"]).ends(2);
        shelf.run(["revise", &id(2), "--note", "dull", "--user", "olga"]).ends(0);
        shelf.run(["revise", &id(1), "--note", "a slip", "--user", "olga"]).ends(0);
        shelf.run(["undo", "-y", "--user", "olga"]).ends(0);
        let told = shelf.run(["stats", "reviewers"]).ends(0).stdout;
        let lines: Vec<&str> = told.lines().skip(1).collect();
        assert_eq!(lines.len(), 2, "{told}");
        assert!(lines.contains(&"rita\t2\t2\t0\t0\t0\t0\t0\t2\t"), "{told}");
        assert!(lines.contains(&"olga\t2\t0\t1\t1\t0\t0\t2\t0\tdull (2)"), "{told}");
        let document = shelf.run(["stats", "reviewers", "--status", "rejected", "--json"]).ends(0).json();
        assert_eq!(document["reviewers"][0]["name"], "olga");
        assert_eq!(document["reviewers"].as_array().unwrap().len(), 1);
        shelf.run(["stats", "--status", "rejected", "reviewers"]).ends(2).says("dialoom stats reviewers --batch @last");
    }
}

#[tokio::test]
async fn more_reasons_than_have_room_are_marked() {
    let made: Vec<_> = (0..6).map(|number| conversation(&format!("number {number}"), 7.0, number)).collect();
    let shelf = World::new().holding(&made).await;
    for (number, it) in made.iter().enumerate() {
        let told = shelf.run(["stats", "reviewers"]);
        assert!(!told.stdout.contains('…'), "{}", told.stdout);
        shelf.run(["reject", &it.id.short(), "--reason", &format!("why {number}")]).ends(0);
    }
    let told = shelf.run(["stats", "reviewers"]).ends(0).stdout;
    assert!(told.contains("why 4 (1); …"), "{told}");
}

#[tokio::test]
async fn reviewers_have_a_pace_and_agree_or_not() {
    for world in [World::new(), World::new().on_postgres()] {
        let made: Vec<_> = (0..24).map(|number| conversation(&format!("No. {number}"), 7.0, number)).collect();
        let shelf = world.holding(&made).await;
        let store = shelf.store().await;
        let begun: DateTime<Utc> = "2026-11-20T09:00:00Z".parse().unwrap();
        let at = |seconds: i64| begun + TimeDelta::seconds(seconds);
        let reject = || Decision::Reject { reason: "dull".into() };
        for (place, one) in (0..).zip(&made) {
            let decision = if place < 18 { Decision::Approve { note: None } } else { reject() };
            store.decide(&[one.id], &decision, Basis::Opened, "ann", at(place * 30)).await.unwrap();
        }
        // Bob reads twelve of those that ann approved, a day later, and thinks otherwise of three.
        for (place, one) in (0..).zip(&made[6..18]) {
            let time = at(86_400 + place * 60);
            if place < 3 {
                store.decide(&[one.id], &reject(), Basis::Opened, "bob", time).await.unwrap();
            } else {
                let note = "again".to_owned();
                store.decide(&[one.id], &Decision::SendBack { note }, Basis::Opened, "bob", time).await.unwrap();
                let time = time + TimeDelta::seconds(5);
                store.decide(&[one.id], &Decision::Approve { note: None }, Basis::Opened, "bob", time).await.unwrap();
            }
        }
        store.close().await;
        let told = shelf.run(["stats", "reviewers"]).ends(0).stdout;
        assert!(told.contains("ann decides about 120 an hour, by 1 session of 12 min"), "{told}");
        assert!(told.contains("ann and bob both decided about 12 conversations: 9 alike (75 %)"), "{told}");
        let document = shelf.run(["stats", "reviewers", "--json"]).ends(0).json();
        assert_eq!(document["reviewers"][0]["decisions_per_hour"], 120.0, "{document}");
        assert_eq!(document["agreement"][0]["both_approved"], 9);
        let few = shelf.run(["stats", "reviewers", "--topic", "nothing"]).ends(0);
        assert!(!few.stdout.contains("both decided"), "{few:?}");
    }
}
