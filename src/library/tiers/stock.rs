//! What a data set can be made from: active templates, scenarios and edge cases, and the values that fit each.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use crate::domain::axis::Axis;
use crate::domain::conversation::{Subject, Tier};
use crate::domain::edge_case::EdgeCaseText;
use crate::domain::scenario::{Complexity, ScenarioText};
use crate::domain::template::{Template, TemplateText};
use crate::domain::vocabulary::VocabularyText;
use crate::store::{LibraryEntry, Result, Store, Stored, TierUse};

use crate::library::tiers::choose::{Source, Used};

/// The sources, what is approved of each, and what is left out.
pub(super) struct Stock {
    pub sources: Vec<Source>,
    pub used: Used,
    /// Templates, scenarios and edge cases that cannot be used, each with the reason.
    pub left_out: Vec<String>,
    /// Vocabularies of which no value can come, likewise.
    pub unused: Vec<String>,
}

/// The values of each axis, in the order of [`Axis::ALL`].
type Values = [Vec<String>; 3];

pub(super) async fn stock(store: &Store) -> Result<Stock> {
    let active = store.templates(false).await?;
    let builtin = store.builtin_templates().await?;
    let mut vocabularies = store.entries::<VocabularyText>().await?;
    vocabularies.retain(|entry| entry.text.is_active());
    let mut scenarios = store.entries::<ScenarioText>().await?;
    scenarios.retain(|entry| entry.text.is_active());
    let mut edge_cases = store.entries::<EdgeCaseText>().await?;
    edge_cases.retain(|entry| entry.text.is_active());

    let of_tier: Vec<&Template> = active.iter().filter(|template| template.text.tier == Tier::Template).collect();
    let has_own = of_tier.iter().any(|template| !builtin.contains(&template.id));
    let usable: Vec<&Template> =
        of_tier.into_iter().filter(|template| !has_own || !builtin.contains(&template.id)).collect();
    let known = known_values(&vocabularies, &usable, &scenarios, &edge_cases);
    let templates: HashMap<String, TemplateText> =
        active.iter().map(|template| (template.text.name.clone(), template.text.clone())).collect();
    let mut gathering = Gathering { known, templates, sources: Vec::new(), ids: Vec::new(), left_out: Vec::new() };
    usable.iter().for_each(|template| gathering.template(template));
    scenarios.iter().for_each(|scenario| gathering.scenario(scenario));
    edge_cases.iter().for_each(|edge_case| gathering.edge_case(edge_case));
    let Gathering { mut sources, ids, left_out, .. } = gathering;
    let unused = vocabularies.iter().filter(|one| !is_used(&one.text, &sources)).map(|one| dead(&one.text)).collect();
    let used = used(&mut sources, &ids, store.tier_uses().await?);
    Ok(Stock { sources, used, left_out, unused })
}

/// Whether a value of the vocabulary can come.
fn is_used(vocabulary: &VocabularyText, sources: &[Source]) -> bool {
    let place = Axis::ALL.iter().position(|axis| *axis == vocabulary.axis).unwrap_or_default();
    sources.iter().any(|source| source.fits[place].iter().any(|value| vocabulary.values.contains(value)))
}

fn dead(vocabulary: &VocabularyText) -> String {
    let axis = vocabulary.axis;
    format!(
        "the vocabulary \"{}\": no template takes its values; an empty applicable_{axis}s in a template takes all",
        vocabulary.name
    )
}

/// The values of the vocabularies; of an axis that has none, all values that templates, scenarios and edge cases name.
fn known_values(
    vocabularies: &[Stored<VocabularyText>],
    templates: &[&Template],
    scenarios: &[Stored<ScenarioText>],
    edge_cases: &[Stored<EdgeCaseText>],
) -> Values {
    let mut known = Values::default();
    for (axis, known) in Axis::ALL.iter().copied().zip(&mut known) {
        let of_axis = vocabularies.iter().filter(|one| one.text.axis == axis);
        known.extend(of_axis.flat_map(|one| one.text.values.clone()));
        if known.is_empty() {
            known.extend(templates.iter().flat_map(|template| template.text.applicable(axis).to_vec()));
            known.extend(scenarios.iter().map(|one| subject_of(&one.text).on(axis).clone()));
            known.extend(edge_cases.iter().map(|one| subject_of_edge(&one.text).on(axis).clone()));
        }
        known.retain(|value| !value.is_empty());
        known.sort();
        known.dedup();
    }
    known
}

fn subject_of(scenario: &ScenarioText) -> Subject {
    let ScenarioText { persona, emotion, topic, .. } = scenario.clone();
    Subject { persona, emotion, topic }
}

fn subject_of_edge(edge_case: &EdgeCaseText) -> Subject {
    let EdgeCaseText { persona, emotion, topic, .. } = edge_case.clone();
    Subject { persona, emotion, topic }
}

struct Gathering {
    known: Values,
    templates: HashMap<String, TemplateText>,
    sources: Vec<Source>,
    /// The id of each source.
    ids: Vec<Uuid>,
    left_out: Vec<String>,
}

