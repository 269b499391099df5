//! The report at the end of a run: the table, the lines, the JSON document, the exit code.

use std::collections::HashMap;

use serde_json::json;

use crate::app::App;
use crate::domain::ids::ConversationId;
use crate::domain::money::Usd;
use crate::domain::status::Status;
use crate::engine::{Estimate, JudgedSummary, Reached, StopReason, Summary};
use crate::error::{Exit, Failure};
use crate::report::outcome::Outcome;
use crate::store::Store;
use crate::ui::progress::span;
use crate::ui::{Cell, Table, Ui, count};

use crate::cli::batch::failure::{Again, failure_of, say_interrupted};
use crate::cli::batch::outcome;
use crate::cli::judge::figures::quality_of;
use crate::cli::shell::{self, operand};

/// Conversations named in the table at the end.
const SHOWN: usize = 25;

/// Prints the report of a run; returns the exit code of the command.
pub(super) fn report(
    app: &App,
    (summary, states): (&Summary, &States),
    outcome: Option<&Outcome>,
    estimate: Option<Estimate>,
    again: &Again,
) -> Result<Exit, Failure> {
    let exit = exit_of(summary);
    let ui = &app.ui;
    if ui.wants_json() {
        ui.json(&as_json(summary, outcome, estimate))?;
    } else {
        table(ui, summary, states)?;
        let lines = if summary.was_idle { idle(summary) } else { told(summary, outcome, estimate, again) };
        for line in lines {
            ui.note(&line);
        }
    }
    say_interrupted(ui, summary, again);
    match failure_of(summary, again) {
        Some(failure) => Err(failure.exit(exit)),
        None => Ok(exit),
    }
}

/// The states that conversations have now: people decide while a batch runs.
pub(super) type States = HashMap<ConversationId, Status>;

/// Reads the states of the conversations that the table shows. Without them it shows those that were stored.
pub(super) async fn states(store: &Store, summary: &Summary) -> States {
    let shown: Vec<_> = summary.stored.iter().take(SHOWN).map(|stored| stored.id).collect();
    let found = store.conversations_named(&shown).await.unwrap_or_default();
    found.into_iter().map(|it| (it.id, it.status)).collect()
}

/// The first conversations that were made, on stdout.
fn table(ui: &Ui, summary: &Summary, states: &States) -> Result<(), Failure> {
    if summary.stored.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(&["ID", "STATUS", "SCORE", "CHECKS", "TITLE"], &[3, 4]).right(&[2]);
    for stored in summary.stored.iter().take(SHOWN) {
        let made = if stored.passed() { Status::Generated } else { Status::NeedsRevision };
        let state = states.get(&stored.id).copied().unwrap_or(made);
        let [id, score, title] = [stored.id.short(), stored.score.to_string(), stored.title.clone()].map(Cell::from);
        table.row([id, state.into(), score, Cell::checks(&stored.findings), title]);
    }
    table.print(ui)
}

/// The lines where there was nothing to do, with the next command to type.
fn idle(summary: &Summary) -> Vec<String> {
    let batch = &summary.batch;
    let name = operand(&batch.name);
    let kept = count(batch.counts.completed, "conversation");
    let mut lines = Vec::new();
    if batch.counts.failed > 0 {
        let failed = count(batch.counts.failed, "failed item");
        lines.push(format!("nothing to do: batch \"{}\" already has {kept} and {failed}", batch.name));
        lines.push(format!("retry failed items with: dialoom batch retry {name}"));
    } else {
        lines.push(format!("nothing to do: batch \"{}\" already has its {kept}", batch.name));
    }
    lines.extend(summary.target.map(|target| target_line(target, batch.counts.open())));
    if batch.counts.completed > 0 {
        lines.push(format!("next: dialoom review {}", shell::flag("--batch", &batch.name)));
    }
    lines
}

