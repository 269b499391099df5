//! Scenarios: concrete situations derived from a template.

use crate::domain::word::words;

words! {
    /// How involved a scenario is.
    Complexity is "complexity" {
        /// One question.
        Simple = "simple",
        /// A few that hang together.
        Moderate = "moderate",
        /// Many, with conflicts among them.
        Complex = "complex",
    }
}

words! {
    /// Whether a scenario is in use.
    ScenarioStatus is "scenario status" {
        /// Being written.
        Draft = "draft",
        /// In use.
        Active = "active",
        /// No longer in use.
        Archived = "archived",
    }
}
