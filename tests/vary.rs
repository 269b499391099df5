//! Variation: what items draw beside their axes, and batches from before there was any.

use std::collections::HashSet;

use crate::support::stand_in::{Answer, Protocol, always};
use crate::support::world::{World, plan};

/// A database that the version before variation made: a batch of six items, two made, stopped with Ctrl-C. The pages
/// are small to keep the file small.
const BEFORE: &[u8] = include_bytes!("fixtures/before-vary.db");
const BEFORE_PLAN: &str = include_str!("fixtures/before-vary.toml");

fn before() -> World {
    let world = World::new();
    world.write("dialoom.db", BEFORE);
    world.write("before-vary.toml", BEFORE_PLAN);
    world
}

const MADE: &str = "SELECT count(*) FROM conversations";
const DRAWN: &str = "SELECT count(*) FROM conversations WHERE parameters LIKE '%vary.%'";
const VERSION_1: &str = "SELECT count(*) FROM conversations WHERE template_version = 1";

#[test]
fn a_batch_from_before_is_resumed_without_draws_and_pays_only_for_what_is_missing() {
    for again in [
        &["batch", "run", "before-vary.toml", "--provider", "simulator", "--rpm", "none", "--json"][..],
        &["batch", "resume", "before-vary", "--rpm", "none", "--json"],
    ] {
        let world = before();
        assert_eq!(world.number(MADE), 2);
        let line = ["batch", "run", "before-vary.toml", "--provider", "simulator", "--dry-run"];
        world.run(line).ok().prints("items     6 (2 kept, 4 unfinished)\n");
        let result = world.run(again).ok().json();
        assert_eq!((&result["made"], &result["batch"]["total_items"]), (&4.into(), &6.into()), "{result}");
        assert_eq!((world.number(MADE), world.number(VERSION_1), world.number(DRAWN)), (6, 6, 0));
        world.run(&again[..again.len() - 1]).ok().says("nothing to do");
    }
}

#[test]
fn a_batch_from_before_that_grows_keeps_its_template_version_and_draws_only_from_its_own_table() {
    let world = before();
    assert!(world.run(["templates", "show", "Investment Discovery", "--json"]).ok().json()["template"]["version"] == 2);
    let line = ["batch", "run", "before-vary.toml", "--provider", "simulator", "--rpm", "none"];
    world.write("before-vary.toml", format!("count = 9\n{BEFORE_PLAN}"));
    world.run(line).ok().says("keeps 2 conversations, resumes 4 unfinished items, makes 3 more").says(
        "batch \"before-vary\" keeps version 1 of \"Investment Discovery\" (the newest is 2: use another --name for it)",
    );
    assert_eq!((world.number(MADE), world.number(VERSION_1), world.number(DRAWN)), (9, 9, 0));
    world.write("before-vary.toml", format!("{BEFORE_PLAN}\n[vary]\nchannel = [\"chat\", \"phone\"]\n"));
    world.run(line).ok().says("keeps 0 conversations, makes 6 more");
    assert_eq!(world.number(DRAWN), 6);
    assert_eq!(world.number("SELECT count(*) FROM conversations WHERE parameters LIKE '%vary.ending%'"), 0);
    // A batch of its own begins with today's table and template.
    world.run([&line[..], &["--name", "new"]].concat()).ok();
    assert_eq!(world.number("SELECT count(*) FROM conversations WHERE parameters LIKE '%vary.ending%'"), 6);
    assert_eq!(world.number("SELECT count(*) FROM conversations WHERE template_version = 2"), 6);
}

/// The prompts that were sent, without what is the same for all.
fn bodies(world: &World<crate::support::stand_in::StandIn>) -> Vec<String> {
    world.stand_in.journal().iter().map(|entry| entry.body.to_string()).collect()
}

#[test]
fn no_two_requests_of_a_cell_are_alike_and_a_second_run_pays_nothing() {
    for on_postgres in [false, true] {
        let world = World::new();
        let world = if on_postgres { world.on_postgres() } else { world };
        let world = world.asking(Protocol::OpenAi, always(Answer::Good));
        let one = format!("count = 60\n{}", plan(1, "concurrency = 8", ""));
        world.write("plan.toml", &one);
        world.work(&[]).ok();
        let sent = bodies(&world);
        assert_eq!((sent.len(), sent.iter().collect::<HashSet<_>>().len()), (60, 60));
        world.work(&[]).ok().says("nothing to do");
        world.write("plan.toml", one.replace("count = 60", "count = 62"));
        world.work(&[]).ok().says("keeps 60 conversations, makes 2 more");
        assert_eq!(bodies(&world).iter().collect::<HashSet<_>>().len(), 62);
    }
}

