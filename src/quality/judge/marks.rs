//! Reads the marks in a judge's answer.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::domain::conversation::Turn;
use crate::domain::excerpt;
use crate::domain::json_search::{self, JsonError, Repair, Unfit, Wanted, json_in};
use crate::domain::quality::{Criterion, JudgeMarks, Reason};
use crate::quality::judge::quote;

/// The longest reason and quote that are kept, in characters.
const LONGEST_TEXT: usize = 1_000;
/// JSON in a string in a string is read; deeper is nobody's answer.
const DEEPEST: usize = 3;

/// One mark, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// 1 to 10.
    pub value: u8,
    /// Why, in a sentence.
    pub reason: String,
    /// The words of a turn.
    pub quote: String,
    /// The first turn that holds the quote, from 1.
    pub turn: u32,
}

/// The three marks of a judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// The conversation as a whole.
    pub overall: Mark,
    /// Whether it fits the request.
    pub relevance: Mark,
    /// Whether its statements are true.
    pub accuracy: Mark,
}

impl Marks {
    /// The numbers alone.
    pub fn values(&self) -> JudgeMarks {
        let value = |mark: &Mark| Some(f64::from(mark.value));
        JudgeMarks { overall: value(&self.overall), relevance: value(&self.relevance), accuracy: value(&self.accuracy) }
    }

    /// What each mark rests on, as it is stored.
    pub fn reasons(&self) -> std::collections::BTreeMap<Criterion, Reason> {
        let reason = |mark: &Mark| Reason { reason: mark.reason.clone(), quote: mark.quote.clone(), turn: mark.turn };
        Criterion::ALL.iter().map(|criterion| (*criterion, reason(self.of(*criterion)))).collect()
    }

    /// The mark of one criterion.
    pub fn of(&self, criterion: Criterion) -> &Mark {
        match criterion {
            Criterion::Overall => &self.overall,
            Criterion::Relevance => &self.relevance,
            Criterion::Accuracy => &self.accuracy,
        }
    }
}

/// Why an answer holds no marks that count. The quoted parts are shortened and have no control characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MarksError {
    /// No JSON that could be read.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// JSON without any mark.
    #[error("the answer has no marks; its fields are: {fields}")]
    NoMarks {
        /// The names of the fields it has.
        fields: String,
    },
    /// One of the three is not there.
    #[error("the answer has no mark for {criterion}")]
    Missing {
        /// Which one.
        criterion: Criterion,
    },
    /// A mark that is no number from 1 to 10.
    #[error("the mark for {criterion} is {given}; expected a whole number from 1 to 10")]
    OutOfRange {
        /// Of which criterion.
        criterion: Criterion,
        /// What stands there.
        given: String,
    },
    /// A mark with a fraction.
    #[error("the mark for {criterion} is {given}, not whole; expected a whole number from 1 to 10")]
    NotWhole {
        /// Of which criterion.
        criterion: Criterion,
        /// What stands there.
        given: String,
    },
    /// A mark without a reason.
    #[error("the mark for {criterion} has no reason")]
    NoReason {
        /// Of which criterion.
        criterion: Criterion,
    },
    /// A mark without a quote.
    #[error("the mark for {criterion} quotes nothing")]
    NoQuote {
        /// Of which criterion.
        criterion: Criterion,
    },
    /// A quote that no turn holds, or one too short to tell.
    #[error("the mark for {criterion} quotes {quote:?}, which stands in no turn")]
    UnknownQuote {
        /// Of which criterion.
        criterion: Criterion,
        /// The quote.
        quote: String,
    },
}

impl MarksError {
    /// The error's name in the generation log.
    pub fn code(&self) -> &'static str {
        match self {
            MarksError::Json(error) => error.code(),
            MarksError::NoMarks { .. } | MarksError::Missing { .. } => "marks_missing",
            MarksError::OutOfRange { .. } => "marks_out_of_range",
            MarksError::NotWhole { .. } => "marks_not_whole",
            MarksError::NoReason { .. } => "marks_without_reason",
            MarksError::NoQuote { .. } => "marks_without_quote",
            MarksError::UnknownQuote { .. } => "marks_quote_not_in_text",
        }
    }
}

