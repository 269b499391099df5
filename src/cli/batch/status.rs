//! `dialoom batch status`.

use std::time::Duration;

use serde_json::json;

use crate::app::App;
use crate::domain::batch::{Batch, BatchStatus, Item, ItemState};
use crate::error::{Exit, Failure};
use crate::ui::progress::span;
use crate::ui::{Table, Ui, count};

use crate::cli::args::last;
use crate::cli::batch::outcome;
use crate::cli::shell::{self, operand};

/// How many failed items the table lists.
const SHOWN: u32 = 10;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The batch, by name, id or a unique prefix of its id; @last is your newest
    #[arg(value_name = "BATCH")]
    batch: String,
}

/// "$0.12 (estimated $0.20), up to $0.05 more may have been billed".
fn cost(batch: &Batch) -> String {
    let Batch { actual_cost_usd, estimated_cost_usd, uncertain_cost_usd, .. } = batch;
    let more = uncertain_cost_usd.maybe_billed().map(|more| format!(", {more}")).unwrap_or_default();
    format!("{actual_cost_usd} (estimated {estimated_cost_usd}){more}")
}

/// The first items that failed, where there are any.
fn table(ui: &Ui, failed: &[Item]) -> Result<(), Failure> {
    if failed.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(&["ITEM", "ERROR", "PERSONA", "MESSAGE"], &[2, 3]).right(&[0]);
    for item in failed {
        table.row([
            (item.position + 1).to_string(),
            item.error_code.clone().unwrap_or_default(),
            item.request.to_make().map(|request| request.subject.persona.clone()).unwrap_or_default(),
            item.error_message.clone().unwrap_or_default(),
        ]);
    }
    ui.out("")?;
    table.print(ui)
}

/// How long it took, what it is for, and how it turned out, as far as that is known.
fn about(batch: &Batch) -> impl Iterator<Item = (&'static str, String)> {
    let known = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let lines = [
        ("took", batch.duration_seconds.map(|seconds| span(Duration::from_secs_f64(seconds)))),
        ("for", known(&batch.description)),
        ("summary", known(&batch.summary)),
        ("tier", batch.target_tier.map(|tier| tier.to_string())),
    ];
    lines.into_iter().filter_map(|(label, text)| Some((label, text?)))
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let batch = last::batch(store, &app.settings.user, &args.batch).await?;
    let failed = store.items(batch.id, Some(ItemState::Failed), SHOWN, None).await?;
    let outcome = outcome::outcome(app, &batch, (Vec::new(), None)).await;
    if app.ui.wants_json() {
        app.ui.json(&json!({ "batch": batch, "failed_items": failed, "outcome": outcome }))?;
        return Ok(Exit::Done);
    }
    let ui = &app.ui;
    let counts = batch.counts;
    let mut lines = vec![
        ("batch", batch.name.clone()),
        ("id", batch.id.to_string()),
        ("status", batch.status.to_string()),
        ("priority", batch.priority.to_string()),
        (
            "items",
            format!("{} of {} done, {} failed, {} left", counts.completed, counts.total, counts.failed, counts.open()),
        ),
        ("cost", cost(&batch)),
        ("created", format!("{} by {}", batch.created_at.format("%Y-%m-%d %H:%M UTC"), batch.created_by)),
    ];
    if let Some(at) = batch.completed_at {
        lines.push(("ended", at.format("%Y-%m-%d %H:%M UTC").to_string()));
    } else if let Some(at) = batch.estimated_completion_at.filter(|_| batch.status == BatchStatus::Running) {
        lines.push(("expected", at.format("%Y-%m-%d %H:%M UTC").to_string()));
    }
    lines.extend(about(&batch));
    if let Some(error) = &batch.error {
        lines.push(("stopped", error.clone()));
    }
    for (name, value) in lines {
        ui.out(&format!("{name:<9} {value}"))?;
    }
    table(ui, &failed)?;
    if let Some(outcome) = &outcome {
        let lines = outcome::verdict(outcome, &batch).into_iter().chain(outcome::lines(outcome, &batch));
        lines.for_each(|line| ui.note(&line));
    }
    let name = operand(&batch.name);
    if counts.failed > 0 {
        ui.note(&format!("retry the {} with: dialoom batch retry {name}", count(counts.failed, "failed item")));
    }
    if counts.open() > 0 && batch.status != BatchStatus::Running {
        ui.note(&format!("resume with: dialoom batch resume {name}"));
    }
    if counts.completed > 0 {
        ui.note(&format!("see its conversations with: dialoom list {}", shell::flag("--batch", &batch.name)));
    }
    Ok(Exit::Done)
}
