//! Reads the turns of a conversation, one by one.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::domain::conversation::{Role, Turn};
use crate::domain::excerpt;
use crate::domain::json_search::Repair;
use crate::templates::answer::error::AnswerError;

/// Ten times the most that can be asked for. Checking and storing more takes minutes.
const MOST_TURNS: usize = 1000;

/// The conversation found in a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The title; `None` where the reply has none or an empty one.
    pub title: Option<String>,
    /// At least one turn, none empty.
    pub turns: Vec<Turn>,
    /// What had to be repaired.
    pub repairs: BTreeSet<Repair>,
}

/// The title and the turns, not yet checked, and what was repaired.
#[derive(Debug, PartialEq)]
pub(super) struct Found {
    pub(super) title: Option<String>,
    pub(super) turns: Vec<Value>,
    pub(super) repairs: BTreeSet<Repair>,
}

pub(super) fn read(found: Found) -> Result<Answer, AnswerError> {
    let Found { title, turns: mut values, mut repairs } = found;
    if values.is_empty() {
        return Err(AnswerError::ZeroTurns);
    }
    if values.len() > MOST_TURNS {
        return Err(AnswerError::TooManyTurns { turns: values.len(), most: MOST_TURNS });
    }
    if values.len() > 1 && is_system(&values[0]) {
        values.remove(0);
        repairs.insert(Repair::SystemTurn);
    }
    let turns = values.into_iter().enumerate().map(|(at, value)| read_turn(at + 1, value, &mut repairs));
    let turns = turns.collect::<Result<_, _>>()?;
    Ok(Answer { title, turns, repairs })
}

fn is_system(turn: &Value) -> bool {
    let role = turn.get("role").or_else(|| turn.get("from")).and_then(Value::as_str).unwrap_or_default().trim();
    role.eq_ignore_ascii_case("system") || role.eq_ignore_ascii_case("developer")
}

fn read_turn(turn: usize, mut value: Value, repairs: &mut BTreeSet<Repair>) -> Result<Turn, AnswerError> {
    let bad = |value: &Value| AnswerError::BadTurn { turn, part: excerpt::start_of(&value.to_string()) };
    let keys = [("role", "content"), ("from", "value")];
    let keys = keys.iter().find(|(role, content)| value.get(role).is_some() && value.get(content).is_some());
    let Some((role_key, content_key)) = keys else { return Err(bad(&value)) };
    if *role_key == "from" {
        repairs.insert(Repair::ShareGpt);
    }
    let role = read_role(turn, &value[*role_key])?;
    match text_of(value[*content_key].take(), repairs) {
        Value::String(content) if !content.trim().is_empty() => {
            // Nearly every content needs no trimming and keeps its allocation.
            let trimmed = content.trim();
            let content = if trimmed.len() == content.len() { content } else { trimmed.to_owned() };
            Ok(Turn { role, content })
        }
        other => Err(AnswerError::BadContent { turn, part: excerpt::start_of(&other.to_string()) }),
    }
}

fn read_role(turn: usize, role: &Value) -> Result<Role, AnswerError> {
    let Some(word) = role.as_str() else {
        return Err(AnswerError::BadRole { turn, role: excerpt::start_of(&role.to_string()) });
    };
    let is = |known: &str| word.trim().eq_ignore_ascii_case(known);
    match () {
        () if is("user") || is("human") => Ok(Role::User),
        () if is("assistant") || is("gpt") => Ok(Role::Assistant),
        () => Err(AnswerError::BadRole { turn, role: excerpt::start_of(word) }),
    }
}

/// A content, its text parts joined where it is nothing but text parts.
fn text_of(content: Value, repairs: &mut BTreeSet<Repair>) -> Value {
    let Value::Array(parts) = &content else { return content };
    let text = |part: &Value| match (part["type"].as_str(), part["text"].as_str()) {
        (Some("text"), Some(text)) => Some(text.to_owned()),
        _ => None,
    };
    match parts.iter().map(text).collect::<Option<String>>() {
        Some(text) => {
            repairs.insert(Repair::TextParts);
            Value::String(text)
        }
        None => content,
    }
}
