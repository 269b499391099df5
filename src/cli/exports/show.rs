//! `dialoom exports show`: everything that the audit row of an export says.

use serde_json::json;

use crate::app::App;
use crate::domain::export::{ExportRecord, ExportStatus};
use crate::error::{Exit, Failure};
use crate::export::{Verifications, asked, last_seen, repeats, verifications};
use crate::store::Store;
use crate::ui::{count, printable};

use crate::cli::export::told;
use crate::cli::exports::time;

/// In the order of the file, for commands that read ids from stdin. They may be millions, so few are read at once.
pub(super) async fn ids(app: &App, store: &Store, record: &ExportRecord) -> Result<Exit, Failure> {
    let mut from = Some(0);
    while let Some(piece) = from {
        let (ids, next) = store.exported_from(record, piece).await?;
        ids.iter().try_for_each(|id| app.ui.out(&id.short()))?;
        from = next;
    }
    Ok(Exit::Done)
}

pub(super) async fn show(app: &App, store: &Store, record: &ExportRecord) -> Result<Exit, Failure> {
    let all = store.exports(u32::MAX).await?;
    let is_complete = |again: &&ExportRecord| again.status == ExportStatus::Completed;
    let made_again: Vec<&ExportRecord> = repeats(&all, record.id).filter(is_complete).collect();
    if app.ui.wants_json() {
        let told = |again: &&ExportRecord| json!({ "id": again.id, "by": again.created_by, "at": again.exported_at, "file_path": again.file_path });
        let made_again: Vec<_> = made_again.iter().map(told).collect();
        app.ui.json(&json!({ "export": record, "verified": verifications(record), "made_again": made_again }))?;
        return Ok(Exit::Done);
    }
    let line = |name: &str, value: &str| app.ui.out(&format!("{name:<16} {}", printable(value)));
    let said = match &record.error {
        Some(error) => format!("{} ({error})", record.status),
        None => record.status.to_string(),
    };
    line("export", &record.id.to_string())?;
    line("time", &format!("{} UTC", time(record)))?;
    line("by", &record.created_by)?;
    line("status", &said)?;
    if record.status == ExportStatus::Processing
        && let Some(so_far) = last_seen(store, record).await?
    {
        line("so far", &told(so_far))?;
    }
    line("form", &format!("{}, {}", record.format, record.shape))?;
    line("filter", &serde_json::to_string(&record.filter).unwrap_or_default())?;
    for (name, value) in asked(record) {
        line(name, &value)?;
    }
    let expires = record.expires_at.map(|at| format!("{} UTC", at.format("%Y-%m-%d %H:%M")));
    line("expires", &expires.unwrap_or_else(|| "never".into()))?;
    line("conversations", &record.conversation_count.to_string())?;
    line("examples", &record.example_count.to_string())?;
    line("bytes", &record.file_size.to_string())?;
    line("SHA-256", record.checksum.as_deref().unwrap_or_default())?;
    for file in &record.files {
        let number = count(file.conversations, "conversation");
        line("file", &format!("{} ({number}, SHA-256 {})", file.path, file.checksum))?;
    }
    if let Some(Verifications { times, at, by, wrong }) = verifications(record) {
        let found =
            if wrong == 0 { "as exported".to_owned() } else { format!("{} not as exported", count(wrong, "file")) };
        let at = at.format("%Y-%m-%d %H:%M");
        line("verified", &format!("{}, last {at} UTC by {by}: {found}", count(times, "time")))?;
    }
    for again in &made_again {
        let place = again.file_path.as_deref().unwrap_or("standard output");
        line("made again", &format!("{} UTC by {}: {}, {place}", time(again), again.created_by, again.id))?;
    }
    Ok(Exit::Done)
}
