//! An earlier export made again: the same conversations, and what was asked for then.

use std::collections::HashSet;
use std::path::Path;

use crate::domain::conversation::Conversation;
use crate::domain::export::{ExportRecord, ExportStatus};
use crate::domain::ids::ConversationId;
use crate::export::arranged::Arranging;
use crate::export::control_tokens::TokenizerError;
use crate::export::job::Job;
use crate::export::picked::Picking;
use crate::export::recorded::Recorded;
use crate::export::selection::Selection;
use crate::store::{Store, StoreError};

/// Conversations in one read of the store.
const PAGE: usize = 500;

/// Why an export cannot be made again.
#[derive(Debug, thiserror::Error)]
pub enum AgainError {
    /// It never wrote anything.
    #[error("the export {} did not complete, so there is nothing to repeat", .0.id)]
    NotCompleted(Box<ExportRecord>),
    /// Its row has no options.
    #[error("an earlier version of dialoom made the export {}, and kept no options", .0.id)]
    NoOptions(Box<ExportRecord>),
    /// The tokenizer is gone, or is none.
    #[error(transparent)]
    Tokenizer(#[from] TokenizerError),
}

/// What is not as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Changes {
    /// Conversations that nobody has any more.
    pub gone: u64,
    /// Conversations that have another status now.
    pub decided: u64,
    /// Conversations that changed after the export.
    pub changed: u64,
    /// Rejected sides of pairs that are gone, or changed after the export.
    pub rejected: u64,
}

/// The job that repeats an export. It writes no conversation that was not in it.
pub fn again(record: &ExportRecord, by: String) -> Result<Job, AgainError> {
    if record.status != ExportStatus::Completed {
        return Err(AgainError::NotCompleted(Box::new(record.clone())));
    }
    let recorded = Recorded::read(record).ok_or_else(|| AgainError::NoOptions(Box::new(record.clone())))?;
    Ok(Job {
        by,
        process: None,
        options: recorded.options(record)?,
        included: recorded.included(),
        format: record.format,
        selection: Selection::Again(Box::new(record.clone())),
        expires_at: None,
        // The ids of the row are what these left, in their order.
        picking: Picking::default(),
        arranging: Arranging::default(),
        is_dry_run: false,
    })
}

/// The files beside the rows whose bytes are not those of the earlier export, by name. The title of a card is the name of
/// its folder where none is stated.
pub fn other_beside(earlier: &ExportRecord, later: &ExportRecord) -> Vec<String> {
    let named = |record: &ExportRecord| -> Vec<(String, String)> {
        let beside = Recorded::read(record).unwrap_or_default().beside.into_iter();
        let name = |path: &str| Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
        beside.map(|file| (name(&file.path).unwrap_or_default(), file.checksum)).collect()
    };
    let (earlier, later) = (named(earlier), named(later));
    later.into_iter().filter(|file| !earlier.contains(file)).map(|(name, _)| name).collect()
}

/// Compares the conversations of an export with what they are now.
pub async fn changes(store: &Store, record: &ExportRecord) -> Result<Changes, StoreError> {
    let mut changes = Changes::default();
    let written = record.exported_at.unwrap_or(record.created_at);
    for some in store.exported_by(record).await?.chunks(PAGE) {
        let there = store.conversations_named(some).await?;
        let found: HashSet<ConversationId> = there.iter().map(|conversation| conversation.id).collect();
        changes.gone += (some.len() - found.len()) as u64;
        for Conversation { status, updated_at, .. } in there {
            if !record.filter.status.contains(&status) {
                changes.decided += 1;
            } else if updated_at > written {
                changes.changed += 1;
            }
        }
    }
    for some in store.rejected_by(record).await?.chunks(PAGE) {
        let there = store.conversations_named(some).await?;
        let same = there.iter().filter(|it| it.updated_at <= written).map(|it| it.id).collect::<HashSet<_>>();
        changes.rejected += some.iter().filter(|id| !same.contains(id)).count() as u64;
    }
    Ok(changes)
}
