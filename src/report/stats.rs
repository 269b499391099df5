//! The statistics that `dialoom stats` prints.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::filter::Filter;
use crate::domain::status::Status;
use crate::store::{Bar, Breakdown, CallTotals, FindingTotal, Store, StoreError, Totals};

/// Counts and sums, with the approval rate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Row {
    #[serde(flatten)]
    pub totals: Totals,
    /// Approved ÷ (approved + rejected), 0 to 1; `None` while nothing is decided.
    pub approval_rate: Option<f64>,
}

impl From<Totals> for Row {
    fn from(totals: Totals) -> Row {
        let decided = totals.approved + totals.rejected;
        let approval_rate = (decided > 0).then(|| totals.approved as f64 / decided as f64);
        Row { totals, approval_rate }
    }
}

/// Counts and sums over all that match a filter, in the shape of `stats --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Report {
    pub totals: Row,
    /// The count of every status, 0 included.
    pub by_status: BTreeMap<&'static str, u64>,
    /// How many conversations have each kind of finding, the most serious ones first.
    pub findings: Vec<FindingTotal>,
    /// Eleven bars, for scores from 0 to 10.
    pub histogram: Vec<Bar>,
    /// What each row of `by` stands for.
    pub breakdown: Option<Breakdown>,
    /// One row for each value of the breakdown, the largest first.
    pub by: Vec<Row>,
    /// Calls of providers, failed ones included; only the filter's time, batch, template, provider and person apply.
    pub calls: CallTotals,
}

impl Report {
    pub(crate) async fn gather(
        store: &Store,
        filter: &Filter,
        breakdown: Option<Breakdown>,
    ) -> Result<Report, StoreError> {
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
            findings: store.finding_totals(filter).await?,
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
