//! The beginnings of the best and the worst conversations.

use maud::{Markup, html};

use crate::report::dataset::{Dataset, Sample};
use crate::report::html::figures::words;

pub(super) fn section(dataset: &Dataset) -> Markup {
    html! {
        p class="soft" { "By score: of those that an export takes, or of all where it takes none. Read a whole one with "
            code { "dialoom show ID" } }
        h3 { "Best scores" }
        @for sample in &dataset.best { (one(sample)) }
        h3 { "Worst scores" }
        @for sample in &dataset.worst { (one(sample)) }
    }
}

fn one(sample: &Sample) -> Markup {
    let findings: Vec<String> = sample.findings.iter().take(6).map(|finding| words(finding.as_str())).collect();
    let more = sample.turn_count.saturating_sub(sample.turns.len() as u64);
    html! {
        div class="talk" {
            b { bdi { (sample.title) } } " "
            span class="soft" { (sample.short_id) ", " (words(sample.status.as_str()))
                @if let Some(score) = sample.quality_score { ", score " (score) }
                @if !findings.is_empty() { ", findings: " (findings.join(", ")) } }
            @for turn in &sample.turns {
                p { span class="who" { (turn.role.as_str()) } br; span dir="auto" { (turn.content) } }
            }
            @if more > 0 { p class="soft" { "… and " (more) " more turns" } }
        }
    }
}
