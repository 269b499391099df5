//! What an unmarked `--persona`, `--emotion` or `--topic` means: a part where a command only reads, the whole value
//! where it decides, deletes, purges, exports or spends.

use crate::domain::axis_match::{AxisMatch, NothingToMatch};

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
    const HELP: &'static str = "or one that holds this text, ignoring case; =TEXT for the whole (repeat for several)";

    fn read(given: &str) -> Result<AxisMatch, NothingToMatch> {
        AxisMatch::part_unless_marked(given)
    }
}

/// An unmarked text is the whole value.
#[derive(Debug, Clone, Copy, Default)]
pub struct ByWhole;

impl AxisText for ByWhole {
    const HELP: &'static str = "ignoring case; ~TEXT for each that holds the text (repeat for several)";

    fn read(given: &str) -> Result<AxisMatch, NothingToMatch> {
        AxisMatch::whole_unless_marked(given)
    }
}

/// The help of the flag for an axis.
pub(super) fn help<A: AxisText>(axis: &str) -> String {
    format!("Only this {axis}, {}", A::HELP)
}

pub(super) fn value<A: AxisText>(given: &str) -> Result<AxisMatch, String> {
    A::read(given).map_err(|_| "expected a text; a part of a value needs at least one letter".to_owned())
}
