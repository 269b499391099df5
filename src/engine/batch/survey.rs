//! What storing a draft would do: what it keeps, what it makes, what that will cost.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::batch::{Batch, ItemState, NewItem};
use crate::domain::ids::TemplateId;
use crate::domain::money::Usd;
use crate::store::{Store, StoreError};

use crate::engine::batch::draft::{Draft, DraftError};
use crate::engine::batch::ready::target_reached;
use crate::engine::estimate::{Estimate, EstimateError, Estimator};
use crate::engine::run::target::{Reached, TargetProgress};

/// What storing a draft would do: nothing has been written yet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Survey {
    /// The batch's name.
    pub name: String,
    /// Items the plan asks for.
    pub items: u64,
    /// Of them stored already, and not paid for again.
    pub kept: u64,
    /// Of them begun or waiting from an earlier run.
    pub open: u64,
    /// Of them failed in an earlier run; left alone.
    pub failed: u64,
    /// Of them never seen before.
    pub new: u64,
    /// Unfinished and failed items of the batch that the plan does not name any more: they are skipped.
    pub dropped: u64,
    /// Conversations of the batch that the plan does not name any more: they stay.
    pub left_over: u64,
    /// How the target stands, where there is one.
    pub target: Option<Reached>,
    /// What the open and new ones are expected to use.
    pub estimate: Estimate,
    /// What one more conversation is expected to cost.
    #[serde(skip)]
    pub cost_each: BTreeMap<TemplateId, Usd>,
    /// The batch as it is, where there is one of that name.
    #[serde(skip)]
    pub existing: Option<Batch>,
}

impl Survey {
    /// Whether the target is met already: the candidates that are left are not needed.
    pub fn is_met(&self) -> bool {
        self.target.is_some_and(Reached::is_met)
    }

    /// What the whole batch is expected to cost once this is stored: what it has cost, and what the rest is expected to.
    /// With nothing left to make, what was expected before still stands.
    pub(super) fn estimated_cost(&self) -> Usd {
        match &self.existing {
            None => self.estimate.cost_usd,
            Some(batch) if self.estimate.calls == 0 && self.dropped == 0 => batch.estimated_cost_usd,
            Some(batch) => batch.actual_cost_usd.plus(self.estimate.cost_usd),
        }
    }
}

/// Items of the plan, by what is known of them.
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
    /// Counts one. Gives whether it is still to be made.
    fn add(&mut self, state: Option<ItemState>) -> bool {
        self.items += 1;
        let (count, is_to_be_made) = match state {
            Some(ItemState::Completed) => (&mut self.kept, false),
            Some(ItemState::Failed) => (&mut self.failed, false),
            Some(ItemState::Pending | ItemState::Running) => (&mut self.open, true),
            // Dropped by an earlier plan, or a candidate that was not needed: wanted again.
            Some(ItemState::Skipped) => (&mut self.skipped, true),
            None => (&mut self.new, true),
        };
        *count += 1;
        is_to_be_made
    }
}

impl Draft {
    /// Looks at every item: what is there already, what is new, and what that will cost. Writes nothing.
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
            // Another process may be at work on them meanwhile.
            dropped: (stored.open() + stored.failed).saturating_sub(seen.open + seen.failed),
            left_over: stored.completed.saturating_sub(seen.kept),
            target,
            estimate: estimator.total(),
            cost_each: self.templates.values().map(|one| (one.id, estimator.cost_each(one.id))).collect(),
            existing,
        })
    }
}

/// How the items of a chunk stand in the batch, by fingerprint; those it does not have are left out.
async fn known_items(
    store: &Store,
    batch: Option<&Batch>,
    chunk: &[NewItem],
) -> Result<BTreeMap<String, ItemState>, StoreError> {
    let Some(batch) = batch else { return Ok(BTreeMap::new()) };
    let fingerprints: Vec<String> = chunk.iter().map(|item| item.fingerprint.clone()).collect();
    Ok(store.known_items(batch.id, &fingerprints).await?.into_iter().collect())
}
