//! The file of a report: it replaces another only where a person says so, and appears whole or not at all.

use std::path::Path;

use crate::app::App;
use crate::error::Failure;
use crate::export::NewFile;

use crate::cli::export::{file_failure, may_replace};

/// `None` where a person would rather keep the file that is there.
pub(super) fn started(app: &App, path: &Path, force: bool) -> Result<Option<NewFile>, Failure> {
    let Some(overwrite) = may_replace(app, &[path.to_owned()], force)? else {
        app.ui.note("nothing was written");
        return Ok(None);
    };
    NewFile::create(path, overwrite).map(Some).map_err(file_failure)
}

pub(super) fn finished(mut file: NewFile, bytes: &[u8]) -> Result<(), Failure> {
    file.write(bytes).and_then(|()| file.finish()).map_err(file_failure)
}
