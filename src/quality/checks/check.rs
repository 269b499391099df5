//! A check: the finding it gives, the weight of that finding, and what it looks at.

use std::ops::Range;

use crate::domain::conversation::Turn;
use crate::domain::quality::Finding;
use crate::quality::Context;

pub(super) struct Check {
    pub(super) finding: Finding,
    pub(super) weight: Weight,
    pub(super) look: Look,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// A model must not be trained on the conversation before somebody has read it.
    Serious,
    /// A reviewer fixes it with one edit, or leaves it.
    Hint,
}

/// A turn (from 0) and the detail of its note.
pub(super) type OfTurn = (usize, String);

/// The detail of a note about the whole conversation, with the turn (from 0) where one matters.
pub(super) type OfWhole = (Option<usize>, String);

/// What a check looks at. Turns count from 0 here, and from 1 in a note.
pub(super) enum Look {
    /// Each turn alone; gives the bytes of its first offending part.
    Turn(fn(&Turn) -> Option<Range<usize>>),
    /// All turns, compared with each other; gives the offending ones.
    Turns(fn(&[Turn]) -> Vec<OfTurn>),
    /// The whole conversation and its context.
    Conversation(fn(&[Turn], &Context<'_>) -> Vec<OfWhole>),
}
