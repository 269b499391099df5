//! The conversations of a file, one after the other, each read or with what is wrong with it.

use std::collections::BTreeSet;
use std::io::{self, BufRead};

use serde_json::{Map, Value};

use crate::domain::conversation::Source;
use crate::domain::import::ImportFormat;
use crate::import::arrival::Arrival;
use crate::import::fault::{Fault, Wrong};
use crate::import::formats;
use crate::import::input::Input;
use crate::import::options::{Options, at};
use crate::import::rows::{Container, Row, Rows};

/// So many rows decide about the format.
const LOOK: usize = 10;

/// Why the format of a file is not clear.
#[derive(Debug)]
pub(super) enum Unclear {
    /// None fits. The fields of the first row.
    None(Vec<String>),
    /// Several fit.
    Several(Vec<ImportFormat>),
}

/// How a file is read: what holds its rows, and the format of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way {
    container: Container,
    format: ImportFormat,
}

impl Way {
    /// The format as people know it.
    pub(super) fn word(self) -> ImportFormat {
        if self.container == Container::Csv { ImportFormat::Csv } else { self.format }
    }
}

/// Tells the format of a file by its first rows, where the user does not name it.
pub(super) fn way_of(reader: impl BufRead, options: &Options) -> io::Result<Result<Way, Unclear>> {
    let asked = options.format.filter(|format| *format == ImportFormat::Csv).map(|_| Container::Csv);
    let mut rows = Rows::open(reader, asked)?;
    let container = rows.container();
    if let Some(format) = options.format.filter(|format| *format != ImportFormat::Csv) {
        return Ok(Ok(Way { container, format }));
    }
    let read = rows.by_ref().take(LOOK).filter_map(|row| options.fields(row.read.ok()?).ok());
    let mut first = None;
    let mut possible: Option<Vec<ImportFormat>> = None;
    for fields in read {
        let fits = formats::formats_of(&fields);
        first.get_or_insert_with(|| fields.keys().cloned().collect());
        possible = match possible {
            _ if fits.is_empty() => possible,
            None => Some(fits),
            Some(possible) => Some(possible.into_iter().filter(|format| fits.contains(format)).collect()),
        };
    }
    Ok(match (possible.as_deref(), first) {
        (Some([format]), _) => Ok(Way { container, format: *format }),
        (Some(several @ [_, ..]), _) => Err(Unclear::Several(several.to_vec())),
        (_, Some(fields)) => Err(Unclear::None(fields)),
        // No row can be read at all: each says why.
        (_, None) => Ok(Way { container, format: ImportFormat::Messages }),
    })
}

/// A fault or a conversation, in the order of the file.
pub(super) struct Arrivals<'o, R> {
    rows: Rows<R>,
    way: Way,
    file: String,
    options: &'o Options,
    /// The mapped fields that some row has, by their places in the options.
    pub(super) used: BTreeSet<usize>,
}

impl<'o> Arrivals<'o, Box<dyn BufRead + Send>> {
    pub(super) fn of(input: &Input, way: Way, options: &'o Options) -> io::Result<Self> {
        Arrivals::new(input.reader()?, input.name(), way, options)
    }
}

impl<'o, R: BufRead> Arrivals<'o, R> {
    pub(super) fn new(reader: R, file: &str, way: Way, options: &'o Options) -> io::Result<Self> {
        let rows = Rows::open(reader, Some(way.container))?;
        Ok(Arrivals { rows, way, file: file.to_owned(), options, used: BTreeSet::new() })
    }

    fn arrival(&mut self, line: u64, row: Value) -> Result<Arrival, Wrong> {
        self.look_for_mapped(&row);
        let fields: Map<String, Value> = self.options.fields(row)?;
        let source = Source { file: self.file.clone(), line };
        Arrival::of(&fields, self.way.format, self.options, source)
    }

    fn look_for_mapped(&mut self, row: &Value) {
        let Some(fields) = row.as_object().filter(|_| self.used.len() < self.options.map.len()) else { return };
        let map = self.options.map.iter().enumerate();
        self.used.extend(map.filter(|(_, mapping)| at(fields, &mapping.field).is_some()).map(|(place, _)| place));
    }
}

impl<R: BufRead> Iterator for Arrivals<'_, R> {
    type Item = Result<Arrival, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let Row { line, place, read } = self.rows.next()?;
        let arrival = read.and_then(|row| self.arrival(line, row));
        Some(arrival.map_err(|wrong| {
            let wrong = if place.is_empty() { wrong } else { wrong.within(&place) };
            wrong.at(&self.file, line)
        }))
    }
}
