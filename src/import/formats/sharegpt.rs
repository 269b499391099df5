//! ShareGPT and what grew from it: `{"conversations":[{"from":"human","value":"…"}, …]}`. There is no specification.
//!
//! Dumps also say `conversation` or `items`, messages have `role` and `content`, and Capybara has an exchange in each
//! element: `{"input":"…","output":"…"}`. LIMA has the texts alone, and so has UltraChat, in `data`: the user speaks first.

use serde_json::{Map, Value};

use crate::domain::conversation::{Role, Turn};
use crate::import::fault::Wrong;
use crate::import::formats::{Talk, list_in, message};

pub(super) const NAMES: [&str; 3] = ["conversations", "conversation", "items"];

const DATA: &str = "data";

pub(super) fn fits(row: &Map<String, Value>) -> bool {
    NAMES.iter().any(|name| row.get(*name).is_some_and(Value::is_array))
}

/// Whether the row has its texts in `data`. Many rows call something else so.
pub(super) fn fits_data(row: &Map<String, Value>) -> bool {
    row.get(DATA).and_then(Value::as_array).is_some_and(|list| list.len() > 1 && list.iter().all(Value::is_string))
}

pub(super) fn read(row: &Map<String, Value>) -> Result<Talk, Wrong> {
    let (name, list) = if !fits(row) && fits_data(row) { list_in(row, &[DATA])? } else { list_in(row, &NAMES)? };
    let mut talk = Talk::default();
    let are_texts = list.iter().all(Value::is_string);
    for (place, element) in list.iter().enumerate() {
        let there = |name: &str| element.get(name).filter(|value| !value.is_null());
        let added = match (there("input"), there("output")) {
            (Some(input), Some(output)) => add_exchange(input, output, &mut talk),
            _ if are_texts => add_text(place, element, &mut talk),
            _ => message::add_one(element, &mut talk),
        };
        added.map_err(|wrong| wrong.within(&format!("[{place}]")).within(name))?;
    }
    Ok(talk)
}

/// A text without a speaker: the user and the assistant take turns.
fn add_text(place: usize, text: &Value, talk: &mut Talk) -> Result<(), Wrong> {
    let role = if place.is_multiple_of(2) { Role::User } else { Role::Assistant };
    let content = message::checked("", text.as_str().unwrap_or_default().to_owned())?;
    talk.turns.push(Turn { role, content });
    Ok(())
}

fn add_exchange(input: &Value, output: &Value, talk: &mut Talk) -> Result<(), Wrong> {
    for (name, role, value) in [("input", Role::User, input), ("output", Role::Assistant, output)] {
        let Some(text) = value.as_str() else { return Err(Wrong::field(name, "expected a text")) };
        talk.turns.push(Turn { role, content: message::checked(name, text.to_owned())? });
    }
    Ok(())
}
