//! What stored conversations were asked for: the template, the settings of the batch, the prompt, the chunk they rest on.
//! Each is read once.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::batch::ItemRequest;
use crate::domain::conversation::{Conversation, Subject};
use crate::domain::document::Chunk;
use crate::domain::ids::ChunkId;
use crate::domain::language::LANGUAGE;
use crate::domain::template::TemplateText;
use crate::store::{Result, Store};
use crate::templates::{Directions, prompt};

use crate::engine::batch::Configuration;
use crate::engine::template_versions::TemplateVersions;
use crate::engine::terms::AskSettings;

#[derive(Debug)]
pub(crate) struct AskedFor {
    store: Store,
    templates: TemplateVersions,
    /// What each batch asked for; `None` where its configuration does not say.
    settings: HashMap<String, Option<AskSettings>>,
    chunks: HashMap<ChunkId, Option<Arc<Chunk>>>,
}

/// What one conversation was asked for, as far as it is known.
#[derive(Debug)]
pub(crate) struct Wish {
    pub subject: Subject,
    /// An imported conversation has none.
    pub template: Option<Arc<TemplateText>>,
    /// The number of turns; 0 where nobody knows.
    pub turns: u32,
    /// As it was sent, without the text of a source.
    pub prompt: Option<prompt::Prompt>,
}

impl Wish {
    /// The fixed part of the prompt and the rendered text; empty without one.
    pub fn sent(&self) -> [&str; 2] {
        self.prompt.as_ref().map_or(["", ""], |prompt| [&prompt.system, &prompt.text])
    }
}

impl AskedFor {
    pub fn new(store: &Store) -> AskedFor {
        AskedFor {
            store: store.clone(),
            templates: TemplateVersions::new(store),
            settings: HashMap::new(),
            chunks: HashMap::new(),
        }
    }

    /// What a conversation was asked for.
    pub async fn wish(&mut self, it: &Conversation) -> Result<Wish> {
        let template = self.templates.of(it).await?;
        let settings = self.settings(it).await?;
        // Outside a batch the conversation itself keeps it.
        let of_batch = settings.as_ref().map(|settings| settings.turns);
        let turns = of_batch.or(it.quality_metrics.turns_asked).unwrap_or(0);
        let directions = settings.map_or_else(|| Directions::full(turns.max(1)), |settings| settings.directions());
        let subject = Subject { persona: it.persona.clone(), emotion: it.emotion.clone(), topic: it.topic.clone() };
        let prompt = template.as_ref().and_then(|template| sent(template, it, &subject, &directions));
        Ok(Wish { subject, template, turns, prompt })
    }

    /// The chunk that a conversation rests on.
    pub async fn source(&mut self, it: &Conversation) -> Result<Option<Arc<Chunk>>> {
        let Some(id) = it.chunk_id else { return Ok(None) };
        if let Some(chunk) = self.chunks.get(&id) {
            return Ok(chunk.clone());
        }
        let chunk = self.store.chunk_by_id(id).await?.map(Arc::new);
        self.chunks.insert(id, chunk.clone());
        Ok(chunk)
    }

    async fn settings(&mut self, it: &Conversation) -> Result<Option<AskSettings>> {
        let Some(batch) = &it.batch else { return Ok(None) };
        if let Some(settings) = self.settings.get(batch) {
            return Ok(settings.clone());
        }
        let configuration = Configuration::of(&self.store.batch(batch).await?);
        let settings = configuration.ok().map(|configuration| configuration.ask);
        self.settings.insert(batch.clone(), settings.clone());
        Ok(settings)
    }
}

/// The prompt as it was sent; `None` where the values no longer fit the template.
fn sent(
    template: &TemplateText,
    it: &Conversation,
    subject: &Subject,
    directions: &Directions,
) -> Option<prompt::Prompt> {
    let declared = |name: &String| name == LANGUAGE || template.variables.iter().any(|variable| variable.name == *name);
    // Draws are kept as `vary.NAME`.
    let drawn = |(name, value): (&String, &String)| Some((name.strip_prefix("vary.")?.to_owned(), value.clone()));
    let variables = it.parameters.iter().filter(|(name, _)| declared(name));
    let request = ItemRequest {
        template: template.name.clone(),
        subject: subject.clone(),
        variables: variables.map(|(name, value)| (name.clone(), value.clone())).collect(),
        tier: Some(it.tier),
        ordinal: 0,
        drawn: it.parameters.iter().filter_map(drawn).collect(),
        // Their texts are no part of what the checks look for in a prompt.
        situation: None,
        source: None,
    };
    prompt::build(template, &request, directions).ok()
}
