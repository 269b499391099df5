//! What a request is made from beside its template: a scenario or an edge case of the library, or one sentence.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::domain::batch::ItemRequest;
use crate::domain::conversation::Subject;
use crate::domain::edge_case::EdgeCaseText;
use crate::domain::scenario::{ScenarioStatus, ScenarioText};
use crate::domain::situation::Situation;
use crate::domain::template::{Template, unpinned};
use crate::domain::word::nearly;
use crate::store::{LibraryEntry, Result, Store, StoreError, Stored};
use crate::templates;

/// The versions that a batch began with, by id.
pub(crate) type Kept = BTreeMap<Uuid, u32>;

/// What a request is made from, beside its template.
#[derive(Debug, Clone, PartialEq)]
pub enum SituationSource {
    /// A stored scenario.
    Scenario(Box<Stored<ScenarioText>>),
    /// A stored edge case.
    EdgeCase(Box<Stored<EdgeCaseText>>),
    /// An edge case in one sentence.
    Sentence(String),
}

impl SituationSource {
    /// The scenario of this name; `NAME@2` is its version 2. One that is not in use is an error.
    pub async fn scenario(store: &Store, given: &str) -> Result<SituationSource> {
        SituationSource::kept_scenario(store, given, &BTreeMap::new()).await
    }

    /// Like `scenario`; one of `kept`, those of a batch that has begun, need not be in use.
    pub(crate) async fn kept_scenario(store: &Store, given: &str, kept: &Kept) -> Result<SituationSource> {
        let entry: Stored<ScenarioText> = store.entry_by_any_name(given).await?;
        if entry.text.status == ScenarioStatus::Draft && !kept.contains_key(&entry.id) {
            return Err(StoreError::Draft { name: entry.text.name });
        }
        Ok(SituationSource::Scenario(Box::new(in_use(entry, kept)?)))
    }

    /// The edge case of this name, or one sentence. What is close to a stored name is an error with that name, and so is
    /// a single word that names none.
    pub async fn edge_case(store: &Store, given: &str) -> Result<SituationSource> {
        SituationSource::kept_edge_case(store, given, &BTreeMap::new()).await
    }

    /// Like `edge_case`; one of `kept`, those of a batch that has begun, need not be in use.
    pub(crate) async fn kept_edge_case(store: &Store, given: &str, kept: &Kept) -> Result<SituationSource> {
        let given = given.trim();
        let name = unpinned(given).map_or(given, |(name, _)| name).to_lowercase();
        let stored: Vec<Stored<EdgeCaseText>> = store.entries().await?;
        let names = || stored.iter().map(|entry| entry.text.name());
        let is_name = |known: &str| [&name, &given.to_lowercase()].contains(&&known.to_lowercase());
        if names().any(is_name) || !given.contains(char::is_whitespace) {
            return Ok(SituationSource::EdgeCase(Box::new(in_use(store.entry_by_any_name(given).await?, kept)?)));
        }
        if let Some(renamed) = store.entry_once_called(given, &stored).await? {
            let entry = match unpinned(given) {
                Some((_, version)) => store.entry_at(renamed, version).await?,
                None => renamed,
            };
            return Ok(SituationSource::EdgeCase(Box::new(in_use(entry, kept)?)));
        }
        let begins = names().find(|known| known.to_lowercase().starts_with(&name));
        match begins.or_else(|| nearly(&name, names())) {
            None => Ok(SituationSource::Sentence(given.to_owned())),
            near => {
                let (given, near) = (given.to_owned(), near.map(str::to_owned));
                Err(StoreError::NotFound { what: EdgeCaseText::WHAT, given, near })
            }
        }
    }

    /// The scenario, or else the edge case, with this id in one of its versions; and its newest version.
    pub(crate) async fn stored(
        store: &Store,
        is_scenario: bool,
        (id, version): (Uuid, u32),
    ) -> Result<(SituationSource, u32)> {
        let id = id.to_string();
        if is_scenario {
            let entry: Stored<ScenarioText> = store.entry(&id).await?;
            let newest = entry.version;
            return Ok((SituationSource::Scenario(Box::new(store.entry_at(entry, version).await?)), newest));
        }
        let entry: Stored<EdgeCaseText> = store.entry(&id).await?;
        let newest = entry.version;
        Ok((SituationSource::EdgeCase(Box::new(store.entry_at(entry, version).await?)), newest))
    }

