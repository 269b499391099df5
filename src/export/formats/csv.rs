//! CSV: one row an example (RFC 4180: CRLF between rows, quotes doubled), lists as JSON in the last cells.
//!
//! Loaders read a cell that says `null`, `None` or nothing as missing, and `001` as 1: for training, JSONL is safer.

use std::borrow::Cow;

use chrono::SecondsFormat;

use crate::domain::export::Include;
use crate::export::example::{Fields, Value};
use crate::export::formats::format::{Format, Row};
use crate::export::formats::ready::Ready;
use crate::export::metadata::metadata;

/// `spreadsheet_safe` puts an apostrophe before cells that a spreadsheet would run as a formula. A cell with messages
/// always begins with `[`, so that its text is never altered.
#[derive(Debug)]
pub(super) struct Csv {
    include: Include,
    spreadsheet_safe: bool,
    has_rows: bool,
    writer: ::csv::Writer<Ready>,
    ready: Ready,
}

impl Format for Csv {
    fn row(&mut self, row: Row<'_>, out: &mut Vec<u8>) {
        let Row::Example(Fields(example), conversation) = row else { return };
        let Fields(about) = metadata(conversation, self.include);
        let fields = || about.iter().chain(example);
        if !std::mem::replace(&mut self.has_rows, true) {
            self.cells(fields().map(|(name, _)| Cow::Borrowed(name.as_bytes())), out);
        }
        self.cells(fields().map(|(_, value)| cell(value)), out);
    }
}

/// The text of a cell. What is missing is empty.
fn cell<'a>(value: &'a Value<'_>) -> Cow<'a, [u8]> {
    let text = match value {
        Value::Text(text) => return Cow::Borrowed(text.as_bytes()),
        Value::Flag(flag) => flag.to_string(),
        Value::Whole(number) => number.map(|number| number.to_string()).unwrap_or_default(),
        Value::Score(score) => score.map(|score| score.to_string()).unwrap_or_default(),
        Value::Time(time) => time.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)).unwrap_or_default(),
        Value::List(_) | Value::Object(_) => {
            let mut json = Vec::new();
            value.write_json(&mut json);
            return Cow::Owned(json);
        }
    };
    Cow::Owned(text.into_bytes())
}

impl Csv {
    pub(super) fn new(include: Include, spreadsheet_safe: bool) -> Csv {
        let ready = Ready::default();
        let writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(ready.clone());
        Csv { include, spreadsheet_safe, has_rows: false, writer, ready }
    }

    fn cells<'a>(&mut self, cells: impl Iterator<Item = Cow<'a, [u8]>>, out: &mut Vec<u8>) {
        let is_safe = self.spreadsheet_safe;
        let written = self.writer.write_record(cells.map(|cell| if is_safe { safe(cell) } else { cell }));
        written
            .and_then(|()| Ok(self.writer.flush()?))
            .expect("a Vec takes every byte, and all rows of a shape have as many cells");
        self.ready.take(out);
    }
}

/// Disarms what a spreadsheet would run.
fn safe(cell: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    match cell.first() {
        Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n') => Cow::Owned([b"'", &cell[..]].concat()),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The bytes of the earlier writer, so that the same export keeps its checksum. It also quoted cells with white
    /// space at their ends, which no reader needs.
    fn as_before(cells: &[String]) -> String {
        let quote = |cell: &String| match cell.contains([',', '"', '\n', '\r']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell.clone(),
        };
        cells.iter().map(quote).collect::<Vec<_>>().join(",") + "\r\n"
    }

    proptest! {
        #[test]
        fn a_row_has_the_bytes_it_always_had_and_reads_back(
            cells in prop::collection::vec("[a-z,\"\r\n =é;#']{0,8}", 2..6),
        ) {
            let mut out = Vec::new();
            Csv::new(Include::default(), false).cells(cells.iter().map(|cell| Cow::Borrowed(cell.as_bytes())), &mut out);
            prop_assert_eq!(String::from_utf8_lossy(&out), as_before(&cells));
            let read = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&out[..]).into_records().next();
            let read: Vec<String> = read.expect("a row").expect("CSV").iter().map(str::to_owned).collect();
            prop_assert_eq!(read, cells);
        }
    }
}
