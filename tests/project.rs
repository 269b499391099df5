//! One project: the database is found here or above, the first command that writes creates it, and no other does.

use crate::support::sample::conversation;
use crate::support::stand_in::{Answer, Protocol, always};
use crate::support::world::World;

const TRIAL: [&str; 8] =
    ["generate", "--provider", "simulator", "--template=Investment Discovery", "--persona", "A", "--emotion", "calm"];

/// Every command that creates no database, and how it ends without one.
const WITHOUT_DATABASE: [(&[&str], i32); 27] = [
    (&[], 2),
    (&["list"], 0),
    (&["list", "needs-review", "--ids"], 0),
    (&["stats"], 0),
    (&["stats", "--by", "tier", "--persona", "A"], 0),
    (&["limits"], 0),
    (&["batch", "list"], 0),
    (&["templates", "list"], 0),
    (&["templates", "list", "--all"], 0),
    (&["templates", "show", "Investment Discovery"], 0),
    (&["templates", "check", "Investment Discovery"], 0),
    (&["templates", "render", "Investment Discovery", "--persona", "A", "--emotion", "b", "--topic", "c"], 0),
    (&["config"], 0),
    (&["doctor"], 0),
    (&["completions", "bash"], 0),
    (&["man"], 0),
    (&["batch", "worker"], 0),
    (&["export"], 1),
    (&["show", "abc"], 2),
    (&["show", "abc", "def"], 2),
    (&["approve", "abc"], 2),
    (&["reject", "--reason", "x", "abc"], 2),
    (&["revise", "--note", "x", "abc"], 2),
    (&["batch", "status", "q4"], 2),
    (&["batch", "pause", "q4"], 2),
    (&["batch", "resume", "q4"], 2),
    (&["templates", "show", "Tax"], 2),
];

#[test]
fn a_command_that_stores_nothing_new_creates_no_file() {
    let world = World::new();
    for (command, code) in WITHOUT_DATABASE {
        world.run(command).ends(code);
        assert!(world.files().is_empty(), "{command:?} left {:?}", world.files());
    }
    world.run([&TRIAL[..], &["--dry-run"]].concat()).ok().says("nothing was sent or stored");
    assert!(world.files().is_empty(), "{:?}", world.files());
    world.write("plan.toml", crate::support::world::plan(2, "", "provider = \"simulator\""));
    world.work(&["--dry-run"]).ok().prints("2 new");
    assert_eq!(world.files(), ["plan.toml"]);
    world.run(TRIAL).ok();
    assert!(world.files().contains(&"dialoom.db".to_owned()));
    let before = world.files();
    for command in ["list", "stats", "limits", "config", "doctor"] {
        world.run([command]).ok();
        assert_eq!(world.files(), before, "{command}: neither -wal nor -limits is left");
    }
}

#[test]
fn a_missing_database_has_the_built_in_templates() {
    let world = World::new();
    let listed = world.run(["templates", "list", "--json"]).ok().json();
    assert_eq!(listed["templates"].as_array().unwrap().len(), 3);
    world.run(["templates", "show", "retirement"]).ok().prints("name = \"Retirement Planning Anxiety to Relief\"");
    world.run(["templates", "list", "--db", "no/such/folder/x.db"]).fails(1).says("there is no directory");
}

#[test]
fn what_is_empty_names_the_file_it_looked_at() {
    let world = World::new();
    let place = world.path().canonicalize().unwrap().join("dialoom.db").display().to_string();
    let commands =
        [&["list"][..], &["stats"], &["stats", "--persona", "A"], &["batch", "list"], &["limits"], &["export"]];
    for command in commands {
        let output = world.run(command);
        assert!(output.stderr.contains(&format!("there is no database {place}")), "{command:?}: {output:?}");
    }
    let names: [&[&str]; 6] = [
        &["show", "abc"],
        &["show", "abc", "def"],
        &["approve", "abc"],
        &["batch", "status", "q4"],
        &["batch", "retry", "q4"],
        &["list", "--batch", "q4"],
    ];
    for command in names {
        world.run(command).fails(2).says(&format!("there is no database {place}")).says("--db");
    }
    let error = world.run(["show", "abc", "--json"]).fails(2).error_json();
    assert!(error["causes"].to_string().contains(&place), "{error}");
    world.run(["templates", "add", "none.toml"]).fails(2);
    // The same for one that exists and holds nothing.
    world.write("mine.toml", world.run(["templates", "show", "invest"]).ok().stdout.replace("Investment D", "D"));
    world.run(["templates", "add", "mine.toml"]).ok();
    for command in commands.iter().filter(|command| command.len() < 3) {
        let output = world.run(*command);
        assert!(output.stderr.contains(&format!(" in {place}")), "{command:?}: {output:?}");
    }
}

