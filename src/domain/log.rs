//! The generation log: one row for every call of a provider.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::conversation::ProviderName;
use crate::domain::ids::{BatchId, ConversationId, ItemId, LogId, TemplateId};
use crate::domain::money::Usd;
use crate::domain::usage::Usage;
use crate::domain::word::words;

words! {
    /// How a call ended.
    AttemptStatus is "attempt status" {
        /// With a conversation.
        Success = "success",
        /// With an error, or with an answer that is no conversation.
        Failed = "failed",
        /// The provider said to slow down.
        RateLimited = "rate_limited",
        /// No answer in time.
        Timeout = "timeout",
    }
}

/// One call of a provider, as logged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// Made once with the outcome, so that saving it twice leaves one row.
    pub id: LogId,
    /// The conversation it became.
    pub conversation_id: Option<ConversationId>,
    /// The batch it was made for.
    pub batch_id: Option<BatchId>,
    /// The item it was made for.
    pub item_id: Option<ItemId>,
    /// The template and its version.
    pub template: Option<(TemplateId, u32)>,
    /// Who answered.
    pub provider: ProviderName,
    /// The model asked for.
    pub model: String,
    /// The request's id at the provider, for support.
    pub request_id: Option<String>,
    /// The prompt, only where payloads are kept.
    pub request: Option<String>,
    /// The answer: where payloads are kept, and always where it was paid for and is no conversation.
    pub response: Option<String>,
    /// The temperature asked for.
    pub temperature: Option<f64>,
    /// The token limit asked for.
    pub max_tokens: u32,
    /// Tokens as the provider counted them; our own estimate from the texts where it did not.
    pub usage: Usage,
    /// What it cost, in USD.
    pub cost_usd: Usd,
    /// How long it took.
    pub duration_ms: u64,
    /// How it ended.
    pub status: AttemptStatus,
    /// The named error, where it failed.
    pub error_code: Option<String>,
    /// The same in words, without secrets.
    pub error_message: Option<String>,
    /// Which repeat this was, from 0.
    pub retry_attempt: u32,
    /// Who asked for it.
    pub created_by: String,
    /// When it ended.
    pub created_at: DateTime<Utc>,
}
