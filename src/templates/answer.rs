//! What an answer must look like, and finding it in whatever a model wrote around it.

mod error;
mod schema;
mod search;

use serde_json::Value;

use crate::domain::conversation::{Role, Turn};
use crate::quality::excerpt;

pub use error::AnswerError;
pub use schema::{bounded_schema, schema};

/// A conversation as a model answered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The title, where there was one.
    pub title: Option<String>,
    /// At least one turn, none empty.
    pub turns: Vec<Turn>,
}

/// Finds the conversation in a text: the JSON object may stand in prose or code fences and hold braces in strings.
/// Never panics, whatever the text, and takes time linear in its length.
///
/// Of several objects the first with "turns" is taken. An object that holds such an object in one of its fields, an
/// array that begins with one, and a bare array of turns do as well: models wrap their answers so. Roles are `user` and
/// `assistant` in any case; `human` and `gpt`, the names of the ShareGPT shape, mean the same. Any other role is an
/// error, as a guess could swap the speakers. Titles and contents lose the white space around them.
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
