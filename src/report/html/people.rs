//! Who decided, and how much of it was read.

use maud::{Markup, html};

use crate::domain::excerpt::cut;
use crate::report::dataset::Dataset;
use crate::report::html::figures::{name, number, share};

/// People and reasons that are shown.
const PEOPLE: usize = 20;
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
                    th scope="col" class="n" { "By a filter" } th scope="col" { "Reasons" } } }
                tbody { @for person in reviewers.iter().take(PEOPLE) {
                    tr { th scope="row" { bdi { (name(&person.name)) } } td class="n" { (number(person.decisions)) }
                        td class="n" { (number(person.approved)) } td class="n" { (number(person.rejected)) }
                        td class="n" { (number(person.sent_back)) } td class="n" { (number(person.opened)) }
                        td class="n" { (number(person.filter)) }
                        td { @for reason in person.reasons.iter().take(REASONS) {
                            div { bdi { (cut(&reason.why, REASON)) } span class="soft" { " " (number(reason.count)) } }
                        } } }
                } }
            } }
        }
    }
}
