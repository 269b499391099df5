//! OpenAI's chat format and its relatives: `{"messages":[{"role":"user","content":"…"}, …]}`. Claude's export of one's own
//! talks says `chat_messages`, `sender` and `text`.

use serde_json::{Map, Value};

use crate::import::fault::Wrong;
use crate::import::formats::{Talk, list_in, message};

pub(in crate::import) const NAME: &str = "messages";
const CLAUDE: &str = "chat_messages";
pub(super) const NAMES: [&str; 2] = [NAME, CLAUDE];

pub(super) fn fits(row: &Map<String, Value>) -> bool {
    row.contains_key(NAME) || is_claude(row)
}

fn is_claude(row: &Map<String, Value>) -> bool {
    row.get(CLAUDE).is_some_and(Value::is_array)
}

/// Whether the last message is the assistant's.
pub(super) fn are_answered(row: &Map<String, Value>) -> bool {
    let last = row.get(NAME).and_then(Value::as_array).and_then(|list| list.last());
    last.and_then(Value::as_object).is_some_and(message::is_answer)
}

pub(super) fn read(row: &Map<String, Value>) -> Result<Talk, Wrong> {
    let name = if !row.contains_key(NAME) && is_claude(row) { CLAUDE } else { NAME };
    let (name, list) = list_in(row, &[name])?;
    let mut talk = Talk::default();
    message::add(list, &mut talk).map_err(|wrong| wrong.within(name))?;
    Ok(talk)
}
