//! The documents of `--json`: they are part of the interface, so the shape of every one is kept and a change is seen in
//! review.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::support::stand_in::{Answer, Protocol, every_time};
use crate::support::world::{World, plan};

const KEPT: &str = "tests/json.txt";

/// Adds what is at `path`: every leaf by its path, with every kind of value seen there.
fn shape(path: &str, value: &Value, found: &mut BTreeMap<String, BTreeSet<&'static str>>) {
    // What the simulator writes anew differs from run to run, as the ids in the old text do.
    if path == ".regenerated.conversations[].findings" {
        found.entry(path.to_owned()).or_default().insert("[findings]");
        return;
    }
    let kind = match value {
        Value::Object(fields) if !fields.is_empty() => {
            for (name, value) in fields {
                shape(&format!("{path}.{name}"), value, found);
            }
            return;
        }
        // A finding of the whole conversation names no turn, and which conversation comes first differs from run to run.
        Value::Array(values) if path.ends_with(".findings[].turns") => {
            assert!(values.iter().all(Value::is_u64), "{path}: {values:?}");
            "[whole number]"
        }
        Value::Array(values) if !values.is_empty() => {
            for value in values {
                shape(&format!("{path}[]"), value, found);
            }
            return;
        }
        Value::Object(_) => "{}",
        Value::Array(_) => "[]",
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "whole number",
        Value::String(text) if text.len() == 36 && uuid::Uuid::parse_str(text).is_ok() => "id",
        Value::String(text) if chrono::DateTime::parse_from_rfc3339(text).is_ok() => "time",
        Value::String(_) => "text",
    };
    // Whether one was foretold depends on how long the run took.
    let kind = if path.ends_with(".estimated_completion_at") { "null or time" } else { kind };
    found.entry(path.to_owned()).or_default().insert(kind);
}

/// Runs every command and gives what each was, with the shape of what it printed.
fn every_document() -> Vec<(String, Value)> {
    let shop = World::new().asking(Protocol::Anthropic, every_time("Person 02", Answer::Refusal));
    let mut documents = Vec::new();
    let mut takes = |line: &[&str], code: i32| {
        let document = shop.run([line, &["--json"]].concat()).ends(code).json();
        documents.push((line.join(" "), document.clone()));
        document
    };
    takes(&[], 2);
    takes(&["init"], 0);
    shop.write("plan.toml", plan(3, "", ""));
    takes(&["batch", "run", "plan.toml", "--dry-run"], 0);
    takes(&["batch", "run", "plan.toml"], 3);
    takes(&["batch", "list"], 0);
    takes(&["batch", "status", "shop"], 0);
    takes(&["batch", "set", "shop", "--priority", "5"], 0);
    takes(&["batch", "resume", "shop"], 3);
    takes(&["batch", "retry", "shop"], 3);
    takes(&["batch", "worker", "shop"], 3);
    shop.work(&["--name", "poor", "--max-cost", "0.0001"]).fails(4);
    takes(&["batch", "pause", "poor"], 0);
    takes(&["batch", "cancel", "poor"], 0);
    let one = ["generate", "-t", "Investment Discovery", "--persona", "A", "--emotion", "b", "--topic", "c"];
    takes(&[&one[..], &["--dry-run"]].concat(), 0);
    takes(&one, 0);
    takes(&["list", "--limit", "1"], 0);
    takes(&["approve", "--batch", "shop", "--yes"], 0);
    documents.extend(documents_of_the_review(&shop));
    let mut takes = |line: &[&str]| {
        documents.push((line.join(" "), shop.run([line, &["--json"]].concat()).ok().json()));
    };
    takes(&["export", "-o", "train.jsonl"]);
    takes(&["exports", "list"]);
    takes(&["exports", "verify"]);
    takes(&["exports", "cleanup", "--yes"]);
    documents.extend(documents_of_the_judge(&shop));
    let mut takes = |line: &[&str]| {
        documents.push((line.join(" "), shop.run([line, &["--json"]].concat()).ok().json()));
    };
    takes(&["import", others(&shop)]);
    documents.extend(documents_of_the_figures(&shop));
    let mut takes = |line: &[&str]| {
        documents.push((line.join(" "), shop.run([line, &["--json"]].concat()).ok().json()));
    };
    takes(&["limits"]);
    takes(&[]);
    documents.extend(documents_of_the_templates(&shop));
    let mut takes = |line: &[&str]| {
        documents.push((line.join(" "), shop.run([line, &["--json"]].concat()).ok().json()));
    };
    takes(&["backup", "copy.db"]);
    takes(&["restore", "copy.db", "--yes"]);
    takes(&["config"]);
    takes(&["doctor"]);
    takes(&["completions", "bash"]);
    takes(&["man"]);
    documents.extend(documents_of_an_export(&shop));
    documents.push(document_of_a_partial_import(&shop));
    let refused = shop.run(["batch", "status", "shpo", "--json"]).fails(2);
    documents.push(("batch status shpo (stderr)".to_owned(), serde_json::from_str(&refused.stderr).unwrap()));
    documents
}

