//! What storing a draft would keep, make and cost. Writes nothing.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::batch::{Batch, ItemState, NewItem};
use crate::domain::ids::TemplateId;
use crate::domain::money::Usd;
use crate::store::{Store, StoreError};

use crate::engine::batch::draft::Draft;
use crate::engine::batch::error::DraftError;
use crate::engine::batch::ready::target_reached;
use crate::engine::estimate::{Estimate, EstimateError, Estimator};
use crate::engine::run::target::{Reached, TargetProgress};

/// What storing a draft would keep, make and cost.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Survey {
    /// The name of the batch.
    pub name: String,
    /// Items the plan asks for.
    pub items: u64,
    /// Items whose conversation is stored; they are not paid for again.
    pub kept: u64,
    /// Items that an earlier run left open.
    pub open: u64,
    /// Items that failed in an earlier run; they stay failed.
    pub failed: u64,
    /// Items the batch does not have yet.
    pub new: u64,
    /// Open and failed items that the plan no longer names; they are skipped.
    pub dropped: u64,
    /// Conversations whose items the plan no longer names; they stay.
    pub left_over: u64,
    /// Progress towards the target, where there is one.
    pub target: Option<Reached>,
    /// What the open and new items are expected to use.
    pub estimate: Estimate,
    /// What one conversation is expected to cost, by template.
    #[serde(skip)]
    pub cost_each: BTreeMap<TemplateId, Usd>,
    /// The stored batch of that name, where there is one.
    #[serde(skip)]
    pub existing: Option<Batch>,
}

impl Survey {
    /// Whether the target is met, so that the remaining candidates are not needed.
    pub fn is_met(&self) -> bool {
        self.target.is_some_and(Reached::is_met)
    }

    /// What the whole batch is expected to cost: what it cost so far, and the estimate of the rest. With nothing left
    /// to make, the earlier estimate remains.
    pub(super) fn estimated_cost(&self) -> Usd {
        match &self.existing {
            None => self.estimate.cost_usd,
            Some(batch) if self.estimate.calls == 0 && self.dropped == 0 => batch.estimated_cost_usd,
            Some(batch) => batch.actual_cost_usd.plus(self.estimate.cost_usd),
        }
    }
}

/// Items of the plan, counted by their state in the batch.
#[derive(Default)]
struct Seen {
    items: u64,
    kept: u64,
    open: u64,
    skipped: u64,
    failed: u64,
    new: u64,
}

impl Seen {
    /// Counts an item. Returns whether it is still to be made.
    fn add(&mut self, state: Option<ItemState>) -> bool {
        self.items += 1;
        let (count, is_to_be_made) = match state {
            Some(ItemState::Completed) => (&mut self.kept, false),
            Some(ItemState::Failed) => (&mut self.failed, false),
            Some(ItemState::Pending | ItemState::Running) => (&mut self.open, true),
            // An earlier plan dropped it, or it was a candidate not needed then: it counts as open.
            Some(ItemState::Skipped) => (&mut self.skipped, true),
            None => (&mut self.new, true),
        };
        *count += 1;
        is_to_be_made
    }
}

impl Draft {
    /// Looks up every item of the plan in the stored batch, and estimates what is left to make.
    pub async fn survey(&self, store: &Store) -> Result<Survey, DraftError> {
        let existing = store.batch_named(&self.plan.name).await?;
        let mut estimator = Estimator::new(store, &self.terms.ask, &self.terms.info);
        let mut seen = Seen::default();
        for chunk in self.chunks() {
            let chunk = chunk?;
            let known = known_items(store, existing.as_ref(), &chunk).await?;
            for item in &chunk {
                if seen.add(known.get(&item.fingerprint).copied()) {
                    let template = &self.templates[&item.request.template];
                    estimator.add(template, &item.request).await.map_err(|error| match error {
                        EstimateError::Prompt(error) => {
                            DraftError::of_item(self.plan.path.display().to_string(), &error)
                        }
                        EstimateError::Store(error) => error.into(),
                    })?;
                }
            }
        }
        let cells = self.plan.cell_count();
        let target = match (self.target(), &existing) {
            (Some(target), Some(batch)) => Some(target_reached(store, batch.id, target, cells).await?),
            (Some(target), None) => Some(TargetProgress::new(target).reached(cells)),
            (None, _) => None,
        };
        let stored = existing.as_ref().map(|batch| batch.counts).unwrap_or_default();
        Ok(Survey {
            name: self.plan.name.clone(),
            items: seen.items,
            kept: seen.kept,
            open: seen.open + seen.skipped,
            failed: seen.failed,
            new: seen.new,
            // Saturates: another process may complete some meanwhile.
            dropped: (stored.open() + stored.failed).saturating_sub(seen.open + seen.failed),
            left_over: stored.completed.saturating_sub(seen.kept),
            target,
            estimate: estimator.total(),
            cost_each: self.templates.values().map(|one| (one.id, estimator.cost_each(one.id))).collect(),
            existing,
        })
    }
}

/// The states of a chunk's items by fingerprint; items the batch does not have are absent.
async fn known_items(
    store: &Store,
    batch: Option<&Batch>,
    chunk: &[NewItem],
) -> Result<BTreeMap<String, ItemState>, StoreError> {
    let Some(batch) = batch else { return Ok(BTreeMap::new()) };
    let fingerprints: Vec<String> = chunk.iter().map(|item| item.fingerprint.clone()).collect();
    Ok(store.known_items(batch.id, &fingerprints).await?.into_iter().collect())
}
