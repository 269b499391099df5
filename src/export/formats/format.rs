//! The trait of the export formats, and the reasons to refuse a conversation.

use std::collections::BTreeMap;

use crate::domain::word::words;
use crate::store::FullConversation;

/// The parts of a file, in this order.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Part<'a> {
    Begin,
    One(&'a FullConversation),
    End,
}

/// Writes one file format. The same parts and options give the same bytes.
pub(crate) trait Format: Send {
    /// Appends a part to `out`. Appends nothing for a conversation that trainers would refuse.
    fn write(&mut self, part: Part<'_>, out: &mut Vec<u8>) -> Result<(), Unfit>;
}

words! {
    /// Why a conversation cannot be a training example (trainers reject the row or drop it silently).
    Unfit is "reason" {
        /// It has no turns.
        NoTurns = "no_turns",
        /// A turn is empty.
        EmptyTurn = "empty_turn",
        /// A turn holds a control token of a chat template: cutting it out could join two speakers.
        ControlToken = "control_token",
        /// Roles do not start with the user and alternate.
        RolesNotAlternating = "roles_not_alternating",
        /// The last turn is the user's: there is no answer to learn.
        EndsOnUser = "ends_on_user",
    }
}

impl Unfit {
    /// The count of each reason, in words: "2 without turns; 1 with an empty turn".
    pub(crate) fn reasons(unfit: &BTreeMap<Unfit, u64>) -> String {
        let reasons: Vec<String> = unfit.iter().map(|(unfit, number)| format!("{number} {}", unfit.reason())).collect();
        reasons.join("; ")
    }

    /// The words after a number of conversations.
    fn reason(self) -> &'static str {
        match self {
            Unfit::NoTurns => "without turns",
            Unfit::EmptyTurn => "with an empty turn",
            Unfit::ControlToken => "with a control token of a chat template in a turn",
            Unfit::RolesNotAlternating => "whose speakers do not alternate, the user first",
            Unfit::EndsOnUser => "whose last turn is the user's",
        }
    }
}
