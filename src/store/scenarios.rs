//! Where scenarios are stored.

use std::collections::BTreeSet;

use crate::domain::scenario::{ScenarioStatus, ScenarioText};

use crate::store::conversations::filter::key;
use crate::store::entries::{LibraryEntry, Stored};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Value;
use crate::store::{Result, Store, StoreError};

/// How often a name is looked for that another command takes at the same time.
const TRIES: usize = 5;

impl Store {
    /// Stores a variation under a free name, and counts it at its original. Returns it as it is stored.
    pub async fn add_variation(
        &self,
        of: &Stored<ScenarioText>,
        text: &ScenarioText,
        by: &str,
    ) -> Result<ScenarioText> {
        let mut tries = 0;
        loop {
            tries += 1;
            let text = ScenarioText { name: self.free_name(&text.name).await?, ..text.clone() };
            let mut count = Statement::new("UPDATE scenarios SET variation_count = variation_count + 1 WHERE id = ");
            count.bind(of.id);
            match self.add_new_entry(&text, by, count).await {
                Err(StoreError::Taken { .. }) if tries < TRIES => {}
                done => return done.map(|()| text),
            }
        }
    }

    /// The name, or the first of "name 2", "name 3" that no scenario has.
    async fn free_name(&self, wanted: &str) -> Result<String> {
        let all = self.entries::<ScenarioText>().await?;
        let taken: BTreeSet<String> = all.iter().map(|entry| key(&entry.text.name)).collect();
        let mut names = (2u32..).map(|number| format!("{wanted} {number}"));
        let mut name = wanted.to_owned();
        while taken.contains(&key(&name)) {
            let Some(next) = names.next() else { break };
            name = next;
        }
        Ok(name)
    }
}

impl LibraryEntry for ScenarioText {
    const WHAT: &'static str = "scenario";
    const TABLE: &'static str = "scenarios";
    const VERSIONS: &'static str = "scenario_versions";
    const HAS_TEMPLATE: bool = true;

    fn name(&self) -> &str {
        &self.name
    }

    fn template_mut(&mut self) -> Option<&mut String> {
        Some(&mut self.template)
    }

    fn is_active(&self) -> bool {
        self.status == ScenarioStatus::Active
    }

    fn retired(self) -> ScenarioText {
        ScenarioText { status: ScenarioStatus::Archived, ..self }
    }

    #[allow(private_interfaces, reason = "the store alone calls it")]
    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("description", self.description.as_str().into()),
            ("context", self.context.as_str().into()),
            ("topic", self.topic.as_str().into()),
            ("persona", self.persona.as_str().into()),
            ("emotion", self.emotion.as_str().into()),
            ("emotional_arc", Value::json(&self.emotional_arc)),
            ("emotional_context", self.emotional_context.as_str().into()),
            ("complexity", self.complexity.as_str().into()),
            ("parameter_values", Value::json(&self.parameter_values)),
            ("tags", Value::json(&self.tags)),
            ("status", self.status.as_str().into()),
        ]
    }
}
