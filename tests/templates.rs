//! `templates`: list, show, add, render, check.

use crate::support::world::World;

const GOOD: &str = r#"
name = "Debt Relief"
description = "Somebody finds a way out of debt."
category = "Debt"
structure = ["Shame", "Plan", "Relief"]
tone = "warm"
text = """
Write about {{ persona }}, who feels {{ emotion }}, in {{ region }}.
The subject is {{ topic }}.
"""
[[variables]]
name = "persona"
[[variables]]
name = "emotion"
[[variables]]
name = "topic"
[[variables]]
name = "region"
help = "Where they live."
"#;

const ALL: [&str; 8] = ["--persona", "Nurse", "--emotion", "shame", "--topic", "cards", "--set", "region=Ohio"];

#[test]
fn the_three_built_in_ones_are_there_from_the_first_start() {
    let sandbox = World::new();
    let output = sandbox.run(["templates", "list"]).ok();
    let names: Vec<&str> = output.stdout.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(names, ["Financial Planning Triumph", "Investment Discovery", "Retirement Planning Anxiety to Relief"]);
    let json = sandbox.run(["templates", "list", "--json"]).ok().json();
    assert_eq!(json["templates"].as_array().unwrap().len(), 3);
    assert_eq!(json["templates"][1]["name"], "Investment Discovery");
    assert_eq!(json["templates"][1]["complexity"], 6);
    assert_eq!(json["templates"][1]["is_active"], true);
}

#[test]
fn a_shown_template_is_a_file_that_is_good_as_it_is() {
    let sandbox = World::new();
    let shown = sandbox.run(["templates", "show", "investment discovery"]).ok().stdout;
    sandbox.write("shown.toml", &shown);
    sandbox.run(["templates", "check", "shown.toml"]).ok();
    let json = sandbox.run(["templates", "show", "Investment Discovery", "--json"]).ok().json();
    assert_eq!(json["template"]["version"], 1);
    sandbox.run(["templates", "show", "Investment Discvery"]).fails(2).says("did you mean \"Investment Discovery\"?");
}

#[test]
fn a_good_file_is_added_once() {
    let sandbox = World::new();
    sandbox.write("debt.toml", GOOD);
    let output = sandbox.run(["templates", "add", "debt.toml"]).ok();
    assert_eq!(output.stdout, "Debt Relief\n");
    sandbox.run(["templates", "add", "debt.toml"]).fails(2).says("there is already a template named \"Debt Relief\"");
    let json = sandbox.run(["templates", "show", "Debt Relief", "--json"]).ok().json();
    assert_eq!(json["template"]["created_by"], "rita");
}

#[test]
fn a_bad_file_is_not_added_and_every_problem_is_told() {
    let sandbox = World::new();
    sandbox.write("bad.toml", GOOD.replace("{{ region }}", "{{ regoin }} {{ perssona }}"));
    let output = sandbox.run(["templates", "add", "bad.toml"]).fails(2).says("nothing was added");
    output.says("regoin").says("perssona");
    assert!(!sandbox.path().join("dialoom.db").exists(), "checked before the database is made");
    sandbox.run(["templates", "add", "no.toml"]).fails(2).says("the template file no.toml cannot be read");
}

#[test]
fn a_prompt_is_rendered_with_every_variable_filled() {
    let sandbox = World::new();
    sandbox.write("debt.toml", GOOD);
    let arguments = ["templates", "render", "debt.toml"].iter().chain(&ALL);
    let output = sandbox.run(arguments.clone()).ok();
    output.prints("Write about Nurse, who feels shame, in Ohio.").prints("The subject is cards.");
    let json = sandbox.run(arguments.chain(&["--json"])).ok().json();
    assert!(json["prompt"].as_str().unwrap().contains("in Ohio."));
    assert!(json["system"].as_str().unwrap().contains("turns"));
    assert!(sandbox.files() == ["debt.toml"], "no database is needed for a file");
}

#[test]
fn a_missing_and_an_unknown_variable_are_named() {
    let sandbox = World::new();
    sandbox.write("debt.toml", GOOD);
    let given = ["templates", "render", "debt.toml"].iter().chain(&ALL[..6]);
    let output = sandbox.run(given.clone()).fails(2);
    output.says("needs a value for {{region}} (Where they live.)").says("--set region=TEXT");
    let output = sandbox.run(given.chain(&["--set", "region=a", "--set", "regoin=b"])).fails(2);
    output.says("has no variable \"regoin\"").says("did you mean \"region\"?");
    sandbox.run(["templates", "render", "debt.toml", "--set", "nothing"]).fails(2).says("expected NAME=VALUE");
}

#[test]
fn check_names_every_problem_and_needs_no_database_for_files() {
    let sandbox = World::new();
    sandbox.write("good.toml", GOOD);
    sandbox.write("bad.toml", GOOD.replace("{{ region }}", "{{ regoin }}"));
    sandbox.write("broken.toml", "name = ");
    sandbox.run(["templates", "check", "good.toml"]).ok().prints("good.toml: good");
    let output = sandbox.run(["templates", "check", "good.toml", "bad.toml", "broken.toml"]).ends(2);
    output.prints("bad.toml: error: text line 1: ").prints("regoin").prints("broken.toml:1: error: ");
    assert_eq!(sandbox.files(), ["bad.toml", "broken.toml", "good.toml"]);
    let json = sandbox.run(["templates", "check", "bad.toml", "--json"]).ends(2).json();
    assert_eq!(json["templates"][0]["ok"], false);
    assert_eq!(json["templates"][0]["problems"][0]["fatal"], true);
    sandbox.run(["templates", "check", "Investment Discovery"]).ok().prints("Investment Discovery: good");
    sandbox.run(["templates", "check"]).fails(2);
}
