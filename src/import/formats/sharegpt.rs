//! ShareGPT and what grew from it: `{"conversations":[{"from":"human","value":"…"}, …]}`. There is no specification.
//!
//! Dumps also say `conversation` or `items`, messages have `role` and `content`, and Capybara has an exchange in each
//! element: `{"input":"…","output":"…"}`.

use serde_json::{Map, Value};

use crate::domain::conversation::{Role, Turn};
use crate::import::fault::Wrong;
use crate::import::formats::{Talk, list_in, message};

pub(super) const NAMES: [&str; 3] = ["conversations", "conversation", "items"];

pub(super) fn fits(row: &Map<String, Value>) -> bool {
    NAMES.iter().any(|name| row.get(*name).is_some_and(Value::is_array))
}

pub(super) fn read(row: &Map<String, Value>) -> Result<Talk, Wrong> {
    let (name, list) = list_in(row, &NAMES)?;
    let mut talk = Talk::default();
    for (place, element) in list.iter().enumerate() {
        let added = match (element.get("input"), element.get("output")) {
            (Some(input), Some(output)) => add_exchange(input, output, &mut talk),
            _ => message::add_one(element, &mut talk),
        };
        added.map_err(|wrong| wrong.within(&format!("[{place}]")).within(name))?;
    }
    Ok(talk)
}

fn add_exchange(input: &Value, output: &Value, talk: &mut Talk) -> Result<(), Wrong> {
    for (name, role, value) in [("input", Role::User, input), ("output", Role::Assistant, output)] {
        let Some(text) = value.as_str() else { return Err(Wrong::field(name, "expected a text")) };
        talk.turns.push(Turn { role, content: message::checked(name, text.to_owned())? });
    }
    Ok(())
}
