//! The beginnings of the best and the worst conversations.

use maud::{Markup, html};

use crate::domain::finding::Finding;
use crate::report::dataset::{Dataset, Sample};
use crate::report::html::figures::words;

pub(super) fn section(dataset: &Dataset) -> Markup {
    html! {
        p class="soft" { "By score: of those that an export takes, or of all where it takes none. Read a whole one with "
            code { (dataset.commands.show) } }
        h3 { @if dataset.worst.is_empty() { "All of them" } @else { "Best scores" } }
        p class="soft" { "The score measures the form alone: one with a high score may carry a serious finding (✗)." }
        @for sample in &dataset.best { (one(sample)) }
        @if !dataset.worst.is_empty() {
            h3 { "Worst scores" }
            @for sample in &dataset.worst { (one(sample)) }
        }
    }
}

fn one(sample: &Sample) -> Markup {
    let is_serious = |finding: &&Finding| sample.serious.contains(finding);
    let told = |finding: &Finding| words(finding.as_str());
    let serious: Vec<String> = sample.serious.iter().take(6).map(told).collect();
    let hints: Vec<String> = sample.findings.iter().filter(|it| !is_serious(it)).take(6).map(told).collect();
    let more = sample.turn_count.saturating_sub(sample.turns.len() as u64);
    html! {
        div class="talk" {
            b { bdi { (sample.title) } } " "
            span class="soft" { (sample.short_id) ", " (words(sample.status.as_str()))
                @if let Some(score) = sample.quality_score { ", score " (score) }
                @if !serious.is_empty() { ", ✗ serious: " (serious.join(", ")) }
                @if !hints.is_empty() { ", hints: " (hints.join(", ")) } }
            @for turn in &sample.turns {
                p { span class="who" { (turn.role.as_str()) } br; span dir="auto" { (turn.content) } }
            }
            @if more > 0 { p class="soft" { "… and " (more) " more turns" } }
        }
    }
}
