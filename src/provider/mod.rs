//! Who answers a prompt: the contract, and one file for each protocol. Knows no database.

mod anthropic;
mod error;
mod error_mapping;
mod headers;
mod http;
mod models;
mod openai;
mod quirks;
mod rate_key;
mod redact;
mod simulator;
mod this_machine;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use secrecy::SecretString;
use serde_json::value::RawValue;

use crate::domain::conversation::{ProviderName, Subject};
use crate::domain::usage::Usage;

pub use error::{CallError, ErrorKind, Verdict};
pub use models::{ModelInfo, Models};
pub use this_machine::is_on_this_machine;

/// Everything needed to reach a provider.
#[derive(Debug, Clone)]
pub struct ProviderConfig {
    /// Which protocol.
    pub name: ProviderName,
    /// The base URL, with or without `/v1` and a trailing slash; not looked at for the simulator.
    pub base_url: String,
    /// API keys, used side by side; none is fine for a server that asks for none.
    pub keys: Vec<SecretString>,
    /// What the program calls itself to servers: "dialoom/0.1.0".
    pub user_agent: String,
    /// What is known of models: which take a temperature, what they cache, the default one.
    pub models: Models,
}

/// Why a provider cannot be reached with what was given. Nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ConnectError {
    /// What is wrong, without secrets.
    pub message: String,
    /// What to do about it, as a sentence.
    pub hint: String,
}

/// Whether the text can be the base URL of a provider: http or https with a host.
pub fn is_base_url(text: &str) -> bool {
    reqwest::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Makes a provider ready to be asked. Sends nothing and takes well under 100 ms.
///
/// Wrong are: a base URL that is no `http` or `https` URL, a vendor's own address without a key, a key with characters
/// no header can carry, and TLS without any certificate on the machine.
pub fn connect(config: ProviderConfig) -> Result<Arc<dyn Provider>, ConnectError> {
    Ok(match config.name {
        ProviderName::Anthropic => Arc::new(anthropic::Anthropic::new(config)?),
        ProviderName::OpenAi => Arc::new(openai::OpenAi::new(config)?),
        ProviderName::Simulator => Arc::new(simulator::Simulator::new()),
    })
}

/// One question to a model: everything a call needs, and nothing about the batch it is for.
#[derive(Debug, Clone, PartialEq)]
pub struct ChatRequest {
    /// The model's id.
    pub model: String,
    /// What is the same for every item of a template: who the model is to be, and the exact JSON to return.
    pub system: Arc<str>,
    /// The prompt itself.
    pub prompt: String,
    /// The JSON schema the answer must fit.
    pub schema: Schema,
    /// The most tokens the answer may have.
    pub max_tokens: u32,
    /// Sent only where set and where the model takes one.
    pub temperature: Option<f64>,
    /// How long to wait for the whole answer.
    pub timeout: Duration,
    /// What the conversation is about: the simulator speaks of it.
    pub subject: Subject,
    /// How many turns were asked for: the simulator keeps to it.
    pub turns: u32,
    /// The same for the same item in every run: the simulator's dice.
    pub seed: u64,
    /// Rung each time the request goes to the socket.
    pub sent: SentBell,
}

/// The JSON schema of an answer, written once for all calls of a run. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Schema {
    plain: Arc<RawValue>,
    bounded: Arc<RawValue>,
}

impl Schema {
    /// `plain` is in the subset every server takes; `bounded` is the same with lengths (`minItems`, `maxItems`,
    /// `maxLength`), for servers that make a grammar of it: without them a weak model runs on until its tokens are used
    /// up.
    pub fn new(plain: &serde_json::Value, bounded: &serde_json::Value) -> Schema {
        let written = |schema| Arc::from(serde_json::value::to_raw_value(schema).expect("a value has a JSON form"));
        Schema { plain: written(plain), bounded: written(bounded) }
    }

    /// Bytes of the longer form.
    pub fn longest(&self) -> usize {
        self.plain.get().len().max(self.bounded.get().len())
    }
}

impl PartialEq for Schema {
    fn eq(&self, other: &Schema) -> bool {
        self.plain.get() == other.plain.get() && self.bounded.get() == other.bounded.get()
    }
}

