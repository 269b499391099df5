//! What stands beside each conversation: the one that it is preferred to, and its system prompt.

use crate::domain::ids::ConversationId;
use crate::export::pairs::Pairs;
use crate::export::shaping::Told;
use crate::export::system_prompts::SystemPrompts;
use crate::store::{FullConversation, Store, StoreError};

/// Each pass over the selection has its own: pairs are given away one after the other.
pub(super) struct Beside {
    /// `None` where the shape has no pairs.
    pairs: Option<Pairs>,
    prompts: SystemPrompts,
}

impl Beside {
    pub(super) fn of(pairs: Option<Pairs>) -> Beside {
        Beside { pairs, prompts: SystemPrompts::default() }
    }

    /// How many replaced versions were declined as an example and stand in a pair.
    pub(super) fn declined_among(&self, rejected: &[ConversationId]) -> u64 {
        self.pairs.as_ref().map_or(0, |pairs| pairs.declined_among(rejected))
    }

    /// What each conversation of the next page is preferred to; empty where the shape has no pairs.
    pub(super) async fn rejected(
        &mut self,
        store: &Store,
        page: &[FullConversation],
    ) -> Result<Vec<Option<FullConversation>>, StoreError> {
        self.prompts.read(store, page).await?;
        match &mut self.pairs {
            Some(pairs) => pairs.rejected(store, page).await,
            None => Ok(Vec::new()),
        }
    }

    /// The conversations of that page with what stands beside them.
    pub(super) fn told<'a>(
        &'a self,
        page: &'a [FullConversation],
        rejected: &'a [Option<FullConversation>],
    ) -> impl Iterator<Item = Told<'a>> {
        page.iter().enumerate().map(|(place, full)| {
            let rejected = rejected.get(place).and_then(Option::as_ref);
            Told { full, rejected, system: self.prompts.of(&full.conversation) }
        })
    }
}
