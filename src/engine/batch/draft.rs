//! A plan whose templates are known.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::batch::NewItem;
use crate::domain::ids::TemplateId;
use crate::domain::judge_table::PlannedJudge;
use crate::domain::limits::LimitsTable;
use crate::domain::quoted::quoted;
use crate::domain::shell::quoted as quoted_word;
use crate::domain::template::{Template, VariableType, pinned, unpinned};
use crate::store::{Store, StoreError};

use crate::engine::batch::CHUNK;
use crate::engine::batch::chunks::find_chunks;
use crate::engine::batch::configuration::Configuration;
use crate::engine::batch::error::DraftError;
use crate::engine::batch::situations::{find_situations, or_as_it_was};
use crate::engine::batch::vocabularies::spell_out;
use crate::engine::fingerprint::fingerprint;
use crate::engine::plan::{Plan, PlanError};
use crate::engine::run::target::Target;
use crate::engine::supplies::Templates;
use crate::engine::terms::Terms;

/// A plan whose templates are known, ready to be surveyed and stored.
#[derive(Debug)]
pub struct Draft {
    /// The plan; the batch takes its name.
    pub plan: Plan,
    /// Provider, settings and limits for its items.
    pub terms: Terms,
    /// Limits as the user gave them, without defaults.
    pub limits_table: LimitsTable,
    /// By the names the items use.
    pub templates: Templates,
    /// Who marks what it makes, where somebody is to.
    pub judge: Option<PlannedJudge>,
    /// How urgent it is, 1 to 10, where somebody said it.
    pub priority: Option<u8>,
}

/// Finds every template that the plan names, its scenarios and edge cases and the chunks it rests on, and renames them in
/// the plan to their full names. The first that is unknown, ambiguous or inactive is an error with its place in the plan. A
/// batch that has begun keeps its sampling and the templates it began with, whatever they are called now, and their
/// versions: others would make and pay for every conversation again. A plan may pin one: `NAME@3`.
pub async fn find_templates(
    store: &Store,
    plan: &mut Plan,
    begun: Option<&Configuration>,
) -> Result<Templates, DraftError> {
    if let Some(begun) = begun {
        plan.sampling = begun.sampling;
    }
    spell_out(store, plan, begun).await?;
    find_chunks(store, plan).await?;
    find_situations(store, plan, begun).await?;
    let kept = begun.iter().flat_map(|begun| &begun.templates).filter(|(name, _)| unpinned(name).is_none());
    let versions: BTreeMap<TemplateId, u32> = kept.map(|(_, kept)| *kept).collect();
    let (mut templates, mut names) = (Templates::new(), BTreeMap::new());
    for (request, place) in plan.items() {
        if names.contains_key(&request.template) {
            continue;
        }
        let mut template = named(store, &request.template, begun).await.map_err(|error| match error {
            StoreError::NotFound { .. }
            | StoreError::Ambiguous { .. }
            | StoreError::Inactive { .. }
            | StoreError::NoVersion { .. }
            | StoreError::Partial { .. } => {
                let hint = match &error {
                    StoreError::Inactive { name, .. } => {
                        format!("Switch it on again with: dialoom templates restore {}", quoted_word(name))
                    }
                    _ => "List the templates with: dialoom templates list".to_owned(),
                };
                let hint = Some(hint + &or_as_it_was(begun.is_some().then_some(plan.name.as_str())));
                DraftError::Plan(PlanError { place, message: error.to_string(), hint })
            }
            other => other.into(),
        })?;
        let is_pinned = unpinned(&request.template).is_some();
        let kept = versions.get(&template.id).copied().filter(|_| !is_pinned);
        if let Some(version) = kept.filter(|version| *version != template.version) {
            template.text = store.template_version(template.id, version).await?;
            template.version = version;
        }
        let name = match is_pinned {
            true => pinned(&template.text.name, template.version),
            false => template.text.name.clone(),
        };
        names.insert(request.template, name.clone());
        templates.insert(name, Arc::new(template));
    }
    plan.name_templates(&names);
    let variables =
        |template: &Template| template.text.variables.iter().map(|variable| variable.name.clone()).collect();
    plan.name_variables(&templates.iter().map(|(name, template)| (name.clone(), variables(template))).collect());
    check_variants(plan, &templates)?;
    check_lists(plan, &templates)?;
    Ok(templates)
}

/// What a name of the plan stands for. The name that a batch began with stays that of its template, also where the
/// template has another name since, and another template this one.
async fn named(store: &Store, given: &str, begun: Option<&Configuration>) -> Result<Template, StoreError> {
    let same = |name: &str| name.to_lowercase() == given.trim().to_lowercase();
    let Some((_, (id, version))) = begun.and_then(|begun| begun.templates.iter().find(|(name, _)| same(name))) else {
        let error = match store.usable_template(given).await {
            Err(error @ StoreError::Inactive { .. }) => error,
            found => return found,
        };
        let template = store.template(given).await?;
        let is_kept = begun.is_some_and(|begun| begun.keeps_template(template.id));
        return if is_kept { Ok(template) } else { Err(error) };
    };
    // What was switched off since stays a part of the batch.
    let newest = store.template(&id.to_string()).await?;
    match newest.version == *version {
        true => Ok(newest),
        false => store.template(&pinned(&id.to_string(), *version)).await,
    }
}

/// A list for a variable that takes one text would reach the model with semicolons between its entries.
fn check_lists(plan: &Plan, templates: &Templates) -> Result<(), PlanError> {
    for (list, of) in plan.lists_with_templates() {
        let declared = |template: &&str| {
            let text = &templates.get(*template)?.text;
            let variable = text.variables.iter().find(|variable| variable.name == list.name)?;
            (variable.kind != VariableType::List).then_some((text, variable))
        };
        let Some((text, variable)) = of.iter().find_map(declared) else { continue };
        let name = &list.name;
        let (field, one) = match list.on_axis {
            true => (format!("axes.{name}"), format!("{name} = [\"…\", \"…\"]")),
            false => (name.clone(), format!("{name} = \"…\"")),
        };
        return Err(PlanError {
            place: list.place.clone(),
            message: format!(
                "{field} has a list, but in the template {} it takes one {}",
                quoted(&text.name),
                variable.kind
            ),
            hint: Some(format!(
                "Write {one} in the plan, or declare the variable with type = \"list\" in the template."
            )),
        });
    }
    Ok(())
}

/// Two variants that are the same version would make each item once, and compare nothing.
fn check_variants(plan: &Plan, templates: &Templates) -> Result<(), PlanError> {
    let mut seen: BTreeMap<(TemplateId, u32), &String> = BTreeMap::new();
    for name in &plan.variants {
        let Some(template) = templates.get(name) else { continue };
        if let Some(other) = seen.insert((template.id, template.version), name) {
            return Err(PlanError {
                place: plan.path.display().to_string(),
                message: format!(
                    "variants: {} and {} are the same version of one template",
                    quoted(other),
                    quoted(name)
                ),
                hint: Some(format!(
                    "See its versions with: dialoom templates versions {}",
                    quoted(&template.text.name)
                )),
            });
        }
    }
    Ok(())
}

impl Draft {
    /// The target of the plan, where it has one.
    pub fn target(&self) -> Option<Target> {
        self.plan.target.map(|passed| Target { passed, per_cell: self.plan.target_per_cell })
    }

    /// The items of the plan with their fingerprints, in chunks. The first wrong item is an error.
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
