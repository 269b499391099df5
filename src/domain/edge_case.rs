//! Edge cases: boundary conditions to train on.

use crate::domain::word::words;

words! {
    /// The harm that a wrong answer does.
    Risk is "risk" {
        /// Little harm.
        Low = "low",
        /// Some harm.
        Medium = "medium",
        /// Much harm.
        High = "high",
        /// Harm that nobody can repair.
        Critical = "critical",
    }
}

words! {
    /// Whether an edge case is in use.
    EdgeCaseStatus is "edge case status" {
        /// In use.
        Active = "active",
        /// Covered by training data.
        Resolved = "resolved",
        /// No longer in use.
        Deprecated = "deprecated",
    }
}
