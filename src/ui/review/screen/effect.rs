//! What the state machine wants done. The loop in `sitting` does it, through the door of the review.

use crate::domain::finding::Finding;
use crate::domain::ids::ConversationId;
use crate::domain::review::Decision;
use crate::domain::tag::Tag;
use crate::error::Exit;
use crate::store::Tagging;
use crate::ui::review::beside::Beside;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Effect {
    Approve,
    Reject {
        reason: String,
    },
    SendBack {
        note: String,
    },
    Reopen {
        reason: String,
    },
    /// Leave it as it is and count it as skipped.
    Skip,
    /// Edit the text in the person's own editor.
    Edit,
    /// Store another text of a turn; its place counts from 0.
    EditTurn {
        turn: usize,
        content: String,
    },
    /// Move it to the trash; an approved one only by force.
    Delete {
        force: bool,
    },
    /// Write a note about it.
    Note(String),
    /// See whether a model can write it anew at all, while the note is asked for.
    CheckAnew,
    /// Let a model write it anew by this note; without one, by the note of the last send-back and the findings.
    MakeAnew(Option<String>),
    /// Put a tag on it, or take it off.
    Tag(Tag, Tagging),
    /// Take the last act of the session back.
    Undo,
    /// The next one; this one stays undecided.
    Next,
    Previous,
    /// The conversation with this id, as typed.
    Open(String),
    /// Read another conversation, and show it beside the one on the screen.
    Beside(Beside),
    /// Read what the database knows beside the text.
    ReadBackground,
    /// Read the chunk that it rests on.
    ReadSource,
    /// Read the list of what waits; only those with a finding, where one is named.
    List(Option<Finding>),
    /// One decision about all of these.
    DecideAll {
        ids: Vec<ConversationId>,
        decision: Decision,
        /// Whether they were marked all at once, and not each by a person.
        is_all_at_once: bool,
    },
    /// Draw everything again.
    Redraw,
    /// Stop the process as Ctrl-Z does, until the shell continues it.
    Suspend,
    Leave(Exit),
}
