//! Saves conversations: compares them with all stored ones and inserts them, in one transaction.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::domain::conversation::{NewConversation, ParentType};
use crate::domain::finding::Note;
use crate::domain::ids::ConversationId;
use crate::domain::quality::Assessment;
use crate::quality;

use crate::store::conversations::print::Print;
use crate::store::conversations::similar::{Arrival, Newcomer, compared};
use crate::store::sql::engine::writing;
use crate::store::{Result, Store};

/// Compares and saves conversations in a transaction: `save_compared!(store, tx, conversations, prints)`. Gives the findings
/// by id. `conversations` is a slice of references, and `prints` maps the id of each to its [`Print`].
macro_rules! save_compared {
    ($store:ident, $tx:ident, $conversations:expr, $prints:expr) => {{
        use $crate::store::conversations::save::{newcomers, with_notes};
        let newcomers = newcomers($conversations, $prints);
        let (notes, bands) = $crate::store::conversations::similar::compared!($store, $tx, newcomers);
        let conversations = with_notes($conversations, &notes);
        let rows = $crate::store::conversations::insert::insert_conversations::<Engine>(&conversations);
        for statement in rows.chain(bands) {
            statement.query::<Engine>().execute(&mut **$tx).await?;
        }
        notes
    }};
}
pub(crate) use save_compared;

/// The prints of conversations by id. Made before the transaction: they take most of the time.
pub(crate) fn prints<'a>(new: impl IntoIterator<Item = &'a NewConversation>) -> HashMap<ConversationId, Print> {
    let print = |new: &NewConversation| Print::new(new.turns.iter().map(|turn| (turn.role, turn.content.as_str())));
    new.into_iter().map(|new| (new.id, print(new))).collect()
}

/// One without a print is not compared.
pub(crate) fn newcomers<'n>(
    conversations: &[&NewConversation],
    prints: &'n HashMap<ConversationId, Print>,
) -> Vec<Newcomer<'n>> {
    let newcomer = |new: &&NewConversation| {
        let parent = new.parent.filter(|(kind, _)| *kind == ParentType::Conversation).map(|(_, parent)| parent);
        Some(Newcomer { id: new.id.0, parent, print: prints.get(&new.id)?, arrival: Arrival::New })
    };
    conversations.iter().filter_map(newcomer).collect()
}

/// The conversations with their findings of the comparison, and the confidence that follows. Texts are not copied.
pub(crate) fn with_notes<'n>(
    new: &[&'n NewConversation],
    notes: &HashMap<ConversationId, Note>,
) -> Vec<(&'n NewConversation, Cow<'n, Assessment>)> {
    let noted = new.iter().map(|new| match notes.get(&new.id) {
        None => (*new, Cow::Borrowed(&new.assessment)),
        Some(note) => {
            let mut assessment = new.assessment.clone();
            quality::add_finding(&mut assessment, note.clone(), new.threshold);
            (*new, Cow::Owned(assessment))
        }
    });
    noted.collect()
}

impl Store {
    /// Stores all conversations in one transaction, or none.
    pub async fn add_conversations(&self, conversations: &[NewConversation]) -> Result<()> {
        let prints = prints(conversations);
        let conversations: Vec<&NewConversation> = conversations.iter().collect();
        writing!(self, |tx| {
            save_compared!(self, tx, &conversations, &prints);
            Ok(())
        })
    }

    /// Stores all conversations in one transaction and compares none: what a benchmark subtracts.
    #[doc(hidden)]
    pub async fn add_without_comparison(&self, conversations: &[NewConversation]) -> Result<()> {
        let prints = HashMap::new();
        let conversations: Vec<&NewConversation> = conversations.iter().collect();
        writing!(self, |tx| {
            save_compared!(self, tx, &conversations, &prints);
            Ok(())
        })
    }

    /// Compares one conversation with all stored ones and saves nothing: what a benchmark measures.
    #[doc(hidden)]
    pub async fn compare_only(&self, new: &NewConversation) -> Result<Option<Note>> {
        let prints = prints([new]);
        writing!(self, |tx| {
            let (mut notes, _) = compared!(self, tx, newcomers(&[new], &prints));
            Ok(notes.remove(&new.id))
        })
    }
}
