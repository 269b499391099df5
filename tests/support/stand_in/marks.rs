//! The stand-in as a judge: marks for the turns in a question, higher where the text is better.

use serde_json::{Value, json};

/// What is wrong with marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarksFault {
    /// A mark of 11.
    OutOfRange,
    /// A mark of 7.5.
    NotWhole,
    /// No quote for one mark.
    NoQuote,
    /// A quote that stands in no turn.
    QuoteElsewhere,
}

const CRITERIA: [&str; 3] = ["relevance", "accuracy", "overall"];

/// What good texts do not say.
const BAD_WORDS: [&str; 5] = ["as an AI", "I cannot", "[Your Name]", "guaranteed", "lorem ipsum"];

/// The texts of the turns in a request, where its schema asks for marks.
pub(super) fn turns_to_mark(body: &str) -> Option<Vec<String>> {
    // Inside the messages the quotes are escaped, so this stands in a schema alone.
    if !body.contains("\"relevance\":") {
        return None;
    }
    let body: Value = serde_json::from_str(body).ok()?;
    let last = body["messages"].as_array()?.last()?;
    let text = match &last["content"] {
        Value::String(text) => text.clone(),
        parts => parts.as_array()?.iter().filter_map(|part| part["text"].as_str()).collect(),
    };
    let turn = |line: &str| {
        let fields: Value = serde_json::from_str(line).ok()?;
        fields.get("turn")?;
        ["user", "assistant"].iter().find_map(|role| fields[*role].as_str().map(str::to_owned))
    };
    Some(text.lines().filter_map(turn).collect())
}

/// Marks of the text's own: 9, and less for each thing that is wrong with it.
pub(super) fn fair(turns: &[String]) -> String {
    let value = |at: usize| {
        let distinct: std::collections::HashSet<&String> = turns.iter().collect();
        let letters: usize = turns.iter().map(|turn| turn.chars().count()).sum();
        let bad = turns.iter().any(|turn| BAD_WORDS.iter().any(|word| turn.contains(word)));
        let faults = [turns.len() < 6, distinct.len() < turns.len(), letters < 40 * turns.len(), bad];
        let lost: i64 = faults.iter().map(|is_wrong| if *is_wrong { 4 } else { 0 }).sum();
        // Relevance, accuracy and overall differ, so that no test can mix them up.
        (9 - at as i64 - lost).max(1)
    };
    marks(turns, [value(0), value(1), value(2)])
}

/// These marks for relevance, accuracy and overall, each with a quote from a turn.
pub(super) fn marks(turns: &[String], values: [i64; 3]) -> String {
    Value::Object(fields(turns, values)).to_string()
}

/// Marks with one fault, at accuracy.
pub(super) fn faulty(turns: &[String], fault: MarksFault) -> String {
    let mut fields = fields(turns, [9, 8, 7]);
    let mark = &mut fields["accuracy"];
    match fault {
        MarksFault::OutOfRange => mark["value"] = json!(11),
        MarksFault::NotWhole => mark["value"] = json!(7.5),
        MarksFault::NoQuote => mark["quote"] = json!(""),
        MarksFault::QuoteElsewhere => mark["quote"] = json!("these words stand in no turn of it"),
    }
    Value::Object(fields).to_string()
}

fn fields(turns: &[String], values: [i64; 3]) -> serde_json::Map<String, Value> {
    let field = |(at, criterion): (usize, &&str)| {
        let quote = turns.get(at.min(turns.len().saturating_sub(1))).map_or("", String::as_str);
        let mark = json!({ "quote": quote, "reason": format!("It decides {criterion}."), "value": values[at] });
        ((*criterion).to_owned(), mark)
    };
    CRITERIA.iter().enumerate().map(field).collect()
}
