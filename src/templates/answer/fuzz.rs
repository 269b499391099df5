//! Mutated answers of models.

use serde_json::json;

use crate::fuzzer::{fuzz, is_for_people};
use crate::templates::answer::parse;

const TURNS: &str =
    r#""turns":[{"role":"user","content":"I owe } and { \" too much."},{"role":"assistant","content":"How much?"}]"#;

#[test]
fn every_answer_is_a_conversation_that_reads_back_the_same_or_a_short_error() {
    let seeds = [
        format!("{{\"title\":\"Debt\",{TURNS}}}"),
        format!("<think>draft {{{TURNS}}}</think>\n```json\n{{{TURNS},}}\n```\nEnjoy {{it}}!"),
        format!("{{\"conversation\": {{{TURNS}}}}} [{{\"title\":1,{TURNS}}}]"),
        r#"[{"from":"system","value":"x"},{"from":"human","value":"a"},{"from":"gpt","value":"b"}]"#.to_owned(),
        serde_json::Value::String(format!("{{{TURNS}}}")).to_string(),
        "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>{\"turns\":[]}".to_owned(),
        "{\"turns\":[{\"role\":\"user\",\"content\":\"line\nline \\' \\ud800\"},]}".to_owned(),
        "{'turns': [{'role': 'user', 'content': 'a'}]}".to_owned(),
    ];
    let words =
        ["\"turns\":", "\"role\":", "\"content\":", "[THINK]", "◁think▷", "<|START_THINKING|>", "<|channel|>final"];
    fuzz("answer", &seeds, &words, |input| {
        let text = String::from_utf8_lossy(input);
        match parse(&text) {
            Ok(answer) => {
                let written = json!({"title": answer.title, "turns": answer.turns}).to_string();
                let again = parse(&written).unwrap_or_else(|error| panic!("{error}: {written}"));
                assert_eq!((&again.title, &again.turns), (&answer.title, &answer.turns));
                assert!(again.repairs.is_empty(), "{:?}", again.repairs);
                format!("{} turns, {:?}", answer.turns.len().min(4), answer.repairs)
            }
            Err(error) => {
                is_for_people(&error.to_string());
                error.code().to_owned()
            }
        }
    });
}
