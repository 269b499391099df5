//! What a batch is made from, renamed, switched off or replaced while the batch is not done: it ends with what it began
//! with.

use crate::support::stand_in::{Answer, Protocol, StandIn, always};
use crate::support::world::World;

const PLAN: &str = "name = \"p\"\ntemplate = \"Tea\"\nscenarios = [\"coffee tins\"]\n\
    edge_cases = [\"asks for a guarantee\", \"The user shouts at the adviser.\"]\n\
    [axes]\npersona = \"@people\"\nemotion = [\"calm\"]\n";

/// With one of each kind, each of which its prompts tell.
fn stocked(world: World) -> World<StandIn> {
    let world = world.asking(Protocol::OpenAi, always(Answer::Error(402, "billing_error", "empty")));
    world.write(
        "t.toml",
        "name = 'Tea'\napplicable_emotions = ['calm']\ntext = 'Over first tea: {{ persona }} {{ emotion }}.'\n",
    );
    world.write("s.toml", "name = 'Coffee Tins'\ntemplate = 'Tea'\ncontext = 'First tins.'\ntopic = 'tins'\n");
    world.write("e.toml", "name = 'Asks for a Guarantee'\ntrigger = 'First promise.'\nexpected_behavior = 'None.'\n");
    world.write("v.toml", "name = 'people'\naxis = 'persona'\nvalues = ['a cook', 'a nurse']\n");
    for (kind, file) in KINDS {
        world.run([kind, "add", file]).ok();
    }
    world.write("p.toml", PLAN);
    world
}

const KINDS: [(&str, &str); 4] =
    [("templates", "t.toml"), ("scenarios", "s.toml"), ("edge-cases", "e.toml"), ("vocabulary", "v.toml")];

/// Gives all of them another name and another text, switches them off, and puts others in the place of their names.
fn replace(world: &World<StandIn>) {
    world.run(["templates", "rename", "Tea", "Broth"]).ok();
    for (kind, file, name, other) in [
        ("scenarios", "s.toml", "Coffee Tins", "Jars"),
        ("edge-cases", "e.toml", "Asks for a Guarantee", "Wants a Promise"),
        ("vocabulary", "v.toml", "people", "folk"),
    ] {
        let text = world.read(file).replace("First", "Second").replace("cook", "baker");
        world.write(format!("other-{file}"), text.replace(name, other).replace("Tea", "Broth"));
        world.run([kind, "edit", name, &format!("other-{file}")]).ok().says("version 2");
        world.run([kind, "remove", other]).ok();
    }
    world.run(["templates", "remove", "Broth"]).ok();
    for (kind, file) in KINDS {
        world
            .write(file, world.read(file).replace("First", "Third").replace("first", "third").replace("cook", "judge"));
        world.run([kind, "add", file]).ok();
    }
    let sentence = "name = 'The user shouts at the adviser.'\ntrigger = 'Third shout.'\nexpected_behavior = 'None.'\n";
    world.write("shout.toml", sentence);
    world.run(["edge-cases", "add", "shout.toml"]).ok();
}

/// Finishes the batch with a provider that answers; what it was asked.
fn finish(world: &World<StandIn>, line: &[&str]) -> String {
    world.stand_in.set_script(always(Answer::Good));
    let before = world.stand_in.journal().len();
    world.run(line).ok();
    world.stand_in.journal()[before..].iter().map(|entry| entry.body.to_string()).collect()
}

