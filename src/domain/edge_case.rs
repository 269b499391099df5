//! Edge cases: boundary conditions to train on.

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Serialize};

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

/// An edge case's content; also the shape of its file. Empty texts count as not given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EdgeCaseText {
    /// Unique in any case; the user types it.
    pub name: String,
    /// One sentence for the person who chooses an edge case.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The field of knowledge.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub category: String,
    /// The name of the template that it is derived from.
    #[serde(default, alias = "parent_template", skip_serializing_if = "String::is_empty")]
    pub template: String,
    /// What the user does or says.
    #[serde(alias = "trigger")]
    pub trigger_condition: String,
    /// What the assistant is to do then.
    #[serde(alias = "expected_behaviour")]
    pub expected_behavior: String,
    /// The harm that a wrong answer does.
    #[serde(default = "medium")]
    pub risk: Risk,
    /// 1 to 10; 10 is the most urgent.
    #[serde(default = "middling", deserialize_with = "whole")]
    pub priority: u8,
    /// An example of the trigger.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub test_scenario: String,
    /// What a good conversation has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub validation_criteria: Vec<String>,
    /// Names of scenarios.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related_scenarios: Vec<String>,
    /// Who talks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub persona: String,
    /// How they feel.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub emotion: String,
    /// What they talk about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub topic: String,
    /// Whether it is in use.
    #[serde(default = "active")]
    pub status: EdgeCaseStatus,
}

fn medium() -> Risk {
    Risk::Medium
}

fn middling() -> u8 {
    5
}

/// A whole number, with a point too: 5.0 is 5.
fn whole<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    deserializer.deserialize_any(Whole)
}

struct Whole;

impl serde::de::Visitor<'_> for Whole {
    type Value = u8;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a whole number from 1 to 10")
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<u8, E> {
        u8::try_from(value).map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<u8, E> {
        u8::try_from(value).map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<u8, E> {
        let is_whole = value.fract() == 0.0 && (0.0..=255.0).contains(&value);
        if is_whole { Ok(value as u8) } else { Err(E::invalid_value(Unexpected::Float(value), &self)) }
    }
}

fn active() -> EdgeCaseStatus {
    EdgeCaseStatus::Active
}
