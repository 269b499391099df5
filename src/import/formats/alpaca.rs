//! Alpaca: `{"instruction","input","output"}`, with earlier exchanges in `history`, oldest first. Dolly and other pairs
//! of a question and an answer have other names for the same.

use serde_json::{Map, Value};

use crate::domain::conversation::{Role, Turn};
use crate::domain::quoted::quoted;
use crate::import::fault::Wrong;
use crate::import::formats::{Talk, list_in, message};

/// The names of a question and its answer, in order of preference.
const PAIRS: [(&str, &str); 7] = [
    ("instruction", "output"),
    ("instruction", "response"),
    ("prompt", "completion"),
    ("prompt", "response"),
    ("question", "answer"),
    ("question", "response"),
    ("query", "response"),
];
/// What the question is about; Dolly says `context`.
const INPUTS: [&str; 2] = ["input", "context"];

pub(super) const NAMES: [&str; 11] = [
    "instruction",
    "output",
    "response",
    "prompt",
    "completion",
    "question",
    "answer",
    "query",
    "input",
    "context",
    "history",
];

/// Two texts, or else what can be written as one: the answer of a sum may be a number.
fn pair(row: &Map<String, Value>) -> Option<(&'static str, &'static str)> {
    let both = |is: fn(&Value) -> bool| {
        let is = move |name: &str| row.get(name).is_some_and(is);
        PAIRS.into_iter().find(|(question, answer)| is(question) && is(answer))
    };
    both(Value::is_string).or_else(|| both(|value| as_text(value).is_some()))
}

/// A text, a number or a truth value as a text.
fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// Whether a question or its answer has this name.
pub(super) fn is_of_pair(name: &str) -> bool {
    PAIRS.iter().any(|(question, answer)| [*question, *answer].contains(&name))
}

/// The pair that a row has half of, so that the other half is what is said to be missing.
fn half(row: &Map<String, Value>) -> (&'static str, &'static str) {
    let half = PAIRS.into_iter().find(|(question, _)| row.contains_key(*question));
    half.or_else(|| PAIRS.into_iter().find(|(_, answer)| row.contains_key(*answer))).unwrap_or(PAIRS[0])
}

pub(super) fn fits(row: &Map<String, Value>) -> bool {
    pair(row).is_some()
}

pub(super) fn read(row: &Map<String, Value>) -> Result<Talk, Wrong> {
    let mut talk = Talk::default();
    if row.get("history").is_some_and(|history| !history.is_null()) {
        add_history(row, &mut talk)?;
    }
    let (question, answer) = pair(row).unwrap_or_else(|| half(row));
    let mut asked = text(row, question)?;
    if let Some(input) = input(row)? {
        asked = format!("{asked}\n{input}");
    }
    talk.turns.push(Turn { role: Role::User, content: message::checked(question, asked)? });
    talk.turns.push(Turn { role: Role::Assistant, content: message::checked(answer, text(row, answer)?)? });
    Ok(talk)
}

fn text(row: &Map<String, Value>, name: &'static str) -> Result<String, Wrong> {
    match row.get(name) {
        Some(Value::String(text)) if is_placeholder(text) => {
            Err(Wrong::field(name, format!("it is {}, which stands for nothing", quoted(text.trim()))))
        }
        Some(value) => as_text(value).ok_or_else(|| Wrong::field(name, "expected a text")),
        None => Err(Wrong::field(name, "missing")),
    }
}

/// What the question is about: the first that says something.
fn input(row: &Map<String, Value>) -> Result<Option<String>, Wrong> {
    let is_there = |value: &&Value| !value.is_null() && !value.as_str().is_some_and(is_no_input);
    let found = INPUTS.iter().find_map(|name| Some((*name, row.get(*name).filter(is_there)?)));
    let Some((name, value)) = found else { return Ok(None) };
    as_text(value).map(Some).ok_or_else(|| Wrong::field(name, "expected a text"))
}

/// What Alpaca writes where a row has no input, or no output.
fn is_placeholder(text: &str) -> bool {
    ["<noinput>", "<no input>", "<nooutput>", "<no output>"].contains(&text.trim().to_lowercase().as_str())
}

/// Whether a row has no input: a data frame writes `nan` for it.
fn is_no_input(text: &str) -> bool {
    matches!(text.trim(), "" | "NaN" | "nan") || is_placeholder(text)
}

fn add_history(row: &Map<String, Value>, talk: &mut Talk) -> Result<(), Wrong> {
    let (name, exchanges) = list_in(row, &["history"])?;
    for (place, exchange) in exchanges.iter().enumerate() {
        let inside = format!("{name}[{place}]");
        let texts: Option<Vec<&str>> = exchange
            .as_array()
            .and_then(|pair| pair.iter().map(Value::as_str).collect())
            .filter(|pair: &Vec<_>| pair.len() == 2);
        let Some(texts) = texts else { return Err(Wrong::field(inside, "expected a list of two texts")) };
        for (role, text) in [Role::User, Role::Assistant].into_iter().zip(texts) {
            talk.turns.push(Turn { role, content: message::checked(&inside, text.to_owned())? });
        }
    }
    Ok(())
}
