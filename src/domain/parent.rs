//! What a conversation is derived from, and the tier that it counts for.

use crate::domain::word::words;

words! {
    /// The three kinds of conversation in a data set.
    Tier is "tier" {
        /// Made from a template alone.
        Template = "template",
        /// Made from a scenario.
        Scenario = "scenario",
        /// Made from an edge case.
        EdgeCase = "edge_case",
    }
}

words! {
    /// What a conversation is derived from.
    ParentType is "parent type" {
        /// From a template.
        Template = "template",
        /// From a scenario.
        Scenario = "scenario",
        /// From an edge case.
        EdgeCase = "edge_case",
        /// From an earlier conversation that was sent back.
        Conversation = "conversation",
    }
}
