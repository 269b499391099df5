//! Working a stored batch off, seen from the command line: progress, signals, the table at the end.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Utc;
use serde_json::json;
use tokio::sync::watch;

use crate::app::App;
use crate::cli::{interrupt, saved_later};
use crate::domain::batch::{Batch, BatchStatus};
use crate::domain::ids::{BatchId, TemplateId};
use crate::domain::limits::Limits;
use crate::domain::money::Usd;
use crate::engine::attempt::Caller;
use crate::engine::batch::Templates;
use crate::engine::durability::lease::Lease;
use crate::engine::durability::worker_id::WorkerId;
use crate::engine::durability::writer::Writer;
use crate::engine::estimate::Estimate;
use crate::engine::events::{StopReason, Watch};
use crate::engine::limiter::Limiter;
use crate::engine::run::target::{Reached, Target, TargetProgress};
use crate::engine::run::{self, Halt, RunOptions};
use crate::engine::settings::AskSettings;
use crate::engine::summary::Summary;
use crate::error::{Exit, Failure};
use crate::provider::ModelInfo;
use crate::provider::Provider;
use crate::store::Store;
use crate::templates::Forms;
use crate::ui::progress::{RunView, span};
use crate::ui::{Table, about, count};

use crate::cli::batch::run::quoted;

/// Conversations named in the table at the end.
const SHOWN: usize = 25;

/// A batch to be worked off.
#[derive(Debug)]
pub struct Work {
    /// Which.
    pub batch: BatchId,
    /// How it stood when the command began.
    pub seen: BatchStatus,
    /// Who answers.
    pub provider: Arc<dyn Provider>,
    /// How it is asked.
    pub ask: AskSettings,
    /// What is known of the model.
    pub info: ModelInfo,
    /// The limits.
    pub limits: Limits,
    /// The templates.
    pub templates: Templates,
    /// What one conversation is expected to cost.
    pub cost_each: BTreeMap<TemplateId, Usd>,
    /// What this run is expected to cost, where that was said before.
    pub estimate: Option<Estimate>,
    /// Whether the first failed item ends the run.
    pub stop_on_error: bool,
    /// What is wanted passed, and how many cells there are.
    pub target: Option<(Target, u64)>,
}

/// "claude-sonnet-5-5 (anthropic)"; the simulator is its own only model.
pub(super) fn answerer(ask: &AskSettings) -> String {
    let (model, provider) = (&ask.model, ask.provider);
    if model == provider.as_str() { model.clone() } else { format!("{model} ({provider})") }
}

/// "12 conversations with claude-sonnet-5-5 (anthropic): about $0.21, estimated from the plan".
pub(super) fn estimate_line(ask: &AskSettings, limits: &Limits, estimate: &Estimate) -> String {
    let from = if estimate.measured { "from what these templates really used" } else { "from the plan" };
    let budget = limits.max_cost.map(|most| format!("; at most {most}")).unwrap_or_default();
    format!(
        "{} with {}: about {}, estimated {from}{budget}",
        count(estimate.calls, "conversation"),
        answerer(ask),
        about(estimate.cost_usd)
    )
}

