//! Finds the JSON of a conversation in the text around it.

use std::collections::BTreeSet;

use serde_json::{Deserializer, Value};

use crate::quality::excerpt;
use crate::templates::answer::error::AnswerError;
use crate::templates::answer::reasoning::{self, Mark};
use crate::templates::answer::repair::{Repair, repaired};
use crate::templates::answer::turns::Answer;
use crate::templates::answer::{shapes, turns};

/// The search reads at most this many bytes for each byte of the text, and [`READS_TO_SPARE`] more.
///
/// A failed attempt costs the bytes it read. In ordinary text few attempts get past their first bytes.
const READS_PER_BYTE: usize = 8;
const READS_TO_SPARE: usize = 4096;

/// The last conversation in a text, outside the reasoning.
pub(super) fn answer_in(text: &str) -> Result<Answer, AnswerError> {
    if text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}').is_empty() {
        return Err(AnswerError::Empty);
    }
    let mut search = Search::new(text);
    let found = search.run();
    if search.marks.is_empty() {
        return found;
    }
    let parts = reasoning::outside(&search.marks, text.len());
    let mut failed = None;
    for part in parts {
        let is_blank = text[part.clone()].trim().is_empty();
        match Search::new(&text[part.clone()]).run() {
            Ok(answer) => return Ok(answer),
            // Reasoning that begins and never ends: prose before it is no answer.
            Err(AnswerError::NoJson { .. }) if part.end < text.len() => {
                failed.get_or_insert(AnswerError::OnlyReasoning { part: excerpt::end_of(text) });
            }
            Err(_) if is_blank => {
                failed.get_or_insert(AnswerError::OnlyReasoning { part: excerpt::end_of(text) });
            }
            Err(error) => {
                failed.get_or_insert(error);
            }
        }
    }
    Err(failed.unwrap_or(AnswerError::Empty))
}

struct Search<'a> {
    text: &'a str,
    /// Bytes read so far, over all attempts.
    read: usize,
    /// The last conversation that could be read.
    answer: Option<Answer>,
    /// Why the first thing like a conversation could not be read.
    unread: Option<AnswerError>,
    /// The marks of reasoning outside the JSON, in their order.
    marks: Vec<Mark>,
    /// The first failure of something like JSON: the most helpful message.
    telling: Option<AnswerError>,
    /// The first brace in prose, "{like this}": the next best message.
    vague: Option<usize>,
    /// Whether the text ended inside an array.
    array_cut: bool,
}

/// What stands at a place of the text.
enum Read {
    /// A value, its length in the text and its repairs.
    Value(Value, usize, BTreeSet<Repair>),
    Failed(serde_json::Error),
}

impl<'a> Search<'a> {
    fn new(text: &'a str) -> Search<'a> {
        Search {
            text,
            read: 0,
            answer: None,
            unread: None,
            marks: Vec::new(),
            telling: None,
            vague: None,
            array_cut: false,
        }
    }

    fn run(&mut self) -> Result<Answer, AnswerError> {
        let text = self.text;
        let budget = text.len().saturating_mul(READS_PER_BYTE).saturating_add(READS_TO_SPARE);
        let (mut from, mut outside_from) = (0, 0);
        let mut open_object = None;
        while let Some(at) = text[from..].find(['{', '[', '"']).map(|found| from + found) {
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
            match self.read_at(at) {
                // A quote in prose may stand before the JSON.
                Read::Value(Value::String(text), ..) if !shapes::is_conversation(&text) => {}
                Read::Value(value, length, repairs) => {
                    self.mark(outside_from, at);
                    from = at + length;
                    outside_from = from;
                    self.take(value, repairs);
                }
                Read::Failed(error) => {
                    if let Err(error) = self.failed(at, &error) {
                        open_object = Some((at, error));
                        break;
                    }
                }
            }
        }
        let end = open_object.as_ref().map_or(text.len(), |(at, _)| *at);
        self.mark(outside_from, end);
        if let Some(answer) = self.answer.take() {
            return Ok(answer);
        }
        if let Some(error) = self.unread.take() {
            return Err(error);
        }
        Err(open_object.map_or_else(|| self.nothing_found(), |(_, error)| error))
    }

    /// Keeps the marks of reasoning in a part of the text that is no JSON.
    fn mark(&mut self, from: usize, to: usize) {
        let marks = reasoning::marks_in(&self.text[from..to]).into_iter();
        self.marks.extend(marks.map(|mark| Mark { at: from + mark.at.start..from + mark.at.end, ..mark }));
    }

    /// Reads the JSON at `at`, repaired where it has one meaning only.
    fn read_at(&mut self, at: usize) -> Read {
        let rest = &self.text[at..];
        let mut values = Deserializer::from_str(rest).into_iter::<Value>();
        let error = match values.next() {
            Some(Ok(value)) => {
                let length = values.byte_offset();
                self.read += length;
                return Read::Value(value, length, BTreeSet::new());
            }
            Some(Err(error)) if !error.is_eof() && !rest.starts_with('"') => error,
            Some(Err(error)) => return Read::Failed(error),
            None => return Read::Failed(serde::de::Error::custom("no JSON")),
        };
        let mended = repaired(rest);
        self.read += mended.length;
        if mended.repairs.is_empty() {
            return Read::Failed(error);
        }
        match serde_json::from_str(&mended.json) {
            Ok(value) => Read::Value(value, mended.length, mended.repairs),
            Err(cut_off) if cut_off.is_eof() => Read::Failed(cut_off),
            Err(_) => Read::Failed(error),
        }
    }

    fn take(&mut self, value: Value, mut repairs: BTreeSet<Repair>) {
        match shapes::conversation_of(value) {
            Ok(mut found) => {
                found.repairs.append(&mut repairs);
                match turns::read(found) {
                    Ok(answer) => self.answer = Some(answer),
                    Err(error) => self.unread = self.unread.take().or(Some(error)),
                }
            }
            Err(fields) => self.telling = self.telling.take().or(Some(AnswerError::NoTurns { fields })),
        }
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
    if let Some(string) = text.strip_prefix('"') {
        return holds_json(string);
    }
    match text[1..].trim_start().as_bytes().first() {
        Some(b'"' | b'}') => is_object,
        Some(b'{') => !is_object,
        None => is_object,
        _ => false,
    }
}

/// Whether a quote opens a string that holds JSON.
fn holds_json(string: &str) -> bool {
    let mut rest = string.trim_start();
    while let Some(after) = ["\\n", "\\r", "\\t"].iter().find_map(|escape| rest.strip_prefix(escape)) {
        rest = after.trim_start();
    }
    ["{", "[{", "["].iter().any(|open| rest.strip_prefix(open).is_some_and(|rest| rest.trim_start().starts_with('\\')))
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
