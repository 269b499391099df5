//! Finds the JSON of a known shape in the text around it.

use std::collections::BTreeSet;

use serde_json::{Deserializer, Value};

use crate::domain::excerpt;
use crate::domain::json_search::error::JsonError;
use crate::domain::json_search::reasoning::{self, Mark};
use crate::domain::json_search::repair::{Repair, repaired};
use crate::domain::json_search::{slips, tex};

/// What a search looks for.
pub(crate) trait Wanted {
    /// What is found.
    type Found;
    /// Why it is not.
    type Error: From<JsonError>;

    /// Whether a string holds it as JSON.
    fn is_in(text: &str) -> bool;
    /// Reads it from a JSON value that was found, after these repairs.
    fn read(value: Value, repairs: BTreeSet<Repair>) -> Result<Self::Found, Unfit<Self::Error>>;
    /// What two finds mean together, with nothing but `between` between them. By itself, the later counts.
    fn joined(_before: Self::Found, after: Self::Found, _between: &str) -> Self::Found {
        after
    }
    /// Whether a find is only a piece, which counts where nothing before it failed to be read.
    fn is_piece(_found: &Self::Found) -> bool {
        false
    }
}

/// Why a JSON value is not what was looked for.
pub(crate) enum Unfit<E> {
    /// Something else, which may stand before it.
    Other(E),
    /// It is meant to be it, and has a fault.
    Faulty(E),
}

/// The search reads at most this many bytes for each byte of the text, and [`READS_TO_SPARE`] more.
///
/// A failed attempt costs the bytes it read. In ordinary text few attempts get past their first bytes.
const READS_PER_BYTE: usize = 8;
const READS_TO_SPARE: usize = 4096;

/// The last fitting JSON in a text, outside the reasoning.
pub(crate) fn find<W: Wanted>(text: &str) -> Result<W::Found, W::Error> {
    if text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}').is_empty() {
        return Err(JsonError::Empty.into());
    }
    let mut search = Search::<W>::new(text);
    let found = search.run();
    if search.marks.is_empty() {
        return found.map_err(Missing::into_error);
    }
    let parts = reasoning::outside(&search.marks, text.len());
    let mut failed = None;
    for part in parts {
        let is_blank = text[part.clone()].trim().is_empty();
        let only_reasoning = || JsonError::OnlyReasoning { part: excerpt::end_of(text) }.into();
        match Search::<W>::new(&text[part.clone()]).run() {
            Ok(found) => return Ok(found),
            // Reasoning that begins and never ends: prose before it is no answer.
            Err(Missing::Json(JsonError::NoJson { .. })) if part.end < text.len() => {
                failed.get_or_insert_with(only_reasoning);
            }
            Err(_) if is_blank => {
                failed.get_or_insert_with(only_reasoning);
            }
            Err(error) => {
                failed.get_or_insert_with(|| error.into_error());
            }
        }
    }
    Err(failed.unwrap_or_else(|| JsonError::Empty.into()))
}

/// Why nothing was found in a part of the text.
enum Missing<E> {
    Json(JsonError),
    Unfit(E),
}

impl<E: From<JsonError>> Missing<E> {
    fn into_error(self) -> E {
        match self {
            Missing::Json(error) => error.into(),
            Missing::Unfit(error) => error,
        }
    }
}

struct Search<'a, W: Wanted> {
    text: &'a str,
    /// Bytes read so far, over all attempts.
    read: usize,
    /// The last fitting value.
    found: Option<W::Found>,
    /// The fault of the first value that nearly fits.
    unread: Option<W::Error>,
    /// The marks of reasoning outside the JSON, in their order.
    marks: Vec<Mark>,
    /// The first failure of something like JSON: the most helpful message.
    telling: Option<Missing<W::Error>>,
    /// The first brace in prose, "{like this}": the next best message.
    vague: Option<usize>,
    /// Whether the text ended inside an array.
    array_cut: bool,
    /// Whether anything like JSON could not be read: pieces of it are no answer.
    broken: bool,
}

/// What stands at a place of the text.
enum Read {
    /// A value, its length in the text and its repairs.
    Value(Value, usize, BTreeSet<Repair>),
    Failed(serde_json::Error),
}

