//! The result of scoring a conversation: a score, the points of each criterion, and findings.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::finding::Note;
use crate::domain::provider_name::ProviderName;
use crate::domain::word::words;

/// A quality score from 0 to 10 with one decimal. It is stored in whole tenths, so that comparisons are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Score(u8);

impl Score {
    /// The threshold of a template that sets none.
    pub const DEFAULT_THRESHOLD: Score = Score(60);
    /// The lowest score of high quality.
    pub(crate) const HIGH: Score = Score(80);

    /// The nearest score to a number of points; `None` outside 0 to 10.
    pub fn new(value: f64) -> Option<Score> {
        let tenths = (value * 10.0).round();
        (0.0..=100.0).contains(&tenths).then_some(Score(tenths as u8))
    }

    /// The score in points, 0 to 10.
    pub fn points(self) -> f64 {
        f64::from(self.0) / 10.0
    }

    /// The score in whole tenths, 0 to 100.
    pub fn tenths(self) -> u8 {
        self.0
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{}.{}", self.0 / 10, self.0 % 10))
    }
}

impl Serialize for Score {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.points())
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        Score::new(value).ok_or_else(|| serde::de::Error::custom(format!("{value} is no score: expected 0 to 10")))
    }
}

words! {
    /// How reliable the score is.
    Confidence is "confidence" {
        /// A good score and no finding.
        High = "high",
        /// Neither high nor low.
        Medium = "medium",
        /// A poor score or a serious finding.
        Low = "low",
    }
}

words! {
    /// What a judge marks.
    Criterion is "criterion" {
        /// The conversation as a whole.
        Overall = "overall",
        /// Whether it fits the request.
        Relevance = "relevance",
        /// Whether its statements are true.
        Accuracy = "accuracy",
    }
}

/// The marks of a judge, each 0 to 10.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct JudgeMarks {
    /// The conversation as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall: Option<f64>,
    /// Whether it fits the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevance: Option<f64>,
    /// Whether its statements are true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy: Option<f64>,
}

impl JudgeMarks {
    /// The mark of one criterion.
    pub fn of(&self, criterion: Criterion) -> Option<f64> {
        match criterion {
            Criterion::Overall => self.overall,
            Criterion::Relevance => self.relevance,
            Criterion::Accuracy => self.accuracy,
        }
    }
}

/// What a mark rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Why, in a sentence of the judge's.
    pub reason: String,
    /// The words of a turn.
    pub quote: String,
    /// The first turn that holds the quote, from 1.
    pub turn: u32,
}

/// The marks of a judge, what they rest on, and what they belong to. Marks that something else wrote have numbers only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Judgement {
    /// The three numbers.
    #[serde(flatten)]
    pub marks: JudgeMarks,
    /// What each mark rests on.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reasons: BTreeMap<Criterion, Reason>,
    /// Marks below are findings.
    pub min_mark: u8,
    /// The judge's provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<ProviderName>,
    /// The judge's model, as the provider names it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub model: String,
    /// The checksum of the rubric.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub rubric: String,
    /// The checksum of the turns that were marked; empty where nobody knows.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The fingerprint of text, judge, settings and rubric.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fingerprint: String,
    /// The fingerprint of all that the judge was told: also what was asked for. Empty for marks of an earlier version.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub question: String,
    /// When the answer was complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
}

impl Judgement {
    /// The lowest mark that is no finding, unless another was asked for.
    pub const MIN_MARK: u8 = 6;

    /// The fingerprint of the question that these marks answer.
    pub fn asked(&self) -> &str {
        if self.question.is_empty() { &self.fingerprint } else { &self.question }
    }
}

impl Default for Judgement {
    fn default() -> Judgement {
        Judgement {
            marks: JudgeMarks::default(),
            reasons: BTreeMap::new(),
            min_mark: Judgement::MIN_MARK,
            provider: None,
            model: String::new(),
            rubric: String::new(),
            text: String::new(),
            fingerprint: String::new(),
            question: String::new(),
            at: None,
        }
    }
}

/// The points of each criterion and the findings, as stored beside the score.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct QualityMetrics {
    /// Points for the number of turns: 1, 2 or 3.
    pub turn_count_points: u8,
    /// Points for the average length of a turn: 1, 2 or 3.
    pub turn_length_points: u8,
    /// Points for speakers that alternate, the user first: 1 or 4.
    pub alternation_points: u8,
    /// The average length of a turn, in characters.
    pub average_turn_chars: f64,
    /// The number of turns that was asked for, where a model wrote the conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turns_asked: Option<u32>,
    /// The marks of a judge, if one was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judge: Option<Judgement>,
    /// All findings of the checks.
    #[serde(default)]
    pub findings: Vec<Note>,
}

impl QualityMetrics {
    /// Whether a model must not be trained on the conversation before somebody has read it.
    pub fn has_serious_finding(&self) -> bool {
        self.findings.iter().any(Note::is_serious)
    }
}

/// The result of scoring a conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// 0 to 10.
    pub score: Score,
    /// How reliable the score is.
    pub confidence: Confidence,
    /// The points and findings behind the score.
    pub metrics: QualityMetrics,
}

impl Assessment {
    /// Whether a model must not be trained on the conversation before somebody has read it.
    pub fn has_serious_finding(&self) -> bool {
        self.metrics.has_serious_finding()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_has_one_decimal_and_ends_at_ten() {
        assert_eq!(Score::new(6.04).map(|score| score.to_string()), Some("6.0".into()));
        assert_eq!(Score::new(10.0).map(Score::tenths), Some(100));
        assert_eq!(Score::new(10.1), None);
        assert_eq!(Score::new(f64::NAN), None);
    }
}
