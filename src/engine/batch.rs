//! From a plan to a stored batch: what it keeps, what it makes anew, what that will cost.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::batch::{Batch, BatchType, ItemState, NewBatch, NewItem};
use crate::domain::ids::{BatchId, TemplateId};
use crate::domain::limits::{Limits, LimitsTable};
use crate::domain::money::Usd;
use crate::domain::template::Template;
use crate::provider::ModelInfo;
use crate::store::{Store, StoreError};
use crate::templates::PromptError;

use crate::engine::estimate::{Estimate, EstimateError, Estimator};
use crate::engine::plan::{Plan, PlanError};
use crate::engine::run::target::{Reached, Target, TargetProgress};
use crate::engine::settings::AskSettings;

/// Items looked up or stored in one go.
const CHUNK: usize = 500;

/// The templates of a run, by the name the plan calls them.
pub type Templates = BTreeMap<String, Arc<Template>>;

/// What is stored with a batch, so that any process can go on with it without the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Configuration {
    /// The plan's file, for people.
    pub plan: String,
    /// How the model is asked.
    pub ask: AskSettings,
    /// Limits as given; defaults are put in anew by each run.
    pub limits: LimitsTable,
    /// The templates and the versions of them that are used.
    pub templates: BTreeMap<String, (TemplateId, u32)>,
    /// So many at or above their threshold are wanted; the items are candidates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// How many cells the plan has, single items beside the axes included.
    #[serde(default)]
    pub cells: u64,
    /// Whether its items are only just being stored, or whoever stored them died over it: it is not gone on with before
    /// all of them are there and what the plan does not name any more is out of the way.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub storing: bool,
}

impl Configuration {
    /// The configuration of a stored batch.
    pub fn of(batch: &Batch) -> Result<Configuration, StoreError> {
        serde_json::from_value(batch.configuration.clone()).map_err(|error| {
            StoreError::Other(format!("batch \"{}\" has no usable configuration: {error}", batch.name))
        })
    }

    /// Whether a batch's plan is stored whole; one that cannot be read is for whoever takes it up to complain of.
    pub fn is_whole(batch: &Batch) -> bool {
        Configuration::of(batch).is_ok_and(|configuration| !configuration.storing)
    }

    /// The templates, in the versions the batch was made with.
    pub async fn load_templates(&self, store: &Store) -> Result<Templates, StoreError> {
        let mut templates = Templates::new();
        for (name, (id, version)) in &self.templates {
            let mut template = store.template(&id.to_string()).await?;
            if template.version != *version {
                template.text = store.template_version(*id, *version).await?;
                template.version = *version;
            }
            templates.insert(name.clone(), Arc::new(template));
        }
        Ok(templates)
    }

    /// What the items that are not at their end are expected to use, and what one conversation of each template costs.
    pub async fn estimate(
        &self,
        store: &Store,
        batch: BatchId,
        info: &ModelInfo,
        templates: &Templates,
    ) -> Result<(Estimate, BTreeMap<TemplateId, Usd>), EstimateError> {
        let mut estimator = Estimator::new(store, &self.ask, info);
        // Those a run was killed over are running until the next one takes them back.
        for state in [ItemState::Pending, ItemState::Running] {
            let mut after = None;
            loop {
                let items = store.items(batch, Some(state), CHUNK as u32, after).await?;
                let Some(last) = items.last() else { break };
                after = Some(last.position);
                for item in &items {
                    if let Some(template) = templates.get(&item.request.template) {
                        estimator.add(template, &item.request).await?;
                    }
                }
            }
        }
        let each = templates.values().map(|one| (one.id, estimator.cost_each(one.id))).collect();
        Ok((estimator.total(), each))
    }
}

/// A plan whose every name is known: ready to be looked at or stored.
#[derive(Debug)]
pub struct Draft {
    /// The plan.
    pub plan: Plan,
    /// The batch's name.
    pub name: String,
    /// How the model is asked.
    pub ask: AskSettings,
    /// What is known of the model.
    pub info: ModelInfo,
    /// Limits as given.
    pub limits_table: LimitsTable,
    /// The same with defaults.
    pub limits: Limits,
    /// The templates.
    pub templates: Templates,
}

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
    /// What the whole batch is expected to cost once this is stored: what it has cost, and what the rest is expected to.
    /// With nothing left to make, what was expected before still stands.
    fn estimated_cost(&self) -> Usd {
        match &self.existing {
            None => self.estimate.cost_usd,
            Some(batch) if self.estimate.calls == 0 && self.dropped == 0 => batch.estimated_cost_usd,
            Some(batch) => batch.actual_cost_usd.plus(self.estimate.cost_usd),
        }
    }
}

