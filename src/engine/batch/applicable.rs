//! Whether the templates of a plan fit its items.

use crate::engine::batch::error::DraftError;
use crate::engine::plan::{Plan, PlanError};
use crate::engine::supplies::Templates;
use crate::templates;

/// The first item whose persona, emotion or topic its template is not made for is an error with its place in the plan.
/// What a scenario or an edge case says itself is always allowed.
pub fn check_applicable(plan: &Plan, templates: &Templates) -> Result<(), DraftError> {
    for (request, place) in plan.items() {
        let Some(template) = templates.get(&request.template) else { continue };
        templates::check_applicable(&template.text, &plan.found.said_by_plan(&request)).map_err(|error| PlanError {
            place,
            message: error.to_string(),
            hint: Some("Change the plan, or add --any to make it all the same.".into()),
        })?;
    }
    Ok(())
}
