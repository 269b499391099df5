//! Our own: a conversation of `export --format json`, or of `show --json`.

use serde_json::{Map, Value};

use crate::import::fault::Wrong;
use crate::import::formats::{Talk, list_in, message};

pub(super) const NAME: &str = "turns";

pub(super) fn fits(row: &Map<String, Value>) -> bool {
    row.get(NAME).is_some_and(Value::is_array)
}

/// The system prompt stands among the parameters.
pub(super) fn read(row: &Map<String, Value>) -> Result<Talk, Wrong> {
    let (name, list) = list_in(row, &[NAME])?;
    let mut talk = Talk::default();
    message::add(list, &mut talk).map_err(|wrong| wrong.within(name))?;
    if list.len() == talk.turns.len() {
        list.iter().zip(&mut talk.turns).for_each(|(message, turn)| restore(message, &mut turn.content));
    }
    Ok(talk)
}

/// Takes the spaces out that an export put into control tokens: `defused` names their places, in bytes.
fn restore(message: &Value, content: &mut String) {
    let places = message.get("defused").and_then(Value::as_array).into_iter().flatten();
    let places: Vec<usize> = places.filter_map(Value::as_u64).filter_map(|at| usize::try_from(at).ok()).collect();
    // From the end: the places before stay true.
    for at in places.into_iter().rev() {
        if content.get(at..).is_some_and(|rest| rest.starts_with(' ')) {
            content.remove(at);
        }
    }
}
