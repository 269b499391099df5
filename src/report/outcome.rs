//! How a batch turned out: what passed, what is wrong with the rest, and where.

mod cause;
mod worst_cell;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::filter::{Filter, Order};
use crate::domain::finding::Finding;
use crate::store::{FindingTotal, Store, StoreError};

pub(crate) use cause::{Asked, Cause, Verdict};
pub(crate) use worst_cell::WorstCell;

/// Near-duplicates that are looked at to say what they repeat.
const LOOKED_AT: u32 = 1000;

/// Conversations that repeat an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct NearDuplicates {
    pub conversations: u64,
    /// The one that most of them repeat, by its short id.
    pub most_of: Option<String>,
    /// How many repeat that one, of the first thousand.
    pub repeat_it: u64,
}

/// How the conversations of a batch turned out, over all its runs and workers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Outcome {
    pub conversations: u64,
    /// Those of them that are new versions of others. Until one is approved, both count.
    pub new_versions: u64,
    /// At their threshold, without a serious finding.
    pub passed: u64,
    /// With a serious finding.
    pub serious: u64,
    /// The most serious ones first.
    pub findings: Vec<FindingTotal>,
    pub near_duplicates: NearDuplicates,
    pub worst_cell: Option<WorstCell>,
    /// Where most of what came is unusable.
    pub verdict: Option<Verdict>,
}

impl Outcome {
    /// That of a batch, by its name.
    pub(crate) async fn of(store: &Store, batch: &str, asked: &Asked) -> Result<Outcome, StoreError> {
        let filter = Filter { batch: vec![batch.to_owned()], ..Filter::default() };
        let cells = store.cell_totals(&filter).await?;
        let findings = store.finding_totals(&filter).await?;
        let totals = store.totals(&filter).await?;
        Ok(Outcome {
            conversations: totals.conversations,
            new_versions: store.count_new_versions(&filter).await?,
            passed: cells.iter().map(|cell| cell.passed).sum(),
            serious: totals.serious,
            near_duplicates: near_duplicates(store, filter, &findings).await?,
            worst_cell: worst_cell::worst_cell(&cells),
            verdict: cause::verdict(totals.conversations, totals.serious, &findings, asked),
            findings,
        })
    }
}

async fn near_duplicates(
    store: &Store,
    filter: Filter,
    findings: &[FindingTotal],
) -> Result<NearDuplicates, StoreError> {
    let near = Finding::NearDuplicate;
    let total = findings.iter().find(|total| total.finding == near.as_str());
    let conversations = total.map_or(0, |total| total.conversations);
    let mut firsts: BTreeMap<String, u64> = BTreeMap::new();
    if conversations > 0 {
        let filter = Filter { finding: vec![near], ..filter };
        let page = store.list(&filter, Order::OLDEST, LOOKED_AT, None).await?;
        let notes = page.conversations.into_iter().flat_map(|it| it.quality_metrics.findings);
        // The excerpt is the short id of the first.
        notes.filter(|note| note.finding == near).for_each(|note| *firsts.entry(note.excerpt).or_default() += 1);
    }
    let most = firsts.into_iter().max_by_key(|(_, count)| *count);
    let (most_of, repeat_it) = most.map_or((None, 0), |(first, count)| (Some(first), count));
    Ok(NearDuplicates { conversations, most_of, repeat_it })
}
