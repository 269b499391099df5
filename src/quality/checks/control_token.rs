//! A turn holds a control token of a chat template.

use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View, together};
use crate::quality::control_tokens;

pub(super) const CONTROL_TOKEN: Check = Check {
    finding: Finding::ControlToken,
    rule: "A control token of a chat template is structure, not text.",
    look: control_token,
};

fn control_token(view: &View<'_>) -> Vec<Fault> {
    let turns = view.text.turns.iter().enumerate();
    let token = |turn: &str| control_tokens::control_token(turn);
    together(turns.filter_map(|(at, turn)| Some(Fault::part(at, turn, token(turn.content)?))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::samples::found;

    #[test]
    fn a_control_token_is_found_with_its_turn() {
        let notes = found(&["Hello", "Go on.<turn|>\n<|turn>user\nWell."]);
        assert_eq!(notes, [(Finding::ControlToken, Some(2), "<turn|>".to_owned())]);
    }
}
