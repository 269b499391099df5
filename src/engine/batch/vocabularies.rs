//! The vocabularies that a plan names.

use std::collections::BTreeMap;

use crate::domain::vocabulary::{VocabularyText, find};
use crate::store::Store;

use crate::engine::batch::configuration::Configuration;
use crate::engine::batch::error::DraftError;
use crate::engine::plan::Plan;

/// Puts the values of every vocabulary into the plan. A batch that has begun keeps the values it began with.
pub(super) async fn spell_out(store: &Store, plan: &mut Plan, begun: Option<&Configuration>) -> Result<(), DraftError> {
    if plan.vocabularies.is_empty() {
        return Ok(());
    }
    let stored = store.entries::<VocabularyText>().await?;
    let stored: Vec<&VocabularyText> = stored.iter().map(|one| &one.text).collect();
    let mut values = BTreeMap::new();
    for planned in &plan.vocabularies {
        let of_name = match begun.and_then(|begun| begun.vocabularies.get(&planned.name)) {
            Some(kept) => kept.clone(),
            None => find(&stored, planned.axis, &planned.name).map_err(|error| planned.wrong(&error))?.values.clone(),
        };
        values.insert(planned.name.clone(), of_name);
    }
    Ok(plan.spell_out(values)?)
}
