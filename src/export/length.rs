//! How long a conversation is as it is written: its system prompt and its turns, with control tokens defused.

use crate::export::shaping::Shaping;
use crate::export::system_prompts::SystemPrompts;
use crate::export::talk::Cleaning;
use crate::export::token_count::TokenCount;
use crate::store::{FullConversation, Store, StoreError};

#[derive(Debug, Clone)]
pub(super) struct Length {
    count: TokenCount,
    /// `None` where a row is the conversation itself, without a system prompt before it.
    cleaning: Option<Cleaning>,
    prompts: SystemPrompts,
}

impl Length {
    pub(super) fn of(count: TokenCount, shaping: &Shaping) -> Length {
        Length { count, cleaning: shaping.cleaning().cloned(), prompts: SystemPrompts::default() }
    }

    pub(super) fn is_estimate(&self) -> bool {
        self.count.is_estimate()
    }

    /// Reads the system prompts of a page.
    pub(super) async fn read(&mut self, store: &Store, page: &[FullConversation]) -> Result<(), StoreError> {
        match &self.cleaning {
            Some(_) => self.prompts.read(store, page).await,
            None => Ok(()),
        }
    }

    /// The tokens of a conversation of that page.
    pub(super) fn tokens(&self, full: &FullConversation) -> u64 {
        let cleaned = self.cleaning.as_ref().map(|it| it.talk(full, self.prompts.of(&full.conversation)));
        match cleaned {
            Some(Ok(talk)) => {
                let texts = talk.turns.iter().map(|turn| &turn.content).chain(&talk.system);
                self.count.of(texts.map(|text| text.as_ref()))
            }
            // What no trainer takes is told as such, behind this.
            Some(Err(_)) | None => self.count.of(full.turns.iter().map(|turn| turn.content.as_str())),
        }
    }
}
