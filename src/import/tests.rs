//! Faults of rows, and what is told from what.

use crate::domain::import::ImportFormat;
use crate::import::arrivals::{Arrivals, Unclear, way_of};
use crate::import::bytes::LONGEST;
use crate::import::options::Options;

/// The format, and for each row its line with its turns or what is wrong.
fn read(text: &[u8], format: Option<ImportFormat>) -> (ImportFormat, Vec<(u64, String)>) {
    let options = Options { format, ..Options::default() };
    let way = match way_of(text, &options).expect("bytes can be read") {
        Ok(way) => way,
        Err(Unclear::None(fields)) => panic!("no format: {fields:?}"),
        Err(Unclear::Several(formats)) => panic!("several: {formats:?}"),
        Err(Unclear::Refused(why)) => panic!("{why}"),
    };
    let rows = Arrivals::new(text, "f", way, &options).expect("bytes can be read").map(|arrival| match arrival {
        Ok(arrival) => {
            (arrival.line(), arrival.turns().iter().map(|turn| turn.content.clone()).collect::<Vec<_>>().join("|"))
        }
        Err(fault) => (fault.line, fault.to_string()),
    });
    (way.word(), rows.collect())
}

/// What is said about a row of messages with this content.
fn fault(row: &str) -> String {
    let (_, rows) = read(row.as_bytes(), Some(ImportFormat::Messages));
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows[0].1.clone()
}

