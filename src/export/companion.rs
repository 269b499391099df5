//! What a trainer needs beside the file: LLaMA-Factory's `dataset_info.json`, Axolotl's YAML.

use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::domain::export::{ExportFormat, ExportShape};
use crate::export::file::{NewFile, NewFileError};
use crate::export::shapes;

/// A text that the trainer's configuration needs.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Companion {
    /// The file that holds it now; `None` where the user puts it somewhere.
    pub file: Option<PathBuf>,
    /// The text itself.
    pub text: String,
}

/// A companion that appears together with the data.
#[derive(Debug)]
pub(super) struct Prepared {
    told: Companion,
    file: Option<NewFile>,
}

impl Prepared {
    /// For files of rows, each of its part where there is a split; without one, for standard output. The entries of an
    /// existing `dataset_info.json` stay.
    pub(super) fn of(
        shape: ExportShape,
        format: ExportFormat,
        paths: &[PathBuf],
        parts: &[String],
    ) -> Result<Option<Prepared>, NewFileError> {
        let named = paths.iter().filter_map(|path| path.file_name());
        let mut names: Vec<String> = named.map(|name| name.to_string_lossy().into_owned()).collect();
        if names.is_empty() {
            names.push("FILE".into());
        }
        let Some(text) = shapes::companion(shape, format, &names, parts) else { return Ok(None) };
        let Some(path) = paths.first().filter(|_| shape == ExportShape::LlamaFactory) else {
            return Ok(Some(Prepared { told: Companion { file: None, text }, file: None }));
        };
        let beside = path.with_file_name("dataset_info.json");
        let mut file = NewFile::create(&beside, true)?;
        file.write(&merged(&beside, &text)?)?;
        Ok(Some(Prepared { told: Companion { file: Some(beside), text }, file: Some(file) }))
    }

    /// Moves it to its place.
    pub(super) fn finish(self) -> Result<Companion, NewFileError> {
        self.file.map(NewFile::finish).transpose()?;
        Ok(self.told)
    }
}

/// Takes the entry of a file that is gone out of the `dataset_info.json` beside it. A file of that name that is none
/// stays as it is.
pub(super) fn forget(gone: &Path) -> Result<(), NewFileError> {
    let (beside, name) =
        (gone.with_file_name("dataset_info.json"), gone.file_name().map(|name| name.to_string_lossy()));
    let there = std::fs::read(&beside).ok();
    let there = there.and_then(|bytes| serde_json::from_slice::<Map<String, Value>>(&bytes).ok());
    let (Some(mut entries), Some(name)) = (there, name) else { return Ok(()) };
    let before = entries.len();
    entries.retain(|_, entry| entry["file_name"].as_str() != Some(&*name));
    match (before == entries.len(), entries.is_empty()) {
        (true, _) => Ok(()),
        (false, true) => {
            std::fs::remove_file(&beside).map_err(|error| NewFileError::Io { path: beside.clone(), error })
        }
        (false, false) => {
            let mut file = NewFile::create(&beside, true)?;
            file.write(text_of(&entries).as_bytes())?;
            file.finish()
        }
    }
}

fn text_of(entries: &Map<String, Value>) -> String {
    format!("{}\n", serde_json::to_string_pretty(entries).unwrap_or_default())
}

fn merged(path: &Path, entry: &str) -> Result<Vec<u8>, NewFileError> {
    let failed = |error| NewFileError::Io { path: path.to_owned(), error };
    let there = match std::fs::read(path) {
        Ok(there) => there,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(entry.into()),
        Err(error) => return Err(failed(error)),
    };
    let parse = |bytes: &[u8]| {
        let no_object =
            |error| failed(io::Error::new(io::ErrorKind::InvalidData, format!("it is no JSON object: {error}")));
        serde_json::from_slice::<Map<String, Value>>(bytes).map_err(no_object)
    };
    let mut entries = parse(&there)?;
    entries.extend(parse(entry.as_bytes())?);
    Ok(text_of(&entries).into())
}
