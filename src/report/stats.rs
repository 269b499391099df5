//! The statistics that `dialoom stats` prints.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::filter::Filter;
use crate::domain::log::CallFilter;
use crate::domain::money::Usd;
use crate::store::{
    Bar, Breakdown, CallBreakdown, CallCosts, CallTotals, FindingTotal, GridCell, Range, Reason, Store, StoreError,
    Totals,
};

use crate::report::trend::{Day, trend};

/// Counts and sums, with the approval rate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Row {
    #[serde(flatten)]
    pub totals: Totals,
    /// Approved ÷ (approved + rejected), 0 to 1; `None` while nothing is decided.
    pub approval_rate: Option<f64>,
    /// The cost of all calls for it, unusable answers included, by day, batch or template; `None` for other values.
    pub call_cost_usd: Option<Usd>,
}

impl From<Totals> for Row {
    fn from(totals: Totals) -> Row {
        let decided = totals.approved + totals.rejected;
        let approval_rate = (decided > 0).then(|| totals.approved as f64 / decided as f64);
        Row { totals, approval_rate, call_cost_usd: None }
    }
}

/// The conversations of two breakdowns. A pair of values that no conversation has is in no cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Grid {
    /// What each row stands for.
    pub rows: Breakdown,
    /// What each column stands for.
    pub columns: Breakdown,
    pub cells: Vec<GridCell>,
}

/// Counts and sums over all that match a filter, in the shape of `stats --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Report {
    pub totals: Row,
    /// The count of every status, 0 included.
    pub by_status: BTreeMap<&'static str, u64>,
    /// How many conversations have each kind of finding, the most serious ones first.
    pub findings: Vec<FindingTotal>,
    /// The most frequent reasons of rejections and send-backs.
    pub reasons: Vec<Reason>,
    /// Eleven bars, for scores from 0 to 10.
    pub histogram: Vec<Bar>,
    /// Conversations by number of turns.
    pub turns: Vec<Range>,
    /// Conversations by tokens of the calls that made them.
    pub tokens: Vec<Range>,
    /// The last days on which something was made, the oldest first.
    pub trend: Vec<Day>,
    /// What each row of `by` stands for; with a second one see `grid`.
    pub breakdown: Option<Breakdown>,
    /// One row for each value of the breakdown, the largest first.
    pub by: Vec<Row>,
    /// The cells of two breakdowns.
    pub grid: Option<Grid>,
    /// Calls of providers, failed ones included; only the filter's time, batch, template, provider and person apply.
    pub calls: CallTotals,
    /// What they cost, and how much of it gave nothing usable.
    pub costs: CallCosts,
}

/// What a report covers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub filter: &'a Filter,
    /// At most two breakdowns, different ones.
    pub by: &'a [Breakdown],
    /// Whether the filter means the same for calls as for conversations.
    pub with_calls: bool,
}

impl Report {
    pub(crate) async fn gather(store: &Store, scope: Scope<'_>) -> Result<Report, StoreError> {
        let filter = scope.filter;
        let calls =
            CallFilter { shared: Filter { without_simulated: false, ..filter.clone() }, ..CallFilter::default() };
        let (totals, spread) = store.totals_and_spread(filter).await?;
        let costs = store.call_costs(&calls, CallBreakdown::Day).await?;
        let (mut breakdown, mut by, mut grid) = (None, Vec::new(), None);
        match *scope.by {
            [rows, columns] => grid = Some(Grid { rows, columns, cells: store.grid(filter, [rows, columns]).await? }),
            [one, ..] => {
                breakdown = Some(one);
                by = store.totals_by(filter, one).await?.into_iter().map(Row::from).collect();
                if let Some(of_calls) = of_calls(one).filter(|_| scope.with_calls) {
                    by = with_costs(by, store.call_costs(&calls, of_calls).await?);
                }
            }
            [] => {}
        }
        Ok(Report {
            totals: totals.into(),
            by_status: spread.by_status,
            findings: store.finding_totals(filter).await?,
            reasons: store.reasons(filter).await?,
            histogram: spread.scores,
            turns: spread.turns,
            tokens: spread.tokens,
            trend: trend(store, filter, if scope.with_calls { &costs } else { &[] }).await?,
            breakdown,
            by,
            grid,
            calls: store.call_totals(filter).await?,
            costs: CallCosts::total(&costs),
        })
    }
}

/// What the log can be broken down by as well. A model names itself otherwise than it is asked for.
fn of_calls(by: Breakdown) -> Option<CallBreakdown> {
    match by {
        Breakdown::Day => Some(CallBreakdown::Day),
        Breakdown::Batch => Some(CallBreakdown::Batch),
        Breakdown::Template => Some(CallBreakdown::Template),
        _ => None,
    }
}

/// Adds what the calls cost; a value with calls alone gets a row, so that the costs add up.
fn with_costs(mut rows: Vec<Row>, costs: Vec<CallCosts>) -> Vec<Row> {
    rows.iter_mut().for_each(|row| row.call_cost_usd = Some(Usd::ZERO));
    for CallCosts { name, cost_usd, .. } in costs {
        match rows.iter_mut().find(|row| row.totals.name == name) {
            Some(row) => row.call_cost_usd = Some(cost_usd),
            None => {
                rows.push(Row { call_cost_usd: Some(cost_usd), ..Row::from(Totals { name, ..Totals::default() }) });
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_approval_rate_counts_decided_conversations_only() {
        let row = Row::from(Totals { conversations: 10, approved: 3, rejected: 1, ..Totals::default() });
        assert_eq!(row.approval_rate, Some(0.75));
        let undecided = Row::from(Totals { conversations: 10, undecided: 10, ..Totals::default() });
        assert_eq!(undecided.approval_rate, None);
    }

    #[test]
    fn the_costs_of_rows_add_up_to_those_of_all_calls() {
        let row = |name: &str| Row::from(Totals { name: name.into(), ..Totals::default() });
        let cost = |name: &str, micros| CallCosts {
            name: name.into(),
            cost_usd: Usd::from_micros(micros),
            ..CallCosts::default()
        };
        let rows = with_costs(vec![row("a"), row("b")], vec![cost("b", 5), cost("c", 7)]);
        let told: Vec<_> =
            rows.iter().map(|row| (row.totals.name.as_str(), row.call_cost_usd.map(Usd::micros))).collect();
        assert_eq!(told, [("a", Some(0)), ("b", Some(5)), ("c", Some(7))]);
    }
}
