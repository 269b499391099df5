//! `dialoom` alone: where the project stands, and the next command, which works when typed.

use serde_json::Value;

use crate::support::output::Output;
use crate::support::stand_in::{Answer, Protocol, always, every_time};
use crate::support::world::{World, plan};

const ALONE: [&str; 0] = [];

fn next<P>(world: &World<P>) -> String {
    let output = world.run(ALONE).ok();
    let last = output.stdout.lines().last().unwrap_or_default();
    let command = last.strip_prefix("next").unwrap_or_else(|| panic!("no command: {output:?}")).trim().to_owned();
    let json: Value = world.run(["--json"]).ok().json();
    assert_eq!(json["next"], command.as_str());
    command
}

/// Types a command that was shown, as a shell reads it.
fn typed<P>(world: &World<P>, command: &str) -> Output {
    let script = format!("set -- {}; shift; for word; do printf '%s\\0' \"$word\"; done", command);
    let shell = std::process::Command::new("sh").arg("-c").arg(script).current_dir(world.path()).output().unwrap();
    let words = String::from_utf8(shell.stdout).unwrap();
    world.run(words.trim_end_matches('\0').split('\0').filter(|word| !word.is_empty()))
}

#[test]
fn without_a_project_it_says_what_it_is_and_how_to_begin() {
    let world = World::new();
    let output = world.run(ALONE).fails(2).says("makes training conversations").says("There is no project here");
    let output = output.says("Usage: dialoom").says("begin a project: dialoom init\n");
    assert_eq!(output.stdout, "");
    let trial = output.stderr.lines().find_map(|line| line.strip_prefix("try it, offline and free: ")).unwrap();
    let empty = World::new();
    typed(&empty, trial).ok().says("next: dialoom show ");
    let json = world.run(["--json"]).ends(2).json();
    assert_eq!((&json["project"], &json["next"]), (&Value::Bool(false), &Value::from("dialoom init")));
    assert!(world.files().is_empty());
    typed(&world, "dialoom init").ok();
    world.run(ALONE).ok();
    World::new().run(["--jsn"]).fails(2).says("--json");
}

#[test]
fn each_next_command_leads_to_the_end_of_the_work() {
    let world = World::new();
    let mut seen = Vec::new();
    world.run(["init"]).ok();
    for _ in 0..3 {
        let command = next(&world);
        typed(&world, &command).ok();
        seen.push(command);
    }
    assert_eq!(seen, ["dialoom batch run plan.toml", "dialoom list needs-review", "dialoom list needs-review"]);
    let output = world.run(ALONE).ok().prints("needs review   9 conversations").prints("conversations  generated ");
    output.prints("latest batch   first-batch, completed: 9 of 9 done").prints("dialoom.toml\ndatabase ");
    world.run(["approve", "--batch", "first-batch", "--with-findings", "--yes"]).ok();
    assert_eq!(next(&world), "dialoom export --include-simulated -o training.jsonl");
    typed(&world, &next(&world)).ok();
    assert_eq!(next(&world), "dialoom export --include-simulated -o training-2.jsonl");
    typed(&world, &next(&world)).ok();
    world
        .run([
            "reject",
            "--batch",
            "first-batch",
            "--status",
            "approved",
            "--reason",
            "dull",
            "--with-findings",
            "--yes",
        ])
        .ok();
    assert_eq!(next(&world), "dialoom stats");
    let json = world.run(["--json"]).ok().json();
    assert_eq!((&json["project"], &json["conversations"]["rejected"]), (&Value::Bool(true), &Value::from(9)));
    assert_eq!(json["latest_batch"]["name"], "first-batch");
}

#[test]
fn at_a_terminal_the_next_step_is_the_review() {
    let world = World::new().plan(1, "");
    world.work(&["--provider", "simulator"]).ok();
    for columns in [60, 120] {
        let (code, screen) = world.terminal(&[], (30, columns)).end();
        assert_eq!(code, 0, "{screen}");
        assert!(screen.contains("next           dialoom review") && screen.contains("needs review   1"), "{screen}");
    }
}

