//! `batch run --tiers` and `batch plan`: a whole data set from what is active.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::support::stand_in::{Answer, Protocol, Question, Script};
use crate::support::world::World;

fn folder(below: &str) -> String {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(below).display().to_string()
}

fn conversations<P>(world: &World<P>, name: &str) -> Vec<Value> {
    let listed = world.run(["list", "--batch", name, "--limit", "200", "--json"]).ok().json();
    listed["conversations"].as_array().unwrap().clone()
}

fn text<'a>(one: &'a Value, field: &str) -> &'a str {
    one[field].as_str().unwrap_or_default()
}

#[test]
fn the_starter_library_makes_ninety_with_every_cell_different_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        world.run(["library", "import", &folder("examples/library")]).ok();
        let planned = world.run(["batch", "plan", "--tiers", "--json"]).ok().json();
        assert_eq!(planned["tiers"]["left_out"], serde_json::json!([]), "{planned}");
        assert_eq!(planned["tiers"]["unused"], serde_json::json!([]), "every vocabulary is used");
        world.run(["batch", "run", "--tiers", "--provider", "simulator"]).ok();
        let made = conversations(&world, "tiers");
        assert_eq!(made.len(), 90);
        for (tier, expected) in [("template", 40), ("scenario", 35), ("edge_case", 15)] {
            assert_eq!(made.iter().filter(|one| text(one, "tier") == tier).count(), expected, "{tier}");
        }
        let cell = |one: &Value| ["persona", "emotion", "topic"].map(|axis| text(one, axis).to_owned());
        let rows: HashSet<_> = made.iter().map(cell).collect();
        assert_eq!(rows.len(), 90, "a cell came twice");
        let cells = planned["tiers"]["rows"].as_array().unwrap().iter().map(cell).collect::<HashSet<_>>();
        assert_eq!(rows, cells, "what was planned is what was made");
        world.run(["batch", "run", "--tiers", "--provider", "simulator"]).ok().says("nothing to do");
    }
}

#[test]
fn the_plan_is_fixed_when_the_batch_is_made_and_another_name_makes_another() {
    let world = World::new();
    world.run(["library", "import", &folder("examples/veterinary")]).ok();
    let tiers = ["batch", "run", "--tiers", "template=12,scenario=6,edge_case=4", "--provider", "simulator"];
    world.run(tiers).ok();
    // More is in use now, and what was made is approved: the same name asks for nothing new.
    world.run(["library", "import", &folder("examples/library")]).ok();
    world.run(["approve", "--batch", "tiers", "--yes"]).ok();
    world.run(tiers).ok().says("nothing to do");
    world.run(["batch", "run", "--tiers", "--provider", "simulator"]).ok().says("nothing to do");
    let other = world.run(["batch", "run", "--tiers", "template=3", "--provider", "simulator"]).ends(2);
    other.says("dialoom batch run --tiers template=3 --provider simulator --name tiers-2");
    world.run([&tiers[..], &["--name", "more"]].concat()).ok();
    let cell = |one: &Value| ["persona", "emotion", "topic"].map(|axis| text(one, axis).to_owned());
    let [first, second] = ["tiers", "more"].map(|name| conversations(&world, name));
    // One that a finding holds back is not approved, and may come again.
    let first: HashSet<_> = first.iter().filter(|one| text(one, "status") == "approved").map(cell).collect();
    assert!(first.len() > 10, "{}", first.len());
    assert!(second.iter().all(|one| !first.contains(&cell(one))), "an approved cell was made again");
}

#[test]
fn the_written_plan_makes_the_same_set() {
    let world = World::new();
    world.run(["library", "import", &folder("examples/veterinary")]).ok();
    let counts = "template=9,scenario=8,edge_case=3";
    let written = world.run(["batch", "plan", "--tiers", counts, "--name", "set", "-o", "set.toml"]).ok();
    written.prints("dialoom batch run set.toml");
    world.run(["batch", "run", "set.toml", "--provider", "simulator"]).ok();
    let cell = |one: &Value| ["tier", "persona", "emotion", "topic"].map(|axis| text(one, axis).to_owned());
    let by_file: HashSet<_> = conversations(&world, "set").iter().map(cell).collect();
    let other = World::new();
    other.run(["library", "import", &folder("examples/veterinary")]).ok();
    other.run(["batch", "run", "--tiers", counts, "--name", "set", "--provider", "simulator"]).ok();
    let by_tiers: HashSet<_> = conversations(&other, "set").iter().map(cell).collect();
    assert_eq!(by_file, by_tiers);
    assert_eq!(by_file.len(), 20);
    world.run(["batch", "plan", "--tiers", counts, "-o", "set.toml"]).ends(2).says("exists already");
}

#[test]
fn a_tier_without_anything_in_use_is_bad_input_and_works_without_vocabularies() {
    let world = World::new();
    world.run(["templates", "list"]).ok();
    world.run(["batch", "run", "--tiers", "--provider", "simulator"]).ends(2).says("dialoom library import");
    world.run(["batch", "run", "--tiers", "scenario=x"]).ends(2).says("whole number");
    world.run(["batch", "run", "--tiers", "plan.toml"]).ends(2);
    world.run(["batch", "run"]).ends(2);
    for kind in ["templates", "scenarios", "edge-cases"] {
        world.run([kind, "import", &folder(&format!("examples/library/{kind}"))]).ok();
    }
    world.run(["batch", "run", "--tiers", "--provider", "simulator"]).ok();
    assert_eq!(conversations(&world, "tiers").len(), 90);
}

