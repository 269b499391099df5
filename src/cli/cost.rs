//! `dialoom cost`.

use serde::Serialize;

use crate::app::App;
use crate::domain::log::CallFilter;
use crate::error::{Exit, Failure};
use crate::store::{CallBreakdown, CallCosts};
use crate::ui::{Table, count};

use crate::cli::args::{CallFilterArgs, one_of};
use crate::cli::place::in_database;

/// Show what calls cost by day, batch, model or template, unusable answers included
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Counts every call, also one that failed or whose answer could not be used. A call counts for the day on which it ended.

Examples:
  dialoom cost --since 7d
  dialoom cost --by template --batch @last --json")]
pub struct Args {
    /// What each row stands for
    #[arg(long, value_name = "WHAT", default_value = "day", ignore_case = true,
        value_parser = one_of::<CallBreakdown>(CallBreakdown::WORDS))]
    by: CallBreakdown,
    #[command(flatten)]
    filters: CallFilterArgs,
}

#[derive(Serialize)]
struct Document<'a> {
    by: CallBreakdown,
    rows: &'a [CallCosts],
    total: &'a CallCosts,
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let filter = args.filters.checked(app).await?;
    let rows = app.store().await?.call_costs(&filter, args.by).await?;
    let total = CallCosts::total(&rows);
    if app.ui.wants_json() {
        app.ui.json(&Document { by: args.by, rows: &rows, total: &total })?;
        return Ok(Exit::Done);
    }
    if rows.is_empty() {
        return no_calls(app, &filter).await;
    }
    let heading = args.by.as_str().to_uppercase();
    let headings = [&heading, "CALLS", "UNUSABLE", "TOKENS IN", "TOKENS OUT", "COST", "OF UNUSABLE"];
    let mut table = Table::new(&headings, &[0]).right(&[1, 2, 3, 4, 5, 6]);
    for row in &rows {
        let name = if row.name.is_empty() { "(none)" } else { &row.name };
        table.row([
            name.to_owned(),
            row.calls.to_string(),
            row.unused_calls.to_string(),
            row.input_tokens.to_string(),
            row.output_tokens.to_string(),
            row.cost_usd.to_string(),
            row.unused_cost_usd.to_string(),
        ]);
    }
    table.print(&app.ui)?;
    app.ui.note(&sum(&total));
    Ok(Exit::Done)
}

/// "$6.04 for 120 calls, $1.55 of it for 31 that gave nothing usable".
fn sum(total: &CallCosts) -> String {
    let mut line = format!("{} for {}", total.cost_usd, count(total.calls, "call"));
    if total.unused_calls > 0 {
        line.push_str(&format!(
            ", {} of it for {} that gave nothing usable",
            total.unused_cost_usd, total.unused_calls
        ));
    }
    if let Some(more) = total.uncertain_cost_usd.maybe_billed() {
        line.push_str(&format!("; {more}"));
    }
    line
}

/// Says that no call matches, or that there is none.
pub(super) async fn no_calls(app: &App, filter: &CallFilter) -> Result<Exit, Failure> {
    if *filter == CallFilter::default() {
        app.ui.note(&in_database(app.store().await?, "no calls yet"));
    } else {
        app.ui.note("no call matches");
        app.ui.note("leave out a filter, or see the newest: dialoom logs");
    }
    Ok(Exit::Done)
}
