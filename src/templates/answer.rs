//! What an answer must look like, and finding it in whatever a model wrote around it.

use serde_json::{Deserializer, Map, Value, json};

use crate::domain::conversation::{Role, Turn};
use crate::quality::excerpt;

/// A conversation as a model answered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The title, where there was one.
    pub title: Option<String>,
    /// At least one turn, none empty.
    pub turns: Vec<Turn>,
}

/// Why a text is no conversation, with the offending part (shortened, control characters stripped).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// Nothing but white space.
    #[error("the answer is empty")]
    Empty,
    /// No JSON object anywhere.
    #[error("the answer holds no JSON object: {part:?}")]
    NoJson {
        /// How it begins.
        part: String,
    },
    /// An object that begins and does not end.
    #[error("the JSON in the answer is cut off after {part:?}")]
    CutOff {
        /// How it ends.
        part: String,
    },
    /// Braces, but not JSON.
    #[error("the answer is not valid JSON at {part:?}: {reason}")]
    BadJson {
        /// Around the offending place.
        part: String,
        /// What the parser said.
        reason: String,
    },
    /// JSON without an array of turns.
    #[error("the answer has no \"turns\" array; its fields are: {fields}")]
    NoTurns {
        /// The fields there are.
        fields: String,
    },
    /// An empty array of turns.
    #[error("the answer has an empty \"turns\" array")]
    ZeroTurns,
    /// A turn that is not an object with role and content.
    #[error("turn {turn} is not an object with \"role\" and \"content\": {part}")]
    BadTurn {
        /// Which turn, from 1.
        turn: usize,
        /// What it is.
        part: String,
    },
    /// A role that is neither user nor assistant.
    #[error("turn {turn} has the unknown role {role:?}; expected \"user\" or \"assistant\"")]
    BadRole {
        /// Which turn, from 1.
        turn: usize,
        /// What it says.
        role: String,
    },
    /// Content that is no string, or empty.
    #[error("turn {turn} has no text: \"content\" is {part}")]
    BadContent {
        /// Which turn, from 1.
        turn: usize,
        /// What it is.
        part: String,
    },
}

impl AnswerError {
    /// The name of this error, as logged: "answer_empty", "answer_no_json", …
    pub fn code(&self) -> &'static str {
        match self {
            AnswerError::Empty => "answer_empty",
            AnswerError::NoJson { .. } => "answer_no_json",
            AnswerError::CutOff { .. } => "answer_cut_off",
            AnswerError::BadJson { .. } => "answer_bad_json",
            AnswerError::NoTurns { .. } => "answer_no_turns",
            AnswerError::ZeroTurns => "answer_zero_turns",
            AnswerError::BadTurn { .. } => "answer_bad_turn",
            AnswerError::BadRole { .. } => "answer_bad_role",
            AnswerError::BadContent { .. } => "answer_bad_content",
        }
    }
}

/// The JSON schema of an answer, in the subset every server takes: closed objects, all fields required, no numeric or
/// length keywords. The same bytes every time, so that compiled schemas and caches hold.
pub fn schema() -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["title", "turns"],
        "properties": {
            "title": { "type": "string" },
            "turns": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["role", "content"],
                    "properties": {
                        "role": { "type": "string", "enum": Role::WORDS },
                        "content": { "type": "string" }
                    }
                }
            }
        }
    })
}

/// The most characters of a turn where lengths are sent: twice the longest that still scores, so that no good answer
/// is cut.
const LONGEST_TURN: u32 = 1200;
const LONGEST_TITLE: u32 = 120;

/// The same schema with lengths: exactly so many turns (an odd number is raised by one, as in the prompt), and an end
/// to each text.
///
/// For servers that turn the schema into a grammar (llama.cpp, Ollama, LM Studio, vLLM). OpenAI's strict mode and the
/// Messages API refuse these keywords.
pub fn bounded_schema(turns: u32) -> Value {
    let turns = turns.saturating_add(turns % 2);
    let mut schema = schema();
    let fields = &mut schema["properties"];
    fields["title"]["maxLength"] = json!(LONGEST_TITLE);
    fields["turns"]["minItems"] = json!(turns);
    fields["turns"]["maxItems"] = json!(turns);
    fields["turns"]["items"]["properties"]["content"]["maxLength"] = json!(LONGEST_TURN);
    schema
}

/// Finds the conversation in a text: the JSON object may stand in prose or code fences and hold braces in strings.
/// Never panics, whatever the text, and takes time linear in its length.
///
/// Of several objects the first with "turns" is taken. An object that holds such an object in one of its fields, an
/// array that begins with one, and a bare array of turns do as well: models wrap their answers so. Roles are `user` and
/// `assistant` in any case; `human` and `gpt`, the names of the ShareGPT shape, mean the same. Any other role is an
/// error, as a guess could swap the speakers. Titles and contents lose the white space around them.
pub fn parse(text: &str) -> Result<Answer, AnswerError> {
    Search { text, read: 0 }.run()
}

