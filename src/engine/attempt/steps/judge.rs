//! Judges a conversation: the rubric and the text out, marks with their quotes in.

use std::sync::Arc;

use crate::domain::conversation::{Subject, Turn};
use crate::domain::ids::ConversationId;
use crate::domain::quality::Judgement;
use crate::provider::{ChatRequest, Reply, Schema, SentBell};
use crate::quality::judge::{self, Marks};
use crate::store::NewMarks;

use crate::engine::attempt::steps::{CallFacts, Product, Read, Unread};
use crate::engine::terms::Terms;

/// A conversation to judge.
#[derive(Debug, Clone)]
pub(crate) struct Judging {
    pub conversation: ConversationId,
    pub title: String,
    pub turns: Arc<[Turn]>,
    /// The fixed part of the prompt, and the part with the conversation.
    pub prompt: (Arc<str>, Arc<str>),
    pub schema: Schema,
    /// Marks below are findings.
    pub min_mark: u8,
    /// The checksums of rubric and turns.
    pub rubric: Arc<str>,
    pub text: String,
    /// Of marks that count: first the one of new marks, then those by earlier wordings of the rubric.
    pub fingerprints: Vec<String>,
    /// The fingerprint of all that the judge is told.
    pub question: String,
}

impl Judging {
    pub fn chat_request(&self, terms: &Terms, max_tokens: u32) -> ChatRequest {
        let (system, prompt) = &self.prompt;
        ChatRequest {
            model: terms.ask.model.clone(),
            system: system.clone(),
            prompt: prompt.to_string(),
            schema: self.schema.clone(),
            max_tokens,
            temperature: terms.ask.temperature,
            timeout: terms.limits.timeout,
            subject: Subject::default(),
            turns: 0,
            rests_on_source: false,
            seed: u64::from_str_radix(self.text.get(..16).unwrap_or_default(), 16).unwrap_or_default(),
            sent: SentBell::default(),
        }
    }

    pub(super) fn read(&self, reply: &Reply) -> Result<Read, Unread> {
        match judge::read(&reply.text, &self.turns) {
            Ok(marks) => Ok(Read { product: Product::Marks(marks), repaired: None }),
            Err(error) => Err(Unread { code: error.code(), message: error.to_string() }),
        }
    }

    pub(super) fn marks(&self, marks: &Marks, facts: CallFacts) -> NewMarks {
        let judgement = Judgement {
            marks: marks.values(),
            reasons: marks.reasons(),
            min_mark: self.min_mark,
            provider: Some(facts.provider),
            model: facts.model,
            rubric: self.rubric.to_string(),
            text: self.text.clone(),
            fingerprint: self.fingerprints.first().cloned().unwrap_or_default(),
            question: self.question.clone(),
            at: Some(facts.created_at),
        };
        NewMarks { conversation: self.conversation, judgement }
    }
}
