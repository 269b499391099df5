//! The states of a conversation, and the allowed moves between them.

use crate::domain::word::words;

words! {
    /// The state of a conversation, between the model and the training file.
    Status is "status" {
        /// Not generated yet.
        Draft = "draft",
        /// Generated, with at least its threshold score.
        Generated = "generated",
        /// Opened by a reviewer and not decided.
        PendingReview = "pending_review",
        /// Released for training.
        Approved = "approved",
        /// Excluded from training, with a reason.
        Rejected = "rejected",
        /// Below its threshold, or sent back with a note.
        NeedsRevision = "needs_revision",
        /// Imported without a state.
        None = "none",
        /// Every attempt to generate it failed.
        Failed = "failed",
    }
}

words! {
    /// An action of a reviewer on a conversation.
    Move is "move" {
        /// Starts to read it.
        Open = "open",
        /// Releases it for training.
        Approve = "approve",
        /// Excludes it from training; needs a reason.
        Reject = "reject",
        /// Asks for another version; needs a note.
        SendBack = "send_back",
        /// Returns a rejected one to the review; needs a reason.
        Reopen = "reopen",
    }
}

impl Move {
    pub(crate) fn leads_to(self) -> Status {
        match self {
            Move::Open | Move::Reopen => Status::PendingReview,
            Move::Approve => Status::Approved,
            Move::Reject => Status::Rejected,
            Move::SendBack => Status::NeedsRevision,
        }
    }
}

/// Whether a person may make the decision that stands once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repeat {
    No,
    /// Only a filter approved it, in spite of a serious finding: from now on it counts as read.
    Unread,
    /// Another person decided so: from now on two have read it, and agree.
    Agrees,
}

impl Repeat {
    pub(crate) fn of(status: Status, is_unread: bool, agrees: bool) -> Repeat {
        match status {
            Status::Approved if is_unread => Repeat::Unread,
            Status::Approved | Status::Rejected if agrees => Repeat::Agrees,
            _ => Repeat::No,
        }
    }
}

/// The state does not allow this move.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot {} a conversation that is {}; {}", attempted.as_str().replace('_', " "), from.shown(), allowed_words(*from))]
pub struct MoveNotAllowed {
    /// The current state.
    pub from: Status,
    /// The move that was tried.
    pub attempted: Move,
}

fn allowed_words(from: Status) -> String {
    // A review opens a conversation by itself: no key or command does.
    let steps = from.moves().iter().filter(|step| **step != Move::Open);
    let words: Vec<String> = steps.map(|step| step.as_str().replace('_', " ")).collect();
    if words.is_empty() { "no move is allowed from there".into() } else { format!("allowed: {}", words.join(", ")) }
}

impl Status {
    /// The word as a person reads it: "needs revision". Typed ones may have a space, `-` or `_`.
    pub fn shown(self) -> &'static str {
        match self {
            Status::PendingReview => "pending review",
            Status::NeedsRevision => "needs revision",
            status => status.as_str(),
        }
    }

    /// The state after score or findings changed. A person's word stays: what was approved, rejected or sent back keeps
    /// its state. `is_bad`: below its threshold, or with a serious finding.
    pub(crate) fn after_scoring(self, is_bad: bool, was_sent_back: bool) -> Status {
        match self {
            Status::Generated | Status::PendingReview if is_bad => Status::NeedsRevision,
            Status::NeedsRevision if !is_bad && !was_sent_back => Status::Generated,
            status => status,
        }
    }

    /// Whether no reviewer has approved or rejected it.
    pub fn is_undecided(self) -> bool {
        matches!(self, Status::Draft | Status::Generated | Status::PendingReview | Status::NeedsRevision | Status::None)
    }

    /// The moves allowed from this state.
    ///
    /// A failed conversation has no turns, so it allows no decision. Opening keeps `needs_revision`.
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

    /// The state after a decision, which may be the same one.
    pub(crate) fn decided(self, step: Move, repeat: Repeat) -> Result<Status, MoveNotAllowed> {
        match (self, step, repeat) {
            (Status::Approved, Move::Approve, Repeat::Unread | Repeat::Agrees)
            | (Status::Rejected, Move::Reject, Repeat::Agrees) => Ok(self),
            _ => self.after(step),
        }
    }

    /// The state after the move; the error names the allowed moves.
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
        let refused = Status::Generated.after(Move::Reopen).expect_err("not allowed");
        assert!(refused.to_string().ends_with("; allowed: approve, reject, send back"), "{refused}");
        let refused = Status::Failed.after(Move::Approve).expect_err("not allowed");
        assert_eq!(refused.to_string(), "cannot approve a conversation that is failed; no move is allowed from there");
    }

    #[test]
    fn no_row_of_moves_leads_from_failed_to_approved() {
        assert!(Status::Failed.moves().is_empty());
        assert!(Status::ALL.iter().all(|from| from.moves().iter().all(|step| step.leads_to() != Status::Failed)));
    }
}
