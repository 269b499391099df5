//! A new look at a stored conversation: the score and findings that a fresh one would get.

use std::collections::HashMap;

use crate::domain::batch::ItemRequest;
use crate::domain::conversation::{Conversation, Subject, Turn};
use crate::domain::finding::{Finding, Note};
use crate::domain::language::LANGUAGE;
use crate::domain::quality::{Assessment, Judgement};
use crate::domain::template::TemplateText;
use crate::quality;
use crate::store::{FullConversation, Store, StoreError};
use crate::templates::{Directions, answer, prompt};

use crate::engine::batch::Configuration;
use crate::engine::template_versions::TemplateVersions;
use crate::engine::terms::AskSettings;

/// What a look needs beside the conversation, each read once.
pub(super) struct Look<'s> {
    store: &'s Store,
    templates: TemplateVersions,
    /// What each batch asked for; `None` where its configuration does not say.
    asked: HashMap<String, Option<AskSettings>>,
    /// Marks below are findings; `None` for what each judge was asked.
    min_mark: Option<u8>,
}

impl<'s> Look<'s> {
    pub(super) fn new(store: &'s Store) -> Look<'s> {
        Look { store, templates: TemplateVersions::new(store), asked: HashMap::new(), min_mark: None }
    }

    /// The same with another lowest mark that is no finding.
    pub(super) fn with_min_mark(self, min_mark: Option<u8>) -> Look<'s> {
        Look { min_mark, ..self }
    }

    /// Score and findings of a conversation as it is now. Keeps what only the store or the provider could know.
    pub(super) async fn again(&mut self, full: &FullConversation) -> Result<Assessment, StoreError> {
        let it = &full.conversation;
        let template = self.templates.of(it).await?;
        let asked = self.asked(it).await?;
        let turns_asked = asked.as_ref().map_or(0, |asked| asked.turns);
        let directions = asked.map_or_else(|| Directions::full(1), |asked| asked.directions());
        let subject = Subject { persona: it.persona.clone(), emotion: it.emotion.clone(), topic: it.topic.clone() };
        let prompt = template.as_ref().and_then(|template| sent(template, it, &subject, &directions));
        let turns: Vec<Turn> =
            full.turns.iter().map(|turn| Turn { role: turn.role, content: turn.content.clone() }).collect();
        let text = template.as_deref();
        let stored = it.quality_metrics.judge.clone();
        let judge = stored.map(|stored| Judgement { min_mark: self.min_mark.unwrap_or(stored.min_mark), ..stored });
        let context = quality::Context {
            threshold: it.quality_threshold,
            required_elements: text.map_or(&[], |text| text.required_elements.as_slice()),
            cut_off: has(it, Finding::CutOff),
            judge: judge.as_ref(),
            total_tokens: it.total_tokens,
            turns_asked,
            // What no prompt asked for cannot break a rule of the prompt.
            longest_turn: if text.is_some() { answer::LONGEST_TURN } else { 0 },
            title: Some(&it.title),
            subject: Some(&subject),
            field: text.map_or(["", ""], |text| [text.category.as_str(), text.name.as_str()]),
            prompt: prompt.as_ref().map_or(["", ""], |prompt| [&prompt.system, &prompt.text]),
            values: Some(&it.parameters),
            stages: text.map_or(&[], |text| text.structure.as_slice()),
            plain_prose: text.is_some(),
            language: it.parameters.get(LANGUAGE).map_or("", String::as_str),
        };
        let mut after = quality::assess(&turns, &context);
        // Only the store compares conversations.
        let is_of_store = |note: &&Note| matches!(note.finding, Finding::NearDuplicate | Finding::SameOpening);
        for note in it.quality_metrics.findings.iter().filter(is_of_store) {
            quality::add_finding(&mut after, note.clone(), it.quality_threshold);
        }
        Ok(after)
    }

    async fn asked(&mut self, it: &Conversation) -> Result<Option<AskSettings>, StoreError> {
        let Some(batch) = &it.batch else { return Ok(None) };
        if let Some(asked) = self.asked.get(batch) {
            return Ok(asked.clone());
        }
        let configuration = Configuration::of(&self.store.batch(batch).await?);
        let asked = configuration.ok().map(|configuration| configuration.ask);
        self.asked.insert(batch.clone(), asked.clone());
        Ok(asked)
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

fn has(it: &Conversation, finding: Finding) -> bool {
    it.quality_metrics.findings.iter().any(|note| note.finding == finding)
}
