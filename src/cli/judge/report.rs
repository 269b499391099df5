//! What is said after judging: the table, the lines, the JSON document.

use serde_json::json;

use crate::app::App;
use crate::engine::{Estimate, Judged, Summary};
use crate::error::{Exit, Failure};
use crate::store::ItemsAbout;
use crate::ui::progress::span;
use crate::ui::{Cell, Table, count};

use crate::cli::batch::failure::{Again, failure_of, say_interrupted};
use crate::cli::batch::report::{exit_of, failures, stop_word};
use crate::cli::judge::figures::quality_of;

/// Conversations named in the table at the end.
const SHOWN: usize = 25;
/// Whose runs a budget counts.
const SAME: &str = "the same command";

/// Prints the report of a run; returns the exit code of the command.
pub(super) fn report(app: &App, summary: &Summary, items: ItemsAbout, estimate: Estimate) -> Result<Exit, Failure> {
    let exit = exit_of(summary);
    if app.ui.wants_json() {
        app.ui.json(&json!({ "judged": as_json(summary, items, estimate) }))?;
    } else {
        table(app, summary)?;
        for line in told(summary, items, estimate) {
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

fn table(app: &App, summary: &Summary) -> Result<(), Failure> {
    if summary.judged.named.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(&["ID", "STATUS", "SCORE", "MARKS O/R/A", "CHECKS", "TITLE"], &[4, 5]);
    for one in summary.judged.named.iter().take(SHOWN) {
        let status = one.marked.as_ref().map_or_else(Cell::default, |marked| marked.status.into());
        let [id, score, marks, title] = [one.id.short(), score(one), marks(one), one.title.clone()].map(Cell::from);
        table.row([id, status, score, marks, Cell::checks(one.findings()), title]);
    }
    table.print(&app.ui)
}

/// "10.0 → 7.9".
fn score(one: &Judged) -> String {
    match &one.marked {
        None => String::new(),
        Some(marked) if marked.from == Some(marked.to) => marked.to.to_string(),
        Some(marked) => {
            let from = marked.from.map_or_else(|| "-".to_owned(), |from| from.to_string());
            format!("{from} → {}", marked.to)
        }
    }
}

/// "8/9/7", as the heading names it: overall, relevance, accuracy.
fn marks(one: &Judged) -> String {
    let marks = [one.marks.overall, one.marks.relevance, one.marks.accuracy];
    marks.map(|mark| mark.map_or_else(|| "-".to_owned(), |mark| mark.to_string())).join("/")
}

fn as_json(summary: &Summary, items: ItemsAbout, estimate: Estimate) -> serde_json::Value {
    let judged = &summary.judged;
    let mean = |tenths: u64| (judged.compared > 0).then(|| tenths as f64 / judged.compared as f64 / 10.0);
    let one = |one: &Judged| {
        json!({
            "id": one.id,
            "short_id": one.id.short(),
            "title": one.title,
            "marks": one.marks,
            "score_before": one.marked.as_ref().and_then(|marked| marked.from),
            "score_after": one.marked.as_ref().map(|marked| marked.to),
            "status": one.marked.as_ref().map(|marked| marked.status),
            "findings": one.findings(),
        })
    };
    json!({
        "job": summary.batch.name,
        "status": summary.batch.status,
        "judged": judged.judged,
        "low": judged.low,
        "serious": judged.serious,
        "failed": summary.failed,
        "left": summary.batch.counts.open(),
        "elsewhere": items.elsewhere,
        "mean_score_before": mean(judged.score_tenths.0),
        "mean_score_after": mean(judged.score_tenths.1),
        "calls": summary.calls,
        "cost_usd": summary.cost,
        "uncertain_cost_usd": summary.batch.uncertain_cost_usd,
        "estimate": estimate,
        "seconds": (summary.took.as_secs_f64() * 1000.0).round() / 1000.0,
        "failures": summary.failures,
        "stopped": summary.stop.as_ref().map(stop_word),
        "conversations": judged.named.iter().map(one).collect::<Vec<_>>(),
    })
}

/// The lines, with the next command to type.
fn told(summary: &Summary, items: ItemsAbout, estimate: Estimate) -> Vec<String> {
    let judged = &summary.judged;
    let mut lines = Vec::new();
    if judged.judged as usize > SHOWN {
        lines.push(format!("… and {} more", judged.judged as usize - SHOWN));
    }
    lines.push(format!(
        "{} marked{}; {} in {}, cost {} (estimated {})",
        count(judged.judged, "conversation"),
        quality_of(summary),
        count(summary.calls, "call"),
        span(summary.took),
        summary.cost,
        estimate.cost_usd,
    ));
    if let Some(more) = summary.batch.uncertain_cost_usd.maybe_billed() {
        lines.push(format!("{more}, for calls without an answer; a budget counts it"));
    }
    lines.extend(failures(summary));
    if items.elsewhere > 0 {
        lines.push(format!("another command judges {} at this moment", count(items.elsewhere, "conversation")));
    }
    if failure_of(summary, &Again::same(SAME)).is_some() {
        return lines;
    }
    let (open, failed) = (summary.batch.counts.open(), summary.batch.counts.failed);
    if failed > 0 {
        lines.push(format!("{} got no marks; the same command asks again", count(failed, "conversation")));
    }
    if open > 0 {
        lines.push(format!("{} left; go on with: {}", count(open, "conversation"), Again::same(SAME).resume));
    } else if judged.low > 0 {
        lines.push("next: dialoom review --finding low_mark".to_owned());
    } else if judged.judged > 0 {
        lines.push("next: dialoom review".to_owned());
    }
    lines
}
