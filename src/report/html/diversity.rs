//! How much variety the texts have.

use maud::{Markup, html};

use crate::domain::excerpt::cut;
use crate::report::diversity::{Repeats, Report, Speaker};
use crate::report::html::figures::{number, percent, share, words};

/// Repeated texts of a part that are shown.
const SHOWN: usize = 3;
const TEXT: usize = 80;

/// `of`: which conversations were counted. `what_to_do`: the command that gives advice.
pub(super) fn section(report: &Report, of: &str, what_to_do: &str) -> Markup {
    let parts = [
        ("Titles", &report.titles),
        ("Openings of the user", &report.openings),
        ("First words of the answer", &report.first_answers),
        ("First sentence of the answer", &report.first_answer_sentences),
        ("Last sentence", &report.closings),
    ];
    html! {
        p { "Counted over " (of) ": " (number(report.conversations)) ". "
            @if let Some(ratio) = report.compression_ratio {
                "The whole text shrinks to 1/" (format!("{ratio:.1}")) " of its size; text that repeats itself shrinks more. "
            } }
        div class="scroll" { table {
            thead { tr { th scope="col" { "Speaker" } th scope="col" class="n" { "Turns" } th scope="col" class="n" { "Words" }
                th scope="col" class="n" { "Different words" } th scope="col" class="n" { "Runs of three" }
                th scope="col" class="n" { "Characters of a turn (5 %, median, 95 %)" } } }
            tbody { (speaker("user", &report.user)) (speaker("assistant", &report.assistant)) }
        } }
        div class="scroll" { table class="stack" style="--columns:1fr 12rem" {
            thead { tr { th scope="col" { "Part" } th scope="col" class="n" { "Different" } th scope="col" class="below" { "Most frequent" } } }
            tbody { @for (title, part) in parts { (repeats(title, part)) } }
        } }
        @if !report.draws.is_empty() {
            p { "Drawn variation, 100 % where each value came as often as its weight asks: "
                @for (place, axis) in report.draws.iter().take(12).enumerate() {
                    @if place > 0 { ", " } (words(&cut(&axis.axis, TEXT))) " " (percent(axis.evenness))
                } "." }
        }
        p class="soft" { "What to do: " code { (what_to_do) } }
    }
}

fn speaker(name: &str, speaker: &Speaker) -> Markup {
    let length = speaker.length;
    html! {
        tr { th scope="row" { (name) } td class="n" { (number(speaker.turns)) } td class="n" { (number(speaker.words)) }
            td class="n" { (percent(speaker.distinct_1)) } td class="n" { (percent(speaker.distinct_3)) }
            td class="n" { (number(length.short)) ", " (number(length.median)) ", " (number(length.long)) } }
    }
}

fn repeats(title: &str, part: &Repeats) -> Markup {
    html! {
        tr { th scope="row" { (title) }
            td class="n" { (number(part.distinct)) " of " (number(part.conversations)) " (" (share(part.distinct, part.conversations)) ")" }
            td class="below" { @for most in part.repeated.iter().take(SHOWN) {
                div { bdi { (cut(&most.text, TEXT)) } span class="soft" { " in " (number(most.conversations)) } }
            } } }
    }
}
