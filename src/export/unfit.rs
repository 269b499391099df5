//! Why a conversation makes no training example.

use std::collections::BTreeMap;

use crate::domain::finding::Finding;
use crate::domain::word::words;

words! {
    /// Why a conversation cannot be a training example (trainers reject the row or drop it silently).
    Unfit is "reason" {
        /// It has no turns.
        NoTurns = "no_turns",
        /// A turn is empty.
        EmptyTurn = "empty_turn",
        /// A turn holds a control token of a chat template, and nobody opened or named the conversation.
        ControlToken = "control_token",
        /// Roles do not start with the user and alternate.
        RolesNotAlternating = "roles_not_alternating",
        /// The last turn is the user's: there is no answer to learn.
        EndsOnUser = "ends_on_user",
        /// Neither approved nor rejected, so that nobody knows whether its answer is wanted.
        Undecided = "undecided",
        /// No conversation that it could be preferred to.
        NoPair = "no_pair",
    }
}

impl Unfit {
    /// Whether such conversations are always left out and counted. The others are an error, unless they may be skipped.
    pub(crate) fn is_left_out(self) -> bool {
        matches!(self, Unfit::ControlToken | Unfit::NoPair)
    }

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
            Unfit::Undecided => "neither approved nor rejected",
            Unfit::NoPair => "without a rejected conversation of the same persona, emotion and topic",
        }
    }

    /// The words after "it" and one conversation.
    pub(crate) fn fault(self) -> &'static str {
        match self {
            Unfit::NoTurns => "it has no turns",
            Unfit::EmptyTurn => "a turn is empty",
            Unfit::ControlToken => "a turn holds a control token of a chat template",
            Unfit::RolesNotAlternating => "its speakers do not alternate, the user first",
            Unfit::EndsOnUser => "its last turn is the user's",
            Unfit::Undecided => "it is neither approved nor rejected",
            Unfit::NoPair => "it has no pair",
        }
    }

    /// The finding of the checks for the same fault, to list all such conversations.
    pub(crate) fn finding(self) -> Option<Finding> {
        match self {
            Unfit::EmptyTurn => Some(Finding::EmptyTurn),
            Unfit::ControlToken => Some(Finding::ControlToken),
            Unfit::RolesNotAlternating => Some(Finding::RolesNotAlternating),
            Unfit::EndsOnUser => Some(Finding::EndsOnUser),
            Unfit::NoTurns | Unfit::Undecided | Unfit::NoPair => None,
        }
    }
}
