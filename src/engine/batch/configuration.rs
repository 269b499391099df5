//! What is stored with a batch, so that a run can resume it without its plan.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::batch::{Batch, BatchStatus, BatchType, ItemState};
use crate::domain::ids::{BatchId, TemplateId};
use crate::domain::judge_table::PlannedJudge;
use crate::domain::limits::LimitsTable;
use crate::store::{Store, StoreError};

use crate::engine::batch::CHUNK;
use crate::engine::batch::kept_names::KeptNames;
use crate::engine::batch::ready::ReadyBatch;
use crate::engine::estimate::{EstimateError, Estimator};
use crate::engine::plan::{Sampling, TiersOfPlan, VaryTable};
use crate::engine::run::target::Target;
use crate::engine::supplies::{Supplies, Templates};
use crate::engine::terms::AskSettings;
use crate::engine::terms::Terms;

/// Everything of a plan that a run needs beside the items.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Configuration {
    /// The path of the plan's file, for messages.
    pub plan: String,
    /// What shapes the answers.
    pub ask: AskSettings,
    /// Limits as the user gave them; each run adds its defaults.
    pub limits: LimitsTable,
    /// Id and version of each template, by the name the items use.
    pub templates: BTreeMap<String, (TemplateId, u32)>,
    /// The version of each scenario and edge case, by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub situations: BTreeMap<Uuid, u32>,
    /// What the plan calls them. A name stays that of its entry, also where the entry has another name since.
    #[serde(default, skip_serializing_if = "KeptNames::is_empty")]
    pub named: KeptNames,
    /// The plan, where `--tiers` made it: there is no file to read again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tiers: Option<TiersOfPlan>,
    /// The values of each vocabulary that the plan names, by its name as written.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub vocabularies: BTreeMap<String, Vec<String>>,
    /// How many conversations must pass, where there is a target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// The cells of the plan, single items outside the axes included.
    #[serde(default)]
    pub cells: u64,
    /// The items of the plan: they have the positions below. 0 for a batch from before there was a judge.
    #[serde(default)]
    pub items: u64,
    /// Who marks what is made, as the plan says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judge: Option<PlannedJudge>,
    /// The starter table of variation when the batch began. A batch from before there was one draws nothing, unless its
    /// plan has a table of its own.
    #[serde(default)]
    pub starter: VaryTable,
    /// How a count takes cells of the axes.
    #[serde(default)]
    pub sampling: Sampling,
    /// What its items draw from: the starter table as the plan changes it. Statistics compare the draws with it.
    #[serde(default)]
    pub vary: VaryTable,
    /// Whether storing its items has not ended. No worker takes the batch until all are stored and those the plan no
    /// longer names are skipped.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub storing: bool,
}

impl Configuration {
    /// That of the batch of a name; `None` where there is none, or none that can be read.
    pub async fn begun(store: &Store, name: &str) -> Result<Option<Configuration>, StoreError> {
        Ok(store.batch_named(name).await?.and_then(|batch| Configuration::of(&batch).ok()))
    }

    /// Reads the configuration of a stored batch; fails where it is damaged.
    pub fn of(batch: &Batch) -> Result<Configuration, StoreError> {
        serde_json::from_value(batch.configuration.clone()).map_err(|error| {
            StoreError::Other(format!("batch \"{}\" has no usable configuration: {error}", batch.name))
        })
    }

    /// Whether the batch began with a template of this name.
    pub(super) fn keeps(&self, template: &str) -> bool {
        self.templates.keys().any(|name| name.to_lowercase() == template.to_lowercase())
    }

    /// Whether the batch began with this template, whatever it is called now.
    pub(super) fn keeps_template(&self, id: TemplateId) -> bool {
        self.templates.values().any(|(kept, _)| *kept == id)
    }

    /// Whether the plan is stored whole. A worker passes over a damaged configuration; `batch resume` reports it.
    fn is_whole(batch: &Batch) -> bool {
        Configuration::of(batch).is_ok_and(|configuration| !configuration.storing)
    }

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

    /// Loads what a run of a stored batch needs: its templates, and the estimate of its open items.
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
            estimate: estimator.total(),
            supplies: Supplies::Make {
                cost_each: templates.values().map(|one| (one.id, estimator.cost_each(one.id))).collect(),
                templates,
            },
            retried,
            target: self.target.map(|target| (target, self.cells)),
            stop_on_error: false,
        })
    }
}

/// What happens to items that failed in earlier runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailedItems {
    /// They stay failed.
    Leave,
    /// They are open again.
    Retry,
}

async fn add_open_items(
    store: &Store,
    batch: BatchId,
    templates: &Templates,
    estimator: &mut Estimator<'_>,
) -> Result<(), EstimateError> {
    // A killed run leaves its items running; the next run takes them over.
    for state in [ItemState::Pending, ItemState::Running] {
        let mut after = None;
        loop {
            let items = store.items(batch, Some(state), CHUNK as u32, after).await?;
            let Some(last) = items.last() else { break };
            after = Some(last.position);
            for item in &items {
                let Some(request) = item.request.to_make() else { continue };
                if let Some(template) = templates.get(&request.template) {
                    estimator.add(template, request).await?;
                }
            }
        }
    }
    Ok(())
}

/// The batch a worker takes next: the most urgent (10 before 1), then the oldest.
pub fn next_to_work_on(batches: Vec<Batch>) -> Option<Batch> {
    batches
        .into_iter()
        .filter(|batch| batch.batch_type == BatchType::Generation && batch.counts.open() > 0)
        .filter(|batch| matches!(batch.status, BatchStatus::Pending | BatchStatus::Running))
        .filter(Configuration::is_whole)
        .min_by_key(|batch| (Reverse(batch.priority), batch.created_at))
}
