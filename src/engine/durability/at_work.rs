//! Who works on a database now.

use std::time::Duration;

use crate::store::{Result, Store};

use crate::engine::durability::lease::LENGTH;
use crate::engine::durability::worker_id::WorkerId;

/// The name of this process, by which another one finds out that it has ended.
pub fn this_process() -> String {
    WorkerId::this_process().name()
}

/// Whether a process of that name has surely ended. In doubt `false`.
pub fn process_has_ended(name: &str) -> bool {
    WorkerId::this_process().is_surely_gone(name)
}

/// The workers that renewed a lease within its length and are not known to have ended.
pub async fn workers_at_work(store: &Store) -> Result<Vec<String>> {
    let since = store.now().await? - Duration::from_secs(LENGTH.as_secs());
    let this = WorkerId::this_process();
    let workers = store.workers_of_all_batches(since).await?;
    Ok(workers.into_iter().filter(|worker| !this.is_surely_gone(worker)).collect())
}
