//! The figures of `dialoom stats` as lines, histograms and a trend.

use crate::error::Failure;
use crate::report::stats::{Report, Row};
use crate::report::trend::Day;
use crate::store::{Breakdown, FindingTotal, Range};
use crate::ui::bars::{BarLine, Block, bars, beside};
use crate::ui::{Table, Ui, count, tokens};

/// From this width on, histograms stand beside each other.
const WIDE: usize = 100;
/// Reasons that are shown.
const REASONS: usize = 3;

/// Prints all but the breakdown.
pub(super) fn print(ui: &Ui, report: &Report, with_calls: bool) -> Result<(), Failure> {
    for (name, value) in lines(report, with_calls) {
        ui.out_sentence(&format!("{name:<14} {value}"))?;
    }
    print_histograms(ui, report)?;
    if report.trend.len() > 1 {
        ui.out("\nLast days")?;
        trend(&report.trend, ui).print(ui)?;
    }
    Ok(())
}

fn lines(report: &Report, with_calls: bool) -> Vec<(&'static str, String)> {
    let totals = &report.totals.totals;
    let statuses = report.by_status.iter().filter(|(_, number)| **number > 0);
    let statuses: Vec<String> =
        statuses.map(|(status, number)| format!("{} {number}", status.replace('_', " "))).collect();
    let mut lines = vec![("conversations", totals.conversations.to_string())];
    if !statuses.is_empty() {
        lines.push(("by status", statuses.join(", ")));
    }
    lines.push(("read", format!("{} of {} opened in a review", totals.read, totals.conversations)));
    lines.push(("approval", approval(&report.totals)));
    lines.push(("mean quality", mean(&report.totals)));
    lines.extend(findings(report).map(|text| ("findings", text)));
    if !report.reasons.is_empty() {
        let reasons = report.reasons.iter().take(REASONS).map(|reason| format!("{} ({})", reason.why, reason.count));
        lines.push(("reasons", reasons.collect::<Vec<_>>().join("; ")));
    }
    lines.push(("turns", totals.turns.to_string()));
    lines.push(("tokens", tokens(totals.total_tokens, totals.tokens_estimated)));
    lines.push(("cost", totals.cost_usd.to_string()));
    if with_calls {
        lines.extend(of_calls(report));
    }
    lines
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

fn of_calls(report: &Report) -> Vec<(&'static str, String)> {
    let (calls, costs) = (&report.calls, &report.costs);
    let kinds = (
        "calls",
        format!(
            "{} ({} succeeded, {} failed, {} rate-limited, {} timed out)",
            calls.calls, calls.succeeded, calls.failed, calls.rate_limited, calls.timed_out
        ),
    );
    let tokens = format!("{} in, {} out", calls.usage.total_input(), calls.usage.output_tokens);
    let mut cost = calls.cost_usd.to_string();
    if let Some(more) = calls.uncertain_cost_usd.maybe_billed() {
        cost.push_str(&format!(", {more}"));
    }
    if costs.unused_calls > 0 {
        let unused = count(costs.unused_calls, "call");
        cost.push_str(&format!("; {} of it for {unused} that gave nothing usable", costs.unused_cost_usd));
    }
    let mut lines = vec![kinds, ("call tokens", tokens), ("call cost", cost)];
    if let Some(speed) = calls.succeeded_per_hour {
        lines.push(("throughput", format!("{speed:.0} an hour, in minutes with calls")));
    }
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

/// "8–9", "30+".
fn label(range: &Range) -> String {
    match range.to {
        Some(to) if to == range.from => to.to_string(),
        Some(to) => format!("{}–{to}", range.from),
        None => format!("{}+", range.from),
    }
}

/// The bars from the first to the last that stand for anything.
fn known(ranges: &[Range]) -> Vec<BarLine> {
    let is_known = |range: &Range| range.count > 0;
    let first = ranges.iter().position(is_known).unwrap_or_default();
    let behind = ranges.iter().rposition(is_known).map_or(0, |last| last + 1);
    let some = ranges.get(first..behind).unwrap_or_default();
    some.iter().map(|range| BarLine { label: label(range), count: range.count }).collect()
}

fn print_histograms(ui: &Ui, report: &Report) -> Result<(), Failure> {
    let scored = report.histogram.iter().any(|bar| bar.count > 0);
    let scores = report.histogram.iter().filter(|_| scored);
    let scores = scores.map(|bar| BarLine { label: format!("{:.0}", bar.from.points()), count: bar.count }).collect();
    let all: [(&'static str, Vec<BarLine>); 3] =
        [("Quality", scores), ("Turns", known(&report.turns)), ("Tokens", known(&report.tokens))];
    let all = all.into_iter().filter(|(_, lines)| !lines.is_empty());
    if ui.out_is_terminal() && ui.width() >= WIDE {
        let each = ui.width() / 3;
        let blocks: Vec<Block> = all.map(|(title, lines)| (title, bars(&lines, each.min(44) - 2))).collect();
        if !blocks.is_empty() {
            ui.out("")?;
        }
        return beside(&blocks, each.min(44)).iter().try_for_each(|line| ui.out(line));
    }
    for (title, lines) in all {
        ui.out(&format!("\n{title}"))?;
        bars(&lines, ui.width()).iter().try_for_each(|line| ui.out(line))?;
    }
    Ok(())
}

fn trend(days: &[Day], ui: &Ui) -> Table {
    let mut table = Table::new(&["DAY", "MADE", "APPROVED", "CALL COST", ""], &[]).right(&[1, 2, 3]);
    let largest = days.iter().map(|day| day.conversations).max().unwrap_or_default().max(1);
    let room = if ui.out_is_terminal() { ui.width().saturating_sub(48).min(40) as u64 } else { 0 };
    for day in days {
        let length = (u128::from(day.conversations) * u128::from(room)).div_ceil(u128::from(largest));
        table.row([
            day.day.clone(),
            day.conversations.to_string(),
            day.approved.to_string(),
            day.cost_usd.map_or_else(|| "-".to_owned(), |cost| cost.to_string()),
            "█".repeat(length as usize),
        ]);
    }
    table
}

/// One row for each value of a breakdown. The cost is that of all calls where the log knows it.
pub(super) fn rows(breakdown: Breakdown, rows: &[Row]) -> Table {
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
            // Conversations may come from another database, without their calls.
            row.call_cost_usd.map_or(totals.cost_usd, |cost| cost.max(totals.cost_usd)).to_string(),
        ]);
    }
    table
}
