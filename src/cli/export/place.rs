//! Where an export goes: standard output, files or a folder; and whether what is there may be replaced.

use std::path::{Path, PathBuf};

use tokio::io::AsyncWrite;

use crate::app::App;
use crate::cli::own_files;
use crate::domain::export::ExportRecord;
use crate::error::Failure;
use crate::export::{NewFile, NewFileError, NewFolder, ONLY_PART, Options, Split, Target, data_file, stem_and_endings};

/// Nothing of it is made yet.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::cli) enum Place {
    Stdout,
    Files(Vec<PathBuf>),
    /// The folder, and the files of rows in it.
    Folder(PathBuf, Vec<String>),
}

impl Place {
    pub(in crate::cli) fn of(file: Option<&Path>, options: &Options) -> Place {
        let split = options.split.as_ref();
        match file {
            None => Place::Stdout,
            Some(folder) if options.card.is_some() => {
                let parts: Vec<&str> = split.map_or(vec![ONLY_PART], |split| split.names().collect());
                Place::Folder(folder.to_owned(), parts.into_iter().map(|part| data_file(part, 0, 1)).collect())
            }
            Some(file) => Place::Files(paths(file, split)),
        }
    }

    /// Where an earlier export went.
    pub(in crate::cli) fn recorded(record: &ExportRecord, options: &Options) -> Place {
        let files: Vec<PathBuf> = record.files.iter().map(|file| PathBuf::from(&file.path)).collect();
        match files.first() {
            None => Place::Stdout,
            // DIR/data/FILE
            Some(first) if options.card.is_some() => Place::of(first.parent().and_then(Path::parent), options),
            Some(_) => Place::Files(files),
        }
    }

    /// The file or folder, for people.
    pub(in crate::cli) fn name(&self) -> Option<&Path> {
        match self {
            Place::Stdout => None,
            Place::Files(files) => files.first().map(PathBuf::as_path),
            Place::Folder(folder, _) => Some(folder),
        }
    }

    /// Whether existing files may be replaced; asks at a terminal. `None` where the answer is no.
    pub(in crate::cli) fn may_replace(&self, app: &App, force: bool) -> Result<Option<bool>, Failure> {
        let Place::Files(paths) = self else { return Ok(Some(force)) };
        may_replace(app, paths, force)
    }

    /// Starts the files. Listen for signals before: one must leave nothing behind.
    pub(in crate::cli) fn open<'a>(
        &self,
        overwrite: bool,
        stdout: &'a mut (dyn AsyncWrite + Send + Unpin),
    ) -> Result<Target<'a>, NewFileError> {
        Ok(match self {
            Place::Stdout => Target::Writer(stdout),
            Place::Files(paths) => {
                Target::Files(paths.iter().map(|path| NewFile::create(path, overwrite)).collect::<Result<_, _>>()?)
            }
            Place::Folder(folder, names) => {
                let folder = NewFolder::create(folder, overwrite)?;
                let files = names.iter().map(|name| folder.file(name)).collect::<Result<_, _>>()?;
                Target::Folder(folder, files)
            }
        })
    }
}

/// Whether existing files may be replaced; asks at a terminal. `None` where the answer is no.
pub(in crate::cli) fn may_replace(app: &App, paths: &[PathBuf], force: bool) -> Result<Option<bool>, Failure> {
    for path in paths {
        own_files::check(&app.settings, path, "Name another file with -o.")?;
    }
    let Some(there) = paths.iter().find(|path| !force && path.is_file()) else { return Ok(Some(force)) };
    match app.ui.confirm(&format!("{} already exists. Replace it?", there.display()), false)? {
        true => Ok(Some(true)),
        false if app.ui.can_ask() => Ok(None),
        // The file cannot be started then, and the error says what to add.
        false => Ok(Some(false)),
    }
}

/// The files to write: one, or `NAME-PART.ENDING` for each part of a split.
fn paths(file: &Path, split: Option<&Split>) -> Vec<PathBuf> {
    let Some(split) = split else { return vec![file.to_owned()] };
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (stem, ending) = stem_and_endings(&name);
    split.names().map(|part| file.with_file_name(format!("{stem}-{part}{ending}"))).collect()
}
