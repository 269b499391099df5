//! The system prompts of templates: those that their conversations are meant to be trained with.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::domain::conversation::Conversation;
use crate::domain::ids::TemplateId;
use crate::store::{FullConversation, Store, StoreError};

/// Each version is read once; a database has tens of them.
#[derive(Debug, Default)]
pub(super) struct SystemPrompts(HashMap<(TemplateId, u32), String>);

impl SystemPrompts {
    /// Reads those of the templates of a page.
    pub(super) async fn read(&mut self, store: &Store, page: &[FullConversation]) -> Result<(), StoreError> {
        for (id, version) in page.iter().filter_map(|full| key(&full.conversation)) {
            if let Entry::Vacant(place) = self.0.entry((id, version)) {
                place.insert(store.template_version(id, version).await?.system_prompt);
            }
        }
        Ok(())
    }

    /// That of the template, or the one that an imported conversation came with. Elsewhere `system` is a variable like
    /// any other.
    pub(super) fn of<'a>(&'a self, conversation: &'a Conversation) -> Option<&'a str> {
        let imported = conversation.source.as_ref().and_then(|_| conversation.parameters.get("system"));
        let prompt = imported.or_else(|| key(conversation).and_then(|key| self.0.get(&key)));
        prompt.map(String::as_str).filter(|prompt| !prompt.trim().is_empty())
    }
}

fn key(conversation: &Conversation) -> Option<(TemplateId, u32)> {
    conversation.template_id.zip(conversation.template_version)
}
