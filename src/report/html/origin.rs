//! How the conversations were made, and which ones the page is about.

use maud::{Markup, html};

use crate::domain::excerpt::cut;
use crate::report::dataset::Dataset;
use crate::report::html::figures::{name, number};

/// Origins that are shown, the largest ones.
const SHOWN: usize = 40;
const FILTER: usize = 600;

pub(super) fn section(dataset: &Dataset) -> Markup {
    let calls = &dataset.stats.calls;
    let filter = serde_json::to_string(&dataset.filter).unwrap_or_default();
    html! {
        div class="scroll" { table {
            thead { tr { th scope="col" { "Template" } th scope="col" class="n" { "Version" } th scope="col" { "Provider" }
                th scope="col" { "Model" } th scope="col" class="n" { "Conversations" } th scope="col" { "First" } th scope="col" { "Last" } } }
            tbody { @for origin in dataset.origins.iter().take(SHOWN) {
                tr { th scope="row" { bdi { (name(&origin.template)) } }
                    td class="n" { @match origin.template_version { Some(version) => (version), None => "–" } }
                    td { (name(&origin.provider)) } td { (name(&origin.model)) } td class="n" { (number(origin.conversations)) }
                    td class="line" { (origin.first.format("%Y-%m-%d")) } td class="line" { (origin.last.format("%Y-%m-%d")) } }
            } }
        } }
        @if dataset.origins.len() > SHOWN { p class="soft" { "And " (dataset.origins.len() - SHOWN) " more." } }
        @if !dataset.cost_by_day.is_empty() {
            p { (number(calls.calls)) " calls: " (number(calls.succeeded)) " succeeded, " (number(calls.failed)) " failed, "
                (number(calls.rate_limited)) " were rate-limited, " (number(calls.timed_out)) " timed out. They cost "
                (dataset.stats.costs.cost_usd) "; " (dataset.stats.costs.unused_cost_usd) " of it gave nothing usable." }
        } @else { p { "Calls are left out: the selection says nothing about them, or there are none." } }
        @if dataset.filter.is_empty() {
            p { "The page covers all conversations, except those that an approved newer version replaced." }
        } @else {
            p { "The page covers the conversations that match: " code { (cut(&filter, FILTER)) } }
        }
    }
}
