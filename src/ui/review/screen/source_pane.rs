//! The source of a conversation beside its turns.

use std::ops::Range;

use crate::domain::document::Chunk;

/// From so many columns on the source has room there.
const BESIDE: usize = 100;

/// From so many columns on it comes there by itself.
const UNASKED: usize = 120;

/// The source, and where the turns go beyond it.
#[derive(Debug, Clone)]
pub(super) struct SourcePane {
    pub(super) chunk: Chunk,
    /// Where the turns say what it lacks: turn and bytes.
    pub(super) beyond: Vec<(usize, Range<usize>)>,
}

pub(super) fn has_room_beside(columns: usize) -> bool {
    columns >= BESIDE
}

pub(super) fn comes_unasked(columns: usize) -> bool {
    columns >= UNASKED
}

/// The columns of the turns and of the source.
pub(super) fn halves(columns: usize) -> (usize, usize) {
    let source = columns * 9 / 20;
    (columns.saturating_sub(source + 3), source)
}
