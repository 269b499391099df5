//! The items of workers that died.

use chrono::{DateTime, Utc};

use crate::domain::ids::BatchId;
use crate::store::{DeadCalls, Result, Store};

use crate::engine::durability::spool::replay_spool;
use crate::engine::durability::worker_id::WorkerId;

/// Releases the items of workers on this machine that died. Items of other workers wait until their lease is over.
pub(crate) async fn release_orphans(store: &Store, batch: BatchId, own: &str, now: DateTime<Utc>) -> Result<()> {
    let this = WorkerId::this_process();
    for worker_id in store.claimants(batch).await? {
        if worker_id != own && this.is_surely_gone(&worker_id) {
            // Only now is its last spool complete: replay it, so that no answer is paid for twice.
            replay_spool(store).await?;
            store.write_off_reservations(batch, DeadCalls::Of(&worker_id), now).await?;
            store.release_items(batch, &worker_id, None).await?;
        }
    }
    Ok(())
}
