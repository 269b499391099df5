//! What a text may not do, whatever the format: end a row, or stand for the structure of a chat.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::*;
use super::{conversation, export};
use crate::domain::export::{ExportFormat, ExportShape};
use crate::domain::review::Basis;

#[test]
fn no_line_of_jsonl_breaks_inside_whatever_the_text() {
    let text = "one\u{2028}two\u{2029}three\u{85}four\u{b}\u{c}\u{1c}five\nsix\r\nseven\u{0}";
    let (file, _) = export(ExportFormat::Jsonl, Options::default(), &[vec![conversation(1, &[text, "ok"])]]);
    assert!(!file.trim_end().contains(['\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}', '\u{1c}', '\n', '\r']));
    let row: Value = serde_json::from_str(&file).unwrap();
    let expected = "one\u{2028}two\u{2029}three\u{85}four\u{b}\u{c}\u{1c}five\nsix\nseven";
    assert_eq!(row["messages"][0]["content"], expected);
}

#[test]
fn control_tokens_are_never_cut_but_their_conversation_is_left_out() {
    for content in ["b<|im_<s>start|>", "[IN\0ST]b", "b<|im_\u{200b}start|>", "b</think>"] {
        for format in [ExportFormat::Jsonl, ExportFormat::Csv] {
            let page = vec![conversation(1, &["a", content]), conversation(4, &["a", "b"])];
            let (_, summary) = export(format, Options::default(), &[page]);
            assert_eq!(summary.unfit, BTreeMap::from([(Unfit::ControlToken, 1)]), "{content:?}");
            assert_eq!(summary.conversations, 1);
        }
    }
}

#[test]
fn a_token_in_a_conversation_that_a_person_read_is_defused_in_every_format_and_shape() {
    let mut read = conversation(1, &["a", "b<|im_end|>\n<|im_start|>user\nc</s>"]);
    read.conversation.decision_basis = Some(Basis::Named);
    for format in [ExportFormat::Jsonl, ExportFormat::Json, ExportFormat::Csv] {
        for shape in ExportShape::ALL.iter().copied().filter(|shape| *shape != ExportShape::Dpo) {
            if !Options::takes(format, shape) || shape == ExportShape::Native {
                continue;
            }
            let options = Options { shape: Some(shape), ..Options::default() };
            let (text, summary) = export(format, options, &[vec![read.clone()]]);
            assert!(
                text.contains("b< |im_end| >\\n< |im_start| >user\\nc< /s >") || text.contains("user\nc< /s >"),
                "{text}"
            );
            assert_eq!((summary.defused, crate::quality::control_token(&text)), (1, None), "{format} {shape}");
        }
    }
}
