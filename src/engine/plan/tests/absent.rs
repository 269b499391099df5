//! What programs write for a value that is missing.

use super::*;

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
fn nulls_are_no_axes_and_no_values_of_a_list() {
    let json = r#"{"template":"T","axes":{"persona":["N",null],"emotion":["b"],"topic":null,"age":[null]},
        "vary":{"mood":["wry",null],"tone":[null],"pace":{"quick":2,"slow":null}},"scenarios":[null],
        "items":[null,{},{"persona":null,"emotion":[null]},{"persona":"C","emotion":"d","age":null}]}"#;
    let plan = parse("p.json", json).unwrap();
    let axes: Vec<_> = plan.axes.iter().map(|(name, values)| (name.as_str(), values.len())).collect();
    assert_eq!(axes, [("persona", 1), ("emotion", 1)]);
    assert_eq!((plan.items.len(), plan.item_count()), (1, 2));
    let missing = r#"{"template":"T","axes":{"persona":[null],"emotion":["b"]}}"#;
    assert_eq!(refused("p.json", missing), "p.json:1: axes.persona is missing");
    let empty = r#"{"template":"T","axes":{"persona":[],"emotion":["b"]}}"#;
    assert!(refused("p.json", empty).starts_with("p.json:1: axes.persona is an empty list"));
    let lines =
        "null\n{}\n{\"template\":null,\"persona\":\"\"}\n{\"template\":\"T\",\"persona\":\"A\",\"emotion\":\"b\"}\n";
    assert_eq!(parse("p.jsonl", lines).unwrap().items.len(), 1);
    // TOML has no null: an empty table is a slip.
    assert_eq!(refused("p.toml", &format!("{HEAD}[[items]]\n")), "p.toml:5: persona is missing");
}
