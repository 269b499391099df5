//! `dialoom` alone: where the project here stands, and the one command to type next.

mod next;

use std::collections::BTreeMap;

use serde_json::json;

use crate::app::App;
use crate::cli::making::TRIAL;
use crate::cli::place::whole_place;
use crate::cli::version::VERSION;
use crate::domain::batch::Batch;
use crate::domain::filter::Filter;
use crate::domain::status::Status;
use crate::error::{Exit, Failure};
use crate::store::{Store, StoreError};
use crate::ui::count;

/// What the next command depends on.
struct Standing {
    /// How many conversations have each status.
    by_status: BTreeMap<Status, u64>,
    /// How many a person sent back.
    sent_back: u64,
    latest_batch: Option<Batch>,
    /// Whether a worker was seen on that batch lately.
    is_worked_on: bool,
}

impl Standing {
    async fn gather(store: &Store) -> Result<Standing, StoreError> {
        let by_status = store.count_by_status().await?.into_iter().filter(|(_, number)| *number > 0).collect();
        let sent_back = store.count(&Filter { sent_back: true, ..Filter::default() }).await?;
        let latest_batch = store.batches(1).await?.into_iter().next();
        let is_worked_on = match &latest_batch {
            Some(batch) => !store.workers(batch.id, store.now().await? - next::SEEN).await?.is_empty(),
            None => false,
        };
        Ok(Standing { by_status, sent_back, latest_batch, is_worked_on })
    }

    fn of(&self, status: Status) -> u64 {
        self.by_status.get(&status).copied().unwrap_or_default()
    }

    fn undecided(&self) -> u64 {
        Status::ALL.iter().filter(|status| status.is_undecided()).map(|status| self.of(*status)).sum()
    }
}

/// Ends with 2 where there is no project to tell of; `usage` is then said instead.
pub async fn run(app: &App, usage: &str) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let standing = Standing::gather(store).await?;
    let next = app.ui.hint(&next::command(app, store, &standing).await?);
    let is_project = app.settings.is_of_project || !store.is_missing();
    let exit = if is_project { Exit::Done } else { Exit::BadInput };
    if app.ui.wants_json() {
        app.ui.json(&json!({
            "version": VERSION,
            "project": is_project,
            "config_file": app.settings.config_file,
            "database": { "place": whole_place(store), "exists": !store.is_missing() },
            "conversations": words(&standing.by_status),
            "needs_review": standing.undecided(),
            "sent_back": standing.sent_back,
            "latest_batch": standing.latest_batch,
            "next": next,
        }))?;
        return Ok(exit);
    }
    if !is_project {
        begin(app, usage, &next);
        return Ok(exit);
    }
    for (name, value) in of_project(app, store, &standing).into_iter().chain([("next", next)]) {
        app.ui.out(&format!("{name:<14} {value}"))?;
    }
    app.ui.note("all commands: dialoom --help");
    Ok(exit)
}

/// What dialoom is, how it is called, and the first command.
fn begin(app: &App, usage: &str, next: &str) {
    app.ui.note("dialoom makes training conversations for LoRA fine-tuning: generate, score, review, export.");
    app.ui.note("There is no project here: no dialoom.toml and no dialoom.db, in this folder or above.");
    app.ui.note("");
    usage.lines().for_each(|line| app.ui.note(line));
    app.ui.note("");
    app.ui.note(&format!("try it, offline and free: {}", TRIAL));
    app.ui.note(&format!("begin a project: {next}"));
}

fn words(by_status: &BTreeMap<Status, u64>) -> BTreeMap<&'static str, u64> {
    Status::ALL.iter().map(|status| (status.as_str(), by_status.get(status).copied().unwrap_or_default())).collect()
}

fn of_project(app: &App, store: &Store, standing: &Standing) -> Vec<(&'static str, String)> {
    let settings = match &app.settings.config_file {
        Some(path) => path.display().to_string(),
        None => "no dialoom.toml, defaults apply".into(),
    };
    let database = match store.is_missing() {
        true => format!("{}, not created yet", whole_place(store)),
        false => whole_place(store),
    };
    let statuses: Vec<String> =
        standing.by_status.iter().map(|(status, number)| format!("{} {number}", status.shown())).collect();
    let conversations = if statuses.is_empty() { "none yet".into() } else { statuses.join(", ") };
    let mut lines = vec![("settings", settings), ("database", database), ("conversations", conversations)];
    if let Some(batch) = &standing.latest_batch {
        lines.push(("latest batch", of_batch(batch)));
    }
    if standing.undecided() > 0 {
        lines.push(("needs review", count(standing.undecided(), "conversation")));
    }
    if standing.sent_back > 0 {
        let sent_back = count(standing.sent_back, "conversation");
        lines.push(("sent back", format!("{sent_back}; make them anew with: dialoom regenerate --sent-back")));
    }
    lines
}

/// "retirement, paused: 5 of 12 done, 1 failed, 6 left".
fn of_batch(batch: &Batch) -> String {
    let counts = batch.counts;
    let rest = [(counts.failed, "failed"), (counts.open(), "left")];
    let rest: String =
        rest.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!(", {number} {what}")).collect();
    format!("{}, {}: {} of {} done{rest}", batch.name, batch.status, counts.completed, counts.total)
}
