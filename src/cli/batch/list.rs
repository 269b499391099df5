//! `dialoom batch list`.

use serde_json::json;

use crate::app::App;
use crate::cli::args::whole;
use crate::cli::hints::first_steps;
use crate::cli::place::in_database;
use crate::error::{Exit, Failure};
use crate::ui::Table;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Most batches to show
    #[arg(long, value_name = "N", default_value_t = 25, allow_negative_numbers = true,
        value_parser = whole(1, 1000))]
    limit: u32,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let batches = store.batches(args.limit).await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ "batches": batches }))?;
        return Ok(Exit::Done);
    }
    if batches.is_empty() {
        app.ui.note(&in_database(store, "no batches yet"));
        first_steps().iter().for_each(|step| app.ui.note(step));
        return Ok(Exit::Done);
    }
    let headings = ["NAME", "STATUS", "DONE", "FAILED", "LEFT", "COST", "CREATED", "PRIORITY"];
    // Where all are as urgent, the column says nothing.
    let is_mixed = batches.iter().any(|batch| batch.priority != batches[0].priority);
    let columns = if is_mixed { headings.len() } else { headings.len() - 1 };
    let mut table = Table::new(&headings[..columns], &[0]).right(&[2, 3, 4, 5]);
    for batch in &batches {
        let row = [
            batch.name.clone(),
            batch.status.to_string(),
            format!("{}/{}", batch.counts.completed, batch.counts.total),
            batch.counts.failed.to_string(),
            batch.counts.open().to_string(),
            batch.actual_cost_usd.to_string(),
            batch.created_at.format("%Y-%m-%d %H:%M").to_string(),
            batch.priority.to_string(),
        ];
        table.row(row.into_iter().take(columns));
    }
    table.print(&app.ui)?;
    Ok(Exit::Done)
}
