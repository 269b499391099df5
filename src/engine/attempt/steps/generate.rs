//! Makes a conversation: its prompt from a template, the conversation from the reply, its score.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::batch::ItemRequest;
use crate::domain::conversation::{NewConversation, Turn};
use crate::domain::ids::ConversationId;
use crate::domain::json_search::Repair;
use crate::domain::language::LANGUAGE;
use crate::domain::money::Usd;
use crate::domain::quality::Assessment;
use crate::domain::repairs;
use crate::domain::template::Template;
use crate::domain::usage::estimate_tokens_of_turns;
use crate::provider::{ChatRequest, Reply};
use crate::quality;
use crate::templates::answer::{self, Answer};
use crate::templates::{Prompt, PromptError, prompt};

use crate::engine::attempt::steps::{CallFacts, Materials, Product, Read, Reading, Unread};
use crate::engine::terms::{AskSettings, Terms};

/// The value of the checks that holds the source. No variable has a space in its name.
const SOURCE: &str = "the source";
/// The same for the texts of a scenario or an edge case.
const SITUATION: &str = "the situation";

/// A conversation to make.
#[derive(Debug, Clone)]
pub(crate) struct Generation {
    pub request: ItemRequest,
    pub template: Arc<Template>,
    /// The expected cost of its conversation.
    pub estimate: Usd,
}

/// The parts of a conversation that come from the reply.
#[derive(Debug, PartialEq)]
pub(crate) struct ConversationDraft {
    pub title: String,
    pub turns: Vec<Turn>,
    pub assessment: Assessment,
    /// The model, as it names itself.
    pub model: String,
}

impl Generation {
    pub(super) fn chat_request(
        &self,
        terms: &Terms,
        materials: &Materials,
        max_tokens: u32,
    ) -> Result<ChatRequest, PromptError> {
        let prompt = self.prompt(&terms.ask, materials)?;
        let schema = materials.schema.clone();
        Ok(terms.ask.chat_request(prompt, schema, &self.request, max_tokens, terms.limits.timeout))
    }

    /// The prompt of its template.
    pub(super) fn prompt(&self, ask: &AskSettings, materials: &Materials) -> Result<Prompt, PromptError> {
        materials.forms.of(&self.template, &ask.directions())?.fill(&self.template.text, &self.request)
    }

    pub(super) fn read(&self, reading: Reading<'_>, reply: &Reply) -> Result<Read, Unread> {
        let answer =
            answer::parse(&reply.text).map_err(|error| Unread { code: error.code(), message: error.to_string() })?;
        // The server says that more was to come.
        if reading.cut_off && answer.repairs.contains(&Repair::MissingBracket) {
            let message = "the JSON in the answer is cut off before its last brackets".to_owned();
            return Err(Unread { code: "answer_cut_off", message });
        }
        let kinds: Vec<&str> = answer.repairs.iter().map(|repair| repair.as_str()).collect();
        let repaired = (!kinds.is_empty()).then(|| (repairs::CODE, repairs::message(&kinds)));
        Ok(Read { product: Product::Conversation(self.draft(reading, reply, answer)), repaired })
    }

    fn draft(&self, reading: Reading<'_>, reply: &Reply, answer: Answer) -> ConversationDraft {
        let template = &self.template.text;
        let estimated = || estimate_tokens_of_turns(&answer.turns);
        let total_tokens = reply.usage.map_or_else(estimated, |usage| usage.total());
        let about = [self.request.subject.persona.as_str(), self.request.subject.topic.as_str()];
        let fallback = || about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" - ");
        let title = answer.title.unwrap_or_else(fallback);
        let mut values = prompt::variables(template, &self.request).ok();
        // What stands in the source is no echo of the prompt and no invention.
        if let (Some(values), Some(source)) = (&mut values, &self.request.source) {
            values.insert(SOURCE.to_owned(), source.text.clone());
        }
        if let (Some(values), Some(situation)) = (&mut values, &self.request.situation) {
            values.insert(SITUATION.to_owned(), situation.said());
        }
        let source = self.request.source.as_ref().map(|source| source.quoted());
        let context = quality::Context {
            threshold: template.quality_threshold,
            required_elements: &template.required_elements,
            criteria: self.request.situation.as_ref().map_or(&[], |situation| situation.criteria.as_slice()),
            expected: self.request.situation.as_ref().map_or("", |situation| situation.expected()),
            cut_off: reading.cut_off,
            judge: None,
            total_tokens,
            turns_asked: reading.ask.turns,
            turn_limits: &answer::TURN_LIMITS,
            title: Some(&title),
            subject: Some(&self.request.subject),
            field: [&template.category, &template.name],
            prompt: reading.prompt,
            system: None,
            values: values.as_ref(),
            source: source.as_deref(),
            stages: &template.structure,
            // The fixed part of every prompt asks for it.
            plain_prose: true,
            language: language(values.as_ref()),
        };
        let assessment = quality::assess(&answer.turns, &context);
        ConversationDraft { title, turns: answer.turns, assessment, model: reply.model.clone() }
    }

    /// Every value that the prompt is filled with, by name.
    pub(super) fn parameters(&self) -> BTreeMap<String, String> {
        prompt::variables(&self.template.text, &self.request).unwrap_or_default()
    }

    pub(super) fn conversation(&self, draft: ConversationDraft, facts: CallFacts) -> NewConversation {
        let (text, situation) = (&self.template.text, self.request.situation.as_ref());
        let tier = self.request.tier.or(situation.map(|situation| situation.tier())).unwrap_or(text.tier);
        NewConversation {
            id: ConversationId::new(),
            title: draft.title,
            subject: self.request.subject.clone(),
            intent: self.request.variables.get("intent").cloned(),
            tone: Some(text.tone.clone()).filter(|tone| !tone.is_empty()),
            tier,
            categories: Some(text.category.clone()).filter(|name| !name.is_empty()).into_iter().collect(),
            turns: draft.turns,
            assessment: draft.assessment,
            threshold: text.quality_threshold,
            total_tokens: facts.usage.total(),
            tokens_estimated: facts.tokens_estimated,
            estimated_cost: self.estimate,
            actual_cost: facts.cost,
            duration_ms: facts.took.as_millis() as u64,
            retry_count: facts.retries,
            template: Some((self.template.id, self.template.version)),
            provider: Some(facts.provider),
            model: Some(draft.model),
            batch: facts.batch,
            chunk: self.request.source.as_ref().map(|source| (source.document_id, source.chunk_id)),
            parent: situation.and_then(|situation| situation.parent()),
            situation: situation.cloned(),
            parameters: self.parameters(),
            imported: None,
            created_by: facts.created_by,
            created_at: facts.created_at,
        }
    }
}

/// The language asked for; empty where the template's own counts.
fn language(values: Option<&BTreeMap<String, String>>) -> &str {
    values.and_then(|values| values.get(LANGUAGE)).map_or("", String::as_str)
}
