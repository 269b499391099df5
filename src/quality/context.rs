//! What scoring needs besides the turns.

use std::collections::BTreeMap;

use crate::domain::conversation::Subject;
use crate::domain::quality::{Judgement, Score};

/// What was asked for, and how the answer came. A part that is not known is empty or zero, and is not checked.
#[derive(Debug, Clone, Default)]
pub struct Context<'a> {
    /// The lowest score that passes.
    pub threshold: Score,
    /// Words or phrases that the template requires.
    pub required_elements: &'a [String],
    /// What a good conversation from the edge case has.
    pub criteria: &'a [String],
    /// What the assistant does in the edge case.
    pub expected: &'a str,
    /// Whether the provider stopped at `max_tokens`.
    pub cut_off: bool,
    /// The judge's marks. With them the score is the blended one, where they belong to these turns.
    pub judge: Option<&'a Judgement>,
    /// Tokens of the answer; only the blended score uses them.
    pub total_tokens: u64,
    /// The number of turns asked for.
    pub turns_asked: u32,
    /// The most characters of a turn in the schemas that an answer may have had.
    pub turn_limits: &'a [u32],
    /// The title of the answer.
    pub title: Option<&'a str>,
    /// Persona, emotion and topic.
    pub subject: Option<&'a Subject>,
    /// The template's name and field: they belong to the subject.
    pub field: [&'a str; 2],
    /// What the model was sent: the fixed part and the rendered text.
    pub prompt: [&'a str; 2],
    /// The system prompt that an imported conversation came with, which an export writes before its turns.
    pub system: Option<&'a str>,
    /// The values put into the prompt.
    pub values: Option<&'a BTreeMap<String, String>>,
    /// The text that the conversation rests on, with its title and headings; `None` where it rests on none.
    pub source: Option<&'a str>,
    /// The stages of the template's arc.
    pub stages: &'a [String],
    /// Whether the prompt asks for plain prose, without markup.
    pub plain_prose: bool,
    /// The language asked for; empty for that of the template's own text.
    pub language: &'a str,
}