#[test]
fn a_batch_ends_with_what_it_began_with_whatever_its_parts_became_on_both_engines() {
    for (world, line) in [
        (World::new(), ["batch", "run", "p.toml"]),
        (World::new().on_postgres(), ["batch", "run", "p.toml"]),
        (World::new(), ["batch", "resume", "p"]),
    ] {
        let world = stocked(world);
        world.run(["batch", "run", "p.toml", "--model", "m"]).fails(1);
        replace(&world);
        let more: &[&str] = if line[1] == "run" { &["--model", "m"] } else { &[] };
        let asked = finish(&world, &[&line[..], more].concat());
        for part in ["Over first tea", "First tins.", "First promise.", "a cook", "a nurse", "shouts at the adviser"] {
            assert!(asked.contains(part), "{part} is not in {asked}");
        }
        for part in ["Second", "Third", "third", "baker", "judge"] {
            assert!(!asked.contains(part), "{part} is in {asked}");
        }
        let batch = world.run(["batch", "status", "p", "--json"]).ok().json()["batch"].clone();
        assert_eq!((&batch["completed_items"], &batch["total_items"]), (&6.into(), &6.into()), "{batch}");
        assert_eq!(world.run(["list", "--json"]).ok().json()["conversations"].as_array().unwrap().len(), 6);
        // Another batch has what these names stand for now.
        world.write("q.toml", PLAN.replace("\"p\"", "\"q\""));
        let asked = finish(&world, &["batch", "run", "q.toml", "--model", "m"]);
        assert!(asked.contains("Over third tea") && asked.contains("Third tins.") && asked.contains("a judge"));
    }
}

#[test]
fn a_batch_of_tiers_ends_with_what_it_began_with() {
    let world = stocked(World::new());
    let line = ["batch", "run", "--tiers", "template=4,scenario=2,edge_case=2", "--model", "m"];
    world.run(line).fails(1);
    replace(&world);
    for template in ["Investment Discovery", "Retirement Planning Anxiety to Relief"] {
        let listed = world.run(["templates", "list"]).ok().stdout;
        if listed.contains(template) {
            world.run(["templates", "remove", template]).ok();
        }
    }
    let asked = finish(&world, &line);
    assert!(asked.contains("First tins.") && asked.contains("First promise.") && asked.contains("Over first tea"));
    assert!(!asked.contains("Second") && !asked.contains("Third"), "{asked}");
    let batch = world.run(["batch", "status", "tiers", "--json"]).ok().json()["batch"].clone();
    assert_eq!((&batch["completed_items"], &batch["total_items"]), (&8.into(), &8.into()), "{batch}");
}

#[test]
fn an_earlier_name_counts_where_nothing_else_has_it_and_what_is_off_says_what_to_type() {
    let world = stocked(World::new());
    world.run(["batch", "run", "p.toml", "--model", "m"]).fails(1);
    world.write("s.toml", world.read("s.toml").replace("Coffee Tins", "Jars"));
    world.write("e.toml", world.read("e.toml").replace("Asks for a Guarantee", "Wants a Promise"));
    world.run(["scenarios", "edit", "Coffee Tins", "s.toml"]).ok();
    world.run(["edge-cases", "edit", "Asks for a Guarantee", "e.toml"]).ok();
    world.run(["scenarios", "show", "Coffee Tins"]).fails(2).says("did you mean \"Jars\"?");
    // The old name of an edge case is not taken for a sentence of these words.
    let asked = finish(&world, &["batch", "run", "p.toml", "--name", "new", "--model", "m"]);
    assert!(asked.contains("First promise.") && asked.contains("First tins."), "{asked}");
    world.run(["edge-cases", "remove", "Wants a Promise"]).ok();
    world.run(["scenarios", "remove", "Jars"]).ok();
    let off = world.run(["batch", "run", "p.toml", "--name", "newer"]).fails(2);
    let off = off.says("p.toml:3: the scenario \"Jars\" is switched off").says("dialoom scenarios restore Jars");
    assert!(!off.stderr.contains("batch resume"), "{}", off.stderr);
    // A batch that has begun can end without what its plan names only now.
    world.write("more.toml", "name = 'More'\ncontext = 'c'\ntemplate = 'Tea'\nstatus = 'archived'\n");
    world.run(["scenarios", "add", "more.toml"]).ok();
    world.write("p.toml", PLAN.replace("[\"coffee tins\"]", "[\"coffee tins\", \"More\"]"));
    let off = world.run(["batch", "run", "p.toml", "--model", "m"]).fails(2);
    off.says("the scenario \"More\" is switched off").says("restore More, or").says("dialoom batch resume p");
    world.run(["templates", "remove", "Tea"]).ok();
    world.write("r.toml", "template = 'Tea'\n[axes]\npersona = ['a cook']\nemotion = ['calm']\n");
    world.run(["batch", "run", "r.toml"]).fails(2).says("switched off").says("dialoom templates restore Tea");
    world.run(["batch", "resume", "p"]).ok();
}