/// Finds the marks in a judge's answer about these turns. The JSON object may stand in prose or code fences, or after
/// reasoning; of several the last counts.
pub fn read(answer: &str, turns: &[Turn]) -> Result<Marks, MarksError> {
    let found = json_search::find::<ThreeMarks>(answer)?;
    let mark = |criterion: Criterion| {
        let given = found.get(criterion.as_str()).ok_or(MarksError::Missing { criterion })?;
        read_mark(criterion, given, turns)
    };
    Ok(Marks {
        overall: mark(Criterion::Overall)?,
        relevance: mark(Criterion::Relevance)?,
        accuracy: mark(Criterion::Accuracy)?,
    })
}

fn read_mark(criterion: Criterion, given: &Value, turns: &[Turn]) -> Result<Mark, MarksError> {
    // A bare number is a mark without anything it rests on.
    let value = value_of(criterion, given.get("value").unwrap_or(given))?;
    let text = |name: &str| {
        let text = given.get(name).and_then(Value::as_str).unwrap_or_default().trim();
        (!text.is_empty()).then(|| text.chars().take(LONGEST_TEXT).collect::<String>())
    };
    let quote = text("quote").ok_or(MarksError::NoQuote { criterion })?;
    let reason = text("reason").ok_or(MarksError::NoReason { criterion })?;
    match quote::turn_of(&quote, turns) {
        Some(turn) => Ok(Mark { value, reason, quote, turn }),
        None => Err(MarksError::UnknownQuote { criterion, quote: excerpt::start_of(&quote) }),
    }
}

/// A number from 1 to 10, also as `"8"` and `"8/10"`.
fn value_of(criterion: Criterion, given: &Value) -> Result<u8, MarksError> {
    let number = match given {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => {
            let text = text.trim();
            text.strip_suffix("/10").unwrap_or(text).trim().parse().ok()
        }
        _ => None,
    };
    let told = || excerpt::start_of(&given.to_string());
    match number {
        Some(number) if !(1.0..=10.0).contains(&number) => Err(MarksError::OutOfRange { criterion, given: told() }),
        Some(number) if number.fract() != 0.0 => Err(MarksError::NotWhole { criterion, given: told() }),
        Some(number) => Ok(number as u8),
        None => Err(MarksError::OutOfRange { criterion, given: told() }),
    }
}

/// An object with a field for each criterion.
struct ThreeMarks;

impl Wanted for ThreeMarks {
    type Found = serde_json::Map<String, Value>;
    type Error = MarksError;

    fn is_in(text: &str) -> bool {
        json_in(text).is_some_and(|(value, _)| within(value, 1).is_ok())
    }

    fn read(value: Value, _: BTreeSet<Repair>) -> Result<Self::Found, Unfit<MarksError>> {
        within(value, 0).map_err(|fields| Unfit::Other(MarksError::NoMarks { fields }))
    }
}

/// The object with marks in a value, also where it is wrapped in another; else the names of the value's fields.
fn within(value: Value, depth: usize) -> Result<serde_json::Map<String, Value>, String> {
    let is_marks =
        |fields: &serde_json::Map<String, Value>| Criterion::WORDS.iter().any(|word| fields.contains_key(*word));
    let inner: Vec<Value> = match value {
        Value::Object(fields) if is_marks(&fields) => return Ok(fields),
        Value::String(text) => json_in(&text).map(|(value, _)| value).into_iter().collect(),
        _ if depth >= DEEPEST => Vec::new(),
        Value::Object(fields) => {
            let names = fields.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            let found = fields.into_iter().find_map(|(_, inner)| within(inner, depth + 1).ok());
            return found.ok_or_else(|| excerpt::start_of(&names));
        }
        Value::Array(items) => items,
        _ => Vec::new(),
    };
    if depth < DEEPEST {
        let found = inner.into_iter().find_map(|inner| within(inner, depth + 1).ok());
        return found.ok_or_else(|| "none".to_owned());
    }
    Err("none".to_owned())
}
