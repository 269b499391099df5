//! How templates compare: approval with its interval.

use maud::{Markup, html};

use crate::report::html::figures::{mean, name, number};
use crate::report::scoreboard::{ENOUGH, TemplateScore};

/// Templates that are shown, the best known ones.
const SHOWN: usize = 30;

pub(super) fn section(scores: &[TemplateScore], all: &str) -> Markup {
    html! {
        p class="soft" { "The line is the interval that holds the true approval rate in 95 of 100 cases (Wilson). Templates \
            whose lines overlap widely may be equally good. Fewer than " (ENOUGH) " decisions are not enough data." }
        div class="scroll" { table {
            thead { tr { th scope="col" { "Template" } th scope="col" class="n" { "Made" } th scope="col" class="n" { "Approved" }
                th scope="col" class="n" { "Rejected" } th scope="col" class="line" { "Approval, 0 to 100 %" } th scope="col" { "" }
                th scope="col" class="n" { "Score" } th scope="col" class="n" { "Cost" }
                th scope="col" class="n" { "Per approved" } } }
            tbody { @for score in scores.iter().take(SHOWN) {
                tr {
                    th scope="row" { bdi { (name(&score.template)) } }
                    td class="n" { (number(score.conversations)) }
                    td class="n" { (number(score.approved)) }
                    td class="n" { (number(score.rejected)) }
                    (approval(score))
                    td class="n" { (mean(score.mean_quality)) }
                    td class="n" { (score.cost_usd) }
                    td class="n" { @match score.cost_per_approved_usd { Some(cost) => (cost), None => "–" } }
                }
            } }
        } }
        @if scores.len() > SHOWN {
            p class="soft" { "All " (scores.len()) " templates: " code { (all) } }
        }
    }
}

fn approval(score: &TemplateScore) -> Markup {
    let (Some(rate), Some([low, high]), true) = (score.approval_rate, score.approval_interval, score.has_enough_data)
    else {
        return html! { td colspan="2" { "not enough data yet" } };
    };
    let at = |share: f64| format!("{:.1}", 4.0 + share * 112.0);
    let says = format!("{:.0} % ({:.0}–{:.0})", rate * 100.0, low * 100.0, high * 100.0);
    html! {
        td { svg role="img" aria-label=(says) viewBox="0 0 120 16" style="width:7.5rem" {
            line class="rule" x1="4" x2="116" y1="8" y2="8" {}
            line class="ink" stroke-width="2" x1=(at(low)) x2=(at(high)) y1="8" y2="8" {}
            circle class="bar" cx=(at(rate)) cy="8" r="4" {}
        } }
        td class="n" { (says) }
    }
}
