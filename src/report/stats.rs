//! Statistics: everything `dialoom stats` says, gathered in one place.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::filter::Filter;
use crate::domain::status::Status;
use crate::store::{Bar, Breakdown, CallTotals, Store, StoreError, Totals};

/// A row of counts and sums with the share of decisions that were a yes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// The counts and sums.
    #[serde(flatten)]
    pub totals: Totals,
    /// Approved among approved and rejected, 0 to 1; none while nothing is decided.
    pub approval_rate: Option<f64>,
}

impl From<Totals> for Row {
    fn from(totals: Totals) -> Row {
        let decided = totals.approved + totals.rejected;
        let approval_rate = (decided > 0).then(|| totals.approved as f64 / decided as f64);
        Row { totals, approval_rate }
    }
}

/// Counts and sums over what a filter lets through. This is also its JSON shape.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The whole.
    pub totals: Row,
    /// How many stand in each state; every state is there.
    pub by_status: BTreeMap<&'static str, u64>,
    /// Eleven bars, from 0 to 10.
    pub histogram: Vec<Bar>,
    /// What the rows of `by` stand for; none when no breakdown was asked for.
    pub breakdown: Option<Breakdown>,
    /// One row for each value of the breakdown, the largest first.
    pub by: Vec<Row>,
    /// Calls of providers, failed ones included. Of the filter only time, batch, template, provider and person apply.
    pub calls: CallTotals,
}

impl Report {
    /// Gathers it from the store.
    pub async fn gather(store: &Store, filter: &Filter, breakdown: Option<Breakdown>) -> Result<Report, StoreError> {
        let mut by_status = BTreeMap::new();
        for status in Status::ALL.iter().copied() {
            let is_meant = filter.status.is_empty() || filter.status.contains(&status);
            let one = Filter { status: vec![status], ..filter.clone() };
            by_status.insert(status.as_str(), if is_meant { store.count(&one).await? } else { 0 });
        }
        let by = match breakdown {
            Some(breakdown) => store.totals_by(filter, breakdown).await?.into_iter().map(Row::from).collect(),
            None => Vec::new(),
        };
        Ok(Report {
            totals: store.totals(filter).await?.into(),
            by_status,
            histogram: store.quality_histogram(filter).await?,
            breakdown,
            by,
            calls: store.call_totals(filter).await?,
        })
    }
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
}
