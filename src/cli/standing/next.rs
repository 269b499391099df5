//! The one command to type next: what is begun comes before what is new.

use chrono::TimeDelta;

use crate::app::App;
use crate::cli::batch::tiers::run_again;
use crate::cli::hints::{READ_HELD_BACK, export_command};
use crate::cli::making;
use crate::cli::shell;
use crate::cli::standing::Standing;
use crate::domain::batch::{Batch, BatchStatus};
use crate::domain::money::Usd;
use crate::domain::status::Status;
use crate::engine::Configuration;
use crate::error::Failure;
use crate::store::Store;

/// A worker that was not seen for this long has ended: the length of a lease.
pub(super) const SEEN: TimeDelta = TimeDelta::seconds(60);

pub(super) async fn command(app: &App, store: &Store, standing: &Standing) -> Result<String, Failure> {
    let batch = standing.latest_batch.as_ref();
    let command = match batch.and_then(|batch| of_unfinished(batch, standing.is_worked_on)) {
        Some(command) => return Ok(command),
        None if standing.undecided() > 0 && app.ui.is_interactive() => "dialoom review".into(),
        None if standing.undecided() > 0 => "dialoom list needs-review".into(),
        None if standing.of(Status::Approved) > 0 => match export_command(store, false).await? {
            Some(command) => command,
            None if app.ui.is_interactive() => READ_HELD_BACK.into(),
            None => READ_HELD_BACK.replacen("review", "list", 1),
        },
        None => match batch {
            Some(batch) if batch.counts.failed > 0 => return Ok(on_batch("retry", &batch.name, "")),
            Some(_) => "dialoom stats".into(),
            None if standing.by_status.is_empty() => return Ok(making::first(app, store).await?),
            None => "dialoom list".into(),
        },
    };
    Ok(command)
}

fn on_batch(words: &str, name: &str, flags: &str) -> String {
    shell::command(&format!("batch {words}"), name, flags).trim_end().to_owned()
}

/// The command for a batch with items left; `None` for one that has ended or that its owner cancelled.
fn of_unfinished(batch: &Batch, is_worked_on: bool) -> Option<String> {
    let configuration = Configuration::of(batch).ok()?;
    let is_open = batch.counts.open() > 0 || configuration.storing;
    if batch.status == BatchStatus::Cancelled || !is_open {
        return None;
    }
    if is_worked_on {
        return Some(on_batch("status", &batch.name, ""));
    }
    if configuration.storing {
        return Some(run_again(&configuration, &batch.name, ""));
    }
    // Only a budget pauses a batch with an error. The same budget would stop it again.
    let budget = configuration.limits.max_cost_usd.filter(|_| batch.error.is_some());
    let more = budget.filter(|_| batch.status == BatchStatus::Paused).map(more_than).unwrap_or_default();
    Some(on_batch("resume", &batch.name, &more))
}

/// Twice the budget. Where that is too little, the run says what is enough.
fn more_than(budget: Usd) -> String {
    format!("--max-cost {:.2}", (budget.dollars() * 200.0).ceil() / 100.0)
}
