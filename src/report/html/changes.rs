//! What changed since an earlier report.

use maud::{Markup, html};

use crate::report::dataset::{Change, Comparison};
use crate::report::html::figures::{name, words};

/// Kinds of findings that are shown, those that changed most.
const SHOWN: usize = 12;

pub(super) fn section(comparison: &Comparison) -> Markup {
    let findings = &comparison.findings[..comparison.findings.len().min(SHOWN)];
    html! {
        p { "Before is " bdi { (name(&comparison.with)) } ", written "
            (comparison.written_at.format("%Y-%m-%d %H:%M")) " UTC." }
        @if !comparison.is_same_selection {
            p class="soft" { "The two are about different selections of conversations." }
        }
        (table("Figure", &comparison.figures))
        @if !findings.is_empty() { (table("Conversations with the finding", findings)) }
        @if comparison.findings.len() > SHOWN {
            p class="soft" { "And " (comparison.findings.len() - SHOWN) " more kinds, which changed less." }
        }
    }
}

fn table(what: &str, changes: &[Change]) -> Markup {
    html! {
        div class="scroll" { table {
            thead { tr { th scope="col" { (what) } th scope="col" class="n" { "Before" } th scope="col" class="n" { "Now" }
                th scope="col" class="n" { "Change" } } }
            tbody { @for change in changes {
                @let [before, now, difference] = change.shown();
                tr { th scope="row" { (words(&change.figure)) } td class="n" { (before) } td class="n" { (now) }
                    td class="n" { (difference) } }
            } }
        } }
    }
}
