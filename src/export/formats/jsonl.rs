//! JSONL: one row a line.
//!
//! Every row has the same keys and types (`""` and never null), so that loaders which infer a schema from the first rows
//! never meet a different one.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::domain::conversation::Conversation;
use crate::domain::export::Include;
use crate::export::example::Fields;
use crate::export::formats::format::{Format, Row};
use crate::export::json_text::write_json;
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
        Row::Example(fields, _) if include == Include::default() => write_json(fields, out),
        Row::Example(fields, conversation) => write_json(&WithMetadata { fields, conversation, include }, out),
    }
}

struct WithMetadata<'a> {
    fields: &'a Fields<'a>,
    conversation: &'a Conversation,
    include: Include,
}

impl Serialize for WithMetadata<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in &self.fields.0 {
            map.serialize_entry(name, value)?;
        }
        map.serialize_entry("metadata", &metadata(self.conversation, self.include))?;
        map.end()
    }
}
