//! The file of a scenario.

use crate::domain::scenario::ScenarioText;

use crate::library::file::FileEntry;

impl FileEntry for ScenarioText {
    const FIELDS: &'static [&'static str] = &[
        "name",
        "description",
        "template",
        "context",
        "topic",
        "persona",
        "emotion",
        "emotional_arc",
        "emotional_context",
        "complexity",
        "tags",
        "status",
        "parameter_values",
    ];
    const ALIASES: &'static [(&'static str, &'static str)] =
        &[("parent_template", "template"), ("parameters", "parameter_values")];

    fn texts(&mut self) -> Vec<(&'static str, bool, &mut String)> {
        let mut texts = vec![
            ("name", true, &mut self.name),
            ("description", false, &mut self.description),
            ("template", false, &mut self.template),
            ("context", true, &mut self.context),
            ("topic", false, &mut self.topic),
            ("persona", false, &mut self.persona),
            ("emotion", false, &mut self.emotion),
            ("emotional_context", false, &mut self.emotional_context),
        ];
        texts.extend(self.emotional_arc.iter_mut().map(|stage| ("emotional_arc", true, stage)));
        texts.extend(self.tags.iter_mut().map(|tag| ("tags", true, tag)));
        texts.extend(self.parameter_values.values_mut().map(|value| ("parameter_values", false, value)));
        texts
    }

    fn fault(&self) -> Option<(&'static str, String)> {
        None
    }
}
