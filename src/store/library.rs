//! A whole library at once: templates, scenarios, edge cases and vocabularies, all or none.

use std::collections::HashMap;

use crate::domain::edge_case::EdgeCaseText;
use crate::domain::ids::TemplateId;
use crate::domain::nearest;
use crate::domain::scenario::ScenarioText;
use crate::domain::vocabulary::VocabularyText;

use crate::store::conversations::filter::key;
use crate::store::entries::{Added, LibraryEntry, planned};
use crate::store::sql::engine::writing;
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;
use crate::store::templates::{NewVersion, version_writes};
use crate::store::{Result, Store, StoreError};

/// What to store.
#[derive(Debug, Clone, Default)]
pub struct Delivery {
    /// New templates, and the next versions of known ones.
    pub templates: Vec<NewVersion>,
    /// Scenarios; they may name the templates above.
    pub scenarios: Vec<ScenarioText>,
    /// Edge cases, likewise.
    pub edge_cases: Vec<EdgeCaseText>,
    /// Vocabularies.
    pub vocabularies: Vec<VocabularyText>,
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

/// The templates of the delivery by the keys of their names.
type Names = HashMap<String, (String, TemplateId)>;

impl Store {
    /// Stores everything in one transaction. A known name becomes a new version where the text differs.
    pub async fn add_library(&self, delivery: &Delivery, by: &str) -> Result<Delivered> {
        let now = Time::now();
        let (mut names, mut templates) = (Names::new(), Vec::new());
        for new in &delivery.templates {
            let id = new.of.map_or_else(TemplateId::new, |(id, _)| id);
            names.insert(key(&new.text.name), (new.text.name.clone(), id));
            templates.push(version_writes(id, new, by, now));
        }
        let mut statements = Vec::new();
        let delivered = Delivered {
            scenarios: self.entries_for(&delivery.scenarios, &names, (by, now), &mut statements).await?,
            edge_cases: self.entries_for(&delivery.edge_cases, &names, (by, now), &mut statements).await?,
            vocabularies: self.entries_for(&delivery.vocabularies, &names, (by, now), &mut statements).await?,
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
        texts: &[T],
        names: &Names,
        by: (&str, Time),
        statements: &mut Vec<Statement>,
    ) -> Result<Vec<(String, Added)>> {
        let mut found = Vec::with_capacity(texts.len());
        for text in texts {
            let mut text = text.clone();
            let new = text.template_mut().and_then(|named| {
                let (name, id) = names.get(&key(named))?;
                name.clone_into(named);
                Some(*id)
            });
            found.push(match new {
                Some(id) => (text, Some(id)),
                None => self.with_template(&text).await.map_err(|error| with_near(error, names))?,
            });
        }
        let (added, writes) = planned(&self.entries::<T>().await?, found, by);
        statements.extend(writes);
        Ok(added)
    }
}

/// The nearest name may be one that comes along.
fn with_near(error: StoreError, names: &Names) -> StoreError {
    match error {
        StoreError::NotFound { what, given, near: None } => {
            let near = nearest(&given, names.values().map(|(name, _)| name.as_str())).map(str::to_owned);
            StoreError::NotFound { what, given, near }
        }
        other => other,
    }
}
