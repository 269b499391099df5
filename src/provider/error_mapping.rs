//! The error mapping: from status, headers and body to a [`CallError`], the same for both protocols.
//!
//! Sources: the vendors' SDKs and error pages, and what Ollama, vLLM, llama.cpp and LM Studio send. `error` may be an
//! object or a string, `code` a string, a number or null, the body HTML or empty.

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::HeaderMap;
use secrecy::SecretString;
use serde_json::Value;

use crate::domain::environment::Variables;
use crate::provider::error::{CallError, ErrorKind, Verdict};
use crate::provider::{headers, redact};

/// Statuses of a gateway that gave up on the server behind it (524 is Cloudflare's time-out). That server may still
/// finish and bill.
const GAVE_UP: [u16; 4] = [408, 502, 504, 524];

/// The server that was asked, for messages and hints.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// The environment variables of its keys and base URL.
    pub(crate) variables: Variables,
    /// The base URL without credentials.
    pub(crate) place: String,
    /// The keys to redact.
    pub(crate) keys: Vec<SecretString>,
}

/// The parts of an error body that the mapping reads.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Facts {
    /// The server's message, not yet redacted.
    pub(crate) message: String,
    /// `error.type`, `error.code` and `error.details.error_code`, lower case, where they are words.
    codes: Vec<String>,
    /// The wrong field, where the server names it.
    pub(crate) param: String,
    /// `error.code` where it is a number.
    pub(crate) number: Option<u16>,
    /// Whether the body is JSON.
    is_json: bool,
}

impl Facts {
    pub(crate) fn of(body: &[u8]) -> Facts {
        match serde_json::from_slice::<Value>(body) {
            Ok(value) => Facts::of_json(&value),
            Err(_) => {
                let text = String::from_utf8_lossy(&body[..body.len().min(20_000)]).into_owned();
                Facts { message: title(&text).unwrap_or(text), ..Facts::default() }
            }
        }
    }

    fn of_json(value: &Value) -> Facts {
        let mut facts = Facts { is_json: true, ..Facts::default() };
        // Some gateways send a list with one error in it.
        let value = value.get(0).unwrap_or(value);
        let error = value.get("error").unwrap_or(value);
        let word = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_lowercase);
        facts.message = match error {
            Value::String(text) => text.clone(),
            _ => ["message", "detail", "msg", "error"]
                .iter()
                .filter_map(|name| error.get(name).or_else(|| value.get(name)))
                .find_map(|said| said.as_str().map(str::to_owned))
                .unwrap_or_else(|| value.to_string()),
        };
        let code = error.get("code").or_else(|| value.get("code"));
        facts.codes = [
            word(error.get("details").and_then(|details| details.get("error_code"))),
            word(code),
            word(error.get("type")),
        ]
        .into_iter()
        .flatten()
        .collect();
        facts.param = word(error.get("param")).unwrap_or_default();
        facts.number = code.and_then(Value::as_u64).and_then(|number| u16::try_from(number).ok());
        facts
    }

    fn has(&self, codes: &[&str]) -> bool {
        self.codes.iter().any(|code| codes.contains(&code.as_str()))
    }

    /// Whether the error names one of these fields, or its message has one of these words.
    pub(crate) fn names(&self, words: &[&str]) -> bool {
        let message = self.message.to_lowercase();
        words.iter().any(|word| self.param == *word || message.contains(word))
    }
}

