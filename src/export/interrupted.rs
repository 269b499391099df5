//! Exports whose process was killed: their rows say "processing" until somebody finds out.

use std::convert::Infallible;
use std::time::Duration;

use chrono::TimeDelta;

use crate::domain::export::ExportRecord;
use crate::export::keeping;
use crate::export::progress::Progress;
use crate::export::recorded::Recorded;
use crate::store::{Store, StoreError};

/// How often a running export is seen.
const PULSE: Duration = Duration::from_secs(15);
/// An export that was not seen for so long was killed. One that only slept completes its row all the same.
const SILENCE: TimeDelta = TimeDelta::minutes(2);
/// What its row says then.
const ERROR: &str = "interrupted: its process was killed";

/// Lets an export be seen as long as it runs.
pub(super) async fn pulse(store: &Store, record: &ExportRecord, progress: &Progress) -> Infallible {
    loop {
        tokio::time::sleep(PULSE).await;
        if let Err(error) = keeping::is_seen(store, record, progress).await {
            // The export itself fails, or the next pulse comes through.
            tracing::debug!(%error, "the export could not be seen");
        }
    }
}

/// The exports that were killed, as failed ones. `has_ended` tells whether a process has surely ended.
pub async fn interrupted(store: &Store, has_ended: impl Fn(&str) -> bool) -> Result<Vec<ExportRecord>, StoreError> {
    let unfinished = store.unfinished_exports().await?;
    if unfinished.is_empty() {
        return Ok(Vec::new());
    }
    let since = store.now().await? - SILENCE;
    let killed = unfinished.into_iter().filter_map(|(record, seen)| {
        let process = Recorded::read(&record).and_then(|recorded| recorded.process);
        let is_killed = seen < since || process.as_deref().is_some_and(&has_ended);
        is_killed.then(|| keeping::with_failure(record, ERROR.to_owned()))
    });
    Ok(killed.collect())
}

/// Marks their rows as failed. Returns them.
pub async fn mark_interrupted(
    store: &Store,
    has_ended: impl Fn(&str) -> bool,
) -> Result<Vec<ExportRecord>, StoreError> {
    let killed = interrupted(store, has_ended).await?;
    for record in &killed {
        keeping::keep_killed(store, record).await?;
    }
    Ok(killed)
}
