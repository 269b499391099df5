//! Where scenarios are stored.

use crate::domain::scenario::{ScenarioStatus, ScenarioText};

use crate::store::entries::LibraryEntry;
use crate::store::sql::value::Value;

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

    fn in_use(self) -> ScenarioText {
        ScenarioText { status: ScenarioStatus::Active, ..self }
    }

    fn in_state_of(self, other: &ScenarioText) -> ScenarioText {
        ScenarioText { status: other.status, ..self }
    }

    fn renamed(self, name: &str) -> ScenarioText {
        ScenarioText { name: name.to_owned(), ..self }
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
