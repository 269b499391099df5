//! The history of one conversation: who did what, how its text changed, and what it was made from.

use serde::Serialize;

use crate::domain::conversation::{Revised, Text, Turn};
use crate::domain::ids::ConversationId;
use crate::store::{Entry, Relatives, Store, StoreError, Trashed};

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

/// A part that differs between two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// "title", "persona", "emotion", "topic", or "turn 3".
    pub part: String,
    /// What it was; `None` where there was no such turn.
    pub before: Option<String>,
    /// What it is; `None` where there is no such turn.
    pub after: Option<String>,
}

/// The parts that differ.
pub fn edits(before: &Revised, after: &Revised) -> Vec<Edit> {
    let head = |text: &Revised| {
        let Revised { title, subject, .. } = text.clone();
        [("title", title), ("persona", subject.persona), ("emotion", subject.emotion), ("topic", subject.topic)]
    };
    let part = |((name, before), (_, after)): ((&str, String), (&str, String))| Edit {
        part: name.to_owned(),
        before: Some(before),
        after: Some(after),
    };
    let heads = head(before).into_iter().zip(head(after)).map(part);
    let said = |text: &Revised, at: usize| {
        // A changed speaker is a change, too.
        let other = [before, after].map(|text| text.turns.get(at).map(|turn| turn.role));
        let is_same_role = matches!(other, [None, _] | [_, None]) || other[0] == other[1];
        let shown =
            |turn: &Turn| if is_same_role { turn.content.clone() } else { format!("{}: {}", turn.role, turn.content) };
        text.turns.get(at).map(shown)
    };
    let turns = (0..before.turns.len().max(after.turns.len())).map(|at| Edit {
        part: format!("turn {}", at + 1),
        before: said(before, at),
        after: said(after, at),
    });
    heads.chain(turns).filter(|edit| edit.before != edit.after).collect()
}

/// The history of a conversation, also of one in the trash.
pub async fn history(store: &Store, id: ConversationId) -> Result<History, StoreError> {
    let (short_id, text, relatives) = match store.trashed(id).await? {
        Some(Trashed { short_id, text }) => (short_id, text, Relatives::default()),
        None => {
            let full = store.conversation(id).await?;
            let relatives = store.relatives(&full.conversation).await?;
            (full.conversation.short_id.clone(), Text::of(&full.conversation, &full.turns).into(), relatives)
        }
    };
    let title = text.title.clone();
    let entries = store.history(id).await?;
    // Each text was what the next entry found, so the texts are read from the last one back.
    let mut after = text;
    let mut told: Vec<Told> = Vec::with_capacity(entries.len());
    for entry in entries.into_iter().rev() {
        let before = entry.earlier_text.clone().map(Revised::from);
        let changed = before.as_ref().map(|before| edits(before, &after)).unwrap_or_default();
        after = before.unwrap_or(after);
        told.push(Told { entry, edits: changed });
    }
    told.reverse();
    Ok(History { id, short_id, title, entries: told, relatives })
}
