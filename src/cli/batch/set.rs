//! `dialoom batch set`.

use serde_json::json;

use crate::app::App;
use crate::cli::args::{last, whole};
use crate::domain::value::cleaned;
use crate::error::{Exit, Failure};

#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("what").args(["priority", "description"]).required(true).multiple(true)))]
pub struct Args {
    /// The batch, by name, id or a unique prefix of its id; @last is your newest
    #[arg(value_name = "BATCH")]
    batch: String,
    /// How urgent it is, 1 to 10: a worker that picks between batches takes 10 first
    #[arg(long, value_name = "N", value_parser = whole(1, 10), allow_negative_numbers = true)]
    priority: Option<u32>,
    /// What it is for; "" for nothing
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let description = args.description.as_deref().map(cleaned).transpose();
    let description = description.map_err(|control| Failure::bad_input(format!("--description holds {control}")))?;
    let store = app.store().await?;
    let batch = last::batch(store, &app.settings.user, &args.batch).await?;
    store.describe_batch(batch.id, args.priority.map(urgency), description.as_deref()).await?;
    let batch = store.batch(&batch.id.to_string()).await?;
    if app.ui.wants_json() {
        app.ui.json(&json!({ "batch": batch }))?;
    } else {
        let purpose =
            description.map(|text| if text.is_empty() { ", for nothing".into() } else { format!(", for: {text}") });
        let purpose = purpose.unwrap_or_default();
        app.ui.note(&format!("batch \"{}\" has priority {}{purpose}", batch.name, batch.priority));
    }
    Ok(Exit::Done)
}

/// A priority that the arguments have checked.
pub(super) fn urgency(given: u32) -> u8 {
    u8::try_from(given).unwrap_or(10)
}
