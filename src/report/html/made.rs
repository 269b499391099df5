//! What was asked for and what became of it; by tier, and by day with its cost.

use maud::{Markup, html};

use crate::domain::money::Usd;
use crate::report::dataset::Dataset;
use crate::report::html::chart::{Column, beside, columns};
use crate::report::html::figures::{command, mean, number, rows, share, words};
use crate::store::CallCosts;

/// Days that are drawn, the last ones.
const DAYS: usize = 31;

pub(super) fn section(dataset: &Dataset) -> Markup {
    let all = dataset.stats.totals.totals.conversations;
    if all == 0 {
        return html! { p { "Nothing was made yet, or nothing matches the selection." } (costs(&dataset.cost_by_day, &dataset.commands.cost)) };
    }
    html! {
        @if let Some(asked) = dataset.coverage.asked {
            p { "The plan asks for " (number(asked)) " conversations; " (number(dataset.coverage.missing))
                " are missing, and " (number(dataset.coverage.outside)) " are in cells that it does not ask for." }
        }
        div class="chart" {
            (steps(dataset))
            table {
                thead { tr { th scope="col" { "Status" } th scope="col" class="n" { "Conversations" } th scope="col" class="n" { "Share" } } }
                tbody {
                    @for (status, count) in dataset.stats.by_status.iter().filter(|(_, count)| **count > 0) {
                        tr { th scope="row" { (words(status)) (see(dataset.commands.by_status.get(status))) } td class="n" { (number(*count)) } td class="n" { (share(*count, all)) } }
                    }
                }
            }
        }
        div class="scroll" { table {
            thead { tr { th scope="col" { "Tier" } th scope="col" class="n" { "Made" } th scope="col" class="n" { "Approved" }
                th scope="col" class="n" { "Rejected" } th scope="col" class="n" { "Undecided" } th scope="col" class="n" { "Mean score" } } }
            tbody { @for tier in &dataset.by_tier {
                tr { th scope="row" { (words(&tier.name)) (see(dataset.commands.by_tier.get(tier.name.as_str()))) } td class="n" { (number(tier.conversations)) }
                    td class="n" { (number(tier.approved)) } td class="n" { (number(tier.rejected)) }
                    td class="n" { (number(tier.undecided)) } td class="n" { (mean(tier.mean_quality)) } }
            } }
        } }
        (reasons(dataset))
        (rows(&dataset.commands.made))
        (costs(&dataset.cost_by_day, &dataset.commands.cost))
    }
}

/// The command below a name in a table.
fn see(rows: Option<&String>) -> Markup {
    html! { @if let Some(rows) = rows { br; span class="small" { (command(rows)) } } }
}

/// From all that were made to what an export takes.
fn steps(dataset: &Dataset) -> Markup {
    let totals = &dataset.stats.totals.totals;
    let all = [
        ("made", totals.conversations),
        ("decided", totals.approved + totals.rejected),
        ("approved", totals.approved),
        ("in an export", dataset.verdict.exportable),
    ];
    let drawn = all.map(|(label, count)| Column {
        label: label.to_owned(),
        value: count as f64,
        shown: number(count),
        part: None,
    });
    let says = all.map(|(label, count)| format!("{label} {}", number(count))).join(", ");
    columns(&says, &drawn)
}

fn reasons(dataset: &Dataset) -> Markup {
    let reasons = &dataset.stats.reasons;
    html! {
        @if !reasons.is_empty() {
            p { "Most frequent reasons of rejections and send-backs: "
                @for (place, reason) in reasons.iter().take(5).enumerate() {
                    @if place > 0 { "; " }
                    bdi { (crate::domain::excerpt::cut(&reason.why, 80)) } " (" (number(reason.count)) ")"
                } "." }
        }
    }
}

fn costs(days: &[CallCosts], command: &str) -> Markup {
    let shown = &days[days.len().saturating_sub(DAYS)..];
    let earlier = CallCosts::total(&days[..days.len() - shown.len()]);
    let drawn: Vec<Column> = shown
        .iter()
        .map(|day| Column {
            label: day.name.get(5..).unwrap_or(&day.name).to_owned(),
            value: day.cost_usd.dollars(),
            shown: day.cost_usd.to_string(),
            part: Some((day.cost_usd.dollars() - day.unused_cost_usd.dollars()).max(0.0)),
        })
        .collect();
    let row = |name: &str, day: &CallCosts| {
        html! { tr { th scope="row" class="line" { (name) } td class="n" { (number(day.calls)) } td class="n" { (day.cost_usd) }
        td class="n" { (day.unused_cost_usd) } } }
    };
    let table = html! {
                table {
                    thead { tr { th scope="col" { "Day" } th scope="col" class="n" { "Calls" } th scope="col" class="n" { "Cost" }
                        th scope="col" class="n" { "Not usable" } } }
                    tbody {
                        @if earlier.calls > 0 { (row("earlier", &earlier)) }
                        @for day in shown { (row(&day.name, day)) }
                        (row("all", &CallCosts::total(days)))
                    }
                }
    };
    html! {
        @if !days.is_empty() {
            h3 { "Cost by day" }
            @if let Some(more) = CallCosts::total(days).uncertain_cost_usd.maybe_billed() {
                p { "Beyond the known cost, " (more) ": for calls without an answer or without a count of tokens." }
            }
            @if days.iter().any(|day| day.cost_usd > Usd::ZERO) {
                p class="soft" { "Every call counts. The lighter part of a column is what gave nothing usable." }
                div class="chart" {
                    (columns("Cost of calls by day; the table has the numbers", &drawn))
                    (beside(shown.len(), table))
                }
            } @else {
                p class="soft" { "The calls cost nothing." }
                (table)
            }
            (rows(command))
        }
    }
}
