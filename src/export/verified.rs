//! The record of verifications in the row of an export.

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::domain::export::ExportRecord;
use crate::export::recorded::{Recorded, Verifications};
use crate::store::{Store, StoreError};

/// Notes that somebody computed the checksums of an export again, and how many files were not as exported.
pub async fn note_verified(
    store: &Store,
    record: &ExportRecord,
    (by, at): (&str, DateTime<Utc>),
    wrong: u64,
) -> Result<(), StoreError> {
    // A row of an earlier version keeps no options, and that tells it apart.
    if Recorded::read(record).is_none() {
        return Ok(());
    }
    store
        .change_export_options(record.id, |options| {
            let before = serde_json::from_value::<Verifications>(options["verified"].clone()).ok();
            let times = before.map_or(0, |before| before.times) + 1;
            options["verified"] = json!(Verifications { times, at, by: by.to_owned(), wrong });
        })
        .await
}
