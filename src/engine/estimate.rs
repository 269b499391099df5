//! What a run is expected to cost.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

use crate::domain::batch::ItemRequest;
use crate::domain::ids::TemplateId;
use crate::domain::money::Usd;
use crate::domain::template::Template;
use crate::domain::usage::{Usage, estimate_tokens};
use crate::provider::ModelInfo;
use crate::store::{CallsAlike, Store, StoreError};
use crate::templates::{PromptError, answer};

use crate::engine::terms::{AskSettings, worst_cost};

/// Output tokens of one turn before anything was measured: 250 characters and their JSON.
const TOKENS_A_TURN: u64 = 75;
/// How many prompts of each template are rendered; their mean counts for the rest.
const SAMPLE: u64 = 50;

/// What calls are expected to use and cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Estimate {
    /// One for each open item.
    pub calls: u64,
    /// Input tokens of all of them.
    pub input_tokens: u64,
    /// Output tokens of all of them.
    pub output_tokens: u64,
    /// In US dollars.
    pub cost_usd: Usd,
    /// The most all of them can cost, without retries.
    #[serde(skip)]
    pub worst_cost_usd: Usd,
    /// Whether every template has earlier calls with this model, style, token limit and about these turns to measure; for a judge, whether
    /// there are earlier calls of its model with its rubric.
    pub measured: bool,
}

impl Estimate {
    /// Takes what earlier calls used in place of a guess: mean input and output tokens of a call.
    pub(super) fn measure(&mut self, (input, output): (f64, f64), info: &ModelInfo) {
        let each = Usage { input_tokens: input.ceil() as u64, output_tokens: output.ceil() as u64, ..Usage::default() };
        self.input_tokens = each.input_tokens * self.calls;
        self.output_tokens = each.output_tokens * self.calls;
        self.cost_usd = info.cost(&each).times(self.calls);
        self.measured = true;
    }

    /// The mean input and output tokens of a call.
    pub(super) fn tokens_each(&self) -> (f64, f64) {
        let each = |tokens: u64| tokens as f64 / self.calls.max(1) as f64;
        (each(self.input_tokens), each(self.output_tokens))
    }
}

#[derive(Debug)]
pub(super) struct Estimator<'a> {
    store: &'a Store,
    ask: &'a AskSettings,
    info: &'a ModelInfo,
    templates: BTreeMap<TemplateId, PerTemplate>,
}

#[derive(Debug, Default)]
struct PerTemplate {
    items: u64,
    sampled: u64,
    sampled_input: u64,
    /// The most a rendered prompt and its answer can cost.
    worst: Usd,
    /// Mean input and output tokens of earlier calls.
    used: Option<(f64, f64)>,
}

impl PerTemplate {
    fn usage_each(&self, ask: &AskSettings, info: &ModelInfo) -> Usage {
        let prompt = self.sampled_input as f64 / self.sampled.max(1) as f64;
        let thinking = u64::from(info.thinking_reserve / 2);
        let guess = (prompt, (u64::from(ask.turns) * TOKENS_A_TURN + thinking) as f64);
        let (input, output) = self.used.unwrap_or(guess);
        Usage { input_tokens: input.ceil() as u64, output_tokens: output.ceil() as u64, ..Usage::default() }
    }
}

impl<'a> Estimator<'a> {
    pub fn new(store: &'a Store, ask: &'a AskSettings, info: &'a ModelInfo) -> Estimator<'a> {
        Estimator { store, ask, info, templates: BTreeMap::new() }
    }

    /// Adds one call. The first of a template asks the store what earlier calls used.
    pub async fn add(&mut self, template: &Template, request: &ItemRequest) -> Result<(), EstimateError> {
        let entry = self.templates.entry(template.id).or_default();
        entry.items += 1;
        if entry.sampled < SAMPLE {
            let prompt = self.ask.question(template, request)?;
            let (most, timeout) = (self.ask.first_max_tokens(self.info), Duration::ZERO);
            let call = self.ask.chat_request(prompt.clone(), self.ask.schema(), request, most, timeout);
            entry.worst = entry.worst.max(worst_cost(&call, self.info));
            let schema = answer::schema().to_string();
            entry.sampled += 1;
            entry.sampled_input +=
                estimate_tokens(&prompt.system) + estimate_tokens(&prompt.text) + estimate_tokens(&schema);
            if entry.sampled == 1 {
                let alike = CallsAlike {
                    template: template.id,
                    model: &self.ask.model,
                    max_tokens: &self.ask.token_limits(self.info),
                    style: self.ask.style,
                    turns: self.ask.turns,
                    outside_batches: self.ask.style == self.info.default_style(),
                };
                entry.used = self.store.mean_usage(&alike).await?;
            }
        }
        Ok(())
    }

    /// What one call with a template is expected to cost.
    pub fn cost_each(&self, template: TemplateId) -> Usd {
        let usage = self.templates.get(&template).map(|entry| entry.usage_each(self.ask, self.info));
        self.info.cost(&usage.unwrap_or_default())
    }

    pub fn total(&self) -> Estimate {
        let mut total = Estimate { measured: !self.templates.is_empty(), ..Estimate::default() };
        for entry in self.templates.values() {
            let each = entry.usage_each(self.ask, self.info);
            total.calls += entry.items;
            total.input_tokens += each.input_tokens * entry.items;
            total.output_tokens += each.output_tokens * entry.items;
            total.cost_usd = total.cost_usd.plus(self.info.cost(&each).times(entry.items));
            total.worst_cost_usd = total.worst_cost_usd.plus(entry.worst.times(entry.items));
            total.measured &= entry.used.is_some();
        }
        total
    }
}

/// Why no estimate can be made.
#[derive(Debug, thiserror::Error)]
pub enum EstimateError {
    /// The prompt cannot be made.
    #[error(transparent)]
    Prompt(#[from] PromptError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