#[test]
fn an_empty_server_is_set_up_by_any_command_and_named() {
    let world = World::new().on_postgres();
    world.run(["list"]).ok().says("no conversations yet in postgres://");
    world.run(["templates", "list"]).ok().prints("Investment Discovery");
    world.run(["batch", "list"]).ok().says("no batches yet in postgres://");
    world.run(["show", "abc"]).fails(2).says("no conversation \"abc\"");
    world.run(["limits"]).ok().says("in postgres://");
    assert!(world.files().is_empty(), "{:?}", world.files());
    world.run(TRIAL).ok();
    world.run(["list"]).ok().prints("generated");
}

#[tokio::test]
async fn the_database_of_a_folder_above_is_found() {
    let world = World::new().holding(&[conversation("Rollover basics", 8.0, 0)]).await;
    let root = world.path().canonicalize().unwrap();
    world.command(["list"]).below("a/b").run().ok().prints("401(k) rollover");
    let config = world.command(["config", "--json"]).below("a/b").run().ok().json();
    let db = &config["settings"][0];
    assert_eq!(db["value"], root.join("dialoom.db").display().to_string());
    assert_eq!(db["source"], serde_json::json!({"from": "found", "name": root}));
    world.command(["config"]).below("a/b").run().ok().prints(&format!("\tfound in {}\n", root.display()));
    world.command(TRIAL).below("a/b").run().ok();
    assert_eq!(world.run(["list", "--ids"]).ok().stdout.lines().count(), 2);
    assert_eq!(std::fs::read_dir(world.path().join("a/b")).unwrap().count(), 0);
    // Flag, environment and a nearer file win.
    world.command(["list", "--db", "x.db"]).below("a").run().ok().says("a/x.db");
    world.command(["list"]).env("DIALOOM_DB", "y.db").below("a").run().ok().says("a/y.db");
    std::fs::copy(root.join("dialoom.db"), root.join("a/dialoom.db")).unwrap();
    world.command(TRIAL).below("a/b").run().ok();
    assert_eq!(world.run(["list", "--ids"]).ok().stdout.lines().count(), 2, "the nearest is used");
}

#[tokio::test]
async fn the_folder_with_the_settings_is_the_project() {
    // A stray database above it is none of the project's, and a new one lies beside the settings.
    let world = World::new().holding(&[conversation("Stray", 8.0, 0)]).await;
    world.write("shop/dialoom.toml", "[generation]\nprovider = \"simulator\"\n");
    let place = world.path().canonicalize().unwrap().join("shop/dialoom.db");
    let missing = format!("there is no database {}", place.display());
    world.command(["list"]).below("shop/deep").run().ok().says(&missing);
    world.command(TRIAL).below("shop/deep").run().ok();
    assert!(place.is_file());
    let listed = world.command(["list", "--ids"]).below("shop/deep/er").run().ok().stdout;
    assert_eq!(listed.lines().count(), 1);
    // The user's own settings and a file that is named make no project.
    let own = world.home().join(".config/dialoom");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("dialoom.toml"), "[generation]\nturns = 8\n").unwrap();
    world.command(["list"]).below("else").run().ok().prints("401(k) rollover");
    world.command(["list", "--config", "../shop/dialoom.toml"]).below("else").run().ok().prints("401(k) rollover");
}

#[test]
fn settings_above_that_name_another_database_than_the_one_here_are_told_once() {
    let world = World::new().settings("db = \"all.db\"\n");
    std::fs::create_dir(world.path().join("sub")).unwrap();
    let told = "all.db, as the configuration file says, not the dialoom.db in this folder (--db dialoom.db uses that)";
    assert!(!world.command(["list"]).below("sub").run().ok().stderr.contains(told));
    world.command(["vocabulary", "list", "--db", "dialoom.db"]).below("sub").run().ok();
    world.write("sub/v.toml", "name = 'v'\naxis = 'topic'\nvalues = ['a']\n");
    let here = ["vocabulary", "add", "v.toml", "--db", "dialoom.db"];
    assert!(!world.command(here).below("sub").run().ok().stderr.contains("as the configuration file says"));
    for line in [["list"], ["doctor"], ["config"]] {
        let said = world.command(line).below("sub").run().stderr;
        assert_eq!(said.matches(told).count(), 1, "{said}");
    }
    assert!(!world.command(["list", "--db", "../all.db"]).below("sub").run().stderr.contains(told));
    world.write("dialoom.toml", "db = \"sub/dialoom.db\"\n");
    assert!(!world.command(["list"]).below("sub").run().ok().stderr.contains("as the configuration file says"));
}

#[test]
fn watching_the_limits_sees_the_first_run_of_another_process() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(2, "");
    let watching = shop.start(["limits", "--watch", "--json"]);
    watching.wait_to_print(1);
    shop.work(&[]).ok();
    watching.wait_to_print(5);
    watching.signal("INT");
    watching.end().ends(130).prints("\"used\":2");
}
