//! What is said after making conversations anew: the table, the lines, the JSON document.

use serde_json::json;

use crate::app::App;
use crate::domain::status::Status;
use crate::engine::{RegenerateSurvey, Stored, Summary};
use crate::error::{Exit, Failure};
use crate::quality;
use crate::store::ItemsAbout;
use crate::ui::progress::span;
use crate::ui::{Table, count};

use crate::cli::batch::failure::{Again, failure_of, say_interrupted};
use crate::cli::batch::report::{exit_of, failures, stop_word};

/// Conversations named in the table at the end.
const SHOWN: usize = 25;
/// Versions named in the next command.
const NAMED: usize = 10;
/// Whose runs a budget counts.
const SAME: &str = "the same command";

/// Prints the report of a run; returns the exit code of the command.
pub(super) fn report(
    app: &App,
    summary: &Summary,
    items: ItemsAbout,
    survey: &RegenerateSurvey,
) -> Result<Exit, Failure> {
    let exit = exit_of(summary);
    if app.ui.wants_json() {
        app.ui.json(&json!({ "regenerated": as_json(summary, items, survey), "survey": survey }))?;
    } else {
        table(app, summary)?;
        for line in told(summary, items, survey) {
            app.ui.note(&line);
        }
    }
    let again = Again::same(SAME);
    say_interrupted(&app.ui, summary, &again);
    match failure_of(summary, &again) {
        Some(failure) => Err(failure.exit(exit)),
        None => Ok(exit),
    }
}

fn parent(one: &Stored) -> String {
    one.made_from.map(|id| id.short()).unwrap_or_default()
}

fn table(app: &App, summary: &Summary) -> Result<(), Failure> {
    if summary.stored.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(&["ID", "MADE FROM", "STATUS", "SCORE", "CHECKS", "TITLE"], &[4, 5]).right(&[3]);
    for one in summary.stored.iter().take(SHOWN) {
        let status = if one.passed() { Status::Generated } else { Status::NeedsRevision };
        let (score, checks) = (one.score.to_string(), quality::in_brief(&one.findings));
        table.row([one.id.short(), parent(one), status.shown().to_owned(), score, checks, one.title.clone()]);
    }
    table.print(&app.ui)
}

fn as_json(summary: &Summary, items: ItemsAbout, survey: &RegenerateSurvey) -> serde_json::Value {
    let one = |one: &Stored| {
        json!({
            "id": one.id,
            "short_id": one.id.short(),
            "parent_id": one.made_from,
            "parent_short_id": parent(one),
            "title": one.title,
            "quality_score": one.score,
            "passed": one.passed(),
            "findings": one.findings,
        })
    };
    json!({
        "job": summary.batch.name,
        "status": summary.batch.status,
        "made": summary.made,
        "passed": summary.passed,
        "serious": summary.serious,
        "failed": summary.failed,
        "left": summary.batch.counts.open(),
        "elsewhere": items.elsewhere,
        "calls": summary.calls,
        "cost_usd": summary.cost,
        "uncertain_cost_usd": summary.batch.uncertain_cost_usd,
        "estimate": survey.estimate,
        "seconds": (summary.took.as_secs_f64() * 1000.0).round() / 1000.0,
        "failures": summary.failures,
        "stopped": summary.stop.as_ref().map(stop_word),
        "conversations": summary.stored.iter().map(one).collect::<Vec<_>>(),
    })
}

/// The lines, with the next command to type.
fn told(summary: &Summary, items: ItemsAbout, survey: &RegenerateSurvey) -> Vec<String> {
    let mut lines = Vec::new();
    if summary.made as usize > SHOWN {
        lines.push(format!("… and {} more", summary.made as usize - SHOWN));
    }
    lines.push(format!(
        "{} made anew, {} passed; {} in {}, cost {} (estimated {})",
        count(summary.made, "conversation"),
        summary.passed,
        count(summary.calls, "call"),
        span(summary.took),
        summary.cost,
        survey.estimate.cost_usd,
    ));
    if let Some(more) = summary.batch.uncertain_cost_usd.maybe_billed() {
        lines.push(format!("{more}, for calls without an answer; a budget counts it"));
    }
    lines.extend(failures(summary));
    if items.elsewhere > 0 {
        let elsewhere = count(items.elsewhere, "conversation");
        lines.push(format!("another command makes {elsewhere} anew at this moment"));
    }
    if failure_of(summary, &Again::same(SAME)).is_some() {
        return lines;
    }
    let (open, failed) = (summary.batch.counts.open(), summary.batch.counts.failed);
    if failed > 0 {
        lines.push(format!("{} got no new version; the same command asks again", count(failed, "conversation")));
    }
    if open > 0 {
        lines.push(format!("{} left; go on with: {}", count(open, "conversation"), Again::same(SAME).resume));
    } else if summary.made > 0 {
        lines.push(format!("next: dialoom review{}", named(summary)));
    }
    lines
}

/// The new versions as arguments, where they are few.
fn named(summary: &Summary) -> String {
    let few = summary.stored.iter().filter(|_| summary.stored.len() <= NAMED);
    few.map(|one| format!(" {}", one.id.short())).collect()
}
