//! `dialoom exports …`: what was exported, by whom, and whether the files are still the same.

mod again;
mod list;
mod show;

use std::path::PathBuf;

use chrono::Utc;
use serde_json::json;

use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::export::{ExportRecord, ExportStatus};
use crate::engine::process_has_ended;
use crate::error::{Exit, Failure};
use crate::export::{
    Cleaned, Expired, Newest, Verified, clean_up, interrupted, mark_interrupted, note_verified, verify,
};
use crate::store::Store;
use crate::ui::{count, printable};

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

/// Exports that are not as they were and get a command each.
const SHOWN: usize = 3;

impl Command {
    pub(super) fn effect(&self) -> Effect {
        match self {
            // A verification is noted in the rows.
            Command::Verify { .. } | Command::Cleanup { .. } | Command::Again { .. } => Effect::Changes,
            Command::List { .. } | Command::Show { .. } => Effect::Reads,
        }
    }
}

pub async fn run(app: &App, command: Command) -> Result<Exit, Failure> {
    let store = app.store().await?;
    match command {
        Command::List { limit } => list::list(app, limit).await,
        Command::Show { id, ids: true } => show::ids(app, store, &one(app, &id).await?).await,
        Command::Show { id, ids: false } => show::show(app, store, &one(app, &id).await?).await,
        Command::Again { id, output, force } => again::run(app, &id, output, force).await,
        Command::Cleanup { yes } => cleanup(app, store, yes).await,
        Command::Verify { id } if id.is_empty() => verified(app, store, &store.exports(100).await?).await,
        Command::Verify { id } => {
            let mut records = Vec::new();
            for id in id {
                records.push(one(app, &id).await?);
            }
            verified(app, store, &records).await
        }
    }
}

fn time(record: &ExportRecord) -> String {
    record.created_at.format("%Y-%m-%d %H:%M").to_string()
}

/// The exports as they are: one whose process was killed has failed, though its row does not say so yet.
async fn told(store: &Store, mut records: Vec<ExportRecord>) -> Result<Vec<ExportRecord>, Failure> {
    if records.iter().any(|record| record.status == ExportStatus::Processing) {
        let killed = interrupted(store, process_has_ended).await?;
        for record in &mut records {
            if let Some(failed) = killed.iter().find(|killed| killed.id == record.id) {
                *record = failed.clone();
            }
        }
    }
    Ok(records)
}

/// One of them.
async fn one(app: &App, id: &str) -> Result<ExportRecord, Failure> {
    let store = app.store().await?;
    let record = last::export(store, &app.settings.user, id).await?;
    Ok(told(store, vec![record]).await?.remove(0))
}

async fn verified(app: &App, store: &Store, records: &[ExportRecord]) -> Result<Exit, Failure> {
    let (now, newest) = (Utc::now(), Newest::of(&store.exports(u32::MAX).await?));
    let found: Vec<(&ExportRecord, Vec<Verified>)> =
        records.iter().map(|record| (record, verify(record, now, &newest))).collect();
    let states = || found.iter().flat_map(|(_, files)| files);
    let wrong = states().filter(|file| file.state.is_wrong()).count() as u64;
    for (record, files) in found.iter().filter(|(_, files)| !files.is_empty()) {
        let wrong = files.iter().filter(|file| file.state.is_wrong()).count() as u64;
        if let Err(error) = note_verified(store, record, (&app.settings.user, now), wrong).await {
            app.ui.note(&format!("the verification is not on record: {error}"));
            break;
        }
    }
    if app.ui.wants_json() {
        let of_one = |(record, files): &(&ExportRecord, Vec<Verified>)| json!({ "id": record.id, "files": files });
        let exports: Vec<_> = found.iter().map(of_one).collect();
        app.ui.json(&json!({ "exports": exports, "not_the_same": wrong }))?;
    } else {
        for (record, files) in &found {
            for Verified { path, state, replaced_by } in files {
                let by = replaced_by.map(|by| format!(" (by {by})")).unwrap_or_default();
                app.ui.out(&format!("{state:<10}  {}  {}{by}", record.id, printable(path)))?;
            }
            if files.is_empty() && record.status == ExportStatus::Completed {
                app.ui.note(&format!("{} went to standard output", record.id));
            }
        }
    }
    if wrong == 0 {
        return Ok(Exit::Done);
    }
    let is_wrong = |(record, files): &&(&ExportRecord, Vec<Verified>)| {
        record.status == ExportStatus::Completed && files.iter().any(|file| file.state.is_wrong())
    };
    let again = found.iter().filter(is_wrong).take(SHOWN);
    let again = again.map(|(record, _)| format!("Export it again with: dialoom exports again {} --force", record.id));
    let failure = Failure::new(format!("{} of {} not as exported", wrong, count(states().count() as u64, "file")));
    Err(again.fold(failure, Failure::hint))
}

async fn cleanup(app: &App, store: &Store, yes: bool) -> Result<Exit, Failure> {
    for killed in mark_interrupted(store, process_has_ended).await? {
        app.ui.note(&format!("the export {} was killed; its row says so now", killed.id));
    }
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
