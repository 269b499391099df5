//! The end of a run: what passed, what is wrong with the rest, and what to do.

use serde_json::json;

use crate::support::process::wait_until;
use crate::support::stand_in::{Answer, Protocol, always, every_time, slow};
use crate::support::world::{World, plan};

/// A conversation of two turns, which is fewer than asked for.
fn short() -> Answer {
    let turn = |role: &str, content: &str| json!({ "role": role, "content": content });
    let turns =
        [turn("user", "Are index funds a good idea for me now?"), turn("assistant", "They can be, over many years.")];
    Answer::Text(json!({ "title": "Index funds", "turns": turns }).to_string())
}

/// Runs each command that a line names behind "see …: ".
fn types_what_it_says<P>(world: &World<P>, said: &str, begins: &str) -> String {
    let line = said.lines().find(|line| line.contains(begins)).unwrap_or_else(|| panic!("{begins} in {said}"));
    let command = line.rsplit(": dialoom ").next().unwrap();
    let mut shell = std::process::Command::new("sh");
    let program = env!("CARGO_BIN_EXE_dialoom");
    shell.arg("-c").arg(format!("'{program}' {command}")).current_dir(world.path()).env("HOME", world.home());
    let output = shell.output().unwrap();
    assert!(output.status.success(), "{command}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_worst_cell_and_the_near_duplicates_are_named_with_commands_that_work() {
    let shop = World::new().asking(Protocol::Anthropic, every_time("Person 03", short()));
    shop.write("plan.toml", format!("count = 12\n{}", plan(3, "", "")));
    let output = shop.work(&[]).ends(0).says("8 of 12 conversations of the batch passed");
    let output = output.says("worst cell: persona \"Person 03\": 4 of 4 did not pass, elsewhere 0 of 8");
    let output = output.says("near-duplicates: 3 (3 of ");
    let passed = types_what_it_says(&shop, &output.stderr, "of the batch passed");
    assert_eq!(passed.lines().count(), 1 + 4, "{passed}");
    let worst = types_what_it_says(&shop, &output.stderr, "worst cell");
    assert_eq!(worst.lines().count(), 1 + 4, "{worst}");
    let near = types_what_it_says(&shop, &output.stderr, "near-duplicates");
    assert_eq!(near.lines().count(), 1 + 3, "{near}");
    let status = shop.run(["batch", "status", "shop", "--json"]).ok().json();
    let outcome = &status["outcome"];
    assert_eq!(
        (&outcome["conversations"], &outcome["passed"], &outcome["serious"]),
        (&12.into(), &8.into(), &4.into())
    );
    assert_eq!(outcome["worst_cell"]["axes"], json!({ "persona": "Person 03" }));
    assert_eq!(outcome["verdict"], json!(null), "a third is not most");
    shop.run(["batch", "status", "shop"]).ok().says("worst cell: persona \"Person 03\"");
}

#[test]
fn where_most_is_unusable_the_report_says_so_first_with_the_cause_and_what_to_try() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Refusal)).plan(4, "");
    let output = shop.work(&[]).ends(3);
    let first = output.stderr.find("4 of 4 are unusable as they are, 4 for refusal").expect("the verdict");
    assert!(first < output.stderr.find("conversations made").unwrap(), "{}", output.stderr);
    output.says("assistant_identity in the plan's [generation]");

    let shop = World::new().asking(Protocol::Anthropic, always(short()));
    shop.write("plan.toml", plan(4, "", ""));
    let document = shop.work(&["--json"]).ends(0).json();
    let verdict = &document["outcome"]["verdict"];
    assert_eq!(
        (&verdict["cause"], &verdict["unusable"], &verdict["came"]),
        (&"near_duplicates".into(), &4.into(), &4.into())
    );
    shop.run(["batch", "status", "shop"]).ok().says("dialoom stats diversity --batch shop");
}

#[test]
fn personal_data_in_most_is_named_as_the_cause() {
    let Answer::Text(text) = short() else { panic!("a text") };
    let answer = Answer::Text(text.replace("for me now?", "for me now? Write to anna.berg.1974@posteo.de."));
    let shop = World::new().asking(Protocol::Anthropic, always(answer));
    shop.write("plan.toml", plan(4, "", ""));
    let output = shop.work(&[]).ends(0);
    let output = output.says("for personal_data: they hold what looks like data of a person");
    let listed = types_what_it_says(&shop, &output.stderr, "see where");
    assert_eq!(listed.lines().count(), 1 + 4, "{listed}");
}

#[test]
fn a_small_model_is_named_and_the_plan_can_be_run_again_with_other_settings() {
    let shop = World::new().asking(Protocol::OpenAi, always(short()));
    shop.write("plan.toml", plan(3, "", "").replace("a-model", "tiny-0.1b"));
    let output = shop.work(&["--style", "full"]).ends(0).says("the prompt is too long for the model \"tiny-0.1b\"");
    let line = output.stderr.lines().find(|line| line.contains("try: dialoom batch run")).expect("what to try");
    assert!(line.ends_with("dialoom batch run plan.toml --name shop-2 --style brief"), "{line}");
    shop.run(["batch", "run", "plan.toml", "--name", "shop-2", "--style", "brief", "--dry-run"]).ok();
}

#[test]
fn the_table_at_the_end_shows_what_people_decided_meanwhile() {
    let shop = World::new().asking(Protocol::OpenAi, slow(1000)).plan(3, "concurrency = 1");
    let run = shop.start(["batch", "run", "plan.toml"]);
    wait_until("an answer", || shop.stand_in.delivered() > 0);
    wait_until("a conversation", || shop.number("SELECT count(*) FROM conversations") > 0);
    shop.run(["approve", "--status", "generated", "--yes"]).ok();
    let table = run.end().ok().stdout;
    assert!(table.contains("approved") && table.contains("generated"), "{table}");
}
