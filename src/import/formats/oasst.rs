//! OASST's tree export: `{"message_tree_id","prompt":{"role":"prompter","text","replies":[{…}]}}`. Of each tree the
//! best-ranked path is one conversation; `rows/trees.rs` does the same for its table of messages.

use serde_json::{Map, Value};

use crate::import::fault::Wrong;
use crate::import::formats::{MOST_TURNS, Talk, message};

const NAME: &str = "prompt";
const REPLIES: &str = "replies";

pub(super) fn fits(row: &Map<String, Value>) -> bool {
    row.get(NAME).and_then(Value::as_object).is_some_and(|prompt| prompt.contains_key("text"))
}

pub(super) fn read(row: &Map<String, Value>) -> Result<Talk, Wrong> {
    let mut path: Vec<(String, &Value)> = Vec::new();
    let mut next = row.get(NAME).map(|prompt| (NAME.to_owned(), prompt));
    while let Some((place, message)) = next {
        let replies = message.get(REPLIES).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        next = best(replies.iter().map(|reply| reply.as_object()))
            .map(|at| (format!("{place}.{REPLIES}[{at}]"), &replies[at]));
        path.push((place, message));
    }
    let mut talk = Talk::default();
    for (place, message) in answered(path, |(_, message)| is_question(message))? {
        message::add_one(message, &mut talk).map_err(|wrong| wrong.within(&place))?;
    }
    Ok(talk)
}

/// The place of the reply that the path goes on with: the best rank, which is the lowest; without ranks the first one.
/// Deleted ones do not count.
pub(in crate::import) fn best<'r>(replies: impl Iterator<Item = Option<&'r Map<String, Value>>>) -> Option<usize> {
    let kept = replies.enumerate().filter_map(|(at, reply)| Some((at, reply?)));
    let kept = kept.filter(|(_, reply)| !reply.get("deleted").is_some_and(is_true));
    let ranked = kept.map(|(at, reply)| (at, reply.get("rank").and_then(number).unwrap_or(f64::INFINITY)));
    ranked.min_by(|one, other| one.1.total_cmp(&other.1)).map(|(at, _)| at)
}

/// A table has texts in its cells.
fn is_true(value: &Value) -> bool {
    value.as_bool().unwrap_or_else(|| value.as_str().is_some_and(|text| text.eq_ignore_ascii_case("true")))
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok()).filter(|number| !number.is_nan())
}

/// Whether a message is the user's.
pub(in crate::import) fn is_question(message: &Value) -> bool {
    matches!(message.get("role").and_then(Value::as_str), Some("prompter" | "user"))
}

/// The path without questions at its end that nobody answered. More turns than a conversation may have are cut: it is
/// refused for them.
pub(in crate::import) fn answered<T>(mut path: Vec<T>, is_question: impl Fn(&T) -> bool) -> Result<Vec<T>, Wrong> {
    path.truncate(MOST_TURNS + 1);
    while path.last().is_some_and(&is_question) {
        path.pop();
    }
    if path.is_empty() { Err(Wrong::row("a tree whose prompt nobody answered")) } else { Ok(path) }
}
