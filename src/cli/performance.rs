//! `dialoom performance`.

use std::time::Duration;

use serde::Serialize;

use crate::app::App;
use crate::error::{Exit, Failure};
use crate::store::Latency;
use crate::ui::Table;
use crate::ui::progress::span;

use crate::cli::args::CallFilterArgs;
use crate::cli::cost::no_calls;

/// Show how fast and how reliable each model is, by template
#[derive(Debug, clap::Args)]
#[command(after_help = "\
p50: half of the calls that succeeded took at most this long; p90: nine of ten. Durations are of single calls, without \
the wait for a rate limit.

Examples:
  dialoom performance --since 7d
  dialoom performance --batch @last --json")]
pub struct Args {
    #[command(flatten)]
    filters: CallFilterArgs,
}

#[derive(Serialize)]
struct Document<'a> {
    rows: &'a [Latency],
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let filter = args.filters.checked(app).await?;
    let rows = app.store().await?.latencies(&filter).await?;
    if app.ui.wants_json() {
        app.ui.json(&Document { rows: &rows })?;
        return Ok(Exit::Done);
    }
    if rows.is_empty() {
        return no_calls(app, &filter).await;
    }
    let headings = ["MODEL", "TEMPLATE", "CALLS", "P50", "P90", "TOKENS/S", "NOT OK", "FAILED", "LIMITED", "TIMED OUT"];
    let mut table = Table::new(&headings, &[0, 1]).right(&[2, 3, 4, 5, 6, 7, 8, 9]);
    let took = |time: Option<u64>| time.map_or_else(|| "-".to_owned(), duration);
    for row in &rows {
        let speed = row.output_tokens_per_second.map_or_else(|| "-".to_owned(), |speed| format!("{speed:.0}"));
        table.row([
            row.model.clone(),
            if row.template.is_empty() { "(none)".to_owned() } else { row.template.clone() },
            row.calls.to_string(),
            took(row.p50_ms),
            took(row.p90_ms),
            speed,
            format!("{:.1} %", row.failure_rate * 100.0),
            row.failed.to_string(),
            row.rate_limited.to_string(),
            row.timed_out.to_string(),
        ]);
    }
    table.print(&app.ui)?;
    Ok(Exit::Done)
}

/// "850 ms", "2.4 s", "1m 12s".
pub(super) fn duration(milliseconds: u64) -> String {
    match milliseconds {
        0..1_000 => format!("{milliseconds} ms"),
        1_000..60_000 => format!("{:.1} s", milliseconds as f64 / 1000.0),
        _ => span(Duration::from_millis(milliseconds)),
    }
}