#[test]
fn without_variation_a_cell_is_asked_the_same_way() {
    for (key, flag) in [("vary = false\n", None), ("", Some("--no-vary"))] {
        let world = World::new().asking(Protocol::OpenAi, always(Answer::Good));
        world.write("plan.toml", format!("{key}count = 4\n{}", plan(1, "", "")));
        world.work(&flag.into_iter().collect::<Vec<_>>()).ok();
        let sent = bodies(&world);
        assert_eq!((sent.len(), sent.iter().collect::<HashSet<_>>().len()), (4, 1));
        assert!(!sent[0].contains("For this conversation alone"), "{}", sent[0]);
    }
    let world = World::new().asking(Protocol::OpenAi, always(Answer::Good));
    world.write("p.csv", "template,persona,emotion\nInvestment Discovery,Ann,fear\nInvestment Discovery,Ann,fear\n");
    world.run(["batch", "run", "p.csv", "--model", "m", "--no-vary"]).ok();
    assert_eq!(bodies(&world).iter().collect::<HashSet<_>>().len(), 1);
    world.run(["batch", "run", "p.csv", "--model", "m", "--name", "again"]).ok();
    assert_eq!(bodies(&world).iter().collect::<HashSet<_>>().len(), 3);
}

#[test]
fn what_an_item_drew_is_shown_and_stored() {
    let world = World::new().asking(Protocol::Anthropic, always(Answer::Good));
    world.write("plan.toml", format!("{}\n[vary]\nchannel = [\"carrier pigeon\"]\n", plan(1, "", "")));
    world.work(&["--dry-run", "--prompt"]).ok().prints("\n- channel: carrier pigeon\n");
    assert!(world.work(&["--dry-run", "--json"]).ok().json().to_string().contains("carrier pigeon"));
    let made = world.work(&["--json"]).ok().json();
    assert_eq!(made["made"], 1);
    let stored = world.run(["list", "--json"]).ok().json();
    let id = stored["conversations"][0]["short_id"].as_str().unwrap().to_owned();
    world.run(["show", &id]).ok().prints("channel: carrier pigeon; ending: ");
    let shown = world.run(["show", &id, "--json"]).ok().json();
    assert_eq!(shown["conversations"][0]["parameters"]["vary.channel"], "carrier pigeon");
}

#[test]
fn the_same_generate_again_asks_otherwise_unless_told_not_to_vary() {
    let world = World::new().asking(Protocol::Anthropic, always(Answer::Good));
    let line = ["generate", "-t", "Investment Discovery", "--persona", "Nurse", "--emotion", "calm", "--model", "m"];
    let shown = world.run([&line[..], &["--dry-run", "--prompt"]].concat()).ok().stdout;
    assert_eq!(world.run([&line[..], &["--dry-run", "--prompt"]].concat()).ok().stdout, shown);
    assert_ne!(world.run([&line[..], &["--dry-run", "--prompt", "--seed", "1"]].concat()).ok().stdout, shown);
    world.run(line).ok();
    world.run(line).ok();
    world.run([&line[..], &["--no-vary"]].concat()).ok();
    world.run([&line[..], &["--no-vary"]].concat()).ok();
    assert_eq!(bodies(&world).iter().collect::<HashSet<_>>().len(), 3);
}

#[test]
fn a_target_of_each_cell_counts_its_items_however_they_drew() {
    let world = World::new().asking(Protocol::OpenAi, always(Answer::Good));
    world.write("plan.toml", format!("target = 3\ntarget_per_cell = true\n{}", plan(2, "concurrency = 1", "")));
    world.work(&[]).ok();
    assert_eq!(world.stand_in.journal().len(), 6);
    world.work(&[]).ok();
    assert_eq!(world.stand_in.journal().len(), 6);
}

#[test]
fn a_language_is_asked_for_by_plan_row_or_flag_and_is_part_of_the_item() {
    let world = World::new().asking(Protocol::OpenAi, always(Answer::Good));
    let row = r#"{"template": "Investment Discovery", "persona": "Nurse", "emotion": "calm", "topic": "funds"}"#;
    world.write("rows.jsonl", format!("{row}\n{}\n", row.replace("}", ", \"language\": \"de\"}")));
    let line = ["batch", "run", "rows.jsonl", "--model", "m", "--rpm", "none"];
    world.run(line).ok();
    let asked = |words: &str| world.stand_in.journal().iter().filter(|entry| entry.body.contains(words)).count();
    assert_eq!((asked("every turn in German"), asked("every turn in")), (1, 1));
    assert_eq!(world.number("SELECT count(*) FROM conversations WHERE parameters LIKE '%\"language\":\"de\"%'"), 1);
    world.run([&line[..], &["--language", "French"]].concat()).ok().says("makes 1 more");
    assert_eq!(asked("every turn in French"), 1);
    world.run([&line[..], &["--language", " "]].concat()).fails(2).says("expected a code (de)");
    assert_eq!(world.stand_in.journal().len(), 3, "nothing is asked for again");
    let findings = world.run(["list", "--finding", "wrong_language", "--ids"]).ok().stdout;
    assert_eq!(findings.lines().count(), 2, "the stand-in answers in English");
}

