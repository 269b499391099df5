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
use crate::provider::response::Response;
use crate::provider::{error_table, headers, json, redact};

/// Statuses of a gateway that gave up on the server behind it (524 is Cloudflare's time-out). That server may still
/// finish and bill.
const GAVE_UP: [u16; 5] = [408, 499, 502, 504, 524];

/// The most of a body that is kept in the log, in bytes.
const LARGEST_KEPT: usize = 1024 * 1024;

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
    /// Everything that the table knows as a code: the codes, numbers, `status` and the reasons of details.
    marks: Vec<String>,
    /// The wrong field, where the server names it.
    pub(crate) param: String,
    /// `error.code` or `status` where it is a number, or the one the message names.
    pub(crate) number: Option<u16>,
    /// Whether the body is JSON.
    is_json: bool,
}

impl Facts {
    pub(crate) fn of(body: &[u8]) -> Facts {
        match json::read(body) {
            Ok(value) => Facts::of_json(&value),
            Err(_) => {
                let text = String::from_utf8_lossy(&body[..body.len().min(20_000)]).into_owned();
                Facts { message: title(&text).unwrap_or(text), ..Facts::default() }
            }
        }
    }

    pub(crate) fn of_json(value: &Value) -> Facts {
        let mut facts = Facts { is_json: true, ..Facts::default() };
        // Some gateways send a list with one error in it.
        let value = value.get(0).unwrap_or(value);
        let error = value.get("error").filter(|error| !error.is_null()).unwrap_or(value);
        let error = error.get(0).unwrap_or(error);
        let word = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_lowercase);
        let said = ["message", "detail", "msg", "error_msg", "error_message", "error"]
            .iter()
            .filter_map(|name| error.get(name).or_else(|| value.get(name)))
            .find_map(|said| said.as_str().map(str::to_owned));
        facts.message = match error {
            // A code beside the message, or the message itself.
            Value::String(text) => {
                said.filter(|said| said != text).map_or(text.clone(), |said| format!("{text}: {said}"))
            }
            _ => said.unwrap_or_else(|| value.to_string()),
        };
        let code = ["code", "error_code"].iter().find_map(|name| error.get(name).or_else(|| value.get(name)));
        let details = error.get("details");
        facts.codes =
            [word(details.and_then(|details| details.get("error_code"))), word(code), word(error.get("type"))]
                .into_iter()
                .flatten()
                .collect();
        facts.param = word(error.get("param")).unwrap_or_default();
        let status = |name: &str| error.get(name).or_else(|| value.get(name));
        let statuses = [code, status("status"), status("status_code"), status("statusCode")];
        facts.number = statuses.into_iter().find_map(number).or_else(|| number_in(&facts.message));
        let reasons =
            details.and_then(Value::as_array).into_iter().flatten().filter_map(|part| word(part.get("reason")));
        facts.marks = facts.codes.iter().cloned().chain(statuses.into_iter().filter_map(word)).chain(reasons).collect();
        facts.marks.extend([word(Some(error)), word(value.get("type"))].into_iter().flatten());
        facts.marks.extend(statuses.into_iter().flatten().filter(|code| code.is_u64()).map(Value::to_string));
        facts
    }

    /// Whether a body with status 200 is an error: it has one, or says so in its fields.
    pub(crate) fn is_error(value: &Value) -> bool {
        let value = value.get(0).unwrap_or(value);
        let says = |name: &str, word: &str| value.get(name).and_then(Value::as_str) == Some(word);
        let has = |name: &str| value.get(name).is_some_and(|given| !given.is_null());
        has("error")
            || says("type", "error")
            || says("object", "error")
            || has("code")
            || has("status")
            || has("detail")
    }

    /// Whether the error names one of these fields, or its message has one of these words.
    pub(crate) fn names(&self, words: &[&str]) -> bool {
        let message = self.message.to_lowercase();
        words.iter().any(|word| self.param == *word || message.contains(word))
    }
}

/// An HTTP status of an error, as a number or as text.
fn number(given: Option<&Value>) -> Option<u16> {
    let number = match given? {
        Value::String(text) => text.trim().parse().ok()?,
        other => u16::try_from(other.as_u64()?).ok()?,
    };
    (400..600).contains(&number).then_some(number)
}

