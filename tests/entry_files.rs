//! The files of scenarios, edge cases and vocabularies: comments and order come back as their author wrote them.

use serde_json::json;

use crate::support::world::World;

/// Each kind: the command, the list in JSON, the name, and a file with comments and fields out of order.
const FILES: [(&str, &str, &str, &str); 3] = [
    (
        "scenarios",
        "scenarios",
        "Coffee Tins",
        "# Heard at a market.\ncontext = \"Savings in tins.\" # hers\nname = \"Coffee Tins\" # keep\n\n\
         tags = [\n    \"cash\", # notes\n]\n[parameters]\n# years\nage = '41'\n# the end\n",
    ),
    (
        "edge-cases",
        "edge_cases",
        "Asks for a Guarantee",
        "# Seen twice.\nexpected_behaviour = 'Promises nothing.'\ntrigger = 'Wants a promise.'\n\
         name = 'Asks for a Guarantee' # ours\npriority = 9 # urgent\n",
    ),
    (
        "vocabulary",
        "vocabularies",
        "moods",
        "# How they feel.\nvalues = [\n    'fear',  # often\n    'hope',\n]\naxis = 'emotion'\nname = 'moods'\n",
    ),
];

#[test]
fn a_file_comes_back_as_it_was_written_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        for (command, list, name, file) in FILES {
            world.write("one.toml", file);
            world.run([command, "add", "one.toml"]).ok().says("1 new");
            assert_eq!(world.run([command, "show", name]).ok().stdout, file);
            world.run([command, "export", command]).ok();
            let exported = std::fs::read_dir(world.path().join(command)).unwrap().next().unwrap().unwrap().path();
            assert_eq!(std::fs::read_to_string(exported).unwrap(), file);
            let again = world.run([command, "import", command, "--json"]).ok().json();
            assert_eq!(again[list][0]["added"], "unchanged", "{again}");
            // Other ends of lines and of the file are no change; another comment is one.
            world.write("one.toml", format!("{}\r\n\r\n", file.trim_end().replace('\n', "\r\n")));
            world.run([command, "add", "one.toml"]).ok().says("1 unchanged");
            world.write("one.toml", format!("# More.\n{file}"));
            world.run([command, "edit", name, "one.toml"]).ok().says("version 2");
            world.run([command, "edit", name, "one.toml"]).ok().says("nothing was changed");
            world.run([command, "diff", name]).ok().prints("+# More.\n");
            assert_eq!(world.run([command, "show", &format!("{name}@1")]).ok().stdout, file);
            world.run([command, "restore", &format!("{name}@1")]).ok().says("version 3");
            assert_eq!(world.run([command, "show", name]).ok().stdout, file);
        }
    }
}

#[test]
fn what_a_command_changes_is_changed_in_the_file_with_its_comments_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        for (command, list, name, file) in FILES {
            world.write("one.toml", file);
            world.run([command, "add", "one.toml"]).ok();
            world.run([command, "remove", name]).ok();
            let shown = world.run([command, "show", name]).ok().stdout;
            let off: Vec<&str> = shown.lines().filter(|line| !file.lines().any(|own| own == *line)).collect();
            assert!(off.len() == 1 && off[0].starts_with("status = \""), "{shown}");
            assert_eq!(shown.lines().count(), file.lines().count() + 1);
            world.write("again.toml", &shown);
            world.run([command, "add", "again.toml"]).ok().says("1 unchanged");
            world.run([command, "restore", name]).ok();
            let shown = world.run([command, "show", name]).ok().stdout;
            assert_eq!(shown.lines().filter(|line| line.contains("active")).count(), 1, "{shown}");
            for line in file.lines() {
                assert!(shown.lines().any(|there| there == line), "{line} is not in {shown}");
            }
            let json = world.run([command, "list", "--json"]).ok().json();
            assert!(json[list][0].get("source").is_none(), "{json}");
        }
        // A template with a new name has it in the files that say the old one.
        let template = world.run(["templates", "show", "Investment Discovery"]).ok().stdout;
        world.write("t.toml", template.replace("\"Investment Discovery\"", "\"Mine\""));
        world.run(["templates", "add", "t.toml"]).ok();
        world.write("s.toml", "# Why.\nname = 'S'\ntemplate = 'mine' # small\ncontext = 'c'\n");
        world.run(["scenarios", "add", "s.toml"]).ok();
        world.run(["templates", "rename", "Mine", "Yours"]).ok();
        let expected = "# Why.\nname = 'S'\ntemplate = \"Yours\" # small\ncontext = 'c'\n";
        assert_eq!(world.run(["scenarios", "show", "S"]).ok().stdout, expected);
    }
}

