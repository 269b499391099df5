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

/// Whether this is the name of a side.
pub(super) fn is_side(name: &str) -> bool {
    SIDES.iter().any(|(side, _)| *side == name)
}

/// What a row of two answers is, and why it is not imported.
pub(super) fn preference(row: &Map<String, Value>) -> Option<&'static str> {
    let has_both = row.contains_key("chosen") && row.contains_key("rejected");
    has_both.then_some("a DPO row (chosen, rejected) holds two conversations, and an import takes one from a row")
}

/// What a row with a judgement is, and why it is not imported: TRL says `label`, LLaMA-Factory `kto_tag`. A label of other
/// words names a kind, and a table has texts in its cells.
pub(super) fn judgement(row: &Map<String, Value>) -> Option<&'static str> {
    let is_truth = |value: &Value| match value {
        Value::Bool(_) => true,
        Value::String(text) => ["true", "false"].contains(&text.trim().to_lowercase().as_str()),
        _ => false,
    };
    let judges = |name: &str| row.get(name).is_some_and(is_truth);
    ["label", "kto_tag"].into_iter().any(judges).then_some(
        "a KTO row (label or kto_tag is true or false) judges an answer, and an import would lose the judgement",
    )
}
