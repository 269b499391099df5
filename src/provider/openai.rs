//! Chat completions at any base URL: OpenAI, Ollama, vLLM, llama.cpp, LM Studio.

use std::time::Instant;

use async_trait::async_trait;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::domain::conversation::ProviderName;
use crate::domain::environment::Variables;
use crate::provider::error::{CallError, ErrorKind};
use crate::provider::error_facts::Facts;
use crate::provider::http::{Dialect, Http};
use crate::provider::models::Models;
use crate::provider::quirks::{Learned, Quirks};
use crate::provider::response::Response;
use crate::provider::{ChatRequest, ConnectError, LimitHeaders, Provider, ProviderConfig, Reply, reply};

/// Where calls go, under the base URL.
const CALLS: &str = "/chat/completions";

const DIALECT: Dialect =
    Dialect { variables: Variables::OPENAI, key_header: ("authorization", "Bearer "), path: CALLS };

/// OpenAI, or a server that speaks its protocol.
#[derive(Debug)]
pub(super) struct OpenAi {
    http: Http,
    models: Models,
    learned: Learned,
}

/// Appends `/v1` to a bare host; any other path stays as it is.
fn base(url: &reqwest::Url) -> String {
    let given = url.as_str().trim_end_matches('/');
    let given = given.strip_suffix("/chat/completions").unwrap_or(given).trim_end_matches('/');
    if url.path() == "/" { format!("{given}/v1") } else { given.to_owned() }
}

/// The body of `POST …/chat/completions`.
#[derive(Debug, Serialize)]
struct Body<'a> {
    model: &'a str,
    messages: Vec<Message<'a>>,
    /// Some servers stream where nothing is said.
    stream: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_completion_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temperature: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    response_format: Option<ResponseFormat<'a>>,
}

#[derive(Debug, Serialize)]
struct Message<'a> {
    role: &'static str,
    content: &'a str,
}

#[derive(Debug, Serialize)]
struct ResponseFormat<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    json_schema: JsonSchema<'a>,
}

#[derive(Debug, Serialize)]
struct JsonSchema<'a> {
    name: &'static str,
    strict: bool,
    schema: &'a RawValue,
}

impl OpenAi {
    pub(super) fn new(config: ProviderConfig, variables: Option<Variables>) -> Result<OpenAi, ConnectError> {
        let models = config.models.clone();
        Ok(OpenAi { http: Http::new(config, &DIALECT.with(variables), base)?, models, learned: Learned::default() })
    }

    fn is_openai(&self) -> bool {
        self.http.host == "api.openai.com"
    }

    fn body(&self, request: &ChatRequest, quirks: Quirks) -> Vec<u8> {
        let info = self.models.info(ProviderName::OpenAi, &request.model);
        // OpenAI's own models refuse `max_tokens`; Ollama silently ignores `max_completion_tokens` and never stops.
        let is_new_field = self.is_openai() != quirks.other_token_field;
        let limit = Some(info.cap(request.max_tokens));
        let says = |role, content| Message { role, content };
        let system = Some(&request.system).filter(|system| !system.is_empty());
        let schema = if quirks.no_bounds { &request.schema.plain } else { &request.schema.bounded };
        let body = Body {
            model: &request.model,
            messages: system
                .map(|text| says("system", text))
                .into_iter()
                .chain([says("user", &request.prompt)])
                .collect(),
            stream: false,
            max_completion_tokens: limit.filter(|_| is_new_field),
            max_tokens: limit.filter(|_| !is_new_field),
            temperature: request.temperature.filter(|_| info.takes_temperature && !quirks.no_temperature),
            response_format: (!quirks.no_schema).then_some(ResponseFormat {
                kind: "json_schema",
                json_schema: JsonSchema { name: request.schema.name(), strict: true, schema },
            }),
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
            return reply::reply(&self.http.asked, response, model, "a chat completion");
        }
        if let Some(reply) = reply::in_error(response, model) {
            return Ok(reply);
        }
        let error = self.http.map_error(response, Some(model), key);
        Err(self.learned.adapt(model, quirks, &Facts::of(&response.body), error))
    }
}

#[async_trait]
impl Provider for OpenAi {
    fn name(&self) -> ProviderName {
        ProviderName::OpenAi
    }

    fn keys(&self) -> &[String] {
        &self.http.fingerprints
    }

    fn place(&self) -> String {
        self.http.asked.place.clone()
    }

    async fn complete(&self, request: &ChatRequest, key: usize) -> Result<Reply, CallError> {
        let mut quirks = self.learned.of(&request.model);
        // OpenAI's strict mode refuses lengths in a schema.
        quirks.no_bounds |= self.is_openai();
        let deadline = Instant::now() + request.timeout;
        let response =
            self.http.send(CALLS, Some((self.body(request, quirks), &request.sent)), &[], key, deadline).await?;
        self.outcome(&response, &request.model, key, quirks)
    }

    async fn check(&self) -> Result<String, CallError> {
        let (models, keys) = self.http.check("/models", &[]).await?;
        let shown = models.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
        let more = if models.len() > 3 { ", …" } else { "" };
        Ok(match models.len() {
            0 => format!("{} answers ({keys}), but has no model", self.place()),
            1 => format!("{} answers ({keys}) and has the model {shown}", self.place()),
            count => format!("{} answers ({keys}) and has {count} models: {shown}{more}", self.place()),
        })
    }

    async fn list_models(&self) -> Result<Vec<String>, CallError> {
        self.http.models("/models", &[], 0).await
    }

    async fn default_model(&self) -> Result<Option<String>, CallError> {
        if self.is_openai() {
            return Ok(self.models.default_model(ProviderName::OpenAi).map(str::to_owned));
        }
        let models = self.list_models().await?;
        if models.len() < 2 {
            return Ok(models.into_iter().next());
        }
        let shown = models.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
        let more = if models.len() > 8 { ", …" } else { "" };
        Err(CallError {
            kind: ErrorKind::UnknownModel,
            status: None,
            message: format!("{} has {} models, and you named none: {shown}{more}", self.place(), models.len()),
            hint: Some("Name one with --model, or as generation.model in the plan or dialoom.toml.".to_owned()),
            maybe_billed: false,
            retry_after: None,
            limits: LimitHeaders::default(),
            request_id: None,
            body: None,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_base_may_be_written_in_any_usual_way() {
        for given in [
            "http://h.example:1",
            "http://h.example:1/",
            "http://h.example:1/v1/",
            "http://h.example:1/v1/chat/completions",
        ] {
            assert_eq!(base(&given.parse().unwrap()), "http://h.example:1/v1", "{given}");
        }
        assert_eq!(base(&"https://h.example/api/v4/".parse().unwrap()), "https://h.example/api/v4");
    }
}
