//! On which terms a model is asked: the settings that shape an answer, the limits, and the most a call can cost.

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::batch::ItemRequest;
use crate::domain::conversation::ProviderName;
use crate::domain::limits::{GenerationTable, Limits, LimitsTable, OutOfRange, RequestLimit, Style};
use crate::domain::money::Usd;
use crate::domain::template::Template;
use crate::domain::usage::Usage;
use crate::provider::{ChatRequest, ModelInfo, Provider, Schema, SentBell};
use crate::templates::{Directions, Habits, Prompt, PromptError, answer, prompt};

/// The default number of turns: in the middle of what scores best (8 to 16).
const DEFAULT_TURNS: u32 = 10;
/// The lowest default token limit of an answer.
const LEAST_TOKENS: u32 = 2048;
/// Tokens allowed for one turn: 400 characters at three characters a token, and its JSON.
const TOKENS_A_TURN: u32 = 160;
/// How many raised token limits count as the same settings in an estimate. More retries of one answer are rare.
const MOST_RAISED: usize = 4;
/// The most tokens a protocol adds to a prompt: message framing, schema instructions.
const FRAMING_TOKENS: u64 = 600;

/// Which provider answers, with which settings and limits: all defaults filled in.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The provider that answers.
    pub provider: Arc<dyn Provider>,
    /// What shapes an answer.
    pub ask: AskSettings,
    /// Prices and limits of the model.
    pub info: ModelInfo,
    /// Limits of the run, with defaults.
    pub limits: Limits,
}

impl Terms {
    /// Fills the limits of a table up with defaults. The simulator has no limit on requests unless the table sets one.
    pub fn new(
        provider: Arc<dyn Provider>,
        ask: AskSettings,
        info: ModelInfo,
        limits: &LimitsTable,
    ) -> Result<Terms, OutOfRange> {
        let mut limits = limits.settle()?;
        if ask.provider == ProviderName::Simulator && !limits.requests_are_set {
            limits.requests = RequestLimit::Unlimited;
        }
        Ok(Terms { provider, ask, info, limits })
    }
}

/// How a model is asked: everything that shapes an answer. Stored with the batch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AskSettings {
    /// The provider that answers.
    pub provider: ProviderName,
    /// The model, as the provider names it.
    pub model: String,
    /// 0 to 2; `None` for a model that takes none.
    pub temperature: Option<f64>,
    /// The token limit of an answer, where the user set one.
    pub max_tokens: Option<u32>,
    /// The number of turns a prompt asks for.
    pub turns: u32,
    /// How much the prompt says.
    #[serde(default = "full", skip_serializing_if = "is_full")]
    pub style: Style,
    /// What the assistant says about being an AI and about declining, where the user set it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assistant_identity: Option<String>,
    /// The day that prompts name: that on which the batch began, so that none changes while it goes on. It identifies no
    /// request. `None` for a batch from before prompts named one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub today: Option<NaiveDate>,
}

/// What a batch asked for before there was a choice.
fn full() -> Style {
    Style::Full
}

fn is_full(style: &Style) -> bool {
    *style == Style::Full
}

/// Enough tokens for an answer of so many turns.
fn tokens_for(turns: u32) -> u32 {
    turns.saturating_mul(TOKENS_A_TURN).saturating_add(256)
}

/// How a generation table asks for conversations, whatever the model.
pub(crate) fn habits(table: &GenerationTable) -> Habits {
    let (turns, style) = (table.turns.unwrap_or(DEFAULT_TURNS), table.style.unwrap_or(Style::Full));
    let directions = Directions { style, ..Directions::full(turns) };
    Habits { directions, max_tokens: table.max_tokens, tokens_needed: tokens_for(turns) }
}

impl AskSettings {
    /// The settings a generation table asks for, with defaults that suit the model.
    pub fn new(table: &GenerationTable, provider: ProviderName, model: String, info: &ModelInfo) -> AskSettings {
        AskSettings {
            provider,
            model,
            temperature: info.takes_temperature.then(|| table.temperature.unwrap_or(0.7)),
            max_tokens: table.max_tokens,
            turns: table.turns.unwrap_or(DEFAULT_TURNS),
            style: table.style.unwrap_or(info.default_style()),
            assistant_identity: table.assistant_identity.clone(),
            today: None,
        }
    }

