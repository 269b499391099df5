#![allow(clippy::unwrap_used, reason = "a test may panic")]

use super::*;
use crate::domain::conversation::Subject;
use crate::domain::template::{Variable, VariableType};
use crate::templates::builtin::builtin;

fn request(persona: &str, emotion: &str, topic: &str) -> ItemRequest {
    let subject = Subject { persona: persona.into(), emotion: emotion.into(), topic: topic.into() };
    ItemRequest {
        template: "T".into(),
        subject,
        variables: BTreeMap::new(),
        tier: None,
        situation: None,
        ordinal: 0,
        drawn: Default::default(),
        source: None,
    }
}

fn template(text: &str) -> TemplateText {
    let mut template = builtin().remove(0);
    template.name = "T".into();
    template.text = text.into();
    template.example = String::new();
    template.variables = Vec::new();
    template
}

fn variable(name: &str, required: bool, default: Option<&str>) -> Variable {
    Variable {
        name: name.into(),
        kind: VariableType::Text,
        choices: Vec::new(),
        required,
        default: default.map(str::to_owned),
        help: Some("some help".into()),
    }
}

#[test]
fn values_are_data_and_never_evaluated() {
    let hostile = "{{ emotion }} {% for x in y %} {# no #} <b>&\"";
    let prompt =
        build(&template("A {{persona}} B {{ topic }}"), &request(hostile, "fear", "{{x}}"), &Directions::full(10))
            .unwrap();
    assert_eq!(prompt.text, format!("A {hostile} B {{{{x}}}}"));
}

#[test]
fn the_fixed_part_is_the_same_bytes_for_every_item() {
    for template in builtin() {
        let one = build(&template, &request("Teacher", "fear", "bonds"), &Directions::full(10)).unwrap();
        let other = build(&template, &request("Farmer", "shame", "debt"), &Directions::full(10)).unwrap();
        assert_eq!(one.system, other.system);
        assert_ne!(one.text, other.text);
        for value in ["Farmer", "shame", "debt"] {
            assert!(other.text.contains(value), "{value}");
        }
    }
}

#[test]
fn the_built_in_prompts_leave_room_in_a_small_context() {
    for template in builtin() {
        let prompt =
            build(&template, &request("Newly Widowed Teacher", "fear", "401(k) rollover"), &Directions::full(10))
                .unwrap();
        // English runs at a good four characters a token: about 700 tokens fixed and 1000 in all, which leaves 3000 of
        // 4096 to answer in; ten turns of 400 characters take some 1200.
        let (fixed, item) = (prompt.system.chars().count(), prompt.text.chars().count());
        assert!(fixed <= 3_000 && fixed + item <= 4_200, "{}: {fixed} + {item}", template.name);
    }
}

#[test]
fn the_fixed_part_tells_arc_length_and_shape() {
    let template = builtin().remove(0);
    let system = build(&template, &request("a", "b", "c"), &Directions::full(10)).unwrap().system;
    for part in [
        "Exactly 10 turns",
        "1. Introduction (turns 1 to 2)",
        "5. Success (turns 9 to 10)",
        "exactly 10 objects",
        "{\"title\": ",
    ] {
        assert!(system.contains(part), "{part}\n{system}");
    }
    let odd = build(&template, &request("a", "b", "c"), &Directions::full(9)).unwrap().system;
    assert!(odd.contains("Exactly 10 turns"), "the assistant has the last word");
    let few = build(&template, &request("a", "b", "c"), &Directions::full(4)).unwrap().system;
    assert!(few.contains("5. Success\n"), "{few}");
}

#[test]
fn defaults_are_put_in_and_the_subject_is_always_there() {
    let mut template = template("{{persona}} {{country}} {{extra}}.");
    template.variables = vec![variable("country", true, Some("US")), variable("extra", false, None)];
    let values = variables(&template, &request("P", "E", "")).unwrap();
    let found: Vec<_> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(found, [("country", "US"), ("emotion", "E"), ("extra", ""), ("persona", "P"), ("topic", "")]);
    assert_eq!(build(&template, &request("P", "E", ""), &Directions::full(8)).unwrap().text, "P US .");
}

