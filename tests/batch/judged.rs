//! A plan that names a judge: made, judged and made again in one command, under one budget.

use crate::support::process::wait_until;
use crate::support::stand_in::{Answer, Protocol, Question, Script, StandIn, Step, always};
use crate::support::world::{World, plan};

const PRICES: &str = "[prices.\"a-model\"]\ninput = 15\noutput = 75\n[prices.\"a-judge\"]\ninput = 15\noutput = 75\n";

/// A batch of so many items, and a judge.
fn shop(items: usize, above: &str, script: Script) -> World<StandIn> {
    of(World::new(), items, above, script)
}

fn of(world: World, items: usize, above: &str, script: Script) -> World<StandIn> {
    let world = world.asking(Protocol::OpenAi, script).settings(PRICES);
    let judge = "[judge]\nmodel = \"a-judge\"\nmin_mark = 7\n";
    world.write("plan.toml", format!("{above}{}{judge}", plan(items, "", "max_tokens = 2048")));
    world
}

fn is_judging(question: &Question) -> bool {
    question.body.contains("a-judge")
}

const MARKED: &str = "SELECT count(*) FROM conversations WHERE json_extract(quality_metrics, '$.judge.overall') > 0";

#[test]
fn what_is_made_is_judged_in_the_same_command_and_the_next_asks_nothing() {
    let shop = shop(4, "", always(Answer::Marks([9, 9, 6])));
    let dry = shop.work(&["--dry-run", "--json"]).ok().json()["dry_run"]["judging"].clone();
    assert_eq!((dry["calls"].as_u64(), dry["model"].as_str()), (Some(4), Some("a-judge")), "{dry}");
    shop.work(&["--dry-run"]).ok().says("then a-judge marks them: about $");
    let told = shop.work(&["--json"]).ok().json();
    let judged = &told["judged"];
    assert_eq!((judged["judged"].as_u64(), judged["low"].as_u64()), (Some(4), Some(4)), "a mark of 6 is below 7");
    assert!(told["calls"].as_u64() == Some(8) && judged["all_runs_cost_usd"].as_f64() > Some(0.0), "{told}");
    shop.is_complete(4);
    assert_eq!((shop.number(MARKED), shop.stand_in.delivered(), shop.stand_in.paid_twice()), (4, 8, vec![]));
    shop.work(&[]).ok().says("nothing to do");
    assert_eq!(shop.stand_in.delivered(), 8);
}

#[test]
fn a_target_counts_what_passes_with_its_marks_and_more_is_made_while_it_is_short() {
    // The judge finds every other person's conversation bad.
    let script: Script = std::sync::Arc::new(|question: &Question| -> Step {
        let is_bad = ["Person 01", "Person 03", "Person 05", "Person 07"].iter().any(|it| question.body.contains(it));
        if is_judging(question) && is_bad { Answer::Marks([2, 2, 2]).into() } else { Answer::Marks([9, 9, 9]).into() }
    });
    let shop = shop(8, "target = 3\nmax_candidates = 8\n", script);
    let told = shop.work(&["--json"]).ok().json();
    assert_eq!((told["target"]["wanted"].as_u64(), told["target"]["passed"].as_u64()), (Some(3), Some(3)), "{told}");
    let passed = "SELECT count(*) FROM conversations WHERE status = 'generated'";
    assert_eq!(shop.number(passed), 3);
    assert!(shop.number("SELECT count(*) FROM conversations") > 3, "the first three did not all pass");
    assert_eq!(shop.stand_in.paid_twice(), vec![]);
}

#[test]
fn the_budget_counts_both_and_the_same_command_with_more_goes_on() {
    let shop = shop(4, "", always(Answer::Good));
    let text = shop.read("plan.toml");
    shop.write("plan.toml", text.split("[judge]").next().unwrap());
    shop.work(&["--concurrency", "1"]).ok();
    shop.write("plan.toml", &text);
    let spent = shop.number("SELECT sum(cost_micros) FROM generation_logs") as f64 / 1e6;
    // Not enough for the worst case of one more call.
    let stopped = shop.work(&["--max-cost", &format!("{:.2}", spent + 0.05), "--concurrency", "1"]).fails(4);
    drop(stopped.says("4 left to judge").says("dialoom batch run plan.toml --concurrency 1 --max-cost"));
    let marked = shop.number(MARKED);
    assert_eq!(marked, 0, "what the batch cost counts");
    shop.work(&["--max-cost", "9"]).ok();
    assert_eq!((shop.number(MARKED), shop.stand_in.paid_twice()), (4, vec![]));
}

