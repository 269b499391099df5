//! What stands beside the rows in a folder that a hub accepts: a card, a manifest, and Croissant metadata.
//!
//! Nothing in it depends on the time or place of the export, so that the same conversations and options give the same
//! bytes.

mod card;
mod croissant;
mod front_matter;
mod manifest;
mod sections;

use crate::domain::dataset::DatasetTable;
use crate::domain::export::{ExportRecord, ExportedFile};
use crate::export::example::{Fields, Value};
use crate::export::facts::Facts;
use crate::export::file::NewFileError;
use crate::export::folder::{MANIFEST, NewFolder};
use crate::export::recorded::Told;
use crate::export::shapes::sample;

/// What is said where the owner says nothing.
const NOT_STATED: &str = "not stated";

/// Everything that the files tell.
pub(super) struct Dataset<'a> {
    pub(super) stated: &'a DatasetTable,
    pub(super) facts: &'a Facts,
    pub(super) record: &'a ExportRecord,
    pub(super) told: &'a Told,
    /// Conversations whose control tokens got a space.
    pub(super) defused: u64,
    /// The title where none is stated.
    pub(super) folder: &'a str,
}

/// A file of rows.
struct DataFile<'a> {
    /// The split that it belongs to.
    part: &'a str,
    /// That of the split where it is its only file.
    name: String,
    /// In the folder.
    path: String,
    file: &'a ExportedFile,
}

/// The name of the rows of a part, in one of several files; `place` counts from 0.
pub fn data_file(part: &str, place: usize, of: usize) -> String {
    format!("data/{part}-{place:05}-of-{of:05}.parquet")
}

/// The name of the only part where there is no split.
pub const ONLY_PART: &str = "train";

/// Writes everything that stands beside the rows. Returns the names and texts.
pub(super) fn write(folder: &NewFolder, dataset: &Dataset<'_>) -> Result<[(&'static str, String); 3], NewFileError> {
    let card = card::text(dataset);
    let croissant = croissant::text(dataset);
    let manifest = manifest::text(dataset, &[("README.md", &card), ("croissant.json", &croissant)]);
    let files = [("README.md", card), ("croissant.json", croissant), (MANIFEST, manifest)];
    files.iter().try_for_each(|(name, text)| folder.write(name, text.as_bytes()))?;
    Ok(files)
}

impl Dataset<'_> {
    fn title(&self) -> &str {
        self.stated.name.as_deref().unwrap_or(self.folder)
    }

    /// Each file of rows, part by part.
    fn files(&self) -> Vec<DataFile<'_>> {
        let of_part = self.record.files.chunk_by(|one, next| one.part == next.part);
        let named = |files| {
            let of = <[ExportedFile]>::len(files);
            files.iter().enumerate().map(move |(place, file)| {
                let part = file.part.as_deref().unwrap_or(ONLY_PART);
                let name = if of == 1 { part.to_owned() } else { format!("{part}-{place:05}") };
                DataFile { part, name, path: data_file(part, place, of), file }
            })
        };
        of_part.flat_map(named).collect()
    }

    /// The columns of a row; their values are samples.
    fn columns(&self) -> Vec<(&'static str, Value<'static>)> {
        let Fields(mut fields) = sample(self.record.shape);
        fields.extend(self.facts.about.clone().map(|about| ("metadata", Value::Object(about))));
        fields
    }
}