/// Personas with their emotions of a batch, one pair for each conversation.
fn pairs<P>(world: &World<P>, batch: &str) -> Vec<(String, String)> {
    let listed = world.run(["list", "--batch", batch, "--limit", "100", "--json"]).ok().json();
    let text = |one: &serde_json::Value, field: &str| one[field].as_str().unwrap().to_owned();
    listed["conversations"].as_array().unwrap().iter().map(|one| (text(one, "persona"), text(one, "emotion"))).collect()
}

#[test]
fn a_count_takes_every_pair_of_values_and_a_stored_batch_keeps_its_items() {
    let world = World::new();
    let example = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/retirement.toml");
    let text = std::fs::read_to_string(example).unwrap();
    world.write("p.toml", &text);
    let run = |more: &[&str]| world.run([&["batch", "run", "p.toml", "--provider", "simulator"], more].concat()).ok();
    run(&[]);
    let few = pairs(&world, "retirement");
    assert_eq!((few.len(), few.iter().collect::<HashSet<_>>().len()), (12, 12));
    world.write("p.toml", text.replace("count = 12", "count = 24"));
    run(&[]).says("keeps 12 conversations, makes 12 more");
    assert_eq!(pairs(&world, "retirement").iter().collect::<HashSet<_>>().len(), 16);
    // One that began before pairs were even says nothing of its sampling.
    world.sql(async |db| {
        let change = "UPDATE batch_jobs SET configuration = json_remove(configuration, '$.sampling')";
        sqlx::query(change).execute(db).await.unwrap()
    });
    let again = run(&["--dry-run"]).stdout;
    assert!(!again.contains("24 kept"), "it takes the cells that it would have taken then: {again}");
    run(&["--name", "other", "--dry-run"]).prints("items     24 (24 new)");
}

#[test]
fn prompts_without_a_month_name_the_day_on_which_the_batch_began() {
    let world = World::new().asking(Protocol::OpenAi, always(Answer::Good)).plan(3, "concurrency = 1");
    let run = |more: &[&str]| world.work(&[&["--no-vary"], more].concat());
    let today = chrono::Utc::now().date_naive();
    run(&["--stop-on-error"]).ok();
    let day =
        |body: &String| body.split("takes place on ").nth(1).map(|rest| rest.split('.').next().unwrap().to_owned());
    let first: Vec<_> = bodies(&world).iter().map(day).collect();
    // Midnight may pass while the test runs.
    let expected = [Some(today), today.succ_opt()].map(|day| Some(day.unwrap().format("%-d %B %Y").to_string()));
    assert!(expected.contains(&first[0]) && first.iter().all(|day| *day == first[0]), "{first:?}");

    // Some days later it is the same batch: nothing is paid again, and what is added is asked for as on its first day.
    let change = |to: &'static str| {
        world.sql(async |db| {
            let sql = format!("UPDATE batch_jobs SET configuration = {to}");
            sqlx::query(sqlx::AssertSqlSafe(sql)).execute(db).await.unwrap()
        });
    };
    change("json_set(configuration, '$.ask.today', '2026-02-03')");
    run(&[]).ok().says("nothing to do");
    world.write("plan.toml", plan(4, "concurrency = 1", ""));
    run(&[]).ok().says("keeps 3 conversations, makes 1 more");
    assert_eq!(bodies(&world).last().and_then(day).as_deref(), Some("3 February 2026"));

    // A batch from before prompts named a day.
    change("json_remove(configuration, '$.ask.today')");
    run(&[]).ok().says("nothing to do");
    world.write("plan.toml", plan(5, "concurrency = 1", ""));
    run(&[]).ok().says("keeps 4 conversations, makes 1 more");
    assert_eq!((bodies(&world).len(), bodies(&world).last().and_then(day)), (5, None));
}

#[test]
fn a_month_that_is_dropped_gives_way_to_the_day_and_a_drawn_one_stays() {
    let shown = |vary: &str| {
        let world = World::new().asking(Protocol::OpenAi, always(Answer::Good));
        world.write("plan.toml", format!("{}\n[vary]\n{vary}", plan(1, "", "")));
        world.work(&["--dry-run", "--prompt"]).ok().stdout
    };
    let (drawn, dropped) = (shown(""), shown("month = false\n"));
    assert!(drawn.contains("\n- month: ") && !drawn.contains("takes place on"), "{drawn}");
    assert!(!dropped.contains("\n- month: ") && dropped.contains("The conversation takes place on "), "{dropped}");
}
