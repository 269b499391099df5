//! `vocabulary`, and plans that name one.

use crate::support::world::World;

const PEOPLE: &str = "name = \"People\"\naxis = \"persona\"\ndescription = \"Who asks.\"\n\
    values = [\"a cook\", \"a nurse\", \"a {{ tailor }}\"]\n";
const FEELINGS: &str = "name = \"feelings\"\naxis = \"emotion\"\nvalues = [\"worry\", \"hope\"]\n";
const PLAN: &str = "name = \"v\"\ntemplate = \"Investment Discovery\"\n[axes]\npersona = \"@people\"\n\
    emotion = [\"@feelings\", \"anger\", \"hope\"]\ntopic = [\"index funds\"]\n[generation]\nprovider = \"simulator\"\n";

fn personas<P>(world: &World<P>) -> Vec<String> {
    let listed = world.run(["list", "--json", "--limit", "100"]).ok().json();
    let of = |one: &serde_json::Value| one["persona"].as_str().unwrap().to_owned();
    let mut personas: Vec<String> = listed["conversations"].as_array().unwrap().iter().map(of).collect();
    personas.sort();
    personas.dedup();
    personas
}

#[test]
fn what_is_shown_is_a_file_that_adds_nothing_new_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        world.write("in/people.toml", PEOPLE);
        world.write("in/feelings.toml", FEELINGS);
        world.run(["vocabulary", "import", "in"]).ok().says("2 new");
        world.run(["vocabulary", "list"]).ok().prints("People").prints("persona").prints("feelings");
        let shown = world.run(["vocabulary", "show", "people"]).ok().stdout;
        world.write("again.toml", &shown);
        let again = world.run(["vocabulary", "add", "again.toml", "--json"]).ok().json();
        assert_eq!(again["vocabularies"][0]["added"], "unchanged", "{shown}");
        world.write("more.toml", PEOPLE.replace("\"a cook\"", "\"a cook\", \"a pilot\""));
        world.run(["vocabulary", "add", "more.toml"]).ok().says("1 new version");
        world.run(["vocabulary", "export", "out"]).ok().says("2 files");
        world.run(["vocabulary", "import", "out"]).ok().says("2 unchanged");
        world.run(["vocabulary", "remove", "feelings", "--purge", "-y"]).ok().says("deleted");
        world.run(["vocabulary", "show", "feelngs"]).ends(2);
    }
}

#[test]
fn a_plan_stands_for_all_values_and_keeps_those_it_began_with_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        world.write("in/people.toml", PEOPLE);
        world.write("in/feelings.toml", FEELINGS);
        world.run(["vocabulary", "import", "in"]).ok();
        world.write("plan.toml", PLAN);
        // Three personas, and three feelings: one of them is there twice.
        world.run(["batch", "run", "plan.toml", "--dry-run"]).ok().prints("9 (9 new)");
        world.run(["batch", "run", "plan.toml"]).ok();
        assert_eq!(personas(&world), ["a cook", "a nurse", "a {{ tailor }}"]);
        world.write("in/people.toml", PEOPLE.replace("\"a cook\"", "\"a pilot\""));
        world.run(["vocabulary", "import", "in"]).ok();
        world.run(["batch", "run", "plan.toml"]).ok().says("nothing to do");
        let coverage = world.run(["stats", "coverage", "plan.toml", "--json"]).ok().json();
        assert_eq!(coverage["missing"], 0, "{coverage}");
        world.run(["batch", "run", "plan.toml", "--name", "other"]).ok();
        assert!(personas(&world).contains(&"a pilot".to_owned()));
    }
}

#[test]
fn a_name_that_is_not_there_or_of_another_axis_is_bad_input_that_lists_what_there_is() {
    let world = World::new();
    world.write("plan.toml", PLAN);
    world.run(["batch", "run", "plan.toml"]).ends(2).says("plan.toml:4: axes.persona: no vocabulary \"people\"");
    world.write("in/people.toml", PEOPLE);
    world.write("in/feelings.toml", FEELINGS);
    world.run(["vocabulary", "import", "in"]).ok();
    world.write("wrong.toml", PLAN.replace("@people", "@peple"));
    let wrong = world.run(["batch", "run", "wrong.toml"]).ends(2);
    wrong.says("did you mean \"@People\"?").says("those for persona are: People").says("dialoom vocabulary list");
    world.write("axis.toml", PLAN.replace("@people", "@feelings"));
    world.run(["batch", "run", "axis.toml"]).ends(2).says("the vocabulary \"feelings\" holds values for emotion");
    world.write("item.toml", format!("{PLAN}[[items]]\npersona = \"@people\"\nemotion = \"joy\"\n"));
    world.run(["batch", "run", "item.toml"]).ends(2).says("a vocabulary stands for many values");
    assert_eq!(world.run(["batch", "list", "--json"]).ok().json()["batches"], serde_json::json!([]));
}

#[test]
fn a_wrong_file_names_its_line_and_field() {
    let world = World::new();
    for (file, said) in [
        (PEOPLE.replace("persona\"", "who\""), "a.toml:2: axis: "),
        (PEOPLE.replace("\"a nurse\"", "\"a cook\""), "a.toml:4: values has \"a cook\" twice"),
        (PEOPLE.replace("\"a nurse\"", "\"@feelings\""), "a vocabulary cannot name another one"),
        (PEOPLE.replace("\"People\"", "\"@People\""), "a.toml:1: name begins with @"),
        ("name = \"a\"\naxis = \"topic\"\nvalues = []\n".into(), "a.toml:3: values is an empty list"),
    ] {
        world.write("a.toml", file);
        world.run(["vocabulary", "add", "a.toml"]).ends(2).says(said);
    }
}

