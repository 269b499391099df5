//! A check: the finding it gives, and what it looks at.

use std::ops::Range;

use crate::domain::conversation::Turn;
use crate::domain::finding::Finding;
use crate::quality::Context;

pub(super) struct Check {
    pub(super) finding: Finding,
    /// The rule in a sentence for people.
    pub(super) rule: &'static str,
    pub(super) look: Look,
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
