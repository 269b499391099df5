//! `{"prompt":[…],"completion":[…]}`: the messages of one conversation, cut before the last answer; each side is a list of
//! messages, or a text. Rows for preferences look alike, and are refused.

use serde_json::{Map, Value, json};

use crate::import::fault::Wrong;
use crate::import::formats::{Talk, message};

const SIDES: [(&str, &str); 2] = [("prompt", "user"), ("completion", "assistant")];

/// Where both are texts it is a pair of a question and an answer, as Alpaca has them.
pub(super) fn fits(row: &Map<String, Value>) -> bool {
    let sides = SIDES.map(|(name, _)| row.get(name));
    let is_side = |side: &Option<&Value>| side.is_some_and(|side| side.is_array() || side.is_string());
    sides.iter().all(is_side) && sides.iter().flatten().any(|side| side.is_array())
}

pub(super) fn read(row: &Map<String, Value>) -> Result<Talk, Wrong> {
    let mut talk = Talk::default();
    for (name, role) in SIDES {
        match row.get(name) {
            Some(Value::Array(list)) => message::add(list, &mut talk),
            Some(text) => message::add_one(&json!({ "role": role, "content": text }), &mut talk),
            None => return Err(Wrong::field(name, "missing")),
        }
        .map_err(|wrong| if row[name].is_array() { wrong.within(name) } else { Wrong::field(name, wrong.message) })?;
    }
    Ok(talk)
}

/// What a row for preferences is, and why it is not imported.
pub(super) fn refusal(row: &Map<String, Value>) -> Option<&'static str> {
    let has = |name: &str| row.contains_key(name);
    if has("chosen") && has("rejected") {
        return Some("a DPO row (chosen, rejected) holds two conversations, and an import takes one from a row");
    }
    let is_kto = has("prompt") && has("completion") && row.get("label").is_some_and(Value::is_boolean);
    is_kto.then_some("a KTO row (prompt, completion, label) judges an answer, and an import would lose the judgement")
}
