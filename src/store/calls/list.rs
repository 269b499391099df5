//! The calls of the log, the newest first.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use crate::domain::ids::LogId;
use crate::domain::log::CallFilter;
use crate::domain::money::Usd;

use crate::store::calls::filter::push_call_where;
use crate::store::pages::{Read, Way, filter_words, opened, sealed};
use crate::store::sql::dialect::Dialect;
use crate::store::sql::engine::{count, reading};
use crate::store::sql::statement::Statement;
use crate::store::sql::value::{Time, Value};
use crate::store::{Result, Store, StoreError};

/// One call with all that the log knows of it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct LoggedCall {
    /// Its id in the log.
    pub id: LogId,
    /// When it ended.
    pub at: DateTime<Utc>,
    /// "success", "failed", "rate_limited" or "timeout".
    pub status: String,
    /// The provider's word.
    pub provider: String,
    /// The model asked for.
    pub model: String,
    /// The provider's id of the request, for its support.
    pub request_id: Option<String>,
    /// The short id of the conversation that it made or was about.
    pub conversation: Option<String>,
    /// The name of its batch.
    pub batch: Option<String>,
    /// The name of its template.
    pub template: Option<String>,
    /// The version of its template.
    pub template_version: Option<i64>,
    /// What the conversation was asked to be, by name: persona, emotion, topic and the others.
    pub parameters: BTreeMap<String, String>,
    /// The temperature asked for.
    pub temperature: Option<f64>,
    /// The token limit asked for.
    pub max_tokens: u64,
    /// 0 for the first call of an item, then the number of the retry.
    pub retry: u64,
    /// Tokens in, those of the cache included.
    pub input_tokens: u64,
    /// Tokens out.
    pub output_tokens: u64,
    /// The cost, in USD.
    pub cost_usd: Usd,
    /// What it may have cost beyond that.
    pub uncertain_cost_usd: Usd,
    /// In milliseconds.
    pub duration_ms: u64,
    /// The kind of error; `repaired` where the answer had to be repaired.
    pub error_code: Option<String>,
    /// The error in words.
    pub error: Option<String>,
    /// Who made the call.
    pub created_by: String,
    /// The prompt, where it was asked for and is kept.
    pub request: Option<String>,
    /// The answer, where it was asked for and is kept.
    pub response: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    created_at: Time,
    status: String,
    provider: String,
    model: String,
    request_id: Option<String>,
    conversation: Option<String>,
    batch: Option<String>,
    template: Option<String>,
    template_version: Option<i64>,
    parameters: Json<BTreeMap<String, String>>,
    temperature: Option<f64>,
    max_tokens: i64,
    retry_attempt: i64,
    input_tokens: i64,
    output_tokens: i64,
    cost_micros: i64,
    uncertain_micros: i64,
    duration_ms: i64,
    error_code: Option<String>,
    error_message: Option<String>,
    created_by: String,
    request: Option<String>,
    response: Option<String>,
}

impl From<Row> for LoggedCall {
    fn from(row: Row) -> LoggedCall {
        LoggedCall {
            id: LogId(row.id),
            at: row.created_at.into(),
            status: row.status,
            provider: row.provider,
            model: row.model,
            request_id: row.request_id,
            conversation: row.conversation,
            batch: row.batch,
            template: row.template,
            template_version: row.template_version,
            parameters: row.parameters.0,
            temperature: row.temperature,
            max_tokens: count(row.max_tokens),
            retry: count(row.retry_attempt),
            input_tokens: count(row.input_tokens),
            output_tokens: count(row.output_tokens),
            cost_usd: Usd::from_micros(row.cost_micros),
            uncertain_cost_usd: Usd::from_micros(row.uncertain_micros),
            duration_ms: count(row.duration_ms),
            error_code: row.error_code,
            error: row.error_message,
            created_by: row.created_by,
            request: row.request,
            response: row.response,
        }
    }
}

/// One page of the log.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct LogPage {
    /// The calls, the newest first.
    pub calls: Vec<LoggedCall>,
    /// Leads to older calls; `None` on the last page.
    pub next_cursor: Option<String>,
    /// Leads to newer calls; `None` on the first page.
    pub previous_cursor: Option<String>,
}

