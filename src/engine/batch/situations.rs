//! Finds the scenarios and edge cases that a plan names.

use std::collections::HashSet;

use uuid::Uuid;

use crate::domain::quoted::quoted;
use crate::domain::shell::quoted as quoted_word;
use crate::domain::template::unpinned;
use crate::store::{Store, StoreError};
use crate::templates::for_edge_cases;

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
        let said = |error| told(error, &named, &place, begun.is_some().then_some(plan.name.as_str()));
        let (source, newer) = match begun.and_then(|begun| begun.named.get(&named)) {
            Some(entry) => recorded(store, &named, entry).await.map_err(said)?,
            None => {
                let source = newest(store, &named, &kept).await.map_err(said)?;
                let (newest, is_pinned) = (source.version(), is_pinned(&named, &source));
                let source = if is_pinned { source } else { source.at(store, &kept).await? };
                let newer = newest.filter(|newest| Some(*newest) != source.version()).map(|(_, version)| version);
                (source, newer)
            }
        };
        let template = match (source.own_template(), &plan.template) {
            ("", Some(template)) => template.clone(),
            _ => match own_template(store, &source, begun).await.map_err(said)? {
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

/// What a name stood for when the batch began, and the newest version where that is another one.
async fn recorded(
    store: &Store,
    named: &NamedSituation,
    entry: Option<(Uuid, u32)>,
) -> Result<(SituationSource, Option<u32>), StoreError> {
    let Some((id, version)) = entry else {
        return Ok((SituationSource::Sentence(named.as_str().trim().to_owned()), None));
    };
    let (source, newest) = SituationSource::stored(store, named.is_scenario(), (id, version)).await?;
    // A version that the plan names itself is meant to stay.
    let newer = (newest != version && unpinned(named.as_str()).is_none()).then_some(newest);
    Ok((source, newer))
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
    let Some(begun) = begun else { return Ok(source.template(store).await?.map(|template| template.text.name)) };
    let own = match (source.own_template(), source) {
        ("", SituationSource::Scenario(_)) => return Ok(None),
        ("", _) => for_edge_cases().name,
        (own, _) => own.to_owned(),
    };
    // Under this name the batch began with it.
    if begun.keeps(&own) {
        return Ok(Some(own));
    }
    match source.template(store).await {
        Err(error @ StoreError::Inactive { what: "template", .. }) => {
            let template = store.template(&own).await?;
            if begun.keeps_template(template.id) { Ok(Some(template.text.name)) } else { Err(error) }
        }
        found => Ok(found?.map(|template| template.text.name)),
    }
}

/// Whether the plan names a version itself.
fn is_pinned(named: &NamedSituation, source: &SituationSource) -> bool {
    let pinned = unpinned(named.as_str()).map(|(_, version)| version);
    pinned.is_some() && pinned == source.version().map(|(_, version)| version)
}

/// How to finish a batch that has begun without what its plan names now; empty for a new one.
pub(super) fn or_as_it_was(begun: Option<&str>) -> String {
    let line = |batch| format!(", or finish the batch as it was made: dialoom batch resume {}", quoted_word(batch));
    begun.map(line).unwrap_or_default()
}

/// What the user can mend gets its place in the plan.
fn told(error: StoreError, named: &NamedSituation, place: &str, begun: Option<&str>) -> DraftError {
    let hint = match (&error, named) {
        (StoreError::NotFound { what: "template", .. } | StoreError::Partial { .. }, _) => {
            "List the templates with: dialoom templates list".to_owned()
        }
        (StoreError::Inactive { what: "template", name }, _) => {
            format!("Switch it on again with: dialoom templates restore {}", quoted_word(name))
        }
        (StoreError::Inactive { what: "scenario", name } | StoreError::Draft { name }, _) => {
            format!("Put it in use with: dialoom scenarios restore {}", quoted_word(name))
        }
        (StoreError::Inactive { name, .. }, _) => {
            format!("Put it in use with: dialoom edge-cases restore {}", quoted_word(name))
        }
        (StoreError::NotFound { .. }, NamedSituation::EdgeCase(_)) => {
            "Write a stored name (dialoom edge-cases list), or one whole sentence that is close to none.".to_owned()
        }
        (_, NamedSituation::Scenario(_)) => "List them with: dialoom scenarios list --all".to_owned(),
        (_, NamedSituation::EdgeCase(_)) => "List them with: dialoom edge-cases list --all".to_owned(),
    };
    let hint = format!("{hint}{}", or_as_it_was(begun));
    match error {
        StoreError::NotFound { .. }
        | StoreError::Ambiguous { .. }
        | StoreError::Inactive { .. }
        | StoreError::Draft { .. }
        | StoreError::NoVersion { .. }
        | StoreError::Partial { .. } => {
            PlanError { place: place.to_owned(), message: error.to_string(), hint: Some(hint) }.into()
        }
        other => other.into(),
    }
}
