//! README.md: every command, flag, file and setting in it exists, and its transcripts are what the program says.
//!
//! A `console` block is run as it stands, all of them in one folder, in a terminal of 100 columns: each line of output
//! in the block must be among the lines printed; `...` stands for lines left out. Ids, ages and durations may differ.
//! The commands of a `sh` block are read by the program without being run. A `toml` block is a plan or a configuration.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::support::pty::Pty;
use crate::support::world::World;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

/// The blocks of a language, each with the line it begins on.
fn blocks(text: &str, language: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, String, String)> = None;
    for (number, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(name)) => open = Some((number + 1, name.trim().to_owned(), String::new())),
            (Some(_), Some(_)) => {
                let (line, name, body) = open.take().unwrap();
                if name == language {
                    found.push((line, body));
                }
            }
            (Some((_, _, body)), None) => body.push_str(&format!("{line}\n")),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is never closed");
    assert!(!found.is_empty(), "README.md has no {language} block");
    found
}

/// README.md without its blocks.
fn prose(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

/// A sandbox with the examples in it, as in a checkout.
fn checkout() -> World {
    let sandbox = World::new();
    copy(&root().join("examples"), &sandbox.path().join("examples"));
    sandbox
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A folder in which the program is called `dialoom`, put before the machine's own.
fn path_with_dialoom(folder: PathBuf) -> String {
    std::fs::create_dir_all(&folder).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_dialoom"), folder.join("dialoom")).unwrap();
    format!("{}:{}", folder.display(), std::env::var("PATH").unwrap())
}

/// A line with what differs from run to run made equal: short ids, durations, sizes, white space.
fn alike(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    // One in fifty has no digit, and looks like any word but for its place.
    let is_id = |at: usize, word: &str| {
        word.len() == 10
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            && (word.bytes().any(|byte| byte.is_ascii_digit()) || at == 0 || words[at - 1] == "show")
    };
    let word = |(at, word): (usize, &&str)| match words.get(at + 1) {
        _ if is_id(at, word) => "ID".to_owned(),
        Some(unit) if ["s", "s,", "bytes)."].contains(unit) => "N".to_owned(),
        _ => (*word).to_owned(),
    };
    words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_transcripts_are_what_the_program_says() {
    let sandbox = checkout();
    let path = path_with_dialoom(sandbox.home().join("bin"));
    let home = sandbox.home().display().to_string();
    let mut commands = 0;
    for (start, block) in blocks(&readme(), "console") {
        for part in block.split_inclusive('\n').collect::<String>().split("$ ").skip(1) {
            let (command, expected) = part.split_once('\n').unwrap();
            let environment = [("PATH", path.as_str()), ("HOME", &home), ("DIALOOM_USER", "tester")];
            let shell = Path::new("/bin/sh");
            let (code, screen) =
                Pty::start_program(shell, &sandbox.path(), &["-c", command], &environment, (200, 100)).end();
            assert_eq!(code, 0, "README.md:{start}: $ {command}\n{screen}");
            // A line longer than the window goes on in the next row.
            let rows: Vec<&str> = screen.lines().collect();
            let pairs = rows.windows(2).map(|pair| format!("{}{}", pair[0], pair[1]));
            let said: BTreeSet<String> =
                rows.iter().map(|row| (*row).to_owned()).chain(pairs).map(|row| alike(&row)).collect();
            for line in expected.lines().filter(|line| *line != "...") {
                // Which conversation is done first is chance: of a table's rows only the shape is compared.
                let is_there = said.contains(&alike(line))
                    || (alike(line).starts_with("ID ")
                        && line.ends_with('…')
                        && said.iter().any(|row| row.starts_with("ID ")));
                assert!(is_there, "README.md:{start}: $ {command}\nnever said: {line}\n{screen}");
            }
            commands += 1;
        }
    }
    assert!(commands >= 8, "only {commands} commands were run");
}

/// The arguments of each call of dialoom in a line of shell, without the variables in front.
fn calls(line: &str) -> Vec<Vec<String>> {
    let line = line.split(" # ").next().unwrap_or_default();
    let mut found = Vec::new();
    for part in line.split(['|', ';']).flat_map(|part| part.split("&&")) {
        let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
        for letter in part.trim().chars() {
            match (quote, letter) {
                (None, '"' | '\'') => quote = Some(letter),
                (Some(open), _) if letter == open => quote = None,
                (None, ' ') => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
                _ => word.push(letter),
            }
        }
        words.extend((!word.is_empty()).then_some(word));
        if let Some(at) = words.iter().position(|word| word == "dialoom") {
            let redirected = |word: &String| matches!(word.as_str(), ">" | "<" | ">>");
            let arguments = words[at + 1..].iter().take_while(|word| !redirected(word)).cloned().collect();
            found.push(arguments);
        }
    }
    found
}

#[test]
fn the_program_understands_every_command() {
    let text = readme();
    let sandbox = checkout();
    let mut seen = 0;
    let mut lines: Vec<(usize, String)> = ["sh", "text"].iter().flat_map(|language| blocks(&text, language)).collect();
    let inline = prose(&text);
    lines.extend(
        inline
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|code| code.starts_with("dialoom "))
            .map(|code| (0, code.to_owned())),
    );
    for (start, block) in lines {
        for arguments in block.lines().flat_map(calls) {
            seen += 1;
            // Everything before --help is read and checked; then the help is printed and nothing is done.
            let output = sandbox.run(arguments.iter().map(String::as_str).chain(["--help"]));
            assert_eq!(output.code, Some(0), "README.md:{start}: dialoom {}\n{}", arguments.join(" "), output.stderr);
        }
    }
    assert!(seen > 20, "only {seen} commands found");
}

#[test]
fn every_flag_named_is_there() {
    let help = std::fs::read_to_string(root().join("tests/help.txt")).unwrap();
    let known: BTreeSet<&str> = help.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).collect();
    let text = prose(&readme());
    let flags: Vec<&str> = text
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|code| !code.starts_with("cargo"))
        .flat_map(|code| code.split([' ', '=', '[', ']']))
        .filter(|word| word.starts_with("--"))
        .collect();
    assert!(flags.len() > 8, "{flags:?}");
    for flag in flags {
        assert!(known.contains(flag), "README.md names {flag}, which no command has");
    }
}