/// How often a text may be read over in search of its object, in bytes: this many for each of its bytes, and some more.
///
/// A failed attempt costs what it has read. In any honest text only a few attempts get beyond their first bytes.
const READS_PER_BYTE: usize = 8;
const READS_TO_SPARE: usize = 4096;

/// A search for the conversation in a text.
struct Search<'a> {
    text: &'a str,
    /// Bytes read so far, over all attempts.
    read: usize,
}

impl Search<'_> {
    fn run(&mut self) -> Result<Answer, AnswerError> {
        let text = self.text;
        if text.trim().is_empty() {
            return Err(AnswerError::Empty);
        }
        let budget = text.len().saturating_mul(READS_PER_BYTE).saturating_add(READS_TO_SPARE);
        // The first failure that looked like JSON says most; one of "{like this}" in prose says something.
        let (mut telling, mut vague, mut array_cut) = (None, None, false);
        let mut from = 0;
        while let Some(at) = text[from..].find(['{', '[']).map(|found| from + found) {
            from = at + 1;
            let is_object = text.as_bytes()[at] == b'{';
            let looks_real = match text[from..].trim_start().as_bytes().first() {
                Some(b'"' | b'}') => is_object,
                Some(b'{') => !is_object,
                None => is_object,
                _ => false,
            };
            if !looks_real {
                if is_object && vague.is_none() {
                    vague = Some(at);
                }
                continue;
            }
            if self.read > budget {
                break;
            }
            let mut values = Deserializer::from_str(&text[at..]).into_iter::<Value>();
            match values.next() {
                Some(Ok(value)) => {
                    let length = values.byte_offset();
                    self.read += length;
                    from = at + length;
                    match conversation_of(value) {
                        Ok((title, turns)) => return read_turns(title, turns),
                        Err(fields) => telling = telling.or(Some(AnswerError::NoTurns { fields })),
                    }
                }
                Some(Err(error)) => {
                    let offset = offset_of(&text[at..], error.line(), error.column());
                    self.read += offset;
                    if error.is_eof() {
                        if is_object {
                            // What stands open to the end owns everything up to there.
                            return Err(match telling {
                                Some(error @ AnswerError::BadJson { .. }) => error,
                                _ => cut_off(text),
                            });
                        }
                        array_cut = true;
                    } else if telling.is_none() && is_object {
                        telling = Some(bad_json(text, at + offset, &error));
                    }
                }
                None => {}
            }
        }
        if array_cut {
            return Err(cut_off(text));
        }
        Err(match (telling, vague) {
            (Some(error), _) => error,
            (None, Some(at)) => AnswerError::BadJson {
                part: excerpt::start_of(&text[at..]),
                reason: "no quoted field name follows the brace".to_owned(),
            },
            (None, None) => AnswerError::NoJson { part: excerpt::start_of(text) },
        })
    }
}

fn cut_off(text: &str) -> AnswerError {
    AnswerError::CutOff { part: excerpt::end_of(text.trim_end()) }
}

fn bad_json(text: &str, at: usize, error: &serde_json::Error) -> AnswerError {
    let mut reason = error.to_string();
    // The line and column count from the brace, not from where the reader starts; the part says where it is.
    if let Some(end) = reason.rfind(" at line ") {
        reason.truncate(end);
    }
    AnswerError::BadJson { part: excerpt::around(text, at), reason: excerpt::start_of(&reason) }
}

/// The byte offset of a line and column, both from 1, as serde_json counts them (columns in bytes).
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column).min(text.len())
}

/// Title and turns of a value that is a conversation in one of the shapes accepted; else what fields it has.
fn conversation_of(value: Value) -> Result<(Option<String>, Vec<Value>), String> {
    match value {
        Value::Object(mut fields) => {
            if let Some(found) = take_turns(&mut fields) {
                return Ok(found);
            }
            let wrapped = fields.values_mut().find_map(|inner| take_turns(inner.as_object_mut()?));
            wrapped.ok_or_else(|| excerpt::start_of(&fields.keys().map(String::as_str).collect::<Vec<_>>().join(", ")))
        }
        Value::Array(mut items) => match items.first_mut() {
            Some(Value::Object(first)) if first.contains_key("role") => Ok((None, items)),
            Some(Value::Object(first)) => take_turns(first).ok_or_else(|| "none, it is an array".to_owned()),
            _ => Err("none, it is an array".to_owned()),
        },
        _ => Err("none".to_owned()),
    }
}

/// The turns of an object that has an array of them, and its title.
fn take_turns(fields: &mut Map<String, Value>) -> Option<(Option<String>, Vec<Value>)> {
    let turns = std::mem::take(fields.get_mut("turns")?.as_array_mut()?);
    let title = fields.get("title").and_then(Value::as_str).map(str::trim).filter(|title| !title.is_empty());
    Some((title.map(str::to_owned), turns))
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
