//! The direction of imports, as drawn at the top of `src/lib.rs`, that no two files import each other, and which folder
//! may name which crate.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Every crate that draws, speaks HTTP or SQL, or reads the command line, and the one module that may name it. Those the
/// project does not use yet stand here too, so that the first use is in its place.
const CRATES: [(&str, &str); 21] = [
    ("sqlx", "store"),
    ("reqwest", "provider"),
    ("http_body", "provider"),
    ("rustls", "provider"),
    ("minijinja", "templates"),
    ("maud", "report"),
    ("parquet", "export"),
    ("html2text", "library"),
    ("pdf_extract", "library"),
    ("quick_xml", "library"),
    ("zip", "library"),
    ("console", "ui"),
    ("crossterm", "ui"),
    ("ratatui", "ui"),
    ("indicatif", "ui"),
    ("comfy_table", "ui"),
    ("dialoguer", "ui"),
    ("textwrap", "ui"),
    ("clap", "cli"),
    ("clap_complete", "cli"),
    ("clap_mangen", "cli"),
];

/// What ends up on a terminal, or ends the program, behind the back of `ui` and `main`.
const FORBIDDEN: [&str; 6] = ["println!(", "print!(", "eprintln!(", "eprint!(", "process::exit(", "stdout()"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source file below `folder` as its path from `src/` and its lines without comments.
fn sources() -> Vec<(String, Vec<String>)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    walk(&root(), &mut paths);
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let code = |line: &str| match line.trim_start().starts_with("//") {
            true => String::new(),
            false => line.split(" // ").next().unwrap_or_default().to_owned(),
        };
        let lines = text.lines().map(code).collect();
        (path.strip_prefix(root()).unwrap().display().to_string(), lines)
    };
    paths.into_iter().map(read).collect()
}

/// The module at the root of the crate that a file belongs to.
fn module(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap_or_default()
}

/// The names behind each `prefix` in a line, where the prefix begins a path.
fn named<'a>(line: &'a str, prefix: &str) -> Vec<&'a str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(prefix)
        .filter(|(at, _)| !line[..*at].ends_with(is_name))
        .map(|(at, _)| &line[at + prefix.len()..])
        .map(|rest| &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())])
        .collect()
}

/// The drawing in `src/lib.rs`: each module and its line, counted from the top.
fn drawing() -> BTreeMap<String, usize> {
    let text = std::fs::read_to_string(root().join("lib.rs")).unwrap();
    let drawn = text.split("//! ```text\n").nth(1).and_then(|rest| rest.split("//! ```").next()).unwrap();
    let mut layers = BTreeMap::new();
    for (layer, line) in drawn.lines().enumerate() {
        let names = line.trim_start_matches("//! ").split("  ").next().unwrap_or_default();
        layers.extend(names.split(", ").map(|name| (name.to_owned(), layer)));
    }
    layers
}

#[test]
fn the_drawing_names_every_module_of_the_crate() {
    let drawn: BTreeSet<String> = drawing().into_keys().collect();
    let there: BTreeSet<String> = sources()
        .iter()
        .map(|(path, _)| module(path).to_owned())
        .filter(|name| !matches!(name.as_str(), "lib" | "main"))
        .collect();
    assert_eq!(drawn, there);
}

#[test]
fn imports_point_downwards_only() {
    let layers = drawing();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (path, lines) in sources() {
        let Some(own) = layers.get(module(&path)) else { continue };
        for (number, line) in lines.iter().enumerate() {
            assert!(!line.contains("crate::{"), "src/{path}:{}: write one path for each `use`", number + 1);
            for name in named(line, "crate::") {
                let Some(other) = layers.get(name).filter(|_| name != module(&path)) else { continue };
                seen += 1;
                if other <= own {
                    wrong.push(format!("src/{path}:{}: {} imports {name}", number + 1, module(&path)));
                }
            }
        }
    }
    assert!(seen > 200, "only {seen} imports found: does this test still read them?");
    assert!(wrong.is_empty(), "against the drawing in src/lib.rs:\n{}", wrong.join("\n"));
}

