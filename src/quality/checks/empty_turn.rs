//! A turn holds only white space.

use std::ops::Range;

use crate::domain::conversation::Turn;
use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Look};

pub(super) const EMPTY_TURN: Check =
    Check { finding: Finding::EmptyTurn, rule: "A turn says nothing.", look: Look::Turn(empty) };

fn empty(turn: &Turn) -> Option<Range<usize>> {
    turn.content.trim().is_empty().then_some(0..0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::samples::found;

    #[test]
    fn an_empty_turn_is_found() {
        assert_eq!(found(&["hello", " \n\t"]), [(Finding::EmptyTurn, Some(2), String::new())]);
    }
}
