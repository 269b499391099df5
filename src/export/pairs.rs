//! What a conversation is preferred to: the version it took the place of, or a rejected one of the same persona, emotion
//! and topic. An earlier export made again keeps its pairs.

use std::collections::{HashMap, HashSet};

use crate::domain::conversation::{Conversation, Subject};
use crate::domain::export::{ExportRecord, ExportShape};
use crate::domain::filter::{Filter, Order};
use crate::domain::ids::ConversationId;
use crate::domain::status::Status;
use crate::store::{FullConversation, Store, StoreError};

/// The most rejected conversations of a cell that find a partner.
const MOST: u32 = 100;

/// Each rejected conversation stands in one pair: the first approved one of a cell gets its first rejected one.
#[derive(Clone)]
pub(super) struct Pairs {
    filter: Filter,
    /// Approved conversations of each cell so far.
    taken: HashMap<Subject, usize>,
    /// The version that each approved one took the place of; `None` before it was read.
    replaced: Option<HashMap<ConversationId, ConversationId>>,
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
        Ok(Some(Pairs { filter, taken: HashMap::new(), replaced: None, earlier, promised }))
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
        if let Some(old) = self.replaced_by(store, approved.id).await? {
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
    /// Few conversations are made anew, so their pairs are read at once.
    async fn replaced_by(
        &mut self,
        store: &Store,
        approved: ConversationId,
    ) -> Result<Option<ConversationId>, StoreError> {
        if self.replaced.is_none() {
            let pairs = store.superseded_pairs(&Filter::all()).await?;
            self.replaced = Some(pairs.into_iter().map(|pair| (pair.by, pair.old)).collect());
        }
        Ok(self.replaced.as_ref().and_then(|replaced| replaced.get(&approved)).copied())
    }
}

/// The cell, whatever the case of its letters.
fn subject(conversation: &Conversation) -> Subject {
    let Conversation { persona, emotion, topic, .. } = conversation;
    Subject { persona: persona.to_lowercase(), emotion: emotion.to_lowercase(), topic: topic.to_lowercase() }
}
