//! The formats: one file for each way to write a conversation down.

mod alpaca;
mod gemini;
mod message;
mod messages;
mod native;
mod oasst;
mod pairs;
mod sharegpt;

use serde_json::{Map, Value};

use crate::domain::conversation::Turn;
use crate::domain::import::ImportFormat;
use crate::domain::quoted::listed;
use crate::import::about;
use crate::import::fault::Wrong;
use crate::import::json::parse;
use crate::import::rows;

pub(super) use messages::NAME as MESSAGES;
pub(super) use oasst::{answered, best, is_question};

/// The fields of the system prompt beside the turns; OpenOrca says `system_prompt`.
const SYSTEM: [&str; 2] = ["system", "system_prompt"];
/// The most turns of a conversation. Checking and storing more takes minutes.
const MOST_TURNS: usize = 1000;

/// A conversation as its format gives it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Talk {
    /// The system prompt; not a turn.
    pub(super) system: Option<String>,
    pub(super) turns: Vec<Turn>,
}

/// The formats that a row can be read in. One is clear; several or none are not.
pub(super) fn formats_of(row: &Map<String, Value>) -> Vec<ImportFormat> {
    let fits = [
        (ImportFormat::Messages, fits_messages(row)),
        (ImportFormat::ShareGpt, sharegpt::fits(row)),
        (ImportFormat::Alpaca, alpaca::fits(row)),
        (ImportFormat::Native, native::fits(row)),
    ];
    let fits: Vec<ImportFormat> = fits.into_iter().filter(|(_, fits)| *fits).map(|(format, _)| format).collect();
    if fits.is_empty() && sharegpt::fits_data(row) { vec![ImportFormat::ShareGpt] } else { fits }
}

/// The messages of one conversation, under whatever name, or one message of a tree.
fn fits_messages(row: &Map<String, Value>) -> bool {
    messages::fits(row) || gemini::fits(row) || pairs::fits(row) || oasst::fits(row) || rows::is_message(row)
}

fn read_messages(row: &Map<String, Value>) -> Result<Talk, Wrong> {
    match () {
        () if messages::fits(row) => messages::read(row),
        () if gemini::fits(row) => gemini::read(row),
        () if pairs::fits(row) => pairs::read(row),
        () if oasst::fits(row) => oasst::read(row),
        () => messages::read(row),
    }
}

/// Why rows of a known shape are not imported; `None` for all others. Messages that end with an answer are a conversation,
/// whatever is preferred beside them.
pub(super) fn refusal(row: &Map<String, Value>) -> Option<&'static str> {
    let preference = || pairs::preference(row).filter(|_| !messages::are_answered(row));
    let judgement = || pairs::judgement(row).filter(|_| !formats_of(row).is_empty());
    preference().or_else(judgement)
}

/// Whether somebody speaks in this object, and what.
pub(super) fn check_message(message: &Value) -> Result<(), Wrong> {
    message::add_one(message, &mut Talk::default())
}

/// Undoes what our own export altered for trainers.
pub(super) fn restore(row: &mut Map<String, Value>) {
    if native::fits(row) {
        native::restore(row);
    }
}

/// Reads a row in a format. Those of a table have a format of their own inside, and are not read as `csv`.
pub(super) fn read(format: ImportFormat, row: &Map<String, Value>) -> Result<Talk, Wrong> {
    if let Some(refusal) = refusal(row) {
        return Err(Wrong::row(refusal));
    }
    let mut talk = match format {
        ImportFormat::Messages => read_messages(row)?,
        ImportFormat::ShareGpt => sharegpt::read(row)?,
        ImportFormat::Alpaca => alpaca::read(row)?,
        ImportFormat::Native => native::read(row)?,
        ImportFormat::Csv => return Err(Wrong::row("a table in a table")),
    };
    if talk.system.is_none() {
        talk.system = system(row)?;
    }
    match talk.turns.len() {
        0 => Err(Wrong::row("it has no turns")),
        many if many > MOST_TURNS => Err(Wrong::row(format!("{many} turns; the most are {MOST_TURNS}"))),
        _ => Ok(talk),
    }
}

/// The system prompt beside the turns: a text, or a list of texts as Bedrock and Anthropic have it.
fn system(row: &Map<String, Value>) -> Result<Option<String>, Wrong> {
    let is_empty = |value: &Value| value.as_str().is_some_and(|text| text.trim().is_empty());
    let given = SYSTEM.iter().find_map(|name| Some((*name, row.get(*name).filter(|value| !is_empty(value))?)));
    let Some((name, value)) = given else { return Ok(None) };
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(parts) => {
            let no_text = |place| Wrong::field(format!("{name}[{place}]"), "it is no text, and would be lost");
            let texts = parts.iter().enumerate().map(|(place, part)| message::part(part).ok_or_else(|| no_text(place)));
            texts.collect::<Result<Vec<&str>, Wrong>>()?.join("\n\n")
        }
        _ => return Err(Wrong::field(name, "expected a text, or a list of texts")),
    };
    if text.trim().is_empty() { Ok(None) } else { message::checked(name, text).map(Some) }
}

/// Whether some format, or the subject of a conversation, has a field of this name.
pub(super) fn is_known(name: &str) -> bool {
    holds_list(name)
        || SYSTEM.contains(&name)
        || rows::is_of_message(name)
        || alpaca::NAMES.contains(&name)
        || about::NAMES.contains(&name)
}

/// Whether no conversation can be read without a field of this name, where a file has it.
pub(super) fn is_needed(name: &str) -> bool {
    holds_list(name) || rows::is_of_message(name) || alpaca::is_of_pair(name)
}

/// The list that a text holds as JSON, under a name whose field is a list, or may be one. A prompt that is a text may
/// begin with a bracket, too.
pub(super) fn list_of(name: &str, text: &str) -> Result<Option<Value>, Wrong> {
    let text = text.trim();
    match () {
        () if !text.starts_with('[') => Ok(None),
        () if holds_list(name) => parse(text.as_bytes()).map(Some).map_err(|wrong| wrong.within(name)),
        () if pairs::is_side(name) => Ok(parse(text.as_bytes()).ok().filter(message::are_messages)),
        () => Ok(None),
    }
}

/// Whether the field of this name holds a list, as JSON in a cell of a table.
pub(super) fn holds_list(name: &str) -> bool {
    messages::NAMES.contains(&name)
        || sharegpt::NAMES.contains(&name)
        || native::NAME == name
        || ["history", gemini::NAME].contains(&name)
}

/// The list in one of these fields, and the field's name.
fn list_in<'r>(row: &'r Map<String, Value>, names: &[&'static str]) -> Result<(&'static str, &'r [Value]), Wrong> {
    let found = names.iter().find_map(|name| Some((*name, row.get(*name)?)));
    match found {
        Some((name, Value::Array(list))) => Ok((name, list)),
        Some((name, _)) => Err(Wrong::field(name, "expected a list")),
        None => {
            let there: Vec<&str> = row.keys().map(String::as_str).collect();
            Err(Wrong::row(format!("it has no field {}; its fields: {}", names.join(" or "), listed(&there))))
        }
    }
}
