#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::HashSet;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::domain::batch::ItemRequest;
use crate::domain::limits::RequestLimit;
use load::ENDINGS;

fn parse(name: &str, content: &str) -> Result<Plan, PlanError> {
    Plan::parse(Path::new(name), content)
}

fn refused(name: &str, content: &str) -> String {
    parse(name, content).unwrap_err().to_string()
}

const HEAD: &str = "template = \"T\"\n[axes]\npersona = [\"Ann\", \"Bob\"]\nemotion = [\"fear\", \"shame\"]\n";

fn requests(plan: &Plan) -> Vec<ItemRequest> {
    plan.items().map(|(request, _)| request).collect()
}

#[test]
fn every_file_in_examples_loads_and_its_items_differ() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut plans = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending == "md") || path.is_dir() {
            continue;
        }
        let plan = Plan::load(&path).unwrap_or_else(|error| panic!("{error}"));
        let requests = requests(&plan);
        assert_eq!(requests.len() as u64, plan.item_count());
        assert_eq!(requests.iter().collect::<HashSet<_>>().len(), requests.len(), "{}", path.display());
        plans += 1;
    }
    assert!(plans >= 3);
}

#[test]
fn a_plan_without_count_is_the_whole_product_in_the_order_written() {
    let plan = parse("q4.toml", &format!("{HEAD}age = [40, 65]\n")).unwrap();
    assert_eq!((plan.name.as_str(), plan.item_count()), ("q4", 8));
    let seen: Vec<_> = requests(&plan)
        .iter()
        .map(|request| format!("{} {} {}", request.subject.persona, request.subject.emotion, request.variables["age"]))
        .collect();
    assert_eq!(seen[..3], ["Ann fear 40", "Ann fear 65", "Ann shame 40"]);
    assert_eq!(seen[7], "Bob shame 65");
}

#[test]
fn toml_and_json_say_the_same() {
    let toml = "name = \"n\"\ntemplate = \"T\"\ncount = 3\nseed = 9\n[axes]\npersona = [\"A\"]\nemotion = [\"b\", \"c\"]\n\
                [generation]\nprovider = \"simulator\"\nturns = 12\n[limits]\nrequests = 5\nmax_cost_usd = 1.5\nwindow_seconds = 2\n";
    let json = r#"{"name":"n","template":"T","count":3,"seed":9,"axes":{"persona":["A"],"emotion":["b","c"]},
        "generation":{"provider":"simulator","turns":12},"limits":{"requests":5,"max_cost_usd":1.5,"window_seconds":2}}"#;
    let (toml, json) = (parse("p.toml", toml).unwrap(), parse("p.json", json).unwrap());
    assert_eq!(Plan { path: json.path.clone(), ..toml }, json);
    assert_eq!((json.limits.requests, json.limits.window_seconds), (Some(RequestLimit::PerWindow(5)), Some(2.0)));
    assert_eq!(json.generation.turns, Some(12));
}

#[test]
fn equal_items_are_told_apart_by_their_place_among_equals() {
    let items =
        "[[items]]\npersona = \"Bob\"\nemotion = \"shame\"\n[[items]]\npersona = \"Bob\"\nemotion = \"shame\"\n";
    let plan = parse("p.toml", &format!("{HEAD}{items}")).unwrap();
    let ordinals: Vec<_> = requests(&plan).iter().map(|request| request.ordinal).collect();
    assert_eq!(ordinals, [0, 0, 0, 0, 1, 2]);
    let plan = parse("p.toml", &format!("count = 9\n{HEAD}{items}")).unwrap();
    let requests = requests(&plan);
    assert_eq!(requests.len(), 11);
    assert_eq!(requests.iter().collect::<HashSet<_>>().len(), 11, "no two items are the same");
}

#[test]
fn an_item_says_where_it_was_written() {
    let plan = parse("p.toml", &format!("{HEAD}[[items]]\npersona = \"C\"\nemotion = \"joy\"\n")).unwrap();
    let places: Vec<_> = plan.items().map(|(_, place)| place).collect();
    assert_eq!((places[0].as_str(), places[4].as_str()), ("p.toml [axes]", "p.toml:5"));
}

