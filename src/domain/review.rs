//! Decisions of reviewers about conversations.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::status::{Move, Status};
use crate::domain::word::words;

/// A decision with its reason: one that needs a reason cannot exist without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Release for training.
    Approve {
        /// A remark.
        note: Option<String>,
    },
    /// Exclude from training.
    Reject {
        /// What is wrong.
        reason: String,
    },
    /// Ask for another version.
    SendBack {
        /// What the model should do differently.
        note: String,
    },
    /// Return a rejected conversation to the review.
    Reopen {
        /// Why the rejection was wrong.
        reason: String,
    },
}

impl Decision {
    pub(crate) fn step(&self) -> Move {
        match self {
            Decision::Approve { .. } => Move::Approve,
            Decision::Reject { .. } => Move::Reject,
            Decision::SendBack { .. } => Move::SendBack,
            Decision::Reopen { .. } => Move::Reopen,
        }
    }

    /// Trims the reason; `None` if it is empty then.
    pub(crate) fn trimmed(mut self) -> Option<Decision> {
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

    /// The reason, note or remark.
    pub(crate) fn reason(&self) -> Option<&str> {
        match self {
            Decision::Approve { note } => note.as_deref(),
            Decision::Reject { reason } | Decision::Reopen { reason } => Some(reason),
            Decision::SendBack { note } => Some(note),
        }
    }
}

words! {
    /// How a decision selected its conversation.
    Basis is "basis" {
        /// A person opened it in the review. Only this is a reading.
        Opened = "opened",
        /// A person named its id, as an argument or on stdin.
        Named = "named",
        /// It matched a filter.
        Filter = "filter",
    }
}

/// One entry of a conversation's review history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewEntry {
    /// The name of the reviewer.
    pub by: String,
    /// The time of the decision.
    pub at: DateTime<Utc>,
    /// The state before.
    pub from: Status,
    /// The state after.
    pub to: Status,
    /// The reason, note or remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// How the decision selected it; `None` in entries older than this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
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
