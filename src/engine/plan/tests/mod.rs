//! Plans: what they ask for, in which order.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod absent;
mod csv;
mod mistakes;

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