#[test]
fn the_table_of_commands_is_complete() {
    let help = World::new().run(["--help"]).ok().stdout;
    let list = help.split("\nCommands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    let names = |line: &str| line.split_whitespace().next().unwrap_or_default().to_owned();
    let there: BTreeSet<String> = list.lines().map(names).filter(|name| name != "help").collect();
    let text = readme();
    let row = |line: &str| line.strip_prefix("| `dialoom ")?.split('`').next().map(str::to_owned);
    let listed: BTreeSet<String> = text.lines().filter_map(row).collect();
    assert_eq!(listed, there);
}

#[test]
fn the_exit_codes_are_those_of_the_help() {
    let help = World::new().run(["--help"]).ok().stdout;
    let said = help.split("Exit codes:").nth(1).unwrap().split('.').next().unwrap();
    let there: BTreeSet<&str> = said.split(',').filter_map(|code| code.split_whitespace().next()).collect();
    let text = readme();
    let listed: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" |").next())
        .filter(|cell| cell.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    assert_eq!(listed, there);
}

#[test]
fn the_plan_and_the_configuration_are_good() {
    let (mut plans, mut configurations) = (0, 0);
    for (start, block) in blocks(&readme(), "toml") {
        let sandbox = World::new();
        if block.contains("[axes]") {
            plans += 1;
            sandbox.write("plan.toml", &block);
            let output = sandbox.run(["batch", "run", "plan.toml", "--provider", "simulator", "--dry-run"]);
            assert_eq!(output.code, Some(0), "README.md:{start}\n{}", output.stderr);
            output.prints("41 (41 new)");
        } else {
            configurations += 1;
            sandbox.write("dialoom.toml", &block);
            sandbox.write("anthropic.key", "sk-test\n");
            let output = sandbox.run(["config"]);
            assert_eq!(output.code, Some(0), "README.md:{start}\n{}", output.stderr);
        }
    }
    assert_eq!((plans, configurations), (1, 1));
}

#[test]
fn every_variable_of_the_environment_is_read_by_the_program() {
    let text = prose(&readme());
    let is_variable =
        |code: &&str| code.contains('_') && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    let named: BTreeSet<&str> = text.split('`').skip(1).step_by(2).filter(is_variable).collect();
    assert!(named.len() >= 9, "{named:?}");
    let mut sources = String::new();
    for file in [
        "src/settings/mod.rs",
        "src/domain/environment.rs",
        "src/cli/global.rs",
        "src/ui/output_options.rs",
        "src/ui/pager.rs",
    ] {
        sources.push_str(&std::fs::read_to_string(root().join(file)).unwrap());
    }
    for name in named {
        assert!(sources.contains(&format!("\"{name}\"")), "README.md names {name}, which nothing reads");
    }
}

#[test]
fn every_file_named_is_there() {
    let mut seen = 0;
    let pages =
        ["engine", "glossary", "local-models", "providers", "quality", "store"].map(|page| format!("docs/{page}.md"));
    for page in
        ["README.md", "CONTRIBUTING.md", "benches/README.md"].into_iter().chain(pages.iter().map(String::as_str))
    {
        let text = std::fs::read_to_string(root().join(page)).unwrap();
        let folder = root().join(page).parent().unwrap().to_owned();
        let linked = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in linked.filter(|link| !link.contains("://")) {
            seen += 1;
            assert!(folder.join(link.split('#').next().unwrap()).exists(), "{page} links to {link}");
        }
        // Wherever a path of this repository stands, in a block or not.
        for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || "./_-".contains(c))) {
            let word = word.trim_end_matches('.');
            let top = ["examples/", "scripts/", "src/", "tests/", "docs/", "migrations/", "data/", "benches/", ".ci/"];
            if top.iter().any(|top| word.starts_with(top)) {
                seen += 1;
                assert!(root().join(word).exists(), "{page} names {word}");
            }
        }
    }
    assert!(seen > 20, "only {seen} files found");
}
