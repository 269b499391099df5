//! Histograms of score, turns and tokens.

use maud::{Markup, html};

use crate::report::dataset::Dataset;
use crate::report::html::chart::{histogram, known};
use crate::report::html::figures::{command, mean, number};

pub(super) fn section(dataset: &Dataset) -> Markup {
    let stats = &dataset.stats;
    let scores: Vec<(String, u64)> =
        stats.histogram.iter().map(|bar| (format!("{:.0}", bar.from.points()), bar.count)).collect();
    let totals = &stats.totals.totals;
    html! {
        p { "The score, 0 to 10, measures the form: how many turns there are, how long, and by whom; with a judge's marks, \
             turns, tokens and marks. The mean is " (mean(totals.mean_quality)) "." }
        p { "What the checks find never changes it: " (number(totals.serious)) " of " (number(totals.conversations))
            " have a serious finding. So a high score does not say that the content is right." }
        @if scores.iter().any(|(_, count)| *count > 0) { (histogram("Score", "Score", &scores)) }
        @if let Some(lowest) = &dataset.commands.lowest_score { p class="see" { "The lowest scores: " (command(lowest)) } }
        (histogram("Turns", "Turns", &known(&stats.turns)))
        @if totals.total_tokens > 0 {
            (histogram("Tokens: of the calls that made a conversation, or of the text of an imported one", "Tokens", &known(&stats.tokens)))
        }
    }
}
