//! `dialoom exports list`: the newest exports in a table.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::app::App;
use crate::domain::export::ExportRecord;
use crate::error::{Exit, Failure};
use crate::export::folder_of;
use crate::ui::Table;

use crate::cli::exports::{time, told};

/// The beginning of an id that names the millisecond it was made in.
const ID_CHARS: usize = 13;

pub(super) async fn list(app: &App, limit: u32) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let mut records = told(store, store.exports(limit.saturating_add(1)).await?).await?;
    let has_more = records.len() > limit as usize;
    records.truncate(limit as usize);
    if app.ui.wants_json() {
        app.ui.json(&json!({ "exports": records }))?;
        return Ok(Exit::Done);
    }
    if records.is_empty() {
        app.ui.note("no exports yet; the next one: dialoom export -o train.jsonl");
        return Ok(Exit::Done);
    }
    let is_brief = app.ui.out_is_terminal();
    let mut table = Table::new(&["ID", "TIME (UTC)", "BY", "STATUS", "FORMAT", "SHAPE", "CONVERSATIONS", "FILE"], &[7]);
    for record in &records {
        let id = record.id.to_string();
        table.row([
            if is_brief { id.chars().take(ID_CHARS).collect() } else { id },
            time(record),
            record.created_by.clone(),
            record.status.to_string(),
            record.format.to_string(),
            record.shape.to_string(),
            record.conversation_count.to_string(),
            if is_brief { brief(record) } else { record.file_path.clone().unwrap_or_else(|| "-".into()) },
        ]);
    }
    table.right(&[6]).print(&app.ui)?;
    if has_more {
        let more = limit.saturating_mul(5);
        app.ui.note(&format!("these are the newest {limit}; see more with: dialoom exports list --limit {more}"));
    }
    Ok(Exit::Done)
}

/// The name of the file or folder, and how many files more there are. `exports show` has the whole paths.
fn brief(record: &ExportRecord) -> String {
    let Some(place) = folder_of(record).or_else(|| record.file_path.as_ref().map(PathBuf::from)) else {
        return "-".into();
    };
    let name = Path::new(&place).file_name().unwrap_or(place.as_os_str()).to_string_lossy().into_owned();
    match record.files.len() {
        _ if folder_of(record).is_some() => format!("{name}/"),
        0 | 1 => name,
        more => format!("{name} +{}", more - 1),
    }
}