#[test]
fn a_fault_names_line_and_field_and_what_is_expected() {
    let good = r#"{"role":"user","content":"a"}"#;
    let messages = |second: &str| fault(&format!("{{\"messages\":[{good},{second}]}}"));
    for (second, expected) in [
        (r#"{"role":"bot2","content":"b"}"#, "f:1: messages[1].role: unknown speaker \"bot2\"; expected user"),
        (r#"{"role":"tool","content":"b"}"#, "f:1: messages[1].role: \"tool\" is a tool"),
        (r#"{"role":"system","content":"b"}"#, "f:1: messages[1].role: a system message behind a turn"),
        (r#"{"content":"b"}"#, "f:1: messages[1].role: missing"),
        (r#"{"role":"assistant"}"#, "f:1: messages[1].content: missing"),
        (r#"{"role":"assistant","content":" \n"}"#, "f:1: messages[1].content: it is empty"),
        (r#"{"role":"assistant","content":"b\u0000"}"#, "f:1: messages[1].content: it holds the character U+0000"),
        (r#"{"role":"assistant","content":7}"#, "f:1: messages[1].content: expected a text"),
        (r#"{"role":"assistant","content":null,"tool_calls":[]}"#, "f:1: messages[1].content: a call of a tool"),
        (
            r#"{"role":"assistant","content":[{"type":"image_url"}]}"#,
            "f:1: messages[1].content: it has a part that is no",
        ),
        (r#"{"role":"assistant","content":"b","weight":0}"#, "f:1: messages[1].weight: 0 says how much of this answer"),
        (r#"{"role":"gpt","content":"b","weight":0.5}"#, "f:1: messages[1].weight: 0.5 says how much"),
        (r#"{"role":"gpt","content":"b","train":false}"#, "f:1: messages[1].train: false says that no trainer learns"),
        ("7", "f:1: messages[1]: expected an object"),
        (r#"{"role":"assistant","role":"user"}"#, "f:1: not JSON: the field \"role\" is there twice"),
    ] {
        let said = messages(second);
        assert!(said.starts_with(expected), "{second}: {said}");
    }
    for (row, expected) in [
        ("{\"messages\":[]}", "f:1: it has no turns"),
        ("{\"messages\":{}}", "f:1: messages: expected a list"),
        ("{\"prompt\":1}", "f:1: it has no field messages; its fields: prompt"),
        ("{\"messages\":", "f:1: not JSON: EOF while parsing"),
    ] {
        let said = fault(row);
        assert!(said.starts_with(expected), "{row}: {said}");
    }
}

#[test]
fn a_bad_line_does_not_hide_the_next_one() {
    let good = r#"{"instruction":"a","output":"b"}"#;
    let deep = format!("{{\"instruction\":{}", "[".repeat(10_000));
    let long = format!("{{\"instruction\":\"{}\"}}", "x".repeat(LONGEST));
    let many = format!("{{\"instruction\":[{}0]}}", "0,".repeat(100_000));
    let lines = [good, "{\"instruction\":\"a", &deep, &long, &many, "\u{feff}", good];
    let mut text = lines.join("\r\n").into_bytes();
    text.extend_from_slice(
        b"\n{\"instruction\":\"\xff\",\"output\":\"b\"}\n{\"instruction\":\"\0\",\"output\":\"b\"}\n",
    );
    text.extend_from_slice(good.as_bytes());
    let (format, rows) = read(&text, None);
    assert_eq!(format, ImportFormat::Alpaca);
    let said: Vec<_> = rows.iter().map(|(line, said)| (*line, said.chars().take(30).collect::<String>())).collect();
    let expected = [
        (1, "a|b"),
        (2, "f:2: not JSON: EOF while parsi"),
        (3, "f:3: not JSON: nested deeper t"),
        (4, "f:4: longer than 4 MiB, the mo"),
        (5, "f:5: not JSON: more than 10000"),
        (7, "a|b"),
        (8, "f:8: byte 17 is not UTF-8; sav"),
        (9, "f:9: not JSON: control charact"),
        (10, "a|b"),
    ];
    let expected: Vec<_> = expected.map(|(line, said)| (line, said.to_owned())).into();
    assert_eq!(said, expected);
}

#[test]
fn a_list_names_its_elements_and_says_where_it_breaks() {
    let good = r#"{"instruction":"a","output":"b"}"#;
    let (_, rows) =
        read(format!("[{good},\n{{\"instruction\":\"\",\"output\":\"b\"}},\n\n{good}\n]\n").as_bytes(), None);
    assert_eq!(rows, [(1, "a|b".into()), (2, "f:2: [1].instruction: it is empty".into()), (4, "a|b".into())]);
    let (_, rows) = read(format!("[{good},\n{good} {good}]").as_bytes(), None);
    assert!(rows[2].1.starts_with("f:2: expected a comma or the end of the list"), "{rows:?}");
    let (_, rows) = read(format!("[{good},\n{good}").as_bytes(), None);
    assert!(rows[2].1.contains("ends before the list does"), "{rows:?}");
    let (_, rows) = read(format!("[{good}]\n{good}").as_bytes(), None);
    assert!(rows[1].1.contains("something else follows"), "{rows:?}");
}

#[test]
fn only_a_clear_format_is_taken() {
    let several = |text: &str| match way_of(text.as_bytes(), &Options::default()) {
        Ok(Err(Unclear::Several(formats))) => formats,
        _ => Vec::new(),
    };
    let both = r#"{"messages":[],"instruction":"a","output":"b"}"#;
    assert_eq!(several(both), [ImportFormat::Messages, ImportFormat::Alpaca]);
    // A later row decides.
    assert_eq!(several(&format!("{both}\n{{\"instruction\":\"a\",\"output\":\"b\"}}")), []);
    assert!(
        matches!(way_of(&b"{\"a\":1}"[..], &Options::default()), Ok(Err(Unclear::None(fields))) if fields == ["a"])
    );
}

#[test]
fn a_bad_first_line_makes_no_table_of_the_others() {
    let good = r#"{"instruction":"a","output":"b"}"#;
    let (format, rows) = read(format!("# made by hand, as a test\n{good}\n").as_bytes(), None);
    assert_eq!((format, rows[1].clone()), (ImportFormat::Alpaca, (2, "a|b".to_owned())));
    assert!(rows[0].1.starts_with("f:1: not JSON"), "{rows:?}");
}

#[test]
fn a_thousand_turns_are_the_most() {
    let row = |turns: usize| {
        let message = r#"{"role":"user","content":"a"}"#;
        fault(&format!("{{\"messages\":[{}]}}", vec![message; turns].join(",")))
    };
    assert_eq!(row(1001), "f:1: 1001 turns; the most are 1000");
    assert!(row(1000).starts_with("a|a|a"));
}

#[test]
fn a_weight_of_one_and_that_of_a_question_lose_nothing() {
    for (question, answer) in [("0", "1"), ("null", "1.0"), ("1", "null")] {
        let row = format!(
            "{{\"messages\":[{{\"role\":\"user\",\"content\":\"a\",\"weight\":{question}}},\
             {{\"role\":\"assistant\",\"content\":\"b\",\"weight\":{answer},\"train\":true}}]}}"
        );
        assert_eq!(fault(&row), "a|b");
    }
}

#[test]
fn parts_of_a_text_are_joined_with_a_blank_between_words_alone() {
    for (parts, expected) in [
        (["How much?", "And when?"], "How much? And when?"),
        (["a ", "b"], "a b"),
        (["a", "\nb"], "a\nb"),
        (["a", ", b"], "a, b"),
        (["(", "b)"], "(b)"),
        (["你好。", "你好"], "你好。你好"),
        (["", "b"], "b"),
    ] {
        let parts = parts.map(|text| serde_json::json!({"type": "text", "text": text}));
        let row = serde_json::json!({"messages": [{"role": "user", "content": parts}]});
        assert_eq!(fault(&row.to_string()), expected);
    }
}

#[test]
fn a_system_prompt_beside_the_messages_is_read_or_named() {
    let row = |system: &str| format!("{{\"system\":{system},\"messages\":[{{\"role\":\"user\",\"content\":\"a\"}}]}}");
    for system in ["[]", "[{\"text\":\"S\"}]", "null", "\"\"", "[\"S\",{\"type\":\"text\",\"text\":\"T\"}]"] {
        assert_eq!(fault(&row(system)), "a", "{system}");
    }
    for (system, expected) in [
        ("[{\"text\":\"S\"},{\"cachePoint\":{}}]", "f:1: system[1]: it is no text, and would be lost"),
        ("{\"text\":\"S\"}", "f:1: system: expected a text, or a list of texts"),
        ("[\"S\\u0000\"]", "f:1: system: it holds the character U+0000"),
    ] {
        let said = fault(&row(system));
        assert!(said.starts_with(expected), "{system}: {said}");
    }
}

#[test]
fn what_stands_for_no_input_is_no_text_of_a_turn() {
    for input in ["<noinput>", "<No input>", "nan", "NaN", " "] {
        let row = serde_json::json!({"instruction": "a", "input": input, "output": "b"});
        assert_eq!(read(row.to_string().as_bytes(), None).1[0].1, "a|b", "{input}");
    }
    let row = serde_json::json!({"instruction": "a", "input": "", "output": "<nooutput>"});
    let said = read(row.to_string().as_bytes(), None).1[0].1.clone();
    assert_eq!(said, "f:1: output: it is \"<nooutput>\", which stands for nothing");
}

#[test]
fn the_half_of_a_pair_that_a_row_lacks_is_named() {
    for (text, expected) in [
        ("question,answer\na,b\nc,\n", "f:3: answer: missing"),
        ("question,answer\na,b\n,d\n", "f:3: question: missing"),
        ("instruction,output\na,b\nc,\n", "f:3: output: missing"),
    ] {
        let (_, rows) = read(text.as_bytes(), None);
        assert_eq!(rows[1].1, expected, "{text}");
    }
}
