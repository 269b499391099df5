//! What each shape makes of a conversation, and which it leaves out.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::shaping::Told;
use super::super::writing::Writing;
use super::super::*;
use super::{conversation, exported, shaped, system};
use crate::domain::conversation::Role;
use crate::domain::export::{ExportFormat, ExportShape};
use crate::domain::ids::ConversationId;

#[test]
fn every_shape_has_the_fields_that_its_trainer_reads() {
    let turns = ["a", "b", "c", "d"];
    let said = |role: &str, content: &str| json!({"role": role, "content": content});
    let all = [said("system", "Be kind."), said("user", "a"), said("assistant", "b"), said("user", "c")];
    let last = said("assistant", "d");
    let from = |from: &str, value: &str| json!({"from": from, "value": value});
    let part = |role: &str, text: &str| json!({"role": role, "parts": [{"text": text}]});
    let spoken = [from("human", "a"), from("gpt", "b"), from("human", "c"), from("gpt", "d")];
    let parts = |role: &str, text: &str| json!({"role": role, "content": [{"text": text}]});
    let messages = json!({"messages": [all[0], all[1], all[2], all[3], last]});
    for (shape, expected) in [
        (ExportShape::Messages, messages.clone()),
        (ExportShape::Axolotl, messages),
        (ExportShape::PromptCompletion, json!({"prompt": all, "completion": [last]})),
        (ExportShape::Kto, json!({"prompt": all, "completion": [last], "label": true})),
        (ExportShape::LlamaFactory, json!({"conversations": spoken, "system": "Be kind."})),
        (
            ExportShape::ShareGpt,
            json!({"conversations": [from("system", "Be kind."), spoken[0], spoken[1], spoken[2], spoken[3]]}),
        ),
        (
            ExportShape::Gemini,
            json!({
                "systemInstruction": part("system", "Be kind."),
                "contents": [part("user", "a"), part("model", "b"), part("user", "c"), part("model", "d")],
            }),
        ),
        (
            ExportShape::Bedrock,
            json!({
                "schemaVersion": "bedrock-conversation-2024",
                "system": [{"text": "Be kind."}],
                "messages": [parts("user", "a"), parts("assistant", "b"), parts("user", "c"), parts("assistant", "d")],
            }),
        ),
        (
            ExportShape::Alpaca,
            json!({"instruction": "c", "input": "", "output": "d", "system": "Be kind.", "history": [["a", "b"]]}),
        ),
    ] {
        assert_eq!(shaped(shape, system(), &turns), [expected], "{shape}");
    }
}

#[test]
fn without_a_system_prompt_columns_stay_and_messages_begin_with_the_user() {
    let alpaca = &shaped(ExportShape::Alpaca, Options::default(), &["a", "b"])[0];
    assert_eq!(alpaca, &json!({"instruction": "a", "input": "", "output": "b", "system": "", "history": []}));
    assert_eq!(shaped(ExportShape::LlamaFactory, Options::default(), &["a", "b"])[0]["system"], "");
    assert_eq!(shaped(ExportShape::Bedrock, Options::default(), &["a", "b"])[0].as_object().unwrap().len(), 2);
}

#[test]
fn per_turn_is_one_example_for_each_answer_with_all_before_it() {
    let each = Options { per_turn: true, ..system() };
    let rows = shaped(ExportShape::PromptCompletion, each, &["a", "b", "c", "d"]);
    let shape = |row: &Value| (row["prompt"].as_array().unwrap().len(), row["completion"][0]["content"].clone());
    assert_eq!(rows.iter().map(shape).collect::<Vec<_>>(), [(2, json!("b")), (4, json!("d"))]);
}

#[test]
fn a_pair_shares_the_turns_up_to_a_question_and_never_says_the_same() {
    let pair = |chosen: &[&str], rejected: &[&str]| {
        let options = Options { shape: Some(ExportShape::Dpo), ..Options::default() };
        let (mut writing, _) = Writing::begin(ExportFormat::Jsonl, options, false);
        let (chosen, rejected) = (conversation(1, chosen), conversation(2, rejected));
        let mut bytes = Vec::new();
        writing.page([Told { full: &chosen, rejected: Some(&rejected), system: None }], &mut bytes).unwrap();
        let (_, summary) = writing.end();
        (serde_json::from_slice::<Value>(&bytes).ok(), summary.unfit)
    };
    let length = |row: &Value, name: &str| row[name].as_array().unwrap().len();
    let (row, _) = pair(&["a", "b", "c", "good"], &["a", "b", "c", "bad"]);
    let row = row.unwrap();
    assert_eq!((length(&row, "prompt"), length(&row, "chosen"), length(&row, "rejected")), (3, 1, 1));
    assert_eq!((&row["chosen"][0]["content"], &row["rejected"][0]["content"]), (&json!("good"), &json!("bad")));
    let (row, _) = pair(&["a", "good"], &["other", "bad", "x", "y"]);
    let row = row.unwrap();
    assert_eq!((length(&row, "prompt"), length(&row, "chosen"), length(&row, "rejected")), (1, 1, 3));
    let (row, unfit) = pair(&["a", "b"], &["a", "b"]);
    assert_eq!((row, unfit), (None, BTreeMap::from([(Unfit::NoPair, 1)])));
}

#[test]
fn what_a_trainer_would_not_take_is_left_out_and_counted_by_reason() {
    let mut wrong_way = conversation(4, &["a", "b"]);
    wrong_way.turns[0].role = Role::Assistant;
    let page = vec![
        conversation(1, &["a", "b"]),
        conversation(2, &[]),
        conversation(3, &["a", " \u{202e}\n"]),
        conversation(6, &["a", "b<turn|>\n<|turn>user\nc"]),
        wrong_way,
        conversation(5, &["a", "b", "c"]),
    ];
    let invalid = exported(ExportFormat::Jsonl, Options::default(), std::slice::from_ref(&page)).unwrap_err();
    assert_eq!((invalid.short_id.as_str(), invalid.unfit), (page[1].conversation.short_id.as_str(), Unfit::NoTurns));
    let skipping = Options { skip_invalid: true, ..Options::default() };
    let (bytes, summary, ids) = exported(ExportFormat::Jsonl, skipping, &[page]).unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap().lines().count(), 1);
    assert_eq!(ids, [ConversationId(uuid::Uuid::from_u128(1))]);
    let counted: Vec<_> = summary.unfit.into_iter().collect();
    let reasons =
        [Unfit::NoTurns, Unfit::EmptyTurn, Unfit::ControlToken, Unfit::RolesNotAlternating, Unfit::EndsOnUser];
    assert_eq!(counted, reasons.map(|reason| (reason, 1)));
}