/// The exit code of a run.
pub(in crate::cli) fn exit_of(summary: &Summary) -> Exit {
    match &summary.stop {
        Some(StopReason::Interrupted) => Exit::Interrupted,
        Some(StopReason::Budget { .. } | StopReason::DayBudget(_)) => Exit::Budget,
        Some(StopReason::Provider { .. } | StopReason::Store { .. }) => Exit::Failed,
        Some(StopReason::Paused | StopReason::PlanChanged | StopReason::Cancelled | StopReason::ItemFailed) => {
            Exit::Partly
        }
        None if summary.target.is_some_and(Reached::is_met) => Exit::Done,
        None if summary.target.is_some() || summary.batch.counts.failed > 0 => Exit::Partly,
        None if summary.judged.failed > 0 => Exit::Partly,
        None => Exit::Done,
    }
}

/// The document of `--json`.
pub(super) fn as_json(summary: &Summary, outcome: Option<&Outcome>, estimate: Option<Estimate>) -> serde_json::Value {
    let conversations: Vec<_> = summary
        .stored
        .iter()
        .map(|stored| {
            json!({
                "id": stored.id,
                "short_id": stored.id.short(),
                "title": stored.title,
                "quality_score": stored.score,
                "passed": stored.passed(),
                "findings": stored.findings,
            })
        })
        .collect();
    json!({
        "batch": summary.batch,
        "made": summary.made,
        "passed": summary.passed,
        "at_threshold": summary.at_threshold,
        "serious": summary.serious,
        "findings": summary.findings,
        "failed": summary.failed,
        "calls": summary.calls,
        "cost_usd": summary.cost,
        "estimate": estimate.filter(|_| !summary.was_idle),
        "seconds": (summary.took.as_secs_f64() * 1000.0).round() / 1000.0,
        "failures": summary.failures,
        "target": summary.target,
        "outcome": outcome,
        "stopped": summary.stop.as_ref().map(stop_word),
        "judged": judged_json(summary),
        "conversations": conversations,
    })
}

pub(in crate::cli) fn stop_word(stop: &StopReason) -> &'static str {
    match stop {
        StopReason::Interrupted => "interrupted",
        StopReason::Budget { .. } => "budget",
        StopReason::DayBudget(_) => "day_budget",
        StopReason::Paused => "paused",
        StopReason::PlanChanged => "plan_changed",
        StopReason::Cancelled => "cancelled",
        StopReason::Provider { .. } => "provider",
        StopReason::ItemFailed => "item_failed",
        StopReason::Store { .. } => "store",
    }
}

/// Whether the target is met, and what to do where it is not.
fn target_line(target: Reached, open: u64) -> String {
    let Reached { wanted, passed } = target;
    match open {
        _ if target.is_met() => format!("the target is met: {passed} of {wanted} passed"),
        1.. => format!("{passed} of {wanted} passed so far"),
        0 => format!(
            "the target is not met: {passed} of {wanted} passed, and no candidates are left; raise max_candidates in \
             the plan and run it again"
        ),
    }
}

/// " (estimated $2.48; $20.24 for all 400)": the estimate for what was made, and for the whole plan.
fn against(summary: &Summary, estimate: &Estimate) -> String {
    let all = estimate.cost_usd;
    if summary.made >= estimate.calls {
        return format!(" (estimated {all})");
    }
    let made = estimate.cost_usd.dollars() * summary.made as f64 / estimate.calls as f64;
    format!(" (estimated {}; {all} for all {})", Usd::from_dollars(made).unwrap_or_default(), estimate.calls)
}