fn documents_of_the_templates<P>(shop: &World<P>) -> Vec<(String, Value)> {
    let mut documents = Vec::new();
    let mut takes = |line: &[&str]| {
        documents.push((line.join(" "), shop.run([line, &["--json"]].concat()).ok().json()));
    };
    takes(&["templates", "list"]);
    takes(&["templates", "show", "Investment Discovery"]);
    let template = shop.run(["templates", "show", "Investment Discovery"]).ok().stdout;
    shop.write("mine.toml", template.replace("name = \"Investment Discovery\"", "name = \"Mine\""));
    takes(&["templates", "check", "mine.toml"]);
    takes(&["templates", "add", "mine.toml"]);
    takes(&["templates", "versions", "Mine"]);
    let dearer = shop.read("mine.toml").replace("name = \"Mine\"", "# ours\nname = \"Mine\"");
    shop.write("mine.toml", dearer);
    takes(&["templates", "edit", "Mine", "--file", "mine.toml", "-y"]);
    takes(&["templates", "diff", "Investment Discovery", "Mine"]);
    takes(&["templates", "compare", "Investment Discovery", "Mine"]);
    takes(&["templates", "rate", "Mine", "4"]);
    takes(&["templates", "try", "Mine", "-n", "1", "--persona", "A", "--emotion", "b", "--topic", "c"]);
    takes(&["templates", "rename", "Mine", "Ours"]);
    takes(&["templates", "restore", "Ours@1"]);
    takes(&["templates", "remove", "Ours"]);
    takes(&["templates", "export", "library"]);
    takes(&["templates", "import", "library"]);
    takes(&["templates", "render", "mine.toml", "--persona", "A", "--emotion", "b", "--topic", "c"]);
    shop.write("scenarios/s.toml", "name = 'S'\ncontext = 'c'\n");
    shop.write("edges/e.toml", "name = 'E'\ntrigger = 't'\nexpected_behavior = 'b'\nrelated_scenarios = ['S']\n");
    shop.write("words/v.toml", "name = 'V'\naxis = 'topic'\nvalues = ['a', 'b']\n");
    for (command, folder, file, name) in [
        ("scenarios", "scenarios", "scenarios/s.toml", "S"),
        ("edge-cases", "edges", "edges/e.toml", "E"),
        ("vocabulary", "words", "words/v.toml", "V"),
    ] {
        takes(&[command, "add", file]);
        takes(&[command, "import", folder]);
        takes(&[command, "list"]);
        takes(&[command, "show", name]);
        takes(&[command, "edit", name, file]);
        takes(&[command, "versions", name]);
        takes(&[command, "diff", &format!("{name}@1")]);
        takes(&[command, "restore", name]);
        takes(&[command, "export", folder]);
        if command == "edge-cases" {
            takes(&[command, "coverage"]);
        }
        if command == "scenarios" {
            takes(&[command, "vary", name, "-n", "1", "--provider", "simulator", "--dry-run"]);
            takes(&[command, "vary", name, "-n", "1", "--provider", "simulator"]);
        }
        takes(&[command, "remove", name]);
        takes(&[command, "restore", name]);
    }
    shop.write("whole/vocabulary/p.toml", "name = 'P'\naxis = 'persona'\nvalues = ['a', 'b']\n");
    shop.write("whole/vocabulary/e.toml", "name = 'E'\naxis = 'emotion'\nvalues = ['c']\n");
    takes(&["library", "import", "whole"]);
    takes(&["batch", "plan", "--tiers", "template=2"]);
    shop.write("fees.md", "# Fees\n\nA fee of 12 dollars applies.\n");
    for line in ["add fees.md", "list", "show fees", "chunks fees", "search fee", "remove fees --yes"] {
        takes(&[&["documents"], &line.split(' ').collect::<Vec<_>>()[..]].concat());
    }
    documents
}

