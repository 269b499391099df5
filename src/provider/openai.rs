//! Chat completions at any base URL: OpenAI, Ollama, vLLM, llama.cpp, LM Studio.

use std::time::Instant;

use async_trait::async_trait;
use chrono::Utc;
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::domain::conversation::ProviderName;
use crate::domain::environment::Variables;
use crate::domain::usage::Usage;
use crate::provider::content::first_said;
use crate::provider::error::{CallError, ErrorKind};
use crate::provider::error_facts::Facts;
use crate::provider::http::{Dialect, Http};
use crate::provider::models::Models;
use crate::provider::quirks::{Learned, Quirks};
use crate::provider::response::{self, Response, count};
use crate::provider::{ChatRequest, ConnectError, LimitHeaders, Provider, ProviderConfig, Reply, Stop};
use crate::provider::{content, headers, json, stop};

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

/// The tokens, where the server counted them. Cached ones are part of `prompt_tokens`.
fn usage(counts: &Value) -> Option<Usage> {
    let details = counts.get("prompt_tokens_details").unwrap_or(&Value::Null);
    let prompt = count(counts, "prompt_tokens").ok()?;
    // Without this detail every token is counted at the full price.
    let read = count(details, "cached_tokens").unwrap_or(0).min(prompt);
    let write = count(details, "cache_write_tokens").unwrap_or(0).min(prompt - read);
    Some(Usage {
        input_tokens: prompt - read - write,
        output_tokens: output(counts, prompt)?,
        cache_write_tokens: write,
        cache_read_tokens: read,
    })
}

/// The output tokens, hidden reasoning included. Some servers count reasoning apart from `completion_tokens`: then only
/// the total has it (Gemini, xAI), or the detail.
fn output(counts: &Value, prompt: u64) -> Option<u64> {
    let completion = count(counts, "completion_tokens").ok()?;
    let details = counts.get("completion_tokens_details").unwrap_or(&Value::Null);
    let reasoning = count(details, "reasoning_tokens").unwrap_or(0);
    let total = count(counts, "total_tokens").unwrap_or(0);
    // A smaller total is no sum of the two.
    let rest = total.saturating_sub(prompt);
    Some(completion.max(reasoning).max(rest))
}

/// The choice that counts: the first, wherever a server puts it.
fn choice(body: &Value) -> Option<&Value> {
    let choice = match body.get("choices") {
        Some(Value::Array(choices)) => choices.first(),
        Some(object @ Value::Object(_)) => Some(object),
        // Ollama's own protocol has one message and no choices.
        _ => Some(body).filter(|body| body.get("message").is_some_and(Value::is_object)),
    };
    choice.filter(|choice| ["message", "text", "delta"].iter().any(|name| choice.get(name).is_some()))
}

/// The text of a choice: the content, or where it has none, the answer as an object or as the arguments of a tool call.
fn written(choice: &Value) -> String {
    let message = choice.get("message").or_else(|| choice.get("delta")).unwrap_or(choice);
    let call = message.pointer("/tool_calls/0/function").or_else(|| message.get("function_call"));
    first_said([
        content::text(message.get("content").unwrap_or(&Value::Null)),
        content::arguments(message.get("parsed")),
        content::arguments(call.and_then(|call| call.get("arguments"))),
        content::text(if message.is_string() { message } else { choice.get("text").unwrap_or(&Value::Null) }),
    ])
}

/// The reasoning beside an answer without text, in the fields of vLLM and Ollama. Where it ends in JSON, it is the answer:
/// some servers take a complete one for reasoning, and send no other text.
fn reasoning(choice: &Value, stop: &Stop) -> String {
    let said = |name: &str| choice.pointer("/message")?.get(name)?.as_str().map(str::to_owned);
    let thoughts = || ["reasoning_content", "reasoning"].into_iter().filter_map(said);
    let ends_in_json = |text: &String| text.trim_end().trim_end_matches("```").trim_end().ends_with('}');
    match stop {
        Stop::Complete => first_said(thoughts().filter(ends_in_json)),
        // It used up the tokens.
        Stop::MaxTokens => content::only_reasoning(&first_said(thoughts())),
        _ => String::new(),
    }
}

