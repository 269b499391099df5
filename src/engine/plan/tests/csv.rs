//! What a CSV file may look like.

use super::*;

#[test]
fn every_mistake_in_csv_names_row_and_column() {
    let head = "template,persona,emotion,topic\r\n";
    let plan = parse("p.csv", &format!("\u{feff}{head}T,\"Ann, 50\",fear,\"a\nb\"\r\nT,Bob,shame,\r\n")).unwrap();
    assert_eq!(plan.items[0].values["persona"], "Ann, 50");
    assert_eq!(plan.items[1].place, "row 3 (line 4)");
    assert_eq!(requests(&plan)[1].subject.topic, "");
    assert_eq!(
        refused("p.csv", &format!("{head}T,A,b,c\r\nT,A\r\n")),
        "p.csv row 3 (line 3): the row has 2 cells; the first row names 4"
    );
    assert_eq!(refused("p.csv", &format!("{head}T,,b,c\r\n")), "p.csv row 2 (line 2): persona is missing");
    assert_eq!(refused("p.csv", &format!("{head},A,b,c\r\n")), "p.csv row 2 (line 2): template is missing");
    assert_eq!(
        refused("p.csv", "template,persona,persona\n"),
        "p.csv row 1 (line 1): column \"persona\" is there twice"
    );
    assert_eq!(
        refused("p.csv", "template,persona,emotions\n"),
        "p.csv row 1 (line 1): there is no column \"emotion\" (is \"emotions\" a misspelling of it?)"
    );
    assert_eq!(refused("p.csv", head), "p.csv: the plan asks for nothing");
    assert_eq!(
        refused("p.csv", &format!("{head}T,A\u{0},b,c\r\n")),
        "p.csv row 2 (line 2): persona holds the control character U+0000"
    );
}