impl<'a, W: Wanted> Search<'a, W> {
    fn new(text: &'a str) -> Search<'a, W> {
        Search {
            text,
            read: 0,
            found: None,
            unread: None,
            marks: Vec::new(),
            telling: None,
            vague: None,
            array_cut: false,
            broken: false,
        }
    }

    fn run(&mut self) -> Result<W::Found, Missing<W::Error>> {
        let text = self.text;
        let budget = text.len().saturating_mul(READS_PER_BYTE).saturating_add(READS_TO_SPARE);
        let (mut from, mut outside_from) = (0, 0);
        let mut open_object = None;
        while let Some(at) = text[from..].find(['{', '[', '"']).map(|found| from + found) {
            from = at + 1;
            let is_real = looks_real(&text[at..]);
            if !is_real && !slips::may_open_object(&text[at..]) && !slips::may_open_array(&text[at..]) {
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
                Read::Value(Value::String(text), ..) if !W::is_in(&text) => {}
                Read::Value(mut value, length, mut repairs) => {
                    repairs.extend(tex::restore(&mut value).then_some(Repair::TexBackslash));
                    self.mark(outside_from, at);
                    self.take(value, repairs, &text[outside_from..at]);
                    from = at + length;
                    outside_from = from;
                }
                // Prose may look like it, so its end says nothing.
                Read::Failed(error) if !is_real => {
                    self.array_cut |= error.is_eof();
                    self.vague = self.vague.or(Some(at).filter(|at| text.as_bytes()[*at] == b'{'));
                }
                Read::Failed(error) => {
                    self.broken |= text.as_bytes()[at] != b'"';
                    if let Err(error) = self.failed(at, &error) {
                        open_object = Some((at, error));
                        break;
                    }
                }
            }
        }
        let end = open_object.as_ref().map_or(text.len(), |(at, _)| *at);
        self.mark(outside_from, end);
        if let Some(found) = self.found.take() {
            return Ok(found);
        }
        if let Some(error) = self.unread.take() {
            return Err(Missing::Unfit(error));
        }
        Err(open_object.map_or_else(|| self.nothing_found(), |(_, error)| Missing::Json(error)))
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
            Some(Err(error)) if !rest.starts_with('"') => error,
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
            // Not the error of what was mended, whose places are others.
            Err(_) => Read::Failed(error),
        }
    }

    fn take(&mut self, value: Value, repairs: BTreeSet<Repair>, between: &str) {
        match W::read(value, repairs) {
            Ok(piece) if self.broken && W::is_piece(&piece) => {}
            Ok(found) => {
                self.found = Some(match self.found.take() {
                    Some(before) if !self.broken => W::joined(before, found, between),
                    _ => found,
                });
            }
            Err(Unfit::Faulty(error)) => self.unread = self.unread.take().or(Some(error)),
            Err(Unfit::Other(error)) => self.telling = self.telling.take().or(Some(Missing::Unfit(error))),
        }
    }

    /// Records why no JSON could be read at `at`. An error ends the search.
    fn failed(&mut self, at: usize, error: &serde_json::Error) -> Result<(), JsonError> {
        let is_object = self.text.as_bytes()[at] == b'{';
        let offset = offset_of(&self.text[at..], error.line(), error.column());
        self.read += offset;
        match (error.is_eof(), is_object) {
            // An object that is open at the end contains the rest of the text.
            (true, true) => {
                return Err(match self.telling.take() {
                    Some(Missing::Json(error @ JsonError::BadJson { .. })) => error,
                    _ => cut_off(self.text),
                });
            }
            (true, false) => self.array_cut = true,
            (false, true) if self.telling.is_none() => {
                self.telling = Some(Missing::Json(bad_json(self.text, at + offset, error)));
            }
            (false, _) => {}
        }
        Ok(())
    }

    fn nothing_found(&mut self) -> Missing<W::Error> {
        let json = match (self.array_cut, self.telling.take(), self.vague) {
            (true, _, _) => cut_off(self.text),
            (false, Some(error), _) => return error,
            (false, None, Some(at)) => JsonError::BadJson {
                part: excerpt::start_of(&self.text[at..]),
                reason: "no quoted field name follows the brace".to_owned(),
            },
            (false, None, None) => JsonError::NoJson { part: excerpt::start_of(self.text) },
        };
        Missing::Json(json)
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

fn cut_off(text: &str) -> JsonError {
    JsonError::CutOff { part: excerpt::end_of(text.trim_end()) }
}

fn bad_json(text: &str, at: usize, error: &serde_json::Error) -> JsonError {
    let mut reason = error.to_string();
    // The line and column count from the brace, which helps nobody: the quoted part shows the place.
    if let Some(end) = reason.rfind(" at line ") {
        reason.truncate(end);
    }
    JsonError::BadJson { part: excerpt::around(text, at), reason: excerpt::start_of(&reason) }
}

/// The byte offset of a line and column, both from 1, as serde_json counts them (columns in bytes).
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An object with turns.
    struct Turns;

    impl Wanted for Turns {
        type Found = Value;
        type Error = JsonError;

        fn is_in(text: &str) -> bool {
            text.contains("turns")
        }

        fn read(value: Value, _: BTreeSet<Repair>) -> Result<Value, Unfit<JsonError>> {
            if value.get("turns").is_some() { Ok(value) } else { Err(Unfit::Other(JsonError::Empty)) }
        }
    }

    /// Bytes read in a search.
    fn reads(text: &str) -> usize {
        let mut search = Search::<Turns>::new(text);
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
            "{a:",
            "{'a':",
            "{'a':'",
            "[{a:'x',",
            "{//\n",
            "{a:/*",
            "}}}{\"a\":[",
        ] {
            let text = unit.repeat(length / unit.len());
            // One attempt may begin within the budget and read the whole text once more.
            assert!(reads(&text) <= (READS_PER_BYTE + 1) * text.len() + READS_TO_SPARE, "{unit}");
        }
        let twice = reads(&"[{\"a\":".repeat(40_000)) as f64 / reads(&"[{\"a\":".repeat(20_000)) as f64;
        assert!(twice < 2.5, "twice the text took {twice} times the reads");
    }
}
