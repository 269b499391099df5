//! The steps: what differs between the kinds of calls.
//!
//! A step makes the request for a job, reads the reply (pure), and says what is saved of it. All else is one for every
//! step: limiter, permit, retries, budget, reservation, lease, spool, writer, log, halting, landing, queue.

pub(crate) mod generate;
pub(crate) mod judge;
pub(crate) mod regenerate;
pub(crate) mod vary;

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::batch::ItemRequest;
use crate::domain::conversation::{NewConversation, ProviderName};
use crate::domain::ids::{BatchId, ConversationId, TemplateId};
use crate::domain::money::Usd;
use crate::domain::scenario::ScenarioText;
use crate::domain::usage::Usage;
use crate::provider::{ChatRequest, Reply, Schema};
use crate::quality::judge::Marks;
use crate::store::{Made, NewDraft, Recorded};
use crate::templates::{Forms, PromptError};

use crate::engine::attempt::ended::{Ended, Judged, Stored};
use crate::engine::attempt::steps::generate::{ConversationDraft, Generation};
use crate::engine::attempt::steps::judge::Judging;
use crate::engine::attempt::steps::regenerate::Regeneration;
use crate::engine::attempt::steps::vary::{Varied, Varying};
use crate::engine::terms::{AskSettings, Terms};

/// What a job is for.
#[derive(Debug, Clone)]
pub(crate) enum Work {
    /// Makes a conversation.
    Generate(Generation),
    /// Makes one that is not stored. The log keeps the answer, as of every call that makes none.
    Try(Generation),
    /// Marks a stored conversation.
    Judge(Judging),
    /// Makes a new version of a stored conversation.
    Regenerate(Box<Regeneration>),
    /// Writes a variation of a scenario.
    Vary(Box<Varying>),
}

/// What the requests of a run share.
#[derive(Debug)]
pub(crate) struct Materials {
    pub schema: Schema,
    /// The parsed prompts of its templates.
    pub forms: Forms,
}

impl Materials {
    pub fn of(ask: &AskSettings) -> Materials {
        Materials { schema: ask.schema(), forms: Forms::default() }
    }
}

/// The fixed part of a prompt, which a provider may cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum FixedPart {
    Template(TemplateId),
    /// That of a judge: one for a run.
    Rubric,
    /// That of every scenario.
    Variation,
}

/// What reading a reply needs beside the work.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub ask: &'a AskSettings,
    /// What the model was sent: the fixed part and the rendered text.
    pub prompt: [&'a str; 2],
    /// Whether the answer reached its token limit.
    pub cut_off: bool,
}

/// What a reply gave.
#[derive(Debug, PartialEq)]
pub(crate) struct Read {
    pub product: Product,
    /// The stored name and the message of what had to be repaired.
    pub repaired: Option<(&'static str, String)>,
}

/// What was asked for, as far as it comes from the reply.
#[derive(Debug, PartialEq)]
pub(crate) enum Product {
    Conversation(ConversationDraft),
    Marks(Marks),
    Scenario(Box<ScenarioText>),
}

/// Why an answer does not hold what was asked for.
#[derive(Debug)]
pub(crate) struct Unread {
    pub code: &'static str,
    pub message: String,
}

/// What is known of a call beside its reply.
#[derive(Debug, Clone)]
pub(crate) struct CallFacts {
    pub provider: ProviderName,
    /// As asked for.
    pub model: String,
    pub batch: Option<BatchId>,
    pub usage: Usage,
    pub tokens_estimated: bool,
    /// Of this call and the failed ones before it.
    pub cost: Usd,
    pub took: Duration,
    pub retries: u32,
    pub created_by: String,
    pub created_at: DateTime<Utc>,
}

/// What is saved of a product, and how its call ends once it is.
#[derive(Debug)]
pub(crate) struct Saved {
    pub made: Option<Made>,
    /// The conversation that the call made or was about.
    pub conversation: Option<ConversationId>,
    ended: Ended,
}

impl Work {
    /// The request to send.
    pub fn request(&self, terms: &Terms, materials: &Materials, max_tokens: u32) -> Result<ChatRequest, PromptError> {
        match self {
            Work::Generate(it) | Work::Try(it) => it.chat_request(terms, materials, max_tokens),
            Work::Judge(judging) => Ok(judging.chat_request(terms, max_tokens)),
            Work::Regenerate(regeneration) => regeneration.chat_request(terms, materials, max_tokens),
            Work::Vary(varying) => Ok(varying.chat_request(terms, max_tokens)),
        }
    }

