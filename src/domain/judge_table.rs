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
    /// The judge's own server. Without one it is that of its provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
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

/// The judge of a plan, as it is stored with the batch: any process can ask it without the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlannedJudge {
    /// As the plan has it. What it leaves out is that of `dialoom.toml`, then as now.
    pub table: JudgeTable,
    /// The text of its rubric, where that is not the built-in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rubric: Option<String>,
}

impl JudgeTable {
    /// This table, with its empty fields taken from `below`. A model belongs to its server, and a server speaks the
    /// protocol of its provider: a table that names another one takes neither from below. A server whose provider nobody
    /// names speaks chat completions.
    #[must_use]
    pub fn over(self, below: &JudgeTable) -> JudgeTable {
        let provider = self.protocol().or(below.protocol());
        let speaks_same = provider == below.protocol();
        let is_same = speaks_same && (self.base_url.is_none() || self.base_url == below.base_url);
        JudgeTable {
            model: self.model.or_else(|| below.model.clone().filter(|_| is_same)),
            provider,
            base_url: self.base_url.or_else(|| below.base_url.clone().filter(|_| speaks_same)),
            min_mark: self.min_mark.or(below.min_mark),
            rubric: self.rubric.or_else(|| below.rubric.clone()),
            temperature: self.temperature.or(below.temperature),
            max_tokens: self.max_tokens.or(below.max_tokens),
        }
    }

    /// The provider it names, or the protocol of the server it names.
    pub fn protocol(&self) -> Option<ProviderName> {
        self.provider.or(self.base_url.as_ref().map(|_| ProviderName::OpenAi))
    }

    /// Whether it says who judges.
    pub fn names_a_judge(&self) -> bool {
        self.protocol().is_some() || self.model.is_some()
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
        let server = |url: &str| JudgeTable { base_url: Some(url.into()), ..JudgeTable::default() };
        let own = server("http://b/v1").over(&below);
        assert_eq!((own.provider, own.model, own.min_mark), (Some(ProviderName::OpenAi), None, Some(7)));
        let named = JudgeTable { model: Some("b".into()), ..server("http://a/v1") };
        let flag = JudgeTable { min_mark: Some(9), ..JudgeTable::default() }.over(&named);
        assert_eq!((flag.base_url, flag.model), (named.base_url.clone(), named.model.clone()));
        assert_eq!(server("http://b/v1").over(&named).model, None, "a model belongs to its server");
        let elsewhere = JudgeTable { provider: Some(ProviderName::Simulator), ..JudgeTable::default() }.over(&named);
        assert_eq!((elsewhere.base_url, elsewhere.model), (None, None));
        assert!(JudgeTable { min_mark: Some(0), ..JudgeTable::default() }.check().is_err());
    }
}
