//! CSV: one row an example (RFC 4180: CRLF between rows, quotes doubled), lists as JSON in the last cells.
//!
//! Loaders read a cell that says `null`, `None` or nothing as missing, and `001` as 1: for training, JSONL is safer.

use std::io::Write;

use chrono::{DateTime, Datelike, SecondsFormat, Timelike, Utc};

use crate::domain::export::Include;
use crate::export::example::{Fields, Value};
use crate::export::formats::format::{Format, Row};
use crate::export::json_text::{InCell, Plain};
use crate::export::metadata::columns;
use crate::export::plain_text::holds_byte;

/// `spreadsheet_safe` puts an apostrophe before cells that a spreadsheet would run as a formula. A cell with messages
/// always begins with `[`, so that its text is never altered.
#[derive(Debug)]
pub(super) struct Csv {
    include: Include,
    spreadsheet_safe: bool,
    has_rows: bool,
    /// The text of one cell, before it is quoted.
    cell: Vec<u8>,
}

impl Format for Csv {
    fn row(&mut self, row: Row<'_>, out: &mut Vec<u8>) {
        let Row::Example(Fields(example), conversation) = row else { return };
        let Fields(about) = columns(conversation, self.include);
        let fields = || about.iter().chain(example);
        if !std::mem::replace(&mut self.has_rows, true) {
            self.cells(fields(), |(name, _), cell| cell.extend_from_slice(name.as_bytes()), out);
        }
        for (place, (_, value)) in fields().enumerate() {
            if place > 0 {
                out.push(b',');
            }
            match value {
                Value::List(_) | Value::Object(_) => write_document(value, out),
                _ => self.cell(|cell| write_text(value, cell), out),
            }
        }
        out.extend_from_slice(END);
    }
}

/// Between rows.
const END: &[u8] = b"\r\n";

/// Appends a cell of JSON. Its quotes are doubled as it is written: a pass of its own over all turns costs as much as
/// the JSON. It begins with a bracket, so no spreadsheet runs it.
fn write_document(value: &Value<'_>, out: &mut Vec<u8>) {
    let begin = out.len();
    out.push(b'"');
    value.write_json::<InCell>(out);
    match memchr::memchr2(b',', b'"', &out[begin + 1..]) {
        Some(_) => out.push(b'"'),
        None => drop(out.remove(begin)),
    }
}

/// Appends the text of a cell. What is missing is empty.
fn write_text(value: &Value<'_>, cell: &mut Vec<u8>) {
    let written = match value {
        Value::Text(text) => cell.write_all(text.as_bytes()),
        Value::Flag(flag) => write!(cell, "{flag}"),
        Value::Whole(number) => number.map_or(Ok(()), |number| write!(cell, "{number}")),
        Value::Score(score) => score.map_or(Ok(()), |score| write!(cell, "{score}")),
        Value::Time(time) => {
            if let Some(at) = time {
                write_time(*at, cell);
            }
            Ok(())
        }
        Value::List(_) | Value::Object(_) => {
            value.write_json::<Plain>(cell);
            Ok(())
        }
    };
    written.expect("a Vec takes every byte");
}

/// Appends a time as `2026-01-31T12:00:00Z`. By hand: chrono takes as long for two times as for all other columns.
fn write_time(at: DateTime<Utc>, cell: &mut Vec<u8>) {
    if !(0..=9999).contains(&at.year()) || at.nanosecond() >= 1_000_000_000 {
        return cell.extend_from_slice(at.to_rfc3339_opts(SecondsFormat::Secs, true).as_bytes());
    }
    let parts = [at.month(), at.day(), at.hour(), at.minute(), at.second()];
    let two = |number: u32| [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8];
    cell.extend(two(at.year().unsigned_abs() / 100));
    cell.extend(two(at.year().unsigned_abs() % 100));
    for (mark, number) in b"--T::".iter().zip(parts) {
        cell.push(*mark);
        cell.extend(two(number));
    }
    cell.push(b'Z');
}

