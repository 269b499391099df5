//! What a conversation is preferred to: the version it took the place of, or a rejected one of the same persona, emotion
//! and topic. An earlier export made again keeps its pairs.

use std::collections::{HashMap, HashSet};

use crate::domain::conversation::{Conversation, Subject};
use crate::domain::export::{ExportRecord, ExportShape};
use crate::domain::filter::{Filter, Order};
use crate::domain::ids::ConversationId;
use crate::domain::status::Status;
use crate::store::{FullConversation, Store, StoreError, Superseded};

/// The most rejected conversations of a cell that find a partner.
const MOST: u32 = 100;

/// Versions that took the place of others.
#[derive(Clone)]
struct Replaced {
    /// The old one of each new one.
    by: HashMap<ConversationId, ConversationId>,
    old: HashSet<ConversationId>,
}

impl Replaced {
    fn of(pairs: Vec<Superseded>) -> Replaced {
        let old = pairs.iter().map(|pair| pair.old).collect();
        Replaced { by: pairs.into_iter().map(|pair| (pair.by, pair.old)).collect(), old }
    }
}

/// Each rejected conversation stands in one pair: the first approved one of a cell gets its first rejected one.
#[derive(Clone)]
pub(super) struct Pairs {
    filter: Filter,
    /// Approved conversations of each cell so far.
    taken: HashMap<Subject, usize>,
    /// Which versions took the place of which; `None` before it was read.
    replaced: Option<Replaced>,
    /// Replaced versions that the selection holds: none of them is preferred to anything.
    declined: HashSet<ConversationId>,
    /// The pairs of the export that is made again: other rejections since then change none.
    earlier: HashMap<ConversationId, ConversationId>,
    /// The rejected ones of these pairs.
    promised: HashSet<ConversationId>,
}

impl Pairs {
    /// `None` where the shape has no pairs. `filter` selects the approved ones; the rejected ones may have any score, and
    /// any finding.
    pub(super) async fn of(
        store: &Store,
        shape: ExportShape,
        filter: &Filter,
        earlier: Option<&ExportRecord>,
    ) -> Result<Option<Pairs>, StoreError> {
        if shape != ExportShape::Dpo {
            return Ok(None);
        }
        let filter = Filter {
            status: vec![Status::Rejected],
            without_simulated: filter.without_simulated,
            created_by: filter.created_by.clone(),
            ..Filter::default()
        };
        let earlier: HashMap<_, _> = match earlier {
            Some(it) => store.exported_by(it).await?.into_iter().zip(store.rejected_by(it).await?).collect(),
            None => HashMap::new(),
        };
        let promised = earlier.values().copied().collect();
        Ok(Some(Pairs { filter, taken: HashMap::new(), replaced: None, declined: HashSet::new(), earlier, promised }))
    }

    /// The rejected partner of each conversation.
    pub(super) async fn rejected(
        &mut self,
        store: &Store,
        page: &[FullConversation],
    ) -> Result<Vec<Option<FullConversation>>, StoreError> {
        let mut found = Vec::with_capacity(page.len());
        for full in page {
            found.push(self.rejected_of(store, &full.conversation).await?);
        }
        Ok(found)
    }

    async fn rejected_of(
        &mut self,
        store: &Store,
        approved: &Conversation,
    ) -> Result<Option<FullConversation>, StoreError> {
        let replaced = self.replaced(store).await?;
        let (old, is_old) = (replaced.by.get(&approved.id).copied(), replaced.old.contains(&approved.id));
        // What a new version replaced is only ever the other side, also where its id is given.
        if is_old && !self.earlier.contains_key(&approved.id) {
            self.declined.insert(approved.id);
            return Ok(None);
        }
        if let Some(old) = old {
            return Ok(store.full(&[old]).await?.pop());
        }
        if let Some(kept) = self.earlier.get(&approved.id) {
            let kept = store.full(&[*kept]).await?.pop();
            if let Some(kept) = kept.filter(|kept| kept.conversation.status == Status::Rejected) {
                return Ok(Some(kept));
            }
        }
        let cell = subject(approved);
        let taken = self.taken.entry(cell.clone()).or_default();
        let place = std::mem::replace(taken, *taken + 1);
        let mut filter = self.filter.clone();
        // An empty value would match any.
        let named = |value: &str| if value.is_empty() { Vec::new() } else { vec![value.into()] };
        (filter.persona, filter.emotion, filter.topic) =
            (named(&cell.persona), named(&cell.emotion), named(&cell.topic));
        let page = store.list(&filter, Order::OLDEST, MOST, None).await?;
        let is_free = |it: &&Conversation| subject(it) == cell && !self.promised.contains(&it.id);
        let free = page.conversations.iter().filter(is_free);
        let Some(rejected) = free.map(|rejected| rejected.id).nth(place) else { return Ok(None) };
        Ok(store.full(&[rejected]).await?.pop())
    }
}

impl Pairs {
    /// How many declined ones stand in the export all the same, as the other side of a pair.
    pub(super) fn declined_among(&self, rejected: &[ConversationId]) -> u64 {
        let rejected: HashSet<_> = rejected.iter().collect();
        self.declined.iter().filter(|id| rejected.contains(id)).count() as u64
    }

    /// Few conversations are made anew, so their pairs are read at once.
    async fn replaced(&mut self, store: &Store) -> Result<&Replaced, StoreError> {
        let read = match self.replaced.take() {
            Some(read) => read,
            None => Replaced::of(store.superseded_pairs(&Filter::all()).await?),
        };
        Ok(self.replaced.insert(read))
    }
}

/// The cell, whatever the case of its letters.
fn subject(conversation: &Conversation) -> Subject {
    let Conversation { persona, emotion, topic, .. } = conversation;
    Subject { persona: persona.to_lowercase(), emotion: emotion.to_lowercase(), topic: topic.to_lowercase() }
}
