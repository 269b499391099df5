//! `library import` and `init --example`: a whole library at once.

use std::path::Path;

use serde_json::{Value, json};

use sqlx::Connection;

use crate::support::process::wait_until;
use crate::support::world::World;

/// The folders with the example libraries, and how many files of each kind they have.
const EXAMPLES: [(&str, &str, [u64; 4]); 2] =
    [("financial-planning", "examples/library", [13, 22, 21, 3]), ("veterinary", "examples/veterinary", [4, 6, 6, 3])];
const KINDS: [&str; 4] = ["templates", "scenarios", "edge_cases", "vocabulary"];

fn folder(below: &str) -> String {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(below).display().to_string()
}

fn counts(document: &Value, what: &str) -> [u64; 4] {
    KINDS.map(|kind| document["library"][kind][what].as_u64().unwrap())
}

#[test]
fn an_example_is_imported_whole_and_again_changes_nothing_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        for (_, below, expected) in EXAMPLES {
            let first = world.run(["library", "import", &folder(below), "--json"]).ok().json();
            assert_eq!(counts(&first, "new"), expected, "{first}");
            let again = world.run(["library", "import", &folder(below), "--json"]).ok().json();
            assert_eq!((counts(&again, "new"), counts(&again, "unchanged")), ([0; 4], expected), "{again}");
            assert_eq!(counts(&again, "new_version"), [0; 4]);
        }
        let scenario = world.run(["scenarios", "show", "The Kayak", "--json"]).ok().json();
        assert_eq!(scenario["scenario"]["template"], "Two Incomes, One Plan");
    }
}

/// A small library in the folder `lib`.
fn small<P>(world: &World<P>) {
    let template = world.run(["templates", "show", "Investment Discovery"]).ok().stdout;
    world.write("lib/templates/t.toml", template.replace("\"Investment Discovery\"", "\"Mine\""));
    world.write("lib/scenarios/s.toml", "name = 'S'\ntemplate = 'mine'\ncontext = 'c'\n");
    world.write("lib/edge-cases/e.toml", "name = 'E'\ntemplate = 'Mine'\ntrigger = 't'\nexpected_behavior = 'b'\n");
    world.write("lib/vocabulary/v.toml", "name = 'v'\naxis = 'topic'\nvalues = ['a', 'b']\n");
}

#[test]
fn a_changed_file_is_a_new_version_of_its_kind_alone() {
    let world = World::new();
    small(&world);
    world.run(["library", "import", "lib"]).ok().prints("templates: 1 new").says("next: dialoom batch plan --tiers");
    assert_eq!(world.run(["scenarios", "show", "S", "--json"]).ok().json()["scenario"]["template"], "Mine");
    let changed = world.read("lib/templates/t.toml").replace("name = \"Mine\"", "# ours\nname = \"Mine\"");
    world.write("lib/templates/t.toml", changed);
    world.write("lib/vocabulary/v.toml", "name = 'v'\naxis = 'topic'\nvalues = ['a', 'c']\n");
    let again = world.run(["library", "import", "lib", "--json"]).ok().json();
    assert_eq!(counts(&again, "new_version"), [1, 0, 0, 1], "{again}");
    assert_eq!(counts(&again, "unchanged"), [0, 1, 1, 0], "{again}");
}

#[test]
fn one_wrong_file_of_any_kind_keeps_all_from_being_stored_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        for (file, content, said) in [
            ("templates/x.toml", "name = \"X\"\n", "x.toml"),
            ("templates/x.toml", "name = \"X\"\ntext = \"{{ nobody knows }}\"\n", "x.toml"),
            ("scenarios/x.toml", "name = 'X'\ntemplate = 'Mne'\ncontext = 'c'\n", "did you mean \"Mine\"?"),
            ("scenarios/x.toml", "name = 's'\ncontext = 'c'\n", "x.toml: name is \"s\", as in"),
            ("edge-cases/x.toml", "name = 'X'\ntrigger = 't'\n", "the field \"expected_behavior\" is missing"),
            ("vocabulary/x.toml", "name = 'X'\naxis = 'who'\nvalues = ['a']\n", "x.toml:2: axis: "),
        ] {
            small(&world);
            let path = world.write(format!("lib/{file}"), content);
            world.run(["library", "import", "lib"]).ends(2).says(said);
            std::fs::remove_file(path).unwrap();
            for (command, list) in
                [("scenarios", "scenarios"), ("edge-cases", "edge_cases"), ("vocabulary", "vocabularies")]
            {
                assert_eq!(world.run([command, "list", "--json"]).ok().json()[list], json!([]), "{file}");
            }
            world.run(["templates", "show", "Mine"]).ends(2);
        }
    }
}

