//! Gemini: `{"systemInstruction":{"parts":[{"text"}]},"contents":[{"role":"user","parts":[{"text"}]},{"role":"model",…}]}`.

use serde_json::{Map, Value};

use crate::import::fault::Wrong;
use crate::import::formats::{Talk, list_in, message};

pub(super) const NAME: &str = "contents";
const SYSTEM: [&str; 2] = ["systemInstruction", "system_instruction"];

pub(super) fn fits(row: &Map<String, Value>) -> bool {
    row.get(NAME).is_some_and(Value::is_array)
}

pub(super) fn read(row: &Map<String, Value>) -> Result<Talk, Wrong> {
    let mut talk = Talk::default();
    let system = SYSTEM.iter().find_map(|name| Some((*name, row.get(*name)?)));
    if let Some((name, system)) = system.filter(|(_, system)| !system.is_null()) {
        // Its role says nothing: there is "system", "user" and none.
        let mut message = Map::from_iter([("role".to_owned(), Value::from("system"))]);
        message.extend(system.get("parts").map(|parts| ("parts".to_owned(), parts.clone())));
        message::add_one(&Value::Object(message), &mut talk).map_err(|wrong| wrong.within(name))?;
    }
    let (name, list) = list_in(row, &[NAME])?;
    message::add(list, &mut talk).map_err(|wrong| wrong.within(name))?;
    Ok(talk)
}
