//! What a session hands to its screen: the next conversation, what a command did, and the sum.

use serde::Serialize;

use crate::domain::conversation::Conversation;
use crate::domain::review::{Action, Decision};
use crate::domain::status::{Move, MoveNotAllowed, Status};
use crate::store::FullConversation;

/// What a reviewer does with the current conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Approve, reject, send back or reopen it.
    Decide(Decision),
    /// Leave it unchanged and continue with the next.
    Skip,
}

/// What a session has done so far, in conversations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Approved for training.
    pub approved: u64,
    /// Rejected for training.
    pub rejected: u64,
    /// Sent back for revision.
    pub sent_back: u64,
    /// Reopened after a rejection.
    pub reopened: u64,
    /// Skipped, and undecided still.
    pub skipped: u64,
    /// Given another text.
    pub edited: u64,
    /// Moved to the trash.
    pub deleted: u64,
    /// Notes that were written.
    pub noted: u64,
    /// Tags that were put on or taken off.
    pub tagged: u64,
    /// Decided or deleted by somebody else while they waited here.
    pub elsewhere: u64,
}

impl Counts {
    pub(super) fn add(&mut self, decided: Move) {
        match decided {
            Move::Approve => self.approved += 1,
            Move::Reject => self.rejected += 1,
            Move::SendBack => self.sent_back += 1,
            Move::Reopen => self.reopened += 1,
            Move::Open => {}
        }
    }

    /// An undo takes so many acts of a kind back.
    pub(super) fn take_back(&mut self, action: Action, number: u64) {
        let counted = match action {
            Action::Approve => &mut self.approved,
            Action::Reject => &mut self.rejected,
            Action::SendBack => &mut self.sent_back,
            Action::Reopen => &mut self.reopened,
            Action::Edit => &mut self.edited,
            Action::Delete => &mut self.deleted,
            Action::Note => &mut self.noted,
            Action::Tag | Action::Untag => &mut self.tagged,
            _ => return,
        };
        *counted = counted.saturating_sub(number);
    }

    /// Decisions of this session, of all four kinds.
    pub fn decided(&self) -> u64 {
        self.approved + self.rejected + self.sent_back + self.reopened
    }
}

/// What somebody else did to a conversation that waits here or is being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meanwhile {
    /// Decided.
    Decided {
        /// The conversation's short id.
        short_id: String,
        /// Its status now.
        status: Status,
        /// The reviewer, where the history names one.
        by: Option<String>,
    },
    /// Given another text. It stays undecided, and on the screen.
    Edited {
        /// Who did it.
        by: String,
    },
    /// Deleted.
    Gone {
        /// The conversation's short id.
        short_id: String,
    },
    /// Opened by another session, which reads it now. It stays undecided.
    Claimed {
        /// The conversation's short id.
        short_id: String,
        /// The other reviewer.
        by: String,
    },
}

/// What comes next.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// Show this one and ask for a command.
    Read(Box<FullConversation>),
    /// Somebody else dealt with this one; call `next` again.
    PassedOver(Meanwhile),
    /// The queue is empty.
    End,
}

/// The result of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// The decision is stored; this is the new status.
    Decided(Status),
    /// The same, but nobody can have read it: it was on the screen for less time than an eye needs.
    Unread(Status),
    /// The conversation is unchanged.
    Skipped,
    /// Somebody else was faster; nothing changed here.
    TooLate(Meanwhile),
    /// The status forbids the decision; the conversation stays the current one.
    Refused(MoveNotAllowed),
}

/// What waits in the queue, for a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// The first of them, each with whether this session had it open.
    pub conversations: Vec<(Conversation, bool)>,
    /// How many there are in all.
    pub total: u64,
}
