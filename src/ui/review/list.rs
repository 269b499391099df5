//! The list of what waits: rows that can be marked, for one decision about all of them.

use std::collections::BTreeSet;

use crate::domain::conversation::Conversation;
use crate::domain::finding::Finding;
use crate::domain::ids::ConversationId;
use crate::domain::review::Decision;
use crate::review::Waiting;

/// A row of the list.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) it: Conversation,
    /// Whether it was on the screen in this session.
    pub(super) is_opened: bool,
}

#[derive(Debug, Clone, Default)]
pub(super) struct List {
    pub(super) items: Vec<Item>,
    /// How many there are, those that the list leaves out included.
    pub(super) total: u64,
    /// The finding that all of them have, where the list was asked for those.
    pub(super) finding: Option<Finding>,
    /// The row the cursor is on.
    pub(super) at: usize,
    pub(super) marked: BTreeSet<ConversationId>,
    /// Whether some were marked all at once: then no person named them.
    pub(super) is_all_at_once: bool,
}

impl List {
    pub(super) fn new(waiting: Waiting, finding: Option<Finding>) -> List {
        let items = waiting.conversations.into_iter().map(|(it, is_opened)| Item { it, is_opened }).collect();
        List { items, total: waiting.total, finding, ..List::default() }
    }

    pub(super) fn move_by(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.items.len().saturating_sub(1));
    }

    /// Marks the row of the cursor, or takes its mark back, and goes a row further.
    pub(super) fn mark(&mut self) {
        if let Some(item) = self.items.get(self.at) {
            let id = item.it.id;
            if !self.marked.remove(&id) {
                self.marked.insert(id);
            }
            self.move_by(1);
        }
    }

    /// Marks all rows; where all are marked, none.
    pub(super) fn mark_all(&mut self) {
        self.is_all_at_once = self.marked.len() < self.items.len();
        self.marked =
            if self.is_all_at_once { self.items.iter().map(|item| item.it.id).collect() } else { BTreeSet::new() };
    }

    /// How many of the marked ones were never on the screen.
    pub(super) fn unopened(&self) -> usize {
        self.items.iter().filter(|item| self.marked.contains(&item.it.id) && !item.is_opened).count()
    }

    /// How many of the marked ones a person sent back before.
    fn sent_back(&self) -> usize {
        self.items.iter().filter(|item| self.marked.contains(&item.it.id) && item.it.sent_back).count()
    }

    /// The marked ones in the order of the list.
    pub(super) fn chosen(&self) -> Vec<ConversationId> {
        self.items.iter().map(|item| item.it.id).filter(|id| self.marked.contains(id)).collect()
    }

    /// "Approve 12 conversations? 9 of them were not opened."
    pub(super) fn question(&self, decision: &Decision) -> String {
        let (number, unopened) = (self.marked.len(), self.unopened());
        let what = match decision {
            Decision::Approve { .. } => "Approve",
            Decision::Reject { .. } => "Reject",
            Decision::SendBack { .. } => "Send back",
            Decision::Reopen { .. } => "Reopen",
        };
        let conversations = if number == 1 { "conversation" } else { "conversations" };
        let opened = match unopened {
            0 => "All of them were opened.".to_owned(),
            unopened if unopened == number => "None of them was opened.".to_owned(),
            1 => "1 of them was not opened.".to_owned(),
            unopened => format!("{unopened} of them were not opened."),
        };
        let sent_back = match self.sent_back() {
            0 => String::new(),
            1 => " 1 was sent back before.".to_owned(),
            many => format!(" {many} were sent back before."),
        };
        format!("{what} {number} {conversations}? {opened}{sent_back}")
    }
}
