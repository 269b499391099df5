//! One message, whatever a format calls its parts.

use serde_json::{Map, Value};

use crate::domain::conversation::{Role, Turn};
use crate::domain::quoted::{quoted, shortened};
use crate::import::fault::Wrong;
use crate::import::formats::Talk;

/// OASST says `prompter` and `text`, Gemini `parts`, Claude's export `sender`.
const ROLE: [&str; 3] = ["role", "from", "sender"];
const CONTENT: [&str; 4] = ["content", "value", "text", "parts"];

/// The types of parts that are texts; OpenAI's Responses API tells questions from answers.
const TEXTS: [&str; 3] = ["text", "input_text", "output_text"];

const USER: [&str; 3] = ["user", "human", "prompter"];
const ASSISTANT: [&str; 7] = ["assistant", "gpt", "chatgpt", "model", "bot", "bing", "bard"];
const SYSTEM: [&str; 2] = ["system", "developer"];
const TOOL: [&str; 5] = ["tool", "function", "function_call", "observation", "ipython"];

/// What calls a tool beside a text, or instead of one.
const CALLS: [&str; 2] = ["tool_calls", "function_call"];
/// What Claude's export has beside a text that a file came with.
const FILES: [&str; 2] = ["attachments", "files"];

/// How much of an answer a trainer learns: OpenAI and Mistral say 0 for nothing, others `false` under one of these names.
const WEIGHT: &str = "weight";
const LEARNED: [&str; 3] = ["loss", "train", "training"];

/// Who speaks.
enum Speaker {
    System,
    Of(Role),
}

/// Adds the messages of a list to a conversation. System messages come before all turns, and are kept aside.
pub(super) fn add(list: &[Value], talk: &mut Talk) -> Result<(), Wrong> {
    for (place, message) in list.iter().enumerate() {
        add_one(message, talk).map_err(|wrong| wrong.within(&format!("[{place}]")))?;
    }
    Ok(())
}

pub(super) fn add_one(message: &Value, talk: &mut Talk) -> Result<(), Wrong> {
    let Some(fields) = message.as_object() else { return Err(Wrong::row("expected an object with role and content")) };
    let speaker = speaker(fields)?;
    check_beside(fields)?;
    let (name, content) = content(fields)?;
    if matches!(speaker, Speaker::Of(Role::Assistant)) {
        check_weight(fields)?;
    }
    match speaker {
        Speaker::Of(role) => talk.turns.push(Turn { role, content: checked(name, content)? }),
        Speaker::System if !talk.turns.is_empty() => {
            return Err(Wrong::field(
                "role",
                "a system message behind a turn; only those before all turns can be kept",
            ));
        }
        // Some dumps begin with an empty one.
        Speaker::System if content.trim().is_empty() => {}
        Speaker::System => {
            let content = checked(name, content)?;
            let before = talk.system.take().map(|before| before + "\n\n").unwrap_or_default();
            talk.system = Some(before + &content);
        }
    }
    Ok(())
}

fn speaker(fields: &Map<String, Value>) -> Result<Speaker, Wrong> {
    let found = ROLE.iter().find_map(|name| Some((*name, given(fields, name)?)));
    let Some((name, role)) = found else { return Err(Wrong::field("role", "missing")) };
    let Some(word) = role.as_str() else { return Err(Wrong::field(name, "expected a text")) };
    let lower = word.trim().to_lowercase();
    let is = |known: &[&str]| known.contains(&lower.as_str());
    match () {
        () if is(&USER) => Ok(Speaker::Of(Role::User)),
        () if is(&ASSISTANT) => Ok(Speaker::Of(Role::Assistant)),
        () if is(&SYSTEM) => Ok(Speaker::System),
        () if is(&TOOL) => {
            Err(Wrong::field(name, format!("{} is a tool, and calls of tools cannot be kept", quoted(word))))
        }
        () => Err(Wrong::field(name, format!("unknown speaker {}; expected user, assistant or system", quoted(word)))),
    }
}

/// The value of a field; `None` for null, too.
fn given<'r>(fields: &'r Map<String, Value>, name: &str) -> Option<&'r Value> {
    fields.get(name).filter(|value| !value.is_null())
}

/// Whether each element is a message, as its fields tell.
pub(super) fn are_messages(value: &Value) -> bool {
    let is_message = |element: &Value| ROLE.iter().take(2).any(|name| element.get(*name).is_some());
    value.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(is_message))
}

