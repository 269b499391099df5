//! What the checks found, with examples.

use maud::{Markup, html};

use crate::domain::finding::{Finding, Severity};
use crate::quality::in_words;
use crate::report::dataset::{FindingSamples, FoundPlace};
use crate::report::html::figures::{command, number, words};

pub(super) fn section(findings: &[FindingSamples]) -> Markup {
    html! {
        @if findings.is_empty() { p { "The checks found nothing." } }
        @else {
            p class="soft" { "A serious finding keeps a conversation out of an export until a person has read it, or named it by its id to approve it." }
            div class="scroll" { table class="stack" style="--columns:1fr 7rem 4rem" {
                thead { tr { th scope="col" { "Finding" } th scope="col" class="n" { "Conversations" } th scope="col" class="n" { "Serious" }
                    th scope="col" class="below" { "Examples" } } }
                tbody { @for finding in findings {
                    tr {
                        th scope="row" { (plain(&finding.total.finding)) br; span class="soft small" { (words(&finding.total.finding)) } }
                        td class="n" { (number(finding.total.conversations)) }
                        td class="n" { (number(finding.total.serious)) @if finding.total.serious > 0 { " ✗" } }
                        td class="below" { @for example in &finding.examples { (place(example)) } (command(&finding.command)) }
                    }
                } }
            } }
        }
    }
}

/// What is wrong, in a few words.
fn plain(word: &str) -> &str {
    Finding::ALL.iter().find(|finding| finding.as_str() == word).map_or(word, |finding| in_words(*finding))
}

fn place(example: &FoundPlace) -> Markup {
    let turns: Vec<String> = example.turns.iter().take(5).map(ToString::to_string).collect();
    html! {
        div {
            bdi { (example.title) } " "
            span class="soft" { (example.short_id)
                @if !turns.is_empty() { ", turn " (turns.join(", ")) }
                @if example.severity == Severity::Hint { ", a hint" } }
            @if !example.detail.is_empty() { br; (example.detail) }
            @if !example.excerpt.is_empty() && !example.detail.contains(&example.excerpt) { blockquote dir="auto" { (example.excerpt) } }
        }
    }
}