#[test]
fn a_batch_that_stopped_is_resumed_first() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(4, "");
    shop.work(&["--max-cost", "0.0001", "--name=-odd name"]).fails(4);
    shop.run(ALONE).ok().prints("latest batch   -odd name, paused: 0 of 4 done, 4 left");
    assert_eq!(next(&shop), "dialoom batch resume --max-cost 0.01 -- '-odd name'");
    shop.run(["batch", "resume", "--max-cost", "9", "--", "-odd name"]).ok();
    assert_eq!(next(&shop), "dialoom list needs-review");
    let shop = World::new().asking(Protocol::Anthropic, every_time("Person 02", Answer::Refusal)).plan(3, "");
    shop.work(&["--stop-on-error", "--concurrency", "1"]).fails(3);
    let command = next(&shop);
    assert!(command == "dialoom batch resume shop", "{command}");
    typed(&shop, &command).fails(3);
    shop.run(["approve", "--batch", "shop", "--yes"]).ok();
    typed(&shop, &next(&shop)).ok();
    shop.run(["reject", "--batch", "shop", "--status", "approved", "--reason", "dull", "--with-findings", "--yes"])
        .ok();
    assert_eq!(next(&shop), "dialoom batch retry shop");
}

#[test]
fn a_plan_without_a_provider_is_tried_with_the_simulator() {
    let world = World::new().settings("");
    assert!(next(&world).starts_with("dialoom generate --provider simulator "), "init would refuse");
    typed(&world, &next(&world)).ok();
    let world = World::new().plan(2, "");
    let command = "dialoom batch run plan.toml --provider simulator";
    world.run(ALONE).fails(2).says(&format!("begin a project: {command}\n"));
    typed(&world, command).ok();
    let below = World::new().settings("").plan(2, "");
    let run = below.command(ALONE).below("a").run().ok();
    let plan = below.path().canonicalize().unwrap().join("plan.toml");
    assert!(run.stdout.ends_with(&format!("dialoom batch run {} --provider simulator\n", plan.display())), "{run:?}");
}

#[test]
fn the_flags_of_this_call_are_those_of_the_next() {
    let world = World::new();
    world.write("plan.toml", plan(2, "", "provider = \"simulator\""));
    world.work(&["--db", "my db"]).ok();
    let output = world.run(["--db", "my db", "--user", "ada"]).ok();
    let command = "dialoom --db 'my db' list needs-review";
    assert_eq!(output.stdout.lines().last(), Some(&*format!("next           {command}")));
    typed(&world, command).ok().prints("generated");
    let secret = world.run(["--db", "postgres://ada:verysecret@127.0.0.1:1/x"]).fails(1);
    assert!(!secret.stderr.contains("verysecret"), "{secret:?}");
}

#[test]
fn a_server_is_a_project_too() {
    let world = World::new().on_postgres();
    world.run(ALONE).ok().prints("database       postgres://").prints("conversations  none yet").prints("dialoom init");
    world.write("plan.toml", plan(2, "", "provider = \"simulator\""));
    typed(&world, &next(&world)).ok();
    world.run(ALONE).ok().prints("latest batch   shop, completed: 2 of 2 done").prints("needs review   2");
}

#[test]
fn a_damaged_database_is_an_error() {
    let world = World::new();
    world.write("dialoom.db", "no database at all");
    world.run(ALONE).fails(1).says("dialoom.db");
}

#[test]
fn a_project_with_a_library_of_its_own_is_told_to_use_that() {
    let world = World::new();
    world.run(["init", "--example", "veterinary"]).ok();
    assert_eq!(next(&world), "dialoom batch run --tiers --provider simulator");
    typed(&world, "dialoom batch run --tiers template=2 --provider simulator").ok();
    let world = World::new().asking(Protocol::OpenAi, always(Answer::Good));
    world.run(["init", "--example", "veterinary"]).ok();
    assert_eq!(next(&world), "dialoom batch run --tiers");
}
