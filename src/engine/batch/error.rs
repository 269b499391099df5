//! Why a draft cannot be surveyed or stored.

use crate::store::StoreError;
use crate::templates::PromptError;

use crate::engine::plan::PlanError;

/// Why a draft cannot be surveyed or stored.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// The plan, or one of its items, is wrong.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl DraftError {
    pub(super) fn of_item(place: String, error: &PromptError) -> DraftError {
        DraftError::Plan(PlanError { place, message: error.to_string(), hint: None })
    }
}
