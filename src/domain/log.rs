//! The generation log: one row for every call of a provider.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::conversation::ProviderName;
use crate::domain::filter::Filter;
use crate::domain::ids::{BatchId, ConversationId, ItemId, LogId, TemplateId};
use crate::domain::money::Usd;
use crate::domain::usage::Usage;
use crate::domain::word::words;

words! {
    /// How a call ended.
    AttemptStatus is "attempt status" {
        /// It gave a conversation.
        Success = "success",
        /// It gave an error, or a reply without a conversation.
        Failed = "failed",
        /// The provider asked to slow down.
        RateLimited = "rate_limited",
        /// No reply came in time.
        Timeout = "timeout",
    }
}

/// One call of a provider, as logged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// Fixed before the first save, so that saving twice leaves one row.
    pub id: LogId,
    /// The conversation that the call gave.
    pub conversation_id: Option<ConversationId>,
    /// The batch of the item.
    pub batch_id: Option<BatchId>,
    /// The item the call was for.
    pub item_id: Option<ItemId>,
    /// The template and its version.
    pub template: Option<(TemplateId, u32)>,
    /// The provider that was called.
    pub provider: ProviderName,
    /// The model asked for.
    pub model: String,
    /// The provider's id of the request, for its support.
    pub request_id: Option<String>,
    /// The prompt, only if the user keeps payloads.
    pub request: Option<String>,
    /// The raw reply, if the user keeps payloads, or if it is paid for and holds no conversation.
    pub response: Option<String>,
    /// What the conversation was asked to be, by name. Empty for a judge's call.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// The temperature asked for.
    pub temperature: Option<f64>,
    /// The token limit asked for.
    pub max_tokens: u32,
    /// The provider's count of tokens, else an estimate from the texts.
    pub usage: Usage,
    /// The cost, in USD.
    pub cost_usd: Usd,
    /// What it may have cost beyond that: no reply came, or nobody counted its tokens.
    #[serde(default)]
    pub uncertain_usd: Usd,
    /// The duration, in milliseconds.
    pub duration_ms: u64,
    /// The result of the call.
    pub status: AttemptStatus,
    /// The kind of error of a failed call; `repaired` where the answer had to be repaired.
    pub error_code: Option<String>,
    /// The redacted error in words.
    pub error_message: Option<String>,
    /// 0 for the first call of an item, then the number of the retry.
    pub retry_attempt: u32,
    /// The name of the actor.
    pub created_by: String,
    /// When it ended.
    pub created_at: DateTime<Utc>,
}

/// Selects calls of the log. Every field must match; an empty field matches all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CallFilter {
    /// Of this filter, only time, batch, template, provider and person apply.
    pub shared: Filter,
    /// Any of these models, as asked for.
    pub model: Vec<String>,
    /// Any of these endings.
    pub status: Vec<AttemptStatus>,
    /// Calls for any of these conversations, the failed ones before them included.
    pub conversations: Vec<ConversationId>,
}