impl Csv {
    pub(super) fn new(include: Include, spreadsheet_safe: bool) -> Csv {
        Csv { include, spreadsheet_safe, has_rows: false, cell: Vec::new() }
    }

    /// Appends a row; `write` gives the text of each cell.
    fn cells<T>(&mut self, cells: impl Iterator<Item = T>, write: impl Fn(T, &mut Vec<u8>), out: &mut Vec<u8>) {
        for (place, cell) in cells.enumerate() {
            if place > 0 {
                out.push(b',');
            }
            self.cell(|text| write(cell, text), out);
        }
        out.extend_from_slice(END);
    }

    /// Appends a cell; `write` gives its text.
    fn cell(&mut self, write: impl FnOnce(&mut Vec<u8>), out: &mut Vec<u8>) {
        self.cell.clear();
        write(&mut self.cell);
        if self.spreadsheet_safe && is_formula(&self.cell) {
            self.cell.insert(0, b'\'');
        }
        write_quoted(&self.cell, out);
    }
}

/// Appends a cell, in quotes where it holds what would end it.
fn write_quoted(cell: &[u8], out: &mut Vec<u8>) {
    if !holds_byte(cell, |byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        return out.extend_from_slice(cell);
    }
    out.push(b'"');
    let mut from = 0;
    // Each quote is written twice: as the end of one part and the beginning of the next.
    for quote in memchr::memchr_iter(b'"', cell) {
        out.extend_from_slice(&cell[from..=quote]);
        from = quote;
    }
    out.extend_from_slice(&cell[from..]);
    out.push(b'"');
}

/// Whether a spreadsheet would run it.
fn is_formula(cell: &[u8]) -> bool {
    matches!(cell.first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn json_in_a_cell_is_that_of_a_line_with_its_quotes_doubled() {
        let text = |text: &'static str| Value::text(text);
        let object = |value| Value::Object(Fields(vec![("a", value)]));
        let list = Value::List;
        for value in [
            list(vec![]),
            list(vec![list(vec![])]),
            list(vec![Value::Flag(true)]),
            list(vec![Value::Whole(Some(1)), Value::Score(None)]),
            list(vec![text("")]),
            object(list(vec![object(text("say \"hi\",\r\n\u{2028}é\\")), object(Value::Time(None))])),
        ] {
            let (mut direct, mut cell, mut quoted) = (b"before".to_vec(), Vec::new(), b"before".to_vec());
            write_document(&value, &mut direct);
            write_text(&value, &mut cell);
            write_quoted(&cell, &mut quoted);
            assert_eq!(String::from_utf8_lossy(&direct), String::from_utf8_lossy(&quoted));
        }
    }

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
        fn a_time_is_written_like_by_chrono(seconds in -62_135_596_800_i64..300_000_000_000, nanos in 0..2_000_000_000_u32) {
            let at = DateTime::from_timestamp(seconds, nanos).unwrap_or_default();
            let mut cell = Vec::new();
            write_time(at, &mut cell);
            prop_assert_eq!(String::from_utf8_lossy(&cell), at.to_rfc3339_opts(SecondsFormat::Secs, true));
        }

        #[test]
        fn a_row_has_the_bytes_it_always_had_and_reads_back(
            cells in prop::collection::vec("[a-z,\"\r\n =é;#']{0,8}", 2..6),
        ) {
            let mut out = Vec::new();
            let mut csv = Csv::new(Include::default(), false);
            csv.cells(cells.iter(), |text, cell| cell.extend_from_slice(text.as_bytes()), &mut out);
            prop_assert_eq!(String::from_utf8_lossy(&out), as_before(&cells));
            let read = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&out[..]).into_records().next();
            let read: Vec<String> = read.expect("a row").expect("CSV").iter().map(str::to_owned).collect();
            prop_assert_eq!(read, cells);
        }
    }
}
