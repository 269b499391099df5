//! The first screen: whether the set is fit for training, and the figures that matter most.

use maud::{Markup, html};

use crate::report::dataset::{Concern, Dataset, Fitness, Verdict, Weight, carrying};
use crate::report::html::figures::{command, mean, number, share};

/// The verdict in one line.
pub(super) fn headline(verdict: &Verdict) -> String {
    match (verdict.fitness, verdict.exportable) {
        (Fitness::Fit, number_of) => format!("ready to train on, {} conversations", number(number_of)),
        (Fitness::WithCare, number_of) => format!("usable with care, {} conversations", number(number_of)),
        (Fitness::Unfit, _) => "not fit for training".to_owned(),
    }
}

fn sign(fitness: Fitness) -> &'static str {
    match fitness {
        Fitness::Fit => "✓ Ready to train on",
        Fitness::WithCare => "! Usable with care",
        Fitness::Unfit => "✗ Not fit for training",
    }
}

fn lead(verdict: &Verdict) -> String {
    let (taken, carry) = (number(verdict.exportable), carrying(verdict.exportable_serious));
    match (verdict.fitness, carry.as_str()) {
        (Fitness::Fit, "") => {
            format!("An export takes {taken} approved conversations, and nothing speaks against them.")
        }
        (Fitness::Fit, _) => format!("An export takes {taken} approved conversations{carry}."),
        (Fitness::WithCare, _) => {
            format!("An export takes {taken} approved conversations{carry}. Look at these points first:")
        }
        (Fitness::Unfit, _) => {
            format!("An export would take {taken} conversations{carry}. This has to be mended first:")
        }
    }
}

pub(super) fn header(dataset: &Dataset) -> Markup {
    let verdict = &dataset.verdict;
    html! {
        header {
            h1 { "Can I train on these conversations?" }
            p class="soft" { (scope(dataset)) }
            div class={ "verdict " (verdict.fitness) } {
                h2 { (sign(verdict.fitness)) }
                p { (lead(verdict)) }
                @if !verdict.concerns.is_empty() {
                    ul { @for concern in &verdict.concerns { (item(concern)) } }
                }
            }
            (tiles(dataset))
        }
    }
}

fn item(concern: &Concern) -> Markup {
    let (sign, says) = match concern.weight {
        Weight::Blocks => ("✗", "Blocks training: "),
        Weight::Warns => ("!", "To be looked at: "),
    };
    html! {
        li {
            b class=(concern.weight) title=(says) { (sign) }
            (concern.text) br;
            (command(&concern.command))
        }
    }
}

/// "1,200 conversations, made 2026-11-01 to 2026-11-20, all that are stored".
fn scope(dataset: &Dataset) -> String {
    let all = dataset.stats.totals.totals.conversations;
    let days = |at: chrono::DateTime<chrono::Utc>| at.format("%Y-%m-%d").to_string();
    let first = dataset.origins.iter().map(|origin| origin.first).min().map(days);
    let last = dataset.origins.iter().map(|origin| origin.last).max().map(days);
    let made = match (first, last) {
        (Some(first), Some(last)) if first == last => format!(", made on {first}"),
        (Some(first), Some(last)) => format!(", made from {first} to {last}"),
        _ => String::new(),
    };
    let which = if dataset.filter.is_empty() { "all that are stored" } else { "a selection, described at the end" };
    let noun = if all == 1 { "conversation" } else { "conversations" };
    format!("{} {noun}{made}; {which}", number(all))
}

fn tiles(dataset: &Dataset) -> Markup {
    let totals = &dataset.stats.totals.totals;
    let decided = totals.approved + totals.rejected;
    let cost = dataset.stats.costs.cost_usd.max(totals.cost_usd);
    let (commands, opened) = (&dataset.commands, share(dataset.approved.read, dataset.approved.conversations));
    let more = dataset.stats.costs.uncertain_cost_usd.maybe_billed();
    let of_calls = more.map_or_else(|| "cost of all calls".to_owned(), |more| format!("cost of all calls; {more}"));
    let tile = |value: String, name: &str, see: &str| html! { div { b { (value) } span { (name) } (command(see)) } };
    html! {
        div class="tiles" {
            (tile(number(totals.conversations), "made", &commands.made))
            (tile(number(totals.approved), "approved", &commands.approved))
            (tile(number(dataset.verdict.exportable), "in an export", &commands.in_export))
            (tile(share(totals.approved, decided), "of decided are approved", &commands.decided))
            (tile(opened, "of approved were opened", &commands.opened))
            (tile(mean(totals.mean_quality), "mean score of 10", &commands.score))
            (tile(number(totals.serious), "with a serious finding", &commands.serious))
            (tile(cost.to_string(), &of_calls, &commands.cost))
        }
    }
}
