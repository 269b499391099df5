//! The Messages API: `POST {base}/v1/messages`.

use std::time::Instant;

use async_trait::async_trait;
use chrono::Utc;
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::domain::conversation::ProviderName;
use crate::domain::environment::Variables;
use crate::domain::usage::{Usage, estimate_tokens};
use crate::provider::content::first_said;
use crate::provider::error::CallError;
use crate::provider::error_facts::Facts;
use crate::provider::http::{Dialect, Http};
use crate::provider::models::{ModelInfo, Models};
use crate::provider::quirks::{Learned, Quirks};
use crate::provider::response::{self, Response, count};
use crate::provider::{ChatRequest, ConnectError, Provider, ProviderConfig, Reply, Stop};
use crate::provider::{content, headers, json, stop};

/// The older of the API's two versions. Every model takes it, and a temperature where it has one. The newer,
/// 2026-10-21, refuses every temperature.
const VERSION: (&str, &str) = ("anthropic-version", "2023-06-01");

const DIALECT: Dialect = Dialect { variables: Variables::ANTHROPIC, key_header: ("x-api-key", "") };

/// Anthropic, or a server that speaks its protocol.
#[derive(Debug)]
pub(super) struct Anthropic {
    http: Http,
    models: Models,
    learned: Learned,
}

/// The base without `/v1`, which belongs to the protocol's path.
fn base(url: &reqwest::Url) -> String {
    let given = url.as_str().trim_end_matches('/');
    let given = given.strip_suffix("/messages").unwrap_or(given).trim_end_matches('/');
    given.strip_suffix("/v1").unwrap_or(given).trim_end_matches('/').to_owned()
}

/// Whether the fixed part gets a cache mark. The shortest length depends on the model.
fn is_cached(request: &ChatRequest, info: &ModelInfo, quirks: Quirks) -> bool {
    let is_long = info.cache_min_tokens.is_some_and(|least| estimate_tokens(&request.system) >= u64::from(least));
    is_long && !quirks.no_cache
}

/// The body of `POST /v1/messages`.
#[derive(Debug, Serialize)]
struct Body<'a> {
    model: &'a str,
    max_tokens: u32,
    messages: [Question<'a>; 1],
    /// Some gateways stream where nothing is said.
    stream: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    system: Option<[SystemBlock<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temperature: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    output_config: Option<OutputConfig<'a>>,
}

#[derive(Debug, Serialize)]
struct Question<'a> {
    role: &'static str,
    content: &'a str,
}

#[derive(Debug, Serialize)]
struct SystemBlock<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cache_control: Option<CacheControl>,
}

#[derive(Debug, Serialize)]
struct CacheControl {
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Debug, Serialize)]
struct OutputConfig<'a> {
    format: Format<'a>,
}

#[derive(Debug, Serialize)]
struct Format<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    schema: &'a RawValue,
}

/// The tokens, where the server counted them.
fn usage(counts: &Value) -> Option<Usage> {
    let count = |name| count(counts, name).ok();
    Some(Usage {
        input_tokens: count("input_tokens")?,
        output_tokens: count("output_tokens")?,
        cache_write_tokens: count("cache_creation_input_tokens")?,
        cache_read_tokens: count("cache_read_input_tokens")?,
    })
}

/// The text of a message, or where it has none, the answer as the input of a tool.
fn written(content: &Value) -> String {
    let inputs = || content.as_array()?.iter().find_map(|block| block.get("input"));
    first_said([content::text(content), content::arguments(inputs())])
}

/// The thinking that used up the tokens of a message without a text.
fn only_thinking(content: &Value) -> String {
    let thought = || content.as_array()?.iter().find_map(|block| block.get("thinking")?.as_str());
    content::only_reasoning(thought().unwrap_or_default())
}

impl Anthropic {
    pub(super) fn new(config: ProviderConfig, variables: Option<Variables>) -> Result<Anthropic, ConnectError> {
        let models = config.models.clone();
        Ok(Anthropic { http: Http::new(config, &DIALECT.with(variables), base)?, models, learned: Learned::default() })
    }

    fn body(&self, request: &ChatRequest, quirks: Quirks) -> Vec<u8> {
        let info = self.models.info(ProviderName::Anthropic, &request.model);
        let system = SystemBlock {
            kind: "text",
            text: &request.system,
            cache_control: is_cached(request, &info, quirks).then_some(CacheControl { kind: "ephemeral" }),
        };
        let body = Body {
            model: &request.model,
            max_tokens: info.cap(request.max_tokens),
            messages: [Question { role: "user", content: &request.prompt }],
            stream: false,
            system: (!request.system.is_empty()).then_some([system]),
            // This API takes 0 to 1, chat completions 0 to 2.
            temperature: request
                .temperature
                .filter(|_| info.takes_temperature && !quirks.no_temperature)
                .map(|temperature| temperature.min(1.0)),
            output_config: (!quirks.no_schema)
                .then_some(OutputConfig { format: Format { kind: "json_schema", schema: &request.schema.plain } }),
        };
        serde_json::to_vec(&body).expect("plain data has a JSON form")
    }

