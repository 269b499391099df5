//! What an entry names: its template, and scenarios.

use std::collections::HashMap;

use crate::domain::ids::TemplateId;
use crate::domain::nearest;
use crate::domain::scenario::ScenarioText;
use crate::domain::word::nearly;

use crate::store::conversations::filter::key;
use crate::store::entries::{LibraryEntry, NewEntry, Stored};
use crate::store::{Result, Store, StoreError};

/// What an entry can name beside the stored templates.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Templates that are stored with it, by the keys of their names.
    pub(super) templates: HashMap<String, (String, TemplateId)>,
    /// The names of scenarios, stored ones and those that are stored with it.
    scenarios: Vec<String>,
    /// What stored entries name as scenarios, by its keys.
    accepted: HashMap<String, String>,
}

impl Store {
    /// What entries can name that are stored together with these.
    pub(super) async fn known(
        &self,
        templates: HashMap<String, (String, TemplateId)>,
        scenarios: &[NewEntry<ScenarioText>],
    ) -> Result<Known> {
        let stored = self.entries::<ScenarioText>().await?.into_iter().map(|entry| entry.text.name);
        let scenarios = stored.chain(scenarios.iter().map(|new| new.text.name.clone())).collect();
        Ok(Known { templates, scenarios, accepted: HashMap::new() })
    }

    /// The entry with the full names of its template and its scenarios, and that template. A scenario that nobody stored
    /// yet stays as it is, unless its name is close to a known one.
    pub(super) async fn resolved<T: LibraryEntry>(
        &self,
        new: &NewEntry<T>,
        known: &Known,
    ) -> Result<(NewEntry<T>, Option<TemplateId>)> {
        let NewEntry { mut text, source } = new.clone();
        let of = text.name().to_owned();
        let refers = |error: StoreError| match error {
            StoreError::NotFound { .. } | StoreError::Ambiguous { .. } => {
                StoreError::Refers { what: T::WHAT, name: of.clone(), source: error.into() }
            }
            other => other,
        };
        for named in text.scenarios_mut() {
            let full = known.scenarios.iter().find(|name| key(name) == key(named));
            match full.or_else(|| known.accepted.get(&key(named))) {
                Some(full) => full.clone_into(named),
                None => known.check_unlike(named).map_err(refers)?,
            }
        }
        let Some(named) = text.template_mut().filter(|named| !named.is_empty()) else {
            return Ok((NewEntry { text, source }, None));
        };
        let (name, id) = match known.templates.get(&key(named)) {
            Some(coming) => coming.clone(),
            None => {
                let template = self.template(named).await.map_err(|error| refers(known.with_near(error)))?;
                (template.text.name, template.id)
            }
        };
        *named = name;
        Ok((NewEntry { text, source }, Some(id)))
    }

    /// The names of scenarios in these texts that nobody stored yet.
    pub async fn missing_scenarios<'a, T: LibraryEntry + 'a>(
        &self,
        texts: impl Iterator<Item = &'a T> + Send,
    ) -> Result<Vec<String>> {
        let mut named: Vec<String> = texts.flat_map(|text| text.scenarios()).cloned().collect();
        if named.is_empty() {
            return Ok(named);
        }
        let known = self.known(HashMap::new(), &[]).await?;
        named.retain(|named| !known.scenarios.iter().any(|name| key(name) == key(named)));
        named.sort();
        named.dedup();
        Ok(named)
    }
}

impl Known {
    /// Accepts the names that stored entries have already: a new scenario of a like name is no fault of theirs.
    pub(super) fn accept<T: LibraryEntry>(&mut self, stored: &[Stored<T>]) {
        let named = stored.iter().flat_map(|entry| entry.text.scenarios());
        self.accepted.extend(named.map(|name| (key(name), name.clone())));
    }

    fn check_unlike(&self, named: &str) -> Result<()> {
        match nearly(named, self.scenarios.iter().map(String::as_str)) {
            None => Ok(()),
            near => {
                let near = near.map(str::to_owned);
                Err(StoreError::NotFound { what: "scenario", given: named.to_owned(), near })
            }
        }
    }

    /// The nearest template may be one that comes along.
    fn with_near(&self, error: StoreError) -> StoreError {
        match error {
            StoreError::NotFound { what, given, near: None } => {
                let names = self.templates.values().map(|(name, _)| name.as_str());
                let near = nearest(&given, names).map(str::to_owned);
                StoreError::NotFound { what, given, near }
            }
            other => other,
        }
    }
}
