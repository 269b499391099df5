//! The versions of templates that conversations were made with, each read once.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::conversation::Conversation;
use crate::domain::ids::TemplateId;
use crate::domain::template::TemplateText;
use crate::store::{Result, Store};

#[derive(Debug)]
pub(crate) struct TemplateVersions {
    store: Store,
    read: HashMap<(TemplateId, u32), Arc<TemplateText>>,
}

impl TemplateVersions {
    pub fn new(store: &Store) -> TemplateVersions {
        TemplateVersions { store: store.clone(), read: HashMap::new() }
    }

    /// The text that made a conversation; an imported one has none.
    pub async fn of(&mut self, it: &Conversation) -> Result<Option<Arc<TemplateText>>> {
        let Some(key) = it.template_id.zip(it.template_version) else { return Ok(None) };
        if let Some(text) = self.read.get(&key) {
            return Ok(Some(text.clone()));
        }
        let text = Arc::new(self.store.template_version(key.0, key.1).await?);
        self.read.insert(key, text.clone());
        Ok(Some(text))
    }
}