/// Works it off and says what came of it. A halt that came before stops it before anybody is asked.
pub async fn work(app: &App, work: Work, halt: watch::Receiver<Halt>) -> Result<Exit, Failure> {
    let store = app.store().await?;
    let make_ready = async {
        saved_later::take_in(app, store).await?;
        let before = store.batch(&work.batch.to_string()).await?;
        let reached = match work.target {
            Some((target, cells)) => {
                let mut progress = TargetProgress::new(target);
                progress.set_passed(&store.passed_requests(work.batch).await?);
                Some(progress.reached(cells))
            }
            None => None,
        };
        Ok((before, reached))
    };
    let (before, reached) = interrupt::unless_asked_to_stop(&halt, make_ready).await?;
    // Where the target is met already and items are left, the run asks nobody and skips them.
    if before.counts.open() == 0 {
        return nothing_to_do(app, close(store, before).await?, reached);
    }
    let view = Arc::new(RunView::new(&app.ui, before.counts.total, before.counts.completed, before.counts.failed));
    let watch: Arc<dyn Watch> = view.clone();
    let (writer, writer_task) = Writer::start(store.clone(), watch.clone());
    let worker_id = WorkerId::this_process().name();
    let caller = Caller {
        limiter: Limiter::of_run(store, work.provider.keys(), &work.limits, &worker_id).await?,
        provider: work.provider,
        schema: work.ask.schema(),
        forms: Forms::default(),
        ask: work.ask,
        info: work.info,
        limits: work.limits,
        writer,
        user: app.settings.user.clone(),
        keep_payloads: app.settings.keep_payloads,
        batch: Some(work.batch),
        worker_id,
        lease: Lease::new(crate::engine::durability::lease::LENGTH),
        clock: Utc::now,
    };
    let options = RunOptions {
        batch: work.batch,
        seen: work.seen,
        templates: work.templates,
        cost_each: work.cost_each,
        stop_on_error: work.stop_on_error,
        target: work.target,
        halt,
        writer: writer_task,
    };
    let result = run::run(store.clone(), caller, options, watch).await;
    view.finish();
    report(app, result?, work.estimate)
}

/// A batch without an open item, completed: a process that was killed after its last answer could not say so.
async fn close(store: &Store, batch: Batch) -> Result<Batch, Failure> {
    let is_closed = matches!(batch.status, BatchStatus::Completed | BatchStatus::Cancelled);
    // One without any item is only just being stored.
    if is_closed || batch.counts.total == 0 {
        return Ok(batch);
    }
    store.complete_batch(batch.id).await?;
    Ok(store.batch(&batch.id.to_string()).await?)
}

fn nothing_to_do(app: &App, batch: Batch, target: Option<Reached>) -> Result<Exit, Failure> {
    let name = quoted(&batch.name);
    if app.ui.wants_json() {
        app.ui.json(&json!({
            "batch": batch,
            "made": 0,
            "passed": 0,
            "failed": 0,
            "calls": 0,
            "cost_usd": Usd::ZERO,
            "estimate": null,
            "seconds": 0.0,
            "failures": {},
            "target": target,
            "stopped": null,
            "conversations": [],
        }))?;
    } else {
        let kept = count(batch.counts.completed, "conversation");
        if batch.counts.failed > 0 {
            let failed = count(batch.counts.failed, "failed item");
            app.ui.note(&format!("nothing to do: batch \"{}\" has {kept} and {failed}", batch.name));
            app.ui.note(&format!("take up what failed again with: dialoom batch retry {name}"));
        } else {
            app.ui.note(&format!("nothing to do: batch \"{}\" has its {kept}", batch.name));
        }
        if let Some(target) = target {
            app.ui.note(&target_line(target, batch.counts.open()));
        }
        if batch.counts.completed > 0 {
            app.ui.note(&format!("next: dialoom review --batch {name}"));
        }
    }
    Ok(match target {
        Some(target) if target.is_met() => Exit::Done,
        None if batch.counts.failed == 0 => Exit::Done,
        _ => Exit::Partly,
    })
}

/// The exit code of a run.
fn exit_of(summary: &Summary) -> Exit {
    match &summary.stop {
        Some(StopReason::Interrupted) => Exit::Interrupted,
        Some(StopReason::Budget { .. }) => Exit::Budget,
        Some(StopReason::Provider { .. } | StopReason::Store { .. }) => Exit::Failed,
        Some(StopReason::Paused | StopReason::PlanChanged | StopReason::Cancelled | StopReason::ItemFailed) => {
            Exit::Partly
        }
        None if summary.target.is_some_and(Reached::is_met) => Exit::Done,
        None if summary.target.is_some() || summary.batch.counts.failed > 0 => Exit::Partly,
        None => Exit::Done,
    }
}

