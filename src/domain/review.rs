//! Decisions of people about conversations.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::status::{Move, Status};

/// A decision about to be made, reason included, so that one that needs a reason cannot be made without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Accept for training.
    Approve {
        /// An optional remark.
        note: Option<String>,
    },
    /// Refuse.
    Reject {
        /// Why.
        reason: String,
    },
    /// Send back to be made again.
    SendBack {
        /// What the model should do differently.
        note: String,
    },
    /// Take a rejected one up again.
    Reopen {
        /// Why.
        reason: String,
    },
}

impl Decision {
    /// The move this decision makes.
    pub fn step(&self) -> Move {
        match self {
            Decision::Approve { .. } => Move::Approve,
            Decision::Reject { .. } => Move::Reject,
            Decision::SendBack { .. } => Move::SendBack,
            Decision::Reopen { .. } => Move::Reopen,
        }
    }

    /// The decision with the white space around its reason taken off; `None` where nothing is left of it.
    pub fn trimmed(mut self) -> Option<Decision> {
        let reason = match &mut self {
            Decision::Approve { note: None } => return Some(self),
            Decision::Approve { note: Some(reason) }
            | Decision::Reject { reason }
            | Decision::SendBack { note: reason }
            | Decision::Reopen { reason } => reason,
        };
        *reason = reason.trim().to_owned();
        (!reason.is_empty()).then_some(self)
    }

    /// The reason, note or remark given.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Decision::Approve { note } => note.as_deref(),
            Decision::Reject { reason } | Decision::Reopen { reason } => Some(reason),
            Decision::SendBack { note } => Some(note),
        }
    }
}

/// One line of a conversation's review history: who, when, from, to, why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewEntry {
    /// Who decided.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The state before.
    pub from: Status,
    /// The state after.
    pub to: Status,
    /// Why, where said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_of_white_space_is_none() {
        assert_eq!(Decision::Reject { reason: " \n".into() }.trimmed(), None);
        assert_eq!(Decision::Approve { note: Some(" ".into()) }.trimmed(), None);
        let note = |text: &str| Decision::SendBack { note: text.into() };
        assert_eq!(note(" too short ").trimmed(), Some(note("too short")));
        assert_eq!(Decision::Approve { note: None }.trimmed(), Some(Decision::Approve { note: None }));
    }
}
