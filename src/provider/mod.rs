//! The providers: one trait, and a file for each protocol. Knows no database.

mod anthropic;
mod base_url;
mod content;
mod counts;
mod encoding;
mod error;
mod error_facts;
mod error_mapping;
mod error_table;
mod event_stream;
#[cfg(test)]
mod fuzz;
mod headers;
mod http;
mod json;
mod key_spellings;
mod model_list;
mod models;
mod openai;
mod proxy;
mod quirks;
mod rate_key;
mod redact;
mod redacted;
mod reply;
mod response;
mod shapes;
mod simulator;
mod small_models;
mod split_keys;
mod stop;
mod this_machine;
mod whole;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};
use serde_json::value::RawValue;

use crate::domain::conversation::{ProviderName, Subject};
use crate::domain::environment::Variables;
use crate::domain::usage::Usage;
use crate::quality::judge;
use crate::templates::scenario_variation;

use redact::Secrets;
use redacted::Redacted;

pub use base_url::{is_base_url, masked_base_url};
pub use error::{CallError, ErrorKind, Verdict};
pub(crate) use key_spellings::is_dummy;
pub use models::{ModelInfo, Models};
pub(crate) use redact::without_key;
pub use this_machine::is_on_this_machine;

/// Everything needed to reach a provider.
#[derive(Debug, Clone)]
pub struct ProviderConfig {
    /// The protocol to speak.
    pub name: ProviderName,
    /// The base URL, with or without `/v1` and a trailing slash. The simulator ignores it.
    pub base_url: String,
    /// API keys, used in parallel. Empty for a server that asks for none.
    pub keys: Vec<SecretString>,
    /// The `User-Agent` header: "dialoom/0.1.0".
    pub user_agent: String,
    /// The table of models: which take a temperature, what they cache, the default one.
    pub models: Models,
}

/// A configuration with which no provider can be reached. Nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ConnectError {
    /// The fault, without secrets.
    pub message: String,
    /// What to do, as a sentence.
    pub hint: String,
}

/// Prepares a provider. Sends nothing and takes well under 100 ms.
///
/// Errors: a base URL that is not `http` or `https`, a vendor's own address without a key, a key with characters that
/// no header can carry, and TLS without any certificate on the machine.
pub fn connect(config: ProviderConfig) -> Result<Arc<dyn Provider>, ConnectError> {
    let variables = config.name.variables();
    connect_by(config, variables)
}

/// The same where other variables than the provider's hold keys and base URL: messages name these.
pub(crate) fn connect_by(
    config: ProviderConfig,
    variables: Option<Variables>,
) -> Result<Arc<dyn Provider>, ConnectError> {
    let secrets = Arc::new(Secrets::of(&secrets(&config)));
    Ok(match config.name {
        ProviderName::Anthropic => Redacted::shared(anthropic::Anthropic::new(config, variables)?, secrets),
        ProviderName::OpenAi => Redacted::shared(openai::OpenAi::new(config, variables)?, secrets),
        ProviderName::Simulator => Arc::new(simulator::Simulator::new()),
    })
}

/// What no text of the server may show: the keys, and what the base URL keeps secret.
fn secrets(config: &ProviderConfig) -> Vec<SecretString> {
    let keys = config.keys.iter().map(|key| SecretString::from(key.expose_secret().trim()));
    keys.chain(base_url::secrets(&config.base_url).into_iter().map(SecretString::from)).collect()
}

/// One request to a model. It knows nothing of its batch.
#[derive(Debug, Clone, PartialEq)]
pub struct ChatRequest {
    /// The model's id at the provider.
    pub model: String,
    /// The fixed part: the same for every item of a template.
    pub system: Arc<str>,
    /// The part that differs from item to item.
    pub prompt: String,
    /// The JSON schema the answer must fit.
    pub schema: Schema,
    /// The most tokens the answer may have.
    pub max_tokens: u32,
    /// Sent only where set and where the model takes one.
    pub temperature: Option<f64>,
    /// The longest wait for the complete answer.
    pub timeout: Duration,
    /// What the conversation is about; only the simulator reads it.
    pub subject: Subject,
    /// The number of turns to make, 0 for any; only the simulator reads it.
    pub turns: u32,
    /// Whether the prompt quotes a source; only the simulator reads it.
    pub rests_on_source: bool,
    /// The same for the same item in every run; only the simulator reads it.
    pub seed: u64,
    /// Signals each time the request goes to the socket.
    pub sent: SentBell,
}

/// What a schema asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wants {
    Conversation,
    Marks,
    Scenario,
}

impl Wants {
    fn of(schema: &serde_json::Value) -> Wants {
        match () {
            () if judge::is_question(schema) => Wants::Marks,
            () if scenario_variation::is_question(schema) => Wants::Scenario,
            () => Wants::Conversation,
        }
    }
}

/// The JSON schema of an answer, serialized once for all calls of a run. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Schema {
    plain: Arc<RawValue>,
    bounded: Arc<RawValue>,
    wants: Wants,
}

impl Schema {
    /// `plain` uses the subset every server takes. `bounded` adds lengths (`minItems`, `maxItems`, `maxLength`), and roles
    /// (`prefixItems`) for small models. It is for servers that compile a grammar: without lengths a weak model writes
    /// until its tokens run out.
    pub fn new(plain: &serde_json::Value, bounded: &serde_json::Value) -> Schema {
        let written = |schema| Arc::from(serde_json::value::to_raw_value(schema).expect("a value has a JSON form"));
        Schema { plain: written(plain), bounded: written(bounded), wants: Wants::of(plain) }
    }