/// Why a draft cannot be surveyed or stored.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// An item of the plan is wrong.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Draft {
    fn wrong_item(&self, place: &str, error: &PromptError) -> DraftError {
        let place = if place.is_empty() { self.plan.path.display().to_string() } else { place.to_owned() };
        DraftError::Plan(PlanError { place, message: error.to_string(), hint: None })
    }

    /// What the plan wants passed, where it has a target.
    pub fn target(&self) -> Option<Target> {
        self.plan.target.map(|passed| Target { passed, per_cell: self.plan.target_per_cell })
    }

    /// The items of the plan with their fingerprints, in chunks, every one of them checked.
    fn chunks(&self) -> impl Iterator<Item = Result<Vec<NewItem>, DraftError>> + '_ {
        let mut items = self.plan.items().enumerate();
        std::iter::from_fn(move || {
            let mut chunk = Vec::with_capacity(CHUNK);
            for (position, (request, place)) in items.by_ref().take(CHUNK) {
                let Some(template) = self.templates.get(&request.template) else { continue };
                match self.ask.fingerprint(template, &request) {
                    Ok(fingerprint) => chunk.push(NewItem { position: position as u64, fingerprint, request }),
                    Err(error) => return Some(Err(self.wrong_item(&place, &error))),
                }
            }
            (!chunk.is_empty()).then_some(Ok(chunk))
        })
    }

    /// Looks at every item: what is there already, what is new, and what that will cost. Writes nothing.
    pub async fn survey(&self, store: &Store) -> Result<Survey, DraftError> {
        let existing = store.batch_named(&self.name).await?;
        let mut estimator = Estimator::new(store, &self.ask, &self.info);
        let (mut items, mut kept, mut open, mut skipped, mut failed, mut new) = (0, 0, 0, 0, 0, 0);
        for chunk in self.chunks() {
            let chunk = chunk?;
            items += chunk.len() as u64;
            let known: BTreeMap<String, ItemState> = match &existing {
                Some(batch) => {
                    let fingerprints: Vec<String> = chunk.iter().map(|item| item.fingerprint.clone()).collect();
                    store.known_items(batch.id, &fingerprints).await?.into_iter().collect()
                }
                None => BTreeMap::new(),
            };
            for item in &chunk {
                match known.get(&item.fingerprint) {
                    Some(ItemState::Completed) => {
                        kept += 1;
                        continue;
                    }
                    Some(ItemState::Failed) => {
                        failed += 1;
                        continue;
                    }
                    Some(ItemState::Pending | ItemState::Running) => open += 1,
                    // Dropped by an earlier plan, or a candidate that was not needed: wanted again.
                    Some(ItemState::Skipped) => skipped += 1,
                    None => new += 1,
                }
                let template = &self.templates[&item.request.template];
                estimator.add(template, &item.request).await.map_err(|error| match error {
                    EstimateError::Prompt(error) => self.wrong_item("", &error),
                    EstimateError::Store(error) => error.into(),
                })?;
            }
        }
        let target = match (self.target(), &existing) {
            (Some(target), Some(batch)) => {
                let mut progress = TargetProgress::new(target);
                progress.set_passed(&store.passed_requests(batch.id).await?);
                Some(progress.reached(self.plan.cell_count()))
            }
            (Some(target), None) => Some(TargetProgress::new(target).reached(self.plan.cell_count())),
            (None, _) => None,
        };
        let stored = existing.as_ref().map(|batch| batch.counts).unwrap_or_default();
        Ok(Survey {
            name: self.name.clone(),
            items,
            kept,
            open: open + skipped,
            failed,
            new,
            // Another process may be at work on them meanwhile.
            dropped: (stored.open() + stored.failed).saturating_sub(open + failed),
            left_over: stored.completed.saturating_sub(kept),
            target,
            estimate: estimator.total(),
            cost_each: self.templates.values().map(|one| (one.id, estimator.cost_each(one.id))).collect(),
            existing,
        })
    }

    /// Stores the batch and its items: a new one, or the changed plan of one that is there. Can be cut short at any
    /// instant and done again.
    pub async fn store(
        &self,
        store: &Store,
        survey: &Survey,
        user: &str,
        now: DateTime<Utc>,
    ) -> Result<BatchId, DraftError> {
        let mut configuration = Configuration {
            plan: self.plan.path.display().to_string(),
            ask: self.ask.clone(),
            limits: self.limits_table.clone(),
            templates: self.templates.iter().map(|(name, one)| (name.clone(), (one.id, one.version))).collect(),
            target: self.target(),
            cells: self.plan.cell_count(),
            storing: true,
        };
        let mut batch = NewBatch {
            id: survey.existing.as_ref().map_or_else(BatchId::new, |batch| batch.id),
            batch_type: BatchType::Generation,
            name: self.name.clone(),
            configuration: serde_json::to_value(&configuration).expect("plain data has a JSON form"),
            target_tier: None,
            priority: 5,
            concurrency: self.limits.concurrency,
            max_retries: self.limits.max_retries,
            estimated_cost: survey.estimated_cost(),
            created_by: user.to_owned(),
            created_at: now,
        };
        if survey.existing.is_some() {
            store.update_batch(&batch).await?;
        } else {
            match store.create_batch(&batch).await {
                // Another process has begun the same batch since we looked: we join it.
                Err(StoreError::Taken { .. }) => {
                    let theirs = store.batch(&self.name).await?;
                    batch.id = theirs.id;
                    batch.estimated_cost = theirs.actual_cost_usd.plus(survey.estimate.cost_usd);
                    store.update_batch(&batch).await?;
                }
                created => created?,
            }
        }
        for chunk in self.chunks() {
            store.add_items(batch.id, &chunk?).await?;
        }
        store.drop_items_not_in_plan(batch.id, now).await?;
        configuration.storing = false;
        batch.configuration = serde_json::to_value(&configuration).expect("plain data has a JSON form");
        store.update_batch(&batch).await?;
        Ok(batch.id)
    }
}
