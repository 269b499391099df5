//! Who decided, and how much of it was read.

use maud::{Markup, html};

use crate::domain::excerpt::cut;
use crate::report::dataset::Dataset;
use crate::report::html::figures::{name, number, share};
use crate::report::reviewing::{Agreement, LEAST_SHARED};

/// People and reasons that are shown.
const PEOPLE: usize = 20;
const PAIRS: usize = 5;
const REASONS: usize = 3;
const REASON: usize = 60;

pub(super) fn section(dataset: &Dataset) -> Markup {
    let reviewers = &dataset.reviewers;
    let (read, approved) = (dataset.approved.read, dataset.approved.conversations);
    html! {
        p { (number(read)) " of " (number(approved)) " approved conversations (" (share(read, approved))
            ") were opened in a review. Naming an id or a filter is no reading." }
        @if reviewers.is_empty() { p { "Nobody has decided about any of them." } }
        @else {
            div class="scroll" { table {
                thead { tr { th scope="col" { "Person" } th scope="col" class="n" { "Decisions" } th scope="col" class="n" { "Approved" }
                    th scope="col" class="n" { "Rejected" } th scope="col" class="n" { "Sent back" } th scope="col" class="n" { "Opened" }
                    th scope="col" class="n" { "By a filter" } th scope="col" class="n" { "An hour" } th scope="col" class="why" { "Reasons" } } }
                tbody { @for person in reviewers.iter().take(PEOPLE) {
                    tr { th scope="row" { bdi { (name(&person.name)) } } td class="n" { (number(person.decisions)) }
                        td class="n" { (number(person.approved)) } td class="n" { (number(person.rejected)) }
                        td class="n" { (number(person.sent_back)) } td class="n" { (number(person.opened)) }
                        td class="n" { (number(person.filter)) } td class="n" { (pace(dataset, &person.name)) }
                        td { @for reason in person.reasons.iter().take(REASONS) {
                            div { bdi { (cut(&reason.why, REASON)) } span class="soft" { " " (number(reason.count)) } }
                        } } }
                } }
            } }
            @for pair in dataset.agreement.iter().take(PAIRS) { p { (agreed(pair)) } }
        }
    }
}

/// Decisions an hour, where there are enough.
fn pace(dataset: &Dataset, person: &str) -> String {
    let pace = dataset.paces.get(person).and_then(|pace| pace.decisions_per_hour);
    pace.map_or_else(|| "–".to_owned(), |pace| format!("{pace:.0}"))
}

fn agreed(pair: &Agreement) -> Markup {
    let Agreement { reviewers: [one, other], both, alike, kappa, .. } = pair;
    html! {
        bdi { (name(one)) } " and " bdi { (name(other)) } " both decided about " (number(*both)) " after opening them"
        @if *both < LEAST_SHARED { ": not enough to say how they agree." }
        @else {
            ", " (number(*alike)) " alike (" (share(*alike, *both)) ")"
            @if let Some(kappa) = kappa { ", Cohen's kappa " (format!("{kappa:.2}")) }
            "."
        }
    }
}
