//! The help of every command, kept so that a change is seen in review.

use crate::support::world::World;

const KEPT: &str = "tests/help.txt";

/// Every command as typed, found by reading the lists in the help itself.
pub fn commands(sandbox: &World, above: &[String], found: &mut Vec<(Vec<String>, String)>) {
    let arguments = above.iter().cloned().chain(["--help".to_owned()]);
    let help = sandbox.run(arguments).ok().stdout;
    let list = help.split("\nCommands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap_or_default();
    // A name stands two columns in; the wrapped rest of a description stands further right.
    let names: Vec<String> = list
        .lines()
        .filter_map(|line| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect();
    found.push((above.to_vec(), help));
    for name in names {
        let below: Vec<String> = above.iter().cloned().chain([name]).collect();
        commands(sandbox, &below, found);
    }
}

#[test]
fn the_help_of_every_command_is_as_kept() {
    let mut found = Vec::new();
    commands(&World::new(), &[], &mut found);
    assert!(found.len() > 15, "only {} commands found", found.len());
    let title = |path: &[String], flag: &str| {
        format!("$ dialoom {}{flag}\n", path.iter().map(|name| format!("{name} ")).collect::<String>())
    };
    let part = |(path, help): &(Vec<String>, String)| {
        let short = short(&World::new(), path);
        format!("{}{}\n\n{}{}\n\n", title(path, "-h"), short.trim_end(), title(path, "--help"), help.trim_end())
    };
    let now: String = found.iter().map(part).collect();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(KEPT);
    if std::env::var_os("DIALOOM_KEEP_HELP").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = now.lines().zip(kept.lines()).find(|(now, kept)| now != kept);
    assert!(
        now == kept,
        "{KEPT} is stale (first difference: {differs:?}): run DIALOOM_KEEP_HELP=1 cargo test help:: and read the change"
    );
}

/// What `-h` prints on a small terminal.
fn short(sandbox: &World, path: &[String]) -> String {
    sandbox.command(path.iter().cloned().chain(["-h".to_owned()])).env("COLUMNS", "80").run().ok().stdout
}

#[test]
fn the_short_help_is_a_screen_with_a_line_for_each_option() {
    let sandbox = World::new();
    let mut found = Vec::new();
    commands(&sandbox, &[], &mut found);
    for (path, whole) in found {
        let help = short(&sandbox, &path);
        // The list of all commands may need more.
        let most = if path.is_empty() { 30 } else { 24 };
        assert!(help.lines().count() <= most, "{path:?} takes {} lines:\n{help}", help.lines().count());
        assert!(help.lines().count() < whole.lines().count(), "{path:?}");
        let wrapped = help.lines().find(|line| line.starts_with("          "));
        assert_eq!(wrapped, None, "{path:?}\n{help}");
        assert!(help.lines().all(|line| line.chars().count() <= 80 || line.starts_with("Usage:")), "{path:?}\n{help}");
        assert!(help.contains(&[&["dialoom".to_owned()], &path[..], &["--help".into()]].concat().join(" ")), "{help}");
    }
}

#[test]
fn every_help_text_begins_with_a_line_without_a_full_stop() {
    let mut found = Vec::new();
    commands(&World::new(), &[], &mut found);
    for (path, help) in found {
        let first = help.lines().next().unwrap_or_default();
        assert!(!first.is_empty() && !first.ends_with('.'), "{path:?}: {first}");
    }
}
