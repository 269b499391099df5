//! A turn says nothing: white space, dots, signs, an ellipsis in words.

use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View};

pub(super) const EMPTY_TURN: Check =
    Check { finding: Finding::EmptyTurn, rule: "Every turn says something in words.", look: empty };

fn empty(view: &View<'_>) -> Vec<Fault> {
    let empty = |turn: &str| !turn.chars().any(char::is_alphanumeric);
    let turns: Vec<usize> = (0..view.turns.len()).filter(|at| empty(&view.turns[*at].content)).collect();
    if turns.is_empty() { Vec::new() } else { vec![Fault::turns(turns, view.text)] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::conversation::Role;
    use crate::quality::checks::samples::{assert_bad, assert_fine};

    #[test]
    fn turns_without_a_word_are_found() {
        assert_bad(
            Finding::EmptyTurn,
            Role::Assistant,
            &["", " \n\t", "…", "...", "- - -", "?!", "***", "—", ". . .", "🙂🙂"],
        );
        assert_fine(Finding::EmptyTurn, Role::Assistant, &["Yes.", "7", "…and then?", "好", "да"]);
    }
}