/// Of the commands that look for faults, mark, and make anew.
fn documents_of_the_judge<P>(shop: &World<P>) -> Vec<(String, Value)> {
    let mut documents = Vec::new();
    let mut takes = |line: &[&str]| {
        documents.push((line.join(" "), shop.run([line, &["--json"]].concat()).ok().json()));
    };
    takes(&["duplicates"]);
    takes(&["score", "--dry-run"]);
    takes(&["judge", "--print-rubric"]);
    takes(&["judge", "--provider", "simulator", "--dry-run"]);
    takes(&["judge", "--provider", "simulator", "--min-mark", "1", "--yes"]);
    takes(&["judge", "--provider", "simulator"]);
    takes(&["judge", "--calibrate"]);
    let anew = ["regenerate", "--status", "generated,approved,needs_revision", "--note", "Warmer"];
    let anew = [&anew[..], &["--provider", "simulator"]].concat();
    takes(&[&anew[..], &["--dry-run"]].concat());
    takes(&[&anew[..], &["--yes"]].concat());
    takes(&anew);
    documents
}

/// Of the commands that count and add up.
fn documents_of_the_figures<P>(shop: &World<P>) -> Vec<(String, Value)> {
    let lines: &[&[&str]] = &[
        &["cost"],
        &["performance"],
        &["logs", "--payload"],
        &["stats", "--by", "day"],
        &["stats", "--by", "persona,status"],
        &["stats", "coverage", "plan.toml"],
        &["stats", "coverage"],
        &["stats", "templates"],
        &["plan", "fill", "plan.toml"],
        &["stats", "diversity"],
        &["stats", "reviewers"],
    ];
    let document = |line: &[&str]| (line.join(" "), shop.run([line, &["--json"]].concat()).ok().json());
    let mut documents: Vec<_> = lines.iter().map(|line| document(line)).collect();
    // More than the report shows as its best, so that it has worst ones.
    shop.write("worse.jsonl", ["\"Fine.\"", "\"Well.\"", "\"So.\"", "\"Then.\""].map(|it| said(it) + "\n").concat());
    shop.run(["import", "worse.jsonl"]).ok();
    let ids = shop.run(["list", "--source", "worse.jsonl", "--ids"]).ok().stdout;
    shop.run(["approve", "--yes"].into_iter().chain(ids.lines())).ok();
    documents.push(document(&["report", "--plan", "plan.toml", "--compare", "@last"]));
    documents
}

fn documents_of_an_export<P>(shop: &World<P>) -> [(String, Value); 2] {
    let listed = shop.run(["exports", "list", "--json"]).ok().json();
    let export = listed["exports"][0]["id"].as_str().unwrap();
    let again = ["exports", "again", export, "-o", "again.jsonl", "--json"];
    [
        ("exports show ID".to_owned(), shop.run(["exports", "show", export, "--json"]).ok().json()),
        ("exports again ID -o again.jsonl".to_owned(), shop.run(again).ok().json()),
    ]
}

/// A file to import, with a control token in it.
fn others<P>(shop: &World<P>) -> &'static str {
    shop.write("others.jsonl", said("\"a\""));
    "others.jsonl"
}

