//! `dialoom limits`.

use std::time::Duration;

use serde_json::json;

use crate::app::App;
use crate::domain::limits::TokenUse;
use crate::engine::KeyState;
use crate::error::{Exit, Failure};
use crate::ui::Table;
use crate::ui::progress::span;

/// How often `--watch` refreshes.
const EVERY: Duration = Duration::from_secs(1);

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Refresh every second until Ctrl-C; with --json, print one document per line
    #[arg(long)]
    watch: bool,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let rates = app.store().await?.rates().await?;
    // One listener for all rounds: a signal between two of them counts, too.
    let mut stop = std::pin::pin!(tokio::signal::ctrl_c());
    loop {
        let keys: Vec<KeyState> = rates.usage().await?.into_iter().map(KeyState::from).collect();
        if app.ui.wants_json() {
            app.ui.json(&json!({ "keys": keys }))?;
        } else {
            show(app, &keys, args.watch)?;
        }
        if !args.watch {
            return Ok(Exit::Done);
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = &mut stop => return Ok(Exit::Interrupted),
        }
    }
}

fn show(app: &App, keys: &[KeyState], watching: bool) -> Result<(), Failure> {
    if keys.is_empty() {
        app.ui.note("no API key was used in the last hour");
        return Ok(());
    }
    let mut headings = vec!["KEY", "USED", "LIMIT", "REMAINING", "RESET", "QUEUE"];
    let tokens = keys.iter().any(|key| key.input_tokens.is_some() || key.output_tokens.is_some());
    if tokens {
        headings.extend(["TOKENS IN", "TOKENS OUT"]);
    }
    let mut table = Table::new(&headings, &[]).right(&[1, 2, 3, 4, 5, 6, 7]);
    let of = |tokens: Option<TokenUse>| tokens.map_or("-".into(), |TokenUse { used, limit }| format!("{used}/{limit}"));
    let number = |limit: Option<u64>| limit.map_or("none".into(), |limit| limit.to_string());
    for key in keys {
        let mut row = vec![
            key.key.clone(),
            key.used.to_string(),
            number(key.limit),
            number(key.remaining),
            if key.reset_seconds > 0.0 { span(Duration::from_secs_f64(key.reset_seconds)) } else { "-".into() },
            key.queued.to_string(),
        ];
        if tokens {
            row.extend([of(key.input_tokens), of(key.output_tokens)]);
        }
        table.row(row);
    }
    if watching && app.ui.out_is_terminal() {
        app.ui.clear()?;
    }
    table.print(&app.ui)
}
