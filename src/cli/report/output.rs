//! The file of a report: it replaces another only where a person says so, and appears whole or not at all.

use std::path::Path;

use crate::app::App;
use crate::domain::shell::quoted;
use crate::error::Failure;
use crate::export::NewFile;

use crate::cli::export::{file_failure, may_replace};
use crate::cli::own_files;

/// Endings that promise another kind of file than a page.
const OTHER_KINDS: [&str; 18] = [
    "json", "jsonl", "ndjson", "csv", "tsv", "parquet", "md", "markdown", "txt", "pdf", "doc", "docx", "odt", "xls",
    "xlsx", "gz", "zst", "zip",
];

/// Refuses a file of the project, and a name that promises another kind of file than a page.
pub(super) fn check_name(app: &App, path: &Path) -> Result<(), Failure> {
    own_files::check(&app.settings, path, "Name another file with -o.")?;
    let ending = path.extension().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default();
    if !OTHER_KINDS.contains(&ending.as_str()) {
        return Ok(());
    }
    let refused = Failure::bad_input(format!("a report is an HTML page, and the ending .{ending} disagrees"))
        .hint("Name a file that ends in .html.");
    Err(match ending.as_str() {
        "json" => refused.hint(format!("For JSON: dialoom report --json > {}", quoted(&path.to_string_lossy()))),
        _ => refused,
    })
}

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