/// Whether this message is the assistant's.
pub(super) fn is_answer(fields: &Map<String, Value>) -> bool {
    matches!(speaker(fields), Ok(Speaker::Of(Role::Assistant)))
}

/// A call of a tool, and a file, would be lost beside the text.
fn check_beside(fields: &Map<String, Value>) -> Result<(), Wrong> {
    let is_there = |name: &&&str| given(fields, name).is_some_and(|value| !is_nothing(value));
    if let Some(name) = CALLS.iter().find(is_there) {
        return Err(Wrong::field(*name, "a call of a tool, which cannot be kept"));
    }
    match FILES.iter().find(is_there).filter(|_| fields.contains_key("sender")) {
        Some(name) => Err(Wrong::field(*name, "a file beside the text, which cannot be kept")),
        None => Ok(()),
    }
}

/// Whether a field says that there is nothing. A data frame writes lists as texts.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::String(text) => matches!(text.trim(), "" | "[]" | "{}" | "null" | "None"),
        Value::Null | Value::Bool(false) => true,
        _ => false,
    }
}

/// The text, and the name of its field. Parts that are nothing but text are joined.
fn content(fields: &Map<String, Value>) -> Result<(&'static str, String), Wrong> {
    // Some exports of Claude's have an empty list beside the text.
    let is_empty = |value: &Value| value.as_array().is_some_and(Vec::is_empty) && fields.contains_key("text");
    let found = CONTENT.iter().find_map(|name| Some((*name, given(fields, name).filter(|value| !is_empty(value))?)));
    match found {
        None => Err(Wrong::field("content", "missing")),
        Some((name, Value::String(text))) => Ok((name, text.clone())),
        Some((name, Value::Array(parts))) => match parts.iter().map(part).collect::<Option<Vec<&str>>>() {
            Some(texts) => Ok((name, joined(&texts))),
            None => Err(Wrong::field(name, "it has a part that is no text")),
        },
        Some((name, _)) => Err(Wrong::field(name, "expected a text")),
    }
}

/// The text of a part; `None` for an image and the like.
pub(super) fn part(part: &Value) -> Option<&str> {
    match (&part["type"], part["text"].as_str()) {
        (Value::Null, Some(text)) => Some(text),
        (Value::String(kind), Some(text)) if TEXTS.contains(&kind.as_str()) => Some(text),
        _ => part.as_str(),
    }
}

/// The parts as one text. Between two words a blank is set where neither part has one.
fn joined(texts: &[&str]) -> String {
    texts.iter().fold(String::new(), |mut whole, text| {
        if whole.chars().next_back().is_some_and(ends_word) && text.chars().next().is_some_and(begins_word) {
            whole.push(' ');
        }
        whole + text
    })
}

/// Whether a word, or a mark behind one, ends with this letter.
fn ends_word(letter: char) -> bool {
    begins_word(letter) || matches!(letter, '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']' | '”' | '’' | '%')
}

/// Chinese, Japanese and Thai part no words by blanks.
fn begins_word(letter: char) -> bool {
    let is_unparted = matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    letter.is_alphanumeric() && !is_unparted
}

/// An answer that its trainer shall not learn would be an ordinary turn here.
fn check_weight(fields: &Map<String, Value>) -> Result<(), Wrong> {
    let lost = "and an import would lose that; each answer that comes in is learned";
    if let Some(weight) = fields.get(WEIGHT).filter(|weight| !weight.is_null() && weight.as_f64() != Some(1.0)) {
        let given = shortened(&weight.to_string());
        return Err(Wrong::field(WEIGHT, format!("{given} says how much of this answer a trainer learns, {lost}")));
    }
    match LEARNED.iter().find(|name| fields.get(**name) == Some(&Value::Bool(false))) {
        Some(name) => Err(Wrong::field(*name, format!("false says that no trainer learns this answer, {lost}"))),
        None => Ok(()),
    }
}

/// The text as it is. An empty one is no turn, and PostgreSQL keeps no NUL.
pub(super) fn checked(name: &str, text: String) -> Result<String, Wrong> {
    match () {
        () if text.trim().is_empty() => Err(Wrong::field(name, "it is empty")),
        () if text.contains('\0') => Err(Wrong::field(name, "it holds the character U+0000, which no database keeps")),
        () => Ok(text),
    }
}
