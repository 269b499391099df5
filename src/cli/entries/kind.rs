//! What differs between scenarios, edge cases and vocabularies.

use crate::domain::edge_case::EdgeCaseText;
use crate::domain::scenario::ScenarioText;
use crate::domain::vocabulary::VocabularyText;
use crate::library::FileEntry;

/// A kind of entry, as its commands print it.
pub trait Kind: FileEntry {
    /// The command, and the name of a list in JSON.
    const NAMES: [&'static str; 2];
    /// One of them in JSON.
    const ONE: &'static str;
    const HEADINGS: &'static [&'static str];
    /// The column after the name that may be cut first.
    const WIDE: usize = 1;
    /// The cells below the headings after the name.
    fn cells(&self, version: u32) -> Vec<String>;
}

impl Kind for ScenarioText {
    const NAMES: [&'static str; 2] = ["scenarios", "scenarios"];
    const ONE: &'static str = "scenario";
    const HEADINGS: &'static [&'static str] =
        &["NAME", "TEMPLATE", "PERSONA", "EMOTION", "COMPLEXITY", "VERSION", "STATUS"];

    fn cells(&self, version: u32) -> Vec<String> {
        let texts = [&self.template, &self.persona, &self.emotion].map(String::clone);
        [&texts[..], &[self.complexity.to_string(), version.to_string(), self.status.to_string()]].concat()
    }
}

impl Kind for EdgeCaseText {
    const NAMES: [&'static str; 2] = ["edge-cases", "edge_cases"];
    const ONE: &'static str = "edge_case";
    const HEADINGS: &'static [&'static str] = &["NAME", "CATEGORY", "RISK", "PRIORITY", "VERSION", "STATUS"];

    fn cells(&self, version: u32) -> Vec<String> {
        let numbers = [self.priority.to_string(), version.to_string(), self.status.to_string()];
        [&[self.category.clone(), self.risk.to_string()][..], &numbers].concat()
    }
}

impl Kind for VocabularyText {
    const NAMES: [&'static str; 2] = ["vocabulary", "vocabularies"];
    const ONE: &'static str = "vocabulary";
    const HEADINGS: &'static [&'static str] = &["NAME", "AXIS", "DESCRIPTION", "VALUES", "VERSION", "STATUS"];
    const WIDE: usize = 2;

    fn cells(&self, version: u32) -> Vec<String> {
        let numbers = [self.values.len().to_string(), version.to_string(), self.status.to_string()];
        [&[self.axis.to_string(), self.description.clone()][..], &numbers].concat()
    }
}
