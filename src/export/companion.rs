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
    /// For files of rows, each of its part where there is a split; without one, for standard output. The entries of an existing `dataset_info.json` stay.
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

fn merged(path: &Path, entry: &str) -> Result<Vec<u8>, NewFileError> {
    let failed = |source| NewFileError::Io { path: path.to_owned(), source };
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
    let text = serde_json::to_string_pretty(&entries).unwrap_or_default();
    Ok(format!("{text}\n").into())
}
