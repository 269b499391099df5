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
use crate::import::rows::{Container, Row, Rows, Trees, is_message};

/// So many rows decide about the format.
const LOOK: usize = 10;

/// Why the format of a file is not clear.
#[derive(Debug)]
pub(super) enum Unclear {
    /// None fits. The fields of the first row.
    None(Vec<String>),
    /// Several fit.
    Several(Vec<ImportFormat>),
    /// The shape is known, and is no conversation. Why.
    Refused(&'static str),
}

/// How a file is read: what holds its rows, and the format of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way {
    container: Container,
    format: ImportFormat,
    /// Whether each row is one message of a tree.
    has_trees: bool,
    /// Whether the first rows fit formats, and not the one that the user names.
    is_misnamed: bool,
}

impl Way {
    /// The format as people know it.
    pub(super) fn word(self) -> ImportFormat {
        if self.container == Container::Csv { ImportFormat::Csv } else { self.format }
    }

    pub(super) fn is_misnamed(self) -> bool {
        self.is_misnamed
    }
}

/// Tells the format of a file by its first rows, where the user does not name it.
pub(super) fn way_of(reader: impl BufRead, options: &Options) -> io::Result<Result<Way, Unclear>> {
    let asked = options.format.filter(|format| *format == ImportFormat::Csv).map(|_| Container::Csv);
    let mut rows = Rows::open(reader, asked, options.mapped_fields())?;
    let container = rows.container();
    let (mut first, mut possible) = (None, None::<Vec<ImportFormat>>);
    // One at a time: a row may be large.
    for fields in rows.by_ref().take(LOOK).filter_map(|row| options.fields(row.read.ok()?).ok()) {
        let fits = formats::formats_of(&fields);
        first.get_or_insert_with(|| First::of(&fields));
        possible = match possible {
            _ if fits.is_empty() => possible,
            None => Some(fits),
            Some(possible) => Some(possible.into_iter().filter(|format| fits.contains(format)).collect()),
        };
    }
    let has_trees = first.as_ref().is_some_and(|first| first.is_message);
    let is_misnamed =
        |format| possible.as_ref().is_some_and(|possible| !possible.is_empty() && !possible.contains(&format));
    let way = |format| {
        let has_trees = has_trees && format == ImportFormat::Messages;
        Ok(Way { container, format, has_trees, is_misnamed: is_misnamed(format) })
    };
    if let Some(refusal) = first.as_ref().and_then(|first| first.refusal) {
        return Ok(Err(Unclear::Refused(refusal)));
    }
    if let Some(format) = options.format.filter(|format| *format != ImportFormat::Csv) {
        return Ok(way(format));
    }
    Ok(match (possible.as_deref(), first) {
        (Some([format]), _) => way(*format),
        (Some(several @ [_, ..]), _) => Err(Unclear::Several(several.to_vec())),
        (_, Some(first)) => Err(Unclear::None(first.names)),
        // No row can be read at all: each says why.
        (_, None) => way(ImportFormat::Messages),
    })
}

/// What the first row tells beside its format.
struct First {
    names: Vec<String>,
    /// One message of a tree.
    is_message: bool,
    refusal: Option<&'static str>,
}

impl First {
    fn of(fields: &Map<String, Value>) -> First {
        let (is_message, refusal) = (is_message(fields), formats::refusal(fields));
        First { names: fields.keys().cloned().collect(), is_message, refusal }
    }
}

/// A fault or a conversation, in the order of the file.
pub(super) struct Arrivals<'o, R> {
    rows: Rows<R>,
    /// Puts the messages of a tree together, where each row is one.
    trees: Option<Trees>,
    way: Way,
    file: String,
    options: &'o Options,
    /// The mapped fields that some row has, by their places in the options.
    pub(super) used: BTreeSet<usize>,
    /// Whether any row could be read as such, whatever is wrong inside it.
    pub(super) has_rows: bool,
}

impl<'o> Arrivals<'o, Box<dyn BufRead + Send>> {
    pub(super) fn of(input: &Input, way: Way, options: &'o Options) -> io::Result<Self> {
        Arrivals::new(input.reader()?, input.name(), way, options)
    }
}

impl<'o, R: BufRead> Arrivals<'o, R> {
    pub(super) fn new(reader: R, file: &str, way: Way, options: &'o Options) -> io::Result<Self> {
        let rows = Rows::open(reader, Some(way.container), options.mapped_fields())?;
        let trees = way.has_trees.then(Trees::default);
        Ok(Arrivals { rows, trees, way, file: file.to_owned(), options, used: BTreeSet::new(), has_rows: false })
    }

    fn arrival(&mut self, line: u64, row: Value) -> Result<Arrival, Wrong> {
        self.has_rows = true;
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
        let rows = &mut self.rows;
        let Row { line, place, read } = match &mut self.trees {
            Some(trees) => trees.next(|| rows.next())?,
            None => rows.next()?,
        };
        let arrival = read.and_then(|row| self.arrival(line, row));
        Some(arrival.map_err(|wrong| {
            let wrong = if place.is_empty() { wrong } else { wrong.within(&place) };
            wrong.at(&self.file, line)
        }))
    }
}
