//! Mutated answers of judges.

use serde_json::json;

use crate::domain::conversation::{Role, Turn};
use crate::domain::quality::Criterion;
use crate::fuzzer::{fuzz, is_for_people};
use crate::quality::judge::read;

#[test]
fn every_answer_is_three_whole_marks_with_quotes_or_a_short_error() {
    let turns = [
        Turn { role: Role::User, content: "I owe $12,400 } on \"three\" cards.".to_owned() },
        Turn { role: Role::Assistant, content: "Which has the highest rate?".to_owned() },
    ];
    let mark = json!({ "quote": "I owe $12,400", "reason": "It fits.", "value": 8 });
    let marks = json!({ "relevance": mark, "accuracy": mark, "overall": mark }).to_string();
    let seeds = [
        marks.clone(),
        format!("<think>{{draft}} {marks}</think>```json\n{marks}\n```"),
        format!("{{\"marks\": {}}}", marks.replace(":8", ":\"8/10\"")),
        serde_json::Value::String(format!("[{marks}]")).to_string(),
        marks.replace("I owe", "I owe … "),
        r#"{"overall":7,"relevance":7.5,"accuracy":"seven"}"#.to_owned(),
    ];
    let words = ["\"value\":", "\"quote\":", "\"reason\":", "\"overall\":", "11", "0", "7.5", "/10", "…", "..."];
    fuzz("marks", &seeds, &words, |input| match read(&String::from_utf8_lossy(input), &turns) {
        Ok(marks) => {
            for criterion in Criterion::ALL {
                let mark = marks.of(*criterion);
                assert!((1..=10).contains(&mark.value) && (1..=2).contains(&mark.turn), "{mark:?}");
                assert!(!mark.quote.trim().is_empty() && !mark.reason.trim().is_empty(), "{mark:?}");
            }
            format!("{} {}", marks.overall.value, marks.overall.turn)
        }
        Err(error) => {
            is_for_people(&error.to_string());
            error.code().to_owned()
        }
    });
}
