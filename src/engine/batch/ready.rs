//! A stored batch that a run can take.

use crate::domain::batch::BatchStatus;
use crate::domain::ids::BatchId;
use crate::store::{Result, Store};

use crate::engine::estimate::Estimate;
use crate::engine::run::target::{Reached, Target, TargetProgress};
use crate::engine::supplies::Supplies;

/// A stored batch with everything a run of it needs.
#[derive(Debug)]
pub struct ReadyBatch {
    /// The id of the stored batch.
    pub batch: BatchId,
    /// Its status when the command began. A pause or cancellation since then stops the run.
    pub seen: BatchStatus,
    pub(crate) supplies: Supplies,
    /// What its open items are expected to use.
    pub estimate: Estimate,
    /// How many failed items are open again.
    pub retried: u64,
    /// The target and the number of cells, where there is one: then the items are candidates.
    pub target: Option<(Target, u64)>,
    /// Whether the first failed item ends the run.
    pub stop_on_error: bool,
}

/// Progress of a stored batch towards its target.
pub(crate) async fn target_reached(store: &Store, batch: BatchId, target: Target, cells: u64) -> Result<Reached> {
    let mut progress = TargetProgress::new(target);
    progress.set_passed(&store.passed_requests(batch).await?);
    Ok(progress.reached(cells))
}