proptest! {
    #[test]
    fn a_larger_count_begins_with_the_items_of_a_smaller_one(
        sizes in prop::collection::vec(1usize..7, 2..5), seed: u32, small in 1u64..60, more in 0u64..60,
    ) {
        let names = ["persona", "emotion", "topic", "age"];
        let axis = |(place, size): (usize, &usize)| {
            (names[place].to_owned(), (0..*size).map(|value| format!("{value}")).collect())
        };
        let mut plan = Plan::empty(Path::new("p.toml"));
        plan.axes = sizes.iter().enumerate().map(axis).collect();
        plan.seed = seed.into();
        plan.count = Some(small);
        let before = requests(&plan);
        plan.count = Some(small + more);
        let after = requests(&plan);
        prop_assert_eq!(&after[..small as usize], &before[..]);
        prop_assert_eq!(after.iter().collect::<HashSet<_>>().len() as u64, small + more);
        for (place, (_, values)) in plan.axes.iter().enumerate() {
            let of = |request: &ItemRequest| match place {
                0 => request.subject.persona.clone(),
                1 => request.subject.emotion.clone(),
                2 => request.subject.topic.clone(),
                _ => request.variables["age"].clone(),
            };
            let counts = values.iter().map(|value| after.iter().filter(|request| of(request) == *value).count());
            let (low, high) = (counts.clone().min().unwrap(), counts.max().unwrap());
            prop_assert!(high - low <= 1, "axis {place} is uneven: {low} to {high}");
        }
    }

    #[test]
    fn no_text_at_all_makes_a_plan_panic(content: String, form in 0usize..4) {
        let _ = parse(&format!("p.{}", ENDINGS[form]), &content);
    }
}

