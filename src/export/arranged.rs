//! The order and choice that need all ids at once: what is new, as many of each kind, a shuffle.

use std::collections::HashMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::domain::conversation::Conversation;
use crate::domain::export::{ExportFormat, ExportShape};
use crate::domain::filter::Filter;
use crate::domain::ids::ConversationId;
use crate::domain::word::words;
use crate::export::selection::Source;
use crate::store::{Store, StoreError};

words! {
    /// Of what an export takes as many conversations of each.
    Balance is "balance" {
        /// Tiers.
        Tier = "tier",
        /// Personas.
        Persona = "persona",
        /// Templates; conversations without one are a kind of their own.
        Template = "template",
    }
}

/// What to do with all ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Arranging {
    /// Leaves out what an earlier export of the same format and shape had in its present text.
    pub since_last: bool,
    /// As many of each kind: the first ones, in the order of the export.
    pub balance: Option<Balance>,
    /// Another order, the same for the same seed.
    pub shuffle: Option<u64>,
}

/// How many that left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct NotArranged {
    /// Conversations of an earlier export.
    pub exported_before: u64,
    /// Conversations of an earlier export whose text is another one since: these are not left out.
    #[serde(default)]
    pub edited_since: u64,
    /// Conversations of a kind that has more than the smallest.
    pub unbalanced: u64,
}

/// Conversations in one read of the store.
const PAGE: usize = 500;

/// The source in its new order.
pub(super) async fn arranged(
    store: &Store,
    source: Source,
    filter: &Filter,
    kind: (ExportFormat, ExportShape),
    arranging: Arranging,
) -> Result<(Source, NotArranged), StoreError> {
    let mut left_out = NotArranged::default();
    if arranging == Arranging::default() {
        return Ok((source, left_out));
    }
    let mut ids = match source {
        Source::Ids { ids, .. } => Arc::unwrap_or_clone(ids),
        _ => store.ids(filter).await?,
    };
    if arranging.since_last {
        let edited = store.text_changes().await?;
        let mut last = edited.keys().map(|id| (*id, None)).collect();
        let mut before = store.exported_ids(kind, &mut last).await?;
        before.sort_unstable();
        let is_edited = |id: &ConversationId| {
            let exported = last.get(id).copied().flatten();
            exported.is_some_and(|at| edited.get(id).is_some_and(|all| all.iter().any(|one| one.is_after(at))))
        };
        let all = ids.len();
        ids.retain(|id| {
            let is_known = before.binary_search(id).is_ok();
            let is_again = is_known && is_edited(id);
            left_out.edited_since += u64::from(is_again);
            !is_known || is_again
        });
        left_out.exported_before = (all - ids.len()) as u64;
    }
    if let Some(seed) = arranging.shuffle {
        // By hash: a conversation that is added later changes the order of no other two.
        // The first eight bytes tell a million apart, and the key takes a quarter of the memory.
        ids.sort_by_cached_key(|id| {
            let hash = Sha256::new().chain_update(seed.to_be_bytes()).chain_update(id.0).finalize();
            hash.first_chunk::<8>().copied()
        });
    }
    if let Some(balance) = arranging.balance {
        let all = ids.len();
        ids = balanced(store, ids, balance).await?;
        left_out.unbalanced = (all - ids.len()) as u64;
    }
    Ok((Source::of_ids(ids), left_out))
}

async fn balanced(
    store: &Store,
    mut ids: Vec<ConversationId>,
    balance: Balance,
) -> Result<Vec<ConversationId>, StoreError> {
    let mut kinds: HashMap<String, u32> = HashMap::new();
    // The place of each among its kind; one that is gone has none.
    let mut places: Vec<u32> = Vec::with_capacity(ids.len());
    for some in ids.chunks(PAGE) {
        let there = store.conversations_named(some).await?;
        let mut there = there.into_iter().peekable();
        for id in some {
            places.push(match there.next_if(|next| next.id == *id) {
                Some(conversation) => {
                    let seen = kinds.entry(kind_of(&conversation, balance)).or_default();
                    *seen += 1;
                    *seen
                }
                None => u32::MAX,
            });
        }
    }
    let least = kinds.values().copied().min().unwrap_or_default();
    let mut places = places.into_iter();
    ids.retain(|_| places.next().is_some_and(|place| place <= least));
    Ok(ids)
}

fn kind_of(conversation: &Conversation, balance: Balance) -> String {
    match balance {
        Balance::Tier => conversation.tier.to_string(),
        Balance::Persona => conversation.persona.to_lowercase(),
        Balance::Template => conversation.template.clone().unwrap_or_default(),
    }
}
