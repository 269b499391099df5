//! Varies a scenario: the scenario out, a draft of another in.

use std::hash::{DefaultHasher, Hash, Hasher};

use uuid::Uuid;

use crate::domain::conversation::Subject;
use crate::domain::money::Usd;
use crate::domain::scenario::ScenarioText;
use crate::domain::usage::{Usage, estimate_tokens};
use crate::provider::{ChatRequest, Reply, Schema, SentBell};
use crate::store::NewDraft;
use crate::templates::{LONGEST_WRITTEN, ScenarioToVary};

use crate::engine::attempt::steps::{Product, Read, Unread};
use crate::engine::estimate::Estimate;
use crate::engine::terms::{Terms, dearest, worst_usage};

/// Output tokens of a variation before anything was measured.
const TOKENS_OF_ONE: u64 = 350;
/// What a variation adds to the prompts after it.
const TOKENS_OF_WRITTEN: u64 = 150;

/// A scenario to vary once.
#[derive(Debug, Clone)]
pub(crate) struct Varying {
    /// The id of the scenario.
    pub original: Uuid,
    of: ScenarioToVary,
    system: &'static str,
    prompt: String,
    schema: Schema,
}

/// A draft that the model wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct Varied {
    /// As it is stored.
    pub draft: NewDraft,
    /// Of its call and the failed ones before it.
    pub cost: Usd,
}

impl Varying {
    pub fn new(original: Uuid, of: ScenarioToVary, names: &[String], written: &[ScenarioText]) -> Varying {
        let ((system, prompt), schema) = (of.question(names, written), of.schema());
        Varying { original, system, prompt, schema: Schema::new(&schema, &schema), of }
    }

    /// The fixed part of the prompt, and the rest.
    pub fn prompt(&self) -> (&str, &str) {
        (self.system, &self.prompt)
    }

    pub fn chat_request(&self, terms: &Terms, max_tokens: u32) -> ChatRequest {
        let mut hasher = DefaultHasher::new();
        self.prompt.hash(&mut hasher);
        let of = &self.of.scenario;
        ChatRequest {
            model: terms.ask.model.clone(),
            system: self.system.into(),
            prompt: self.prompt.clone(),
            schema: self.schema.clone(),
            max_tokens,
            temperature: terms.ask.temperature,
            timeout: terms.limits.timeout,
            subject: Subject { persona: of.persona.clone(), emotion: of.emotion.clone(), topic: of.topic.clone() },
            turns: 0,
            rests_on_source: false,
            seed: hasher.finish(),
            sent: SentBell::default(),
        }
    }

    pub(super) fn read(&self, reply: &Reply) -> Result<Read, Unread> {
        match self.of.read(&reply.text) {
            Ok(draft) => Ok(Read { product: Product::Scenario(Box::new(draft)), repaired: None }),
            Err(error) => Err(Unread { code: error.code(), message: error.to_string() }),
        }
    }

    /// What so many variations are expected to cost. Each prompt also holds what the ones before it wrote.
    pub fn estimate(&self, terms: &Terms, calls: u64) -> Estimate {
        let request = self.chat_request(terms, terms.ask.first_max_tokens(&terms.info));
        let first = Usage {
            input_tokens: estimate_tokens(self.system)
                + estimate_tokens(&self.prompt)
                + request.schema.longest() as u64 / 4,
            output_tokens: TOKENS_OF_ONE + u64::from(terms.info.thinking_reserve / 2),
            ..Usage::default()
        };
        let worst = worst_usage(&request);
        let after = |usage: &Usage, written: u64| Usage { input_tokens: usage.input_tokens + written, ..*usage };
        let sum = |costs: &dyn Fn(u64) -> Usd| (0..calls).fold(Usd::ZERO, |sum, before| sum.plus(costs(before)));
        let written = |before: u64| after(&first, before * TOKENS_OF_WRITTEN);
        Estimate {
            calls,
            input_tokens: (0..calls).map(|before| written(before).input_tokens).sum(),
            output_tokens: first.output_tokens * calls,
            cost_usd: sum(&|before| terms.info.cost(&written(before))),
            // No token is shorter than a byte.
            worst_cost_usd: sum(&|before| dearest(after(&worst, before * LONGEST_WRITTEN as u64), &terms.info)),
            measured: false,
        }
    }
}