#[test]
fn a_hundred_thousand_items_are_made_one_at_a_time() {
    let values = |letter| (0..100).map(|value| format!("\"{letter}{value}\"")).collect::<Vec<_>>().join(",");
    let axes = format!(
        "template=\"T\"\ncount=100000\n[axes]\npersona=[{}]\nemotion=[{}]\ntopic=[{}]",
        values('p'),
        values('e'),
        values('t')
    );
    let plan = parse("big.toml", &axes).unwrap();
    let distinct: HashSet<_> = plan.items().map(|(request, _)| request).collect();
    assert_eq!(distinct.len(), 100_000);
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table of cases")]
fn every_mistake_in_toml_names_line_field_and_what_was_expected() {
    let with = |extra: &str| refused("p.toml", &format!("{extra}{HEAD}"));
    assert_eq!(
        with("cuont = 3\n"),
        format!(
            "p.toml:1: unknown field \"cuont\"; expected one of: {} (did you mean \"count\"?)",
            "name, description, template, variants, count, target, max_candidates, target_per_cell, seed, language, axes, scenarios, edge_cases, vary, generation, limits, judge, items"
        )
    );
    assert_eq!(with("seed = 1\ncount = 0\n"), "p.toml:2: count is 0; expected a whole number from 1 to 10000000");
    assert_eq!(with("count = \"3\"\n"), "p.toml:1: count is the text \"3\"; expected a whole number");
    assert_eq!(with("count = 2.5\n"), "p.toml:1: count is 2.5; expected a whole number from 1 to 10000000");
    assert_eq!(with("count = 1\ntarget = 1\n"), "p.toml:2: the plan has count and target; expected one of them");
    assert_eq!(with("name = \"  \"\n"), "p.toml:1: name is empty; expected a text, or no such field at all");
    assert_eq!(with("max_candidates = 5\n"), "p.toml:1: max_candidates belongs to a target, and there is none");
    assert_eq!(
        with("target = 5\nmax_candidates = 3\n"),
        "p.toml:2: max_candidates is below target; it could never be met"
    );
    assert!(with("x = [\n").starts_with("p.toml:2: not TOML: "));
    let after = |extra: &str| refused("p.toml", &format!("{HEAD}{extra}"));
    assert_eq!(
        after("topic = []\n"),
        "p.toml:5: axes.topic is an empty list; expected a list of texts, as in [\"fear\", \"shame\"]"
    );
    assert_eq!(
        after("topic = \"x\"\n"),
        "p.toml:5: axes.topic is the text \"x\"; expected a list of texts, as in [\"fear\", \"shame\"]"
    );
    assert_eq!(
        after("topic = [\n\"a\",\n\"\"]\n"),
        "p.toml:7: axes.topic is empty; expected a text, or no such field at all"
    );
    assert_eq!(after("topic = [\n\"a\",\n\" a\"]\n"), "p.toml:7: axes.topic has \"a\" twice");
    assert_eq!(
        after("\"bad name\" = [\"a\"]\n"),
        "p.toml:5: \"bad name\" cannot be a variable's name; expected letters, digits and _ with no space"
    );
    assert_eq!(
        after("[limits]\nrequsts = 3\n").split("; expected").next().unwrap(),
        "p.toml:6: unknown field \"limits.requsts\""
    );
    assert_eq!(
        after("[limits]\nthreshold = 1.5\n"),
        "p.toml:6: limits.threshold is 1.5; expected a share above 0 and up to 1.0"
    );
    assert_eq!(
        after("[limits]\nrequests = 99999999999\n"),
        "p.toml:6: limits.requests is 99999999999, which is too large"
    );
    assert_eq!(
        after("[limits]\nrequests = -1\n"),
        "p.toml:6: limits.requests is the number -1; expected a whole number or \"none\""
    );
    assert_eq!(after("[generation]\nturns = 1\n"), "p.toml:6: generation.turns is 1; expected 2 to 100");
    assert_eq!(
        after("[generation]\nprovider = \"antropic\"\n"),
        "p.toml:6: generation.provider: unknown provider \"antropic\"; expected one of: anthropic, openai, simulator (did you mean \"anthropic\"?)"
    );
    assert_eq!(after("[[items]]\npersona = \"A\"\n"), "p.toml:5: emotion is missing");
    assert_eq!(after("[[items]]\npersona = [1]\n"), "p.toml:6: persona is a list; expected a text");
    assert_eq!(
        refused("p.toml", "template = \"T\"\ncount = 3\n"),
        "p.toml:2: count samples the axes, and there are none"
    );
    assert_eq!(refused("p.toml", "template = \"T\"\n"), "p.toml:1: the plan asks for nothing");
    assert_eq!(
        refused("p.toml", "[axes]\npersona = [\"A\"]\nemotion = [\"b\"]\n"),
        "p.toml:1: there are axes and no template"
    );
    assert_eq!(
        refused("p.toml", "template = \"T\"\n[axes]\npersona = [\"A\"]\nemotions = [\"b\"]\n"),
        "p.toml:2: axes.emotion is missing (is \"emotions\" a misspelling of it?)"
    );
}

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
fn every_mistake_in_csv_names_row_and_column() {
    let head = "template,persona,emotion,topic\r\n";
    let plan = parse("p.csv", &format!("\u{feff}{head}T,\"Ann, 50\",fear,\"a\nb\"\r\nT,Bob,shame,\r\n")).unwrap();
    assert_eq!(plan.items[0].values["persona"], "Ann, 50");
    assert_eq!(plan.items[1].place, "row 3 (line 4)");
    assert_eq!(requests(&plan)[1].subject.topic, "");
    assert_eq!(
        refused("p.csv", &format!("{head}T,A,b,c\r\nT,A,b\r\n")),
        "p.csv row 3 (line 3): the row has 3 cells; the first row names 4"
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
fn a_target_allows_three_candidates_for_each_unless_told() {
    let of = |head: &str| parse("p.toml", &format!("{head}{HEAD}")).unwrap().item_count();
    assert_eq!(of("target = 5\n"), 15);
    assert_eq!(of("target = 5\nmax_candidates = 9\n"), 9);
    assert_eq!(of("target = 5\ntarget_per_cell = true\n"), 60);
}

#[test]
fn single_items_that_the_axes_do_not_make_are_cells_too() {
    let axes = "template = \"t\"\ntarget = 1\ntarget_per_cell = true\n[axes]\npersona = [\"a\", \"b\"]\nemotion = [\"calm\"]\n";
    let item = |persona: &str, more: &str| format!("[[items]]\npersona = \"{persona}\"\nemotion = \"calm\"\n{more}\n");
    for (items, cells) in [
        (vec![], 2),
        (vec![item("a", "")], 2),
        (vec![item("c", "")], 3),
        (vec![item("c", ""), item("c", "")], 3),
        (vec![item("a", "topic = \"bonds\""), item("a", "style = \"dry\""), item("a", "template = \"u\"")], 5),
    ] {
        let plan = parse("p.toml", &format!("{axes}{}", items.concat())).unwrap();
        assert_eq!(plan.cell_count(), cells, "{items:?}");
    }
    let only = item("a", "template = \"t\"").repeat(2);
    assert_eq!(parse("p.toml", &only).unwrap().cell_count(), 1);
}

#[test]
fn what_exporters_write_for_a_missing_value_counts_as_not_given() {
    let row = r#"{"template":"T","persona":"A","emotion":"b","topic":null,"note":"","age":" ","region":null}"#;
    let plan = parse("p.jsonl", row).unwrap();
    assert_eq!((plan.items[0].values.len(), plan.items[0].template.as_deref()), (2, Some("T")));
    let missing = parse("p.jsonl", r#"{"template":"T","persona":null,"emotion":"b"}"#).unwrap_err();
    assert!(missing.to_string().contains("persona is missing"), "{missing}");
    let whole = r#"{"template":"T","count":null,"axes":{"persona":["A"],"emotion":["b"]},"limits":{"requests":null}}"#;
    let plan = parse("p.json", whole).unwrap();
    assert_eq!((plan.count, plan.limits.requests), (None, None));
}

#[test]
fn empty_rows_and_empty_columns_of_a_spreadsheet_are_passed_over() {
    let csv = "template,persona,emotion,,\nT,A,b,,\n,,,,\n  ,,\nT,C,d\n";
    let plan = parse("p.csv", csv).unwrap();
    let people: Vec<_> = plan.items.iter().map(|item| (item.place.as_str(), item.values["persona"].as_str())).collect();
    assert_eq!(people, [("row 2 (line 2)", "A"), ("row 5 (line 5)", "C")]);
    for (csv, said) in [
        ("template,persona,emotion,\nT,A,b,x\n", "the row has 4 cells"),
        ("template,,persona,emotion\nT,,A,b\n", "column 2 has no name"),
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
fn each_variant_makes_every_item_that_names_no_template_with_the_same_draws() {
    let plan = "variants = [\"T@1\", \"T@2\"]\ncount = 3\n[axes]\npersona = [\"Ann\", \"Bob\"]\nemotion = [\"fear\"]\n\
                [[items]]\npersona = \"Cy\"\nemotion = \"joy\"\n[[items]]\ntemplate = \"U\"\npersona = \"Di\"\nemotion = \"joy\"\n\
                [vary]\nmood = [\"a\", \"b\", \"c\"]\n";
    let plan = parse("p.toml", plan).unwrap();
    let requests = requests(&plan);
    assert_eq!((requests.len() as u64, plan.item_count()), (9, 9));
    for pair in requests[..8].chunks(2) {
        assert_eq!([&pair[0].template, &pair[1].template], ["T@1", "T@2"]);
        let without = |request: &ItemRequest| ItemRequest { template: String::new(), ..request.clone() };
        assert_eq!(without(&pair[0]), without(&pair[1]));
        assert!(!pair[0].drawn.is_empty());
    }
    assert_eq!(requests[8].template, "U");
    assert_eq!(requests.iter().collect::<HashSet<_>>().len(), requests.len());
}

#[test]
fn scenarios_and_edge_cases_are_one_axis_before_the_others() {
    let head = "template = \"t\"\nedge_cases = [\"The user shouts.\", \"E\"]\nscenarios = [\"S\"]\n";
    let axes = "[axes]\npersona = [\"a\", \"b\"]\nemotion = [\"x\"]\n";
    let told = |plan: &Plan| -> Vec<(String, String, u32)> {
        let one = |request: ItemRequest| (request.situation.unwrap().name, request.subject.persona, request.ordinal);
        requests(plan).into_iter().map(one).collect()
    };
    let plan = parse("p.toml", &format!("{head}{axes}")).unwrap();
    assert_eq!((plan.item_count(), plan.cell_count()), (6, 6));
    let mut expected = Vec::new();
    for name in ["S", "The user shouts.", "E"] {
        expected.extend(["a", "b"].map(|persona| (name.to_owned(), persona.to_owned(), 0)));
    }
    assert_eq!(told(&plan), expected);
    assert_eq!(plan.items().map(|(_, place)| place).last().as_deref(), Some("p.toml:2"));
    assert_eq!(parse("p.toml", head).unwrap().item_count(), 3, "they need no other axis");
    let sampled = told(&parse("p.toml", &format!("count = 3\n{head}{axes}")).unwrap());
    let names: HashSet<&str> = sampled.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(names.len(), 3, "an even sample: {sampled:?}");
    let one = "[[items]]\nscenario = \"S\"\npersona = \"a\"\nemotion = \"x\"\n";
    let again = parse("p.toml", &format!("{head}{axes}{one}")).unwrap();
    assert_eq!((again.item_count(), again.cell_count(), told(&again)[6].2), (7, 6, 1));
    let other = parse("p.toml", &format!("{head}{axes}{one}tier = \"template\"\n")).unwrap();
    assert_eq!((other.item_count(), other.cell_count(), told(&other)[6].2), (7, 7, 0));
    for (content, said) in [
        (
            format!("template = \"t\"\n{axes}scenarios = [\"S\"]\n"),
            "p.toml:5: axes.scenarios: it is an axis of its own",
        ),
        (format!("scenarios = []\n{axes}"), "p.toml:1: scenarios is an empty list"),
        (
            format!("{head}[[items]]\nscenario = \"S\"\nedge_case = \"E\"\n"),
            "p.toml:6: edge_case is there beside the other",
        ),
        (format!("{head}[[items]]\nscenario = \"S\"\ntier = \"gold\"\n"), "p.toml:6: tier is wrong: unknown tier"),
    ] {
        let error = refused("p.toml", &content);
        assert!(error.starts_with(said), "{error}");
    }
}
