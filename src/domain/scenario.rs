//! Scenarios: concrete situations derived from a template.

use crate::domain::word::words;

words! {
    /// How complex a scenario is.
    Complexity is "complexity" {
        /// One question.
        Simple = "simple",
        /// A few related questions.
        Moderate = "moderate",
        /// Many questions with conflicting aims.
        Complex = "complex",
    }
}

words! {
    /// Whether a scenario is in use.
    ScenarioStatus is "scenario status" {
        /// Not ready for use.
        Draft = "draft",
        /// In use.
        Active = "active",
        /// No longer in use.
        Archived = "archived",
    }
}
