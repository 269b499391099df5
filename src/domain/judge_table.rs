//! The `[judge]` table of a plan or of `dialoom.toml`.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::domain::limits::OutOfRange;
use crate::domain::provider_name::ProviderName;

/// Who judges, and by what. What is not set has a default, except the model.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct JudgeTable {
    /// The provider to call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<ProviderName>,
    /// The model to ask for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// Marks below are findings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_mark: Option<u32>,
    /// The file of the rubric; without one, the built-in rubric.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rubric: Option<PathBuf>,
    /// 0 to 2; 0 by default, so that a judge is as steady as it can be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temperature: Option<f64>,
    /// The most tokens of an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_tokens: Option<u32>,
}

impl JudgeTable {
    /// This table, with its empty fields taken from `below`. A model belongs to its provider: a table that names another
    /// provider takes no model from below.
    #[must_use]
    pub fn over(self, below: &JudgeTable) -> JudgeTable {
        let is_same = self.provider.is_none() || self.provider == below.provider;
        JudgeTable {
            model: self.model.or_else(|| below.model.clone().filter(|_| is_same)),
            provider: self.provider.or(below.provider),
            min_mark: self.min_mark.or(below.min_mark),
            rubric: self.rubric.or_else(|| below.rubric.clone()),
            temperature: self.temperature.or(below.temperature),
            max_tokens: self.max_tokens.or(below.max_tokens),
        }
    }

    /// Whether it says who judges.
    pub fn names_a_judge(&self) -> bool {
        self.provider.is_some() || self.model.is_some()
    }

    /// The lowest mark that is no finding, where it is set.
    pub fn lowest(&self) -> Option<u8> {
        self.min_mark.and_then(|mark| u8::try_from(mark).ok())
    }

    /// Fails with the first value that is out of its range.
    pub fn check(&self) -> Result<(), OutOfRange> {
        let whole = |field, value: Option<u32>, range: std::ops::RangeInclusive<u32>, expected| match value {
            Some(value) if !range.contains(&value) => Err(OutOfRange { field, given: value.to_string(), expected }),
            _ => Ok(()),
        };
        whole("judge.min_mark", self.min_mark, 1..=10, "1 to 10")?;
        whole("judge.max_tokens", self.max_tokens, 1..=1_000_000, "1 to 1000000")?;
        match self.temperature.filter(|value| !(0.0..=2.0).contains(value)) {
            Some(given) => Err(OutOfRange { field: "judge.temperature", given: given.to_string(), expected: "0 to 2" }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_provider_takes_no_model_from_the_table_below() {
        let below = JudgeTable {
            provider: Some(ProviderName::Anthropic),
            model: Some("a".into()),
            min_mark: Some(7),
            ..JudgeTable::default()
        };
        let other = JudgeTable { provider: Some(ProviderName::OpenAi), ..JudgeTable::default() }.over(&below);
        assert_eq!((other.model, other.min_mark), (None, Some(7)));
        assert_eq!(JudgeTable::default().over(&below), below);
        assert!(JudgeTable { min_mark: Some(0), ..JudgeTable::default() }.check().is_err());
    }
}
