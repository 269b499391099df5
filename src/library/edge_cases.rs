//! The file of an edge case.

use crate::domain::edge_case::EdgeCaseText;

use crate::library::file::FileEntry;

impl FileEntry for EdgeCaseText {
    const FIELDS: &'static [&'static str] = &[
        "name",
        "description",
        "category",
        "template",
        "trigger_condition",
        "expected_behavior",
        "risk",
        "priority",
        "test_scenario",
        "validation_criteria",
        "related_scenarios",
        "persona",
        "emotion",
        "topic",
        "status",
    ];
    const ALIASES: &'static [(&'static str, &'static str)] = &[
        ("parent_template", "template"),
        ("trigger", "trigger_condition"),
        ("expected_behaviour", "expected_behavior"),
    ];

    fn texts(&mut self) -> Vec<(&'static str, bool, &mut String)> {
        let mut texts = vec![
            ("name", true, &mut self.name),
            ("description", false, &mut self.description),
            ("category", false, &mut self.category),
            ("template", false, &mut self.template),
            ("trigger_condition", true, &mut self.trigger_condition),
            ("expected_behavior", true, &mut self.expected_behavior),
            ("test_scenario", false, &mut self.test_scenario),
            ("persona", false, &mut self.persona),
            ("emotion", false, &mut self.emotion),
            ("topic", false, &mut self.topic),
        ];
        texts.extend(self.validation_criteria.iter_mut().map(|criterion| ("validation_criteria", true, criterion)));
        texts.extend(self.related_scenarios.iter_mut().map(|name| ("related_scenarios", true, name)));
        texts
    }

    fn fault(&self) -> Option<(&'static str, String)> {
        let message = || format!("priority is {}; expected a whole number from 1 to 10", self.priority);
        (!(1..=10).contains(&self.priority)).then(|| ("priority", message()))
    }
}
