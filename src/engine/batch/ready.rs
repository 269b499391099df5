//! A stored batch, ready to be worked on.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::batch::BatchStatus;
use crate::domain::ids::{BatchId, TemplateId};
use crate::domain::money::Usd;
use crate::domain::template::Template;
use crate::store::{Result, Store};

use crate::engine::estimate::Estimate;
use crate::engine::run::target::{Reached, Target, TargetProgress};

/// The templates of a run, by the name the plan calls them.
pub type Templates = BTreeMap<String, Arc<Template>>;

/// A stored batch with everything a run of it needs.
#[derive(Debug)]
pub struct ReadyBatch {
    /// The batch.
    pub batch: BatchId,
    /// How it stood when it was asked for: where it was paused or cancelled since, that word is the later one.
    pub seen: BatchStatus,
    /// Its templates.
    pub templates: Templates,
    /// What one conversation is expected to cost, by template.
    pub cost_each: BTreeMap<TemplateId, Usd>,
    /// What its open items are expected to use.
    pub estimate: Estimate,
    /// Failed items that are retried.
    pub retried: u64,
    /// How many are wanted passed, and how many cells there are: then the items are candidates.
    pub target: Option<(Target, u64)>,
    /// Whether the first failed item ends the run.
    pub stop_on_error: bool,
}

/// How a target stands in a stored batch.
pub(crate) async fn target_reached(store: &Store, batch: BatchId, target: Target, cells: u64) -> Result<Reached> {
    let mut progress = TargetProgress::new(target);
    progress.set_passed(&store.passed_requests(batch).await?);
    Ok(progress.reached(cells))
}