/// The status in "Error code: 429 - …".
fn number_in(message: &str) -> Option<u16> {
    let lower = message.to_lowercase();
    let at = ["error code: ", "status code: ", "status code "]
        .iter()
        .find_map(|start| Some(lower.find(start)? + start.len()))?;
    let digits: String = lower[at..].chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|number| (400..600).contains(number))
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
    let known = error_table::kind(status, &facts.marks, &facts.message.to_lowercase());
    let by_status = match known.unwrap_or(K::BadRequest) {
        // No wait and "do not retry": time alone does not lift this limit.
        K::RateLimited if should_retry == Some(false) && wait.is_none() => K::SpendLimit,
        K::BadRequest if (300..400).contains(&status) => K::UnknownModel,
        K::BadRequest if (500..600).contains(&status) => K::Server,
        kind => kind,
    };
    match (should_retry, by_status.verdict()) {
        (Some(true), Verdict::FailItem) => K::Server,
        (Some(false), Verdict::Retry) if by_status != K::RateLimited => K::BadRequest,
        _ => by_status,
    }
}

/// The body for the log. Where it is longer than what is kept, its end says so.
fn kept(body: &[u8]) -> String {
    let mut text = json::text(&body[..body.len().min(LARGEST_KEPT)]);
    if body.len() > LARGEST_KEPT {
        text.push_str(&format!("\n[cut: the first {LARGEST_KEPT} of {} bytes]", body.len()));
    }
    text
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
            ErrorKind::TooLarge if facts.names(&["token", "tpm"]) => {
                "Lower --max-tokens (or --turns): the server counts the whole token limit of an answer against what it \
                 allows."
                    .to_owned()
            }
            ErrorKind::TooLarge => "Shorten the template or its values, or lower --max-tokens.".to_owned(),
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
        self.map_facts(status, headers, &Facts::of(body), model, now)
    }

    fn map_facts(
        &self,
        status: u16,
        headers: &HeaderMap,
        facts: &Facts,
        model: Option<&str>,
        now: DateTime<Utc>,
    ) -> CallError {
        let wait = headers::retry_after(headers, now);
        let kind = kind(status, facts, wait, headers::should_retry(headers));
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
            hint: self.hint(kind, facts, model),
            maybe_billed: GAVE_UP.contains(&status),
            retry_after: wait,
            limits: headers::limits(headers, now),
            request_id: headers::request_id(headers, &self.keys),
            body: None,
        }
    }

    /// The error that a response with a good status has in its body, or beside half an answer in `error`. Gateways pass
    /// on what the server behind them said, and the real status in the body. `None` where it says nothing known.
    pub(crate) fn error_inside(
        &self,
        response: &Response,
        error: &Value,
        model: &str,
        now: DateTime<Utc>,
    ) -> Option<CallError> {
        let facts = Facts::of_json(error);
        let known = error_table::kind(200, &facts.marks, &facts.message.to_lowercase());
        let status = facts.number.or(known.map(|_| 200))?;
        let told = self.map_facts(status, &response.headers, &facts, Some(model), now);
        let passes = matches!(told.kind, ErrorKind::Server | ErrorKind::Timeout);
        let maybe_billed = told.maybe_billed || passes;
        Some(CallError { maybe_billed, body: Some(kept(&response.body)), ..told })
    }

    /// The error of a response with a good status that does not follow the protocol. Its body is kept.
    pub(crate) fn not_the_protocol(&self, response: &Response, what: &str, now: DateTime<Utc>) -> CallError {
        let Response { status, headers, body } = response;
        let text = json::text(&body[..body.len().min(2_000)]);
        let said = redact::safe(&title(&text).unwrap_or(text), &self.keys);
        CallError {
            kind: ErrorKind::Protocol,
            status: Some(*status),
            message: format!("{} answered {status}, but {}: {said}", self.place, redact::safe(what, &self.keys)),
            hint: None,
            maybe_billed: true,
            retry_after: None,
            limits: headers::limits(headers, now),
            request_id: headers::request_id(headers, &self.keys),
            body: Some(kept(body)),
        }
    }

    /// A body that came in part, for the log.
    pub(crate) fn kept(&self, body: &[u8]) -> Option<String> {
        (!body.is_empty()).then(|| kept(body))
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

    /// The spellings of gateways and of other vendors.
    fn other_spellings() -> Vec<(u16, String, K)> {
        vec![
            (429, openai("x", r#""1113""#), K::NoCredit),
            (429, r#"{"error":{"code":1113,"message":"m"}}"#.into(), K::NoCredit),
            (429, r#"{"error":{"code":"x","message":"Insufficient balance. Please recharge."}}"#.into(), K::NoCredit),
            (429, openai("exceeded_current_quota_error", "null"), K::NoCredit),
            (400, openai("Arrearage", r#""Arrearage""#), K::NoCredit),
            (402, "Payment Required".into(), K::NoCredit),
            (403, r#"{"code":"","message":"Sorry, your account balance is insufficient"}"#.into(), K::NoCredit),
            (400, openai("budget_exceeded", r#""400""#), K::SpendLimit),
            (
                400,
                r#"[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.",
                    "status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}]"#
                    .into(),
                K::BadKey,
            ),
            (400, r#"{"error":"Incorrect API key provided"}"#.into(), K::BadKey),
            (
                413,
                r#"{"error":{"message":"Request too large for model `m` on tokens per minute (TPM): Limit 6000",
                    "type":"tokens","code":"rate_limit_exceeded"}}"#
                    .into(),
                K::TooLarge,
            ),
            (420, String::new(), K::RateLimited),
            (424, String::new(), K::Server),
            (425, String::new(), K::Server),
            (449, String::new(), K::Server),
            (498, openai("capacity_exceeded", r#""capacity_exceeded""#), K::Overloaded),
            (498, String::new(), K::Overloaded),
            (499, String::new(), K::Server),
            (429, openai("engine_overloaded_error", "null"), K::Overloaded),
            (400, r#"{"error":{"message":"Rate limit reached","code":"rate_limit_daily"}}"#.into(), K::RateLimited),
        ]
    }

    #[test]
    fn every_known_error_has_its_kind() {
        for (status, body, kind) in known_errors().into_iter().chain(other_spellings()) {
            for provider in [ProviderName::Anthropic, ProviderName::OpenAi] {
                let error = told(provider, status, &[], &body);
                assert_eq!((error.kind, error.status), (kind, Some(status)), "{status} {body}");
            }
        }
    }

    #[test]
    fn errors_inside_a_good_answer_are_known_by_number_code_or_word() {
        let asked = Asked { variables: Variables::OPENAI, place: "https://h.example".to_owned(), keys: Vec::new() };
        for (body, kind, maybe_billed) in [
            (r#"{"code":"rate_limit_exceeded","message":"Error code: 429 - too many"}"#, Some(K::RateLimited), false),
            (r#"{"error":{"code":"rate_limit_daily","message":"m"}}"#, Some(K::RateLimited), false),
            (r#"{"error":{"message":"Too many requests"}}"#, Some(K::RateLimited), false),
            (r#"{"type":"error","error":{"type":"overloaded_error","message":"m"}}"#, Some(K::Overloaded), false),
            (r#"{"error":{"code":502,"message":"Upstream idle timeout exceeded"}}"#, Some(K::Server), true),
            (r#"{"error":{"code":"503","message":"m"}}"#, Some(K::Overloaded), false),
            (r#"{"error":{"message":"Insufficient credits"}}"#, Some(K::NoCredit), false),
            (r#"{"error":"invalid_api_key"}"#, Some(K::BadKey), false),
            (r#"{"error":{"message":"something else"}}"#, None, false),
        ] {
            let response = Response { status: 200, headers: HeaderMap::new(), body: body.into() };
            let value: Value = serde_json::from_str(body).unwrap();
            assert!(Facts::is_error(&value), "{body}");
            let error = asked.error_inside(&response, &value, "m", Utc::now());
            let told = error.map(|error| {
                assert_eq!(error.body.as_deref(), Some(body));
                (error.kind, error.maybe_billed)
            });
            assert_eq!(told, kind.map(|kind| (kind, maybe_billed)), "{body}");
        }
    }

    #[test]
    fn a_body_that_cannot_be_read_is_kept_up_to_a_mebibyte() {
        let body = format!("begin {}", "x".repeat(LARGEST_KEPT));
        let text = kept(body.as_bytes());
        assert!(text.starts_with("begin xxx") && text.ends_with(&format!("of {} bytes]", body.len())));
        assert_eq!(kept(b"short"), "short");
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
