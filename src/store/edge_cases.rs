//! Where edge cases are stored.

use crate::domain::edge_case::{EdgeCaseStatus, EdgeCaseText};

use crate::store::entries::LibraryEntry;
use crate::store::sql::value::Value;

impl LibraryEntry for EdgeCaseText {
    const WHAT: &'static str = "edge case";
    const TABLE: &'static str = "edge_cases";
    const VERSIONS: &'static str = "edge_case_versions";
    const HAS_TEMPLATE: bool = true;

    fn name(&self) -> &str {
        &self.name
    }

    fn template_mut(&mut self) -> Option<&mut String> {
        Some(&mut self.template)
    }

    fn scenarios_mut(&mut self) -> &mut [String] {
        &mut self.related_scenarios
    }

    fn scenarios(&self) -> &[String] {
        &self.related_scenarios
    }

    fn is_active(&self) -> bool {
        self.status == EdgeCaseStatus::Active
    }

    fn retired(self) -> EdgeCaseText {
        EdgeCaseText { status: EdgeCaseStatus::Deprecated, ..self }
    }

    fn in_use(self) -> EdgeCaseText {
        EdgeCaseText { status: EdgeCaseStatus::Active, ..self }
    }

    fn in_state_of(self, other: &EdgeCaseText) -> EdgeCaseText {
        EdgeCaseText { status: other.status, ..self }
    }

    fn renamed(self, name: &str) -> EdgeCaseText {
        EdgeCaseText { name: name.to_owned(), ..self }
    }

    #[allow(private_interfaces, reason = "the store alone calls it")]
    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("description", self.description.as_str().into()),
            ("category", self.category.as_str().into()),
            ("trigger_condition", self.trigger_condition.as_str().into()),
            ("expected_behavior", self.expected_behavior.as_str().into()),
            ("risk", self.risk.as_str().into()),
            ("priority", i64::from(self.priority).into()),
            ("test_scenario", self.test_scenario.as_str().into()),
            ("validation_criteria", Value::json(&self.validation_criteria)),
            ("related_scenarios", Value::json(&self.related_scenarios)),
            ("persona", self.persona.as_str().into()),
            ("emotion", self.emotion.as_str().into()),
            ("topic", self.topic.as_str().into()),
            ("status", self.status.as_str().into()),
        ]
    }
}