/// The title of an HTML page.
fn title(text: &str) -> Option<String> {
    if !text.trim_start().starts_with('<') {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title>").map(|at| at + "<title>".len());
    let title = start.and_then(|start| Some(text[start..start + lower[start..].find("</title>")?].trim().to_owned()));
    Some(title.map_or_else(|| "an HTML page".to_owned(), |title| format!("an HTML page, \"{title}\"")))
}

fn kind(status: u16, facts: &Facts, wait: Option<Duration>, should_retry: Option<bool>) -> ErrorKind {
    use ErrorKind as K;
    let message = facts.message.to_lowercase();
    if facts.has(&[
        "enforced_spend_limit_reached",
        "contract_spend_limit_reached",
        "organization_spend_limit_exceeded",
        "project_spend_limit_exceeded",
        "organization_usage_limit_exceeded",
    ]) {
        return K::SpendLimit;
    }
    if facts.has(&["insufficient_quota", "credit_balance_exhausted", "billing_error", "insufficient_balance"])
        // An empty prepaid account is a plain 400: only the message tells.
        || (status == 400 && message.contains("credit balance"))
    {
        return K::NoCredit;
    }
    let too_long =
        ["prompt is too long", "maximum context length", "exceeds the available context size", "context window"];
    if facts.has(&["context_length_exceeded", "exceed_context_size_error"])
        || (matches!(status, 400 | 422 | 500) && too_long.iter().any(|words| message.contains(words)))
    {
        return K::ContextLength;
    }
    if facts.has(&["invalid_api_key", "authentication_error"]) && matches!(status, 400 | 401 | 403) {
        return K::BadKey;
    }
    let by_status = match status {
        _ if facts.has(&["overloaded_error", "server_is_overloaded"]) => K::Overloaded,
        401 => K::BadKey,
        402 => K::NoCredit,
        403 => K::Forbidden,
        // A redirect or a wrong method means a wrong base URL: no request can work.
        300..=399 | 404 | 405 | 410 => K::UnknownModel,
        400 if facts.has(&["model_not_found"]) => K::UnknownModel,
        408 | 504 => K::Timeout,
        409 => K::Conflict,
        413 => K::TooLarge,
        // No wait and "do not retry": time alone does not lift this limit.
        429 if should_retry == Some(false) && wait.is_none() => K::SpendLimit,
        429 => K::RateLimited,
        503 | 529 => K::Overloaded,
        500..=599 => K::Server,
        _ => K::BadRequest,
    };
    match (should_retry, by_status.verdict()) {
        (Some(true), Verdict::FailItem) => K::Server,
        (Some(false), Verdict::Retry) if by_status != K::RateLimited => K::BadRequest,
        _ => by_status,
    }
}

impl Asked {
    fn hint(&self, kind: ErrorKind, facts: &Facts, model: Option<&str>) -> Option<String> {
        let (Variables { keys: key, base_url: url }, place) = (self.variables, &self.place);
        Some(match kind {
            ErrorKind::BadKey if self.keys.is_empty() => {
                format!("Set {key}: {place} asks for a key, and none is set.")
            }
            ErrorKind::BadKey => format!("Check {key}: {place} does not accept the key in it."),
            ErrorKind::Forbidden => {
                format!("Check that the key in {key} may use this model, and that {place} serves your region.")
            }
            ErrorKind::NoCredit => {
                format!("Add credit to the account of the key in {key}, then run the same command again: it resumes.")
            }
            ErrorKind::SpendLimit => format!(
                "Raise the spend limit of the account of the key in {key} or wait for its next period, then run the \
                 same command again: it resumes."
            ),
            ErrorKind::UnknownModel => match model {
                Some(model) if facts.is_json => {
                    format!(
                        "Check the model's name in --model \"{model}\"; `dialoom doctor` lists the models of {place}."
                    )
                }
                _ => format!("Check {url}: {place} does not answer like a model server."),
            },
            ErrorKind::ContextLength => {
                "Start the server with a larger context (llama.cpp: --ctx-size 8192 for each slot; Ollama: \
                 OLLAMA_CONTEXT_LENGTH=8192; vLLM: --max-model-len), or lower --turns and --max-tokens."
                    .to_owned()
            }
            ErrorKind::Overloaded if facts.names(&["loading model"]) => {
                "Wait until the server has loaded its model, then run the same command again. Retry failed items of a \
                 batch with: dialoom batch retry <BATCH>."
                    .to_owned()
            }
            ErrorKind::TooLarge => "Shorten the template or its values.".to_owned(),
            _ => return None,
        })
    }

    /// Maps a response with an error status. `model` is the one asked for, in a call that names one.
    pub(crate) fn map_error(
        &self,
        status: u16,
        headers: &HeaderMap,
        body: &[u8],
        model: Option<&str>,
        now: DateTime<Utc>,
    ) -> CallError {
        let facts = Facts::of(body);
        let wait = headers::retry_after(headers, now);
        let kind = kind(status, &facts, wait, headers::should_retry(headers));
        let said = redact::safe(&facts.message, &self.keys);
        let code = facts.codes.first().map(|code| format!(" ({})", redact::safe(code, &self.keys))).unwrap_or_default();
        let message = if said.is_empty() {
            format!("{} answered {status}{code} without a message", self.place)
        } else {
            format!("{} answered {status}{code}: {said}", self.place)
        };
        CallError {
            kind,
            status: Some(status),
            message,
            hint: self.hint(kind, &facts, model),
            maybe_billed: GAVE_UP.contains(&status),
            retry_after: wait,
            limits: headers::limits(headers, now),
            request_id: headers::request_id(headers, &self.keys),
        }
    }

    /// The error of a response with status 200 that does not follow the protocol.
    pub(crate) fn not_the_protocol(
        &self,
        headers: &HeaderMap,
        what: &str,
        body: &[u8],
        now: DateTime<Utc>,
    ) -> CallError {
        let text = String::from_utf8_lossy(&body[..body.len().min(2_000)]);
        let said = redact::safe(&title(&text).unwrap_or_else(|| text.into_owned()), &self.keys);
        CallError {
            kind: ErrorKind::Protocol,
            status: Some(200),
            message: format!("{} answered 200, but {what}: {said}", self.place),
            hint: None,
            maybe_billed: true,
            retry_after: None,
            limits: headers::limits(headers, now),
            request_id: headers::request_id(headers, &self.keys),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::domain::conversation::ProviderName;
    use ErrorKind as K;

    fn asked(provider: ProviderName) -> Asked {
        let keys = vec![SecretString::from("sk-test-1")];
        Asked { variables: provider.variables().unwrap(), place: "https://host.example".into(), keys }
    }

    fn told(provider: ProviderName, status: u16, headers: &[(&'static str, &str)], body: &str) -> CallError {
        let map = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        let now = "2026-11-22T00:00:00Z".parse().unwrap();
        asked(provider).map_error(status, &map, body.as_bytes(), Some("some-model"), now)
    }

    fn anthropic(kind: &str, message: &str) -> String {
        format!(r#"{{"type":"error","error":{{"type":"{kind}","message":"{message}"}},"request_id":"req_1"}}"#)
    }

    fn detailed(code: &str) -> String {
        format!(r#"{{"error":{{"type":"rate_limit_error","message":"m","details":{{"error_code":"{code}"}}}}}}"#)
    }

    fn openai(kind: &str, code: &str) -> String {
        format!(r#"{{"error":{{"message":"m","type":"{kind}","param":null,"code":{code}}}}}"#)
    }

    /// Status, body and kind of every known error.
    fn known_errors() -> Vec<(u16, String, K)> {
        vec![
            (400, anthropic("invalid_request_error", "max_tokens: too large"), K::BadRequest),
            (400, anthropic("invalid_request_error", "Your credit balance is too low to access the API"), K::NoCredit),
            (400, anthropic("invalid_request_error", "prompt is too long: 1 > 0 maximum"), K::ContextLength),
            (401, anthropic("authentication_error", "invalid x-api-key"), K::BadKey),
            (402, anthropic("billing_error", "m"), K::NoCredit),
            (403, anthropic("permission_error", "m"), K::Forbidden),
            (404, anthropic("not_found_error", "model: x"), K::UnknownModel),
            (409, anthropic("conflict_error", "m"), K::Conflict),
            (413, "<html><head><title>413 Too Large</title></head></html>".into(), K::TooLarge),
            (429, anthropic("rate_limit_error", "m"), K::RateLimited),
            (429, detailed("ramp_limit_exceeded"), K::RateLimited),
            (429, detailed("enforced_spend_limit_reached"), K::SpendLimit),
            (429, detailed("contract_spend_limit_reached"), K::SpendLimit),
            (500, anthropic("api_error", "m"), K::Server),
            (504, anthropic("timeout_error", "m"), K::Timeout),
            (529, anthropic("overloaded_error", "m"), K::Overloaded),
            (429, openai("requests", r#""rate_limit_exceeded""#), K::RateLimited),
            (429, openai("requests", r#""slow_down""#), K::RateLimited),
            (429, openai("insufficient_quota", r#""insufficient_quota""#), K::NoCredit),
            (429, openai("insufficient_quota", "null"), K::NoCredit),
            (429, openai("insufficient_quota", r#""credit_balance_exhausted""#), K::NoCredit),
            (429, openai("insufficient_quota", r#""organization_spend_limit_exceeded""#), K::SpendLimit),
            (429, openai("insufficient_quota", r#""project_spend_limit_exceeded""#), K::SpendLimit),
            (429, openai("insufficient_quota", r#""organization_usage_limit_exceeded""#), K::SpendLimit),
            (400, openai("invalid_request_error", r#""context_length_exceeded""#), K::ContextLength),
            (401, openai("invalid_request_error", r#""invalid_api_key""#), K::BadKey),
            (404, openai("invalid_request_error", r#""model_not_found""#), K::UnknownModel),
            (503, openai("server_error", r#""server_is_overloaded""#), K::Overloaded),
            (
                503,
                r#"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#.into(),
                K::Overloaded,
            ),
            (
                400,
                r#"{"error":{"code":400,"message":"m","type":"exceed_context_size_error","n_ctx":1}}"#.into(),
                K::ContextLength,
            ),
            (400, r#"{"error":"'response_format.type' must be 'json_schema' or 'text'"}"#.into(), K::BadRequest),
            (
                400,
                r#"{"object":"error","message":"This model's maximum context length is 4096 tokens","code":400}"#
                    .into(),
                K::ContextLength,
            ),
            (422, r#"{"detail":"unprocessable"}"#.into(), K::BadRequest),
            (408, String::new(), K::Timeout),
            (418, String::new(), K::BadRequest),
            (301, String::new(), K::UnknownModel),
            (405, String::new(), K::UnknownModel),
            (502, "<html><title>Bad Gateway</title></html>".into(), K::Server),
            (599, "\u{0}\u{1}".into(), K::Server),
        ]
    }

    #[test]
    fn every_known_error_has_its_kind() {
        for (status, body, kind) in known_errors() {
            for provider in [ProviderName::Anthropic, ProviderName::OpenAi] {
                let error = told(provider, status, &[], &body);
                assert_eq!((error.kind, error.status), (kind, Some(status)), "{status} {body}");
            }
        }
    }

    #[test]
    fn a_gateway_that_gave_up_may_leave_a_bill_behind() {
        for (status, maybe_billed) in
            [(408, true), (502, true), (504, true), (524, true), (400, false), (429, false), (500, false), (529, false)]
        {
            assert_eq!(told(ProviderName::OpenAi, status, &[], "{}").maybe_billed, maybe_billed, "{status}");
        }
    }

    #[test]
    fn a_retry_header_takes_precedence_over_the_status() {
        let kind = |status, said| told(ProviderName::Anthropic, status, &[("x-should-retry", said)], "{}").kind;
        assert_eq!(kind(400, "true"), K::Server);
        assert_eq!(kind(500, "false"), K::BadRequest);
        assert_eq!(kind(429, "false"), K::SpendLimit);
        assert_eq!(kind(401, "true"), K::BadKey);
        let with_wait = [("x-should-retry", "false"), ("retry-after", "5")];
        assert_eq!(told(ProviderName::Anthropic, 429, &with_wait, "{}").kind, K::RateLimited);
    }

    #[test]
    fn the_message_carries_the_servers_words_without_key_or_escapes() {
        let body = r#"{"error":{"message":"no sk-test-1 \u001b[2J here","type":"invalid_request_error","code":7}}"#;
        let error = told(ProviderName::OpenAi, 401, &[("x-request-id", "r-1"), ("retry-after", "3")], body);
        assert_eq!(error.message, "https://host.example answered 401 (invalid_request_error): no [key] [2J here");
        assert_eq!((error.request_id.as_deref(), error.retry_after), (Some("r-1"), Some(Duration::from_secs(3))));
        let page = told(ProviderName::OpenAi, 502, &[], "<!doctype html>\n<html><TITLE> Bad </TITLE>");
        assert_eq!(page.message, "https://host.example answered 502: an HTML page, \"Bad\"");
        let nothing = told(ProviderName::OpenAi, 500, &[], "");
        assert_eq!(nothing.message, "https://host.example answered 500 without a message");
        let string = told(ProviderName::OpenAi, 400, &[], r#"{"error":"just text"}"#);
        assert_eq!(string.message, "https://host.example answered 400: just text");
    }

    #[test]
    fn hints_name_what_to_change() {
        let hint = |provider, status, body| told(provider, status, &[], body).hint.unwrap_or_default();
        assert!(hint(ProviderName::Anthropic, 401, "{}").contains("ANTHROPIC_API_KEY"));
        assert!(hint(ProviderName::OpenAi, 401, "{}").contains("OPENAI_API_KEY"));
        assert!(hint(ProviderName::OpenAi, 404, r#"{"error":{"message":"m"}}"#).contains("--model \"some-model\""));
        assert!(hint(ProviderName::OpenAi, 404, "<html>").contains("OPENAI_BASE_URL"));
        assert!(hint(ProviderName::Anthropic, 402, "{}").contains("credit"));
        assert_eq!(hint(ProviderName::Anthropic, 429, "{}"), "");
    }
}