/// A line of a file to import, with this as the answer.
fn said(content: &str) -> String {
    format!(r#"{{"messages":[{{"role":"user","content":"<s> hm"}},{{"role":"assistant","content":{content}}}]}}"#)
}

fn document_of_a_partial_import<P>(shop: &World<P>) -> (String, Value) {
    shop.write("bad.jsonl", format!("{}\n{}\n", said("\"a\""), said("1")));
    let document = shop.run(["import", "bad.jsonl", "--keep-going", "--json"]).fails(3).json();
    ("import bad.jsonl --keep-going".to_owned(), document)
}

/// Of the commands that decide, change and remove. An id differs from run to run.
fn documents_of_the_review<P>(shop: &World<P>) -> Vec<(String, Value)> {
    let high = ["list", "high-quality", "--limit", "1"];
    let mut documents = vec![(high.join(" "), shop.run(high.iter().chain(&["--json"])).ok().json())];
    let ids = shop.run(["list", "approved", "--ids"]).ok().stdout;
    let ids: Vec<&str> = ids.lines().take(2).collect();
    for (line, word) in [(["note"], "a look"), (["tag"], "tax")] {
        let document = shop.run([&line[..], &[ids[0], word, "--json"]].concat()).ok().json();
        documents.push((format!("{} ID {word}", line[0]), document));
    }
    for line in [&["show"][..], &["revise", "--note", "warmer"], &["reject", "--reason", "dull"], &["history"]] {
        let document = shop.run([line, &[ids[0], "--json"]].concat()).ok().json();
        documents.push((format!("{} ID", line.join(" ")), document));
    }
    documents.push(("diff ID ID".to_owned(), shop.run(["diff", ids[0], ids[1], "--json"]).ok().json()));
    let edited = shop.command(["edit", "@last", "--turn", "1", "--content", "-", "--json"]).stdin("Other words.").run();
    documents.push(("edit @last --turn 1 --content -".to_owned(), edited.ok().json()));
    let form = "persona: A\nemotion: b\n=== user ===\nWhere?\n=== assistant ===\nHere.\n";
    documents.push(("create".to_owned(), shop.command(["create", "--json"]).stdin(form).run().ok().json()));
    for line in [
        &["undo", "--list"][..],
        &["undo", "--yes"],
        &["delete", "--persona", "A", "--yes"],
        &["purge", "--trash", "--yes"],
    ] {
        documents.push((line.join(" "), shop.run([line, &["--json"]].concat()).ok().json()));
    }
    documents
}

#[test]
fn the_document_of_every_command_has_the_shape_that_is_kept() {
    let documents = every_document();
    let names = |batch: &Value| batch.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let listed = documents.iter().find(|(line, _)| line == "batch list").unwrap().1["batches"][0].clone();
    let mut now = String::new();
    for (line, document) in &documents {
        assert!(document.is_object(), "{line}: {document}");
        let mut found = BTreeMap::new();
        let mut document = document.clone();
        if let Some(batch) = document.get_mut("batch") {
            // The same everywhere: told once.
            assert_eq!(names(batch), names(&listed), "{line}");
            *batch = Value::Object(Default::default());
        }
        shape("", &document, &mut found);
        now.push_str(&format!("$ dialoom {}\n", format!("{line} --json").trim_start()));
        for (path, mut kinds) in found {
            // The simulator may answer within a millisecond, and then there is no speed.
            if path.ends_with(".output_tokens_per_second") {
                kinds.insert("null");
            }
            let kinds: Vec<&str> = kinds.into_iter().collect();
            now.push_str(&format!("{path}: {}\n", kinds.join(" | ")));
        }
        now.push('\n');
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(KEPT);
    if std::env::var_os("DIALOOM_KEEP_JSON").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = now.lines().zip(kept.lines()).find(|(now, kept)| now != kept);
    assert!(
        now == kept,
        "{KEPT} is stale (first difference: {differs:?}): run DIALOOM_KEEP_JSON=1 cargo test --test all json:: and read \
         the change"
    );
}

#[test]
fn no_command_is_without_a_kept_document() {
    let kept = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(KEPT)).unwrap();
    let mut commands = Vec::new();
    super::help::commands(&World::new(), &[], &mut commands);
    let paths: Vec<String> =
        commands.into_iter().map(|(path, _)| path.join(" ")).filter(|path| !path.is_empty()).collect();
    for path in &paths {
        let is_a_group = paths.iter().any(|other| other.starts_with(&format!("{path} ")));
        // `review` needs a terminal: tests/review.rs reads its document there.
        if !is_a_group && path != "review" {
            assert!(kept.contains(&format!("$ dialoom {path} ")), "{path} has no document in {KEPT}");
        }
    }
}
