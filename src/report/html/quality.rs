//! Histograms of score, turns and tokens.

use maud::{Markup, html};

use crate::report::html::chart::{histogram, known};
use crate::report::html::figures::{mean, number};
use crate::report::stats::Report;

pub(super) fn section(stats: &Report) -> Markup {
    let scores: Vec<(String, u64)> =
        stats.histogram.iter().map(|bar| (format!("{:.0}", bar.from.points()), bar.count)).collect();
    let totals = &stats.totals.totals;
    html! {
        p { "The score is 0 to 10, by checks of the text. The mean is " (mean(totals.mean_quality)) "; "
            (number(totals.serious)) " of " (number(totals.conversations)) " have a serious finding. A high score says that nothing is known to be \
             wrong, not that the content is true." }
        @if scores.iter().any(|(_, count)| *count > 0) { (histogram("Score", "Score", &scores)) }
        (histogram("Turns", "Turns", &known(&stats.turns)))
        @if totals.total_tokens > 0 {
            (histogram("Tokens of the calls that made a conversation", "Tokens", &known(&stats.tokens)))
        }
    }
}
