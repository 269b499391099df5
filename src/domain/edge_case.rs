//! Edge cases: boundary conditions to train on.

use crate::domain::word::words;

words! {
    /// What harm a wrong answer would do.
    Risk is "risk" {
        /// Little.
        Low = "low",
        /// Some.
        Medium = "medium",
        /// Much.
        High = "high",
        /// More than can be made good.
        Critical = "critical",
    }
}

words! {
    /// Whether an edge case is in use.
    EdgeCaseStatus is "edge case status" {
        /// In use.
        Active = "active",
        /// Dealt with.
        Resolved = "resolved",
        /// No longer in use.
        Deprecated = "deprecated",
    }
}
