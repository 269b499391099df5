//! The scenarios and edge cases that a plan names, and what they turned out to be.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::domain::batch::ItemRequest;
use crate::domain::conversation::Subject;

use crate::engine::situate::SituationSource;

/// A scenario or an edge case, as a plan calls it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NamedSituation {
    /// The name of a stored scenario.
    Scenario(String),
    /// The name of a stored edge case, or one sentence.
    EdgeCase(String),
}

impl NamedSituation {
    /// Whether the plan calls it a scenario.
    pub(crate) fn is_scenario(&self) -> bool {
        matches!(self, NamedSituation::Scenario(_))
    }

    /// As the plan writes it.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            NamedSituation::Scenario(name) | NamedSituation::EdgeCase(name) => name,
        }
    }
}

/// One entry of `scenarios` or `edge_cases`, with its file and line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedSituation {
    /// What it names.
    pub named: NamedSituation,
    /// File and line, for messages.
    pub place: String,
}

/// A source with the template of the items that name none themselves.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FoundSituation {
    pub source: SituationSource,
    pub template: String,
    /// The newest version, where a batch that has begun keeps an earlier one.
    pub newer: Option<u32>,
}

/// What the store has for the names of a plan. Empty until they are found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FoundSituations(BTreeMap<NamedSituation, FoundSituation>);

impl FoundSituations {
    /// Keeps what a name turned out to be. Two names of one entry are an error, the first of them: their items would be
    /// equal.
    pub(crate) fn add(&mut self, named: NamedSituation, found: FoundSituation) -> Result<(), NamedSituation> {
        let version = found.source.version();
        let same = self.0.iter().find(|(_, other)| version.is_some() && other.source.version() == version);
        if let Some((other, _)) = same.filter(|(other, _)| **other != named) {
            return Err(other.clone());
        }
        self.0.insert(named, found);
        Ok(())
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &FoundSituation> {
        self.0.values()
    }

    /// Every name of the plan with what it stands for: id and version, `None` for a sentence.
    pub(crate) fn by_name(&self) -> impl Iterator<Item = (&NamedSituation, Option<(Uuid, u32)>)> {
        self.0.iter().map(|(named, found)| (named, found.source.version()))
    }

    /// Names with the version that a batch keeps and the newest one.
    pub(crate) fn kept(&self) -> impl Iterator<Item = (&str, u32, u32)> {
        self.0.iter().filter_map(|(named, found)| Some((named.as_str(), found.source.version()?.1, found.newer?)))
    }

    pub(super) fn templates_mut(&mut self) -> impl Iterator<Item = &mut String> {
        self.0.values_mut().map(|found| &mut found.template)
    }

    /// The template of items that name none.
    pub(super) fn template(&self, named: &NamedSituation) -> Option<&str> {
        self.0.get(named).map(|found| found.template.as_str())
    }

    /// Puts a situation into a request; before it was found, the words of the plan.
    pub(super) fn situate(&self, request: &mut ItemRequest, named: &NamedSituation) {
        match self.0.get(named) {
            Some(found) => found.source.fill(request),
            None => SituationSource::Sentence(named.as_str().to_owned()).fill(request),
        }
    }

    /// What the plan itself says of the subject of a request: without what the scenario or edge case gave.
    pub(crate) fn said_by_plan(&self, request: &ItemRequest) -> Subject {
        let version = request.situation.as_ref().and_then(|it| it.id.zip(it.version));
        let found = self.all().find(|found| version.is_some() && found.source.version() == version);
        let own = found.map(|found| found.source.own_subject()).unwrap_or_default();
        let said = |value: &String, own: &String| if value == own { String::new() } else { value.clone() };
        let Subject { persona, emotion, topic } = &request.subject;
        Subject {
            persona: said(persona, &own.persona),
            emotion: said(emotion, &own.emotion),
            topic: said(topic, &own.topic),
        }
    }
}
