//! Templates with their versions: what a file changes, and how two versions differ.

mod arrival;
mod folder;
mod partials;
mod renewed;
mod selection;

pub(crate) use arrival::{Arrival, Change, LibraryError, restored, survey};
pub(crate) use folder::{files_of, template_files};
pub(crate) use partials::with_partials;
pub(crate) use renewed::{Renewed, includes, renewed};
pub(crate) use selection::Selection;

use crate::domain::template::Template;
use crate::templates::file;

/// The file of a template in its version: as its author wrote it, or written from the fields.
pub(crate) fn file_of(template: &Template) -> String {
    template.source.clone().unwrap_or_else(|| file::write(&template.text))
}
