//! The shape of an answer, and the search for it in the text of a reply.

use crate::domain::json_search;

mod error;
#[cfg(test)]
mod fuzz;
mod parts;
mod schema;
mod shapes;
mod turns;

pub use error::AnswerError;
pub(crate) use schema::TURN_LIMITS;
pub use schema::{alternating_schema, bounded_schema, schema};
pub use turns::Answer;

/// Finds the conversation in a text. The JSON object may stand in prose or code fences and have braces in strings.
/// Never panics, and takes time linear in the length of the text.
///
/// Reasoning is no answer: the text after the last mark that ends it counts. Marks in the strings of JSON are content.
/// Of several conversations the last counts. It may be a field of another object or the first entry of an array, since
/// models wrap answers so; a bare array of turns counts too. Roles are `user` and `assistant` in any case, or `human`
/// and `gpt` (the ShareGPT names). A leading system turn is dropped. Any other role is an error, since a guess could
/// swap the speakers. Titles and contents are trimmed. Almost-JSON with one meaning only is repaired.
///
/// Parts that follow each other are joined: a title and its turns, turns one by one, and turns that go on in a second
/// object without a title.
pub fn parse(text: &str) -> Result<Answer, AnswerError> {
    json_search::find::<shapes::Conversation>(text)?.whole()
}

#[cfg(test)]
mod tests;
