//! The history of one conversation: who did what, how its text changed, and what it was made from.

use serde::Serialize;

use crate::domain::conversation::{Text, Turn};
use crate::domain::ids::ConversationId;
use crate::store::{Entry, FullConversation, Relatives, Store, StoreError, Trashed};

/// Everything people did to a conversation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct History {
    /// The conversation.
    pub id: ConversationId,
    /// Its id as people type it.
    pub short_id: String,
    /// Its title.
    pub title: String,
    /// Oldest first.
    pub entries: Vec<Told>,
    /// What it was made from, and what was made from it.
    #[serde(flatten)]
    pub relatives: Relatives,
}

/// An entry, and how it changed the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told {
    /// Who did what.
    #[serde(flatten)]
    pub entry: Entry,
    /// The title and the turns that it changed.
    pub edits: Vec<Edit>,
}

/// A title or turn that differs between two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// The number of the turn; `None` for the title.
    pub turn: Option<usize>,
    /// What it was; `None` where there was no such turn.
    pub before: Option<String>,
    /// What it is; `None` where there is no such turn.
    pub after: Option<String>,
}

/// The title and turns that differ.
pub fn edits(before: (&str, &[Turn]), after: (&str, &[Turn])) -> Vec<Edit> {
    let text = |turns: &[Turn], at: usize| turns.get(at).map(|turn| format!("{}: {}", turn.role, turn.content));
    let title = Edit { turn: None, before: Some(before.0.to_owned()), after: Some(after.0.to_owned()) };
    let turns = (0..before.1.len().max(after.1.len())).map(|at| Edit {
        turn: Some(at + 1),
        before: text(before.1, at),
        after: text(after.1, at),
    });
    std::iter::once(title).chain(turns).filter(|edit| edit.before != edit.after).collect()
}

/// The turns without their numbers and counts.
pub(crate) fn turns_of(full: &FullConversation) -> Vec<Turn> {
    full.turns.iter().map(|turn| Turn { role: turn.role, content: turn.content.clone() }).collect()
}

/// The history of a conversation, also of one in the trash.
pub async fn history(store: &Store, id: ConversationId) -> Result<History, StoreError> {
    let (head, turns, relatives) = match store.trashed(id).await? {
        Some(Trashed { short_id, title, turns }) => ((short_id, title), turns, Relatives::default()),
        None => {
            let full = store.conversation(id).await?;
            let relatives = store.relatives(&full.conversation).await?;
            let turns = turns_of(&full);
            ((full.conversation.short_id, full.conversation.title), turns, relatives)
        }
    };
    let (short_id, title) = head;
    let entries = store.history(id).await?;
    // Each text was what the next entry found, so the texts are read from the last one back.
    let mut after: (String, Vec<Turn>) = (title.clone(), turns);
    let mut told: Vec<Told> = Vec::with_capacity(entries.len());
    for entry in entries.into_iter().rev() {
        let changed = match &entry.earlier_text {
            None => Vec::new(),
            Some(Text { title, turns, .. }) => {
                let changed = edits((title, turns), (&after.0, &after.1));
                after = (title.clone(), turns.clone());
                changed
            }
        };
        told.push(Told { entry, edits: changed });
    }
    told.reverse();
    Ok(History { id, short_id, title, entries: told, relatives })
}