    /// What the answer is.
    pub(crate) fn wants(&self) -> Wants {
        self.wants
    }

    /// What the answer is called in a request. Letters, digits, `_` and `-` alone: servers take no other name.
    pub(crate) fn name(&self) -> &'static str {
        match self.wants {
            Wants::Conversation => "conversation",
            Wants::Marks => "marks",
            Wants::Scenario => "scenario",
        }
    }

    /// The size of the longer form in bytes.
    pub fn longest(&self) -> usize {
        self.plain.get().len().max(self.bounded.get().len())
    }
}

impl PartialEq for Schema {
    fn eq(&self, other: &Schema) -> bool {
        self.plain.get() == other.plain.get() && self.bounded.get() == other.bounded.get()
    }
}

/// Signals when a request goes to the socket: from then on a server may count it. It is no part of the request's
/// content, so any two are equal.
#[derive(Debug, Clone, Default)]
pub struct SentBell(Option<tokio::sync::mpsc::UnboundedSender<tokio::time::Instant>>);

impl SentBell {
    /// A bell, and the receiver of the instants at which it rings.
    pub fn new() -> (SentBell, tokio::sync::mpsc::UnboundedReceiver<tokio::time::Instant>) {
        let (sender, receiver) = tokio::sync::mpsc::unbounded_channel();
        (SentBell(Some(sender)), receiver)
    }

    /// Signals that the request goes to the socket now.
    pub fn ring(&self) {
        if let Some(sender) = &self.0 {
            // Where the receiver is gone, nobody needs the signal.
            let _ = sender.send(tokio::time::Instant::now());
        }
    }
}

impl PartialEq for SentBell {
    fn eq(&self, _: &SentBell) -> bool {
        true
    }
}

/// Why an answer ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// It was complete.
    Complete,
    /// It reached `max_tokens`.
    MaxTokens,
    /// Prompt and answer filled the model's context.
    ContextLength,
    /// The model or a filter refused.
    Refusal {
        /// "cyber", "content_filter", …
        category: Option<String>,
        /// In the provider's words.
        explanation: Option<String>,
    },
    /// A reason that the protocol did not have when this was written, redacted.
    Other(String),
}

/// A reply as it came, not yet interpreted.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The text without hidden reasoning; may be empty.
    pub text: String,
    /// Why it ended.
    pub stop: Stop,
    /// Tokens as the provider counted them; `None` where it sent no count, or an impossible one.
    pub usage: Option<Usage>,
    /// The model that answered, as the provider names it.
    pub model: String,
    /// The request's id at the provider.
    pub request_id: Option<String>,
    /// The rate-limit headers of the response.
    pub limits: LimitHeaders,
}

/// One kind of limit as a server reports it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LimitHeader {
    /// The most that one window allows.
    pub limit: Option<u64>,
    /// How many are left now.
    pub remaining: Option<u64>,
    /// The time until all of it is left again.
    pub reset_after: Option<Duration>,
}

/// The rate-limit headers of a response, in one form for both protocols. Any may be absent.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LimitHeaders {
    /// Requests.
    pub requests: LimitHeader,
    /// Input tokens.
    pub input_tokens: LimitHeader,
    /// Output tokens.
    pub output_tokens: LimitHeader,
    /// Tokens of both kinds, where the server deducts the `max_tokens` asked for (chat completions).
    pub tokens: LimitHeader,
    /// Tokens of both kinds, where the server deducts what is used (the Messages API).
    pub used_tokens: LimitHeader,
}

/// A model server, or the built-in simulator.
#[async_trait]
pub trait Provider: Send + Sync + std::fmt::Debug {
    /// The protocol it speaks.
    fn name(&self) -> ProviderName;

    /// The rate keys, at least one: a fingerprint of each API key, which does not reveal it, or the address of a server
    /// that takes none. The limiter keeps one window for each.
    fn keys(&self) -> &[String];

    /// Its address for messages: the base URL without credentials, or "built in".
    fn place(&self) -> String;

    /// Sends one request with the key of that index. Never retries: the engine alone may start a request.
    ///
    /// Where a server refuses an optional field, later calls leave it out. The error is then [`ErrorKind::Adapted`]:
    /// retry at once.
    async fn complete(&self, request: &ChatRequest, key: usize) -> Result<Reply, CallError>;

    /// Whether the provider caches the fixed part of this request (`system`). The first reply fills the cache; only
    /// then can other calls read from it.
    fn caches_prefix(&self, _request: &ChatRequest) -> bool {
        false
    }

    /// Tests the server and every key at no cost, for `doctor`. Returns a line for people.
    async fn check(&self) -> Result<String, CallError>;

    /// The ids of the server's models, at no cost. Empty where the provider has no list.
    async fn list_models(&self) -> Result<Vec<String>, CallError> {
        Ok(Vec::new())
    }

    /// The model where the user names none: from `data/models.toml` for the Messages API and OpenAI's own address,
    /// elsewhere the server's only model. `None` where it has none; an error that lists them where it has several.
    async fn default_model(&self) -> Result<Option<String>, CallError> {
        Ok(None)
    }
}
