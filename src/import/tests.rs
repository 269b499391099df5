//! Faults of rows, and what is told from what.

use crate::domain::import::ImportFormat;
use crate::import::arrivals::{Arrivals, Unclear, way_of};
use crate::import::bytes::LONGEST;
use crate::import::options::{Mapping, Options};

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
        (r#"{"role":"assistant","content":null,"tool_calls":[{}]}"#, "f:1: messages[1].tool_calls: a call of a tool"),
        (r#"{"role":"assistant","content":"b","tool_calls":[{}]}"#, "f:1: messages[1].tool_calls: a call of a tool"),
        (r#"{"role":"gpt","content":"b","function_call":{"a":1}}"#, "f:1: messages[1].function_call: a call of a tool"),
        (r#"{"role":"assistant","content":null,"tool_calls":null}"#, "f:1: messages[1].content: missing"),
        (r#"{"sender":"human","text":"b","files":[{"a":1}]}"#, "f:1: messages[1].files: a file beside the text"),
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

/// The turns of each row, or what is wrong with it, in whatever format the rows tell.
fn said(text: &str) -> Vec<String> {
    read(text.as_bytes(), None).1.into_iter().map(|(_, said)| said).collect()
}

/// What is refused of a whole file, by the shape of its rows.
fn refused(text: &str) -> Option<&'static str> {
    match way_of(text.as_bytes(), &Options::default()).expect("bytes can be read") {
        Err(Unclear::Refused(why)) => Some(why),
        _ => None,
    }
}

#[test]
fn a_call_that_says_nothing_is_no_call() {
    for beside in ["\"tool_calls\":[]", "\"tool_calls\":null,\"function_call\":null", "\"tool_calls\":\"[]\""] {
        let row = format!("{{\"messages\":[{{\"role\":\"assistant\",\"content\":\"b\",{beside}}}]}}");
        assert_eq!(fault(&row), "b", "{beside}");
    }
}

#[test]
fn a_cell_of_messages_is_no_text_and_any_other_stays_one() {
    let cell = |role: &str, text: &str| format!("\"[{{\"\"role\"\":\"\"{role}\"\",\"\"content\"\":\"\"{text}\"\"}}]\"");
    let table = format!("prompt,completion\n{},{}\n", cell("user", "a"), cell("assistant", "b"));
    assert_eq!(said(&table), ["a|b"]);
    assert_eq!(said(&format!("Prompt;Completion\n{};b\n", cell("user", "a"))), ["a|b"]);
    for text in ["[1] is a note", "[1, 2]", "[]", "[{\"\"a\"\":1}]"] {
        let plain = text.replace("\"\"", "\"");
        assert_eq!(said(&format!("prompt,completion\n\"{text}\",b\n")), [format!("{plain}|b")]);
    }
    // In JSON a text is a text.
    let row = serde_json::json!({"prompt": "[{\"role\":\"user\"}]", "completion": "b"}).to_string();
    assert_eq!(said(&row), ["[{\"role\":\"user\"}]|b"]);
}

#[test]
fn a_row_that_judges_an_answer_is_refused_in_every_format() {
    let turns = r#"[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]"#;
    for row in [
        format!("{{\"messages\":{turns},\"label\":false}}"),
        format!("{{\"conversations\":{turns},\"label\":true}}"),
        format!("{{\"turns\":{turns},\"kto_tag\":true}}"),
        r#"{"instruction":"a","output":"b","kto_tag":"False"}"#.to_owned(),
        "prompt,completion,label\na,b,FALSE\n".to_owned(),
    ] {
        assert!(refused(&row).is_some_and(|why| why.starts_with("a KTO row")), "{row}");
    }
    let mixed = "{\"instruction\":\"a\",\"output\":\"b\"}\n{\"instruction\":\"a\",\"output\":\"b\",\"label\":false}\n";
    assert!(said(mixed)[1].starts_with("f:2: a KTO row"), "{:?}", said(mixed));
    for label in ["\"weather\"", "3", "null"] {
        assert_eq!(said(&format!("{{\"instruction\":\"a\",\"output\":\"b\",\"label\":{label}}}")), ["a|b"]);
    }
    let unknown = way_of(&b"{\"a\":1,\"label\":true}"[..], &Options::default());
    assert!(matches!(unknown, Ok(Err(Unclear::None(_)))));
}

#[test]
fn a_preference_is_refused_unless_the_messages_end_with_an_answer() {
    let (asked, answer) = (r#"{"role":"user","content":"a"}"#, r#"{"role":"assistant","content":"b"}"#);
    let row = |messages: &str| format!("{{\"messages\":[{messages}],\"chosen\":{answer},\"rejected\":{answer}}}");
    assert!(refused(&row(asked)).is_some_and(|why| why.starts_with("a DPO row")));
    assert_eq!(said(&row(&format!("{asked},{answer}"))), ["a|b"]);
    let nulls = r#"{"instruction":"a","output":"b","chosen":null,"rejected":null}"#;
    assert_eq!(said(nulls), ["a|b"]);
}

#[test]
fn null_is_as_good_as_no_field() {
    let turns = r#"[{"role":null,"from":"human","value":"a","content":null},{"from":"gpt","value":"b"}]"#;
    for row in [
        r#"{"messages":null,"prompt":"a","completion":"b"}"#.to_owned(),
        format!("{{\"conversations\":null,\"conversation\":{turns}}}"),
        format!("{{\"messages\":{turns},\"instruction\":null,\"output\":null}}"),
        r#"{"conversations":[{"input":null,"output":null,"from":"human","value":"a"},{"from":"gpt","value":"b"}]}"#
            .into(),
        r#"{"instruction":"a","input":NaN,"output":"b","score":-Infinity,"more":[Infinity]}"#.to_owned(),
    ] {
        assert_eq!(said(&row), ["a|b"], "{row}");
    }
    let row = r#"{"instruction":"NaN","output":"is NaN, \"NaN\" and Infinity","x":NaN}"#;
    assert_eq!(said(row), ["NaN|is NaN, \"NaN\" and Infinity"]);
    assert!(fault("{\"messages\":NaNs}").starts_with("f:1: not JSON"));
}

#[test]
fn numbers_are_texts_and_the_first_input_that_says_something_counts() {
    for (row, expected) in [
        (r#"{"instruction":"a","input":7,"output":"b"}"#, "a\n7|b"),
        (r#"{"instruction":"a","input":"","context":"c","output":"b"}"#, "a\nc|b"),
        (r#"{"instruction":"a","input":"<noinput>","context":"c","output":"b"}"#, "a\nc|b"),
        (r#"{"question":"a","answer":4}"#, "a|4"),
        (r#"{"instruction":"a","output":5,"response":"b"}"#, "a|b"),
        (r#"{"question":"a","response":true,"system_prompt":""}"#, "a|true"),
        (r#"{"instruction":"a","input":["c"],"output":"b"}"#, "f:1: input: expected a text"),
        (r#"{"instruction":"a","input":{"c":1},"output":"b"}"#, "f:1: input: expected a text"),
    ] {
        assert_eq!(said(row), [expected], "{row}");
    }
}

#[test]
fn texts_alone_begin_with_the_user_and_claude_names_a_sender() {
    for (row, expected) in [
        (r#"{"id":"0","data":["a","b","c","d"]}"#, "a|b|c|d"),
        (r#"{"conversations":["a","b"],"source":"stackexchange"}"#, "a|b"),
        (r#"{"conversations":["a",""]}"#, "f:1: conversations[1]: it is empty"),
        (r#"{"instruction":"a","output":"b","data":["c","d"]}"#, "a|b"),
        (
            r#"{"uuid":"u","name":"N","chat_messages":[{"sender":"human","text":"a","content":[{"type":"text","text":"a"}],"files":[]},{"sender":"assistant","text":"b","content":[]}]}"#,
            "a|b",
        ),
        (
            r#"{"messages":[{"role":"user","content":[{"type":"input_text","text":"a"}]},{"role":"assistant","content":[{"type":"output_text","text":"b"}]}]}"#,
            "a|b",
        ),
    ] {
        assert_eq!(said(row), [expected], "{row}");
    }
}

#[test]
fn a_mapped_text_may_hold_the_list() {
    let map = vec![Mapping { name: "messages".into(), field: "dialog".into() }];
    let options = Options { map, ..Options::default() };
    let list = r#"[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]"#;
    let cell = list.replace('"', "\"\"");
    for (text, expected) in [
        (serde_json::json!({ "dialog": list }).to_string(), "a|b"),
        (format!("dialog,note\n\"{cell}\",x\n"), "a|b"),
        (
            serde_json::json!({ "dialog": "[{" }).to_string()
                + "\n"
                + &serde_json::json!({ "dialog": list }).to_string(),
            "",
        ),
    ] {
        let way = way_of(text.as_bytes(), &options).expect("bytes can be read").expect("clear");
        let first = Arrivals::new(text.as_bytes(), "f", way, &options).expect("bytes can be read").next();
        match first.expect("a row") {
            Ok(arrival) => {
                let said: Vec<&str> = arrival.turns().iter().map(|turn| turn.content.as_str()).collect();
                assert_eq!(said.join("|"), expected, "{text}");
            }
            Err(fault) => {
                assert!(expected.is_empty() && fault.to_string().starts_with("f:1: messages: not JSON"), "{fault}")
            }
        }
    }
}
