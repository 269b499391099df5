#![allow(clippy::unwrap_used, reason = "a test may panic")]

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::domain::conversation::{Role, Turn};
use crate::domain::excerpt;
use crate::domain::json_search::{JsonError, Repair};

const GOOD: &str = r#"{"title":" Debt ","turns":[{"role":"user","content":" I owe } and { \" too much. "},{"role":"assistant","content":"How much?"}]}"#;

fn code(text: &str) -> &'static str {
    parse(text).unwrap_err().code()
}

fn good() -> Answer {
    let turn = |role, content: &str| Turn { role, content: content.to_owned() };
    let turns = vec![turn(Role::User, "I owe } and { \" too much."), turn(Role::Assistant, "How much?")];
    Answer { title: Some("Debt".to_owned()), turns, repairs: [].into() }
}

#[test]
fn an_answer_is_found_in_whatever_surrounds_it() {
    for text in [
        GOOD.to_owned(),
        format!("Here you are:\n```json\n{GOOD}\n```\nEnjoy {{it}}!"),
        format!("{{thinking}} first, then {{\"note\": 1}} and then {GOOD}{GOOD}"),
        format!("[1] as asked [{GOOD}]"),
        format!("{{\"conversation\": {GOOD}}}"),
        format!("[{GOOD}]"),
        format!("\u{feff}{GOOD}"),
    ] {
        assert_eq!(parse(&text).as_ref(), Ok(&good()), "{text}");
    }
}

#[test]
fn a_bare_array_of_turns_has_no_title() {
    let text = r#"Sure: [{"role":"Human","content":"a"},{"role":"GPT","content":"b"},{"role":" USER ","content":"c"}]"#;
    let answer = parse(text).unwrap();
    assert_eq!(answer.title, None);
    let roles: Vec<_> = answer.turns.iter().map(|turn| turn.role).collect();
    assert_eq!(roles, [Role::User, Role::Assistant, Role::User]);
}

