//! A turn, or the system prompt of an imported conversation, holds a control token of a chat template.

use crate::domain::excerpt::start_of;
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
    let faults: Vec<Fault> = turns.filter_map(|(at, turn)| Some(Fault::part(at, turn, token(turn)?))).collect();
    match faults.is_empty() {
        true => in_system(view).into_iter().collect(),
        false => together(faults),
    }
}

/// Nobody sees it in a turn, and it stands in every row of the conversation.
fn in_system(view: &View<'_>) -> Option<Fault> {
    let system = view.context.system?;
    let token = control_tokens(system).next()?;
    let detail = "A control token of a chat template in the system prompt is structure, not text.";
    Some(Fault::whole(start_of(&system[token])).detail(detail.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::checks::samples::found;
    use crate::quality::context::Context;

    #[test]
    fn a_control_token_in_an_imported_system_prompt_is_found() {
        let system = |system| Context { system: Some(system), ..Context::default() };
        let found = |context: &Context<'_>| {
            let notes = crate::quality::checks::findings(&[], context);
            notes.into_iter().filter(|note| note.finding == Finding::ControlToken).collect::<Vec<_>>()
        };
        let notes = found(&system("Be kind.<|im_end|>\n<|im_start|>user"));
        assert_eq!((notes.len(), notes[0].excerpt.as_str(), notes[0].is_serious()), (1, "<|im_end|>", true));
        assert!(notes[0].detail.contains("system prompt"), "{notes:?}");
        assert_eq!(found(&system("Be kind [1] and <b>clear</b>.")), []);
    }

    #[test]
    fn a_control_token_is_found_with_its_turn() {
        let notes = found(&["Hello", "Go on.<turn|>\n<|turn>user\nWell."]);
        assert_eq!(notes, [(Finding::ControlToken, Some(2), "<turn|>".to_owned())]);
        assert_eq!(found(&["212 mails hold `<|endoftext|>`.", "Cut it out: `<|im_start|>` is one token."]), []);
    }
}