#[test]
fn a_folder_without_a_library_says_what_it_looked_for() {
    let world = World::new();
    world.write("lib/plan.toml", "name = 'x'\n");
    for folder in ["lib", "nowhere"] {
        world.run(["library", "import", folder]).ends(2).says("templates, scenarios, edge-cases, vocabulary");
    }
}

#[test]
fn a_project_begins_with_an_example_and_its_next_command_works_as_typed() {
    for (name, _, expected) in EXAMPLES {
        let world = World::new();
        let begun = world.run(["init", "--example", name, "--json"]).ok().json();
        assert_eq!(counts(&begun, "new"), expected, "{begun}");
        assert_eq!(begun["written"].as_array().unwrap().len() as u64, 2 + expected.iter().sum::<u64>());
        let again = world.run(["library", "import", "library", "--json"]).ok().json();
        assert_eq!(counts(&again, "unchanged"), expected, "{again}");
        world.run(["init", "--example", name]).ends(2).says("this folder already has dialoom.toml and library");
    }
}

#[test]
fn an_unknown_example_writes_nothing() {
    let world = World::new();
    world.run(["init", "--example", "vetrinary"]).ends(2).says("veterinary");
    assert_eq!(world.files(), Vec::<String>::new());
}

/// The blocks of a page in order: the language, and the text.
fn blocks(page: &str) -> Vec<(String, String)> {
    let parts = page.split("```").skip(1).step_by(2);
    let block = |part: &str| part.split_once('\n').map(|(language, text)| (language.to_owned(), text.to_owned()));
    parts.filter_map(block).collect()
}

#[test]
fn the_page_about_your_own_subject_works_as_typed() {
    let page = std::fs::read_to_string(folder("docs/your-subject.md")).unwrap();
    let world = World::new();
    let program = world.home().join("bin");
    std::fs::create_dir_all(&program).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_dialoom"), program.join("dialoom")).unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut commands = 0;
    for (language, text) in blocks(&page) {
        if let ("toml", Some(name)) = (language.as_str(), text.lines().next().and_then(|line| line.strip_prefix("# ")))
        {
            world.write(name, &text);
        }
        for line in text.lines().filter(|_| language == "sh") {
            let mut shell = std::process::Command::new("/bin/sh");
            shell.args(["-c", line]).current_dir(world.path()).env_clear();
            shell.env("PATH", &path).env("HOME", world.home()).env("DIALOOM_USER", "rita");
            let done = shell.output().unwrap();
            assert!(done.status.success(), "{line}\n{}", String::from_utf8_lossy(&done.stderr));
            commands += 1;
        }
    }
    assert!(commands >= 6, "{commands}");
    let made = world.run(["list", "--json", "--limit", "100"]).ok().json();
    assert_eq!(made["conversations"].as_array().unwrap().len(), 8 + 2 + 1);
    world.run(["approve", "--status", "generated", "--yes"]).ok();
    assert!(page.contains("\ndialoom export -o train.jsonl --include-simulated\n"));
    world.run(["export", "-o", "train.jsonl", "--include-simulated"]).ok();
}

#[test]
fn a_batch_keeps_its_templates_under_any_name_on_both_engines() {
    for world in [World::new(), World::new().on_postgres()] {
        small(&world);
        world.write("lib/vocabulary/p.toml", "name = 'p'\naxis = 'persona'\nvalues = ['A', 'B']\n");
        world.write("lib/vocabulary/e.toml", "name = 'e'\naxis = 'emotion'\nvalues = ['calm']\n");
        world.run(["library", "import", "lib"]).ok();
        world.write("own.toml", "template = 'Mine'\n[axes]\npersona = ['A']\nemotion = ['calm']\ntopic = ['a']\n");
        let tiers = ["batch", "run", "--tiers", "template=2,scenario=1,edge_case=1", "--provider", "simulator"];
        let own = ["batch", "run", "own.toml", "--provider", "simulator"];
        world.run(tiers).ok();
        world.run(own).ok();
        let made = |of: &[&str]| world.run(of).ok().json()["conversations"].as_array().unwrap().len();
        assert_eq!(made(&["list", "--json"]), 5);
        world.run(["templates", "rename", "Mine", "Yours"]).ok().says("files that still say \"Mine\" bring it back");
        for run in [&tiers[..], &own] {
            world.run(run).ok();
        }
        assert_eq!(made(&["list", "--json"]), 5);
        world.run(["templates", "show", "Mine"]).ends(2).says("did you mean \"Yours\"?");
        world.run(["batch", "run", "own.toml", "--name", "new", "--provider", "simulator"]).ok();
        assert_eq!(made(&["list", "--template", "Yours", "--json"]), 6);
        // Others come under the old name, and the scenario goes over to them.
        world.run(["library", "import", "lib"]).ok().prints("templates: 1 new");
        for run in [&tiers[..], &own] {
            world.run(run).ok();
        }
        assert_eq!(made(&["list", "--json"]), 6);
    }
}

