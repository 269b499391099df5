//! `scenarios` and `edge-cases`: list, show, add, edit, remove, import, export.

use crate::support::world::World;

const SCENARIO: &str = "name = \"Coffee Tins\"\ntemplate = \"investment discovery\"\n\
    context = '''\nShe keeps \"savings\" in tins. {{ x }} {% y %}'''\npersona = \"a cook\"\nemotion = \"hope\"\n\
    emotional_arc = [\"hope\", \"doubt\"]\ncomplexity = \"simple\"\n[parameters]\nage = \"41\"\n";
const EDGE_CASE: &str = "name = \"Asks for a Guarantee\"\ntrigger = \"The user wants a promise.\"\n\
    expected_behaviour = \"The assistant promises nothing.\"\nrisk = \"high\"\npriority = 9\n\
    validation_criteria = [\"names the risk\"]\n";

#[test]
fn what_is_shown_is_a_file_that_adds_nothing_new_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        for (command, list, file, name) in [
            ("scenarios", "scenarios", SCENARIO, "coffee tins"),
            ("edge-cases", "edge_cases", EDGE_CASE, "asks for a guarantee"),
        ] {
            world.write("one.toml", file);
            world.run([command, "add", "one.toml"]).ok().says("1 new");
            let shown = world.run([command, "show", name]).ok().stdout;
            world.write("again.toml", &shown);
            let again = world.run([command, "add", "again.toml", "--json"]).ok().json();
            assert_eq!(again[list][0]["added"], "unchanged", "{shown}");
            world.write("changed.toml", format!("description = \"New.\"\n{shown}"));
            world.run([command, "edit", name, "changed.toml"]).ok().says("version 2");
            world.run([command, "edit", name, "changed.toml"]).ok().says("nothing was changed");
            world.run([command, "export", "out"]).ok().says("1 file");
            world.run([command, "import", "out"]).ok().says("1 unchanged");
            std::fs::remove_dir_all(world.path().join("out")).unwrap();
            world.run([command, "remove", name]).ok().says(&format!("dialoom {command} restore"));
            world.run([command, "remove", name]).ok().says("was switched off already");
            assert_eq!(world.run([command, "list", "--json"]).ok().json()[list], serde_json::json!([]));
            world.run([command, "restore", name]).ok();
            assert_eq!(world.run([command, "list", "--json"]).ok().json()[list].as_array().unwrap().len(), 1);
            world.run([command, "remove", name, "--purge"]).fails(2).says("-y");
            world.run([command, "remove", name, "--purge", "-y"]).ok().says("deleted");
            assert_eq!(world.run([command, "list", "--all", "--json"]).ok().json()[list], serde_json::json!([]));
        }
    }
}

#[test]
fn a_scenario_keeps_its_template_and_every_letter() {
    let world = World::new();
    world.write("one.toml", SCENARIO);
    world.run(["scenarios", "add", "one.toml"]).ok();
    let stored = &world.run(["scenarios", "show", "Coffee Tins", "--json"]).ok().json()["scenario"];
    assert_eq!(stored["template"], "Investment Discovery");
    assert_eq!(stored["context"], "She keeps \"savings\" in tins. {{ x }} {% y %}");
    assert_eq!(stored["parameter_values"]["age"], "41");
}

#[test]
fn a_wrong_file_or_name_is_bad_input_and_stores_nothing() {
    let world = World::new();
    for (name, file) in [("1.toml", SCENARIO), ("2.toml", "name = 'B'\ncontxt = 'c'\n")] {
        world.write(format!("all/{name}"), file);
    }
    world.run(["scenarios", "import", "all"]).ends(2).says("2.toml:2: ").says("did you mean \"context\"?");
    // The folder of a whole library: its own folder lies below.
    world.write("whole/scenarios/1.toml", SCENARIO);
    let ended = world.run(["scenarios", "import", "whole"]).ends(2).says("dialoom library import whole");
    ended.says("dialoom scenarios import whole/scenarios");
    world.write("lost.toml", SCENARIO.replace("investment discovery", "Investmnt Discovery"));
    world.run(["scenarios", "add", "lost.toml"]).ends(2).says("did you mean \"Investment Discovery\"?");
    world.write("one.toml", SCENARIO);
    assert_eq!(world.run(["scenarios", "list", "--json"]).ok().json()["scenarios"], serde_json::json!([]));
    world.run(["scenarios", "add", "one.toml"]).ok();
    let ended = world.run(["scenarios", "show", "Cofee Tins"]).ends(2).says("did you mean \"Coffee Tins\"?");
    assert_eq!(ended.stderr.matches("hint: ").count(), 1, "{}", ended.stderr);
    world.run(["scenarios", "show", "tins"]).ends(2).says("did you mean \"Coffee Tins\"?");
    world.run(["edge-cases", "show", "tins"]).ends(2).says("hint: List them with: dialoom edge-cases list --all");
}

