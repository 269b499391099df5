//! `dialoom stats`.

mod advice;
mod diversity;
mod reviewers;

use chrono::Utc;

use crate::app::App;
use crate::domain::filter::Filter;
use crate::domain::money::Usd;
use crate::error::{Exit, Failure};
use crate::report::stats::{Report, Row};
use crate::store::{Bar, Breakdown, CallTotals, FindingTotal};
use crate::ui::{Table, tokens};

use crate::cli::args::{ByPart, FilterArgs, one_of};
use crate::cli::place::no_conversations;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// Break the numbers down, one row for each value
    #[arg(long, value_name = "WHAT", ignore_case = true, value_parser = one_of::<Breakdown>(Breakdown::WORDS))]
    by: Option<Breakdown>,
    #[command(flatten)]
    filters: FilterArgs<ByPart>,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Show how much variety there is: words, openings, closings, lengths, draws; and what to do
    Diversity(diversity::Args),
    /// Show decisions by person: opened, named or by a filter, and the reasons
    Reviewers(reviewers::Args),
}

impl What {
    fn word(&self) -> &'static str {
        match self {
            What::Diversity(_) => "diversity",
            What::Reviewers(_) => "reviewers",
        }
    }
}

pub async fn run(app: &App, args: Args) -> Result<Exit, Failure> {
    if let Some(what) = args.what {
        if args.by.is_some() || args.filters.is_given() {
            let word = what.word();
            return Err(Failure::bad_input(format!("a filter stands before {word}, where it would not count"))
                .hint(format!("Name filters after it, as in: dialoom stats {word} --batch @last")));
        }
        return match what {
            What::Diversity(of) => diversity::run(app, of).await,
            What::Reviewers(of) => reviewers::run(app, of).await,
        };
    }
    let now = Utc::now();
    args.filters.filter(now)?;
    let store = app.store().await?;
    let filter = args.filters.checked(app, now).await?;
    let report = Report::gather(store, &filter, args.by).await?;
    if app.ui.wants_json() {
        app.ui.json(&report)?;
        return Ok(Exit::Done);
    }
    let calls_are_told_apart = tells_calls_apart(&filter);
    if report.totals.totals.conversations == 0 && (report.calls.calls == 0 || !calls_are_told_apart) {
        return nothing(app, &filter, "dialoom stats").await;
    }
    app.ui.out(&whole(&report, calls_are_told_apart))?;
    if !calls_are_told_apart {
        app.ui.note(
            "calls are left out: only --since, --until, --batch, --template, --provider and --created-by apply to them",
        );
    }
    if report.histogram.iter().any(|bar| bar.count > 0) {
        app.ui.out("\nQuality")?;
        app.ui.out(&bars(&report.histogram, app.ui.width()))?;
    }
    if let Some(breakdown) = report.breakdown {
        app.ui.out("")?;
        rows(breakdown, &report.by).print(&app.ui)?;
    }
    Ok(Exit::Done)
}

/// Says that no conversation matches, or that there is none. `all`: the command that leaves out no conversation.
async fn nothing(app: &App, filter: &Filter, all: &str) -> Result<Exit, Failure> {
    let store = app.store().await?;
    if filter.is_empty() || store.count_up_to(&Filter::default(), 1).await? == 0 {
        no_conversations(store).iter().for_each(|line| app.ui.note(line));
    } else {
        app.ui.note("no conversation matches");
        app.ui.note(&format!("leave out a filter, or see all: {all}"));
    }
    Ok(Exit::Done)
}

/// Whether a filter means the same for calls as for conversations: a failed call has no persona and no score.
fn tells_calls_apart(filter: &Filter) -> bool {
    let Filter { batch, template, provider, since, until, created_by, without_simulated, .. } = filter.clone();
    let of_calls =
        Filter { batch, template, provider, since, until, created_by, without_simulated, ..Filter::default() };
    of_calls == *filter
}

fn whole(report: &Report, with_calls: bool) -> String {
    let totals = &report.totals.totals;
    let calls = &report.calls;
    let statuses: Vec<String> = report
        .by_status
        .iter()
        .filter(|(_, count)| **count > 0)
        .map(|(status, count)| format!("{} {count}", status.replace('_', " ")))
        .collect();
    let mut lines = vec![("conversations", totals.conversations.to_string())];
    if !statuses.is_empty() {
        lines.push(("by status", statuses.join(", ")));
    }
    lines.push(("approval", approval(&report.totals)));
    lines.push(("mean quality", mean(&report.totals)));
    lines.extend(findings(report).map(|text| ("findings", text)));
    lines.push(("turns", totals.turns.to_string()));
    lines.push(("tokens", tokens(totals.total_tokens, totals.tokens_estimated)));
    lines.push(("cost", totals.cost_usd.to_string()));
    if with_calls {
        lines.extend(of_calls(calls));
    }
    lines.iter().map(|(name, value)| format!("{name:<14} {value}")).collect::<Vec<_>>().join("\n")
}

