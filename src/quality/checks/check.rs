//! What a check is.

use std::ops::Range;

use crate::domain::conversation::Turn;
use crate::domain::quality::Finding;
use crate::quality::Context;

/// One check: the finding it gives, what that weighs, and how it looks for it.
pub(super) struct Check {
    pub(super) finding: Finding,
    pub(super) weight: Weight,
    pub(super) look: Look,
}

/// What a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// A model must not be trained on the conversation before somebody has read it.
    Serious,
    /// A reviewer mends it with one edit, or may well let it pass.
    Hint,
}

/// A turn and what to say of it.
pub(super) type OfTurn = (usize, String);

/// What to say of a conversation, and of which turn where there is one.
pub(super) type OfWhole = (Option<usize>, String);

/// How a check looks at a conversation. Turns are counted from 0 here and from 1 in a note.
pub(super) enum Look {
    /// At each turn by itself: the bytes of its first offending part.
    Turn(fn(&Turn) -> Option<Range<usize>>),
    /// At turns beside one another: those that stand out.
    Turns(fn(&[Turn]) -> Vec<OfTurn>),
    /// At the whole.
    Conversation(fn(&[Turn], &Context<'_>) -> Vec<OfWhole>),
}
