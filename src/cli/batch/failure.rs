//! What stopped a run early, as a failure to report.

use chrono::Utc;

use crate::cli::hints::next_day;
use crate::cli::spool::{self, Next};
use crate::domain::money::Usd;
use crate::engine::{StopReason, Summary};
use crate::error::{Exit, Failure};
use crate::provider::ErrorKind;
use crate::ui::{Ui, count};

use crate::cli::shell::{self, operand};

/// The commands that continue a run that stopped early.
pub(in crate::cli) struct Again {
    /// Does what is left.
    pub resume: String,
    /// Does what failed as well, where that is another command.
    pub retry: Option<String>,
    /// Does what is left with another flag.
    pub with: Box<dyn Fn(&str) -> String>,
    /// Whose runs a budget counts, for people.
    pub of: &'static str,
}

impl Again {
    /// The same command line.
    pub fn same(of: &'static str) -> Again {
        let same = |flag: &str| {
            let words: Vec<&str> = flag.split(' ').collect();
            shell::again_without(words[0], &words)
        };
        Again { resume: shell::again(), retry: None, with: Box::new(same), of }
    }

    /// Those of a batch.
    pub fn of_batch(name: &str) -> Again {
        let owned = name.to_owned();
        Again {
            resume: format!("dialoom batch resume {}", operand(name)),
            retry: Some(format!("dialoom batch retry {}", operand(name))),
            with: Box::new(move |flag| shell::command("batch resume", &owned, flag)),
            of: "a batch",
        }
    }
}

/// With `-q`, what an interrupted run leaves: the report that says so is not printed.
pub(in crate::cli) fn say_interrupted(ui: &Ui, summary: &Summary, again: &Again) {
    if !ui.is_quiet() || !matches!(summary.stop, Some(StopReason::Interrupted)) {
        return;
    }
    let left = count(summary.batch.counts.open() + summary.judged.open, "item");
    ui.warn(&format!("interrupted: everything made so far is kept; {left} left; resume with: {}", again.resume));
    if summary.batch.uncertain_cost_usd > Usd::ZERO {
        let uncertain = summary.batch.uncertain_cost_usd.rounded_up();
        ui.warn(&format!(
            "up to {uncertain} more may have been billed, for calls without an answer; a budget counts it"
        ));
    }
}

/// The failure to report where a run stopped early or could not save answers.
pub(in crate::cli) fn failure_of(summary: &Summary, again: &Again) -> Option<Failure> {
    let spooled = &summary.spooled;
    match stopped_by(summary, again) {
        ended if spooled.is_empty() => ended,
        Some(ended) if !matches!(summary.stop, Some(StopReason::Store { .. })) => {
            let answers = count(spooled.kept + spooled.lost, "answer");
            let reason = spooled.error.as_ref().map(|error| format!(": {error}")).unwrap_or_default();
            let ended = ended.because(format!("{answers} could not be saved{reason}"));
            Some(spool::told(ended, spooled, Next::SameCommand))
        }
        _ => Some(spool::failure(spooled, Next::SameCommand)),
    }
}

/// Whether items fail of it before the run stops.
fn fails_items(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::Protocol | ErrorKind::BadRequest | ErrorKind::Timeout | ErrorKind::Connection | ErrorKind::Server
    )
}

/// What is left, and the command that goes on with it.
fn with_way_on(failure: Failure, kind: ErrorKind, summary: &Summary, again: &Again) -> Failure {
    let open = summary.batch.counts.open() + summary.judged.open;
    let retry = again.retry.as_ref().filter(|_| fails_items(kind) && summary.batch.counts.failed > 0);
    if let Some(retry) = retry.filter(|_| open == 0) {
        return failure.hint(format!("Everything made so far is kept. Then retry failed items with: {retry}"));
    }
    let (left, resume) = (count(open, "item"), &again.resume);
    let failure = failure.hint(format!("Everything made so far is kept; {left} left. Then resume with: {resume}"));
    match retry {
        Some(retry) => failure.hint(format!("Retry failed items as well with: {retry}")),
        None => failure,
    }
}

fn stopped_by(summary: &Summary, again: &Again) -> Option<Failure> {
    let resume = &again.resume;
    match summary.stop.as_ref()? {
        StopReason::Provider { kind, message, hint } => {
            let failure = Failure::new(message.clone());
            let failure = hint.iter().fold(failure, |failure, hint| failure.hint(hint.clone()));
            Some(with_way_on(failure, *kind, summary, again))
        }
        StopReason::Budget { worst, left } => {
            let open = summary.batch.counts.open() + summary.judged.open;
            let items = count(open, "item");
            let (most, left) = (worst.rounded_up(), left.rounded_down());
            let failure =
                Failure::new(format!("the next call may cost {most}; {left} of the budget is left ({items} to do)"));
            // Enough whatever the answers cost. Like --max-cost, it counts all runs of the batch.
            let spent = summary.batch.actual_cost_usd.plus(summary.batch.uncertain_cost_usd).plus(summary.judged.spent);
            let most = spent.plus(worst.times(open));
            let most = (most.dollars() * 100.0).ceil() / 100.0;
            let more = (again.with)(&format!("--max-cost {most:.2}"));
            Some(
                failure
                    .hint(format!(
                        "A budget counts all runs of {}; the one named next is enough for every item left.",
                        again.of
                    ))
                    .hint(format!("Resume with more: {more}")),
            )
        }
        StopReason::Store { error } => {
            Some(Failure::of(Exit::Failed, error.clone()).context("the run cannot continue"))
        }
        StopReason::DayBudget(used_up) => {
            let open = summary.batch.counts.open() + summary.judged.open;
            let flag = format!("--max-cost-per-day {:.2}", used_up.enough_for(open).dollars());
            let more = (again.with)(&flag);
            let begins = next_day(Utc::now());
            Some(
                Failure::new(format!("{used_up} ({} to do)", count(open, "item")))
                    .hint(format!("The next day begins {begins}. Resume then with: {resume}"))
                    .hint(format!("Or allow more today: {more} (enough for every item left).")),
            )
        }
        StopReason::Interrupted
        | StopReason::Paused
        | StopReason::PlanChanged
        | StopReason::Cancelled
        | StopReason::ItemFailed => None,
    }
}
