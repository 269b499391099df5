//! The main job, from a plan to stored conversations, in every form a plan comes in.

use crate::support::postgres::Database;
use crate::support::stand_in::{Answer, BOTH, Protocol, always, slow};
use crate::support::world::{World, plan};

#[test]
fn a_plan_becomes_stored_conversations_a_table_and_the_next_command() {
    for protocol in BOTH {
        let shop = World::new().asking(protocol, always(Answer::Good)).plan(4, "");
        let output = shop
            .work(&[])
            .ok()
            .says("4 conversations with a-model")
            .says("4 conversations made, 4 at the threshold, none with serious");
        let output = output.says("next: dialoom review --batch shop");
        assert!(output.stdout.contains("SCORE") && output.stdout.contains("generated"), "{}", output.stdout);
        shop.is_complete(4);
        assert_eq!((shop.stand_in.journal().len(), shop.stand_in.paid_twice()), (4, vec![]));
        assert!(shop.stand_in.journal().iter().all(|entry| entry.protocol == protocol));

        let listed = shop.run(["list", "--batch", "shop", "--json"]).ok().json();
        let conversations = listed["conversations"].as_array().unwrap();
        assert_eq!(conversations.len(), 4);
        for conversation in conversations {
            let short = conversation["short_id"].as_str().unwrap();
            assert!(output.stdout.contains(short), "{short} is in the table:\n{}", output.stdout);
            let shown = shop.run(["show", short, "--json"]).ok().json();
            assert_eq!(shown["conversations"][0]["turns"].as_array().unwrap().len(), 10);
            assert_eq!(shown["conversations"][0]["model"], "stand-in");
        }
        assert_eq!(shop.number("SELECT count(*) FROM generation_logs WHERE status = 'success' AND cost_micros > 0"), 4);
        assert_eq!(shop.number("SELECT count(*) FROM batch_items WHERE worker_id IS NOT NULL"), 0);
    }
}

#[test]
fn what_a_conversation_cost_is_its_tokens_at_the_price_of_the_model() {
    let shop = World::new()
        .asking(Protocol::Anthropic, always(Answer::Good))
        .plan(3, "")
        .settings("[prices.\"a-model\"]\ninput = 2.0\noutput = 10.0\n");
    let done = shop.work(&["--json"]).ok();
    assert!(!done.stderr.contains("not known"), "{}", done.stderr);
    let by_hand = shop.number("SELECT sum(input_tokens * 2 + output_tokens * 10) FROM generation_logs");
    assert_eq!(shop.number("SELECT sum(cost_micros) FROM generation_logs"), by_hand);
    assert_eq!(shop.number("SELECT sum(actual_cost_micros) FROM conversations"), by_hand);
    let told = done.json()["cost_usd"].as_f64().unwrap();
    assert!((told - by_hand as f64 / 1e6).abs() < 1e-9, "{told} is not {by_hand} millionths");
}

#[test]
fn cached_tokens_cost_what_the_protocol_says_where_the_users_price_does_not() {
    let told = r#"{"input_tokens":100,"output_tokens":500,"cache_creation_input_tokens":100,"cache_read_input_tokens":400,
        "prompt_tokens":600,"completion_tokens":500,"prompt_tokens_details":{"cached_tokens":400,"cache_write_tokens":100}}"#;
    for (protocol, cached) in [(Protocol::Anthropic, 250 + 80), (Protocol::OpenAi, 200 + 800)] {
        let shop = World::new()
            .asking(protocol, always(Answer::Usage(told)))
            .plan(1, "")
            .settings("[prices.\"a-model\"]\ninput = 2.0\noutput = 10.0\n");
        shop.work(&[]).ok();
        assert_eq!(shop.number("SELECT sum(cost_micros) FROM generation_logs"), 200 + 5000 + cached, "{protocol:?}");
    }
}

#[test]
fn every_form_of_a_plan_makes_what_it_says() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good));
    let template = "Investment Discovery";
    shop.write("rows.csv", format!("template,persona,emotion,topic\n{template},\"Ann, 50\",calm,bonds\n"));
    let line = format!("{{\"template\":\"{template}\",\"persona\":\"Bob\",\"emotion\":\"calm\"}}\n");
    shop.write("lines.jsonl", line.repeat(2));
    shop.write(
        "whole.json",
        format!("{{\"name\":\"as json\",\"template\":\"{template}\",\"axes\":{{\"persona\":[\"Cy\"],\"emotion\":[\"calm\",\"sad\"]}}}}"),
    );
    for (file, batch, items) in [("rows.csv", "rows", 1), ("lines.jsonl", "lines", 2), ("whole.json", "as json", 2)] {
        let done = shop.run(["batch", "run", file, "--model", "a-model", "--json"]).ok().json();
        assert_eq!((&done["batch"]["name"], &done["made"]), (&batch.into(), &items.into()), "{file}");
    }
    shop.run(["list", "--persona", "Ann, 50"]).ok().prints("Ann, 50");
    shop.run(["batch", "status", "as json"]).ok().says("dialoom list --batch 'as json'");
}