/// The lines after a run that did something, with the next command to type.
fn told(summary: &Summary, outcome: Option<&Outcome>, estimate: Option<Estimate>, again: &Again) -> Vec<String> {
    let name = operand(&summary.batch.name);
    let counts = summary.batch.counts;
    let mut lines = Vec::new();
    if summary.made as usize > SHOWN {
        lines.push(format!(
            "… and {} more: dialoom list {}",
            summary.made as usize - SHOWN,
            shell::flag("--batch", &summary.batch.name)
        ));
    }
    lines.extend(outcome.into_iter().flat_map(|outcome| outcome::verdict(outcome, &summary.batch)));
    lines.push(made(summary, estimate));
    lines.extend(outcome.into_iter().flat_map(|outcome| outcome::lines(outcome, &summary.batch)));
    lines.extend(judged(summary));
    lines.extend(summary.target.map(|target| target_line(target, counts.open())));
    if let Some(more) = summary.batch.uncertain_cost_usd.maybe_billed() {
        lines.push(format!("{more}, for calls without an answer or without a token count; a budget counts it"));
    }
    lines.extend(failures(summary));
    if counts.failed > 0 {
        lines.push(format!("{} failed; retry with: dialoom batch retry {name}", count(counts.failed, "item")));
    }
    if failure_of(summary, again).is_some() {
        return lines;
    }
    if summary.judged.failed + summary.judged.open > 0 {
        lines.push(format!("the rest is judged by the same command: {}", again.resume));
    }
    if counts.open() > 0 {
        lines.push(format!("{} left; resume with: dialoom batch resume {name}", count(counts.open(), "item")));
    } else if counts.completed > 0 {
        lines.push(format!("next: dialoom review {}", shell::flag("--batch", &summary.batch.name)));
    }
    lines
}

/// "12 conversations made, 12 at the threshold, 4 with serious findings, mean score 7.9; 13 calls in 4 min, cost $0.20".
fn made(summary: &Summary, estimate: Option<Estimate>) -> String {
    let mean = summary.score_tenths as f64 / summary.made.max(1) as f64 / 10.0;
    let quality = match summary.made {
        0 => String::new(),
        _ => {
            let serious = if summary.serious == 0 { "none".to_owned() } else { summary.serious.to_string() };
            format!(
                ", {} at the threshold, {serious} with serious findings, mean score {mean:.1}",
                summary.at_threshold
            )
        }
    };
    let against = estimate.map(|estimate| against(summary, &estimate)).unwrap_or_default();
    format!(
        "{} made{quality}; {} in {}, cost {}{against}",
        count(summary.made, "conversation"),
        count(summary.calls, "call"),
        span(summary.took),
        summary.cost,
    )
}

/// What the judge of the plan said; null without one.
fn judged_json(summary: &Summary) -> serde_json::Value {
    let JudgedSummary { judged, low, serious, failed, open, spent, .. } = summary.judged;
    match judged + failed + open {
        0 => serde_json::Value::Null,
        _ => json!({
            "judged": judged,
            "low": low,
            "serious": serious,
            "failed": failed,
            "left": open,
            "all_runs_cost_usd": spent,
        }),
    }
}

/// "the judge: 12 conversations marked, 3 with a low mark, …; all marks of the batch cost $0.12".
fn judged(summary: &Summary) -> Option<String> {
    let judged = &summary.judged;
    if judged.judged + judged.failed + judged.open == 0 {
        return None;
    }
    let missing = [(judged.failed, "got no marks"), (judged.open, "left to judge")];
    let missing: String = missing.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!(", {n} {what}")).collect();
    Some(format!(
        "the judge: {} marked{}{missing}; all marks of the batch cost {}",
        count(judged.judged, "conversation"),
        quality_of(summary),
        judged.spent
    ))
}

/// A line for each kind of failure, except the one that ended the run: the error reports that one.
pub(in crate::cli) fn failures(summary: &Summary) -> impl Iterator<Item = String> + '_ {
    let ended_by = match &summary.stop {
        Some(StopReason::Provider { kind, .. }) => Some(kind.as_str()),
        _ => None,
    };
    summary.failures.iter().filter(move |(code, _)| Some(code.as_str()) != ended_by).map(|(code, failures)| {
        let items = match failures.items {
            0 => String::new(),
            items => format!(", {} failed after all retries", count(items, "item")),
        };
        format!("{code}: {}{items}; last message: {}", count(failures.calls, "call"), failures.message)
    })
}
