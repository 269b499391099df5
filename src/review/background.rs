//! What is known about a conversation beside its text: its template in its version, and the calls that made it.

use crate::domain::conversation::Conversation;
use crate::domain::document::Chunk;
use crate::domain::template::TemplateText;
use crate::store::{Call, Store, StoreError};

/// What a reviewer may want to know before a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Background {
    /// The template as it was when the conversation was made.
    pub template: Option<TemplateText>,
    /// The chunk it rests on, as it was then.
    pub source: Option<Chunk>,
    /// The calls that ended in the conversation, oldest first.
    pub calls: Vec<Call>,
}

pub(super) async fn background(store: &Store, of: &Conversation) -> Result<Background, StoreError> {
    let template = match of.template_id.zip(of.template_version) {
        Some((id, version)) => Some(store.template_version(id, version).await?),
        None => None,
    };
    let source = match of.chunk_id {
        Some(id) => store.chunk_by_id(id).await?,
        None => None,
    };
    Ok(Background { template, source, calls: store.calls_of(of.id).await? })
}
