//! Chat completions at any base URL: OpenAI, Ollama, vLLM, llama.cpp, LM Studio.

use std::time::Instant;

use async_trait::async_trait;
use chrono::Utc;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::domain::conversation::ProviderName;
use crate::domain::environment::Variables;
use crate::domain::usage::Usage;
use crate::provider::error::{CallError, ErrorKind};
use crate::provider::error_mapping::Facts;
use crate::provider::http::{Dialect, Http, Response};
use crate::provider::models::Models;
use crate::provider::quirks::{Learned, Quirks};
use crate::provider::{ChatRequest, ConnectError, LimitHeaders, Provider, ProviderConfig, Reply, Stop, headers};

const DIALECT: Dialect = Dialect { variables: Variables::OPENAI, key_header: ("authorization", "Bearer ") };

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

#[derive(Debug, Deserialize)]
struct Completion {
    #[serde(default)]
    model: Option<String>,
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Option<Counts>,
}

#[derive(Debug, Deserialize)]
struct Choice {
    #[serde(default)]
    finish_reason: Option<String>,
    message: Said,
}

#[derive(Debug, Deserialize)]
struct Said {
    #[serde(default)]
    content: Option<Value>,
    #[serde(default)]
    refusal: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Counts {
    #[serde(default)]
    prompt_tokens: Option<u64>,
    #[serde(default)]
    completion_tokens: Option<u64>,
    #[serde(default)]
    prompt_tokens_details: Option<Details>,
}

#[derive(Debug, Default, Deserialize)]
struct Details {
    #[serde(default)]
    cached_tokens: Option<u64>,
    #[serde(default)]
    cache_write_tokens: Option<u64>,
}

impl From<Counts> for Usage {
    fn from(counts: Counts) -> Usage {
        let details = counts.prompt_tokens_details.unwrap_or_default();
        let prompt = counts.prompt_tokens.unwrap_or(0);
        let read = details.cached_tokens.unwrap_or(0).min(prompt);
        let write = details.cache_write_tokens.unwrap_or(0).min(prompt - read);
        Usage {
            input_tokens: prompt - read - write,
            output_tokens: counts.completion_tokens.unwrap_or(0),
            cache_write_tokens: write,
            cache_read_tokens: read,
        }
    }
}

/// `content` is a string, null, or with some servers a list of parts.
fn content(value: Option<Value>) -> String {
    match value {
        Some(Value::String(text)) => text,
        Some(Value::Array(parts)) => parts.iter().filter_map(|part| part.get("text")?.as_str()).collect(),
        _ => String::new(),
    }
}

/// The text without `<think>…</think>`, also where a server leaves out the opening or the closing mark.
fn without_thinking(text: String) -> String {
    let trimmed = text.trim_start();
    if let Some(inside) = trimmed.strip_prefix("<think>") {
        return inside.split_once("</think>").map_or_else(String::new, |(_, answer)| answer.trim_start().to_owned());
    }
    // Inside a JSON answer the mark belongs to the conversation, and stays.
    match text.split_once("</think>") {
        Some((before, answer)) if !before.contains('{') => answer.trim_start().to_owned(),
        _ => text,
    }
}

impl OpenAi {
    pub(super) fn new(config: ProviderConfig) -> Result<OpenAi, ConnectError> {
        let models = config.models.clone();
        Ok(OpenAi { http: Http::new(config, &DIALECT, base)?, models, learned: Learned::default() })
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
            max_completion_tokens: limit.filter(|_| is_new_field),
            max_tokens: limit.filter(|_| !is_new_field),
            temperature: request.temperature.filter(|_| info.takes_temperature && !quirks.no_temperature),
            response_format: (!quirks.no_schema).then_some(ResponseFormat {
                kind: "json_schema",
                json_schema: JsonSchema { name: "conversation", strict: true, schema },
            }),
        };
        serde_json::to_vec(&body).expect("plain data has a JSON form")
    }