#[test]
fn a_folder_that_is_named_nearly_like_one_of_a_library_is_not_left_out_in_silence() {
    let world = World::new();
    small(&world);
    for (name, meant) in [("edge_cases", "edge-cases"), ("Scenario", "scenarios"), ("vocabularies", "vocabulary")] {
        world.write(format!("lib/{name}/x.toml"), "name = 'x'\n");
        world.run(["library", "import", "lib"]).ends(2).says(&format!("did you mean \"{meant}\"?"));
        std::fs::remove_dir_all(world.path().join("lib").join(name)).unwrap();
    }
    world.write("lib/notes/x.toml", "name = 'x'\n");
    world.run(["library", "import", "lib"]).ok();
}

/// A library of many files.
fn large<P>(world: &World<P>) {
    small(world);
    for number in 0..300 {
        let text = format!("# {number}\nname = 'S {number}'\ntemplate = 'Mine'\ncontext = 'c'\n");
        world.write(format!("lib/scenarios/{number}.toml"), text);
    }
}

/// How many templates, scenarios, edge cases and vocabularies of it are stored.
fn stored<P>(world: &World<P>) -> [usize; 4] {
    let of = |command: &str, list: &str| {
        let all = world.run([command, "list", "--json"]).ok().json()[list].clone();
        all.as_array().unwrap().iter().filter(|one| command != "templates" || one["name"] == "Mine").count()
    };
    let lists = ["templates", "scenarios", "edge_cases", "vocabularies"];
    ["templates", "scenarios", "edge-cases", "vocabulary"]
        .into_iter()
        .zip(lists)
        .map(|(command, list)| of(command, list))
        .collect::<Vec<_>>()
        .try_into()
        .unwrap()
}

#[test]
fn ctrl_c_while_an_import_waits_to_write_stores_nothing_and_the_next_one_all() {
    let world = World::new();
    large(&world);
    // A change makes the database.
    world.run(["templates", "rate", "Investment Discovery", "4"]).ok();
    world.sql(async |connection| {
        sqlx::query("BEGIN IMMEDIATE").execute(&mut *connection).await.unwrap();
        let import = world.start(["library", "import", "lib"]);
        wait_until("it has the database open", || has_open(import.pid(), "dialoom.db"));
        import.signal("INT");
        import
            .end()
            .ends(130)
            .says("All of it is stored, or nothing. Import it again with: dialoom library import lib");
        sqlx::query("ROLLBACK").execute(&mut *connection).await.unwrap();
    });
    assert_eq!(stored(&world), [0; 4]);
    world.run(["library", "import", "lib"]).ok().prints("scenarios: 301 new");
    assert_eq!(stored(&world), [1, 301, 1, 1]);
}

