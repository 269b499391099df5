//! The chunks of documents that a plan names.

use crate::store::{Store, StoreError};

use crate::engine::batch::error::DraftError;
use crate::engine::plan::{Plan, PlanError};

/// Finds the chunks that the plan's axes and single items rest on.
pub(super) async fn find_chunks(store: &Store, plan: &mut Plan) -> Result<(), DraftError> {
    if let Some(planned) = plan.chunks.clone() {
        let document = store.document(&planned.document).await.map_err(|error| match error {
            StoreError::NotFound { .. } | StoreError::Ambiguous { .. } => planned.wrong(error.to_string()).into(),
            other => DraftError::from(other),
        })?;
        plan.rest_on(store.chunks(document.id).await?)?;
    }
    for (given, place) in plan.chunks_of_items() {
        let chunk = store.chunk(&given).await.map_err(|error| match error {
            StoreError::NotFound { .. } | StoreError::Ambiguous { .. } => {
                let hint = Some("List its chunks with: dialoom documents show NAME".to_owned());
                DraftError::Plan(PlanError { place, message: format!("chunk: {error}"), hint })
            }
            other => other.into(),
        })?;
        plan.rest_items_on(given, chunk);
    }
    Ok(())
}
