//! JSONL: one row a line.
//!
//! Every row has the same keys and types (`""` and never null), so that loaders which infer a schema from the first rows
//! never meet a different one.

use crate::domain::export::Include;
use crate::export::formats::format::{Format, Row};
use crate::export::json_text::{Plain, write_json};
use crate::export::metadata::metadata;

/// `include` adds a `metadata` object to every row.
#[derive(Debug)]
pub(super) struct Jsonl {
    pub(super) include: Include,
}

impl Format for Jsonl {
    fn row(&mut self, row: Row<'_>, out: &mut Vec<u8>) {
        write_row(row, self.include, out);
        out.push(b'\n');
    }
}

/// Appends a row as one line of JSON, without its end.
pub(super) fn write_row(row: Row<'_>, include: Include, out: &mut Vec<u8>) {
    match row {
        Row::Native(full) => write_json(full, out),
        Row::Document(document) => write_json(document, out),
        Row::Example(fields, _) if include == Include::default() => fields.write_json::<Plain>(None, out),
        Row::Example(fields, conversation) => fields.write_json::<Plain>(Some(&metadata(conversation, include)), out),
    }
}
