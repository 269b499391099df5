//! JSON: one document. Native is `{"conversations":[…]}`, every conversation as `show --json` prints it; any other shape
//! is a list of rows. One row a line, so that two exports can be compared line by line.

use crate::domain::export::{ExportShape, Include};
use crate::export::formats::format::{Format, Row};
use crate::export::formats::jsonl::write_row;

#[derive(Debug)]
pub(super) struct Json {
    before: &'static [u8],
    after: &'static [u8],
    include: Include,
    has_rows: bool,
}

impl Json {
    pub(super) fn new(shape: ExportShape, include: Include) -> Json {
        let (before, after): (&[u8], &[u8]) = match shape {
            ExportShape::Native => (b"{\"conversations\":[", b"\n]}\n"),
            _ => (b"[", b"\n]\n"),
        };
        Json { before, after, include, has_rows: false }
    }
}

impl Format for Json {
    fn begin(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.before);
    }

    fn row(&mut self, row: Row<'_>, out: &mut Vec<u8>) {
        out.extend_from_slice(if self.has_rows { b",\n" } else { b"\n" });
        self.has_rows = true;
        write_row(row, self.include, out);
    }

    fn end(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.after);
    }
}
