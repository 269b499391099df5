//! The old versions, each with the request for a new one.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::domain::axis::Axis;
use crate::domain::batch::{Item, ItemRequest, Task};
use crate::domain::conversation::{Conversation, Subject, Turn};
use crate::domain::finding::Finding;
use crate::domain::ids::{BatchId, ConversationId, ItemId, TemplateId};
use crate::domain::money::Usd;
use crate::domain::review::last_complaint;
use crate::domain::template::Template;
use crate::store::{FullConversation, Result, Store};
use crate::templates::revision::Complaint;
use crate::templates::{PromptError, prompt};

use crate::engine::attempt::steps::generate::Generation;
use crate::engine::attempt::steps::regenerate::Regeneration;

/// The prefix of a draw among the parameters of a conversation.
const DRAWN: &str = "vary.";

/// Why a conversation cannot be made anew.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRegenerated {
    /// It was imported, or written by hand.
    #[error("no template made it: it was imported or written by hand")]
    NoTemplate,
    /// Nobody and nothing says what to do differently.
    #[error("nobody sent it back and no check found anything, so nothing says what to change")]
    NothingToChange,
    /// An approved newer version took its place.
    #[error("an approved newer version took its place: {by}")]
    Superseded {
        /// The short id of that version.
        by: String,
    },
    /// Its values no longer fit its template.
    #[error(transparent)]
    Prompt(#[from] PromptError),
}

/// The old versions of a run.
#[derive(Debug)]
pub(crate) struct Parents {
    store: Store,
    /// `None` for the turns that each was asked for.
    turns: Option<u32>,
    templates: HashMap<(TemplateId, u32), Arc<Template>>,
    /// The turns that batches asked for.
    asked: HashMap<BatchId, Option<u32>>,
}

impl Parents {
    pub fn new(store: &Store, turns: Option<u32>) -> Parents {
        Parents { store: store.clone(), turns, templates: HashMap::new(), asked: HashMap::new() }
    }

    /// What a new version has to do differently: this note, or the one of the last send-back.
    pub fn note(it: &Conversation, given: Option<&str>) -> String {
        given.or_else(|| last_complaint(&it.review_history)).unwrap_or_default().trim().to_owned()
    }

    /// The request for a new version.
    pub async fn regeneration(
        &mut self,
        full: &FullConversation,
        note: &str,
    ) -> Result<std::result::Result<Regeneration, NotRegenerated>> {
        let it = &full.conversation;
        if let Some(by) = it.superseded_by {
            return Ok(Err(NotRegenerated::Superseded { by: by.short() }));
        }
        let Some(key) = it.template_id.zip(it.template_version) else { return Ok(Err(NotRegenerated::NoTemplate)) };
        let findings = &it.quality_metrics.findings;
        if note.is_empty() && findings.is_empty() {
            return Ok(Err(NotRegenerated::NothingToChange));
        }
        let template = self.template(key).await?;
        let mut request = request_of(it, &template.text.name);
        if let Some(chunk) = it.chunk_id {
            request.source = self.store.chunk_by_id(chunk).await?.map(|chunk| Box::new(chunk.into()));
        }
        if let Err(error) = prompt::variables(&template.text, &request) {
            return Ok(Err(error.into()));
        }
        let turns: Vec<Turn> =
            full.turns.iter().map(|turn| Turn { role: turn.role, content: turn.content.clone() }).collect();
        Ok(Ok(Regeneration {
            generation: Generation { request, template, estimate: Usd::ZERO },
            parent: it.id,
            batch: it.batch_id,
            chunk: it.document_id.zip(it.chunk_id),
            turns: self.turns_of(it).await?,
            complaint: Complaint { note, findings, title: &it.title, turns: &turns }.text(),
        }))
    }

    /// The requests of claimed items, and the items whose conversation is gone or can no longer be made anew.
    pub async fn regenerations(&mut self, items: Vec<Item>) -> Result<(Vec<(Item, Regeneration)>, Vec<ItemId>)> {
        let ids: Vec<ConversationId> = items.iter().filter_map(|item| item.request.about()).collect();
        let found = self.store.full(&ids).await?;
        let found: HashMap<ConversationId, FullConversation> =
            found.into_iter().map(|full| (full.conversation.id, full)).collect();
        let (mut regenerations, mut outdated) = (Vec::with_capacity(items.len()), Vec::new());
        for item in items {
            let regeneration = match &item.request {
                Task::Regenerate(request) => match found.get(&request.regenerates) {
                    Some(full) => self.regeneration(full, &request.note).await?.ok(),
                    None => None,
                },
                Task::Judge(_) | Task::Make(_) => None,
            };
            match regeneration {
                Some(regeneration) => regenerations.push((item, regeneration)),
                None => outdated.push(item.id),
            }
        }
        Ok((regenerations, outdated))
    }

    async fn template(&mut self, key: (TemplateId, u32)) -> Result<Arc<Template>> {
        if let Some(template) = self.templates.get(&key) {
            return Ok(template.clone());
        }
        let template = Arc::new(self.store.template_at(key.0, key.1).await?);
        self.templates.insert(key, template.clone());
        Ok(template)
    }

    /// The turns that a conversation was asked for. Before it kept their number, nothing said it outside a batch but the
    /// conversation itself: one without fewer turns than asked for has as many.
    async fn turns_of(&mut self, it: &Conversation) -> Result<Option<u32>> {
        if self.turns.is_some() {
            return Ok(self.turns);
        }
        let Some(batch) = it.batch_id else {
            if it.quality_metrics.turns_asked.is_some() {
                return Ok(it.quality_metrics.turns_asked);
            }
            let is_short = it.quality_metrics.findings.iter().any(|note| note.finding == Finding::TooShort);
            return Ok(Some(it.turn_count).filter(|_| !is_short));
        };
        if let Some(turns) = self.asked.get(&batch) {
            return Ok(*turns);
        }
        let configuration = self.store.batch_configuration(batch).await?;
        let turns = configuration["ask"]["turns"].as_u64().and_then(|turns| u32::try_from(turns).ok());
        self.asked.insert(batch, turns);
        Ok(turns)
    }
}

/// What a conversation was asked for: subject, variables and draws.
fn request_of(it: &Conversation, template: &str) -> ItemRequest {
    let drawn = it.parameters.iter().filter_map(|(name, value)| Some((name.strip_prefix(DRAWN)?, value)));
    let drawn: BTreeMap<String, String> = drawn.map(|(name, value)| (name.to_owned(), value.clone())).collect();
    let is_variable = |name: &str| !name.starts_with(DRAWN) && Axis::named(name).is_none();
    let mut variables = it.parameters.clone();
    variables.retain(|name, _| is_variable(name));
    let subject = Subject { persona: it.persona.clone(), emotion: it.emotion.clone(), topic: it.topic.clone() };
    let template = template.to_owned();
    let situation = it.situation.clone();
    ItemRequest { template, subject, variables, tier: Some(it.tier), situation, ordinal: 0, drawn, source: None }
}
