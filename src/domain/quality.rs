//! What scoring says of a conversation: a number, each criterion's points, and named findings.

use serde::{Deserialize, Serialize};

use crate::domain::word::words;

/// A quality score: 0 to 10 with one decimal, kept as whole tenths so that no comparison is off by a float.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Score(u8);

impl Score {
    /// The threshold where a template names none.
    pub const DEFAULT_THRESHOLD: Score = Score(60);
    /// From here on a conversation is called high quality.
    pub const HIGH: Score = Score(80);

    /// The nearest score to a number; `None` outside 0 to 10.
    pub fn new(value: f64) -> Option<Score> {
        let tenths = (value * 10.0).round();
        (0.0..=100.0).contains(&tenths).then_some(Score(tenths as u8))
    }

    /// The score as a number of points.
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
    /// How far the score can be trusted.
    Confidence is "confidence" {
        /// A good score and no finding.
        High = "high",
        /// In between.
        Medium = "medium",
        /// A poor score or a serious finding.
        Low = "low",
    }
}

words! {
    /// What a check found that a number hides.
    Finding is "finding" {
        /// A turn with nothing but white space.
        EmptyTurn = "empty_turn",
        /// The same turn more than once.
        RepeatedTurn = "repeated_turn",
        /// A `{{placeholder}}` or `[Name]` left in the text.
        LeftoverPlaceholder = "leftover_placeholder",
        /// The assistant refuses.
        Refusal = "refusal",
        /// Somebody speaks of being a language model.
        ModelTalk = "model_talk",
        /// The last turn is the user's.
        EndsOnUser = "ends_on_user",
        /// Roles do not start with the user and alternate.
        RolesNotAlternating = "roles_not_alternating",
        /// Only the user speaks, or only the assistant.
        OneSided = "one_sided",
        /// An element the template requires is nowhere in the text.
        MissingElement = "missing_element",
        /// An e-mail address, phone number, card or account number.
        PersonalData = "personal_data",
        /// The provider stopped at max_tokens.
        CutOff = "cut_off",
        /// Almost the same as one already stored.
        NearDuplicate = "near_duplicate",
    }
}

/// One finding: which check, at which turn where there is one, and the offending part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What was found.
    pub finding: Finding,
    /// The turn it was found in, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<u32>,
    /// The offending part, shortened.
    pub detail: String,
}

/// The judge's marks, each 0 to 10, where a judge was asked.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct JudgeMarks {
    /// The whole of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall: Option<f64>,
    /// Whether it is about what was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relevance: Option<f64>,
    /// Whether what it says is true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy: Option<f64>,
}

/// Every criterion's points and every finding, as stored beside the score.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct QualityMetrics {
    /// Points for the number of turns: 1, 2 or 3.
    pub turn_count_points: u8,
    /// Points for the average length of a turn: 1, 2 or 3.
    pub turn_length_points: u8,
    /// Points for roles that start with the user and alternate: 1 or 4.
    pub alternation_points: u8,
    /// The average length of a turn in characters.
    pub average_turn_chars: f64,
    /// The judge's marks, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judge: Option<JudgeMarks>,
    /// What the checks found; empty when all is well.
    #[serde(default)]
    pub findings: Vec<Note>,
}

/// What scoring a conversation gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// 0 to 10.
    pub score: Score,
    /// How far the score can be trusted.
    pub confidence: Confidence,
    /// The points and findings behind it.
    pub metrics: QualityMetrics,
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
