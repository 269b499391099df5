//! A table as rows: each record an object by the names of the first one. A cell that holds a list is read as JSON.

use std::io::{self, BufRead};

use serde_json::{Map, Value};

use crate::domain::quoted::{quoted, words};
use crate::domain::separator_line::named_by;
use crate::import::bytes::{Bytes, LONGEST, Length};
use crate::import::fault::Wrong;
use crate::import::formats::{is_known, list_of};
use crate::import::rows::{Row, too_long};

/// What spreadsheets write between cells, in order of preference.
const SEPARATORS: &[u8] = b",;\t";

#[derive(Default)]
pub(super) struct Table {
    /// What the first line names, as Excel writes it: `sep=;`.
    named: Option<u8>,
    header: Option<Header>,
    is_over: bool,
    record: Vec<u8>,
}

struct Header {
    separator: u8,
    names: Vec<String>,
}

impl Table {
    pub(super) fn next<R: BufRead>(&mut self, bytes: &mut Bytes<R>) -> io::Result<Option<Row>> {
        while !self.is_over {
            let line = bytes.line;
            let separator = self.header.as_ref().map(|header| header.separator).or(self.named);
            let separators = separator.map_or(SEPARATORS.to_vec(), |separator| vec![separator]);
            let taken = take(bytes, &separators, &mut self.record)?;
            let read = match (&self.header, taken) {
                (_, None) => return Ok(None),
                (_, Some(End::Open)) => {
                    self.is_over = true;
                    Err(Wrong::row("a cell that begins here with a quotation mark has no end"))
                }
                (_, Some(End::Record(Length::TooLong))) => Err(too_long()),
                (_, Some(_)) if self.record.trim_ascii().is_empty() => continue,
                (None, Some(_)) if self.named.is_none() && named_separator(&self.record).is_some() => {
                    self.named = named_separator(&self.record);
                    continue;
                }
                (None, Some(_)) => match header(&self.record, self.named) {
                    Ok(header) => {
                        self.header = Some(header);
                        continue;
                    }
                    Err(wrong) => Err(wrong),
                },
                (Some(header), Some(_)) => match header.row(&self.record) {
                    Ok(None) => continue,
                    Ok(Some(row)) => Ok(row),
                    Err(wrong) => Err(wrong),
                },
            };
            // Without names no record can be read.
            self.is_over |= self.header.is_none();
            return Ok(Some(Row::on(line, read)));
        }
        Ok(None)
    }
}

enum End {
    Record(Length),
    /// The file ends inside quotes.
    Open,
}

/// Where a byte stands, by the rules of the csv crate: a quotation mark opens a cell only at its start.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Plain,
    Quoted,
    /// Behind a mark that closes, or is doubled.
    Closed,
}

/// Takes a record without the end of its line; `None` at the end of the file.
fn take<R: BufRead>(bytes: &mut Bytes<R>, separators: &[u8], record: &mut Vec<u8>) -> io::Result<Option<End>> {
    record.clear();
    let (mut place, mut length) = (Place::Start, Length::Whole);
    if bytes.peek()?.is_none() {
        return Ok(None);
    }
    while let Some(byte) = bytes.next()? {
        place = match (place, byte) {
            (Place::Quoted, b'"') => Place::Closed,
            (Place::Quoted, _) | (Place::Start | Place::Closed, b'"') => Place::Quoted,
            (_, b'\n') => return Ok(Some(End::Record(length))),
            (_, byte) if separators.contains(&byte) => Place::Start,
            _ => Place::Plain,
        };
        match record.len() < LONGEST {
            true => record.push(byte),
            false => length = Length::TooLong,
        }
    }
    Ok(Some(if place == Place::Quoted { End::Open } else { End::Record(length) }))
}

/// The cells of a record.
fn cells(record: &[u8], separator: u8) -> Result<Vec<String>, Wrong> {
    let mut builder = csv::ReaderBuilder::new();
    let mut reader = builder.has_headers(false).flexible(true).delimiter(separator).from_reader(record);
    let mut records = reader.byte_records();
    let cells = match records.next() {
        None => return Ok(Vec::new()),
        Some(cells) => cells.map_err(|error| Wrong::row(format!("not CSV: {}", words(&error.to_string()))))?,
    };
    if records.next().is_some() {
        return Err(Wrong::row("a carriage return outside of quotes; end each line with a line feed"));
    }
    let text = |(at, cell): (usize, &[u8])| {
        let wrong = || Wrong::row(format!("cell {} is not UTF-8; save the file as UTF-8", at + 1));
        String::from_utf8(cell.to_vec()).map_err(|_| wrong())
    };
    cells.iter().enumerate().map(text).collect()
}

fn named_separator(record: &[u8]) -> Option<u8> {
    u8::try_from(named_by(std::str::from_utf8(record).ok()?)?).ok()
}