#[test]
fn killed_while_it_judges_the_same_command_goes_on() {
    let script: Script = std::sync::Arc::new(|question: &Question| match is_judging(question) {
        true => Step::from(Answer::Good).after(std::time::Duration::from_millis(150)),
        false => Answer::Good.into(),
    });
    let shop = shop(9, "", script);
    let live = shop.start(["batch", "run", "plan.toml"]);
    wait_until("four questions to the judge", || shop.stand_in.delivered() >= 11);
    live.signal("KILL");
    live.end();
    shop.work(&[]).ok().says("the judge:");
    assert_eq!(shop.number(MARKED), 9);
    let twice: usize = shop.stand_in.paid_twice().iter().map(|(_, times)| times - 1).sum();
    assert!(twice <= 3, "{twice} paid twice with at most 3 in flight");
}

#[test]
fn resume_and_worker_judge_as_the_plan_said_even_where_plan_and_rubric_are_gone() {
    for command in [["batch", "resume", "shop"], ["batch", "worker", "shop"]] {
        let script: Script = std::sync::Arc::new(|question: &Question| match is_judging(question) {
            true => Step::from(Answer::Good).after(std::time::Duration::from_millis(200)),
            false => Answer::Good.into(),
        });
        let shop = shop(6, "", script);
        shop.write("rubric.md", "# Mark it\n\nAll that is rude is bad.");
        let text = shop.read("plan.toml") + "rubric = \"rubric.md\"\n";
        shop.write("plan.toml", text);
        let live = shop.start(["batch", "run", "plan.toml"]);
        wait_until("two questions to the judge", || shop.stand_in.delivered() >= 8);
        live.signal("INT");
        drop(live.end().ends(130));
        std::fs::remove_file(shop.path().join("plan.toml")).unwrap();
        std::fs::remove_file(shop.path().join("rubric.md")).unwrap();
        shop.run(command).ok().says("the judge:");
        let by_it = "SELECT count(*) FROM conversations WHERE json_extract(quality_metrics, '$.judge.min_mark') = 7";
        assert_eq!((shop.number(MARKED), shop.number(by_it), shop.stand_in.paid_twice()), (6, 6, vec![]));
        assert_eq!(shop.stand_in.delivered(), 12, "nothing is asked again");
    }
}

#[test]
fn a_target_is_met_by_marks_in_a_resumed_batch_too() {
    let script: Script = std::sync::Arc::new(|question: &Question| -> Step {
        let is_bad = ["Person 01", "Person 02", "Person 03"].iter().any(|it| question.body.contains(it));
        let marks = if is_bad { [2, 2, 2] } else { [9, 9, 9] };
        Step::from(Answer::Marks(marks)).after(std::time::Duration::from_millis(200))
    });
    for on_postgres in [false, true] {
        let world = if on_postgres { World::new().on_postgres() } else { World::new() };
        let shop = of(world, 8, "target = 3\nmax_candidates = 8\n", script.clone());
        let live = shop.start(["batch", "run", "plan.toml", "--concurrency", "1"]);
        wait_until("three made, one asked about", || shop.stand_in.journal().len() >= 4);
        live.signal("INT");
        drop(live.end().ends(130));
        let told = shop.run(["batch", "resume", "shop", "--json"]).ok().json();
        assert_eq!(
            (told["target"]["wanted"].as_u64(), told["target"]["passed"].as_u64()),
            (Some(3), Some(3)),
            "{told}"
        );
        assert_eq!(shop.stand_in.paid_twice(), vec![]);
    }
}

#[test]
fn what_is_said_of_a_run_counts_after_the_marks() {
    let script: Script = std::sync::Arc::new(|question: &Question| -> Step {
        let is_bad = ["Person 01", "Person 03"].iter().any(|it| question.body.contains(it));
        if is_bad { Answer::Marks([1, 1, 1]).into() } else { Answer::Marks([9, 9, 9]).into() }
    });
    let shop = shop(4, "", script);
    let told = shop.work(&["--json"]).ok().json();
    let listed = shop.run(["list", "--json"]).ok().json();
    let below = |it: &&serde_json::Value| it["quality_score"].as_f64() < Some(6.0);
    let below = listed["conversations"].as_array().unwrap().iter().filter(below).count() as u64;
    assert_eq!(told["at_threshold"].as_u64(), Some(4 - below), "{told}");
    assert_eq!((told["passed"].as_u64(), told["serious"].as_u64()), (Some(2), Some(2)), "{told}");
    assert_eq!(told["findings"]["low_mark"]["serious"], 2, "{told}");
    let scores = |list: &serde_json::Value| {
        let mut all: Vec<_> = list.as_array().unwrap().iter().map(|it| it["quality_score"].to_string()).collect();
        all.sort();
        all
    };
    assert_eq!(scores(&told["conversations"]), scores(&listed["conversations"]));
}