#[test]
fn a_missing_value_is_named_with_its_help() {
    let mut template = template("{{country}}");
    template.variables = vec![variable("country", true, None)];
    let error = build(&template, &request("P", "E", "T"), &Directions::full(8)).unwrap_err();
    assert_eq!(error.to_string(), "template \"T\" needs a value for {{country}} (some help)");
    let error = variables(&template, &request(" ", "E", "T")).unwrap_err();
    assert_eq!(error.to_string(), "template \"T\" needs a value for {{persona}}");
}

#[test]
fn a_value_nobody_asked_for_is_an_error_with_the_nearest_name() {
    let mut template = template("{{country}}");
    template.variables = vec![variable("country", true, None)];
    let mut request = request("P", "E", "T");
    request.variables.insert("contry".into(), "US".into());
    let error = variables(&template, &request).unwrap_err();
    assert_eq!(
        error.to_string(),
        "template \"T\" has no variable \"contry\"; it has: persona, emotion, topic, country (did you mean \"country\"?)"
    );
}

#[test]
fn a_broken_text_names_its_line() {
    let line = |text: &str| match build(&template(text), &request("P", "E", "T"), &Directions::full(8)).unwrap_err() {
        PromptError::Syntax { line, message, .. } => (line, message),
        other => panic!("{other}"),
    };
    assert_eq!(line("a\nb {{ persna }}").0, 2);
    assert!(line("a\nb {{ persna }}").1.contains("did you mean \"persona\"?"));
    assert_eq!(line("a\n\n{% if %}").0, 3);
    assert_eq!(line("a\n{{ persona | shout }}").0, 2);
    assert_eq!(line("{% include \"secret\" %}").0, 1);
}

fn drawn(pairs: &[(&str, &str)]) -> ItemRequest {
    let drawn = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    ItemRequest { drawn, ..request("P", "E", "T") }
}

#[test]
fn draws_stand_behind_the_text_of_a_template_that_does_not_say_them() {
    let item = drawn(&[("channel", "phone {{x}}"), ("first_answer", "a question"), ("example", "2")]);
    let prompt = build(&template("About {{topic}}."), &item, &Directions::full(8)).unwrap();
    let (text, notes) = prompt.text.split_once("\n\n").unwrap();
    assert_eq!(text, "About T.");
    assert!(notes.contains("\n- channel: phone {{x}}\n- first answer: a question"), "{notes}");
    assert!(!notes.contains("example: 2"), "{notes}");
    let said = build(&template("By {{ vary.channel }}{{ vary.nothing }}."), &item, &Directions::full(8)).unwrap();
    assert!(said.text.starts_with("By phone {{x}}.\n"), "{}", said.text);
    assert_eq!(said.text.matches("phone").count(), 1, "said once: {}", said.text);
    assert_eq!(said.system, prompt.system);
    let parameters = variables(&template("x"), &item).unwrap();
    assert_eq!((parameters["vary.channel"].as_str(), parameters["vary.example"].as_str()), ("phone {{x}}", "2"));
}

#[test]
fn a_variable_of_the_name_vary_or_brief_keeps_its_value() {
    let mut template = template("{{vary}} {{brief}}");
    template.variables = vec![variable("vary", true, Some("mine")), variable("brief", true, Some("short"))];
    assert_eq!(build(&template, &request("P", "E", "T"), &Directions::full(8)).unwrap().text, "mine short");
}

#[test]
fn several_examples_take_turns_and_a_single_one_is_fixed() {
    let mut template = template("x");
    template.example = "user: one\n---\nuser: two\n ---\n\nuser: three\n".into();
    let shown = |number: &str, template: &TemplateText| {
        let prompt = build(template, &drawn(&[("example", number)]), &Directions::full(8)).unwrap();
        ["one", "two", "three"]
            .into_iter()
            .filter(|it| prompt.text.contains(&format!("user: {it}")))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        ["1", "2", "3", "4", "0", "x"].map(|number| shown(number, &template)).concat(),
        ["one", "two", "three", "one", "one", "one"]
    );
    template.example = "user: one\n".into();
    assert!(shown("1", &template).is_empty());
    assert!(build(&template, &drawn(&[]), &Directions::full(8)).unwrap().system.ends_with("written \\\"."));
    assert!(build(&template, &drawn(&[]), &Directions::full(8)).unwrap().system.contains("\nuser: one\n"));
}