#[test]
fn earlier_versions_are_shown_compared_and_restored_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        for (command, file, name, one) in [
            ("scenarios", SCENARIO, "Coffee Tins", "scenario"),
            ("edge-cases", EDGE_CASE, "Asks for a Guarantee", "edge_case"),
            ("vocabulary", "name = \"Feelings\"\naxis = \"emotion\"\nvalues = [\"fear\"]\n", "Feelings", "vocabulary"),
        ] {
            world.write("one.toml", file);
            world.run([command, "add", "one.toml"]).ok();
            world.write("two.toml", format!("description = \"New.\"\n{}", file.replace(name, "Another")));
            world.run([command, "edit", name, "two.toml"]).ok().says("version 2");
            world.run([command, "show", "another@1"]).ok().prints(&format!("name = \"{name}\""));
            let versions = world.run([command, "versions", "another", "--json"]).ok().json();
            let numbers: Vec<_> = versions["versions"].as_array().unwrap().iter().map(|it| &it["version"]).collect();
            assert_eq!((numbers, &versions[one]), (vec![&2.into(), &1.into()], &"Another".into()));
            world.run([command, "versions", "another"]).ok().prints("VERSION").prints("rita");
            let diff = world.run([command, "diff", "another@1"]).ok();
            diff.prints("--- Another@1").prints("+++ Another@2").prints("+description = \"New.\"");
            let diff = world.run([command, "diff", "another"]).ok();
            diff.prints("--- Another@1").prints("+++ Another@2");
            world.run([command, "diff", "another", "another@2"]).ok().says("the same");
            // A restored version keeps the name of now.
            world.run([command, "restore", "another@1"]).ok().prints("Another").says("stored as version 3");
            world.run([command, "restore", "another@3"]).ok().says("nothing was changed");
            world.run([command, "restore", "another"]).ok().says("in use already");
            let shown = world.run([command, "show", "another", "--json"]).ok().json();
            assert_eq!((&shown[one]["version"], &shown[one]["description"]), (&3.into(), &serde_json::Value::Null));
            world.run([command, "show", "another@9"]).fails(2).says("its newest is 3");
            world.run([command, "restore", "anothr@1"]).fails(2).says("did you mean \"Another\"?");
        }
    }
}

#[test]
fn one_out_of_use_is_put_in_use_again_and_versions_count_their_conversations() {
    let world = World::new();
    world.write("one.toml", SCENARIO);
    world.run(["scenarios", "add", "one.toml"]).ok();
    let make = ["generate", "--scenario", "Coffee Tins", "--topic", "tins", "--provider", "simulator"];
    world.run(make).ok();
    world.run(["scenarios", "remove", "Coffee Tins"]).ok().says("switched off");
    world.run(["scenarios", "remove", "Coffee Tins", "--purge", "-y"]).fails(2).says("conversations on it: 1");
    world.run(make).fails(2).says("dialoom scenarios restore 'Coffee Tins'");
    world.run(["scenarios", "restore", "Coffee Tins"]).ok().says("stored as version 3");
    world.run(make).ok();
    let versions = world.run(["scenarios", "versions", "Coffee Tins", "--json"]).ok().json();
    let made: Vec<_> = versions["versions"].as_array().unwrap().iter().map(|it| &it["conversations"]).collect();
    assert_eq!(made, [&1.into(), &0.into(), &serde_json::Value::from(1)]);
}

