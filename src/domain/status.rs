//! The states of a conversation, and which moves between them are allowed.

use crate::domain::word::words;

words! {
    /// Where a conversation stands between the model and the training file.
    Status is "status" {
        /// Begun and not generated.
        Draft = "draft",
        /// Generated, and at or above its threshold.
        Generated = "generated",
        /// Opened by a reviewer and not decided.
        PendingReview = "pending_review",
        /// Accepted for training.
        Approved = "approved",
        /// Refused, with a reason.
        Rejected = "rejected",
        /// Below its threshold, or sent back with a note.
        NeedsRevision = "needs_revision",
        /// Came from elsewhere with no state of its own.
        None = "none",
        /// Generation ended without a conversation.
        Failed = "failed",
    }
}

words! {
    /// What a reviewer can do with a conversation.
    Move is "move" {
        /// Opened for reading, not decided.
        Open = "open",
        /// Accepted for training.
        Approve = "approve",
        /// Refused; needs a reason.
        Reject = "reject",
        /// Sent back to be made again; needs a note.
        SendBack = "send_back",
        /// A rejected one taken up again; needs a reason.
        Reopen = "reopen",
    }
}

impl Move {
    /// The state this move leads to.
    pub fn leads_to(self) -> Status {
        match self {
            Move::Open | Move::Reopen => Status::PendingReview,
            Move::Approve => Status::Approved,
            Move::Reject => Status::Rejected,
            Move::SendBack => Status::NeedsRevision,
        }
    }
}

/// A move that the state does not allow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot {} a conversation that is {from}; {}", attempted.as_str().replace('_', " "), allowed_words(*from))]
pub struct MoveNotAllowed {
    /// The state it is in.
    pub from: Status,
    /// What was tried.
    pub attempted: Move,
}

fn allowed_words(from: Status) -> String {
    let words: Vec<String> = from.moves().iter().map(|step| step.as_str().replace('_', " ")).collect();
    if words.is_empty() { "no move is allowed from there".into() } else { format!("allowed: {}", words.join(", ")) }
}

impl Status {
    /// No reviewer has said yes or no.
    pub fn is_undecided(self) -> bool {
        matches!(self, Status::Draft | Status::Generated | Status::PendingReview | Status::NeedsRevision | Status::None)
    }

    /// The moves allowed from this state.
    ///
    /// Every undecided state can be approved, rejected or sent back. An approved one can be sent back or rejected, a
    /// rejected one reopened. A failed one holds no conversation: nothing can be decided about it. Opening marks an
    /// undecided one as being read; a flag already raised (`needs_revision`) is not taken down by a look.
    pub fn moves(self) -> &'static [Move] {
        match self {
            Status::Draft | Status::Generated | Status::PendingReview | Status::None => {
                &[Move::Open, Move::Approve, Move::Reject, Move::SendBack]
            }
            Status::NeedsRevision => &[Move::Approve, Move::Reject, Move::SendBack],
            Status::Approved => &[Move::Reject, Move::SendBack],
            Status::Rejected => &[Move::Reopen],
            Status::Failed => &[],
        }
    }

    /// The state after the move, or which moves there are.
    pub fn after(self, step: Move) -> Result<Status, MoveNotAllowed> {
        if self.moves().contains(&step) {
            Ok(step.leads_to())
        } else {
            Err(MoveNotAllowed { from: self, attempted: step })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_undecided_state_can_be_approved_rejected_and_sent_back() {
        for status in Status::ALL.iter().filter(|status| status.is_undecided()) {
            assert_eq!(status.after(Move::Approve), Ok(Status::Approved));
            assert_eq!(status.after(Move::Reject), Ok(Status::Rejected));
            assert_eq!(status.after(Move::SendBack), Ok(Status::NeedsRevision));
        }
    }

    #[test]
    fn a_refused_move_says_which_are_allowed() {
        let refused = Status::Rejected.after(Move::Approve).expect_err("not allowed");
        assert_eq!(refused.to_string(), "cannot approve a conversation that is rejected; allowed: reopen");
        let refused = Status::Failed.after(Move::Approve).expect_err("not allowed");
        assert_eq!(refused.to_string(), "cannot approve a conversation that is failed; no move is allowed from there");
    }

    #[test]
    fn no_row_of_moves_leads_from_failed_to_approved() {
        assert!(Status::Failed.moves().is_empty());
        assert!(Status::ALL.iter().all(|from| from.moves().iter().all(|step| step.leads_to() != Status::Failed)));
    }
}