    #[allow(clippy::result_large_err, reason = "one error for each call over a network: its size does not matter")]
    fn reply(&self, response: &Response, asked_for: &str) -> Result<Reply, CallError> {
        let now = Utc::now();
        let asked = &self.http.asked;
        let completion: Completion = serde_json::from_slice(&response.body).map_err(|error| {
            let facts = Facts::of(&response.body);
            // Gateways send errors of the server behind them with status 200, and the real status in the body.
            match facts.number.filter(|number| (400..600).contains(number)) {
                Some(status) => asked.map_error(status, &response.headers, &response.body, Some(asked_for), now),
                None => {
                    let what = format!("not a chat completion ({error})");
                    asked.not_the_protocol(&response.headers, &what, &response.body, now)
                }
            }
        })?;
        let Some(choice) = completion.choices.into_iter().next() else {
            return Err(asked.not_the_protocol(&response.headers, "without a choice", &response.body, now));
        };
        let refusal = choice.message.refusal.filter(|text| !text.trim().is_empty());
        let stop = match (refusal, choice.finish_reason.as_deref()) {
            (Some(text), _) => {
                Stop::Refusal { category: None, explanation: Some(crate::provider::redact::safe(&text, &asked.keys)) }
            }
            (None, Some("content_filter")) => {
                Stop::Refusal { category: Some("content_filter".to_owned()), explanation: None }
            }
            // Local servers may send no reason: then the text itself must tell.
            (None, Some("stop") | None) => Stop::Complete,
            (None, Some("length")) => Stop::MaxTokens,
            (None, Some(other)) => Stop::Other(crate::provider::redact::safe(other, &asked.keys)),
        };
        let written = content(choice.message.content);
        Ok(Reply {
            usage: completion.usage.and_then(|counts| Usage::from(counts).if_counted(&written)),
            text: without_thinking(written),
            stop,
            model: completion.model.filter(|name| !name.is_empty()).unwrap_or_else(|| asked_for.to_owned()),
            request_id: headers::request_id(&response.headers, &asked.keys),
            limits: headers::limits(&response.headers, now),
        })
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
        let response = self
            .http
            .send("/chat/completions", Some((self.body(request, quirks), &request.sent)), &[], key, deadline)
            .await?;
        if response.status == 200 {
            return self.reply(&response, &request.model);
        }
        let error = self.http.map_error(&response, Some(&request.model), key);
        Err(self.learned.adapt(&request.model, quirks, &Facts::of(&response.body), error))
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
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use serde_json::json;

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

    #[test]
    fn hidden_reasoning_does_not_come_through() {
        for (given, text) in [
            ("<think>let me {see}</think>\n{\"a\":1}", "{\"a\":1}"),
            ("musing\n</think>\n{\"a\":1}", "{\"a\":1}"),
            ("<think>cut off before the end", ""),
            ("{\"a\":\"say </think> aloud\"}", "{\"a\":\"say </think> aloud\"}"),
            ("{\"a\":1}", "{\"a\":1}"),
        ] {
            assert_eq!(without_thinking(given.to_owned()), text, "{given}");
        }
        assert_eq!(content(Some(Value::Null)), "");
        assert_eq!(content(Some(json!([{"type": "text", "text": "a"}, {"type": "x"}]))), "a");
    }

    #[test]
    fn cached_tokens_are_counted_once() {
        let counts: Counts = serde_json::from_value(
            json!({"prompt_tokens": 100, "completion_tokens": 7, "prompt_tokens_details": {"cached_tokens": 64}}),
        )
        .unwrap();
        let usage = Usage::from(counts);
        assert_eq!((usage.input_tokens, usage.cache_read_tokens, usage.output_tokens), (36, 64, 7));
        let nothing: Counts = serde_json::from_value(json!({"prompt_tokens": null})).unwrap();
        assert_eq!(Usage::from(nothing), Usage::default());
    }
}
