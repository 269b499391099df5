//! A plan whose every name is known.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::batch::NewItem;
use crate::domain::limits::LimitsTable;
use crate::store::{Store, StoreError};
use crate::templates::PromptError;

use crate::engine::batch::CHUNK;
use crate::engine::batch::ready::Templates;
use crate::engine::fingerprint::fingerprint;
use crate::engine::plan::{Plan, PlanError};
use crate::engine::run::target::Target;
use crate::engine::terms::Terms;

/// A plan whose every name is known: ready to be surveyed or stored.
#[derive(Debug)]
pub struct Draft {
    /// The plan; its name is the batch's.
    pub plan: Plan,
    /// On which terms its items are made.
    pub terms: Terms,
    /// Limits as given, without defaults.
    pub limits_table: LimitsTable,
    /// The templates.
    pub templates: Templates,
}

/// Why a draft cannot be surveyed or stored.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// An item of the plan is wrong.
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

/// Every template the plan names, once, by its own name, which the plan calls it by from here on; the first that is
/// not there is an error with its place.
pub async fn find_templates(store: &Store, plan: &mut Plan) -> Result<Templates, DraftError> {
    let (mut templates, mut names) = (Templates::new(), BTreeMap::new());
    for (request, place) in plan.items() {
        if names.contains_key(&request.template) {
            continue;
        }
        let template = store.usable_template(&request.template).await.map_err(|error| match error {
            StoreError::NotFound { .. } | StoreError::Ambiguous { .. } | StoreError::Inactive { .. } => {
                let hint = Some("See the templates there are with: dialoom templates list".to_owned());
                DraftError::Plan(PlanError { place, message: error.to_string(), hint })
            }
            other => other.into(),
        })?;
        names.insert(request.template, template.text.name.clone());
        templates.insert(template.text.name.clone(), Arc::new(template));
    }
    plan.name_templates(&names);
    Ok(templates)
}

impl Draft {
    /// What the plan wants passed, where it has a target.
    pub fn target(&self) -> Option<Target> {
        self.plan.target.map(|passed| Target { passed, per_cell: self.plan.target_per_cell })
    }

    /// The items of the plan with their fingerprints, in chunks, every one of them checked.
    pub(super) fn chunks(&self) -> impl Iterator<Item = Result<Vec<NewItem>, DraftError>> + '_ {
        let mut items = self.plan.items().enumerate();
        std::iter::from_fn(move || {
            let mut chunk = Vec::with_capacity(CHUNK);
            for (position, (request, place)) in items.by_ref().take(CHUNK) {
                let Some(template) = self.templates.get(&request.template) else { continue };
                match fingerprint(&self.terms.ask, template, &request) {
                    Ok(fingerprint) => chunk.push(NewItem { position: position as u64, fingerprint, request }),
                    Err(error) => return Some(Err(DraftError::of_item(place, &error))),
                }
            }
            (!chunk.is_empty()).then_some(Ok(chunk))
        })
    }
}
