//! Decisions of reviewers about conversations.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::ids::ConversationId;
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

    /// The status that it gives.
    pub(crate) fn leads_to(&self) -> Status {
        self.step().leads_to()
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

/// The most reasons that have a number key.
pub(crate) const MOST_REASONS: usize = 9;

/// The reasons on the number keys where dialoom.toml has none of its own.
pub(crate) const REASONS: [&str; MOST_REASONS] = [
    "off topic",
    "wrong facts",
    "bad advice",
    "unnatural or repetitive",
    "too short or cut off",
    "wrong tone, persona or emotion",
    "refusal or talk of being a model",
    "placeholder or markup",
    "personal data",
];

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

words! {
    /// What a person does to conversations with one command. An act can be undone as a whole.
    Action is "action" {
        /// Released them for training.
        Approve = "approve",
        /// Excluded them from training.
        Reject = "reject",
        /// Asked for another version.
        SendBack = "send_back",
        /// Returned rejected ones to the review.
        Reopen = "reopen",
        /// Changed their text.
        Edit = "edit",
        /// Wrote one by hand.
        Create = "create",
        /// Moved them to the trash.
        Delete = "delete",
        /// Removed them for good; cannot be undone.
        Purge = "purge",
        /// Wrote a note about them.
        Note = "note",
        /// Put a tag on them.
        Tag = "tag",
        /// Took a tag off them.
        Untag = "untag",
        /// Took an earlier act back; cannot be undone.
        Undo = "undo",
    }
}

impl Action {
    /// Whether an undo can take it back.
    pub(crate) fn can_be_undone(self) -> bool {
        !matches!(self, Action::Purge | Action::Undo)
    }

    /// Whether it leaves text and status as they are, so that nothing else depends on it.
    pub(crate) fn is_remark(self) -> bool {
        matches!(self, Action::Note | Action::Tag | Action::Untag)
    }
}

impl From<Move> for Action {
    fn from(step: Move) -> Action {
        match step {
            Move::Approve => Action::Approve,
            Move::Reject => Action::Reject,
            Move::SendBack => Action::SendBack,
            Move::Open | Move::Reopen => Action::Reopen,
        }
    }
}

/// What an act changes about one conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The conversation that changes.
    pub id: ConversationId,
    /// Its id as people type it.
    pub short_id: String,
    /// The status before the decision.
    pub from: Status,
    /// The status after the decision.
    pub to: Status,
    /// Its title, for lists.
    pub title: String,
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
    /// Whether it takes the entry back that stood before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undo: bool,
}

/// The entries that nobody took back, the last one first.
pub(crate) fn standing(history: &[ReviewEntry]) -> impl Iterator<Item = &ReviewEntry> {
    let mut undone = 0;
    history.iter().rev().filter(move |entry| match (entry.undo, undone) {
        (true, _) => {
            undone += 1;
            false
        }
        (false, 0) => true,
        (false, _) => {
            undone -= 1;
            false
        }
    })
}

/// The last entry that nobody took back.
pub(crate) fn last_standing(history: &[ReviewEntry]) -> Option<&ReviewEntry> {
    standing(history).next()
}

/// The decisions that nobody took back and that led to this status, without a decision or an edit between.
fn leading_to(history: &[ReviewEntry], status: Status) -> impl Iterator<Item = &ReviewEntry> {
    standing(history).take_while(move |entry| entry.to == status)
}

/// Whether somebody decided so, and this person did not: they may read it, too, and agree.
pub(crate) fn may_agree(history: &[ReviewEntry], status: Status, by: &str) -> bool {
    let mut people = leading_to(history, status).map(|entry| entry.by.as_str()).peekable();
    people.peek().is_some() && people.all(|person| person != by)
}

/// Who opened it and made the decision that stands.
pub(crate) fn readers(history: &[ReviewEntry], status: Status) -> impl Iterator<Item = &str> {
    leading_to(history, status).filter(|entry| entry.basis == Some(Basis::Opened)).map(|entry| entry.by.as_str())
}

/// Whether a person sent it back last. An edit can lead to the same state, but has no note.
pub(crate) fn is_sent_back(history: &[ReviewEntry]) -> bool {
    send_back(history).is_some()
}

/// Who sent it back last, and the note, where that stands.
pub(crate) fn send_back(history: &[ReviewEntry]) -> Option<(&str, &str)> {
    let last = last_standing(history).filter(|entry| entry.to == Status::NeedsRevision)?;
    last.why.as_deref().map(|note| (last.by.as_str(), note))
}

/// The note of the last send-back, or the reason of the last rejection, whichever is later.
pub(crate) fn last_complaint(history: &[ReviewEntry]) -> Option<&str> {
    let mut complaints = standing(history).filter(|entry| matches!(entry.to, Status::NeedsRevision | Status::Rejected));
    complaints.find_map(|entry| entry.why.as_deref())
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

    #[test]
    fn another_person_may_agree_once_and_only_with_the_decision_that_stands() {
        let entry = |by: &str, to: Status, basis: Basis, undo: bool| ReviewEntry {
            by: by.into(),
            at: DateTime::UNIX_EPOCH,
            from: Status::PendingReview,
            to,
            why: None,
            basis: Some(basis),
            undo,
        };
        let approved = |by: &str, basis| entry(by, Status::Approved, basis, false);
        let mut history = vec![entry("bob", Status::Approved, Basis::Opened, false)];
        history.push(entry("cleo", Status::NeedsRevision, Basis::Opened, false));
        assert!(!may_agree(&history, Status::Approved, "ada"));
        history.push(approved("ada", Basis::Named));
        let may = |history: &[ReviewEntry], by: &str| may_agree(history, Status::Approved, by);
        assert!(may(&history, "bob") && !may(&history, "ada") && !may(&[], "bob"));
        history.push(approved("bob", Basis::Opened));
        assert!(!may(&history, "bob") && may(&history, "cleo"));
        assert_eq!(readers(&history, Status::Approved).collect::<Vec<_>>(), ["bob"]);
        history.push(entry("bob", Status::Approved, Basis::Opened, true));
        assert!(may(&history, "bob"));
        assert_eq!(readers(&history, Status::Approved).count(), 0);
    }

    #[test]
    fn an_undo_takes_back_the_entry_before_it() {
        let entry = |to: Status, undo: bool| ReviewEntry {
            by: "ada".into(),
            at: DateTime::UNIX_EPOCH,
            from: Status::Generated,
            to,
            why: None,
            basis: None,
            undo,
        };
        let sent_back = entry(Status::NeedsRevision, false);
        let approved = entry(Status::Approved, false);
        let undone = entry(Status::Generated, true);
        assert_eq!(last_standing(&[sent_back.clone(), approved.clone(), undone.clone()]), Some(&sent_back));
        assert_eq!(last_standing(&[sent_back.clone(), approved, undone.clone(), undone.clone()]), None);
        assert_eq!(last_standing(&[undone.clone(), sent_back.clone()]), Some(&sent_back));
        assert!(!is_sent_back(std::slice::from_ref(&sent_back)), "an edit has no note");
        let noted = ReviewEntry { why: Some("shorter".into()), ..sent_back.clone() };
        assert!(is_sent_back(std::slice::from_ref(&noted)) && !is_sent_back(&[noted.clone(), undone.clone()]));
        assert_eq!(last_complaint(&[noted.clone(), sent_back]), Some("shorter"));
        assert_eq!(last_complaint(&[noted, undone]), None);
    }
}