#[test]
fn a_judge_has_a_server_and_a_key_of_its_own() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).settings(PRICES);
    let court = StandIn::start(always(Answer::Good));
    let shop = shop.with_env("OPENAI_API_KEY", "sk-other-9876543210").with_env("DIALOOM_JUDGE_API_KEY", "sk-judge-1");
    let judge = format!("[judge]\nmodel = \"a-judge\"\nbase_url = \"{}/v1\"\n", court.url());
    shop.write("plan.toml", format!("{}{judge}", plan(3, "", "max_tokens = 2048")));
    shop.work(&[]).ok().says("the judge is at http://127.0.0.1").says("3 conversations marked");
    let keys = |stand_in: &StandIn| {
        let mut keys: Vec<String> = stand_in.journal().iter().map(|entry| entry.key.clone()).collect();
        keys.dedup();
        keys
    };
    assert_eq!((shop.stand_in.delivered(), court.delivered()), (3, 3));
    assert_eq!((keys(&shop.stand_in), keys(&court)), (vec!["sk-shop-0123456789".into()], vec!["sk-judge-1".into()]));
    // The window of each key is its own.
    let limits = shop.run(["limits", "--json"]).ok().json();
    assert_eq!(limits["keys"].as_array().map(Vec::len), Some(2), "{limits}");
    for file in shop.files() {
        let bytes = std::fs::read(shop.path().join(&file)).unwrap_or_default();
        let is_there = bytes.windows(10).any(|piece| piece == b"sk-judge-1");
        assert!(!is_there, "the key is in {file}");
    }
    shop.run(["judge", "-y", "--model", "b-judge", "--base-url", &format!("{}/v1", court.url())])
        .ok()
        .says("3 conversations marked");
    assert_eq!((shop.stand_in.delivered(), court.delivered()), (3, 6));
    let wrong = shop.run(["judge", "-y", "--model", "b-judge", "--base-url", "court.example"]);
    drop(wrong.fails(2).says("--base-url is \"court.example\"; expected http:// or https:// with a host"));
    let clear = shop.run(["judge", "-y", "--model", "c-judge", "--base-url", "http://court.example/v1"]);
    drop(clear.fails(2).says("the key of the judge would go to http://court.example/v1 in clear text"));
    let built_in = shop.run(["judge", "--provider", "simulator", "--base-url", "http://127.0.0.1:1/v1"]);
    drop(built_in.fails(2).says("the simulator is built in"));
}

#[test]
fn without_a_key_of_its_own_a_judge_with_its_own_server_gets_none() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good)).settings(PRICES);
    let court = StandIn::start(always(Answer::Good));
    let shop = shop.with_env("OPENAI_API_KEY", "sk-shop-0123456789");
    let shop = shop.with_env("DIALOOM_JUDGE_BASE_URL", format!("{}/v1", court.url()));
    shop.write("plan.toml", format!("{}[judge]\nmodel = \"a-judge\"\n", plan(2, "", "max_tokens = 2048")));
    shop.work(&[]).ok();
    assert!(court.delivered() == 2 && court.journal().iter().all(|entry| entry.key.is_empty()));
    let config = shop.run(["config", "--json"]).ok().json().to_string();
    assert!(config.contains("judge.base_url") && config.contains("DIALOOM_JUDGE_BASE_URL"), "{config}");
}

#[test]
fn the_table_is_read_strictly() {
    let shop = shop(1, "", always(Answer::Good));
    let text = shop.read("plan.toml");
    let faults = [
        ("min_mark = 7", "min_mark = 11", "judge.min_mark is 11; expected 1 to 10"),
        ("min_mark = 7", "minmark = 7", "unknown field \"judge.minmark\""),
        ("min_mark = 7", "rubric = 7", "judge.rubric is"),
        ("min_mark = 7", "rubric = \"no.md\"", "the rubric no.md cannot be read"),
        ("model = \"a-judge\"\nmin_mark = 7", "", "no judge is named"),
    ];
    for (from, to, says) in faults {
        shop.write("plan.toml", text.replace(from, to));
        shop.work(&[]).fails(2).says(says);
    }
    assert!(shop.stand_in.delivered() == 0);
}