    /// What a response means for a call with this key and these quirks.
    #[allow(clippy::result_large_err, reason = "one error for each call over a network: its size does not matter")]
    pub(super) fn outcome(
        &self,
        response: &Response,
        model: &str,
        key: usize,
        quirks: Quirks,
    ) -> Result<Reply, CallError> {
        if response.is_answer() {
            return self.reply(response, model);
        }
        let error = self.http.map_error(response, Some(model), key);
        Err(self.learned.adapt(model, quirks, &Facts::of(&response.body), error))
    }

    #[allow(clippy::result_large_err, reason = "one error for each call over a network: its size does not matter")]
    fn reply(&self, response: &Response, asked_for: &str) -> Result<Reply, CallError> {
        let now = Utc::now();
        let asked = &self.http.asked;
        let body = json::read(&response.body).map_err(|error| {
            asked.not_the_protocol(response, &format!("not a message of the Messages API ({error})"), now)
        })?;
        let is_content = |content: &&Value| content.is_array() || content.is_string() || content.is_object();
        let is_failed = body.get("error").is_some_and(|error| !error.is_null());
        let Some(content) = body.get("content").filter(is_content).filter(|_| !is_failed) else {
            let known = Some(&body).filter(|body| Facts::is_error(body));
            let known = known.and_then(|body| asked.error_inside(response, body, asked_for, now));
            let what = "not a message of the Messages API (no content in it)";
            return Err(known.unwrap_or_else(|| asked.not_the_protocol(response, what, now)));
        };
        let mut text = written(content);
        let usage = body.get("usage").and_then(usage);
        let stop = match stop::meaning(body.get("stop_reason")) {
            Stop::Refusal { category, .. } => {
                let detail = |name: &str| body.get("stop_details")?.get(name)?.as_str().map(str::to_owned);
                Stop::Refusal { category: detail("category").or(category), explanation: detail("explanation") }
            }
            other => other,
        };
        if text.is_empty() && stop == Stop::MaxTokens {
            text = only_thinking(content);
        }
        Ok(Reply {
            usage: usage.and_then(|usage| usage.if_counted(&text)),
            text,
            stop,
            model: response::model(&body, asked_for),
            request_id: headers::request_id(&response.headers),
            limits: headers::limits(&response.headers, now),
        })
    }
}

#[async_trait]
impl Provider for Anthropic {
    fn name(&self) -> ProviderName {
        ProviderName::Anthropic
    }

    fn keys(&self) -> &[String] {
        &self.http.fingerprints
    }

    fn place(&self) -> String {
        self.http.asked.place.clone()
    }

    fn caches_prefix(&self, request: &ChatRequest) -> bool {
        let info = self.models.info(ProviderName::Anthropic, &request.model);
        is_cached(request, &info, self.learned.of(&request.model))
    }

    async fn complete(&self, request: &ChatRequest, key: usize) -> Result<Reply, CallError> {
        // The Messages API refuses lengths in a schema, so they are never sent to it.
        let quirks = Quirks { no_bounds: true, ..self.learned.of(&request.model) };
        let deadline = Instant::now() + request.timeout;
        let response = self
            .http
            .send("/v1/messages", Some((self.body(request, quirks), &request.sent)), &[VERSION], key, deadline)
            .await?;
        self.outcome(&response, &request.model, key, quirks)
    }

    async fn check(&self) -> Result<String, CallError> {
        let (_, keys) = self.http.check("/v1/models?limit=1", &[VERSION]).await?;
        Ok(format!("{} answers ({keys})", self.place()))
    }

    async fn list_models(&self) -> Result<Vec<String>, CallError> {
        self.http.models("/v1/models?limit=1000", &[VERSION], 0).await
    }

    async fn default_model(&self) -> Result<Option<String>, CallError> {
        Ok(self.models.default_model(ProviderName::Anthropic).map(str::to_owned))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use serde_json::json;

    use super::*;

    #[test]
    fn thinking_without_a_text_is_reasoning_alone() {
        let thinking = json!({"type": "thinking", "thinking": "hm"});
        assert_eq!(only_thinking(&json!([thinking])), "<think>hm");
        assert_eq!(written(&json!([thinking, {"type": "text", "text": "a"}])), "a");
        assert_eq!(only_thinking(&json!([])), "");
    }

    #[test]
    fn the_base_may_be_written_in_any_usual_way() {
        for given in
            ["https://h.example", "https://h.example/", "https://h.example/v1", "https://h.example/v1/messages/"]
        {
            assert_eq!(base(&given.parse().unwrap()), "https://h.example", "{given}");
        }
        assert_eq!(base(&"http://h.example/proxy/v1/".parse().unwrap()), "http://h.example/proxy");
    }
}
