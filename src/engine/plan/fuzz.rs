//! Mutated plans, in each form.

use std::path::Path;

use serde_json::json;

use crate::engine::plan::{NamedSituation, Plan, PlannedSituation};
use crate::fuzzer::{fuzz, is_for_people, kind_of};

/// A plan as JSON, without its settings.
fn written(plan: &Plan) -> String {
    let items = plan.items.iter().map(|item| {
        let values = item.values.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let values = values.chain(item.template.as_deref().map(|template| ("template", template)));
        let values = values.chain(item.tier.map(|tier| ("tier", tier.as_str())));
        let values = values.chain(item.situation.as_ref().map(|named| match named {
            NamedSituation::Scenario(name) => ("scenario", name.as_str()),
            NamedSituation::EdgeCase(name) => ("edge_case", name.as_str()),
        }));
        values.map(|(name, value)| (name.to_owned(), value.into())).collect::<serde_json::Map<_, _>>()
    });
    let axes: serde_json::Map<_, _> = plan.axes.iter().map(|(name, values)| (name.clone(), json!(values))).collect();
    let mut written = json!({
        "name": plan.name, "template": plan.template, "count": plan.count, "target": plan.target,
        "max_candidates": plan.max_candidates, "target_per_cell": plan.target_per_cell, "seed": plan.seed,
        "items": items.collect::<Vec<_>>(),
    });
    if !axes.is_empty() {
        written["axes"] = axes.into();
    }
    let is_edge_case = |planned: &&PlannedSituation| matches!(planned.named, NamedSituation::EdgeCase(_));
    let (edge_cases, scenarios): (Vec<_>, Vec<_>) = plan.situations.iter().partition(is_edge_case);
    for (field, all) in [("scenarios", scenarios), ("edge_cases", edge_cases)] {
        if !all.is_empty() {
            written[field] = all.iter().map(|planned| planned.named.as_str()).collect();
        }
    }
    if !plan.variants.is_empty() {
        written["variants"] = json!(plan.variants);
    }
    written.to_string()
}

fn checked(ending: &str, input: &[u8]) -> String {
    let content = String::from_utf8_lossy(input);
    match Plan::parse(Path::new(&format!("p.{ending}")), &content) {
        Ok(plan) => {
            let text = written(&plan);
            let again = Plan::parse(Path::new("p.json"), &text).unwrap_or_else(|error| panic!("{error}: {text}"));
            let items = |plan: &Plan| plan.items().take(20).map(|(request, _)| request).collect::<Vec<_>>();
            assert_eq!(items(&plan), items(&again));
            assert_eq!((plan.item_count(), plan.cell_count()), (again.item_count(), again.cell_count()));
            format!("{} items, {} axes", plan.items.len().min(3), plan.axes.len())
        }
        Err(error) => {
            is_for_people(&error.to_string());
            kind_of(&error.message)
        }
    }
}

const WORDS: &[&str] = &["template", "persona", "emotion", "count", "axes", "limits", "sep=;", "\"“", "”,", "{}"];

#[test]
fn every_toml_plan_reads_back_the_same_or_is_a_short_error() {
    let example = include_bytes!("../../../examples/retirement.toml").to_vec();
    let all =
        b"name='n'\ntemplate='T'\ntarget=3\nmax_candidates=9\ntarget_per_cell=true\nseed=9\n[axes]\npersona=['A']\n\
        emotion=['b',0x1F]\nage=[1.5,1979-05-27]\n[generation]\nturns=12\n[limits]\nrequests='none'\nwindow_seconds=2\n\
        [[items]]\npersona='C'\nemotion='d'"
            .to_vec();
    let compared =
        b"variants=['T@1','T@2']\ncount=3\n[axes]\npersona=['A']\nemotion=['b']\n[[items]]\npersona='C'\nemotion='d'"
            .to_vec();
    fuzz("toml plan", &[example, all, compared], WORDS, |input| checked("toml", input));
}

#[test]
fn every_json_plan_reads_back_the_same_or_is_a_short_error() {
    let all = r#"{"name":"n","template":"T","count":3,"seed":9,"axes":{"persona":["A",1],"emotion":["b","c"]},
        "generation":{"provider":"simulator","turns":12},"limits":{"requests":5,"max_cost_usd":1.5,"threshold":null},
        "items":[{"persona":"x","emotion":"y","topic":null}]}"#;
    fuzz("json plan", &[all], WORDS, |input| checked("json", input));
}

#[test]
fn every_jsonl_plan_reads_back_the_same_or_is_a_short_error() {
    let example = include_bytes!("../../../examples/triumph.jsonl").to_vec();
    let joined = "\u{feff}{\"Template\":\"T\",\"persona\":\"A\",\"emotion\":\"b\",\"age\":4}\u{feff}{\"template\":\"T\"}\n\u{feff}";
    fuzz("jsonl plan", &[example, joined.into()], WORDS, |input| checked("jsonl", input));
}

#[test]
fn every_csv_plan_reads_back_the_same_or_is_a_short_error() {
    let example = include_bytes!("../../../examples/investment.csv").to_vec();
    let excel = b"sep=;\r\nTemplate;PERSONA;emotion;age;;\r\nT;\"a;\r\nb\";c;;;\r\n;;;;;\r\n".to_vec();
    let tabs = "\u{feff}template\tpersona\temotion\nT\t“a”\tb\n\u{feff}template\tpersona\temotion\nT\ta\tb\n".into();
    fuzz("csv plan", &[example, excel, tabs], WORDS, |input| checked("csv", input));
}