#[test]
fn a_single_conversation_takes_the_value_with_the_fewest_conversations() {
    let world = World::new();
    world.write("in/people.toml", PEOPLE);
    world.run(["vocabulary", "import", "in"]).ok();
    let one = ["generate", "-t", "Investment Discovery", "--emotion", "hope", "--provider", "simulator", "--persona"];
    for expected in 1..=3 {
        world.run([&one[..], &["@people"]].concat()).ok();
        assert_eq!(personas(&world).len(), expected);
    }
    let wrong = world.run([&one[..], &["@peple"]].concat()).ends(2);
    wrong.says("--persona: no vocabulary \"peple\" (did you mean \"@People\"?)").says("dialoom vocabulary list");
}

#[test]
fn filters_take_a_vocabulary_for_all_its_values_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        world.write("v.toml", "name = \"clinic\"\naxis = \"persona\"\nvalues = [\"Nurse Ann\", \"Vet\", \"Nobody\"]\n");
        world.run(["vocabulary", "add", "v.toml"]).ok();
        for person in ["Nurse Ann", "Vet", "Night Nurse Ann"] {
            let line =
                ["generate", "-t", "Investment Discovery", "--emotion", "calm", "--topic", "x", "--persona", person];
            world.run(line.iter().chain(&["--provider", "simulator"])).ok();
        }
        let listed = |line: &[&str]| {
            let json = world.run(["list", "--json"].iter().chain(line)).ok().json();
            json["conversations"].as_array().unwrap().len()
        };
        assert_eq!(listed(&["--persona", "@Clinic"]), 2, "whole values");
        assert_eq!(listed(&["--persona", "@clinic", "--persona", "night"]), 3);
        assert_eq!(listed(&["--persona", "=@clinic"]), 0, "a marked text is a text");
        world.run(["list", "--persona", "@clinik"]).fails(2).says("--persona").says("did you mean \"@clinic\"?");
        world.run(["list", "--emotion", "@clinic"]).fails(2).says("holds values for persona");
        world.run(["approve", "--persona", "@clinic", "-y"]).ok();
        assert_eq!(listed(&["--status", "approved"]), 2);
        let completed = |line: &str| world.run(["complete", "--line", line]).ok().stdout;
        assert_eq!(completed("dialoom vocabulary show cl"), "clinic\n");
        assert_eq!(completed("dialoom vocabulary show clinic@"), "clinic@1\n");
        assert_eq!(completed("dialoom list --persona @c"), "@clinic\n");
        assert_eq!(completed("dialoom list --persona N"), "Night\\ Nurse\\ Ann\nNobody\nNurse\\ Ann\n");
        assert_eq!(completed("dialoom generate --emotion c"), "calm\n");
        world.run(["export", "-o", "x.jsonl", "--status", "approved", "--include-simulated"]).ok();
        let id = world.run(["exports", "list", "--json"]).ok().json()["exports"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(completed(&format!("dialoom exports show {}", &id[..8])), format!("{id}\n"));
    }
}

#[test]
fn one_that_is_switched_off_stands_for_nothing_until_it_is_restored_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        world.write("people.toml", PEOPLE);
        world.write("feelings.toml", FEELINGS);
        world.write("p.toml", PLAN);
        for file in ["people.toml", "feelings.toml"] {
            world.run(["vocabulary", "add", file]).ok();
        }
        world.run(["batch", "run", "p.toml"]).ok();
        world.run(["vocabulary", "remove", "people", "--purge", "-y"]).fails(2).says("batches on it: 1");
        world.run(["vocabulary", "remove", "people"]).ok().says("dialoom vocabulary restore People");
        let listed = world.run(["vocabulary", "list", "--json"]).ok().json();
        assert_eq!(listed["vocabularies"].as_array().unwrap().len(), 1, "{listed}");
        world.run(["vocabulary", "list", "--all"]).ok().prints("archived");
        let new = ["batch", "run", "p.toml", "--name", "new"];
        world.run(new).fails(2).says("\"People\" is switched off").says("dialoom vocabulary restore NAME");
        // The batch that began with it goes on.
        world.run(["batch", "run", "p.toml"]).ok();
        world.run(["vocabulary", "restore", "people"]).ok().says("stored as version 3");
        world.run(new).ok();
    }
}

#[test]
fn files_in_another_encoding_are_named_and_wrong_values_told_in_words() {
    let world = World::new();
    let utf16: Vec<u8> = "\u{feff}name = 'A'".encode_utf16().flat_map(u16::to_le_bytes).collect();
    world.write("lib/vocabulary/u.toml", &utf16);
    for command in [["vocabulary", "add"], ["templates", "add"]] {
        world.run([&command[..], &["lib/vocabulary/u.toml"]].concat()).fails(2).says("it is UTF-16; save it as UTF-8");
    }
    world.run(["library", "import", "lib"]).fails(2).says("u.toml").says("it is UTF-16; save it as UTF-8");
    world.write("latin.toml", b"name = 'A'\naxis = 'topic'\nvalues = ['caf\xe9']\n");
    world.run(["vocabulary", "add", "latin.toml"]).fails(2).says("line 3 is not UTF-8; save the file as UTF-8");
    world.write("v.toml", "name = 'A'\naxis = 'topic'\nvalues = 'Nurse'\n");
    world.run(["vocabulary", "add", "v.toml"]).fails(2).says("values: expected a list of texts, as in [\"Nurse\"]");
}
