//! What was made, approved and paid on each of the last days.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use serde::Serialize;

use crate::domain::filter::{Filter, Order};
use crate::domain::money::Usd;
use crate::store::{CallCosts, Store, StoreError};

/// Days that are looked at.
const DAYS: u64 = 14;

/// One UTC day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Day {
    /// As 2026-11-01.
    pub day: String,
    /// Conversations made on that day.
    pub conversations: u64,
    /// Those of them that are approved by now.
    pub approved: u64,
    /// What all calls of that day cost; `None` where the filter leaves calls out.
    pub cost_usd: Option<Usd>,
}

/// The fourteen days up to the newest conversation, from the first with anything on it. `costs`: by day; none where calls
/// are left out.
pub(super) async fn trend(store: &Store, filter: &Filter, costs: &[CallCosts]) -> Result<Vec<Day>, StoreError> {
    let newest = store.list(filter, Order::NEWEST, 1, None).await?;
    let Some(last) = newest.conversations.first().map(|newest| newest.created_at.date_naive()) else {
        return Ok(Vec::new());
    };
    let mut days = Vec::new();
    for back in (0..DAYS).rev() {
        let Some(date) = last.checked_sub_days(Days::new(back)) else { continue };
        let Some(of_day) = narrowed(filter, date) else { continue };
        let (conversations, approved) = store.made_and_approved(&of_day).await?;
        let day = date.to_string();
        let cost = costs.iter().find(|costs| costs.name == day).map(|costs| costs.cost_usd);
        let cost_usd = cost.or((!costs.is_empty()).then_some(Usd::ZERO));
        if !days.is_empty() || conversations > 0 || cost > Some(Usd::ZERO) {
            days.push(Day { day, conversations, approved, cost_usd });
        }
    }
    Ok(days)
}

/// The filter, for one day; `None` where it leaves that day out.
fn narrowed(filter: &Filter, date: NaiveDate) -> Option<Filter> {
    let midnight = |date: NaiveDate| -> DateTime<Utc> { date.and_time(NaiveTime::MIN).and_utc() };
    let next = midnight(date.checked_add_days(Days::new(1))?);
    let since = filter.since.map_or(midnight(date), |since| since.max(midnight(date)));
    let until = filter.until.map_or(next, |until| until.min(next));
    (since < until).then(|| Filter { since: Some(since), until: Some(until), ..filter.clone() })
}
