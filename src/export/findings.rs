//! What the checks found in a conversation, as its rows tell it.

use crate::domain::finding::{Finding, Note, Severity};
use crate::export::example::{Fields, Value};
use crate::export::json_text::Plain;
use crate::export::plain_text::plain;
use crate::quality::{describe, detail};

/// One with every key. It has the turns that it points at, from 1 on; none for the whole conversation.
pub(super) fn value(note: &Note) -> Value<'_> {
    let turns = note.turns.iter().map(|turn| Value::Whole(Some(u64::from(*turn))));
    Value::Object(Fields(vec![
        ("finding", Value::text(note.finding.as_str())),
        ("severity", Value::text(note.severity.as_str())),
        ("turns", Value::List(turns.collect())),
        ("excerpt", Value::Text(plain(&note.excerpt))),
        ("detail", Value::Text(plain(&note.detail))),
    ]))
}

/// The names and types of one.
pub(super) fn sample() -> Value<'static> {
    let (finding, severity, turns) = (Finding::Refusal, Severity::Serious, vec![1]);
    value(&Note { finding, severity, turns, excerpt: String::new(), detail: String::new() }).into_owned()
}

/// All as JSON text.
pub(super) fn json(notes: &[Note]) -> Value<'static> {
    if notes.is_empty() {
        return Value::text("[]");
    }
    let mut text = Vec::new();
    Value::List(notes.iter().map(value).collect()).write_json::<Plain>(&mut text);
    Value::text(String::from_utf8(text).unwrap_or_default())
}

/// All in the cell of a table: "serious: the assistant refuses (turn 2): I cannot help (rule: …)", a line each.
pub(super) fn in_words(notes: &[Note]) -> Value<'static> {
    let lines: Vec<String> = notes.iter().map(|note| format!("{}: {}", note.severity, line(note))).collect();
    Value::Text(plain(&lines.join("\n")).into_owned().into())
}

/// One with its rule, on one line.
pub(super) fn line(note: &Note) -> String {
    match detail(note).as_str() {
        "" => describe(note),
        detail => format!("{} ({detail})", describe(note)),
    }
}
