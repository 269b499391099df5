//! Makes a new version of a conversation: the prompt of its template with what is said against the old version and its text.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::conversation::{NewConversation, ParentType};
use crate::domain::ids::{BatchId, ChunkId, ConversationId, DocumentId};
use crate::provider::{ChatRequest, Reply};
use crate::templates::PromptError;

use crate::engine::attempt::steps::generate::{ConversationDraft, Generation};
use crate::engine::attempt::steps::{CallFacts, Materials, Read, Reading, Unread};
use crate::engine::terms::{AskSettings, Terms};

/// A conversation to make anew.
#[derive(Debug, Clone)]
pub(crate) struct Regeneration {
    /// As the old version was asked for.
    pub generation: Generation,
    /// The old version.
    pub parent: ConversationId,
    /// Its batch and its place in a document: those of the new one, too.
    pub batch: Option<BatchId>,
    pub chunk: Option<(DocumentId, ChunkId)>,
    /// The turns that the old version was asked for; `None` where nobody knows, for those of the run.
    pub turns: Option<u32>,
    /// What is added to the prompt of the template.
    pub complaint: String,
}

impl Regeneration {
    pub fn chat_request(
        &self,
        terms: &Terms,
        materials: &Materials,
        max_tokens: u32,
    ) -> Result<ChatRequest, PromptError> {
        let ask = self.ask(&terms.ask);
        let mut prompt = self.generation.prompt(&ask, materials)?;
        prompt.text = format!("{}\n\n{}", prompt.text, self.complaint);
        let schema = if ask.turns == terms.ask.turns { materials.schema.clone() } else { ask.schema() };
        let max_tokens = max_tokens.max(ask.first_max_tokens(&terms.info));
        let request = &self.generation.request;
        let mut call = ask.chat_request(prompt, schema, request, max_tokens, terms.limits.timeout);
        // With the seed of the old version a provider that honours it would write the old version again.
        let mut seed = DefaultHasher::new();
        (call.seed, &self.complaint).hash(&mut seed);
        call.seed = seed.finish();
        Ok(call)
    }

    fn ask(&self, ask: &AskSettings) -> AskSettings {
        AskSettings { turns: self.turns.unwrap_or(ask.turns), ..ask.clone() }
    }

    /// The old text is no part of the prompt that a new version must not repeat.
    pub(super) fn read(&self, reading: Reading<'_>, reply: &Reply) -> Result<Read, Unread> {
        let [system, text] = reading.prompt;
        let own = text.strip_suffix(self.complaint.as_str()).unwrap_or(text);
        let ask = self.ask(reading.ask);
        self.generation.read(Reading { ask: &ask, prompt: [system, own], ..reading }, reply)
    }

    pub(super) fn conversation(&self, draft: ConversationDraft, facts: CallFacts) -> NewConversation {
        let parent = Some((ParentType::Conversation, self.parent.0));
        let facts = CallFacts { batch: self.batch, ..facts };
        NewConversation { parent, chunk: self.chunk, ..self.generation.conversation(draft, facts) }
    }
}
