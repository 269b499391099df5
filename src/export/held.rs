//! What earlier exports by the same split held out of training: a model may have been tested on it.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use crate::domain::export::{ExportRecord, ExportStatus};
use crate::domain::ids::{ConversationId, ExportId};
use crate::export::recorded::Recorded;
use crate::export::split::Split;
use crate::store::{Store, StoreError};

/// The most earlier exports that are read: the newest one of each filter, which keeps what those before it held out.
const MOST: usize = 8;

/// The parts of conversations that are not for training.
#[derive(Debug, Default)]
pub(super) struct HeldOut {
    pub(super) parts: HashMap<ConversationId, usize>,
    /// The newest export that holds any.
    pub(super) by: Option<ExportId>,
}

impl HeldOut {
    /// Of exports with the same parts, shares and groups that have not expired.
    pub(super) async fn of(store: &Store, split: &Split, now: DateTime<Utc>) -> Result<HeldOut, StoreError> {
        let mut held = HeldOut::default();
        let mut filters = HashSet::new();
        let is_alike = |record: &ExportRecord| {
            let is_there = record.expires_at.is_none_or(|at| at > now);
            record.status == ExportStatus::Completed && is_there && Recorded::split_of(record).as_ref() == Some(split)
        };
        for record in store.exports(u32::MAX).await?.into_iter().filter(is_alike) {
            if !filters.insert(serde_json::to_string(&record.filter).unwrap_or_default()) {
                continue;
            }
            let ids = store.exported_by(&record).await?;
            for (id, part) in ids.into_iter().zip(split.parts_in(&record)).filter(|(_, part)| !split.is_training(*part))
            {
                held.parts.entry(id).or_insert(part);
                held.by.get_or_insert(record.id);
            }
            if filters.len() == MOST {
                break;
            }
        }
        Ok(held)
    }
}