#[test]
fn an_entry_that_was_stored_without_its_file_takes_the_first_that_says_the_same() {
    let world = World::new();
    let (command, _, name, file) = FILES[0];
    world.write("one.toml", file);
    world.run([command, "add", "one.toml"]).ok();
    let forget = "UPDATE scenario_versions SET source = NULL";
    world.sql(async |connection| sqlx::query(forget).execute(connection).await.unwrap());
    let shown = world.run([command, "show", name]).ok().stdout;
    assert!(shown.starts_with("name = \"Coffee Tins\"\n") && !shown.contains('#'), "{shown}");
    world.run([command, "add", "one.toml"]).ok().says("1 unchanged");
    assert_eq!(world.run([command, "show", name]).ok().stdout, file);
}

#[test]
fn a_file_that_no_longer_says_what_is_stored_is_not_shown() {
    let world = World::new();
    let (command, _, name, file) = FILES[0];
    world.write("one.toml", file);
    world.run([command, "add", "one.toml"]).ok();
    let change = "UPDATE scenario_versions SET content = json_set(content, '$.context', 'another')";
    world.sql(async |connection| sqlx::query(change).execute(connection).await.unwrap());
    let shown = world.run([command, "show", name]).ok().stdout;
    assert!(shown.contains("context = \"another\"") && !shown.contains('#'), "{shown}");
}

#[test]
fn an_editor_opens_the_file_with_its_comments() {
    let (command, _, name, file) = FILES[1];
    let world = World::new().with_env("EDITOR", "sed -i s/urgent/later/");
    world.write("one.toml", file);
    world.run([command, "add", "one.toml"]).ok();
    world.run([command, "edit", name]).ok().says("version 2");
    assert_eq!(world.run([command, "show", name]).ok().stdout, file.replace("urgent", "later"));
    world.run([command, "edit", name]).ok().says("nothing was changed");
}

#[test]
fn an_import_changes_texts_and_never_whether_something_is_in_use_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        for (command, list, name, file) in FILES {
            world.write(format!("lib/{command}/1.toml"), file);
            world.write(format!("lib/{command}/2.toml"), file.replace(name, "Second"));
            world.run([command, "import", &format!("lib/{command}")]).ok().says("2 new");
            world.run([command, "remove", name]).ok();
            let again = world.run([command, "import", &format!("lib/{command}")]).ok().says("2 unchanged");
            again.says(&format!("\"{name}\" is switched off and stays so; on again with: dialoom {command} restore"));
            assert_eq!(world.run([command, "list", "--json"]).ok().json()[list].as_array().unwrap().len(), 1);
        }
        let template = world.run(["templates", "show", "Investment Discovery"]).ok().stdout;
        world.write("lib/templates/t.toml", template.replace("\"Investment Discovery\"", "\"Mine\""));
        world.run(["library", "import", "lib"]).ok();
        world.run(["templates", "remove", "Mine"]).ok();
        world.run(["scenarios", "remove", "Second"]).ok();
        // A changed text is stored, and stays out of use.
        world.write("lib/scenarios/1.toml", FILES[0].3.replace("Savings", "Notes"));
        let imported = world.run(["library", "import", "lib"]).ok();
        imported
            .prints("scenarios: 0 new, 1 in a new version, 1 unchanged")
            .says("\"Mine\" is switched off and stays so; on again with: dialoom templates restore Mine")
            .says("2 scenarios are switched off and stay so: Coffee Tins, Second; on again with: dialoom scenarios");
        let shown = world.run(["scenarios", "show", "Coffee Tins"]).ok().stdout;
        assert!(shown.contains("Notes in tins") && shown.contains("status = \"archived\""), "{shown}");
        let json = world.run(["library", "import", "lib", "--json"]).ok().json();
        assert_eq!(json["library"]["scenarios"]["stay_off"], json!(["Coffee Tins", "Second"]), "{json}");
        assert_eq!(json["library"]["scenarios"]["unchanged"], 2, "{json}");
        world.run(["scenarios", "restore", "Second"]).ok();
        // What is in use stays so, too, until somebody removes it.
        let off =
            FILES[0].3.replace(FILES[0].2, "Second").replacen("[parameters]", "status = 'archived'\n[parameters]", 1);
        world.write("lib/scenarios/2.toml", off);
        let imported = world.run(["library", "import", "lib"]).ok();
        imported.says("\"Second\" is in use and stays so; off with: dialoom scenarios remove Second");
        assert_eq!(world.run(["scenarios", "list", "--json"]).ok().json()["scenarios"][0]["name"], "Second");
    }
}
