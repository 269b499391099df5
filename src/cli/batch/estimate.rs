//! The line about a run before it starts.

use crate::engine::{AskSettings, Estimate, Terms};
use crate::ui::count;

/// "claude-sonnet-5-5 (anthropic)", but "simulator" alone: its model has the same name.
pub(super) fn answerer(ask: &AskSettings) -> String {
    let (model, provider) = (&ask.model, ask.provider);
    if model == provider.as_str() { model.clone() } else { format!("{model} ({provider})") }
}

/// "12 conversations with claude-sonnet-5-5 (anthropic): about $0.21, estimated from the plan".
pub(super) fn estimate_line(terms: &Terms, estimate: &Estimate) -> String {
    let from = if estimate.measured { "from earlier answers" } else { "from the plan" };
    let budget = terms.limits.max_cost.map(|most| format!("; at most {}", most.exact())).unwrap_or_default();
    format!(
        "{} with {}: about {}, estimated {from}{budget}",
        count(estimate.calls, "conversation"),
        answerer(&terms.ask),
        estimate.cost_usd
    )
}
