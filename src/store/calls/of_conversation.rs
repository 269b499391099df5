//! The calls that made a conversation, from the log of generation.

use chrono::{DateTime, Utc};

use crate::domain::ids::ConversationId;
use crate::domain::money::Usd;

use crate::store::sql::engine::{count, reading};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::Time;
use crate::store::{Result, Store};

/// One call, as logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// When it ended.
    pub at: DateTime<Utc>,
    /// The provider's word.
    pub provider: String,
    /// The model, as the provider names it.
    pub model: String,
    /// The provider's id of the request, for its support.
    pub request_id: Option<String>,
    /// "success", "failed", "rate_limited" or "timeout".
    pub status: String,
    /// Why it failed.
    pub error: Option<String>,
    /// Tokens in, those of the cache included.
    pub input_tokens: u64,
    /// Tokens out.
    pub output_tokens: u64,
    /// The price.
    pub cost: Usd,
    /// In milliseconds.
    pub duration_ms: u64,
    /// The prompt as sent, where `keep_payloads` kept it.
    pub request: Option<String>,
}

type Row = (Time, String, String, Option<String>, String, Option<String>, i64, i64, i64, i64, Option<String>);

impl Store {
    /// The calls that ended in this conversation, oldest first.
    pub async fn calls_of(&self, id: ConversationId) -> Result<Vec<Call>> {
        let mut select = Statement::new(
            "SELECT created_at, provider, model, request_id, status, error_message, \
             input_tokens + cache_write_tokens + cache_read_tokens, output_tokens, cost_micros, duration_ms, request \
             FROM generation_logs WHERE conversation_id = ",
        );
        select.bind(id.0).push(" ORDER BY created_at, id");
        let rows: Vec<Row> = reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_all(pool).await)?;
        let call = |row: Row| {
            let (at, provider, model, request_id, status, error, input, output, cost, duration, request) = row;
            Call {
                at: at.into(),
                provider,
                model,
                request_id,
                status,
                error,
                input_tokens: count(input),
                output_tokens: count(output),
                cost: Usd::from_micros(cost),
                duration_ms: count(duration),
                request,
            }
        };
        Ok(rows.into_iter().map(call).collect())
    }
}