#[test]
fn empty_rows_and_empty_columns_of_a_spreadsheet_are_passed_over() {
    let csv = "template,persona,emotion,,\nT,A,b,,\n,,,,\n  ,,\nT,C,d\n";
    let plan = parse("p.csv", csv).unwrap();
    let people: Vec<_> = plan.items.iter().map(|item| (item.place.as_str(), item.values["persona"].as_str())).collect();
    assert_eq!(people, [("row 2 (line 2)", "A"), ("row 5 (line 5)", "C")]);
    for (csv, said) in [
        ("template,persona,emotion,\nT,A,b,x\n", "the row has 4 cells"),
        ("template,,persona,emotion\nT,,A,b\nT,x,A,b\n", "row 3 (line 3): column 2 has no name and holds \"x\""),
    ] {
        let error = parse("p.csv", csv).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn cells_may_be_apart_by_what_a_spreadsheet_writes() {
    let cells = |separator: &str, first: &str| {
        let rows = ["template,persona,emotion,topic", "T,\"A, B; C\tD\",b,c"];
        format!("{first}{}\r\n", rows.join("\r\n").replace(',', separator))
    };
    for (separator, first) in [(";", ""), ("\t", ""), (",", ""), (";", "sep=;\r\n"), ("|", "SEP=|\n"), (",", "sep=,\n")]
    {
        let plan = parse("p.csv", &cells(separator, first)).unwrap_or_else(|error| panic!("{separator:?}: {error}"));
        assert_eq!(plan.items.len(), 1);
        let item = &plan.items[0];
        assert_eq!((item.values["emotion"].as_str(), item.values["topic"].as_str()), ("b", "c"), "{separator:?}");
        let line = if first.is_empty() { 2 } else { 3 };
        assert_eq!(item.place, format!("row 2 (line {line})"), "{separator:?}");
    }
    let short = refused("p.csv", "sep=;\ntemplate;persona;emotion\nT;A\n");
    assert_eq!(short, "p.csv row 2 (line 3): the row has 2 cells; the first row names 3");
}

#[test]
fn names_of_columns_may_have_any_case() {
    for head in ["Template,PERSONA,Emotion , topic,Age", "TEMPLATE,persona,EMOTION,Topic,Age"] {
        let plan = parse("p.csv", &format!("{head}\nT,A,b,c,40\n")).unwrap();
        assert_eq!(plan.items[0].template.as_deref(), Some("T"), "{head}");
        let names: Vec<_> = plan.items[0].values.keys().map(String::as_str).collect();
        assert_eq!(names, ["Age", "emotion", "persona", "topic"], "{head}");
    }
    let plan = parse("p.jsonl", r#"{"Template":"T","PERSONA":"A","Emotion":"b"}"#).unwrap();
    assert_eq!((plan.items[0].template.as_deref(), plan.items[0].values["persona"].as_str()), (Some("T"), "A"));
    let twice = refused("p.jsonl", r#"{"template":"T","persona":"A","emotion":"b","Persona":"B"}"#);
    assert_eq!(twice, "p.jsonl:1: the field \"persona\" is there twice");
    let twice = refused("p.csv", "template,persona,emotion,Persona\n");
    assert_eq!(twice, "p.csv row 1 (line 1): column \"persona\" is there twice");
    let other = refused("p.csv", "Template Name,persona,emotion\n");
    assert_eq!(
        other,
        "p.csv row 1 (line 1): there is no column \"template\" (is \"Template Name\" a misspelling of it?)"
    );
}

#[test]
fn files_put_together_are_read_as_one() {
    let row = |persona: &str| format!("{{\"template\":\"T\",\"persona\":\"{persona}\",\"emotion\":\"b\"}}");
    let people = |name: &str, content: &str| -> Vec<String> {
        let plan = parse(name, content).unwrap_or_else(|error| panic!("{content:?}: {error}"));
        plan.items.iter().map(|item| item.values["persona"].clone()).collect()
    };
    for between in ["\n\u{feff}", "\u{feff}", "\r\n\u{feff}\r\n", "\u{feff}\n", "", " \u{feff} "] {
        let content = format!("\u{feff}{}{between}{}\u{feff}", row("A"), row("B}{"));
        assert_eq!(people("p.jsonl", &content), ["A", "B}{"], "{between:?}");
    }
    assert_eq!(
        refused("p.jsonl", &format!("{}7", row("A"))),
        "p.jsonl:1: an item is the number 7; expected an object with persona, emotion and topic"
    );
    let head = "template,persona,emotion\n";
    for mark in ["", "\u{feff}"] {
        let content = format!("\u{feff}{head}T,A,b\n{mark}{}T,B,c\n", head.to_uppercase());
        assert_eq!(people("p.csv", &content), ["A", "B"], "{mark:?}");
    }
}

#[test]
fn curly_quotes_are_named_with_line_and_column() {
    let head = "template,persona,emotion,topic\n";
    for (name, content, said) in [
        (
            "p.csv",
            format!("{head}T,“Ann, 50”,fear,x\n"),
            "p.csv row 2 (line 2): persona has the curly quote “ in column 3",
        ),
        ("p.csv", format!("{head}T,Ann,“fear”,x\n"), "p.csv row 2 (line 2): emotion has the curly quote “ in column 7"),
        ("p.csv", format!("{head}T,„Ann“,fear,x\n"), "p.csv row 2 (line 2): persona has the curly quote „ in column 3"),
        (
            "p.csv",
            "“template”,“persona”\n".into(),
            "p.csv row 1 (line 1): the name of a column has the curly quote “ in column 1",
        ),
        ("p.json", "{\n“template”: \"T\"}".into(), "p.json:2: not JSON: the line has the curly quote “ in column 1"),
        ("p.json", "{\n\"template”: \"T\"}".into(), "p.json:2: not JSON: the line has the curly quote ” in column 10"),
        ("p.jsonl", "\n{\"template\": “T”}".into(), "p.jsonl:2: not JSON: the line has the curly quote “ in column 14"),
        (
            "p.toml",
            "name = \"n\"\ntemplate = “T”\n".into(),
            "p.toml:2: not TOML: the line has the curly quote “ in column 12",
        ),
        ("p.toml", "template = ‘T’\n".into(), "p.toml:1: not TOML: the line has the curly quote ‘ in column 12"),
    ] {
        let error = parse(name, &content).unwrap_err();
        assert!(error.to_string().starts_with(said), "{content}: {error}");
        assert!(error.message.contains("; expected the straight ") && error.hint.is_some(), "{error:?}");
    }
    let plan = parse("p.csv", &format!("{head}T,“Big” Al,\"“fear”\",it’s so\n")).unwrap();
    assert_eq!(
        (plan.items[0].values["persona"].as_str(), plan.items[0].values["emotion"].as_str()),
        ("“Big” Al", "“fear”")
    );
}

#[test]
fn empty_rows_above_the_names_and_unnamed_columns_are_passed_over() {
    for (before, line) in [("", 2), (",,,,\n", 3), (" , ,,,\r\n\"\",,,,\n\n", 5), ("sep=,\n,,,,\n", 4)] {
        let content = format!("{before},template,persona,,emotion\n,T,A,,b\n");
        let plan = parse("p.csv", &content).unwrap_or_else(|error| panic!("{before:?}: {error}"));
        assert_eq!(plan.items.len(), 1);
        assert_eq!((plan.items[0].values.len(), plan.items[0].template.as_deref()), (2, Some("T")));
        let rows = line - usize::from(before.starts_with("sep"));
        assert_eq!(plan.items[0].place, format!("row {rows} (line {line})"), "{before:?}");
    }
    assert_eq!(parse("p.csv", ";;;\ntemplate;persona;emotion\nT;A;b\n").unwrap().items.len(), 1);
    assert_eq!(refused("p.csv", ",,\ntemplate,persona\n"), "p.csv row 2 (line 2): there is no column \"emotion\"");
}

#[test]
fn a_row_may_end_where_only_empty_cells_are_missing() {
    let plan = parse("p.csv", "template,persona,emotion,topic,age\nT,A,b\nT,B,c,d\n").unwrap();
    assert_eq!(plan.items.iter().map(|item| item.values.len()).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(parse("p.csv", "scenario,persona,emotion\nS\n").unwrap().items.len(), 1);
    for short in ["template,topic,persona,emotion\nT,d,A\n", "template,persona,emotion,scenario\nT,A\n"] {
        assert!(refused("p.csv", short).contains("the row has "), "{short}");
    }
}

#[test]
fn errors_of_a_spreadsheet_are_named_with_their_column() {
    let head = "template,persona,emotion,topic\n";
    for error in ["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!"] {
        let said = format!("p.csv row 2 (line 2): topic has the spreadsheet's error {error} in column 7");
        assert_eq!(refused("p.csv", &format!("{head}T,A,b,{error}\n")), said);
    }
    let plan = parse("p.csv", &format!("{head}T,A,b,NaN\nT,A,b,nan\nnan,NaN,nan,NaN\nT,A,None,null\n")).unwrap();
    let topics: Vec<_> = plan.items.iter().map(|item| item.values.get("topic").map(String::as_str)).collect();
    assert_eq!(topics, [None, None, Some("null")]);
}

#[test]
fn a_space_before_a_quoted_cell_is_named() {
    for row in ["T, \"N, 44\",calm", "T,   \"N\",calm"] {
        let error = parse("p.csv", &format!("template,persona,emotion\n{row}\n")).unwrap_err();
        let column = row.find('"').unwrap() + 1;
        let said = format!("p.csv row 2 (line 2): the cell in column {column} has a space before its double quote");
        assert_eq!(error.to_string(), said);
        assert!(error.hint.unwrap().starts_with("Take the space away"));
    }
    let plan = parse("p.csv", "template,persona,emotion\nT, \"Big\" Al,calm\n").unwrap();
    assert_eq!(plan.items[0].values["persona"], "\"Big\" Al");
}

#[test]
fn variables_have_the_case_of_their_template() {
    let known = |names: &[&str]| {
        std::collections::BTreeMap::from([("T".to_owned(), names.iter().map(|name| (*name).to_owned()).collect())])
    };
    let renamed = |head: &str, row: &str, variables: &[&str]| -> Vec<String> {
        let mut plan = parse("p.csv", &format!("template,persona,emotion,{head}\nT,A,b,{row}\n")).unwrap();
        plan.name_variables(&known(variables));
        plan.items[0].values.keys().filter(|name| !["persona", "emotion"].contains(&name.as_str())).cloned().collect()
    };
    assert_eq!(renamed("Days", "4", &["days"]), ["days"]);
    assert_eq!(renamed("Days", "4", &["Days", "days"]), ["Days"]);
    assert_eq!(renamed("DAYS", "4", &["Days", "days"]), ["DAYS"], "none fits alone");
    assert_eq!(renamed("DAYS,days", "4,5", &["days"]), ["DAYS", "days"]);
    assert_eq!(renamed("Other", "4", &["days"]), ["Other"]);
    assert_eq!(renamed("Language,CHUNK", "de,fees#1", &["days"]), ["chunk", "language"]);
}
