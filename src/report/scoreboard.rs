//! How templates compare, with how much is known about each.

use serde::Serialize;

use crate::domain::filter::Filter;
use crate::domain::money::Usd;
use crate::report::interval::{ALPHA, rate};
use crate::store::{Breakdown, CallCosts, Store, StoreError};

/// The fewest decisions that a rate is worth comparing from.
pub(crate) const ENOUGH: u64 = 10;

/// One template.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct TemplateScore {
    /// Its name; empty for conversations without one.
    pub template: String,
    pub conversations: u64,
    pub approved: u64,
    pub rejected: u64,
    /// Approved ÷ decided, 0 to 1; `None` while nothing is decided.
    pub approval_rate: Option<f64>,
    /// The true rate lies in it in 95 of 100 cases (Wilson).
    pub approval_interval: Option<[f64; 2]>,
    /// Whether ten or more are decided.
    pub has_enough_data: bool,
    pub mean_quality: Option<f64>,
    /// The cost of all its calls, unusable answers included, or of its conversations where that is more.
    pub cost_usd: Usd,
    pub cost_per_approved_usd: Option<Usd>,
}

/// The templates, the best lower bound of approval first. `costs`: of all calls by template; none where calls are left
/// out.
pub(crate) async fn scoreboard(
    store: &Store,
    filter: &Filter,
    costs: &[CallCosts],
) -> Result<Vec<TemplateScore>, StoreError> {
    let mut scores: Vec<TemplateScore> = Vec::new();
    for totals in store.totals_by(filter, Breakdown::Template).await? {
        let decided = totals.approved + totals.rejected;
        let paid = costs.iter().find(|costs| costs.name == totals.name).map_or(Usd::ZERO, |costs| costs.cost_usd);
        let cost_usd = paid.max(totals.cost_usd);
        let per = |approved: u64| Usd::from_micros(cost_usd.micros() / i64::try_from(approved).unwrap_or(i64::MAX));
        scores.push(TemplateScore {
            template: totals.name,
            conversations: totals.conversations,
            approved: totals.approved,
            rejected: totals.rejected,
            approval_rate: (decided > 0).then(|| totals.approved as f64 / decided as f64),
            approval_interval: rate(totals.approved, decided, ALPHA).map(|rate| rate.interval),
            has_enough_data: decided >= ENOUGH,
            mean_quality: totals.mean_quality,
            cost_usd,
            cost_per_approved_usd: (totals.approved > 0).then(|| per(totals.approved)),
        });
    }
    let lowest = |score: &TemplateScore| score.approval_interval.map_or(-1.0, |[low, _]| low);
    scores.sort_by(|one, other| {
        let enough = other.has_enough_data.cmp(&one.has_enough_data);
        enough.then(lowest(other).total_cmp(&lowest(one))).then(one.template.cmp(&other.template))
    });
    Ok(scores)
}
