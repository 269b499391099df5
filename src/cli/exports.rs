//! `dialoom exports …`: what was exported, by whom, and whether the files are still the same.

mod again;

use std::path::PathBuf;

use chrono::Utc;
use serde_json::json;

use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::export::{ExportRecord, ExportStatus};
use crate::error::{Exit, Failure};
use crate::export::{Cleaned, Expired, FileState, Verified, clean_up, verify};
use crate::store::Store;
use crate::ui::{Table, count, printable};

use crate::cli::args::last;
use crate::cli::confirm::confirmed;

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// List exports, newest first
    List {
        /// The most exports
        #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
        limit: u32,
    },
    /// Show an export: filter, counts, files and checksums
    Show {
        /// Id of an export, the beginning of one, or @last
        #[arg(id = "export_id", value_name = "ID")]
        id: String,
        /// Print the ids of its conversations alone, one per line
        #[arg(long, conflicts_with = "json")]
        ids: bool,
    },
    /// Compute the checksums of exported files again
    Verify {
        /// Ids of exports, their beginnings, or @last [default: the newest 100]
        #[arg(id = "export_id", value_name = "ID")]
        id: Vec<String>,
    },
    /// Make an export again: the same conversations and options, and where they changed, what changed
    Again {
        /// Id of an export, the beginning of one, or @last
        #[arg(id = "export_id", value_name = "ID")]
        id: String,
        /// File or folder to write; "-" is stdout [default: where it was]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Replace what is there
        #[arg(long)]
        force: bool,
    },
    /// Remove files of expired exports that nobody changed, and what killed exports left
    Cleanup {
        /// Remove without asking
        #[arg(short, long)]
        yes: bool,
    },
}

impl Command {
    pub(super) fn effect(&self) -> Effect {
        if matches!(self, Command::Cleanup { .. } | Command::Again { .. }) { Effect::Changes } else { Effect::Reads }
    }
}

pub async fn run(app: &App, command: Command) -> Result<Exit, Failure> {
    let (store, user) = (app.store().await?, &app.settings.user);
    match command {
        Command::List { limit } => list(app, &store.exports(limit).await?),
        Command::Show { id, ids: true } => ids(app, store, &last::export(store, user, &id).await?).await,
        Command::Show { id, ids: false } => show(app, &last::export(store, user, &id).await?),
        Command::Again { id, output, force } => again::run(app, &id, output, force).await,
        Command::Cleanup { yes } => cleanup(app, store, yes).await,
        Command::Verify { id } if id.is_empty() => verified(app, &store.exports(100).await?),
        Command::Verify { id } => {
            let mut records = Vec::new();
            for id in id {
                records.push(last::export(store, user, &id).await?);
            }
            verified(app, &records)
        }
    }
}

fn time(record: &ExportRecord) -> String {
    record.created_at.format("%Y-%m-%d %H:%M").to_string()
}

fn list(app: &App, records: &[ExportRecord]) -> Result<Exit, Failure> {
    if app.ui.wants_json() {
        app.ui.json(&json!({ "exports": records }))?;
        return Ok(Exit::Done);
    }
    if records.is_empty() {
        app.ui.note("no exports yet; the next one: dialoom export -o train.jsonl");
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["ID", "TIME (UTC)", "BY", "STATUS", "FORMAT", "SHAPE", "CONVERSATIONS", "FILE"], &[7]);
    for record in records {
        table.row([
            record.id.to_string(),
            time(record),
            record.created_by.clone(),
            record.status.to_string(),
            record.format.to_string(),
            record.shape.to_string(),
            record.conversation_count.to_string(),
            record.file_path.clone().unwrap_or_else(|| "-".into()),
        ]);
    }
    table.right(&[6]).print(&app.ui)?;
    Ok(Exit::Done)
}

/// In the order of the file, for commands that read ids from stdin. They may be millions, so few are read at once.
async fn ids(app: &App, store: &Store, record: &ExportRecord) -> Result<Exit, Failure> {
    let mut from = Some(0);
    while let Some(piece) = from {
        let (ids, next) = store.exported_from(record, piece).await?;
        ids.iter().try_for_each(|id| app.ui.out(&id.short()))?;
        from = next;
    }
    Ok(Exit::Done)
}