/// The names of the columns, with the separator that is named, or makes most of them known.
fn header(record: &[u8], named: Option<u8>) -> Result<Header, Wrong> {
    let choices = named.map_or(SEPARATORS.to_vec(), |named| vec![named]);
    let read = choices.iter().map(|separator| Ok((*separator, cells(record, *separator)?)));
    let read: Vec<(u8, Vec<String>)> = read.collect::<Result<_, Wrong>>()?;
    let known = |cells: &[String]| cells.iter().filter(|cell| is_known(&name_of(cell))).count();
    let best = read.into_iter().rev().max_by_key(|(_, cells)| (known(cells), cells.len()));
    let (separator, cells) = best.unwrap_or_default();
    let names: Vec<String> = cells.iter().map(|cell| name_of(cell)).collect();
    let is_twice = |(at, name): (usize, &String)| !name.is_empty() && names[..at].contains(name);
    match names.iter().enumerate().find(|place| is_twice(*place)) {
        Some((_, name)) => Err(Wrong::row(format!("the column {} is there twice", quoted(name)))),
        None => Ok(Header { separator, names }),
    }
}

/// Known names are the same in any case.
fn name_of(cell: &str) -> String {
    let lower = cell.trim().to_lowercase();
    if is_known(&lower) { lower } else { cell.trim().to_owned() }
}

impl Header {
    /// `None` where all cells are empty, as spreadsheets write rows below the last one. Empty cells count as missing.
    fn row(&self, record: &[u8]) -> Result<Option<Value>, Wrong> {
        let cells = cells(record, self.separator)?;
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(None);
        }
        let extra = cells.iter().skip(self.names.len()).any(|cell| !cell.trim().is_empty());
        if extra || cells.len() < self.names.len() {
            let (found, named) = (cells.len(), self.names.len());
            return Err(Wrong::row(format!("the first row names {named} columns, and this one has {found}")));
        }
        let mut row = Map::new();
        for (name, cell) in self.names.iter().zip(cells) {
            if name.is_empty() || is_empty(&cell) {
                continue;
            }
            let value = list_of(name, &cell)?.unwrap_or(Value::String(cell));
            row.insert(name.clone(), value);
        }
        Ok(Some(Value::Object(row)))
    }
}

/// Whether a cell says nothing: a data frame writes `nan` for one without a value.
fn is_empty(cell: &str) -> bool {
    matches!(cell.trim(), "" | "NaN" | "nan")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Result<String, String>)> {
        let mut bytes = Bytes::new(text.as_bytes());
        let mut table = Table::default();
        let next = || table.next(&mut bytes).unwrap();
        let said = |row: Row| (row.line, row.read.map(|row| row.to_string()).map_err(|wrong| wrong.message));
        std::iter::from_fn(next).map(said).collect()
    }

    #[test]
    fn records_are_objects_whatever_separates_their_cells() {
        let expected = "{\"instruction\":\"say \\\"a,b\\\"\\nnow\",\"output\":\"5\\\" pipe\"}".to_owned();
        for text in [
            "instruction,output\r\n\"say \"\"a,b\"\"\nnow\",5\" pipe\r\n",
            "Instruction;OUTPUT\n\n\"say \"\"a,b\"\"\nnow\";5\" pipe",
            "sep=;\r\nInstruction;OUTPUT\r\n\"say \"\"a,b\"\"\nnow\";5\" pipe",
            "\"sep=|\"\ninstruction|output\n\"say \"\"a,b\"\"\nnow\"|5\" pipe\n",
            "instruction\toutput\t\n\"say \"\"a,b\"\"\nnow\"\t5\" pipe\t\n",
        ] {
            let rows = rows(text);
            assert_eq!(rows.len(), 1, "{text}: {rows:?}");
            assert_eq!(rows[0].1, Ok(expected.clone()), "{text}");
        }
    }

    #[test]
    fn an_empty_row_is_passed_over_and_a_cell_of_nan_says_nothing() {
        let expected = "{\"instruction\":\"a\",\"output\":\"nan bread\"}".to_owned();
        for text in [
            "instruction;input;output\r\n;;\r\n\"\";\"\";\"\"\r\na;NaN;nan bread\r\n;;;;\r\n ; ;\r\n;\r\n",
            "instruction,input,output\na,nan,nan bread\n,,,\n\"\",\"\"\n",
        ] {
            let rows = rows(text);
            assert_eq!(rows.iter().map(|(_, row)| row.clone()).collect::<Vec<_>>(), [Ok(expected.clone())], "{text}");
        }
        assert_eq!(rows("instruction,output\na,NaN\n"), [(2, Ok("{\"instruction\":\"a\"}".to_owned()))]);
    }

    #[test]
    fn a_bad_record_is_named_and_the_next_one_is_read() {
        let found = rows("instruction,output\na\nb,c,d\nx,y\n\"z,y\n");
        let lines: Vec<u64> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 3, 4, 5]);
        assert_eq!(found[0].1, Err("the first row names 2 columns, and this one has 1".into()));
        assert!(found[2].1.is_ok());
        assert!(found[3].1.as_ref().unwrap_err().contains("no end"));
        assert_eq!(rows("output,output\na,b\nc,d\n").len(), 1, "nothing is read without names");
    }
}
