//! JSON as rows: one in each line, the elements of a list, or objects after one another, each over several lines.

use std::io::{self, BufRead};

use crate::import::bytes::{Bytes, Length};
use crate::import::fault::Wrong;
use crate::import::json::parse;
use crate::import::rows::layout::{Layout, layout};
use crate::import::rows::value::{End, take};
use crate::import::rows::{Row, too_long};

/// Bytes that decide about the layout.
pub(super) const LOOK: usize = 256 * 1024;

pub(super) struct Json {
    layout: Layout,
    /// The number of the next element of a list, from 0.
    at: u64,
    row: Vec<u8>,
}

impl Json {
    /// Leaves the reader at the first row.
    pub(super) fn open<R: BufRead>(bytes: &mut Bytes<R>) -> io::Result<Json> {
        let layout = layout(bytes.look(LOOK));
        if layout != Layout::Lines && layout != Layout::Sequence {
            while bytes.next()?.is_some_and(|byte| byte != b'[') {}
        }
        Ok(Json { layout, at: 0, row: Vec::new() })
    }

    pub(super) fn next<R: BufRead>(&mut self, bytes: &mut Bytes<R>) -> io::Result<Option<Row>> {
        match self.layout {
            Layout::Lines => self.line(bytes),
            Layout::Sequence => self.object(bytes),
            Layout::List | Layout::WrappedList => self.element(bytes),
            Layout::End => Ok(None),
        }
    }

    fn line<R: BufRead>(&mut self, bytes: &mut Bytes<R>) -> io::Result<Option<Row>> {
        bytes.skip_blank()?;
        let line = bytes.line;
        let length = bytes.line(&mut self.row)?;
        Ok(length.map(|length| Row::on(line, self.parsed(length))))
    }

    fn object<R: BufRead>(&mut self, bytes: &mut Bytes<R>) -> io::Result<Option<Row>> {
        bytes.skip_blank()?;
        match bytes.peek()? {
            None => Ok(None),
            Some(b'{') => self.value(bytes).map(Some),
            Some(_) => Ok(Some(self.end(bytes.line, "expected an object here: {"))),
        }
    }

    fn element<R: BufRead>(&mut self, bytes: &mut Bytes<R>) -> io::Result<Option<Row>> {
        bytes.skip_blank()?;
        if self.at > 0 && bytes.peek()? == Some(b',') {
            bytes.next()?;
            bytes.skip_blank()?;
        } else if self.at > 0 && !matches!(bytes.peek()?, Some(b']') | None) {
            return Ok(Some(self.end(bytes.line, "expected a comma or the end of the list: ]")));
        }
        match bytes.peek()? {
            None => Ok(Some(self.end(bytes.line, "the file ends before the list does: it may have been cut"))),
            Some(b']') => {
                bytes.next()?;
                self.behind_list(bytes)
            }
            Some(_) => {
                let row = self.value(bytes)?;
                self.at += 1;
                Ok(Some(Row { place: format!("[{}]", self.at - 1), ..row }))
            }
        }
    }

    /// Other fields may follow a list in an object, and nothing else.
    fn behind_list<R: BufRead>(&mut self, bytes: &mut Bytes<R>) -> io::Result<Option<Row>> {
        bytes.skip_blank()?;
        let is_good = match self.layout {
            Layout::WrappedList => matches!(bytes.peek()?, Some(b'}' | b',')),
            _ => bytes.peek()?.is_none(),
        };
        let row = self.end(bytes.line, "the list has ended, and something else follows");
        Ok((!is_good).then_some(row))
    }

    fn value<R: BufRead>(&mut self, bytes: &mut Bytes<R>) -> io::Result<Row> {
        let line = bytes.line;
        let read = match take(bytes, &mut self.row)? {
            End::Found(length) => self.parsed(length),
            End::Missing => {
                self.layout = Layout::End;
                Err(Wrong::row("the file ends before this conversation does: it may have been cut"))
            }
        };
        Ok(Row::on(line, read))
    }

    fn parsed(&mut self, length: Length) -> Result<serde_json::Value, Wrong> {
        let parsed = match length {
            Length::Whole => parse(self.row.trim_ascii()),
            Length::TooLong => Err(too_long()),
        };
        // The room of a long row would lie beside all that is made of it.
        if self.row.capacity() > LOOK {
            self.row = Vec::new();
        }
        parsed
    }

    /// The last row: nothing behind it can be told apart.
    fn end(&mut self, line: u64, message: &str) -> Row {
        self.layout = Layout::End;
        Row::on(line, Err(Wrong::row(message)))
    }
}
