//! Groups of conversations that are almost the same.

use maud::{Markup, html};

use crate::domain::excerpt::cut;
use crate::report::dataset::NearDuplicates;
use crate::report::duplicates::Group;
use crate::report::html::figures::{mean, number, words};

/// Members of a group that are shown.
const MEMBERS: usize = 4;
const TITLE: usize = 80;

/// `of`: which conversations were compared.
pub(super) fn section(near: &NearDuplicates, of: &str) -> Markup {
    html! {
        @if near.groups == 0 {
            p { "Of " (of) ", no two share " (format!("{:.0} %", near.similarity * 100.0)) " or more of their three-word runs." }
        } @else {
            p { "Of " (of) ": " (number(near.groups)) " groups; " (number(near.repeating)) " conversations repeat an earlier one at a similarity of "
                (near.similarity) " or more. The largest groups:" }
            @for group in &near.largest { (one(group)) }
        }
    }
}

fn one(group: &Group) -> Markup {
    html! {
        div class="scroll" { table class="stack" style="--columns:1fr 4rem 6rem 3rem" {
            caption { (number(group.members.len() as u64)) " alike" }
            thead { tr { th scope="col" { "Conversation" } th scope="col" class="below" { "Title" } th scope="col" class="n" { "Alike" }
                th scope="col" { "Status" } th scope="col" class="n" { "Score" } } }
            tbody { @for it in group.members.iter().take(MEMBERS) {
                tr { td { (it.short_id) } td class="below" { bdi { (cut(&it.title, TITLE)) } } td class="n" { (format!("{:.2}", it.similarity)) }
                    td { (words(it.status.as_str())) } td class="n" { (mean(it.quality_score.map(|score| score.points()))) } }
            } }
        } }
    }
}