impl Gathering {
    fn template(&mut self, template: &Template) {
        let text = &template.text;
        if let Some(variable) = missing(text, &BTreeMap::new()) {
            return self.leave_out("template", &text.name, &format!("its variable {variable} has no default"));
        }
        let source = Source {
            name: text.name.clone(),
            tier: Tier::Template,
            complexity: Some(complexity(text.complexity)),
            priority: 5,
            uses: 0,
            own: Subject::default(),
            fits: Values::default(),
        };
        self.add(source, template.id.0, Some(text.clone()));
    }

    fn scenario(&mut self, scenario: &Stored<ScenarioText>) {
        let text = &scenario.text;
        let template = match self.templates.get(&text.template) {
            Some(template) => template.clone(),
            None if text.template.is_empty() => return self.leave_out("scenario", &text.name, "it names no template"),
            None => return self.leave_out("scenario", &text.name, &switched_off(&text.template)),
        };
        if let Some(variable) = missing(&template, &text.parameter_values) {
            return self.leave_out("scenario", &text.name, &format!("it gives no value for {variable}"));
        }
        let source = Source {
            name: text.name.clone(),
            tier: Tier::Scenario,
            complexity: Some(text.complexity),
            priority: 5,
            uses: 0,
            own: subject_of(text),
            fits: Values::default(),
        };
        self.add(source, scenario.id, Some(template));
    }

    fn edge_case(&mut self, edge_case: &Stored<EdgeCaseText>) {
        let text = &edge_case.text;
        let template = self.templates.get(&text.template).cloned();
        if template.is_none() && !text.template.is_empty() {
            return self.leave_out("edge case", &text.name, &switched_off(&text.template));
        }
        if let Some(variable) = template.as_ref().and_then(|template| missing(template, &BTreeMap::new())) {
            return self.leave_out("edge case", &text.name, &format!("it gives no value for {variable}"));
        }
        let source = Source {
            name: text.name.clone(),
            tier: Tier::EdgeCase,
            complexity: None,
            priority: text.priority,
            uses: 0,
            own: subject_of_edge(text),
            fits: Values::default(),
        };
        self.add(source, edge_case.id, template);
    }

    /// With the values that fit: its own, else those of its template, else all that are known. A feeling can change where
    /// the same situation comes again.
    fn add(&mut self, mut source: Source, id: Uuid, template: Option<TemplateText>) {
        for ((axis, known), fits) in Axis::ALL.iter().copied().zip(&self.known).zip(&mut source.fits) {
            let own = source.own.on(axis).clone();
            let applicable = template.as_ref().map(|template| template.applicable(axis)).unwrap_or_default();
            let others = if applicable.is_empty() { known.as_slice() } else { applicable };
            if own.is_empty() || axis == Axis::Emotion {
                fits.extend(others.iter().cloned());
            }
            if !own.is_empty() && !fits.contains(&own) {
                fits.push(own);
            }
            if fits.is_empty() && axis.is_required() {
                return self.leave_out(source.tier.as_str(), &source.name.clone(), &format!("no {axis} is known"));
            }
            if fits.is_empty() {
                fits.push(String::new());
            }
        }
        self.sources.push(source);
        self.ids.push(id);
    }

    fn leave_out(&mut self, kind: &str, name: &str, why: &str) {
        self.left_out.push(format!("the {} \"{name}\": {why}", kind.replace('_', " ")));
    }
}

fn switched_off(template: &str) -> String {
    format!("its template \"{template}\" is switched off")
}

/// The first variable that has neither a value nor a default, and needs one.
fn missing(template: &TemplateText, given: &BTreeMap<String, String>) -> Option<String> {
    let needs = |name: &str| Axis::named(name).is_none() && !given.contains_key(name);
    let mut variables = template.variables.iter();
    let missing = variables.find(|it| it.required && it.default.is_none() && needs(&it.name))?;
    Some(missing.name.clone())
}

/// The three words of scenarios for a template's 1 to 10.
fn complexity(of_template: u8) -> Complexity {
    match of_template {
        0..=3 => Complexity::Simple,
        4..=6 => Complexity::Moderate,
        _ => Complexity::Complex,
    }
}

/// Counts what is approved: for each source, value, complexity and cell.
fn used(sources: &mut [Source], ids: &[Uuid], uses: Vec<TierUse>) -> Used {
    let mut used = Used::default();
    for one in uses {
        for axis in Axis::ALL {
            let value = one.subject.on(*axis);
            if !value.is_empty() {
                *used.values.entry((*axis, value.clone())).or_default() += one.conversations;
            }
        }
        let id = if one.tier == Tier::Template { one.template } else { one.parent };
        let Some(place) = id.and_then(|id| ids.iter().position(|other| *other == id)) else { continue };
        let source = &mut sources[place];
        source.uses += one.conversations;
        if let Some(complexity) = source.complexity {
            *used.complexity.entry(complexity).or_default() += one.conversations;
        }
        used.cells.insert((place, one.subject));
    }
    used
}
