//! A table as rows: each record an object by the names of the first one. A cell that holds a list is read as JSON.

use std::io::{self, BufRead};

use serde_json::{Map, Value};

use crate::domain::quoted::{quoted, words};
use crate::domain::separator_line::named_by;
use crate::import::bytes::{Bytes, LONGEST, Length};
use crate::import::fault::Wrong;
use crate::import::formats::{is_known, is_needed, list_of};
use crate::import::rows::{Row, too_long};

/// What spreadsheets write between cells, in order of preference.
const SEPARATORS: &[u8] = b",;\t";

#[derive(Default)]
pub(super) struct Table {
    /// What the first line names, as Excel writes it: `sep=;`.
    named: Option<u8>,
    header: Option<Header>,
    /// The columns that the user names, beside those that formats know.
    mapped: Vec<String>,
    is_over: bool,
    record: Vec<u8>,
}

struct Header {
    separator: u8,
    names: Vec<String>,
    /// The cells of the row before, where it ended early; else 0.
    short: usize,
}

impl Table {
    pub(super) fn new(mapped: Vec<String>) -> Table {
        Table { mapped, ..Table::default() }
    }

    pub(super) fn next<R: BufRead>(&mut self, bytes: &mut Bytes<R>) -> io::Result<Option<Row>> {
        while !self.is_over {
            // Files put together have the mark of each inside.
            bytes.skip_mark()?;
            let line = bytes.line;
            let separator = self.header.as_ref().map(|header| header.separator).or(self.named);
            let separators = separator.map_or(SEPARATORS.to_vec(), |separator| vec![separator]);
            let taken = take(bytes, &separators, &mut self.record)?;
            let read = match (&mut self.header, taken) {
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
                // As a spreadsheet writes empty rows above the first one.
                (None, Some(_)) if self.record.iter().all(|byte| is_blank(*byte, &separators)) => continue,
                (None, Some(_)) => match header(&self.record, self.named, &self.mapped) {
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

impl Place {
    fn behind(self, byte: u8, separators: &[u8]) -> Place {
        match (self, byte) {
            (Place::Quoted, b'"') => Place::Closed,
            (Place::Quoted, _) | (Place::Start | Place::Closed, b'"') => Place::Quoted,
            (_, byte) if separators.contains(&byte) => Place::Start,
            _ => Place::Plain,
        }
    }
}

/// Takes a record without the end of its line; `None` at the end of the file.
fn take<R: BufRead>(bytes: &mut Bytes<R>, separators: &[u8], record: &mut Vec<u8>) -> io::Result<Option<End>> {
    record.clear();
    let (mut place, mut length) = (Place::Start, Length::Whole);
    if bytes.peek()?.is_none() {
        return Ok(None);
    }
    while let Some(byte) = bytes.next()? {
        if byte == b'\n' && place != Place::Quoted {
            return Ok(Some(End::Record(length)));
        }
        place = place.behind(byte, separators);
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

fn is_blank(byte: u8, separators: &[u8]) -> bool {
    byte == b'"' || byte.is_ascii_whitespace() || separators.contains(&byte)
}

/// The names of the columns, with the separator that is named, or makes most of them known. A name that stands twice is
/// an error where somebody reads that column.
fn header(record: &[u8], named: Option<u8>, mapped: &[String]) -> Result<Header, Wrong> {
    let choices = named.map_or(SEPARATORS.to_vec(), |named| vec![named]);
    let read = choices.iter().map(|separator| Ok((*separator, cells(record, *separator)?)));
    let read: Vec<(u8, Vec<String>)> = read.collect::<Result<_, Wrong>>()?;
    let known = |cells: &[String]| cells.iter().filter(|cell| is_known(&name_of(cell))).count();
    let best = read.into_iter().rev().max_by_key(|(_, cells)| (known(cells), cells.len()));
    let (separator, cells) = best.unwrap_or_default();
    if let Some(at) = quoted_behind_space(record, separator) {
        return Err(space_before_quote(at));
    }
    let names: Vec<String> = cells.iter().map(|cell| name_of(cell)).collect();
    let is_read = |name: &String| is_known(name) || mapped.contains(name);
    let is_twice = |(at, name): (usize, &String)| is_read(name) && names[..at].contains(name);
    match names.iter().enumerate().find(|place| is_twice(*place)) {
        Some((_, name)) => Err(Wrong::row(format!("the column {} is there twice", quoted(name)))),
        None => Ok(Header { separator, names, short: 0 }),
    }
}

/// Known names are the same in any case.
fn name_of(cell: &str) -> String {
    let lower = cell.trim().to_lowercase();
    if is_known(&lower) { lower } else { cell.trim().to_owned() }
}

impl Header {
    /// `None` where all cells are empty, as spreadsheets write rows below the last one, and for the names again, as files
    /// put together have them. Empty cells count as missing; Excel leaves those at the right out.
    fn row(&mut self, record: &[u8]) -> Result<Option<Value>, Wrong> {
        let cells = cells(record, self.separator)?;
        if cells.iter().all(|cell| cell.trim().is_empty()) || self.are_names(&cells) {
            return Ok(None);
        }
        if let Some(at) = quoted_behind_space(record, self.separator) {
            return Err(space_before_quote(at));
        }
        let has_more = cells.iter().skip(self.names.len()).any(|cell| !cell.trim().is_empty());
        let lacks = self.names.iter().skip(cells.len()).any(|name| is_needed(name));
        if has_more || lacks {
            let (found, named) = (cells.len(), self.names.len());
            return Err(Wrong::row(format!("the first row names {named} columns, and this one has {found}")));
        }
        let before = std::mem::replace(&mut self.short, if cells.len() < self.names.len() { cells.len() } else { 0 });
        // Two halves have one cell more than the whole. Two rows that both end early may have so, too.
        if before > 0 && self.short > 0 && before + self.short == self.names.len() + 1 {
            return Err(Wrong::row(
                "this row and the one before it may be the halves of one, with a line break outside of quotes; put the \
                 text into double quotes, or end each row with its empty cells",
            ));
        }
        let mut row = Map::new();
        for (name, cell) in self.names.iter().zip(cells) {
            if name.is_empty() || is_empty(&cell) {
                continue;
            }
            let value = list_of(name, &cell)?.unwrap_or(Value::String(cell));
            // Nobody reads a name that stands twice.
            row.entry(name.clone()).or_insert(value);
        }
        Ok(Some(Value::Object(row)))
    }

    fn are_names(&self, cells: &[String]) -> bool {
        let mut behind = cells.iter().skip(self.names.len());
        cells.len() >= self.names.len()
            && self.names.iter().zip(cells).all(|(name, cell)| *name == name_of(cell))
            && behind.all(|cell| cell.trim().is_empty())
    }
}

/// The place of a cell whose quotation mark opens nothing, since a space stands before it.
fn quoted_behind_space(record: &[u8], separator: u8) -> Option<usize> {
    let (mut place, mut cell) = (Place::Start, 0);
    for (at, byte) in record.iter().enumerate() {
        if place == Place::Start && *byte == b' ' && is_quoted_late(record.get(at..).unwrap_or_default(), separator) {
            return Some(cell);
        }
        place = place.behind(*byte, &[separator]);
        cell += usize::from(place == Place::Start);
    }
    None
}

/// Whether a cell that begins so has a mark behind spaces, and one that closes it.
fn is_quoted_late(cell: &[u8], separator: u8) -> bool {
    let behind_spaces = |text: &[u8]| text.iter().position(|byte| !b" \r".contains(byte)).unwrap_or(text.len());
    let Some(inside) = cell.get(behind_spaces(cell)..).and_then(|cell| cell.strip_prefix(b"\"")) else { return false };
    let closes = |(at, byte): (usize, &u8)| {
        let behind = inside.get(at + 1..).unwrap_or_default();
        *byte == b'"' && behind.get(behind_spaces(behind)).is_none_or(|next| *next == separator)
    };
    inside.iter().enumerate().any(closes)
}

fn space_before_quote(at: usize) -> Wrong {
    Wrong::row(format!("a space stands before the quotation mark of cell {}; take the space away", at + 1))
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
        let mut table = Table::new(vec!["ours".to_owned()]);
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

    fn all(text: &str) -> Vec<String> {
        rows(text).into_iter().map(|(_, read)| read.unwrap_or_else(|wrong| wrong)).collect()
    }

    #[test]
    fn names_that_come_again_are_no_row() {
        let expected = ["{\"question\":\"a\",\"answer\":\"b\"}", "{\"question\":\"c\",\"answer\":\"d\"}"];
        for again in ["question,answer", "\u{feff}Question,ANSWER", "\u{feff}\"question\",\"answer\",,"] {
            assert_eq!(all(&format!("Question,Answer\na,b\n{again}\nc,d\n")), expected, "{again}");
        }
        assert_eq!(rows("question,answer\n\u{feff}question,answer\nc,d\n")[0].0, 3);
        assert_eq!(all("question,answer\nquestion,b\n").len(), 1);
    }

    #[test]
    fn empty_rows_above_the_names_are_passed_over() {
        for text in
            [",,\n\"\",\nquestion,answer\na,b\n", "sep=;\n;;\nquestion;answer\na;b\n", ";;\nquestion;answer\na;b"]
        {
            assert_eq!(all(text), ["{\"question\":\"a\",\"answer\":\"b\"}"], "{text}");
        }
    }

    #[test]
    fn cells_that_no_conversation_needs_may_be_left_out_at_the_right() {
        assert_eq!(all("question,answer,persona,id\na,b\n"), ["{\"question\":\"a\",\"answer\":\"b\"}"]);
        let halves = all("question,answer,topic\nHow so?,One\ntwo,tax\na,b,c\nd,e\n");
        assert!(halves[1].contains("halves of one"), "{halves:?}");
        assert_eq!(halves.iter().filter(|row| row.starts_with('{')).count(), 3, "{halves:?}");
        assert_eq!(all("question,answer,persona\na\n"), ["the first row names 3 columns, and this one has 1"]);
        assert_eq!(all("persona,messages\nA\n"), ["the first row names 2 columns, and this one has 1"]);
    }

    #[test]
    fn a_name_may_stand_twice_where_nobody_reads_it() {
        assert_eq!(all("question,x,answer,x\na,1,b,2\n"), ["{\"question\":\"a\",\"x\":\"1\",\"answer\":\"b\"}"]);
        for name in ["answer", "persona", "ours"] {
            let said = all(&format!("question,answer,{name},{name}\na,b,c,d\n"));
            assert_eq!(said, [format!("the column \"{name}\" is there twice")]);
        }
    }

    #[test]
    fn a_space_before_a_quotation_mark_is_named() {
        let expected = "a space stands before the quotation mark of cell 2; take the space away";
        for row in ["\"How, so?\", \"So, it is.\"", "How?, \"So it is.\" "] {
            assert_eq!(all(&format!("question,answer\n{row}\n")), [expected], "{row}");
        }
        assert_eq!(all("question, \"answer\"\na,b\n"), [expected]);
        for row in ["How?, \"So\" it is.", "How?,So \"it\"", "How?, \"", "How?,\" \"\"So\"\" is \"\"it\"\"\""] {
            assert!(all(&format!("question,answer\n{row}\n"))[0].starts_with('{'), "{row}");
        }
    }
}
