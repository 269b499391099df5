//! Items of processes that died holding them.

use chrono::{DateTime, Utc};

use crate::domain::ids::BatchId;
use crate::store::DeadCalls;
use crate::store::{Result, Store};

use crate::engine::durability::spool::replay_spool;
use crate::engine::durability::worker_id::WorkerId;

/// Takes items back from processes of this machine that died holding them; others are waited for until their lease
/// is over.
pub(super) async fn release_orphans(store: &Store, batch: BatchId, me: &str, now: DateTime<Utc>) -> Result<()> {
    let this = WorkerId::this_process();
    for worker_id in store.claimants(batch).await? {
        if worker_id != me && this.is_surely_gone(&worker_id) {
            // Looked for after it was gone: what it spooled last is there by now, and is not to be asked again.
            replay_spool(store).await?;
            store.write_off_reservations(batch, DeadCalls::Of(&worker_id), now).await?;
            store.release_items(batch, &worker_id, None).await?;
        }
    }
    Ok(())
}
