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
