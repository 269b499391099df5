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
    Ok(talk)
}

/// Takes the spaces out that an export put into control tokens: `defused` names their places, in bytes, by the JSON
/// pointer to each text; `defused_names` does so for names of fields.
pub(super) fn restore(row: &mut Map<String, Value>) {
    let (texts, names) = (row.remove("defused"), row.remove("defused_names"));
    let places = |given: Option<Value>| match given {
        Some(Value::Object(places)) => places,
        _ => Map::new(),
    };
    let mut whole = Value::Object(std::mem::take(row));
    for (pointer, spaces) in places(texts) {
        if let Some(Value::String(text)) = whole.pointer_mut(&pointer) {
            *text = without_spaces(text, &spaces);
        }
    }
    // After the texts, whose pointers hold the names as they stand; the innermost first.
    let mut names: Vec<(String, Value)> = places(names).into_iter().collect();
    names.sort_by_key(|(pointer, _)| std::cmp::Reverse(pointer.len()));
    for (pointer, spaces) in names {
        let Some((above, name)) = pointer.rsplit_once('/') else { continue };
        let name = name.replace("~1", "/").replace("~0", "~");
        let Some(Value::Object(fields)) = whole.pointer_mut(above) else { continue };
        if let Some(value) = fields.remove(&name) {
            fields.insert(without_spaces(&name, &spaces), value);
        }
    }
    if let Value::Object(fields) = whole {
        *row = fields;
    }
}

fn without_spaces(text: &str, spaces: &Value) -> String {
    let mut text = text.to_owned();
    let places: Vec<usize> =
        spaces.as_array().into_iter().flatten().filter_map(|at| usize::try_from(at.as_u64()?).ok()).collect();
    // From the end: the places before stay true.
    for at in places.into_iter().rev() {
        if text.get(at..).is_some_and(|rest| rest.starts_with(' ')) {
            text.remove(at);
        }
    }
    text
}
