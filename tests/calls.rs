//! `dialoom cost`, `performance` and `logs`: every call counts, also one that gave nothing usable.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::support::stand_in::{Answer, Protocol, Question, StandIn, Step};
use crate::support::world::World;

/// Three items: the first answer for each is no conversation, and the second person is refused each time.
fn shops() -> [World<StandIn>; 2] {
    let script = || {
        Arc::new(|question: &Question| -> Step {
            match question.repeat {
                _ if question.body.contains("Person 02") => Answer::Refusal.into(),
                0 => Answer::Text("I would rather <b>not</b>.".into()).into(),
                _ => Answer::Good.into(),
            }
        })
    };
    let world = || World::new().asking(Protocol::Anthropic, script());
    [world(), world().on_postgres()].map(|world| {
        world.write("plan.toml", crate::support::world::plan(3, "", ""));
        world.run(["batch", "run", "plan.toml", "-y"]).ends(3);
        world
    })
}

fn dollars(value: &Value) -> i64 {
    (value.as_f64().unwrap() * 1e6).round() as i64
}

#[test]
fn the_cost_of_a_day_holds_answers_that_could_not_be_used() {
    for shop in shops() {
        let stats = shop.run(["stats", "--json"]).ok().json();
        for by in ["day", "batch", "model", "template"] {
            let costs = shop.run(["cost", "--by", by, "--json"]).ok().json();
            let [row] = costs["rows"].as_array().unwrap().as_slice() else { panic!("{costs}") };
            let total = &costs["total"];
            assert_eq!(costs["by"], by);
            for field in ["calls", "unused_calls", "cost_usd", "unused_cost_usd", "input_tokens", "output_tokens"] {
                assert_eq!(row[field], total[field], "{field}");
            }
            assert_eq!(total["calls"], stats["calls"]["calls"]);
            assert_eq!(dollars(&total["cost_usd"]), dollars(&stats["calls"]["cost_usd"]));
            assert_eq!(total["unused_calls"], stats["calls"]["failed"]);
            assert!(dollars(&total["unused_cost_usd"]) > 0, "{total}");
        }
        let days = shop.run(["stats", "--by", "day", "--json"]).ok().json();
        let of_calls: i64 = days["by"].as_array().unwrap().iter().map(|row| dollars(&row["call_cost_usd"])).sum();
        let of_conversations: i64 = days["by"].as_array().unwrap().iter().map(|row| dollars(&row["cost_usd"])).sum();
        assert_eq!(of_calls, dollars(&stats["calls"]["cost_usd"]));
        assert!(of_calls > of_conversations, "the refused one counts: {days}");
        assert_eq!(dollars(&days["trend"][0]["cost_usd"]), of_calls);
        shop.run(["cost"]).ok().prints("DAY\tCALLS\tUNUSABLE").says("that gave nothing usable");
        shop.run(["cost", "--by", "batch", "--batch", "shop", "--since", "1h"]).ok().prints("\nshop\t");
        shop.run(["cost", "--day", "2001-01-01"]).ok().says("no call matches").says("dialoom logs");
        shop.run(["cost", "--batch", "shp"]).ends(2).says("no batch");
        shop.run(["cost", "--day", "2001-01-01", "--since", "1d"]).ends(2);
        shop.run(["cost", "--by", "persona"]).ends(2).says("template");
    }
    World::new().run(["cost"]).ok().says("no calls yet");
}

#[test]
fn performance_tells_durations_and_failures_of_each_model_and_template() {
    for shop in shops() {
        let document = shop.run(["performance", "--json"]).ok().json();
        let [row] = document["rows"].as_array().unwrap().as_slice() else { panic!("{document}") };
        assert_eq!((&row["model"], &row["template"]), (&json!("a-model"), &json!("Investment Discovery")));
        assert_eq!(row["succeeded"], 2);
        let [calls, failed] = ["calls", "failed"].map(|field| row[field].as_u64().unwrap());
        assert_eq!(calls, failed + 2);
        assert!((row["failure_rate"].as_f64().unwrap() - failed as f64 / calls as f64).abs() < 1e-9);
        assert!(row["p50_ms"].as_u64() <= row["p90_ms"].as_u64());
        shop.run(["performance"])
            .ok()
            .prints("MODEL\tTEMPLATE\tCALLS\tP50\tP90")
            .prints("\na-model\tInvestment Discovery\t");
        let none = shop.run(["performance", "--status", "failed", "--json"]).ok().json();
        assert_eq!((&none["rows"][0]["p50_ms"], &none["rows"][0]["failure_rate"]), (&Value::Null, &json!(1.0)));
        shop.run(["performance", "--model", "none"]).ok().says("no call matches");
    }
}

