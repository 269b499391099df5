//! Where the bytes of an export go: a file that appears whole or not at all, or stdout.

use std::path::Path;

use crate::app::App;
use crate::domain::export::ExportFormat;
use crate::error::Failure;
use crate::export::{NewFile, NewFileError, Options, Summary, Writing};
use crate::store::Store;

use crate::cli::export::source::{Source, next_page};

/// Where the bytes go.
pub(super) enum Target {
    Stdout,
    File(NewFile),
}

/// Writes everything; where no conversation was fit, nothing at all.
pub(super) async fn write(
    app: &App,
    store: &Store,
    mut source: Source,
    mut target: Target,
    (format, options): (ExportFormat, Options),
) -> Result<Summary, Failure> {
    let (mut writing, mut bytes) = Writing::begin(format, options);
    let mut cursor = None;
    loop {
        let (page, next) = next_page(store, &mut source, cursor.as_deref()).await?;
        bytes.extend(writing.page(&page));
        // The beginning waits for the first conversation, so that nothing at all is written where there is none.
        if writing.written() > 0 {
            put(app, &mut target, &bytes)?;
            bytes.clear();
        }
        cursor = next;
        if cursor.is_none() {
            break;
        }
    }
    let written = writing.written();
    let (last, summary) = writing.end();
    if written == 0 {
        return Ok(summary);
    }
    put(app, &mut target, &last)?;
    if let Target::File(file) = target {
        file.finish().map_err(file_failure)?;
    }
    Ok(summary)
}

fn put(app: &App, target: &mut Target, bytes: &[u8]) -> Result<(), Failure> {
    match target {
        Target::Stdout => app.ui.out_raw(bytes),
        Target::File(file) => file.write(bytes).map_err(file_failure),
    }
}

pub(super) fn create(app: &App, path: &Path, force: bool) -> Result<NewFile, Failure> {
    match NewFile::create(path, force) {
        Err(NewFileError::Exists(there)) => {
            if app.ui.confirm(&format!("{} is already there. Replace it?", there.display()), false)? {
                NewFile::create(path, true).map_err(file_failure)
            } else {
                Err(file_failure(NewFileError::Exists(there)))
            }
        }
        other => other.map_err(file_failure),
    }
}

fn file_failure(error: NewFileError) -> Failure {
    let failure = match &error {
        NewFileError::Io { .. } => return Failure::new(error.to_string()).hint("No part of the file was left behind."),
        _ => Failure::bad_input(error.to_string()),
    };
    failure.hint(match error {
        NewFileError::Exists(_) => "Add --force to replace it, or name another file with -o.",
        NewFileError::NoFolder(_) => "Make the folder first, or name another file with -o.",
        _ => "Name a file with -o, or leave -o out to write to stdout.",
    })
}