#[test]
fn each_crate_is_named_by_the_module_it_belongs_to_alone() {
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for (path, lines) in sources() {
        for (number, line) in lines.iter().enumerate() {
            for (name, owner) in CRATES {
                if line.match_indices(&format!("{name}::")).any(|(at, _)| !line[..at].ends_with(['_', ':'])) {
                    used.insert(name);
                    // Parsing the command line is where the program begins.
                    if module(&path) != owner && !(name == "clap" && path == "main.rs") {
                        wrong.push(format!("src/{path}:{}: {name} belongs to {owner}", number + 1));
                    }
                }
            }
        }
    }
    let manifest = std::fs::read_to_string(root().join("../Cargo.toml")).unwrap();
    let is_dependency =
        |name: &str| manifest.lines().any(|line| line.replace('-', "_").starts_with(&format!("{name} = ")));
    let there: BTreeSet<&str> = CRATES.iter().map(|(name, _)| *name).filter(|name| is_dependency(name)).collect();
    assert_eq!(used, there, "this test no longer sees where crates are used");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_prints_outside_ui_and_nothing_but_main_ends_the_program() {
    let mut wrong = Vec::new();
    for (path, lines) in sources() {
        for (number, line) in lines.iter().enumerate() {
            for words in FORBIDDEN {
                if line.contains(words) && !(module(&path) == "ui" && words == "stdout()") {
                    wrong.push(format!("src/{path}:{}: {words}", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every path a file names behind `crate::`, lists in braces taken apart.
fn paths(lines: &[String]) -> Vec<String> {
    fn names(text: &str, before: &str, found: &mut Vec<String>) {
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
        let path = format!("{before}::{}", &text[..end]);
        match text[end..].strip_prefix("::") {
            Some(rest) if rest.starts_with('{') => {
                let list = rest[1..].split('}').next().unwrap_or_default();
                list.split(',').for_each(|name| names(name.trim(), &path, found));
            }
            Some(rest) => names(rest, &path, found),
            None => found.push(path),
        }
    }
    let text = lines.join("\n");
    let mut found = Vec::new();
    for (at, start) in text.match_indices("crate::") {
        names(&text[at + start.len()..], "", &mut found);
    }
    found.into_iter().map(|path| path.trim_start_matches("::").to_owned()).collect()
}

/// The path of the module a file is: `store::sql::engine`.
fn module_path(file: &str) -> String {
    file.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::")
}

/// A module and what it holds may name each other: it is the facade that lends out what its files declare, and they use
/// the types and errors it declares for all of them. Any other two files stand in one order.
#[test]
fn no_two_files_import_each_other() {
    let sources = sources();
    let modules: BTreeSet<String> = sources.iter().map(|(file, _)| module_path(file)).collect();
    let owner = |path: &str| {
        let ends = path.match_indices("::").map(|(at, _)| at).chain([path.len()]);
        ends.map(|end| &path[..end]).filter(|name| modules.contains(*name)).last().map(str::to_owned)
    };
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, lines) in &sources {
        imports.insert(module_path(file), paths(lines).iter().filter_map(|path| owner(path)).collect());
    }
    let holds = |outer: &str, inner: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with("::"));
    let mut wrong = Vec::new();
    for (module, others) in &imports {
        for other in others.iter().filter(|other| module < *other && !holds(module, other)) {
            if imports[other].contains(module) {
                wrong.push(format!("{module} and {other}"));
            }
        }
    }
    let seen: usize = imports.values().map(BTreeSet::len).sum();
    assert!(seen > 500, "only {seen} imports found: does this test still read them?");
    assert!(wrong.is_empty(), "these import each other:\n{}", wrong.join("\n"));
}

#[test]
fn the_engine_is_named_by_its_one_door_alone() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (path, lines) in sources().iter().filter(|(path, _)| module(path) != "engine") {
        for (number, line) in lines.iter().enumerate() {
            for name in named(line, "crate::engine::") {
                seen += 1;
                if name.starts_with(|c: char| c.is_lowercase()) && line.contains(&format!("{name}::")) {
                    wrong.push(format!("src/{path}:{}: {}", number + 1, line.trim()));
                }
            }
        }
    }
    assert!(seen > 10, "only {seen} names found: does this test still read them?");
    assert!(wrong.is_empty(), "name what src/engine/mod.rs lists, with no deeper path:\n{}", wrong.join("\n"));
}