#[test]
fn a_duration_is_that_of_the_nearest_rank() {
    let shop = World::new();
    shop.write("plan.toml", crate::support::world::plan(20, "", "").replace("a-model", "simulator-1"));
    shop.run(["batch", "run", "plan.toml", "--provider", "simulator", "-y"]).ok();
    shop.sql(async |connection| {
        let numbered = "UPDATE generation_logs SET duration_ms = 100 * (SELECT count(*) FROM generation_logs g \
            WHERE g.id <= generation_logs.id)";
        sqlx::query(numbered).execute(connection).await.unwrap();
    });
    let rows = shop.run(["performance", "--json"]).ok().json()["rows"].clone();
    assert_eq!((&rows[0]["p50_ms"], &rows[0]["p90_ms"]), (&json!(1000), &json!(1800)));
    shop.run(["performance"]).ok().prints("\t20\t1.0 s\t1.8 s\t");
}

#[test]
fn logs_keep_the_parameters_of_failed_calls_and_show_them_as_text() {
    for shop in shops() {
        let calls = |line: &[&str]| -> Vec<Value> {
            let document = shop.run([&["logs", "--json"], line].concat()).ok().json();
            document["calls"].as_array().unwrap().clone()
        };
        let all = calls(&[]);
        let failed = calls(&["--status", "failed"]);
        assert_eq!(all.len(), failed.len() + 2);
        let personas: std::collections::BTreeSet<&str> =
            failed.iter().map(|call| call["parameters"]["persona"].as_str().unwrap()).collect();
        assert_eq!(personas.into_iter().collect::<Vec<_>>(), ["Person 01", "Person 02", "Person 03"]);
        assert!(failed.iter().all(|call| call["response"].is_null()), "only --payload reads them");
        assert!(all.windows(2).all(|two| two[0]["at"].as_str() >= two[1]["at"].as_str()), "the newest first");

        let id = shop.run(["list", "--ids", "--persona", "Person 01"]).ok().stdout.trim().to_owned();
        let of_one = calls(&[&id]);
        assert_eq!(of_one.len(), 2, "the failed call before it included: {of_one:?}");
        assert_eq!((&of_one[0]["conversation"], &of_one[0]["status"]), (&json!(id), &json!("success")));
        let told = shop.run(["logs", &id, "--payload"]).ok();
        told.prints("persona=Person 01").prints("I would rather <b>not</b>.").prints("not kept");

        let more = shop.run(["logs", "--limit", "1"]).ok();
        more.prints("ENDED (UTC)\tSTATUS\tMODEL").says("older calls: dialoom logs --limit 1 --cursor ");
        shop.run(["logs", "--batch", "shop", "--model", "b-model"]).ok().says("no call matches");
        shop.run(["logs", "--status", "fialed"]).ends(2).says("failed");
        shop.run(["purge", &id, "-y"]).ok();
        let purged = calls(&["--status", "failed"]);
        assert!(purged.iter().all(|call| call["parameters"]["persona"] != "Person 01"), "{purged:?}");
    }
}

#[test]
fn logs_have_pages_to_and_fro() {
    for shop in shops() {
        let ids = |document: &Value| -> Vec<String> {
            document["calls"].as_array().unwrap().iter().map(|call| call["id"].as_str().unwrap().to_owned()).collect()
        };
        for filters in [&[][..], &["--status", "failed", "--since", "1h"]] {
            let page = |more: &[&str]| shop.run([&["logs", "--json"], filters, more].concat()).ok().json();
            let all = ids(&page(&[]));
            let (mut seen, mut pages, mut next) = (Vec::new(), Vec::new(), Value::Null);
            loop {
                let cursor = next.as_str().map(|cursor| ["--cursor", cursor]);
                let one = page(&[&["--limit", "2"][..], cursor.as_ref().map_or(&[][..], |both| &both[..])].concat());
                assert_eq!(one["previous_cursor"].is_null(), pages.is_empty(), "{one}");
                seen.extend(ids(&one));
                next = one["next_cursor"].clone();
                pages.push(one);
                if next.is_null() {
                    break;
                }
            }
            assert!(pages.len() >= 2, "{pages:?}");
            assert_eq!(seen, all);
            for two in pages.windows(2) {
                let back = two[1]["previous_cursor"].as_str().unwrap();
                assert_eq!(page(&["--limit", "2", "--cursor", back]), two[0]);
            }
        }
        // The command under the calls works as typed, and only with the same filters.
        let told = shop.run(["logs", "--limit", "1"]).ok();
        let cursor = told.stderr.trim_end().rsplit_once(" --cursor ").unwrap().1.to_owned();
        assert!(!cursor.contains([' ', '\'']), "{cursor}");
        shop.run(["logs", "--limit", "1", "--cursor", &cursor])
            .ok()
            .says("newer calls: dialoom logs --limit 1 --cursor b-");
        shop.run(["logs", "--limit", "1", "--cursor", &cursor, "--payload"]).ok().prints("\nprompt");
        for other in [&["--status", "failed"][..], &["--model", "a-model"]] {
            shop.run([&["logs", "--cursor", &cursor], other].concat()).ends(2).says("--cursor");
        }
        for bad in [
            "x",
            "x-y",
            &cursor[1..],
            shop.run(["list", "--json", "--limit", "1"]).ok().json()["next_cursor"].as_str().unwrap(),
        ] {
            shop.run(["logs", "--cursor", bad]).ends(2).says("begin again");
        }
    }
}
