//! The line about a run before it starts.

use crate::app::App;
use crate::cli::asking::answerer;
use crate::domain::money::Usd;
use crate::engine::{Estimate, JudgingEstimate, Terms};
use crate::ui::count;

/// "12 conversations with claude-sonnet-5-5 (anthropic): about $0.21, estimated from the plan".
pub(super) fn estimate_line(terms: &Terms, estimate: &Estimate) -> String {
    let from = if estimate.measured { "from earlier answers" } else { "from the plan" };
    let ceilings = [(terms.limits.max_cost, ""), (terms.limits.max_cost_per_day, " a day")];
    let most = |(most, per): (Option<Usd>, &str)| most.map(|most| format!("; at most {}{per}", most.exact()));
    let budget: String = ceilings.into_iter().filter_map(most).collect();
    format!(
        "{} with {}: about {}, estimated {from}{budget}",
        count(estimate.calls, "conversation"),
        answerer(&terms.ask),
        estimate.cost_usd
    )
}

/// "then a-judge marks them: about $0.12 more", where there is something to make.
pub(super) fn say_judging(app: &App, judging: Option<&JudgingEstimate>) {
    if let Some(judging) = judging.filter(|judging| judging.calls > 0) {
        app.ui.note(&format!("then {} marks them: about {} more", judging.model, judging.cost_usd));
    }
}
