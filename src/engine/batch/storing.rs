//! Stores a draft as a batch.

use chrono::{DateTime, Utc};

use crate::domain::actor::Actor;
use crate::domain::batch::{BatchStatus, BatchType, ItemRequest, NewBatch};
use crate::domain::conversation::Tier;
use crate::domain::ids::BatchId;
use crate::store::{Store, StoreError};

use crate::engine::batch::configuration::Configuration;
use crate::engine::batch::draft::Draft;
use crate::engine::batch::error::DraftError;
use crate::engine::batch::kept_names::KeptNames;
use crate::engine::batch::ready::ReadyBatch;
use crate::engine::batch::survey::Survey;
use crate::engine::supplies::Supplies;

/// The priority of a batch about which nobody said anything.
const PRIORITY: u8 = 5;

impl Draft {
    /// Stores a new batch with its items, or the changed plan of an existing one. With a met target it stores nothing,
    /// and the candidates stay as they are. After an interruption at any instant it can be repeated.
    pub async fn store(
        &self,
        store: &Store,
        survey: Survey,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<ReadyBatch, DraftError> {
        let batch = match &survey.existing {
            Some(batch) if survey.is_met() => batch.id,
            _ => self.store_items(store, &survey, actor, now).await?,
        };
        Ok(ReadyBatch {
            batch,
            seen: survey.existing.as_ref().map_or(BatchStatus::Pending, |batch| batch.status),
            target: self.target().map(|target| (target, self.plan.cell_count())),
            supplies: Supplies::Make { templates: self.templates.clone(), cost_each: survey.cost_each },
            estimate: survey.estimate,
            retried: 0,
            stop_on_error: false,
        })
    }

    async fn store_items(
        &self,
        store: &Store,
        survey: &Survey,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<BatchId, DraftError> {
        let mut configuration = self.configuration();
        let mut batch = self.new_batch(survey, &configuration, actor, now);
        if survey.existing.is_some() {
            store.update_batch(&batch).await?;
        } else {
            match store.create_batch(&batch).await {
                // Another process stored a batch of this name since the survey: join it.
                Err(StoreError::Taken { .. }) => {
                    let theirs = store.batch(&batch.name).await?;
                    batch.id = theirs.id;
                    batch.priority = self.priority.unwrap_or(theirs.priority);
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
        batch.configuration = as_json(&configuration);
        store.update_batch(&batch).await?;
        Ok(batch.id)
    }

    /// As it is while the items are being stored.
    fn configuration(&self) -> Configuration {
        Configuration {
            plan: self.plan.path.display().to_string(),
            ask: self.terms.ask.clone(),
            limits: self.limits_table.clone(),
            templates: self.templates.iter().map(|(name, one)| (name.clone(), (one.id, one.version))).collect(),
            situations: self.plan.found.all().filter_map(|found| found.source.version()).collect(),
            named: KeptNames::of(self.plan.found.by_name()),
            tiers: self.plan.tiers.clone(),
            vocabularies: self.plan.spelled_out.clone(),
            target: self.target(),
            cells: self.plan.cell_count(),
            items: self.plan.item_count(),
            judge: self.judge.clone(),
            starter: self.plan.starter.clone(),
            sampling: self.plan.sampling,
            vary: self.plan.starter.with(&self.plan.vary),
            storing: true,
        }
    }

    /// The tier of all its items, where it is one.
    fn only_tier(&self) -> Option<Tier> {
        let of_template = |request: &ItemRequest| Some(self.templates.get(&request.template)?.text.tier);
        let of_situation = |request: &ItemRequest| request.situation.as_ref().map(|situation| situation.tier());
        let tier =
            |request: &ItemRequest| request.tier.or_else(|| of_situation(request)).or_else(|| of_template(request));
        let mut tiers = self.plan.items().map(|(request, _)| tier(&request));
        let first = tiers.next()??;
        tiers.all(|tier| tier == Some(first)).then_some(first)
    }

    fn new_batch(&self, survey: &Survey, configuration: &Configuration, actor: &Actor, now: DateTime<Utc>) -> NewBatch {
        let existing = survey.existing.as_ref();
        NewBatch {
            id: survey.existing.as_ref().map_or_else(BatchId::new, |batch| batch.id),
            batch_type: BatchType::Generation,
            name: self.plan.name.clone(),
            configuration: as_json(configuration),
            description: self
                .plan
                .description
                .clone()
                .or(existing.map(|batch| batch.description.clone()))
                .unwrap_or_default(),
            target_tier: self.only_tier(),
            priority: self.priority.or(existing.map(|batch| batch.priority)).unwrap_or(PRIORITY),
            concurrency: self.terms.limits.concurrency,
            max_retries: self.terms.limits.max_retries,
            estimated_cost: survey.estimated_cost(),
            created_by: actor.name().to_owned(),
            created_at: now,
        }
    }
}

fn as_json(configuration: &Configuration) -> serde_json::Value {
    serde_json::to_value(configuration).expect("plain data has a JSON form")
}