/// "4 with serious ones: refusal 3, cut_off 1; hints: same_opening 9".
fn findings(report: &Report) -> Option<String> {
    let named = |is_serious: bool| -> Vec<String> {
        let number =
            |total: &FindingTotal| if is_serious { total.serious } else { total.conversations - total.serious };
        let with = report.findings.iter().filter(|total| number(total) > 0);
        with.map(|total| format!("{} {}", total.finding, number(total))).collect()
    };
    let mut parts = Vec::new();
    if report.totals.totals.serious > 0 {
        parts.push(format!("{} with serious ones: {}", report.totals.totals.serious, named(true).join(", ")));
    }
    let hints = named(false);
    if !hints.is_empty() {
        parts.push(format!("hints: {}", hints.join(", ")));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn of_calls(calls: &CallTotals) -> Vec<(&'static str, String)> {
    let kinds = (
        "calls",
        format!(
            "{} ({} succeeded, {} failed, {} rate-limited, {} timed out)",
            calls.calls, calls.succeeded, calls.failed, calls.rate_limited, calls.timed_out
        ),
    );
    let tokens = format!("{} in, {} out", calls.usage.total_input(), calls.usage.output_tokens);
    let cost = if calls.uncertain_cost_usd > Usd::ZERO {
        format!("{}, up to {} more may have been billed", calls.cost_usd, calls.uncertain_cost_usd)
    } else {
        calls.cost_usd.to_string()
    };
    let mut lines = vec![kinds, ("call tokens", tokens), ("call cost", cost)];
    if !calls.repairs.is_empty() {
        let repairs: Vec<String> = calls.repairs.iter().map(|(kind, answers)| format!("{kind} {answers}")).collect();
        lines.push(("repairs", repairs.join(", ")));
    }
    lines
}

fn approval(row: &Row) -> String {
    match row.approval_rate {
        Some(rate) => {
            let decided = row.totals.approved + row.totals.rejected;
            format!("{:.0}% ({} of {decided} decided)", rate * 100.0, row.totals.approved)
        }
        None => "nothing decided yet".into(),
    }
}

fn mean(row: &Row) -> String {
    row.totals.mean_quality.map_or_else(|| "-".into(), |mean| format!("{mean:.1}"))
}

/// The histogram in lines of at most `width` columns. A bar that stands for anything is never empty.
fn bars(histogram: &[Bar], width: usize) -> String {
    let largest = histogram.iter().map(|bar| bar.count).max().unwrap_or_default().max(1);
    let digits = largest.to_string().len();
    let room = width.saturating_sub(digits + 7).clamp(1, 50) as u64;
    let lines = histogram.iter().map(|bar| {
        // u128: a count times the room must not run over.
        let length = (u128::from(bar.count) * u128::from(room)).div_ceil(u128::from(largest)) as usize;
        let line = format!("{:>4.0}  {:>digits$} {}", bar.from.points(), bar.count, "█".repeat(length));
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn rows(breakdown: Breakdown, rows: &[Row]) -> Table {
    let heading = breakdown.as_str().to_uppercase();
    let headings = [&heading, "COUNT", "APPROVED", "REJECTED", "UNDECIDED", "QUALITY", "TOKENS", "COST"];
    let mut table = Table::new(&headings, &[0]).right(&[1, 2, 3, 4, 5, 6, 7]);
    for row in rows {
        let totals = &row.totals;
        table.row([
            if totals.name.is_empty() { "(none)".into() } else { totals.name.clone() },
            totals.conversations.to_string(),
            totals.approved.to_string(),
            totals.rejected.to_string(),
            totals.undecided.to_string(),
            mean(row),
            tokens(totals.total_tokens, totals.tokens_estimated),
            totals.cost_usd.to_string(),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use crate::domain::quality::Score;

    use super::*;

    #[test]
    fn bars_fit_the_width_and_the_smallest_is_seen() {
        let bar = |from: u8, count| Bar { from: Score::new(f64::from(from)).expect("a score"), count };
        let text = bars(&[bar(0, 0), bar(6, 1), bar(10, 1000)], 30);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines, ["   0     0", "   6     1 █", &format!("  10  1000 {}", "█".repeat(19))]);
        assert!(bars(&[bar(1, u64::MAX)], 1).ends_with("█"));
    }
}