fn show(app: &App, record: &ExportRecord) -> Result<Exit, Failure> {
    if app.ui.wants_json() {
        app.ui.json(&json!({ "export": record }))?;
        return Ok(Exit::Done);
    }
    let said = match &record.error {
        Some(error) => format!("{} ({error})", record.status),
        None => record.status.to_string(),
    };
    let filter = serde_json::to_string(&record.filter).unwrap_or_default();
    for (name, value) in [
        ("export", record.id.to_string()),
        ("time", format!("{} UTC", time(record))),
        ("by", record.created_by.clone()),
        ("status", said),
        ("form", format!("{}, {}", record.format, record.shape)),
        ("filter", filter),
        ("conversations", record.conversation_count.to_string()),
        ("examples", record.example_count.to_string()),
        ("bytes", record.file_size.to_string()),
        ("SHA-256", record.checksum.clone().unwrap_or_default()),
    ] {
        app.ui.out(&format!("{name:<14} {}", printable(&value)))?;
    }
    for file in &record.files {
        let number = count(file.conversations, "conversation");
        app.ui.out(&format!("{:<14} {} ({number}, SHA-256 {})", "file", printable(&file.path), file.checksum))?;
    }
    Ok(Exit::Done)
}

fn verified(app: &App, records: &[ExportRecord]) -> Result<Exit, Failure> {
    let now = Utc::now();
    let found: Vec<(&ExportRecord, Vec<Verified>)> =
        records.iter().map(|record| (record, verify(record, now))).collect();
    let states = || found.iter().flat_map(|(_, files)| files);
    let wrong = states().filter(|file| !matches!(file.state, FileState::Same | FileState::Removed)).count() as u64;
    if app.ui.wants_json() {
        let of_one = |(record, files): &(&ExportRecord, Vec<Verified>)| json!({ "id": record.id, "files": files });
        let exports: Vec<_> = found.iter().map(of_one).collect();
        app.ui.json(&json!({ "exports": exports, "not_the_same": wrong }))?;
    } else {
        for (record, files) in &found {
            for Verified { path, state } in files {
                app.ui.out(&format!("{state:<10}  {}  {}", record.id, printable(path)))?;
            }
            if files.is_empty() && record.status == ExportStatus::Completed {
                app.ui.note(&format!("{} went to standard output", record.id));
            }
        }
    }
    if wrong == 0 {
        return Ok(Exit::Done);
    }
    Err(Failure::new(format!("{} of {} not as exported", wrong, count(states().count() as u64, "file")))
        .hint("A file that was changed, moved or deleted can be exported again: dialoom exports again ID --force"))
}

async fn cleanup(app: &App, store: &Store, yes: bool) -> Result<Exit, Failure> {
    let records = store.exports(u32::MAX).await?;
    let expired = Expired::of(&records, Utc::now());
    let changed = expired.changed.clone();
    for path in &changed {
        app.ui.note(&format!("{} was changed after its export, and stays", printable(path)));
    }
    let what = format!("remove {} of expired exports", count(expired.same.len() as u64, "file"));
    if !expired.same.is_empty() && !yes && !confirmed(app, &what, "Add --yes to remove them.")? {
        return Ok(Exit::Done);
    }
    let Cleaned { removed, leftovers, failed } = clean_up(store, &records, expired, &app.settings.user).await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ "removed": removed, "leftovers": leftovers, "changed": changed }))?;
    } else {
        removed.iter().try_for_each(|path| app.ui.out(&format!("removed {}", printable(path))))?;
        let left = |path: &String| app.ui.out(&format!("removed {} (left by a killed export)", printable(path)));
        leftovers.iter().try_for_each(left)?;
        if removed.is_empty() && leftovers.is_empty() {
            app.ui.note("no file of an expired export is left; exports expire by: dialoom export --expires 90d");
        }
    }
    match failed {
        None => Ok(Exit::Done),
        Some(failed) => Err(Failure::new(failed).hint("Mend that, and repeat: dialoom exports cleanup")),
    }
}