/// Every answer ends in mid-sentence, and no two are alike.
fn cut_off() -> Script {
    Arc::new(|question: &Question| {
        let seed = (question.luck(1) * 1e12) as u64;
        let words = |turn: u64| (0..12).map(|place| format!("w{seed}x{turn}x{place}")).collect::<Vec<_>>().join(" ");
        let turn = |number: u64| {
            let role = if number.is_multiple_of(2) { "user" } else { "assistant" };
            json!({ "role": role, "content": format!("Here is what I know about {} and", words(number)) })
        };
        let turns: Vec<Value> = (0..10).map(turn).collect();
        Answer::Text(json!({ "title": format!("Talk {seed}"), "turns": turns }).to_string()).into()
    })
}

#[test]
fn what_to_try_after_a_batch_of_tiers_works_as_typed() {
    let world = World::new().asking(Protocol::OpenAi, cut_off());
    world.run(["library", "import", &folder("examples/veterinary")]).ok();
    let line = ["batch", "run", "--tiers", "template=3,scenario=2", "--model", "a-model"];
    let output = world.run(line).ends(0);
    let command = "dialoom batch run --tiers template=3,scenario=2 --name tiers-2 --turns 6";
    let output = output.says(&format!("try: {command}\n"));
    world.run(["batch", "status", "tiers"]).ok().says(&format!("try: {command}\n"));
    let words = command.split(' ').skip(1).chain(["--model", "a-model"]);
    world.run(words).ends(0).says("5 conversations made");
    // A batch of tiers has no plan to change: the line says how to write one.
    let plan =
        output.stderr.split("model in a plan's (dialoom ").nth(1).and_then(|rest| rest.split(" writes one").next());
    let plan = plan.unwrap_or_else(|| panic!("{}", output.stderr));
    world.run(plan.split(' ')).ok();
    assert!(world.read("tiers-2.toml").contains("[[items]]"));
}

#[test]
fn a_plan_is_for_a_new_batch_whatever_was_made_already() {
    let world = World::new();
    world.run(["library", "import", &folder("examples/veterinary")]).ok();
    world.run(["batch", "plan", "--tiers", "template=2"]).ok().says("dialoom batch run --tiers template=2\n");
    world.run(["batch", "run", "--tiers", "template=2", "--provider", "simulator"]).ok();
    let planned = world.run(["batch", "plan", "--tiers", "template=3"]).ok();
    planned.says("dialoom batch run --tiers template=3 --name tiers-2\n");
    world.run(["batch", "run", "--tiers", "template=3", "--name", "tiers-2", "--provider", "simulator"]).ok();
    assert_eq!(conversations(&world, "tiers-2").len(), 3);
    let taken = world.run(["batch", "plan", "--tiers", "template=3", "--name", "tiers-2"]).ends(2);
    taken.says("there is a batch \"tiers-2\" already").says("dialoom batch resume tiers-2");
}

#[test]
fn a_small_library_says_what_must_repeat_and_what_is_never_used() {
    let world = World::new();
    world.write(
        "lib/templates/t.toml",
        "name = 'Mine'\napplicable_topics = ['a']\ntext = '{{ persona }} {{ emotion }} {{ topic }}'\n",
    );
    world.write(
        "lib/scenarios/s.toml",
        "name = 'S'\ntemplate = 'Mine'\ncontext = 'c'\npersona = 'p'\nemotion = 'fear'\ntopic = 'a'\n",
    );
    world.write("lib/vocabulary/e.toml", "name = 'moods'\naxis = 'emotion'\nvalues = ['fear', 'hope']\n");
    world.write("lib/vocabulary/t.toml", "name = 'subjects'\naxis = 'topic'\nvalues = ['b', 'c']\n");
    world.run(["library", "import", "lib"]).ok();
    let planned = world.run(["batch", "plan", "--tiers", "scenario=7"]).ok();
    planned
        .says("left out the vocabulary \"subjects\"")
        .says("5 conversations repeat source, persona, emotion and topic");
    let rows = world.run(["batch", "plan", "--tiers", "scenario=7", "--json"]).ok().json()["tiers"]["rows"].clone();
    let hopeful = rows.as_array().unwrap().iter().filter(|row| text(row, "emotion") == "hope").count();
    assert!((3..=4).contains(&hopeful), "{rows}");
    let none = world.run(["batch", "plan", "--tiers", "template=2,edge_case=1"]).ends(2);
    none.says("Or leave the tier out: --tiers template=2\n");
    let none = world.run(["batch", "plan", "--tiers", "edge_case=1"]).ends(2);
    assert!(!none.stderr.contains("leave the tier out"), "{}", none.stderr);
}

/// The values of a vocabulary.
fn values<P>(world: &World<P>, vocabulary: &str) -> HashSet<String> {
    let shown = world.run(["vocabulary", "show", vocabulary, "--json"]).ok().json();
    shown["vocabulary"]["values"].as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_topic_of_the_example_vocabularies_fits_a_template_and_comes() {
    for (library, vocabulary) in [("examples/library", "topics"), ("examples/veterinary", "pet-topics")] {
        let world = World::new();
        world.run(["library", "import", &folder(library)]).ok();
        let topics = values(&world, vocabulary);
        let planned = world.run(["batch", "plan", "--tiers", "template=150"]).ok();
        assert!(!planned.stderr.contains("left out"), "{}", planned.stderr);
        let rows =
            world.run(["batch", "plan", "--tiers", "template=150", "--json"]).ok().json()["tiers"]["rows"].clone();
        let planned: HashSet<String> = rows.as_array().unwrap().iter().map(|row| text(row, "topic").into()).collect();
        assert!(topics.is_subset(&planned), "{:?} never come", topics.difference(&planned).collect::<Vec<_>>());
    }
}
