//! Commands inside messages: each works when it is typed as printed, whatever the names and the flags of the run.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::Path;

use crate::support::output::Output;
use crate::support::sample::conversation;
use crate::support::stand_in::{Answer, Protocol, always};
use crate::support::world::World;

/// The commands of a message: each begins at `dialoom` and is the last thing on its line.
fn commands(output: &Output) -> Vec<String> {
    let lines = output.stderr.lines().chain(output.stdout.lines());
    let after = |line: &str| {
        let at = line.match_indices("dialoom ").map(|(at, _)| at).find(|at| line[..*at].ends_with(": "))?;
        Some(line[at..].to_owned())
    };
    lines.filter_map(after).collect()
}

/// Types a command into a shell, in a folder where `dialoom` is the program under test.
fn typed<P>(world: &World<P>, command: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_dialoom")).parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", program.display());
    let program = world.command::<&str>([]).process();
    let mut shell = std::process::Command::new("sh");
    shell.arg("-c").arg(command).current_dir(world.path()).env_clear();
    shell.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?)))).env("PATH", path);
    let output = shell.stdin(std::process::Stdio::null()).output().unwrap();
    Output::new(command.to_owned(), output.status.code(), &output.stdout, &output.stderr)
}

/// Types every command of a message; `review` needs a terminal and says so.
#[track_caller]
fn all_work<P>(world: &World<P>, said: &Output, least: usize) {
    let found = commands(said);
    assert!(found.len() >= least, "only {found:?} in {said:?}");
    for command in found {
        let ran = typed(world, &command);
        let is_review = command.contains(" review") && ran.stderr.contains("review needs a terminal");
        assert!(is_review || matches!(ran.code, Some(0 | 3)), "{command}\n{ran:?}");
    }
}

const NAMES: [&str; 6] =
    ["q4", "it's \"two\" words", "-x", "--name", "$HOME `id` \\ *", "dialoom list 'dialoom stats'"];

#[test]
fn the_commands_about_a_batch_work_whatever_its_name() {
    for name in NAMES {
        let shop = World::new().plan(30, "").with_env("DIALOOM_DB", "elsewhere.db");
        let flags = ["--db", "my 'own' data.db", "--provider", "simulator"];
        let run = |more: &[String]| {
            let name = format!("--name={name}");
            let line = ["batch", "run", "plan.toml", &name].into_iter().chain(flags).map(str::to_owned);
            shop.run(line.chain(more.iter().cloned()))
        };
        all_work(&shop, &run(&[]).ok(), 2);
        all_work(&shop, &run(&[]).ok().says("nothing to do"), 1);
        let of_batch = |command: &str| shop.run(["--db", "my 'own' data.db", "batch", command, "--", name]);
        all_work(&shop, &of_batch("status").ok(), 1);
        all_work(&shop, &of_batch("pause").fails(2), 1);
        assert!(!shop.path().join("elsewhere.db").exists(), "every command names its database");
    }
}

#[test]
fn the_commands_about_failed_items_and_a_small_budget_work() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Error(500, "api_error", "no"))).plan(2, "");
    for name in NAMES {
        let named = format!("--name={name}");
        let failed = shop.run(["batch", "run", "plan.toml", &named, "--max-retries", "0", "--db", "a b.db"]).ends(3);
        all_work(&shop, &failed, 1);
        let again = shop.run(["batch", "run", "plan.toml", &named, "--max-retries", "0", "--db", "a b.db"]).ends(3);
        all_work(&shop, &again, 1);
    }
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(3, "");
    let stopped = shop.run(["batch", "run", "plan.toml", "--max-cost", "0.0001", "--db=-odd.db"]).fails(4);
    all_work(&shop, &stopped, 1);
}

#[tokio::test]
async fn the_commands_about_conversations_work_and_name_the_settings_too() {
    let made: Vec<_> = (0..3).map(|hour| conversation("One", 8.0, hour)).collect();
    let shelf = World::new().holding(&made).await;
    shelf.write("training.jsonl", "old");
    let odd = OsString::from_vec(b"set \xff'tings.toml".to_vec());
    std::fs::write(shelf.path().join(&odd), format!("db = \"{}\"\n", shelf.path().join("dialoom.db").display()))
        .unwrap();
    let with = |line: &[&str]| {
        let config: [OsString; 2] = ["--config".into(), odd.clone()];
        shelf.run(config.into_iter().chain(line.iter().map(OsString::from)))
    };
    let shelf_moved = with(&["list", "--limit", "1", "--persona", "Anxious Investor"]);
    all_work(&shelf, &shelf_moved, 1);
    assert!(commands(&shelf_moved)[0].contains("printf"), "{shelf_moved:?}");
    for line in [
        &["show"][..],
        &["list", "--persona", "Nobody"],
        &["stats", "--persona", "Nobody"],
        &["show", "zzzz"],
        &["batch", "status", "nothing"],
        &["templates", "show", "nothing"],
        &["export", "-o", "out.jsonl"],
        &["approve", "--min-quality", "1", "--yes"],
        &["export", "-o", "out.jsonl"],
    ] {
        all_work(&shelf, &with(line), usize::from(line != ["show", "zzzz"]));
    }
}

#[test]
fn the_first_commands_work_in_an_empty_folder_and_beside_settings() {
    for line in [&["list"][..], &["stats"], &["batch", "list"], &["config"], &["list", "--db", "a b.db"]] {
        let fresh = World::new();
        all_work(&fresh, &fresh.run(line).ok(), 1);
        if line != ["config"] {
            let with_settings = World::new().settings("");
            all_work(&with_settings, &with_settings.run(line).ok(), 1);
        }
    }
}

#[test]
fn a_hint_names_no_password_of_a_database() {
    let world = World::new();
    for url in ["postgres://u:geheim@127.0.0.1:1/d", "postgres://u@127.0.0.1:1/d?password=geheim&connect_timeout=1"] {
        let said = world.run(["list", "--db", url]).fails(1);
        assert!(!said.stderr.contains("geheim"), "{said:?}");
        assert!(
            said.stderr.contains("dialoom --db 'postgres://u@127.0.0.1:1/d")
                || said.stderr.contains("dialoom --db postgres://u@127.0.0.1:1/d"),
            "{said:?}"
        );
    }
}
