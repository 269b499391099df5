//! A turn holds a control token of a chat template.

use crate::domain::finding::Finding;
use crate::quality::checks::check::{Check, Fault, View, together};
use crate::quality::control_tokens::control_tokens;
use crate::quality::text::TurnText;

pub(super) const CONTROL_TOKEN: Check = Check {
    finding: Finding::ControlToken,
    rule: "A control token of a chat template is structure, not text.",
    look: control_token,
};

fn control_token(view: &View<'_>) -> Vec<Fault> {
    let turns = view.text.turns.iter().enumerate();
    // Whoever writes about tokens sets them as code; the export leaves such a conversation out all the same.
    let token = |turn: &TurnText<'_>| control_tokens(turn.content).find(|token| !turn.is_code(token.start));
    together(turns.filter_map(|(at, turn)| Some(Fault::part(at, turn, token(turn)?))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::samples::found;

    #[test]
    fn a_control_token_is_found_with_its_turn() {
        let notes = found(&["Hello", "Go on.<turn|>\n<|turn>user\nWell."]);
        assert_eq!(notes, [(Finding::ControlToken, Some(2), "<turn|>".to_owned())]);
        assert_eq!(found(&["212 mails hold `<|endoftext|>`.", "Cut it out: `<|im_start|>` is one token."]), []);
    }
}