#[test]
fn a_dry_run_says_count_cost_time_and_budget_and_leaves_nothing_behind() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(4, "");
    let output = shop.work(&["--dry-run"]).ok().says("nothing was sent or stored; --prompt shows the first prompt");
    let lines: Vec<&str> = output.stdout.lines().collect();
    assert_eq!(lines.len(), 6, "{}", output.stdout);
    assert_eq!(lines[..2], ["batch     shop with a-model (anthropic)", "items     4 (4 new)"]);
    assert!(lines[2].starts_with("cost      about $0.") && lines[2].contains(", at worst $"), "{}", lines[2]);
    assert_eq!(lines[3], "time      no wait for the rate limit (100000 requests in 60 s)");
    assert_eq!(lines[4], "budget    none: --max-cost sets one");
    let people = ["Person 01", "Person 03", "Person 04"].map(|person| format!("{person} × calm × index funds"));
    assert_eq!(lines[5], format!("sample    {}", people.join("; ")));
    let whole = shop.work(&["--dry-run", "--prompt"]).ok().stdout;
    assert!(whole.starts_with(&output.stdout) && whole.lines().count() > 10, "the prompt follows:\n{whole}");
    shop.work(&["--prompt"]).fails(2).says("--dry-run");
    let as_json = shop.work(&["--dry-run", "--json"]).ok().json();
    let dry = &as_json["dry_run"];
    assert_eq!(
        (&dry["survey"]["items"], &dry["survey"]["new"], &dry["survey"]["kept"]),
        (&4.into(), &4.into(), &0.into())
    );
    assert!(dry["first_prompt"]["text"].as_str().unwrap().contains("Person 01"));
    assert_eq!(shop.stand_in.journal().len(), 0);
    assert_eq!(shop.run(["batch", "list", "--json"]).ok().json()["batches"].as_array().unwrap().len(), 0);
}

#[test]
fn a_dry_run_counts_the_rate_window_and_the_budget() {
    let shop =
        World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(300, "requests = 50\nthreshold = 0.9");
    let time = "time      about 6 min by the rate limit (45 requests in 60 s), and the answers";
    shop.work(&["--dry-run"]).ok().prints(time);
    let line = |budget: &str| {
        let output = shop.work(&["--dry-run", "--max-cost", budget]).ok();
        output.stdout.lines().find(|line| line.starts_with("budget")).unwrap().to_owned()
    };
    assert_eq!(line("0.01"), "budget    $0.01 ends after about 0 of 300 items, at worst after 0");
    let some = line("5");
    assert!(some.starts_with("budget    $5.00 ends after about ") && some.contains(" of 300 items, at worst after "));
    assert_eq!(line("5000"), "budget    $5000.00 covers 300 items, even at worst");
    assert_eq!(shop.stand_in.journal().len(), 0);
}

#[test]
fn no_more_calls_are_under_way_than_allowed_and_none_waits_for_its_group() {
    let shop = World::new().asking(Protocol::OpenAi, slow(150)).plan(12, "concurrency = 4");
    shop.work(&[]).ok();
    let journal = shop.stand_in.journal();
    for (place, entry) in journal.iter().enumerate() {
        let under_way = journal[..place].iter().filter(|before| (entry.at - before.at).as_millis() < 140).count();
        assert!(under_way < 4, "{} at once", under_way + 1);
    }
    let wide = World::new().asking(Protocol::OpenAi, slow(800)).plan(6, "");
    wide.work(&["--concurrency", "6"]).ok();
    let journal = wide.stand_in.journal();
    assert!((journal[5].at - journal[0].at).as_millis() < 750, "six at once were asked for");
}

#[test]
fn the_example_plan_runs_offline_and_export_leaves_what_the_simulator_made_out() {
    let sandbox = World::new();
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/retirement.toml");
    let output = sandbox.run(["batch", "run", example, "--provider", "simulator"]).ok();
    output.says("12 conversations made").says("next: dialoom review --batch retirement");
    sandbox.run(["approve", "--batch", "retirement", "-y"]).ok();
    let left_out = sandbox.run(["export", "--format", "jsonl", "--batch", "retirement"]);
    assert!(!left_out.stdout.contains("messages"), "{}", left_out.stdout);
    assert!(left_out.stderr.contains("12") && left_out.stderr.contains("--include-simulated"), "{}", left_out.stderr);
    let taken = sandbox.run(["export", "--format", "jsonl", "--batch", "retirement", "--include-simulated"]).ok();
    assert_eq!(taken.stdout.lines().count(), 12);
}

#[test]
fn the_same_job_runs_and_resumes_on_postgresql() {
    let database = Database::new();
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(5, "");
    let url = database.url();
    let on = |line: &[&str]| shop.run([line, &["--db", &url]].concat());
    let output =
        on(&["batch", "run", "plan.toml"]).ok().says("5 conversations made, 5 at the threshold, none with serious");
    assert!(!format!("{}{}", output.stdout, output.stderr).contains(crate::support::postgres::PASSWORD));
    on(&["batch", "run", "plan.toml"]).ok().says("nothing to do: batch \"shop\" already has its 5 conversations");
    shop.write("plan.toml", plan(7, "", ""));
    on(&["batch", "run", "plan.toml"]).ok().says("keeps 5 conversations, makes 2 more");
    assert_eq!(on(&["list", "--batch", "shop", "--json"]).ok().json()["conversations"].as_array().unwrap().len(), 7);
    assert_eq!((shop.stand_in.journal().len(), shop.stand_in.paid_twice()), (7, vec![]));
    assert_eq!(shop.files(), ["plan.toml"], "no file beside the server's");
}

#[test]
fn a_template_called_by_another_case_or_a_prefix_is_the_same_and_equal_rows_are_all_made() {
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Good));
    let row = |template: &str| format!("{template},Ann,calm,bonds\n");
    let rows = [row("Investment Discovery"), row("investment discovery"), row("Investment")].concat();
    shop.write("rows.csv", format!("template,persona,emotion,topic\n{rows}"));
    let line = ["batch", "run", "rows.csv", "--name", "shop", "--model", "a-model"];
    shop.run(line).ok().says("3 conversations made");
    assert_eq!(shop.standing(), ("completed".into(), 3, 0, 0));
    shop.run(line).ok().says("already has its 3 conversations");
    assert_eq!(shop.stand_in.delivered(), 3);
}