/// Tells whoever listens when a request goes to the socket: from then on a server may count it. No part of what is
/// asked, so any two are equal.
#[derive(Debug, Clone, Default)]
pub struct SentBell(Option<tokio::sync::mpsc::UnboundedSender<tokio::time::Instant>>);

impl SentBell {
    /// A bell, and what it is heard by: the moments it was rung.
    pub fn new() -> (SentBell, tokio::sync::mpsc::UnboundedReceiver<tokio::time::Instant>) {
        let (sender, receiver) = tokio::sync::mpsc::unbounded_channel();
        (SentBell(Some(sender)), receiver)
    }

    /// Says that the request goes to the socket now.
    pub fn ring(&self) {
        if let Some(sender) = &self.0 {
            // Nobody listens any more: then nobody wants to know.
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
    /// It ran into `max_tokens`.
    MaxTokens,
    /// The model or a filter refused; with the provider's category and explanation where it gave any.
    Refusal {
        /// "cyber", "content_filter", …
        category: Option<String>,
        /// In the provider's words.
        explanation: Option<String>,
    },
    /// Anything the protocol gained since.
    Other(String),
}

/// An answer as it came, not yet looked into.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The text, hidden reasoning left out; may be empty.
    pub text: String,
    /// Why it ended.
    pub stop: Stop,
    /// Tokens as the provider counted them; `None` where it did not, or its count cannot be true.
    pub usage: Option<Usage>,
    /// The model that answered, as it names itself.
    pub model: String,
    /// The request's id at the provider.
    pub request_id: Option<String>,
    /// What the rate-limit headers said.
    pub limits: LimitHeaders,
}

/// One kind of limit as a server reports it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LimitHeader {
    /// The most there may be.
    pub limit: Option<u64>,
    /// How many are left now.
    pub remaining: Option<u64>,
    /// How long until it is full again.
    pub reset_after: Option<Duration>,
}

/// The rate-limit headers of a response, in one form for both protocols. All of them may be absent.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LimitHeaders {
    /// Requests.
    pub requests: LimitHeader,
    /// Input tokens.
    pub input_tokens: LimitHeader,
    /// Output tokens.
    pub output_tokens: LimitHeader,
    /// Both together, where the server takes the token limit asked for off them (chat completions).
    pub tokens: LimitHeader,
    /// Both together, where only what is really used is taken off (the Messages API).
    pub used_tokens: LimitHeader,
}

/// Somebody who answers.
#[async_trait]
pub trait Provider: Send + Sync + std::fmt::Debug {
    /// Which protocol.
    fn name(&self) -> ProviderName;

    /// One entry for each API key (one entry also where no key is needed): a short fingerprint, safe to show, from
    /// which the key cannot be found, or the place of a server that takes none. The limiter keeps one window for each.
    fn keys(&self) -> &[String];

    /// Where it is reached, for messages: the base URL without credentials, or "built in".
    fn place(&self) -> String;

    /// Asks once, with the key of that index. Never retries: that is the engine's business, which alone may start a
    /// request. Where a server refuses a field that can be left out, it is from then on, and the error is of the kind
    /// [`ErrorKind::Adapted`]: the same call is worth making again at once.
    async fn complete(&self, request: &ChatRequest, key: usize) -> Result<Reply, CallError>;

    /// Whether it keeps the fixed part of this request (`system`) in a cache that the first answer must fill before
    /// others can read from it.
    fn caches_prefix(&self, _request: &ChatRequest) -> bool {
        false
    }

    /// Asks something that costs nothing, to see that server and key are good: for `doctor`. Gives a line for people.
    async fn check(&self) -> Result<String, CallError>;

    /// The models the server says it has, by id; costs nothing. Empty where there is nothing to list.
    async fn list_models(&self) -> Result<Vec<String>, CallError> {
        Ok(Vec::new())
    }

    /// The model to ask where the user names none: the table's for the Messages API and OpenAI's own address, the
    /// server's only one elsewhere. `None` where there is nothing to go by; an error that lists the names where there are several.
    async fn default_model(&self) -> Result<Option<String>, CallError> {
        Ok(None)
    }
}
