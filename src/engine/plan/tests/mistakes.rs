//! Every mistake is named with its line.

use super::*;

#[test]
fn every_mistake_in_json_and_jsonl_names_its_line() {
    assert_eq!(refused("p.json", "[1]"), "p.json:1: the plan is a list; expected an object");
    assert_eq!(
        refused("p.json", "{\n\"template\": 3}"),
        "p.json:2: template is the number 3; expected a text in quotes"
    );
    assert_eq!(refused("p.json", "{\n\"template\": }"), "p.json:2: not JSON: expected value");
    let good = "{\"template\":\"T\",\"persona\":\"A\",\"emotion\":\"b\",\"age\":41}\n";
    assert_eq!(parse("p.jsonl", good).unwrap().items[0].values["age"], "41");
    assert_eq!(
        refused("p.jsonl", &format!("{good}\n{{\"persona\":\"A\",\"emotion\":\"b\"}}")),
        "p.jsonl:3: template is missing"
    );
    assert_eq!(
        refused("p.jsonl", &format!("{good}{{\"template\":\"T\",\"persona\":true}}")),
        "p.jsonl:2: persona is true; expected a text"
    );
    assert_eq!(
        refused("p.jsonl", &format!("{good}[]")),
        "p.jsonl:2: an item is a list; expected an object with persona, emotion and topic"
    );
    assert_eq!(refused("p.jsonl", "\n"), "p.jsonl: the plan asks for nothing");
}

#[test]
fn a_number_that_is_none_is_no_setting_left_out() {
    let after = |extra: &str| refused("p.toml", &format!("{HEAD}{extra}"));
    for number in ["nan", "inf", "-inf", "1e400"] {
        for field in ["max_cost_usd", "max_cost_per_day_usd", "threshold", "window_seconds", "requests", "concurrency"]
        {
            let said = after(&format!("[limits]\n{field} = {number}\n"));
            assert!(said.starts_with(&format!("p.toml:6: limits.{field} is the number ")), "{field}: {said}");
        }
        for field in ["generation.temperature", "generation.max_tokens", "judge.min_mark", "judge.temperature"] {
            let (table, name) = field.split_once('.').unwrap();
            let said = after(&format!("[{table}]\n{name} = {number}\n"));
            assert!(said.starts_with(&format!("p.toml:6: {field} is the number ")), "{field}: {said}");
        }
        for field in ["count", "target", "seed"] {
            let said = refused("p.toml", &format!("{field} = {number}\n{HEAD}"));
            assert!(said.starts_with(&format!("p.toml:1: {field} is ")), "{said}");
        }
        let said = after(&format!("[vary]\nmood = {{ wry = {number} }}\n"));
        assert!(said.starts_with("p.toml:6: vary.mood.wry is "), "{said}");
    }
    assert_eq!(after("topic = [nan]\n"), "p.toml:5: axes.topic is the number nan; expected a text");
    assert_eq!(
        after("[limits]\nmax_cost_usd = 1e12\n"),
        "p.toml:6: limits.max_cost_usd is the number 1e12; expected an amount in US dollars"
    );
    let json = r#"{"template":"T","axes":{"persona":["A"],"emotion":["b"]},"limits":{"max_cost_usd":1e400}}"#;
    assert!(refused("p.json", json).starts_with("p.json:1: not JSON: number out of range"));
}

#[test]
fn a_file_that_is_no_plan_says_which_endings_there_are() {
    assert_eq!(refused("p.yaml", ""), "p.yaml: a plan ends in .toml, .json, .jsonl or .csv");
    let ndjson = parse("p.ndjson", "").unwrap_err();
    assert_eq!(ndjson.message, "a plan ends in .toml, .json, .jsonl or .csv (did you mean .jsonl?)");
    assert!(ndjson.hint.unwrap().starts_with("Rename the file"));
    let sheet = parse("p.XLSX", "").unwrap_err();
    assert_eq!(sheet.message, "a plan ends in .toml, .json, .jsonl or .csv");
    assert_eq!(sheet.hint.unwrap(), "Save the sheet as CSV in UTF-8.");
    assert_eq!(refused("p.tml", ""), "p.tml: a plan ends in .toml, .json, .jsonl or .csv (did you mean .toml?)");
}

#[test]
fn a_file_that_is_missing_or_not_utf8_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.csv");
    assert!(Plan::load(&path).unwrap_err().message.starts_with("cannot read the plan: "));
    std::fs::write(&path, b"PK\x03\x04\xff\xff").unwrap();
    assert_eq!(Plan::load(&path).unwrap_err().message, "cannot read the plan: it is a zip archive; unpack it first");
    std::fs::write(&path, b"template,persona\nT,Ren\xe9e\n").unwrap();
    let error = Plan::load(&path).unwrap_err();
    assert_eq!(error.place, format!("{}:2", path.display()));
    assert_eq!(error.message, "byte 23 is not UTF-8");
}

#[test]
fn a_number_with_a_point_is_whole_where_nothing_follows_it() {
    let json = r#"{"template":"T","count":4.0,"axes":{"persona":["A"],"emotion":["b"]},"generation":{"turns":12.0}}"#;
    let plan = parse("p.json", json).unwrap();
    assert_eq!((plan.count, plan.generation.turns), (Some(4), Some(12)));
    let plan = parse("p.toml", &format!("count = 4.0\n{HEAD}[vary]\nmood = {{ wry = 3.0 }}\n")).unwrap();
    assert_eq!(plan.count, Some(4));
    assert!(refused("p.json", &json.replace("4.0", "4.5")).starts_with("p.json:1: count is 4.5; expected a whole"));
    let said = refused("p.json", &json.replace("12.0", "12.5"));
    assert_eq!(said, "p.json:1: generation.turns is the number 12.5; expected a whole number");
    assert!(refused("p.toml", &format!("count = 4.50\n{HEAD}")).starts_with("p.toml:1: count is 4.50; expected"));
}

#[test]
fn nan_in_json_is_named_with_what_to_write() {
    for (name, content) in [
        ("p.jsonl", "{\"template\":\"T\",\"persona\":\"NaN \\\" A\",\"emotion\":\"b\",\"age\":NaN}\n"),
        ("p.json", "{\"template\":\"T\",\"count\": NaN}"),
    ] {
        let error = parse(name, content).unwrap_err();
        assert_eq!(error.message, "not JSON: NaN is no value of JSON");
        assert_eq!(error.hint.unwrap(), "Leave the field out, or write null.");
    }
    let error = parse("p.json", "{\"count\": -Infinity}").unwrap_err();
    assert_eq!(error.message, "not JSON: Infinity is no value of JSON");
    assert_eq!(refused("p.json", "{\"name\": \"NaN\", }"), "p.json:1: not JSON: trailing comma");
}