#[test]
fn what_fails_is_a_named_error_with_the_offending_part() {
    assert_eq!(code(" \n"), "answer_empty");
    assert_eq!(
        parse("I would rather not.").unwrap_err().to_string(),
        "the answer holds no JSON object: \"I would rather not.\""
    );
    assert_eq!(code("I {really} would"), "answer_bad_json");
    assert_eq!(code(&GOOD[..GOOD.len() - 20]), "answer_cut_off");
    assert_eq!(code(&GOOD[..1]), "answer_cut_off");
    assert_eq!(code(r#"[{"role":"user","content":"a"},{"role":"#), "answer_cut_off");
    assert_eq!(code(r#"{"title":"x" "turns":[]}"#), "answer_bad_json");
    assert_eq!(
        parse(r#"{"title":"x","lines":[]}"#).unwrap_err().to_string(),
        "the answer has no \"turns\" array; its fields are: title, lines"
    );
    assert_eq!(code(r#"{"turns":"none"}"#), "answer_no_turns");
    assert_eq!(code(r#"{"turns":[]}"#), "answer_zero_turns");
    let many = vec![json!({ "role": "user", "content": "a" }); 1001];
    assert_eq!(
        parse(&json!({ "turns": many }).to_string()).unwrap_err().to_string(),
        "the answer has 1001 turns; at most 1000 are read"
    );
    assert_eq!(
        parse(r#"{"turns":[{"role":"user","content":"a"},"hello"]}"#).unwrap_err().to_string(),
        "turn 2 is not an object with \"role\" and \"content\": \"hello\""
    );
    assert_eq!(
        parse(r#"{"turns":[{"role":"system","content":"a"}]}"#).unwrap_err().to_string(),
        "turn 1 has the unknown role \"system\"; expected \"user\" or \"assistant\""
    );
    assert_eq!(code(r#"{"turns":[{"role":7,"content":"a"}]}"#), "answer_bad_role");
    assert_eq!(code(r#"{"turns":[{"role":"user","content":"  "}]}"#), "answer_bad_content");
    assert_eq!(code(r#"{"turns":[{"role":"user","content":null}]}"#), "answer_bad_content");
    assert_eq!(code(r#"{"turns":[{"role":"user"}]}"#), "answer_bad_turn");
}

const DRAFT: &str = r#"{"title":"Draft","turns":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}"#;

#[test]
fn what_stands_in_the_reasoning_is_never_the_answer() {
    for text in [
        format!("A draft:\n{DRAFT}\nToo short.\n</think>\n\n{GOOD}"),
        format!("<think>{DRAFT}</think>{GOOD}"),
        format!("<think>{DRAFT} or {}\n</think>```json\n{GOOD}\n```", &DRAFT[..40]),
        format!("<thinking>{DRAFT}</thinking><think>{DRAFT}</think> {GOOD}"),
        format!("{GOOD}\n<think>Was it good? {DRAFT}</think>"),
        format!("{GOOD}\n<think>Was it good? {DRAFT}"),
        format!("[THINK]{DRAFT}[/THINK]{GOOD}"),
        format!("◁think▷{DRAFT}◁/think▷{GOOD}"),
        format!("<|START_THINKING|>{DRAFT}<|END_THINKING|><|START_RESPONSE|>{GOOD}<|END_RESPONSE|>"),
        format!(
            "<|channel|>analysis<|message|>{DRAFT}<|end|><|start|>assistant<|channel|>final \
             <|constrain|>json<|message|>{GOOD}<|return|>"
        ),
        format!("analysisWe need {DRAFT}assistantfinal{GOOD}"),
        format!("First {DRAFT}, but better {GOOD} and a note {{\"words\": 5}}"),
    ] {
        assert_eq!(parse(&text).as_ref(), Ok(&good()), "{text}");
    }
}

#[test]
fn reasoning_without_an_answer_is_a_named_error() {
    for text in [
        format!("<think>{DRAFT}"),
        format!("Let me see. <think>{DRAFT} hm"),
        format!("{DRAFT}</think>\n"),
        format!("<|channel|>analysis<|message|>{DRAFT}<|end|>"),
        "<think>Hm".to_owned(),
    ] {
        assert_eq!(code(&text), "answer_only_reasoning", "{text}");
    }
    assert_eq!(code(&format!("{DRAFT}</think>I would rather not.")), "answer_no_json");
}

#[test]
fn marks_in_the_strings_of_the_json_are_content() {
    let text = GOOD.replace("How much?", "</think> How <think>much?");
    assert_eq!(parse(&text).unwrap().turns[1].content, "</think> How <think>much?");
    let raw = GOOD.replace("How much?", "How\n</think>much?");
    assert_eq!(parse(&raw).unwrap().turns[1].content, "How\n</think>much?");
}

#[test]
fn almost_json_with_one_meaning_is_repaired_and_the_repair_named() {
    let turns =
        r#"[{"role":"user","content":" I owe } and { \" too much. "},{"role":"assistant","content":"How much?"}]"#;
    let share = turns.replace("role", "from").replace("content", "value").replace("user", "human");
    let cases = [
        (GOOD.replace("}]}", "},]}"), Repair::TrailingComma),
        (GOOD.replace("}]}", "}],\n}"), Repair::TrailingComma),
        (GOOD.replacen("\"turns", "\u{feff}\"turns", 1), Repair::ByteOrderMark),
        (format!("[1] as asked [{GOOD}"), Repair::MissingBracket),
        (json!(GOOD).to_string(), Repair::JsonInString),
        (json!({ "arguments": GOOD }).to_string(), Repair::JsonInString),
        (json!({ "title": "Debt", "turns": turns }).to_string(), Repair::JsonInString),
        (GOOD.replace("turns", "messages"), Repair::OtherKey),
        (format!(r#"{{"title":"Debt","conversations":{share}}}"#), Repair::ShareGpt),
        (GOOD.replace("\"How much?\"", r#"[{"type":"text","text":"How much?"}]"#), Repair::TextParts),
        (GOOD.replacen("[{", r#"[{"role":"system","content":"Be kind."},{"#, 1), Repair::SystemTurn),
    ];
    for (text, repair) in cases {
        let answer = parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert!(answer.repairs.contains(&repair), "{text}: {:?}", answer.repairs);
        assert_eq!(Answer { repairs: [].into(), ..answer }, good(), "{text}");
    }
    for (content, read, repair) in [
        ("How\n\tmuch?", "How\n\tmuch?", Repair::RawControl),
        (r"How\'s it?", "How's it?", Repair::EscapedApostrophe),
        (r"How is \$5, \-5 \& 20\%?", "How is $5, -5 & 20%?", Repair::NeedlessEscape),
        (r"How \frac{1}{2} \times 4?", r"How \frac{1}{2} \times 4?", Repair::TexBackslash),
        (r"How \alpha \cdot \underline{x}?", r"How \alpha \cdot \underline{x}?", Repair::TexBackslash),
        (r"How \( x \) much?", r"How \( x \) much?", Repair::TexBackslash),
        (r"How \[ x = 1 \] much?", r"How \[ x = 1 \] much?", Repair::TexBackslash),
        (r"How \[much\]?", "How [much]?", Repair::NeedlessEscape),
        (r"How \ud83d much?", "How \u{fffd} much?", Repair::LoneSurrogate),
        (r"How\' \ud83d\ude00?", "How' 😀?", Repair::EscapedApostrophe),
    ] {
        let answer = parse(&GOOD.replace("How much?", content)).unwrap();
        assert_eq!((answer.turns[1].content.as_str(), answer.repairs), (read, [repair].into()));
    }
}

#[test]
fn slips_outside_of_the_texts_are_repaired_and_no_word_of_a_turn_changes() {
    let texts = |first: &str, second: &str| {
        format!(
            "{{'title': 'Debt', 'turns': [{{'role': 'user', 'content': {first}}}, {{'role': 'assistant', 'content': {second}}}]}}"
        )
    };
    let said = |text: &str| -> Vec<String> {
        let answer = parse(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(answer.title.as_deref(), Some("Debt"), "{text}");
        answer.turns.into_iter().map(|turn| turn.content).collect()
    };
    for (first, second, read) in [
        ("'a'", "'b'", ["a", "b"]),
        ("\"I don't\"", "'b'", ["I don't", "b"]),
        ("'I don't, you'd say'", "'it\\'s \"so\"'", ["I don't, you'd say", "it's \"so\""]),
        ("'he said 'yes', and left'", "'b\\nc'", ["he said 'yes', and left", "b\nc"]),
        ("'a {\"x\": 1} b'", "'line\nline'", ["a {\"x\": 1} b", "line\nline"]),
    ] {
        assert_eq!(said(&texts(first, second)), read, "{first} {second}");
    }
    // Code in a text may look like its end: then nothing is read rather than half of it.
    assert!(parse(&texts("'use {'a': 'b'} here'", "'b'")).is_err());
    let turns = r#"[{"role":"user","content":"a // b"},{"role":"assistant","content":"None, {x: 1}"}]"#;
    for (text, repair) in [
        (format!("{{title: \"Debt\", turns: {turns}}}"), Repair::UnquotedKey),
        (format!("{{\u{a0}\"title\":\u{a0}\"Debt\",\u{3000}\"turns\":\u{200b}{turns}}}"), Repair::OddBlank),
        (format!("{{\"title\": \"Debt\", // a title\n \"turns\": /* all */ {turns} # end\n}}"), Repair::Comment),
        (format!("{{ // first\n\"title\": \"Debt\", \"turns\": {turns}}}"), Repair::Comment),
        (
            format!("{{\"title\":\"Debt\",\"x\":None,\"y\":NaN,\"z\":[True,-Infinity,undefined],\"turns\":{turns}}}"),
            Repair::OtherConstant,
        ),
        (format!("{{\"title\":\"Debt\",\"turns\":{turns}"), Repair::MissingBracket),
        (format!("```json\n{{\"title\":\"Debt\",\"turns\":{turns}\n```"), Repair::MissingBracket),
        (format!("{{\"title\":\"Debt\",\"turns\":{}}}", &turns[..turns.len() - 1]), Repair::MissingBracket),
        (format!("{{\"title\":\"Debt\",\"turns\":{}]}}", &turns[..turns.len() - 2]), Repair::MissingBracket),
        (format!("{{\"title\":\"Debt\",\"turns\":{}", &turns[..turns.len() - 2]), Repair::MissingBracket),
    ] {
        assert_eq!(said(&text), ["a // b", "None, {x: 1}"], "{text}");
        assert!(parse(&text).unwrap().repairs.contains(&repair), "{text}");
    }
}

#[test]
fn an_answer_that_ends_in_the_middle_is_cut_off_and_not_repaired() {
    for end in [
        r#"{"title":"Debt""#,
        r#"{"title":"Debt","turns":["#,
        r#"{"title":"Debt","turns":[{"role":"user","content":"a"}"#,
        r#"{"title":"Debt","turns":[{"role":"user","content":"a"},"#,
        r#"{"title":"Debt","turns":[{"role":"user","content":"a"},{"role":"assistant""#,
        r#"{"title":"Debt","turns":[{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"user","#,
        r#"{"title":"Debt","turns":[{"role":"user","content":"a"},{"role":"assistant","content":"b"#,
        r#"[{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"user","content":"c"#,
    ] {
        assert_eq!(code(end), "answer_cut_off", "{end}");
    }
}

#[test]
fn a_conversation_in_several_parts_is_one() {
    let [one, two] = [
        r#"{"role":"user","content":"a"},{"role":"assistant","content":"b"}"#,
        r#"{"role":"user","content":"c"},{"role":"assistant","content":"d"}"#,
    ];
    let lines = format!("{one},{two}").replace("},{", "}\n{");
    for (text, title) in [
        (format!("{{\"title\":\"t\",\"turns\":[{one}]}}\n{{\"turns\":[{two}]}}"), Some("t")),
        (format!("```json\n{{\"title\":\"t\",\"turns\":[{one}]}}\n```\n```json\n[{two}]\n```"), Some("t")),
        (format!("{{\"title\":\"t\",\"turns\":[{one}]}},{two}]}}"), Some("t")),
        (format!("{{\"title\":\"t\"}}\n{{\"turns\":[{one},{two}]}}"), Some("t")),
        (format!("{{\"title\":\"t\"}}\n{lines}"), Some("t")),
        (lines, None),
    ] {
        let answer = parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        let said: Vec<&str> = answer.turns.iter().map(|turn| turn.content.as_str()).collect();
        assert_eq!((said, answer.title.as_deref()), (vec!["a", "b", "c", "d"], title), "{text}");
        assert!(answer.repairs.contains(&Repair::SeveralParts), "{text}");
    }
    // A draft and the answer, and an answer given again.
    for text in [
        format!("{{\"title\":\"t\",\"turns\":[{two}]}} Better: {{\"turns\":[{one}]}}"),
        format!("{{\"title\":\"t\",\"turns\":[{one}]}}{{\"turns\":[{one}]}}"),
        format!("{{\"title\":\"s\",\"turns\":[{two}]}}{{\"title\":\"t\",\"turns\":[{one}]}}"),
        format!("{{\"turns\":[{one}]}} as in {{\"role\":\"user\",\"content\":\"x\"}}"),
    ] {
        let answer = parse(&text).unwrap();
        assert_eq!(answer.turns.len(), 2, "{text}");
        assert_eq!(answer.turns[0].content, "a", "{text}");
    }
    // Where one turn cannot be read, the others are no conversation.
    assert!(parse(&format!("[{one},{{\"role\":\"user\" \"content\":\"x\"}},{two}]")).is_err());
    assert_eq!(code(r#"{"role":"user","content":"a"}"#), "answer_no_turns");
    assert_eq!(code(r#"{"title":"t"}"#), "answer_no_turns");
}

#[test]
fn an_offending_part_is_short_and_cannot_move_the_cursor() {
    let error = parse(&format!("\u{1b}[2J{}", "no ".repeat(500))).unwrap_err();
    let AnswerError::Json(JsonError::NoJson { part }) = &error else { panic!("{error}") };
    assert!(part.chars().count() <= excerpt::EXCERPT_CHARS + 1 && !part.chars().any(char::is_control), "{part}");
    let error = parse("{\"a\":1,\n\n  \"b\": oops}").unwrap_err();
    let AnswerError::Json(JsonError::BadJson { part, reason }) = &error else { panic!("{error}") };
    assert!(part.contains("oops") && reason.contains("expected"), "{error}");
}

#[test]
fn the_schema_is_closed_and_the_same_bytes_every_time() {
    let text = schema().to_string();
    assert_eq!(text, schema().to_string());
    assert_eq!(text.matches("\"additionalProperties\":false").count(), 2);
    for keyword in ["minItems", "maxItems", "minLength", "maxLength"] {
        assert!(!text.contains(keyword), "{keyword}");
    }
}

#[test]
fn the_schema_for_a_small_model_fixes_the_role_of_each_turn() {
    for (asked, given) in [(8, 8), (9, 10), (2, 2)] {
        let schema = alternating_schema(asked);
        let turns = &schema["properties"]["turns"];
        assert_eq!((&turns["minItems"], &turns["maxItems"]), (&given.into(), &given.into()));
        let roles: Vec<&str> = turns["prefixItems"]
            .as_array()
            .unwrap()
            .iter()
            .map(|turn| {
                assert_eq!(turn["required"], serde_json::json!(["role", "content"]));
                turn["properties"]["role"]["const"].as_str().unwrap()
            })
            .collect();
        assert_eq!(roles.len(), given);
        assert!(roles.chunks(2).all(|pair| pair == ["user", "assistant"]), "{roles:?}");
        assert!(turns.get("items").is_none(), "a server would read it in place of the roles");
    }
}

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let turn = ("\\PC*[a-z{}\"\\\\]", any::<bool>()).prop_map(|(content, user)| Turn {
        role: if user { Role::User } else { Role::Assistant },
        content: content.trim().to_owned(),
    });
    proptest::collection::vec(turn, 1..6)
}

proptest! {
    #[test]
    fn any_text_at_all_is_parsed_without_a_panic(text in "\\PC*", json in "[{}\\[\\]\":,a\\\\ \n1]*") {
        let _ = parse(&text);
        let _ = parse(&json);
        let _ = parse(&format!("{json}{GOOD}{text}"));
    }

    #[test]
    fn any_mix_of_marks_json_and_escapes_is_parsed_without_a_panic(
        parts in proptest::collection::vec(
            prop::sample::select(vec![
                "<think>", "</think>", "[THINK]", "◁/think▷", "<|channel|>", "final", "{", "}", "[", "]", "\"", "\\",
                "\\u", "d83d", "\\ud83d", "'", ",", ":", "\n", "\u{feff}", "é", "<", "\"turns\"", "\"role\"", DRAFT, GOOD,
            ]),
            0..40,
        )
    ) {
        let text = parts.concat();
        let _ = parse(&text);
        let _ = parse(&json!(text).to_string());
    }

    #[test]
    fn every_beginning_of_an_answer_is_an_error_until_only_brackets_are_missing(at in 1..GOOD.len()) {
        prop_assert_eq!(parse(&GOOD[..at]).is_ok(), at >= GOOD.len() - "}]}".len());
    }

    #[test]
    fn a_conversation_is_found_in_any_prose(before in "[^{}]*", turns in turns(), after in "[^{}]*") {
        let text = format!("{before}{}{after}", json!({ "title": "t", "turns": turns }));
        prop_assert_eq!(parse(&text), Ok(Answer { title: Some("t".to_owned()), turns, repairs: [].into() }));
    }
}
