//! The source of a conversation beside its turns.

use std::ops::Range;

use crate::domain::document::Chunk;

/// From so many columns on the source has room there.
const BESIDE: usize = 100;

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

/// The columns of the turns and of the source.
pub(super) fn halves(columns: usize) -> (usize, usize) {
    let source = columns * 9 / 20;
    (columns.saturating_sub(source + 3), source)
}
