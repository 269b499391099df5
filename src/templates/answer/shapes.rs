//! The shapes in which models write a conversation as JSON.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::quality::excerpt;
use crate::templates::answer::repair::{Repair, repaired};

/// The title and the turns, not yet checked, and what was repaired.
#[derive(Debug, PartialEq)]
pub(super) struct Found {
    pub(super) title: Option<String>,
    pub(super) turns: Vec<Value>,
    pub(super) repairs: BTreeSet<Repair>,
}

/// The names of the field that holds the turns. The first is the one asked for.
const TURNS: [&str; 4] = ["turns", "messages", "conversations", "conversation"];

/// JSON in a string in a string is read; deeper is nobody's answer.
const DEEPEST_STRING: usize = 3;

/// Title and turns of a value in one of the known shapes; else the names of its fields.
pub(super) fn conversation_of(value: Value) -> Result<Found, String> {
    within(value, 0)
}

/// Whether a string holds a conversation as JSON.
pub(super) fn is_conversation(text: &str) -> bool {
    in_string(text, 0).is_some()
}

fn within(value: Value, depth: usize) -> Result<Found, String> {
    match value {
        Value::Object(mut fields) => {
            if let Some(found) = take_turns(&mut fields) {
                return Ok(found);
            }
            let wrapped = fields.values_mut().find_map(|inner| match inner {
                Value::Object(inner) => take_turns(inner),
                Value::String(text) => in_string(text, depth),
                _ => None,
            });
            wrapped.ok_or_else(|| excerpt::start_of(&fields.keys().map(String::as_str).collect::<Vec<_>>().join(", ")))
        }
        Value::Array(mut items) => match items.first_mut() {
            Some(first) if is_turn(first) => Ok(Found { title: None, turns: items, repairs: BTreeSet::new() }),
            Some(Value::Object(first)) => take_turns(first).ok_or_else(|| "none, it is an array".to_owned()),
            _ => Err("none, it is an array".to_owned()),
        },
        Value::String(text) => in_string(&text, depth).ok_or_else(|| "none".to_owned()),
        _ => Err("none".to_owned()),
    }
}

fn is_turn(value: &Value) -> bool {
    value.as_object().is_some_and(|fields| fields.contains_key("role") || fields.contains_key("from"))
}

/// The conversation in a string that holds JSON.
fn in_string(text: &str, depth: usize) -> Option<Found> {
    if depth >= DEEPEST_STRING {
        return None;
    }
    let (value, mut repairs) = json_in(text)?;
    let mut found = within(value, depth + 1).ok()?;
    found.repairs.append(&mut repairs);
    Some(found)
}

fn json_in(text: &str) -> Option<(Value, BTreeSet<Repair>)> {
    let text = text.trim().trim_start_matches('\u{feff}');
    if !text.starts_with(['{', '[', '"']) {
        return None;
    }
    let mut repairs = BTreeSet::from([Repair::JsonInString]);
    if let Ok(value) = serde_json::from_str(text) {
        return Some((value, repairs));
    }
    let mut mended = repaired(text);
    repairs.append(&mut mended.repairs);
    Some((serde_json::from_str(&mended.json).ok()?, repairs))
}

/// The turns of an object that has an array of them, and its title.
fn take_turns(fields: &mut Map<String, Value>) -> Option<Found> {
    let title = fields.get("title").and_then(Value::as_str).map(str::trim).filter(|title| !title.is_empty());
    let title = title.map(str::to_owned);
    TURNS.iter().find_map(|name| {
        let mut repairs = BTreeSet::new();
        let value = fields.get_mut(*name)?;
        if let Some((array, mut mended)) = value.as_str().and_then(json_in) {
            *value = array;
            repairs.append(&mut mended);
        }
        let turns = value.as_array_mut()?;
        if *name != TURNS[0] {
            if !turns.first().is_none_or(is_turn) {
                return None;
            }
            repairs.insert(Repair::OtherKey);
        }
        Some(Found { title: title.clone(), turns: std::mem::take(turns), repairs })
    })
}