    /// The same in the version that `versions` has for its id.
    pub(crate) async fn at(self, store: &Store, versions: &Kept) -> Result<SituationSource> {
        Ok(match (self.version().and_then(|(id, _)| versions.get(&id)), self) {
            (Some(version), SituationSource::Scenario(entry)) => {
                SituationSource::Scenario(Box::new(store.entry_at(*entry, *version).await?))
            }
            (Some(version), SituationSource::EdgeCase(entry)) => {
                SituationSource::EdgeCase(Box::new(store.entry_at(*entry, *version).await?))
            }
            (_, origin) => origin,
        })
    }

    /// Id and version; `None` for a sentence.
    pub(crate) fn version(&self) -> Option<(Uuid, u32)> {
        match self {
            SituationSource::Scenario(entry) => Some((entry.id, entry.version)),
            SituationSource::EdgeCase(entry) => Some((entry.id, entry.version)),
            SituationSource::Sentence(_) => None,
        }
    }

    /// The name of its own template; empty for none.
    pub(crate) fn own_template(&self) -> &str {
        match self {
            SituationSource::Scenario(entry) => &entry.text.template,
            SituationSource::EdgeCase(entry) => &entry.text.template,
            SituationSource::Sentence(_) => "",
        }
    }

    /// The template to use where nobody names another: its own, or for an edge case the built-in one. `None` for a
    /// scenario without a template.
    pub async fn template(&self, store: &Store) -> Result<Option<Template>> {
        match (self.own_template(), self) {
            ("", SituationSource::Scenario(_)) => Ok(None),
            ("", _) => for_edge_cases(store).await.map(Some),
            (named, _) => store.usable_template(named).await.map(Some),
        }
    }

    /// Persona, emotion and topic that it gives itself; empty where it gives none.
    pub(crate) fn own_subject(&self) -> Subject {
        let (persona, emotion, topic) = match self {
            SituationSource::Scenario(entry) => (&entry.text.persona, &entry.text.emotion, &entry.text.topic),
            SituationSource::EdgeCase(entry) => (&entry.text.persona, &entry.text.emotion, &entry.text.topic),
            SituationSource::Sentence(_) => return Subject::default(),
        };
        Subject { persona: persona.clone(), emotion: emotion.clone(), topic: topic.clone() }
    }

    /// Puts the situation into a request. A value that the request has already counts before that of the entry.
    pub fn fill(&self, request: &mut ItemRequest) {
        let situation = match self {
            SituationSource::Scenario(entry) => Situation::of_scenario(entry.id, entry.version, &entry.text),
            SituationSource::EdgeCase(entry) => Situation::of_edge_case(entry.id, entry.version, &entry.text),
            SituationSource::Sentence(trigger) => Situation::sentence(trigger),
        };
        let (own, subject) = (self.own_subject(), &mut request.subject);
        for (value, own) in
            [(&mut subject.persona, own.persona), (&mut subject.emotion, own.emotion), (&mut subject.topic, own.topic)]
        {
            if value.is_empty() {
                *value = own;
            }
        }
        request.situation = Some(Box::new(situation));
    }
}

fn in_use<T: LibraryEntry>(entry: Stored<T>, kept: &Kept) -> Result<Stored<T>> {
    if entry.text.is_active() || kept.contains_key(&entry.id) {
        return Ok(entry);
    }
    Err(StoreError::Inactive { what: T::WHAT, name: entry.text.name().to_owned() })
}

/// The template for edge cases. Its first use, also by a dry run, stores it; from then on it is a template as any other.
async fn for_edge_cases(store: &Store) -> Result<Template> {
    let text = templates::for_edge_cases();
    match store.usable_template(&text.name).await {
        Err(StoreError::NotFound { .. }) => match store.add_template(&text, "dialoom").await {
            // Another process was first.
            Err(StoreError::Taken { .. }) => store.usable_template(&text.name).await,
            added => added,
        },
        found => found,
    }
}
