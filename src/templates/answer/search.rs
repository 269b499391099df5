//! Finds the JSON of a conversation in the text around it.

use serde_json::{Deserializer, Map, Value};

use crate::quality::excerpt;
use crate::templates::answer::error::AnswerError;

/// The search reads at most this many bytes for each byte of the text, and [`READS_TO_SPARE`] more.
///
/// A failed attempt costs the bytes it read. In ordinary text few attempts get past their first bytes.
const READS_PER_BYTE: usize = 8;
const READS_TO_SPARE: usize = 4096;

/// The title and the turns, not yet checked.
type Found = (Option<String>, Vec<Value>);

/// The title and the turns of the first conversation in a text.
pub(super) fn conversation_in(text: &str) -> Result<Found, AnswerError> {
    if text.trim().is_empty() {
        return Err(AnswerError::Empty);
    }
    Search::new(text).run()
}

struct Search<'a> {
    text: &'a str,
    /// Bytes read so far, over all attempts.
    read: usize,
    /// The first failure of something like JSON: the most helpful message.
    telling: Option<AnswerError>,
    /// The first brace in prose, "{like this}": the next best message.
    vague: Option<usize>,
    /// Whether the text ended inside an array.
    array_cut: bool,
}

impl<'a> Search<'a> {
    fn new(text: &'a str) -> Search<'a> {
        Search { text, read: 0, telling: None, vague: None, array_cut: false }
    }

    fn run(&mut self) -> Result<Found, AnswerError> {
        let text = self.text;
        let budget = text.len().saturating_mul(READS_PER_BYTE).saturating_add(READS_TO_SPARE);
        let mut from = 0;
        while let Some(at) = text[from..].find(['{', '[']).map(|found| from + found) {
            from = at + 1;
            if !looks_real(&text[at..]) {
                if text.as_bytes()[at] == b'{' {
                    self.vague = self.vague.or(Some(at));
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
                        Ok(found) => return Ok(found),
                        Err(fields) => self.telling = self.telling.take().or(Some(AnswerError::NoTurns { fields })),
                    }
                }
                Some(Err(error)) => self.failed(at, &error)?,
                None => {}
            }
        }
        Err(self.nothing_found())
    }

    /// Records why no JSON could be read at `at`. An error ends the search.
    fn failed(&mut self, at: usize, error: &serde_json::Error) -> Result<(), AnswerError> {
        let is_object = self.text.as_bytes()[at] == b'{';
        let offset = offset_of(&self.text[at..], error.line(), error.column());
        self.read += offset;
        match (error.is_eof(), is_object) {
            // An object that is open at the end contains the rest of the text.
            (true, true) => {
                return Err(match self.telling.take() {
                    Some(error @ AnswerError::BadJson { .. }) => error,
                    _ => cut_off(self.text),
                });
            }
            (true, false) => self.array_cut = true,
            (false, true) if self.telling.is_none() => self.telling = Some(bad_json(self.text, at + offset, error)),
            (false, _) => {}
        }
        Ok(())
    }

    fn nothing_found(&mut self) -> AnswerError {
        match (self.array_cut, self.telling.take(), self.vague) {
            (true, _, _) => cut_off(self.text),
            (false, Some(error), _) => error,
            (false, None, Some(at)) => AnswerError::BadJson {
                part: excerpt::start_of(&self.text[at..]),
                reason: "no quoted field name follows the brace".to_owned(),
            },
            (false, None, None) => AnswerError::NoJson { part: excerpt::start_of(self.text) },
        }
    }
}

/// Whether the first brace or bracket opens JSON, not prose.
fn looks_real(text: &str) -> bool {
    let is_object = text.starts_with('{');
    match text[1..].trim_start().as_bytes().first() {
        Some(b'"' | b'}') => is_object,
        Some(b'{') => !is_object,
        None => is_object,
        _ => false,
    }
}

fn cut_off(text: &str) -> AnswerError {
    AnswerError::CutOff { part: excerpt::end_of(text.trim_end()) }
}

fn bad_json(text: &str, at: usize, error: &serde_json::Error) -> AnswerError {
    let mut reason = error.to_string();
    // The line and column count from the brace, which helps nobody: the quoted part shows the place.
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

/// Title and turns of a value in one of the known shapes; else the names of its fields.
fn conversation_of(value: Value) -> Result<Found, String> {
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
fn take_turns(fields: &mut Map<String, Value>) -> Option<Found> {
    let turns = std::mem::take(fields.get_mut("turns")?.as_array_mut()?);
    let title = fields.get("title").and_then(Value::as_str).map(str::trim).filter(|title| !title.is_empty());
    Some((title.map(str::to_owned), turns))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes read in search of an answer.
    fn reads(text: &str) -> usize {
        let mut search = Search::new(text);
        let _ = search.run();
        search.read
    }

    #[test]
    fn no_text_is_read_over_more_than_a_few_times() {
        let length = 1 << 18;
        for unit in [
            "{",
            "{{",
            "[{",
            "{\"a\":",
            "[",
            "{\"a\":[{",
            "[{\"",
            "{\"",
            "{\"a\":\"",
            "[{},\"",
            "{} ",
            "[{\"a\":1},",
            "\"[{\",{\"\":",
        ] {
            let text = unit.repeat(length / unit.len());
            // One attempt may begin within the budget and read the whole text once more.
            assert!(reads(&text) <= (READS_PER_BYTE + 1) * text.len() + READS_TO_SPARE, "{unit}");
        }
        let twice = reads(&"[{\"a\":".repeat(40_000)) as f64 / reads(&"[{\"a\":".repeat(20_000)) as f64;
        assert!(twice < 2.5, "twice the text took {twice} times the reads");
    }
}
