//! What an unmarked `--persona`, `--emotion` or `--topic` means: a part where a command only reads, the whole value
//! where it decides, deletes, purges, exports or spends.

use crate::domain::axis::Axis;
use crate::domain::axis_match::{AxisMatch, NothingToMatch};
use crate::domain::vocabulary;
use crate::library::{DrawError, vocabulary_values};
use crate::store::Store;

/// A value of an axis as typed. The type says what an unmarked one means.
pub trait AxisText: std::fmt::Debug + Clone + Send + Sync + 'static {
    /// The help of the flag, after "Only this persona".
    const HELP: &'static str;

    /// Reads the text.
    fn read(given: &str) -> Result<AxisMatch, NothingToMatch>;
}

/// An unmarked text is a part.
#[derive(Debug, Clone, Copy)]
pub struct ByPart;

impl AxisText for ByPart {
    const HELP: &'static str = "or one that holds this text, ignoring case; =TEXT for the whole, @NAME for each of a vocabulary (repeat for several)";

    fn read(given: &str) -> Result<AxisMatch, NothingToMatch> {
        AxisMatch::part_unless_marked(given)
    }
}

/// An unmarked text is the whole value.
#[derive(Debug, Clone, Copy, Default)]
pub struct ByWhole;

impl AxisText for ByWhole {
    const HELP: &'static str =
        "ignoring case; ~TEXT for each that holds the text, @NAME for each of a vocabulary (repeat for several)";

    fn read(given: &str) -> Result<AxisMatch, NothingToMatch> {
        AxisMatch::whole_unless_marked(given)
    }
}

/// The help of the flag for an axis.
pub(super) fn help<A: AxisText>(axis: &str) -> String {
    format!("Only this {axis}, {}", A::HELP)
}

/// What a flag of an axis asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AxisValue {
    /// A value, or a part of one.
    Match(AxisMatch),
    /// Every value of the vocabulary with this name.
    Vocabulary(String),
}

pub(super) fn value<A: AxisText>(given: &str) -> Result<AxisValue, String> {
    if let Some(name) = vocabulary::named(given) {
        return Ok(AxisValue::Vocabulary(name.to_owned()));
    }
    let value = A::read(given).map_err(|_| "expected a text; a part of a value needs at least one letter".to_owned());
    value.map(AxisValue::Match)
}

/// The values without those that a vocabulary stands for.
pub(super) fn matches(values: &[AxisValue]) -> Vec<AxisMatch> {
    let own = values.iter().filter_map(|value| match value {
        AxisValue::Match(own) => Some(own.clone()),
        AxisValue::Vocabulary(_) => None,
    });
    own.collect()
}

/// The values that vocabularies stand for.
pub(super) async fn of_vocabularies(
    store: &Store,
    axis: Axis,
    values: &[AxisValue],
) -> Result<Vec<AxisMatch>, DrawError> {
    let mut all = Vec::new();
    for value in values {
        if let AxisValue::Vocabulary(name) = value {
            all.extend(vocabulary_values(store, axis, name).await?.into_iter().map(AxisMatch::Whole));
        }
    }
    Ok(all)
}
