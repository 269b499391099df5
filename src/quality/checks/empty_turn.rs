//! A turn says nothing: white space, dots, signs, an ellipsis in words, or what a program wrote in place of a text.

use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View};
use crate::quality::checks::machine_output::is_machine_output;

const MACHINE_OUTPUT: &str = "A turn is a missing value or an error of a program; expected what the speaker says.";

pub(super) const EMPTY_TURN: Check =
    Check { finding: Finding::EmptyTurn, rule: "Every turn says something in words.", look: empty };

fn empty(view: &View<'_>) -> Vec<Fault> {
    let empty = |at: &usize| !view.turns[*at].content.chars().any(char::is_alphanumeric);
    let (empty, others): (Vec<usize>, Vec<usize>) = (0..view.turns.len()).partition(empty);
    let output: Vec<usize> = others.into_iter().filter(|at| is_machine_output(view, *at)).collect();
    let mut faults = Vec::new();
    if !empty.is_empty() {
        faults.push(Fault::turns(empty, view.text));
    }
    if !output.is_empty() {
        faults.push(Fault::turns(output, view.text).detail(MACHINE_OUTPUT.to_owned()));
    }
    faults
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
