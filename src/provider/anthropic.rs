//! The Messages API: `POST {base}/v1/messages`.

use std::time::Instant;

use async_trait::async_trait;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::domain::conversation::ProviderName;
use crate::domain::environment::Variables;
use crate::domain::usage::estimate_tokens;
use crate::provider::error::CallError;
use crate::provider::error_facts::Facts;
use crate::provider::http::{Dialect, Http};
use crate::provider::models::{ModelInfo, Models};
use crate::provider::quirks::{Learned, Quirks};
use crate::provider::response::Response;
use crate::provider::{ChatRequest, ConnectError, Provider, ProviderConfig, Reply, reply};

/// The older of the API's two versions. Every model takes it, and a temperature where it has one. The newer,
/// 2026-10-21, refuses every temperature.
const VERSION: (&str, &str) = ("anthropic-version", "2023-06-01");

/// Where calls go, under the base URL.
const CALLS: &str = "/v1/messages";

const DIALECT: Dialect = Dialect { variables: Variables::ANTHROPIC, key_header: ("x-api-key", ""), path: CALLS };

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
            return reply::reply(&self.http.asked, response, model, "a message of the Messages API");
        }
        let error = self.http.map_error(response, Some(model), key);
        Err(self.learned.adapt(model, quirks, &Facts::of(&response.body), error))
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
        let response =
            self.http.send(CALLS, Some((self.body(request, quirks), &request.sent)), &[VERSION], key, deadline).await?;
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
    use super::*;

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