/// Why a choice ended.
fn ended(body: &Value, choice: &Value) -> Stop {
    let said = choice.pointer("/message/refusal").and_then(Value::as_str).map(str::to_owned);
    let refusal = said.filter(|text| !text.trim().is_empty());
    match refusal.or_else(|| content::refusal(choice.pointer("/message/content")?)) {
        Some(text) => Stop::Refusal { category: None, explanation: Some(text) },
        None => stop::meaning(reason(body, choice)),
    }
}

fn reason<'a>(body: &'a Value, choice: &'a Value) -> Option<&'a Value> {
    choice.get("finish_reason").or_else(|| body.get("done_reason"))
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
            return self.reply(response, model);
        }
        let error = self.http.map_error(response, Some(model), key);
        Err(self.learned.adapt(model, quirks, &Facts::of(&response.body), error))
    }

    #[allow(clippy::result_large_err, reason = "one error for each call over a network: its size does not matter")]
    fn reply(&self, response: &Response, asked_for: &str) -> Result<Reply, CallError> {
        let now = Utc::now();
        let asked = &self.http.asked;
        let body = json::read(&response.body)
            .map_err(|error| asked.not_the_protocol(response, &format!("not a chat completion ({error})"), now))?;
        let body = body.get(0).unwrap_or(&body);
        let error = |given: &Value| asked.error_inside(response, given, asked_for, now);
        let Some(choice) = choice(body) else {
            let known = Some(body).filter(|body| Facts::is_error(body)).and_then(error);
            let what = "not a chat completion (no choice in it)";
            return Err(known.unwrap_or_else(|| asked.not_the_protocol(response, what, now)));
        };
        if let Some(failed) = choice.get("error").filter(|error| !error.is_null()) {
            let what = "with an error beside half an answer";
            return Err(error(failed).unwrap_or_else(|| asked.not_the_protocol(response, what, now)));
        }
        let stop = ended(body, choice);
        let mut written = written(choice);
        if let Some(word) = stop::overload(reason(body, choice)).filter(|_| !content::is_json(&written)) {
            let broken = asked.not_the_protocol(response, &format!("the answer broke off ({word})"), now);
            return Err(CallError { kind: ErrorKind::Overloaded, ..broken });
        }
        if written.trim().is_empty() {
            written = reasoning(choice, &stop);
        }
        Ok(Reply {
            usage: body.get("usage").and_then(usage).and_then(|usage| usage.if_counted(&written)),
            text: written,
            stop,
            model: response::model(body, asked_for),
            request_id: headers::request_id(&response.headers),
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
    fn cached_tokens_are_counted_once() {
        let counts = json!(
            {"prompt_tokens": 100, "completion_tokens": 7, "prompt_tokens_details": {"cached_tokens": 64}}
        );
        let counted = usage(&counts).unwrap();
        assert_eq!((counted.input_tokens, counted.cache_read_tokens, counted.output_tokens), (36, 64, 7));
        assert_eq!(usage(&json!({"prompt_tokens": null})), Some(Usage::default()));
    }

    #[test]
    fn reasoning_that_is_counted_apart_is_output_too() {
        for (counts, output) in [
            (json!({"prompt_tokens": 900, "completion_tokens": 300, "total_tokens": 1200}), 300),
            (json!({"prompt_tokens": 900, "completion_tokens": 300, "total_tokens": 2200}), 1300),
            (
                json!({"prompt_tokens": 900, "completion_tokens": 300, "total_tokens": 2200,
                    "completion_tokens_details": {"reasoning_tokens": 1000}}),
                1300,
            ),
            (
                json!({"prompt_tokens": 900, "completion_tokens": 300,
                    "completion_tokens_details": {"reasoning_tokens": 1500}}),
                1500,
            ),
            (
                json!({"prompt_tokens": 900, "completion_tokens": 1300, "total_tokens": 2200,
                    "completion_tokens_details": {"reasoning_tokens": 1000}}),
                1300,
            ),
            (json!({"prompt_tokens": 900, "completion_tokens": 300, "total_tokens": 300}), 300),
            (json!({"prompt_tokens": 900, "completion_tokens": 300, "total_tokens": "many"}), 300),
        ] {
            assert_eq!(usage(&counts).unwrap().output_tokens, output, "{counts}");
        }
    }

    #[test]
    fn odd_counts_are_not_counted() {
        for odd in [json!(910.5), json!("900"), json!(-1), json!(true), json!([]), json!(1e300)] {
            assert_eq!(usage(&json!({"prompt_tokens": odd, "completion_tokens": 7})), None, "{odd}");
            assert_eq!(usage(&json!({"prompt_tokens": 7, "completion_tokens": odd})), None, "{odd}");
        }
        let odd_detail =
            json!({"prompt_tokens": 9, "completion_tokens": 1, "prompt_tokens_details": {"cached_tokens": "5"}});
        assert_eq!(usage(&odd_detail).unwrap().input_tokens, 9);
    }

    #[test]
    fn reasoning_alone_is_an_answer_only_where_it_ends_in_json() {
        for (message, stop, said) in [
            (json!({"content": null, "reasoning_content": "hm {}"}), Stop::Complete, "hm {}"),
            (json!({"content": null, "reasoning_content": "hm {}"}), Stop::MaxTokens, "<think>hm {}"),
            (json!({"content": "", "reasoning": "hm"}), Stop::MaxTokens, "<think>hm"),
            (json!({"content": "", "reasoning": " "}), Stop::MaxTokens, ""),
            (json!({"content": "", "reasoning": "hm"}), Stop::Complete, ""),
            (json!({"content": ""}), Stop::MaxTokens, ""),
        ] {
            assert_eq!(reasoning(&json!({"message": message}), &stop), said, "{message}");
        }
    }

    #[test]
    fn a_part_of_the_content_may_be_a_refusal() {
        let choice = json!({"message": {"content": [{"type": "refusal", "refusal": "no"}]}, "finish_reason": "stop"});
        let refusal = Stop::Refusal { category: None, explanation: Some("no".to_owned()) };
        assert_eq!(ended(&json!({}), &choice), refusal);
    }

    #[test]
    fn the_answer_is_found_wherever_servers_put_it() {
        for (body, said) in [
            (json!({"choices": [{"message": {"content": "a"}}]}), "a"),
            (json!({"choices": {"message": {"content": "a"}}}), "a"),
            (json!({"choices": [{"text": "a"}]}), "a"),
            (json!({"choices": [{"message": "a"}]}), "a"),
            (json!({"choices": [{"delta": {"content": "a"}}]}), "a"),
            (json!({"message": {"content": "a"}, "done": true}), "a"),
            (json!({"choices": [{"message": {"content": {"turns": []}}}]}), r#"{"turns":[]}"#),
            (json!({"choices": [{"message": {"content": null, "parsed": {"turns": []}}}]}), r#"{"turns":[]}"#),
            (json!({"choices": [{"message": {"tool_calls": [{"function": {"arguments": "{}"}}]}}]}), "{}"),
            (
                json!({"choices": [{"message": {"content": "", "function_call": {"arguments": {"a": 1}}}}]}),
                r#"{"a":1}"#,
            ),
        ] {
            assert_eq!(choice(&body).map(written).as_deref(), Some(said), "{body}");
        }
        for none in [json!({}), json!({"choices": []}), json!({"choices": [], "content": 7}), json!({"message": "no"})]
        {
            assert_eq!(choice(&none), None, "{none}");
        }
    }
}
