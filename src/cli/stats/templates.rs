//! `dialoom stats templates`.

use chrono::Utc;
use serde::Serialize;

use crate::app::App;
use crate::domain::log::CallFilter;
use crate::error::{Exit, Failure};
use crate::report::scoreboard::{ENOUGH, TemplateScore, scoreboard};
use crate::store::CallBreakdown;
use crate::ui::Table;

use crate::cli::args::{ByPart, FilterArgs};
use crate::cli::stats::{nothing, tells_calls_apart};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
The interval holds the true approval rate in 95 of 100 cases (Wilson). Two templates whose intervals overlap widely may be \
equally good. The cost counts all calls, unusable answers included.

Examples:
  dialoom stats templates
  dialoom stats templates --since 30d --json")]
pub(super) struct Args {
    #[command(flatten)]
    filters: FilterArgs<ByPart>,
}

#[derive(Serialize)]
struct Document<'a> {
    templates: &'a [TemplateScore],
}

pub(super) async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    let now = Utc::now();
    args.filters.filter(now)?;
    let store = app.store().await?;
    let filter = args.filters.checked(app, now).await?;
    let costs = match tells_calls_apart(&filter) {
        true => {
            let calls = CallFilter { shared: filter.clone(), ..CallFilter::default() };
            store.call_costs(&calls, CallBreakdown::Template).await?
        }
        false => Vec::new(),
    };
    let scores = scoreboard(store, &filter, &costs).await?;
    if app.ui.wants_json() {
        app.ui.json(&Document { templates: &scores })?;
        return Ok(Exit::Done);
    }
    if scores.is_empty() {
        return nothing(app, &filter, "dialoom stats templates").await;
    }
    table(&scores).print(&app.ui)?;
    if scores.iter().any(|score| !score.has_enough_data) {
        app.ui.note(&format!("not enough data yet: fewer than {ENOUGH} decisions"));
    }
    Ok(Exit::Done)
}

fn table(scores: &[TemplateScore]) -> Table {
    let headings = ["TEMPLATE", "MADE", "APPROVED", "REJECTED", "APPROVAL (95 %)", "QUALITY", "COST", "PER APPROVED"];
    let mut table = Table::new(&headings, &[0]).right(&[1, 2, 3, 5, 6, 7]);
    for score in scores {
        let approval = match (score.approval_rate, score.approval_interval) {
            (Some(rate), Some([low, high])) if score.has_enough_data => {
                format!("{:.0} % ({:.0}–{:.0})", rate * 100.0, low * 100.0, high * 100.0)
            }
            _ => "not enough data yet".to_owned(),
        };
        table.row([
            if score.template.is_empty() { "(none)".to_owned() } else { score.template.clone() },
            score.conversations.to_string(),
            score.approved.to_string(),
            score.rejected.to_string(),
            approval,
            score.mean_quality.map_or_else(|| "-".to_owned(), |mean| format!("{mean:.1}")),
            score.cost_usd.to_string(),
            score.cost_per_approved_usd.map_or_else(|| "-".to_owned(), |cost| cost.to_string()),
        ]);
    }
    table
}