/// Whether a process has a file of this name open.
fn has_open(process: u32, name: &str) -> bool {
    let open = std::fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    open.filter_map(|file| std::fs::read_link(file.path()).ok()).any(|path| path.ends_with(name))
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_while_an_import_waits_to_write_stores_nothing_on_postgres_either() {
    let world = World::new().on_postgres();
    large(&world);
    tokio::task::block_in_place(|| world.run(["templates", "rate", "Investment Discovery", "4"]).ok());
    let mut other = sqlx::PgConnection::connect(&world.postgres().unwrap().url()).await.unwrap();
    let mut lock = other.begin().await.unwrap();
    sqlx::query("LOCK TABLE scenario_versions IN EXCLUSIVE MODE").execute(&mut *lock).await.unwrap();
    let import = world.start(["library", "import", "lib"]);
    // Some of it is written when it comes to the table.
    let waits = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'scenario_versions'::regclass";
    loop {
        let (waiting,): (i64,) = sqlx::query_as(waits).fetch_one(&mut *lock).await.unwrap();
        if waiting > 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    import.signal("INT");
    tokio::task::block_in_place(|| import.end().ends(130));
    lock.rollback().await.unwrap();
    tokio::task::block_in_place(|| {
        assert_eq!(stored(&world), [0; 4]);
        world.run(["library", "import", "lib"]).ok().prints("scenarios: 301 new");
        assert_eq!(stored(&world), [1, 301, 1, 1]);
    });
}

#[test]
fn ctrl_c_at_any_moment_of_an_import_leaves_all_or_nothing_and_the_next_one_finishes() {
    let world = World::new();
    large(&world);
    for wait in [1, 5, 20, 50, 100, 150, 200, 300] {
        let import = world.start(["library", "import", "lib"]);
        std::thread::sleep(std::time::Duration::from_millis(wait));
        import.signal("INT");
        import.end();
        let there = stored(&world);
        assert!(there == [0; 4] || there == [1, 301, 1, 1], "after {wait} ms: {there:?}");
    }
    world.run(["library", "import", "lib"]).ok();
    assert_eq!(stored(&world), [1, 301, 1, 1]);
}

#[test]
fn a_batch_goes_on_by_the_same_command_after_its_parts_were_switched_off() {
    let world = World::new();
    world.run(["init", "--example", "financial-planning"]).ok();
    let tiers = ["batch", "run", "--tiers", "template=1,scenario=2,edge_case=1", "--provider", "simulator"];
    world.run(tiers).ok();
    world.write(
        "plan.toml",
        "template = \"Investment Discovery\"\nscenarios = [\"Rent Up Again\"]\n[axes]\npersona = [\"A\"]\nemotion = [\"worry\"]\ntopic = [\"rent\"]\n",
    );
    let plan = ["batch", "run", "plan.toml", "--any", "--provider", "simulator"];
    world.run(plan).ok();
    for command in ["scenarios", "edge-cases", "templates"] {
        let all = world.run([command, "list", "--json"]).ok().json();
        let list = all.as_object().unwrap().values().next().unwrap().as_array().unwrap().clone();
        for entry in list {
            world.run([command, "remove", entry["name"].as_str().unwrap()]).ok();
        }
    }
    world.run(tiers).ok().says("nothing to do");
    world.run(plan).ok().says("nothing to do");
    let other = world.run(["batch", "run", "--tiers", "template=3", "--provider", "simulator"]).fails(2);
    other.says("dialoom batch run --tiers template=3 --provider simulator --name tiers-2");
    // A new batch is made from what is in use.
    world.run([&plan[..], &["--name", "other"]].concat()).fails(2).says("switched off");
}

#[test]
fn other_ends_of_lines_change_nothing_of_a_library() {
    let world = World::new();
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/library");
    world.run(["library", "import", library.to_str().unwrap()]).ok();
    for folder in ["templates", "scenarios", "edge-cases", "vocabulary"] {
        for file in std::fs::read_dir(library.join(folder)).unwrap() {
            let file = file.unwrap();
            let text = std::fs::read_to_string(file.path()).unwrap().replace('\n', "\r\n");
            world.write(Path::new("cr").join(folder).join(file.file_name()), text);
        }
    }
    let md = "+++\nname = \"House\"\nkind = \"partial\"\n+++\n\nSpeak plainly,\nand briefly.\n";
    world.write("house.md", md);
    world.run(["templates", "add", "house.md"]).ok();
    world.write("house.md", md.replace('\n', "\r\n"));
    world.run(["templates", "add", "house.md"]).ok().says("nothing was stored");
    let again = world.run(["library", "import", "cr", "--json"]).ok().json();
    for kind in KINDS {
        let counts = &again["library"][kind];
        assert_eq!((&counts["new"], &counts["new_version"]), (&json!(0), &json!(0)), "{kind}");
    }
    let versions = world.run(["templates", "list", "--json"]).ok().json();
    assert!(versions["templates"].as_array().unwrap().iter().all(|it| it["version"] == 1));
}

#[test]
fn the_plan_of_the_page_about_libraries_works_as_typed() {
    let world = World::new();
    world.run(["library", "import", &folder("examples/library")]).ok();
    let page = std::fs::read_to_string(folder("docs/library.md")).unwrap();
    let plan = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    world.write("plan.toml", plan);
    world.run(["batch", "run", "plan.toml", "--provider", "simulator", "--dry-run"]).ok().prints("8 (8 new)");
}
