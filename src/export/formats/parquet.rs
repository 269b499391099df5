//! Parquet: typed columns in row groups, so that memory does not grow, packed with Zstandard.
//!
//! The schema comes from a sample of the shape and is the same for every file: an empty list has no type of its own.

mod columns;
mod schema;

use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::Result;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::SerializedFileWriter;

use crate::domain::export::Include;
use crate::export::example::{Fields, Value};
use crate::export::formats::format::{Format, Row};
use crate::export::formats::ready::Ready;
use crate::export::metadata::{sample, typed};
use columns::Columns;

/// Text that waits for its row group. Readers take a group at a time.
const GROUP_BYTES: usize = 8 << 20;
/// A dictionary helps names, and not the text of turns: it is given up early.
const DICTIONARY_BYTES: usize = 32 << 10;

pub(super) struct Parquet {
    sample: Fields<'static>,
    include: Include,
    file: Option<Open>,
}

/// A file whose schema is known.
struct Open {
    ready: Ready,
    writer: SerializedFileWriter<Ready>,
    columns: Columns,
}

const ROOM: &str = "a Vec takes every byte, and the columns of a schema have equal lengths";

impl Format for Parquet {
    fn row(&mut self, row: Row<'_>, out: &mut Vec<u8>) {
        let Row::Example(example, conversation) = row else { return };
        let include = self.include;
        let beside = |fields| (include != Include::default()).then_some(("metadata", Value::Object(fields)));
        let file = self
            .file
            .get_or_insert_with(|| Open::of(&self.sample, beside(sample(conversation, include)).as_ref()).expect(ROOM));
        file.columns.add(example.0.iter().chain(&beside(typed(conversation, include))));
        if file.columns.bytes() >= GROUP_BYTES {
            file.group(out).expect(ROOM);
        }
    }

    fn end(&mut self, out: &mut Vec<u8>) {
        // Without a row there is no file.
        if let Some(file) = self.file.take() {
            file.end(out).expect(ROOM);
        }
    }
}

impl Parquet {
    /// `sample` is an example of the shape that has every field, and no empty list.
    pub(super) fn new(sample: Fields<'static>, include: Include) -> Parquet {
        Parquet { sample, include, file: None }
    }
}

impl Open {
    fn of(sample: &Fields<'_>, about: Option<&(&'static str, Value<'_>)>) -> Result<Open> {
        let fields: Vec<_> = sample.0.iter().chain(about).collect();
        let (ready, columns) = (Ready::default(), Columns::of(&fields));
        let writer = SerializedFileWriter::new(ready.clone(), schema::of(&fields)?, properties())?;
        Ok(Open { ready, writer, columns })
    }

    /// Writes the rows that wait as one group.
    fn group(&mut self, out: &mut Vec<u8>) -> Result<()> {
        let mut group = self.writer.next_row_group()?;
        for column in self.columns.take() {
            let mut writer = group.next_column()?.expect("the schema and the columns are of the same fields");
            column.write(&mut writer)?;
            writer.close()?;
        }
        group.close()?;
        self.ready.take(out);
        Ok(())
    }

    fn end(mut self, out: &mut Vec<u8>) -> Result<()> {
        if !self.columns.is_empty() {
            self.group(out)?;
        }
        self.writer.finish()?;
        self.ready.take(out);
        Ok(())
    }
}

/// The same for every file, so that the same rows give the same bytes.
fn properties() -> WriterPropertiesPtr {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by(concat!("dialoom ", env!("CARGO_PKG_VERSION")).into())
        .set_dictionary_page_size_limit(DICTIONARY_BYTES)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_max_row_group_row_count(None);
    Arc::new(properties.build())
}
