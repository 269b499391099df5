//! What is stored with a batch, and making it ready without its plan.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::batch::{Batch, BatchStatus, BatchType, ItemState};
use crate::domain::ids::{BatchId, TemplateId};
use crate::domain::limits::LimitsTable;
use crate::store::{Store, StoreError};

use crate::engine::batch::CHUNK;
use crate::engine::batch::ready::{ReadyBatch, Templates};
use crate::engine::estimate::{EstimateError, Estimator};
use crate::engine::run::target::Target;
use crate::engine::terms::AskSettings;
use crate::engine::terms::Terms;

/// What is stored with a batch, so that any process can resume it without the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Configuration {
    /// The plan's file, for people.
    pub plan: String,
    /// How the model is asked.
    pub ask: AskSettings,
    /// Limits as given; each run adds its defaults.
    pub limits: LimitsTable,
    /// The templates and the versions of them that are used.
    pub templates: BTreeMap<String, (TemplateId, u32)>,
    /// So many at or above their threshold are wanted; the items are candidates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// How many cells the plan has, single items beside the axes included.
    #[serde(default)]
    pub cells: u64,
    /// Whether its items are only just being stored, or whoever stored them died over it: it is not resumed before all
    /// of them are there and what the plan does not name any more is out of the way.
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

    /// Whether a batch's plan is stored whole; one that cannot be read is for whoever resumes it to complain of.
    fn is_whole(batch: &Batch) -> bool {
        Configuration::of(batch).is_ok_and(|configuration| !configuration.storing)
    }

    /// The templates, in the versions the batch was made with.
    async fn load_templates(&self, store: &Store) -> Result<Templates, StoreError> {
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

    /// Makes a stored batch ready to be worked on: its templates, and what the items that are not at their end are
    /// expected to use.
    pub async fn ready(
        &self,
        store: &Store,
        batch: &Batch,
        terms: &Terms,
        failed: FailedItems,
    ) -> Result<ReadyBatch, EstimateError> {
        let templates = self.load_templates(store).await?;
        let retried = match failed {
            FailedItems::Leave => 0,
            FailedItems::Retry => store.retry_failed_items(batch.id).await?,
        };
        let mut estimator = Estimator::new(store, &terms.ask, &terms.info);
        add_open_items(store, batch.id, &templates, &mut estimator).await?;
        Ok(ReadyBatch {
            batch: batch.id,
            seen: batch.status,
            cost_each: templates.values().map(|one| (one.id, estimator.cost_each(one.id))).collect(),
            templates,
            estimate: estimator.total(),
            retried,
            target: self.target.map(|target| (target, self.cells)),
            stop_on_error: false,
        })
    }
}

/// What becomes of the items that failed in earlier runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailedItems {
    /// They stay failed.
    Leave,
    /// They are retried.
    Retry,
}

async fn add_open_items(
    store: &Store,
    batch: BatchId,
    templates: &Templates,
    estimator: &mut Estimator<'_>,
) -> Result<(), EstimateError> {
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
    Ok(())
}

/// The batch a worker takes next: the most urgent (1 before 10), the oldest among equals.
pub fn next_to_work_on(batches: Vec<Batch>) -> Option<Batch> {
    batches
        .into_iter()
        .filter(|batch| batch.batch_type == BatchType::Generation && batch.counts.open() > 0)
        .filter(|batch| matches!(batch.status, BatchStatus::Pending | BatchStatus::Running))
        .filter(Configuration::is_whole)
        .min_by_key(|batch| (batch.priority, batch.created_at))
}
