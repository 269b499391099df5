//! Saves conversations: compares them with all stored ones and inserts them, in one transaction.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::domain::conversation::NewConversation;
use crate::domain::finding::Note;
use crate::domain::ids::ConversationId;
use crate::quality;

use crate::store::conversations::similar::Print;
use crate::store::sql::engine::writing;
use crate::store::{Result, Store};

/// Compares and saves conversations in a transaction: `save_compared!(tx, conversations, prints)`. Gives the findings
/// by id. `conversations` is a slice of references, and `prints` maps the id of each to its [`Print`].
macro_rules! save_compared {
    ($tx:ident, $conversations:expr, $prints:expr) => {{
        let mut comparison = $crate::store::conversations::similar::Comparison::of($conversations, $prints);
        for select in comparison.select_members() {
            comparison.add_members(select.query_as::<Engine, _>().fetch_all(&mut **$tx).await?);
        }
        if let Some(select) = comparison.select_ancestors() {
            comparison.add_ancestors(select.query_as::<Engine, _>().fetch_all(&mut **$tx).await?);
        }
        for select in comparison.select_turns() {
            comparison.add_turns(&select.query_as::<Engine, _>().fetch_all(&mut **$tx).await?);
        }
        let (notes, bands) = comparison.finish();
        let conversations = $crate::store::conversations::save::with_notes($conversations, &notes);
        let rows = $crate::store::conversations::insert::insert_conversations::<Engine>(&conversations);
        for statement in rows.into_iter().chain(bands) {
            statement.query::<Engine>().execute(&mut **$tx).await?;
        }
        notes
    }};
}
pub(crate) use save_compared;

/// The conversations with their findings of the comparison, and the confidence that follows.
pub(crate) fn with_notes<'n>(
    new: &[&'n NewConversation],
    notes: &HashMap<ConversationId, Note>,
) -> Vec<Cow<'n, NewConversation>> {
    let noted = new.iter().map(|new| match notes.get(&new.id) {
        None => Cow::Borrowed(*new),
        Some(note) => {
            let mut noted = (*new).clone();
            quality::add_finding(&mut noted.assessment, note.clone(), noted.threshold);
            Cow::Owned(noted)
        }
    });
    noted.collect()
}

impl Store {
    /// Stores all conversations in one transaction, or none.
    pub async fn add_conversations(&self, conversations: &[NewConversation]) -> Result<()> {
        let prints = Print::of_all(conversations);
        let conversations: Vec<&NewConversation> = conversations.iter().collect();
        writing!(self, |tx| {
            save_compared!(tx, &conversations, &prints);
            Ok(())
        })
    }
}
