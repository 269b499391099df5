//! The rows of a file, one after the other, each with its line: JSON in lines, in a list or after one another, and CSV.

mod csv;
mod json;
mod layout;
mod trees;
mod value;

use std::io::{self, BufRead};

use serde_json::Value;

use crate::import::bytes::{Bytes, LONGEST};
use crate::import::fault::Wrong;
pub(super) use trees::{Trees, is_message, is_of_message};

/// A row, or what is wrong with it, and the line on which it begins.
pub(super) struct Row {
    pub(super) line: u64,
    /// Its place in a list, as `jq` writes it; empty for a row that has a line of its own.
    pub(super) place: String,
    pub(super) read: Result<Value, Wrong>,
}

impl Row {
    fn on(line: u64, read: Result<Value, Wrong>) -> Row {
        Row { line, place: String::new(), read }
    }
}

/// What holds the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Json,
    Csv,
}

/// The rows of one file.
pub(super) struct Rows<R> {
    bytes: Bytes<R>,
    kind: Kind,
}

enum Kind {
    Json(json::Json),
    Csv(csv::Table),
    /// Nothing can be read any more.
    End,
}

impl<R: BufRead> Rows<R> {
    /// Looks at the beginning of the file. `asked` overrules what it looks like; `mapped` are columns that the user names.
    pub(super) fn open(reader: R, asked: Option<Container>, mapped: Vec<String>) -> io::Result<Rows<R>> {
        let mut bytes = Bytes::new(reader);
        bytes.skip_blank()?;
        let is_json = is_json(bytes.look(json::LOOK));
        let kind = match asked {
            Some(Container::Csv) => Kind::Csv(csv::Table::new(mapped)),
            None if !is_json => Kind::Csv(csv::Table::new(mapped)),
            _ => Kind::Json(json::Json::open(&mut bytes)?),
        };
        Ok(Rows { bytes, kind })
    }

    pub(super) fn container(&self) -> Container {
        if matches!(self.kind, Kind::Csv(_)) { Container::Csv } else { Container::Json }
    }
}

impl<R: BufRead> Iterator for Rows<R> {
    type Item = Row;

    /// A reader that fails ends the rows: what is behind it cannot be read.
    fn next(&mut self) -> Option<Row> {
        let read = match &mut self.kind {
            Kind::Json(json) => json.next(&mut self.bytes),
            Kind::Csv(table) => table.next(&mut self.bytes),
            Kind::End => Ok(None),
        };
        read.unwrap_or_else(|error| {
            self.kind = Kind::End;
            let message = format!("nothing behind this line can be read: {error}");
            Some(Row::on(self.bytes.line, Err(Wrong::row(message))))
        })
    }
}

/// Whether a file that begins so is JSON. Its first line may be a bad one: then the second line tells.
fn is_json(start: &[u8]) -> bool {
    let mut lines = start.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_start).filter(|line| !line.is_empty());
    let begins = |line: Option<&[u8]>| line.is_some_and(|line| line.starts_with(b"{") || line.starts_with(b"["));
    start.is_empty() || begins(lines.next()) || begins(lines.next())
}

fn too_long() -> Wrong {
    Wrong::row(format!("longer than {} MiB, the most for one conversation", LONGEST / 1024 / 1024))
}
