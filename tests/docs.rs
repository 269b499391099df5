//! The pages in `docs/` say what the code does.

use std::path::{Path, PathBuf};

use dialoom::domain::finding::Finding;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page(name: &str) -> String {
    std::fs::read_to_string(root().join("docs").join(name)).unwrap()
}

/// The rows of the table below a heading row that begins so, cells trimmed.
fn rows(page: &str, heading: &str) -> Vec<Vec<String>> {
    let table = page.lines().skip_while(|line| !line.starts_with(heading)).skip(2);
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    table.take_while(|line| line.starts_with('|')).map(cells).collect()
}

#[test]
fn every_finding_has_its_row_with_its_weight_and_no_row_is_without_a_finding() {
    let page = page("quality.md");
    let told: Vec<(String, String)> = rows(&page, "| finding |")
        .into_iter()
        .map(|row| (row[0].trim_matches('`').to_owned(), row[2].clone()))
        .collect();
    let weight = |finding: Finding| finding.severity().as_str();
    let mut expected: Vec<_> = Finding::ALL.iter().map(|it| (it.as_str().to_owned(), weight(*it).to_owned())).collect();
    let mut sorted = told;
    sorted.sort();
    expected.sort();
    assert_eq!(sorted, expected);
}

/// Every Rust file below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The file of the dialect numbers places itself, and its test shows how.
#[test]
fn statements_say_question_marks_and_only_opening_numbers_its_values() {
    let page = page("store.md");
    assert!(page.contains("written once, with `?` for each value") && page.contains("(`src/store/open/`)"));
    let mut paths = Vec::new();
    files(&root().join("src/store"), &mut paths);
    let numbers = |line: &str| line.split('$').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let mut numbered: Vec<String> = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        if text.lines().any(|line| !line.trim_start().starts_with("//") && numbers(line)) {
            numbered.push(path.strip_prefix(root()).unwrap().display().to_string().replace('\\', "/"));
        }
    }
    numbered.sort();
    assert_eq!(numbered, ["src/store/open/postgres.rs", "src/store/sql/dialect.rs"]);
}

#[test]
fn the_glossary_is_in_order_and_names_no_term_twice() {
    let terms: Vec<String> =
        rows(&page("glossary.md"), "| term |").into_iter().map(|row| row[0].to_lowercase()).collect();
    assert!(terms.len() > 50, "only {} terms found: does this test still read them?", terms.len());
    let wrong: Vec<_> = terms.windows(2).filter(|pair| pair[0] >= pair[1]).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}