#[test]
fn scenarios_that_an_edge_case_names_are_checked_and_told() {
    for world in [World::new(), World::new().on_postgres()] {
        let with = |scenario: &str| world.write("e.toml", format!("{EDGE_CASE}related_scenarios = [\"{scenario}\"]\n"));
        // Nobody stored it yet: a library may bring it later.
        with("coffee tins");
        world.write("first/edge-cases/e.toml", world.read("e.toml"));
        world.run(["library", "import", "first"]).ok().says("\"coffee tins\" is not stored (yet)");
        world.run(["edge-cases", "add", "e.toml"]).ok().says("\"coffee tins\" is not stored (yet)");
        world.write("s.toml", SCENARIO);
        world.run(["scenarios", "add", "s.toml"]).ok();
        // A slip of the name is no new name, here and in a library.
        with("Cofee Tins");
        for line in [&["edge-cases", "add", "e.toml"][..], &["edge-cases", "edit", "asks", "e.toml"]] {
            let ended = world.run(line).fails(2).says("the edge case \"Asks for a Guarantee\"");
            ended.says("did you mean \"Coffee Tins\"?").says("dialoom scenarios list");
        }
        world.write("all/edge-cases/e.toml", world.read("e.toml"));
        world.run(["library", "import", "all"]).fails(2).says("did you mean \"Coffee Tins\"?");
        with("coffee tins");
        let added = world.run(["edge-cases", "add", "e.toml"]).ok();
        assert!(!added.stderr.contains("not stored"), "{}", added.stderr);
        let shown = world.run(["edge-cases", "show", "asks"]).ok().prints("related_scenarios = [\"coffee tins\"]");
        shown.says("related scenario: dialoom scenarios show 'Coffee Tins'");
        let json = world.run(["edge-cases", "coverage", "--json"]).ok().json();
        assert_eq!(json["edge_cases"][0]["related_scenarios"][0]["made"], 0);
        world.run(["edge-cases", "coverage"]).ok().says("its scenario: dialoom generate --scenario 'Coffee Tins'");
        world.run(["scenarios", "remove", "coffee tins", "--purge", "-y"]).ok();
        world.run(["edge-cases", "show", "asks"]).ok().says("is not stored (yet)");
        // What an edge case names already stays, whatever is called alike since.
        world.write("s.toml", SCENARIO.replace("Coffee Tins", "Coffee Tin"));
        world.run(["scenarios", "add", "s.toml"]).ok();
        world.run(["edge-cases", "add", "e.toml"]).ok().says("1 unchanged");
        world
            .run(["generate", "--edge-case", "asks", "--persona", "A", "--emotion", "b", "--provider", "simulator"])
            .ok();
        world.run(["edge-cases", "remove", "asks for a guarantee"]).ok().says("switched off");
    }
}

#[test]
fn an_export_replaces_no_file_that_says_something_else() {
    let world = World::new();
    let vocabulary = "name = \"Feelings\"\naxis = \"emotion\"\nvalues = [\"fear\"]\n";
    for (command, file, name, in_file) in [
        ("scenarios", SCENARIO, "Coffee Tins", "coffee-tins.toml"),
        ("edge-cases", EDGE_CASE, "Asks for a Guarantee", "asks-for-a-guarantee.toml"),
        ("vocabulary", vocabulary, "Feelings", "feelings.toml"),
    ] {
        world.write("one.toml", file);
        world.run([command, "add", "one.toml"]).ok();
        // What says the same stays, with its comments.
        let there = format!("{command}/{in_file}");
        world.write(&there, format!("# ours\n{file}"));
        world.run([command, "export", command]).ok().prints(in_file);
        assert!(world.read(&there).starts_with("# ours"));
        world.write(&there, file.replace(name, "Other"));
        world.run([command, "export", command]).fails(2).says("exists and says something else; nothing was written");
        assert_eq!(world.read(&there), file.replace(name, "Other"));
        world.run([command, "export", "new"]).ok();
        world.run([command, "export", "new"]).ok();
    }
}

#[test]
fn a_list_of_none_that_is_active_says_how_many_there_are() {
    let world = World::new();
    world.run(["scenarios", "list"]).ok().says("none yet; add one with: dialoom scenarios add FILE");
    world.write("one.toml", format!("status = \"draft\"\n{SCENARIO}"));
    world.run(["scenarios", "add", "one.toml"]).ok();
    world.run(["scenarios", "list"]).ok().says("none is active; 1 other with: dialoom scenarios list --all");
}

#[test]
fn names_are_one_line_of_letters_that_show() {
    let world = World::new();
    let long = "x".repeat(201);
    for name in ["a\\nb", "a\\u202eb", "a\\u001b[1m", long.as_str()] {
        world.write("s.toml", format!("name = \"{name}\"\ncontext = \"c\"\n"));
        world.run(["scenarios", "add", "s.toml"]).fails(2).says("s.toml:1: name h");
        world.write("t.toml", format!("name = \"{name}\"\ntext = \"{{{{ persona }}}} {{{{ emotion }}}}\"\n"));
        world.run(["templates", "check", "t.toml"]).ends(2).prints("error: name h");
        world.run(["templates", "add", "t.toml"]).fails(2).says("name h");
    }
    world.run(["templates", "rename", "Investment Discovery", "a\nb"]).fails(2).says("name holds U+000A");
    world.run(["templates", "rename", "Investment Discovery", &long]).fails(2).says("expected at most 200");
}

