//! The file of a vocabulary.

use std::collections::HashSet;

use crate::domain::quoted::quoted;
use crate::domain::vocabulary::{SIGN, VocabularyText};

use crate::library::file::FileEntry;

impl FileEntry for VocabularyText {
    const FIELDS: &'static [&'static str] = &["name", "axis", "description", "values", "status"];
    const ALIASES: &'static [(&'static str, &'static str)] = &[];

    fn texts(&mut self) -> Vec<(&'static str, bool, &mut String)> {
        let mut texts = vec![("name", true, &mut self.name), ("description", false, &mut self.description)];
        texts.extend(self.values.iter_mut().map(|value| ("values", true, value)));
        texts
    }

    fn fault(&self) -> Option<(&'static str, String)> {
        if self.values.is_empty() {
            return Some(("values", "values is an empty list; expected texts, as in [\"fear\", \"shame\"]".into()));
        }
        if let Some(nested) = self.values.iter().find(|value| value.starts_with(SIGN)) {
            return Some(("values", format!("values has {}; a vocabulary cannot name another one", quoted(nested))));
        }
        let mut seen = HashSet::new();
        let twice = self.values.iter().find(|value| !seen.insert(value.as_str()))?;
        Some(("values", format!("values has {} twice", quoted(twice))))
    }
}
