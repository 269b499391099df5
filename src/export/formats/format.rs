//! What every form of file does, and whom it refuses.

use std::collections::BTreeMap;

use crate::domain::word::words;
use crate::store::FullConversation;

/// What a format is given, one after the other.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// Before the first conversation.
    Begin,
    /// A conversation.
    One(&'a FullConversation),
    /// After the last.
    End,
}

/// A form of file. The same parts and options give the same bytes.
pub trait Format: Send {
    /// Appends a part to `out`; a conversation that no trainer of this form would take is refused and nothing appended.
    /// Gives back how many control tokens of chat templates were taken out of the text.
    fn write(&mut self, part: Part<'_>, out: &mut Vec<u8>) -> Result<u64, Unfit>;
}

words! {
    /// Why a conversation cannot be a training example (trainers reject the row, or drop it in silence).
    Unfit is "reason" {
        /// It has no turns.
        NoTurns = "no_turns",
        /// A turn is empty, or holds nothing but control tokens.
        EmptyTurn = "empty_turn",
        /// Roles do not start with the user and alternate.
        RolesNotAlternating = "roles_not_alternating",
        /// The last turn is the user's: there is no answer to learn.
        EndsOnUser = "ends_on_user",
    }
}

impl Unfit {
    /// How many were refused for each reason, in words: "2: no turns; 1: an empty turn".
    pub fn reasons(unfit: &BTreeMap<Unfit, u64>) -> String {
        let reasons: Vec<String> =
            unfit.iter().map(|(unfit, number)| format!("{number}: {}", unfit.reason())).collect();
        reasons.join("; ")
    }

    /// The reason in words, after "left out: ".
    fn reason(self) -> &'static str {
        match self {
            Unfit::NoTurns => "no turns",
            Unfit::EmptyTurn => "an empty turn",
            Unfit::RolesNotAlternating => "roles do not alternate from the user on",
            Unfit::EndsOnUser => "the last turn is the user's",
        }
    }
}