#[test]
fn nothing_new_is_named_like_a_flag_or_like_the_newest_of_all() {
    let world = World::new();
    std::fs::create_dir_all(world.path().join("lib/templates")).unwrap();
    for name in ["@last", "--help", "-x", "@people"] {
        let fails = |arguments: &[&str], place: &str| {
            let said = world.run(arguments).fails(2).says(place).stderr;
            assert!(said.contains("name begins with"), "{said}");
        };
        world.write("s/s.toml", format!("context = \"c\"\nname = \"{name}\"\n"));
        fails(&["scenarios", "add", "s/s.toml"], "s/s.toml:2: ");
        fails(&["scenarios", "import", "s"], "s/s.toml:2: ");
        world.write("e.toml", format!("name = \"{name}\"\ntrigger = 't'\nexpected_behavior = 'b'\n"));
        fails(&["edge-cases", "add", "e.toml"], "e.toml:1: ");
        world.write("v.toml", format!("axis = 'topic'\nname = \"{name}\"\nvalues = ['a']\n"));
        fails(&["vocabulary", "add", "v.toml"], "v.toml:2: ");
        let template = format!("+++\n# ours\nname = \"{name}\"\n+++\n{{{{ persona }}}} {{{{ emotion }}}}\n");
        world.write("lib/templates/t.md", template);
        world.run(["templates", "check", "lib/templates/t.md"]).ends(2).prints("t.md:3: error: name begins with");
        fails(&["templates", "add", "lib/templates/t.md"], "t.md:3: ");
        fails(&["templates", "import", "lib/templates"], "t.md:3: ");
        fails(&["library", "import", "lib"], "t.md:3: ");
        fails(&["templates", "rename", "Investment Discovery", "--", name], "the new name begins");
    }
    world.run(["templates", "rename", "Investment Discovery", " "]).fails(2).says("the new name is empty");
    assert!(!world.files().contains(&"out".to_owned()));
}

#[tokio::test]
async fn what_has_such_a_name_already_works_on() {
    let world = World::new();
    world.write("s.toml", "name = \"Tins\"\n# ours\ncontext = \"c\"\n");
    world.run(["scenarios", "add", "s.toml"]).ok();
    world.run(["templates", "show", "Investment Discovery"]).ok();
    world.write("d.txt", "one. money");
    world.run(["documents", "add", "d.txt"]).ok();
    for change in [
        "UPDATE scenarios SET name = '--help', name_key = '--help'",
        "UPDATE scenario_versions SET content = json_set(content, '$.name', '--help'), \
         source = replace(source, 'Tins', '--help')",
        "UPDATE documents SET title = '@last', title_key = '@last'",
    ] {
        sqlx::query(change).execute(&mut connect(&world).await).await.unwrap();
    }
    world.run(["scenarios", "list"]).ok().prints("--help");
    let shown = world.run(["scenarios", "show", "--", "--help"]).ok().prints("# ours").stdout;
    world.write("new.toml", shown.replace("\"c\"", "\"d\""));
    world.run(["scenarios", "edit", "--", "--help", "new.toml"]).ok().says("version 2");
    world.write("other.toml", shown.replace("--help", "--version"));
    world.run(["scenarios", "edit", "--", "--help", "other.toml"]).fails(2).says("other.toml:1: name begins with -");
    world.run(["documents", "add", "d.txt"]).ok().prints("@last: unchanged");
    world.run(["documents", "show", "@last"]).ok();
}

async fn connect(world: &World) -> sqlx::SqliteConnection {
    use sqlx::Connection as _;
    sqlx::SqliteConnection::connect(world.path().join("dialoom.db").to_str().unwrap()).await.unwrap()
}

#[test]
fn at_a_terminal_a_new_version_of_a_known_name_is_shown_and_asked_for() {
    let world = World::new();
    world.write("one.toml", SCENARIO);
    world.run(["scenarios", "add", "one.toml"]).ok();
    world.write("two.toml", SCENARIO.replace("a cook", "a baker"));
    for (key, version) in [("n", 1), ("y", 2)] {
        let mut terminal = world.terminal(&["scenarios", "add", "two.toml"], (24, 80));
        terminal.wait_for("Store it as version 2?");
        terminal.press(key);
        let (code, screen) = terminal.end();
        assert!(code == 0 && screen.contains("+persona = \"a baker\""), "{screen}");
        let shown = world.run(["scenarios", "show", "Coffee Tins", "--json"]).ok().json();
        assert_eq!(shown["scenario"]["version"], version);
    }
}