    /// The same asked on a day, which prompts name.
    #[must_use]
    pub fn on(self, today: NaiveDate) -> AskSettings {
        AskSettings { today: Some(today), ..self }
    }

    /// The token limit of a first call: the user's, or enough for the turns and for hidden reasoning.
    pub(super) fn first_max_tokens(&self, info: &ModelInfo) -> u32 {
        let sized = self
            .max_tokens
            .unwrap_or_else(|| tokens_for(self.turns).max(LEAST_TOKENS).saturating_add(info.thinking_reserve));
        info.cap(sized)
    }

    /// The token limit after an answer reached this one: half as much again, unless the user set it.
    pub(super) fn raised_max_tokens(&self, current: u32, info: &ModelInfo) -> u32 {
        match self.max_tokens {
            Some(set) => set,
            None => info.cap(current + current / 2),
        }
    }

    /// The token limits that calls of a run can have: the first, and each raised one.
    pub(super) fn token_limits(&self, info: &ModelInfo) -> Vec<u32> {
        let first = self.first_max_tokens(info);
        let raised = |limit: &u32| Some(self.raised_max_tokens(*limit, info)).filter(|raised| raised > limit);
        std::iter::successors(Some(first), raised).take(1 + MOST_RAISED).collect()
    }

    /// The prompt of one item; fails where the template and the item do not fit.
    pub fn question(&self, template: &Template, request: &ItemRequest) -> Result<Prompt, PromptError> {
        prompt::build(&template.text, request, &self.directions())
    }

    /// What a prompt tells beside the template.
    pub(crate) fn directions(&self) -> Directions {
        let assistant_identity = self.assistant_identity.clone();
        Directions { turns: self.turns, style: self.style, assistant_identity, today: self.today }
    }

    /// The schema of the answer.
    pub(super) fn schema(&self) -> Schema {
        let bounded = match self.style {
            Style::Full => answer::bounded_schema(self.turns),
            Style::Brief => answer::alternating_schema(self.turns),
        };
        Schema::new(&answer::schema(), &bounded)
    }

    pub(super) fn chat_request(
        &self,
        prompt: Prompt,
        schema: Schema,
        request: &ItemRequest,
        max_tokens: u32,
        timeout: Duration,
    ) -> ChatRequest {
        ChatRequest {
            model: self.model.clone(),
            system: prompt.system,
            prompt: prompt.text,
            schema,
            max_tokens,
            temperature: self.temperature,
            timeout,
            subject: request.subject.clone(),
            turns: self.turns,
            rests_on_source: request.source.is_some(),
            seed: seed(request),
            sent: SentBell::default(),
        }
    }
}

/// The same seed for the same request in every run. The draws are not in it: the months among them pass.
fn seed(request: &ItemRequest) -> u64 {
    let request = ItemRequest { ordinal: request.ordinal, ..request.cell() };
    let bytes = serde_json::to_vec(&request).expect("plain data has a JSON form");
    let digest = Sha256::digest(bytes);
    digest.iter().take(8).fold(0, |seed, byte| seed << 8 | u64::from(*byte))
}

/// The most a call can use: no token is shorter than a byte, and an answer ends at its limit.
pub(super) fn worst_usage(request: &ChatRequest) -> Usage {
    let bytes = request.system.len() + request.prompt.len() + request.schema.longest();
    Usage {
        input_tokens: bytes as u64 + FRAMING_TOKENS,
        output_tokens: u64::from(request.max_tokens),
        ..Usage::default()
    }
}

/// The most a call can cost.
pub(super) fn worst_cost(request: &ChatRequest, info: &ModelInfo) -> Usd {
    dearest(worst_usage(request), info)
}

/// What a usage can cost, with input at the dearer of plain and cache-write price.
pub(super) fn dearest(usage: Usage, info: &ModelInfo) -> Usd {
    let written = Usage { input_tokens: 0, cache_write_tokens: usage.input_tokens, ..usage };
    info.cost(&usage).max(info.cost(&written))
}