#[test]
fn a_brief_prompt_has_three_lines_and_nothing_to_repeat() {
    for template in builtin() {
        let directions = Directions { style: Style::Brief, ..Directions::full(8) };
        let item = drawn(&[("channel", "phone"), ("ending", "undecided"), ("example", "1")]);
        let prompt = build(&template, &item, &directions).unwrap();
        let whole = format!("{}\n{}", prompt.system, prompt.text);
        let lines = whole.lines().filter(|line| !line.is_empty()).count();
        assert!(lines <= 3 && whole.chars().count() < 500, "{whole}");
        for part in ["8 turns", "P", "E", "about T", "channel: phone", "ending: undecided"] {
            assert!(whole.contains(part), "{part}: {whole}");
        }
        assert!(!whole.contains("user: "), "no example: {whole}");
    }
}

#[test]
fn the_built_in_prompts_show_three_examples_and_quote_nothing_that_could_be_copied() {
    for template in builtin() {
        let texts: std::collections::HashSet<String> = (1..=12)
            .map(|number| {
                build(&template, &drawn(&[("example", &number.to_string())]), &Directions::full(10)).unwrap().text
            })
            .collect();
        assert!(texts.len() >= 3, "{}", template.name);
        let whole = build(&template, &request("P", "E", "T"), &Directions::full(10)).unwrap();
        let instructions = [&*whole.system, &whole.text].concat().replace("\"T\"", "").replace("\"P\"", "");
        let is_code = |quoted: &str| ["user", "assistant", "title", "turns", "role", "content"].contains(&quoted);
        let quoted: Vec<&str> = instructions.split('"').skip(1).step_by(2).filter(|it| !is_code(it)).collect();
        let phrases: Vec<_> =
            quoted.iter().filter(|it| it.len() < 60 && it.contains(' ') && !it.contains('\n')).collect();
        assert!(!instructions.contains('…') && phrases.is_empty(), "{phrases:?}");
    }
}

#[test]
fn an_item_without_a_month_of_its_own_takes_place_today() {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 2, 3);
    let text = |style, item: &ItemRequest, template: &TemplateText| {
        build(template, item, &Directions { style, today, ..Directions::full(8) }).unwrap().text
    };
    let bare = template("About {{topic}}.");
    let full = text(Style::Full, &drawn(&[("channel", "phone")]), &bare);
    assert!(full.starts_with("About T.\n\nThe conversation takes place on 3 February 2026.\n\nFor this"), "{full}");
    assert_eq!(text(Style::Full, &drawn(&[]), &bare), "About T.\n\nThe conversation takes place on 3 February 2026.");
    assert!(text(Style::Brief, &drawn(&[]), &bare).ends_with("\n\nNotes: date: 3 February 2026."));
    let brief = text(Style::Brief, &drawn(&[("channel", "phone")]), &bare);
    assert!(brief.ends_with("Notes: channel: phone; date: 3 February 2026."), "{brief}");
    let mut dated = template("In {{year}}.");
    dated.variables = vec![variable("year", true, Some("2019"))];
    for style in [Style::Full, Style::Brief] {
        assert!(!text(style, &drawn(&[("month", "May 2025")]), &bare).contains("2026"), "a drawn month stays");
        assert!(!text(style, &drawn(&[]), &dated).contains("2026"), "the template says when");
    }
}

#[test]
fn what_the_assistant_says_of_itself_can_be_set() {
    for style in [Style::Full, Style::Brief] {
        let identity = Some("The assistant says that it is an AI when asked.".to_owned());
        let directions = Directions { style, assistant_identity: identity, ..Directions::full(8) };
        let prompt = build(&template("x"), &request("P", "E", "T"), &directions).unwrap();
        assert!(
            prompt.system.contains("says that it is an AI when asked.") && !prompt.system.contains("human adviser")
        );
    }
}