    /// Reads a reply that is no refusal.
    pub fn read(&self, reading: Reading<'_>, reply: &Reply) -> Result<Read, Unread> {
        match self {
            Work::Generate(generation) | Work::Try(generation) => generation.read(reading, reply),
            Work::Judge(judging) => judging.read(reply),
            Work::Regenerate(regeneration) => regeneration.read(reading, reply),
            Work::Vary(varying) => varying.read(reply),
        }
    }

    /// What is saved of what was read.
    pub fn saved(&self, product: Product, facts: CallFacts) -> Option<Saved> {
        Some(match (self, product) {
            (Work::Generate(generation), Product::Conversation(draft)) => {
                Saved::made(generation.conversation(draft, facts))
            }
            (Work::Try(generation), Product::Conversation(draft)) => {
                let ended = Ended::Tried(Box::new(generation.conversation(draft, facts)));
                Saved { made: None, conversation: None, ended }
            }
            (Work::Regenerate(regeneration), Product::Conversation(draft)) => {
                Saved::made(regeneration.conversation(draft, facts))
            }
            (Work::Judge(judging), Product::Marks(marks)) => {
                let new = judging.marks(&marks, facts);
                let ended = Ended::Judged(Judged::of(judging.title.clone(), &new));
                Saved { conversation: Some(new.conversation), made: Some(Made::Marks(Box::new(new))), ended }
            }
            (Work::Vary(varying), Product::Scenario(text)) => {
                let draft = NewDraft { id: Uuid::now_v7(), of: varying.original, text: *text };
                let ended = Ended::Varied(Box::new(Varied { draft: draft.clone(), cost: facts.cost }));
                Saved { made: Some(Made::Draft(Box::new(draft))), conversation: None, ended }
            }
            // A step reads only what it asked for.
            (_, Product::Conversation(_) | Product::Marks(_) | Product::Scenario(_)) => return None,
        })
    }

    /// The stored conversation that the call is about.
    pub fn about(&self) -> Option<ConversationId> {
        match self {
            Work::Generate(_) | Work::Try(_) | Work::Vary(_) => None,
            Work::Judge(judging) => Some(judging.conversation),
            Work::Regenerate(regeneration) => Some(regeneration.parent),
        }
    }

    /// The template and version that the request was made of.
    pub fn template(&self) -> Option<(TemplateId, u32)> {
        match self {
            Work::Generate(it) | Work::Try(it) => Some((it.template.id, it.template.version)),
            Work::Regenerate(it) => Some((it.generation.template.id, it.generation.template.version)),
            Work::Judge(_) | Work::Vary(_) => None,
        }
    }

    /// What the conversation is asked to be, by name.
    pub fn parameters(&self) -> BTreeMap<String, String> {
        match self {
            Work::Generate(generation) | Work::Try(generation) => generation.parameters(),
            Work::Regenerate(it) => it.generation.parameters(),
            Work::Judge(_) | Work::Vary(_) => BTreeMap::new(),
        }
    }

    /// What the queue counts towards a target.
    pub fn candidate(&self) -> Option<&ItemRequest> {
        match self {
            Work::Generate(generation) => Some(&generation.request),
            Work::Try(_) | Work::Judge(_) | Work::Regenerate(_) | Work::Vary(_) => None,
        }
    }

    /// What the prompts of several jobs have in common.
    pub fn fixed_part(&self) -> FixedPart {
        match self {
            Work::Generate(generation) | Work::Try(generation) => FixedPart::Template(generation.template.id),
            Work::Regenerate(it) => FixedPart::Template(it.generation.template.id),
            Work::Judge(_) => FixedPart::Rubric,
            Work::Vary(_) => FixedPart::Variation,
        }
    }
}

impl Saved {
    fn made(conversation: NewConversation) -> Saved {
        let ended = Ended::Stored(Stored::of(&conversation));
        Saved { conversation: Some(conversation.id), made: Some(Made::Conversation(Box::new(conversation))), ended }
    }

    /// Takes what is saved, and leaves how the call ends.
    pub fn split(self) -> (Option<Made>, Ending) {
        (self.made, Ending(self.ended))
    }
}

/// How a call ends once its product is stored.
#[derive(Debug)]
pub(crate) struct Ending(Ended);

impl Ending {
    /// With what the store said.
    pub fn with(self, recorded: Recorded) -> Ended {
        match (self.0, recorded) {
            (Ended::Stored(mut stored), Recorded::Similar(note)) => {
                stored.findings.push(note);
                Ended::Stored(stored)
            }
            (Ended::Judged(mut judged), Recorded::Marked(marked)) => {
                judged.marked = Some(*marked);
                Ended::Judged(judged)
            }
            (Ended::Judged(_), Recorded::TextChanged) => Ended::Superseded,
            (ended, _) => ended,
        }
    }
}
