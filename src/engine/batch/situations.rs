//! Finds the scenarios and edge cases that a plan names.

use std::collections::HashSet;

use crate::domain::quoted::quoted;
use crate::domain::template::unpinned;
use crate::store::{Store, StoreError};

use crate::engine::batch::configuration::Configuration;
use crate::engine::batch::error::DraftError;
use crate::engine::plan::{FoundSituation, NamedSituation, Plan, PlanError, PlannedSituation};
use crate::engine::situate::{Kept, SituationSource};

/// Finds every scenario and edge case of a plan, each with its template. A batch that has begun keeps them with their
/// versions and templates, whatever was switched off since. A plan may pin one: `NAME@3`.
pub(super) async fn find_situations(
    store: &Store,
    plan: &mut Plan,
    begun: Option<&Configuration>,
) -> Result<(), DraftError> {
    let kept = begun.map(|begun| begun.situations.clone()).unwrap_or_default();
    let mut seen = HashSet::new();
    let mut all: Vec<PlannedSituation> = plan.all_situations().collect();
    all.retain(|planned| seen.insert(planned.named.clone()));
    for PlannedSituation { named, place } in all {
        let source = newest(store, &named, &kept).await.map_err(|error| told(error, &named, &place))?;
        let (newest, is_pinned) = (source.version(), is_pinned(&named, &source));
        let source = if is_pinned { source } else { source.at(store, &kept).await? };
        let newer = newest.filter(|newest| Some(*newest) != source.version()).map(|(_, version)| version);
        let template = match (source.own_template(), &plan.template) {
            ("", Some(template)) => template.clone(),
            _ => match own_template(store, &source, begun).await.map_err(|error| told(error, &named, &place))? {
                Some(template) => template,
                None => {
                    let message =
                        format!("the scenario {} names no template, and neither does the plan", quoted(named.as_str()));
                    let hint = Some("Add a line at the top of the plan: template = \"…\"".to_owned());
                    return Err(PlanError { place, message, hint }.into());
                }
            },
        };
        let this = named.as_str().to_owned();
        plan.found.add(named, FoundSituation { source, template, newer }).map_err(|other| {
            let message = format!("{} and {} are one entry", quoted(other.as_str()), quoted(&this));
            let hint = Some("Name it the same way everywhere; for more conversations raise count.".to_owned());
            PlanError { place: place.clone(), message, hint }
        })?;
    }
    Ok(())
}

/// What a name stands for now, or in the version that the plan names.
async fn newest(store: &Store, named: &NamedSituation, kept: &Kept) -> Result<SituationSource, StoreError> {
    match named {
        NamedSituation::Scenario(name) => SituationSource::kept_scenario(store, name, kept).await,
        NamedSituation::EdgeCase(given) => SituationSource::kept_edge_case(store, given, kept).await,
    }
}

/// The name of the template that it names itself. One that is switched off is an error for a new batch alone.
async fn own_template(
    store: &Store,
    source: &SituationSource,
    begun: Option<&Configuration>,
) -> Result<Option<String>, StoreError> {
    match source.template(store).await {
        Err(StoreError::Inactive { what: "template", name }) if begun.is_some_and(|begun| begun.keeps(&name)) => {
            Ok(Some(name))
        }
        found => Ok(found?.map(|template| template.text.name)),
    }
}

/// Whether the plan names a version itself.
fn is_pinned(named: &NamedSituation, source: &SituationSource) -> bool {
    let pinned = unpinned(named.as_str()).map(|(_, version)| version);
    pinned.is_some() && pinned == source.version().map(|(_, version)| version)
}

/// What the user can mend gets its place in the plan.
fn told(error: StoreError, named: &NamedSituation, place: &str) -> DraftError {
    let hint = match (&error, named) {
        (StoreError::NotFound { what: "template", .. } | StoreError::Partial { .. }, _) => {
            "List the templates with: dialoom templates list"
        }
        (StoreError::Inactive { what: "template", .. }, _) => "List the templates with: dialoom templates list --all",
        (StoreError::NotFound { .. }, NamedSituation::EdgeCase(_)) => {
            "Write a stored name (dialoom edge-cases list), or one whole sentence that is close to none."
        }
        (_, NamedSituation::Scenario(_)) => "List them with: dialoom scenarios list --all",
        (_, NamedSituation::EdgeCase(_)) => "List them with: dialoom edge-cases list --all",
    };
    match error {
        StoreError::NotFound { .. }
        | StoreError::Ambiguous { .. }
        | StoreError::Inactive { .. }
        | StoreError::Draft { .. }
        | StoreError::NoVersion { .. }
        | StoreError::Partial { .. } => {
            PlanError { place: place.to_owned(), message: error.to_string(), hint: Some(hint.to_owned()) }.into()
        }
        other => other.into(),
    }
}
