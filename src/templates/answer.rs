//! The shape of an answer, and the search for it in the text of a reply.

mod error;
mod schema;
mod search;

use serde_json::Value;

use crate::domain::conversation::{Role, Turn};
use crate::quality::excerpt;

pub use error::AnswerError;
pub use schema::{bounded_schema, schema};

/// The conversation found in a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The title; `None` where the reply has none or an empty one.
    pub title: Option<String>,
    /// At least one turn, none empty.
    pub turns: Vec<Turn>,
}

/// Finds the conversation in a text. The JSON object may stand in prose or code fences and have braces in strings.
/// Never panics, and takes time linear in the length of the text.
///
/// The first object with "turns" counts. It may be a field of another object or the first entry of an array, since
/// models wrap answers so; a bare array of turns counts too. Roles are `user` and `assistant` in any case, or `human`
/// and `gpt` (the ShareGPT names). Any other role is an error, since a guess could swap the speakers. Titles and
/// contents are trimmed.
pub fn parse(text: &str) -> Result<Answer, AnswerError> {
    let (title, turns) = search::conversation_in(text)?;
    read_turns(title, turns)
}

fn read_turns(title: Option<String>, turns: Vec<Value>) -> Result<Answer, AnswerError> {
    if turns.is_empty() {
        return Err(AnswerError::ZeroTurns);
    }
    let turns = turns.into_iter().enumerate().map(|(at, value)| read_turn(at + 1, value)).collect::<Result<_, _>>()?;
    Ok(Answer { title, turns })
}

fn read_turn(turn: usize, mut value: Value) -> Result<Turn, AnswerError> {
    let bad = |value: &Value| AnswerError::BadTurn { turn, part: excerpt::start_of(&value.to_string()) };
    let Some(role) = value.get("role").filter(|_| value.get("content").is_some()) else { return Err(bad(&value)) };
    let Some(role) = role.as_str() else {
        return Err(AnswerError::BadRole { turn, role: excerpt::start_of(&role.to_string()) });
    };
    let is = |word: &str| role.trim().eq_ignore_ascii_case(word);
    let role = if is("user") || is("human") {
        Role::User
    } else if is("assistant") || is("gpt") {
        Role::Assistant
    } else {
        return Err(AnswerError::BadRole { turn, role: excerpt::start_of(role) });
    };
    match value.get_mut("content").map(Value::take) {
        Some(Value::String(content)) if !content.trim().is_empty() => {
            // Nearly every content needs no trimming and keeps its allocation.
            let trimmed = content.trim();
            let content = if trimmed.len() == content.len() { content } else { trimmed.to_owned() };
            Ok(Turn { role, content })
        }
        other => {
            let part = excerpt::start_of(&other.unwrap_or(Value::Null).to_string());
            Err(AnswerError::BadContent { turn, part })
        }
    }
}

#[cfg(test)]
mod tests;
