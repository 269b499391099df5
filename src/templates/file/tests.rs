#![allow(clippy::unwrap_used, reason = "a test may panic")]

use proptest::prelude::*;

use super::*;
use crate::domain::template::{Variable, VariableType};

fn message(content: &str) -> String {
    parse(Path::new("my.toml"), content).unwrap_err().to_string()
}

#[test]
fn only_name_and_text_are_needed() {
    let template = parse(Path::new("my.toml"), "name = \"N\"\ntext = '''\nA\n  B\n'''\n").unwrap();
    assert_eq!((template.text.as_str(), template.complexity), ("A\n  B\n", 5));
    assert_eq!((template.tier, template.quality_threshold), (Tier::Template, Score::DEFAULT_THRESHOLD));
}

#[test]
fn errors_name_file_line_and_field() {
    let start = "name = \"N\"\ntext = \"T\"\n";
    let with = |more: &str| message(&format!("{start}{more}"));
    assert!(with("\ntoen = \"warm\"").starts_with("my.toml:4: unknown field \"toen\"; a template has: name, "));
    assert!(with("\ntoen = \"warm\"").ends_with("(did you mean \"tone\"?)"));
    assert_eq!(with("complexity = 11"), "my.toml:3: complexity is 11; expected a whole number from 1 to 10");
    assert_eq!(with("complexity = 1.5"), "my.toml:3: complexity is 1.5; expected a whole number from 1 to 10");
    assert_eq!(with("quality_threshold = -0.1"), "my.toml:3: quality_threshold is -0.1; expected 0 to 10");
    assert_eq!(with("quality_threshold = 10.04"), "my.toml:3: quality_threshold is 10.04; expected 0 to 10");
    assert_eq!(with("tone = 3"), "my.toml:3: tone has the type integer; expected a text in quotes");
    assert_eq!(
        with("structure = [\n\"a\",\n7]"),
        "my.toml:5: an entry of structure has the type integer; expected a text in quotes"
    );
    assert!(with("tier = \"edge-cas\"").contains("my.toml:3: unknown tier \"edge-cas\""));
    assert_eq!(message("name = \" \"\ntext = \"T\""), "my.toml:1: name is empty; expected some text");
    assert_eq!(message("name = \"N\"\ntext = \"\""), "my.toml:2: text is empty; expected some text");
    assert_eq!(message("name = \"N\""), "my.toml:1: the field \"text\" is missing");
    assert!(with("[[variables]]\nname = \"a\"\nrequird = false").starts_with("my.toml:5: unknown field \"requird\""));
    assert!(
        with("[[variables]]\nname = \"a\"\nrequired = \"no\"")
            .starts_with("my.toml:5: variables.required has the type")
    );
    assert_eq!(with("[[variables]]\nhelp = \"a\""), "my.toml:3: a variable has no field \"name\"");
    assert!(with("tone = \"open\n").starts_with("my.toml:3: not valid TOML: "));
}

#[test]
fn the_built_in_templates_survive_writing_and_reading() {
    for template in crate::templates::builtin() {
        assert_eq!(parse(Path::new("x"), &write(&template)), Ok(template));
    }
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![".*", "[a-z\"'\\\\\n\r\t{}#\u{7f}\u{85}\u{feff}]*"]
}

fn some_text() -> impl Strategy<Value = String> {
    any_text().prop_map(|text| format!("x{text}"))
}

fn template() -> impl Strategy<Value = TemplateText> {
    let list = || proptest::collection::vec(any_text(), 0..3);
    let option = || proptest::option::of(any_text());
    let kind = (0..VariableType::ALL.len()).prop_map(|place| VariableType::ALL[place]);
    let variable = (any_text(), kind, list(), any::<bool>(), option(), option()).prop_map(
        |(name, kind, choices, required, default, help)| Variable { name, kind, choices, required, default, help },
    );
    let texts = (some_text(), some_text(), any_text(), any_text(), any_text(), any_text(), any_text(), any_text());
    let lists = (list(), list(), list(), list(), list(), proptest::collection::vec(variable, 0..3));
    (texts, lists, 1..=10u8, 0..=100u8, 0..Tier::ALL.len()).prop_map(|(texts, lists, complexity, tenths, tier)| {
        TemplateText {
            name: texts.0,
            kind: TemplateKind::ALL[usize::from(tenths) % 2],
            partials: Default::default(),
            text: texts.1,
            description: texts.2,
            category: texts.3,
            tone: texts.4,
            style_notes: texts.5,
            example: texts.6,
            system_prompt: texts.7,
            structure: lists.0,
            required_elements: lists.1,
            applicable_personas: lists.2,
            applicable_emotions: lists.3,
            applicable_topics: lists.4,
            variables: lists.5,
            complexity,
            quality_threshold: Score::new(f64::from(tenths) / 10.0).unwrap(),
            tier: Tier::ALL[tier],
        }
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_the_same(template in template()) {
        prop_assert_eq!(parse(Path::new("x"), &write(&template)), Ok(template));
    }

    #[test]
    fn any_text_at_all_is_read_without_a_panic(content in any_text()) {
        let _ = parse(Path::new("x"), &content);
    }
}

#[test]
fn a_curly_quote_is_named_with_line_and_column() {
    let error = parse(Path::new("t.toml"), "name = \"T\"\ntext = “Hello”\n").unwrap_err().to_string();
    assert!(error.starts_with("t.toml:2: not valid TOML: the line has the curly quote “ in column 8"), "{error}");
}
