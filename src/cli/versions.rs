//! The versions of what a library holds: listed and compared.

use serde_json::json;

use crate::app::App;
use crate::domain::template::unpinned;
use crate::error::{Exit, Failure};
use crate::library::diff;
use crate::store::VersionEntry;
use crate::ui::Table;

/// The versions of one. `kind` is its key in JSON.
pub(super) fn list(app: &App, kind: &str, name: &str, versions: &[VersionEntry]) -> Result<Exit, Failure> {
    if app.ui.wants_json() {
        app.ui.json(&json!({kind: name, "versions": versions}))?;
        return Ok(Exit::Done);
    }
    let headings = ["VERSION", "STORED", "BY", "CONVERSATIONS"];
    let is_counted = versions.iter().any(|entry| entry.conversations.is_some());
    let mut table = Table::new(&headings[..if is_counted { 4 } else { 3 }], &[2]).right(&[0, 3]);
    for entry in versions {
        let stored = entry.created_at.format("%Y-%m-%d %H:%M").to_string();
        let count = entry.conversations.map(|count| count.to_string());
        table.row([entry.version.to_string(), stored, entry.created_by.clone()].into_iter().chain(count));
    }
    table.print(&app.ui)?;
    Ok(Exit::Done)
}

/// How two files differ; each with its name, as NAME@2.
pub(super) fn differ(app: &App, first: (&str, &str), second: (&str, &str)) -> Result<Exit, Failure> {
    let diff = diff(first, second);
    if app.ui.wants_json() {
        app.ui.json(&json!({"first": first.0, "second": second.0, "diff": diff}))?;
    } else if diff.is_empty() && first.0 == second.0 {
        app.ui.note(&format!("both are {}: the same file", first.0));
    } else if diff.is_empty() {
        app.ui.note("the two files are the same");
    } else {
        app.ui.out(diff.trim_end())?;
    }
    Ok(Exit::Done)
}

/// Whether a person named a version of the one with this name. A name may itself end like a version.
pub(super) fn is_pinned(given: &str, name: &str) -> bool {
    given.trim().to_lowercase() != name.to_lowercase() && unpinned(given.trim()).is_some()
}