fn report(app: &App, summary: Summary, estimate: Option<Estimate>) -> Result<Exit, Failure> {
    let exit = exit_of(&summary);
    let ui = &app.ui;
    if ui.wants_json() {
        ui.json(&as_json(&summary, estimate))?;
    } else {
        if !summary.stored.is_empty() {
            let mut table = Table::new(&["ID", "STATUS", "SCORE", "TITLE"], &[3]).right(&[2]);
            for stored in summary.stored.iter().take(SHOWN) {
                let state = if stored.passed { "generated" } else { "needs_revision" };
                let short = stored.id.short();
                table.row([short, state.to_owned(), stored.score.to_string(), stored.title.clone()]);
            }
            table.print(ui)?;
        }
        for line in told(&summary, estimate) {
            ui.note(&line);
        }
    }
    match failure_of(&summary) {
        Some(failure) => Err(failure.exit(exit)),
        None => Ok(exit),
    }
}

fn as_json(summary: &Summary, estimate: Option<Estimate>) -> serde_json::Value {
    let conversations: Vec<_> = summary
        .stored
        .iter()
        .map(|stored| {
            json!({
                "id": stored.id,
                "short_id": stored.id.short(),
                "title": stored.title,
                "quality_score": stored.score,
                "passed": stored.passed,
            })
        })
        .collect();
    json!({
        "batch": summary.batch,
        "made": summary.made,
        "passed": summary.passed,
        "failed": summary.failed,
        "calls": summary.calls,
        "cost_usd": summary.cost,
        "estimate": estimate,
        "seconds": (summary.took.as_secs_f64() * 1000.0).round() / 1000.0,
        "failures": summary.failures,
        "target": summary.target,
        "stopped": summary.stop.as_ref().map(stop_word),
        "conversations": conversations,
    })
}

fn stop_word(stop: &StopReason) -> &'static str {
    match stop {
        StopReason::Interrupted => "interrupted",
        StopReason::Budget { .. } => "budget",
        StopReason::Paused => "paused",
        StopReason::PlanChanged => "plan_changed",
        StopReason::Cancelled => "cancelled",
        StopReason::Provider { .. } => "provider",
        StopReason::ItemFailed => "item_failed",
        StopReason::Store { .. } => "store",
    }
}

/// How a target stands, and what to do where it is not met.
fn target_line(target: Reached, open: u64) -> String {
    let Reached { wanted, passed } = target;
    match open {
        _ if target.is_met() => format!("the target is met: {passed} of {wanted} passed"),
        1.. => format!("{passed} of {wanted} passed so far"),
        0 => format!(
            "the target is not met: {passed} of {wanted} passed, and all candidates are used up; raise \
             max_candidates in the plan and run it again"
        ),
    }
}

/// " (estimated $2.48; $20.24 for all 400)": what the conversations made were expected to cost, and all there were to be.
fn against(summary: &Summary, estimate: &Estimate) -> String {
    let all = about(estimate.cost_usd);
    if summary.made >= estimate.calls {
        return format!(" (estimated {all})");
    }
    let made = estimate.cost_usd.dollars() * summary.made as f64 / estimate.calls as f64;
    format!(" (estimated {}; {all} for all {})", about(Usd::from_dollars(made).unwrap_or_default()), estimate.calls)
}

