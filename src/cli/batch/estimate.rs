//! The line about a run before it starts.

use crate::cli::asking::answerer;
use crate::domain::money::Usd;
use crate::engine::{Estimate, Terms};
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