/// Where a page begins or ends: a call by its id, and when it ended.
struct Edge {
    way: Way,
    id: Uuid,
    ended: Time,
}

/// The list that a cursor belongs to.
fn list(filter: &CallFilter) -> String {
    let CallFilter { shared, model, status, conversations } = filter;
    format!("calls {} {model:?} {status:?} {conversations:?}", filter_words(shared))
}

fn page<DB: Dialect>(filter: &CallFilter, limit: u32, edge: Option<&Edge>, with_payload: bool) -> Statement {
    // Requests and answers are large.
    let payload = match with_payload {
        true => "c.request, c.response",
        false => "CAST(NULL AS text) AS request, CAST(NULL AS text) AS response",
    };
    let mut select = Statement::new(&format!(
        "SELECT c.id, c.created_at, c.status, c.provider, c.model, c.request_id, v.short_id AS conversation, \
         b.name AS batch, t.name AS template, c.template_version, c.parameters, c.temperature, c.max_tokens, \
         c.retry_attempt, c.input_tokens + c.cache_write_tokens + c.cache_read_tokens AS input_tokens, \
         c.output_tokens, c.cost_micros, c.uncertain_micros, c.duration_ms, c.error_code, c.error_message, \
         c.created_by, {payload} FROM generation_logs c LEFT JOIN conversations v ON v.id = c.conversation_id \
         LEFT JOIN batch_jobs b ON b.id = c.batch_id LEFT JOIN prompt_templates t ON t.id = c.template_id"
    ));
    push_call_where::<DB>(&mut select, filter);
    let is_back = edge.is_some_and(|edge| edge.way == Way::Previous);
    let (beyond, direction) = if is_back { (">", "ASC") } else { ("<", "DESC") };
    if let Some(Edge { id, ended, .. }) = edge {
        select.push(&format!(" AND (c.created_at, c.id) {beyond} ")).bind_list([Value::from(*ended), Value::from(*id)]);
    }
    select.push(&format!(" ORDER BY c.created_at {direction}, c.id {direction} LIMIT "));
    select.bind(i64::from(limit).saturating_add(1));
    select
}

impl Store {
    /// One page of at most `limit` calls. Requests and answers are read only for `with_payload`.
    pub async fn logged_calls(
        &self,
        filter: &CallFilter,
        limit: u32,
        cursor: Option<&str>,
        with_payload: bool,
    ) -> Result<LogPage> {
        let list = list(filter);
        let edge = match cursor {
            Some(text) => Some(self.edge(text, &list).await?),
            None => None,
        };
        let rows: Vec<Row> = reading!(&self.db, |pool| {
            page::<Engine>(filter, limit, edge.as_ref(), with_payload).query_as::<Engine, _>().fetch_all(pool).await
        })?;
        let Read { rows, has_previous, has_next } = Read::of(rows, limit, edge.map(|edge| edge.way));
        let calls: Vec<LoggedCall> = rows.into_iter().map(LoggedCall::from).collect();
        let beside = |edge: &LoggedCall, way| sealed(way, &edge.id.0.simple().to_string(), &list);
        let next_cursor = calls.last().filter(|_| has_next).map(|last| beside(last, Way::Next));
        let previous_cursor = calls.first().filter(|_| has_previous).map(|first| beside(first, Way::Previous));
        Ok(LogPage { calls, next_cursor, previous_cursor })
    }

    async fn edge(&self, given: &str, list: &str) -> Result<Edge> {
        let (way, place) = opened(given, list)?;
        let id = Uuid::try_parse(place).map_err(|_| StoreError::BadCursor)?;
        let mut select = Statement::new("SELECT created_at FROM generation_logs WHERE id = ");
        select.bind(id);
        let found: Option<(Time,)> =
            reading!(&self.db, |pool| select.query_as::<Engine, _>().fetch_optional(pool).await)?;
        let (ended,) = found.ok_or(StoreError::BadCursor)?;
        Ok(Edge { way, id, ended })
    }
}