/// What a person wants to know at the end, line by line, and the next command to type.
fn told(summary: &Summary, estimate: Option<Estimate>) -> Vec<String> {
    let name = quoted(&summary.batch.name);
    let counts = summary.batch.counts;
    let mut lines = Vec::new();
    if summary.made as usize > SHOWN {
        lines.push(format!("… and {} more: dialoom list --batch {name}", summary.made as usize - SHOWN));
    }
    let mean = summary.score_tenths as f64 / summary.made.max(1) as f64 / 10.0;
    let quality = match summary.made {
        0 => String::new(),
        made => format!(", {} of {made} at or above the threshold, mean score {mean:.1}", summary.passed),
    };
    let against = estimate.map(|estimate| against(summary, &estimate)).unwrap_or_default();
    lines.push(format!(
        "{} made{quality}; {} in {}, cost {}{against}",
        count(summary.made, "conversation"),
        count(summary.calls, "call"),
        span(summary.took),
        summary.cost,
    ));
    if let Some(target) = summary.target {
        lines.push(target_line(target, counts.open()));
    }
    if summary.batch.uncertain_cost_usd > Usd::ZERO {
        let uncertain = summary.batch.uncertain_cost_usd;
        lines.push(format!(
            "up to {uncertain} more may have been billed for calls whose answer never came or whose tokens were not \
             counted; the budget counts it"
        ));
    }
    // What ended the run is told as its error, with its own hints.
    let ended_by = match &summary.stop {
        Some(StopReason::Provider { kind, .. }) => Some(kind.as_str()),
        _ => None,
    };
    for (code, failures) in summary.failures.iter().filter(|(code, _)| Some(code.as_str()) != ended_by) {
        let items = if failures.items > 0 {
            format!(", {} failed for good", count(failures.items, "item"))
        } else {
            String::new()
        };
        lines.push(format!("{code}: {}{items}; last: {}", count(failures.calls, "call"), failures.message));
    }
    if counts.failed > 0 {
        lines.push(format!("{} failed; again: dialoom batch retry {name}", count(counts.failed, "item")));
    }
    if failure_of(summary).is_some() {
        return lines;
    }
    if counts.open() > 0 {
        lines.push(format!("{} left; go on with: dialoom batch resume {name}", count(counts.open(), "item")));
    } else if counts.completed > 0 {
        lines.push(format!("next: dialoom review --batch {name}"));
    }
    lines
}

/// What ended a run before its time, or went wrong in it, as a failure to report.
fn failure_of(summary: &Summary) -> Option<Failure> {
    let spooled = &summary.spooled;
    match stopped_by(summary) {
        ended if spooled.is_empty() => ended,
        Some(ended) if !matches!(summary.stop, Some(StopReason::Store { .. })) => {
            let answers = count(spooled.kept + spooled.lost, "answer");
            let ended = ended.because(format!("{answers} could not be saved: {}", spooled.reason));
            Some(saved_later::told(ended, spooled))
        }
        _ => Some(saved_later::failure(spooled)),
    }
}

fn stopped_by(summary: &Summary) -> Option<Failure> {
    let name = quoted(&summary.batch.name);
    match summary.stop.as_ref()? {
        StopReason::Provider { message, hint, .. } => {
            let failure = Failure::new(message.clone());
            let failure = hint.iter().fold(failure, |failure, hint| failure.hint(hint.clone()));
            Some(failure.hint(format!(
                "Nothing made so far is lost; {} left. Then go on with: dialoom batch resume {name}",
                count(summary.batch.counts.open(), "item")
            )))
        }
        StopReason::Budget { worst, left } => {
            let items = count(summary.batch.counts.open(), "item");
            let failure = Failure::new(format!(
                "the budget is used up with {items} left: {left} remains, and the next call may cost up to {worst}"
            ));
            // Enough whatever the answers cost; the sum over all runs, as --max-cost is.
            let spent = summary.batch.actual_cost_usd.plus(summary.batch.uncertain_cost_usd);
            let most = spent.plus(worst.times(summary.batch.counts.open()));
            let most = (most.dollars() * 100.0).ceil() / 100.0;
            Some(failure.hint(format!(
                "Go on with more: dialoom batch resume {name} --max-cost {most:.2} (the sum over all runs; \
                 that much is enough for all that is left)."
            )))
        }
        StopReason::Store { reason } => Some(
            Failure::new("the run could not go on")
                .because(reason)
                .hint("Make room or free the database, then run the same command again."),
        ),
        StopReason::Interrupted
        | StopReason::Paused
        | StopReason::PlanChanged
        | StopReason::Cancelled
        | StopReason::ItemFailed => None,
    }
}
