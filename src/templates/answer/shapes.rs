//! The shapes in which models write a conversation as JSON.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::domain::excerpt;
use crate::domain::json_search::{JsonError, Repair, Unfit, Wanted, json_in};
use crate::templates::answer::error::AnswerError;
use crate::templates::answer::parts::Part;
use crate::templates::answer::turns::{self, Found};

/// The names of the field that holds the turns. The first is the one asked for.
const TURNS: [&str; 4] = ["turns", "messages", "conversations", "conversation"];

/// JSON in a string in a string is read; deeper is nobody's answer.
const DEEPEST_STRING: usize = 3;

/// A conversation in one of the known shapes.
pub(super) struct Conversation;

impl Wanted for Conversation {
    type Found = Part;
    type Error = AnswerError;

    fn is_in(text: &str) -> bool {
        in_string(text, 0).is_some()
    }

    fn read(value: Value, mut repairs: BTreeSet<Repair>) -> Result<Part, Unfit<AnswerError>> {
        // An answer that ends in the middle may lack the same brackets.
        let is_open = repairs.contains(&Repair::MissingBracket);
        let end = if is_open { excerpt::end_of(&value.to_string()) } else { String::new() };
        let read = whole(value, &mut repairs);
        let is_whole = |part: &Part| part.ends_with_the_assistant();
        if is_open && !read.as_ref().is_ok_and(is_whole) {
            return Err(Unfit::Faulty(JsonError::CutOff { part: end }.into()));
        }
        read
    }

    fn joined(before: Part, after: Part, between: &str) -> Part {
        before.joined(after, between)
    }

    fn is_piece(part: &Part) -> bool {
        part.is_piece()
    }
}

fn whole(value: Value, repairs: &mut BTreeSet<Repair>) -> Result<Part, Unfit<AnswerError>> {
    if let Some(piece) = Part::piece(&value) {
        return Ok(piece);
    }
    let mut found = within(value, 0).map_err(|fields| Unfit::Other(AnswerError::NoTurns { fields }))?;
    found.repairs.append(repairs);
    turns::read(found).map(Part::of).map_err(Unfit::Faulty)
}

/// Title and turns of a value in one of the known shapes; else the names of its fields.
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
