//! Waits until the workers of a batch that was paused or cancelled have saved their calls in flight.

use std::time::Duration;

use tokio::time::Instant;

use crate::domain::batch::Batch;
use crate::domain::ids::BatchId;
use crate::store::{Result, Store};

use crate::engine::durability::lease;
use crate::engine::durability::worker_id::WorkerId;

/// How often to look.
const EVERY: Duration = Duration::from_millis(200);

/// The batch once no worker has a call in flight, or after `patience`, with the calls that are still in flight then. A
/// worker sees the new state within a second, and releases what it has not begun.
pub async fn settled(store: &Store, batch: BatchId, patience: Duration) -> Result<(Batch, u64)> {
    let until = Instant::now() + patience;
    loop {
        let found = store.batch(&batch.to_string()).await?;
        let in_flight = if has_workers(store, batch).await? { found.counts.running } else { 0 };
        if in_flight == 0 || Instant::now() >= until {
            return Ok((found, in_flight));
        }
        tokio::time::sleep(EVERY).await;
    }
}

async fn has_workers(store: &Store, batch: BatchId) -> Result<bool> {
    let this = WorkerId::this_process();
    let workers = store.workers(batch, store.now().await? - lease::LENGTH).await?;
    Ok(workers.iter().any(|worker| !this.is_surely_gone(worker)))
}
