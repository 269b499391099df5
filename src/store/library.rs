//! A whole library at once: templates, scenarios, edge cases and vocabularies, all or none.

use std::collections::HashMap;

use crate::domain::edge_case::EdgeCaseText;
use crate::domain::ids::TemplateId;
use crate::domain::scenario::ScenarioText;
use crate::domain::vocabulary::VocabularyText;

use crate::store::conversations::filter::key;
use crate::store::entries::{Added, LibraryEntry, NewEntry, planned};
use crate::store::references::Known;
use crate::store::sql::engine::writing;
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;
use crate::store::templates::{NewVersion, version_writes};
use crate::store::{Result, Store};

/// What to store.
#[derive(Debug, Clone, Default)]
pub struct Delivery {
    /// New templates, and the next versions of known ones.
    pub templates: Vec<NewVersion>,
    /// Scenarios; they may name the templates above.
    pub scenarios: Vec<NewEntry<ScenarioText>>,
    /// Edge cases, likewise.
    pub edge_cases: Vec<NewEntry<EdgeCaseText>>,
    /// Vocabularies.
    pub vocabularies: Vec<NewEntry<VocabularyText>>,
}

/// What each entry did, by its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Of the scenarios.
    pub scenarios: Vec<(String, Added)>,
    /// Of the edge cases.
    pub edge_cases: Vec<(String, Added)>,
    /// Of the vocabularies.
    pub vocabularies: Vec<(String, Added)>,
}

impl Store {
    /// Stores everything in one transaction. A known name becomes a new version where the text or its file
    /// differs.
    pub async fn add_library(&self, delivery: &Delivery, by: &str) -> Result<Delivered> {
        let now = Time::now();
        let (mut names, mut templates) = (HashMap::new(), Vec::new());
        for new in &delivery.templates {
            let id = new.of.map_or_else(TemplateId::new, |(id, _)| id);
            names.insert(key(&new.text.name), (new.text.name.clone(), id));
            templates.push(version_writes(id, new, by, now));
        }
        let mut known = self.known(names, &delivery.scenarios).await?;
        known.accept(&self.entries::<EdgeCaseText>().await?);
        let mut statements = Vec::new();
        let delivered = Delivered {
            scenarios: self.entries_for(&delivery.scenarios, &known, (by, now), &mut statements).await?,
            edge_cases: self.entries_for(&delivery.edge_cases, &known, (by, now), &mut statements).await?,
            vocabularies: self.entries_for(&delivery.vocabularies, &known, (by, now), &mut statements).await?,
        };
        writing!(self, |tx| {
            for writes in &templates {
                if writes.template.clone().query::<Engine>().execute(&mut **tx).await?.rows_affected() != 1 {
                    return Err(writes.otherwise.clone());
                }
                writes.version.clone().query::<Engine>().execute(&mut **tx).await?;
            }
            for statement in &statements {
                statement.clone().query::<Engine>().execute(&mut **tx).await?;
            }
            Ok(())
        })?;
        Ok(delivered)
    }

    /// What each entry does; adds the statements that store them.
    async fn entries_for<T: LibraryEntry>(
        &self,
        new: &[NewEntry<T>],
        known: &Known,
        by: (&str, Time),
        statements: &mut Vec<Statement>,
    ) -> Result<Vec<(String, Added)>> {
        let mut found = Vec::with_capacity(new.len());
        for entry in new {
            found.push(self.resolved(entry, known).await?);
        }
        let (added, writes) = planned(&self.entries::<T>().await?, found, by);
        statements.extend(writes);
        Ok(added)
    }
}
