//! The system prompts of templates: those that their conversations are meant to be trained with.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::domain::conversation::Conversation;
use crate::domain::ids::{ConversationId, TemplateId};
use crate::domain::template::TemplateText;
use crate::store::{FullConversation, Store, StoreError};
use crate::templates::{has_placeholder, system_prompt};

/// Each version is read once; a database has tens of them.
#[derive(Debug, Clone, Default)]
pub(super) struct SystemPrompts {
    of_template: HashMap<(TemplateId, u32), TemplateText>,
    /// Those of the page that have placeholders, with the conversation's own values in them.
    filled: HashMap<ConversationId, String>,
}

impl SystemPrompts {
    /// Reads those of the templates of a page.
    pub(super) async fn read(&mut self, store: &Store, page: &[FullConversation]) -> Result<(), StoreError> {
        for (id, version) in page.iter().filter_map(|full| key(&full.conversation)) {
            if let Entry::Vacant(place) = self.of_template.entry((id, version)) {
                place.insert(store.template_version(id, version).await?);
            }
        }
        self.filled.clear();
        let with_placeholder = |full: &&FullConversation| {
            let text = key(&full.conversation).and_then(|key| self.of_template.get(&key));
            text.is_some_and(|text| has_placeholder(&text.system_prompt))
        };
        let named: Vec<_> = page.iter().filter(with_placeholder).map(|full| full.conversation.id).collect();
        // A narrow page holds no values.
        for conversation in store.conversations_named(&named).await? {
            let text = key(&conversation).and_then(|key| self.of_template.get(&key));
            let filled = text.and_then(|text| system_prompt(text, &conversation.parameters));
            self.filled.extend(filled.map(|filled| (conversation.id, filled)));
        }
        Ok(())
    }

    /// That of the template, or the one that an imported conversation came with.
    pub(super) fn of<'a>(&'a self, conversation: &'a Conversation) -> Option<&'a str> {
        let of_template = || key(conversation).and_then(|key| self.of_template.get(&key)).map(|it| &it.system_prompt);
        let made = || self.filled.get(&conversation.id).or_else(of_template).map(String::as_str);
        conversation.imported_system().or_else(made).filter(|prompt| !prompt.trim().is_empty())
    }
}

fn key(conversation: &Conversation) -> Option<(TemplateId, u32)> {
    conversation.template_id.zip(conversation.template_version)
}
