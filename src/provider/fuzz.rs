//! Mutated responses of servers: bodies, event streams, errors, headers, and keys in any of them.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use secrecy::SecretString;

use crate::domain::conversation::ProviderName;
use crate::fuzzer::{fuzz, is_for_people, kind_of};
use crate::provider::anthropic::Anthropic;
use crate::provider::openai::OpenAi;
use crate::provider::quirks::Quirks;
use crate::provider::redact::Secrets;
use crate::provider::redacted::Redacted;
use crate::provider::response::Response;
use crate::provider::{CallError, Models, ProviderConfig, Reply, connect, headers, json};

const KEY: &str = "sk-test-0a1b2c3d4e5f";

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_755_780_000, 0).expect("a time")
}

fn config(name: ProviderName) -> ProviderConfig {
    ProviderConfig {
        name,
        base_url: "http://127.0.0.1:1/v1".into(),
        keys: vec![SecretString::from(KEY)],
        user_agent: "fuzz".into(),
        models: Models::default(),
    }
}

/// A body as a server sends it, with a header or two in its first lines.
fn response(input: &[u8]) -> Response {
    let end = input.windows(2).position(|pair| pair == b"\n\n").unwrap_or(0);
    let mut headers = HeaderMap::new();
    let mut status = 200;
    for line in input[..end].split(|byte| *byte == b'\n') {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { continue };
        let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
        if name == b"status" {
            status = std::str::from_utf8(value).ok().and_then(|text| text.parse().ok()).unwrap_or(200);
        } else if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name), HeaderValue::from_bytes(value)) {
            headers.append(name, value);
        }
    }
    Response { status, headers, body: input[end..].to_vec() }
}

/// Whether a text shows the key to somebody who looks: as it is, or after one step of decoding.
fn shows_key(text: &str) -> bool {
    let plain: String = text.chars().filter(|letter| !crate::domain::invisible::is_invisible(*letter)).collect();
    let unescaped = serde_json::from_str::<String>(&format!("\"{plain}\"")).unwrap_or_default();
    // Reading a URL drops line breaks.
    let one_line = plain.replace(char::is_control, " ");
    let decoded = crate::provider::base_url::secrets(&format!("http://:{one_line}@h")).concat();
    [plain, unescaped, decoded].iter().any(|text| text.to_lowercase().contains(KEY))
}

fn error_is_safe(error: &CallError) -> String {
    is_for_people(&error.message);
    let CallError { message, hint, request_id, body, .. } = error;
    let texts = [Some(message), hint.as_ref(), request_id.as_ref(), body.as_ref()];
    texts.into_iter().flatten().for_each(|text| assert!(!shows_key(text), "the key is in {text:?}"));
    let quoted = message.find(": ").unwrap_or(message.len());
    format!("{:?} {}", error.kind, kind_of(&message[..quoted]))
}

fn reply_is_safe(reply: &Reply) -> String {
    let Reply { text, stop, model, request_id, usage, .. } = reply;
    for text in [text, model, &format!("{stop:?}"), &request_id.clone().unwrap_or_default()] {
        assert!(!shows_key(text), "the key is in {text:?}");
    }
    assert!(model.chars().count() <= 200);
    format!("{stop:.12?} {} {}", text.is_empty(), usage.is_some())
}

const WORDS: &[&str] = &[
    KEY,
    "SK-TEST-0A1B2C3D4E5F",
    "c2stdGVzdC0wYTFiMmMzZDRlNWY=",
    "\\u0073k-test-0a1b2c3d4e5f",
    "%73k-test-0a1b2c3d4e5f",
    "sk-te\u{200b}st-0a1b2c3d4e5f",
    "\"content\":",
    "\"error\":",
    "\"usage\":",
    "\"delta\":",
    "\"finish_reason\":",
    "\"type\":",
    "status: 429\n\n",
    "retry-after: 9\n",
    "request-id: ",
    "location: ",
];

/// Reading a long float may lose its last digit.
fn without_floats(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value as V;
    match value {
        V::Number(number) if number.is_f64() => V::Null,
        V::Array(list) => list.into_iter().map(without_floats).collect(),
        V::Object(fields) => fields.into_iter().map(|(name, value)| (name, without_floats(value))).collect(),
        other => other,
    }
}

/// What servers send, from the cases of the tests.
fn bodies() -> Vec<String> {
    let turns = r#"{\"turns\":[{\"role\":\"user\",\"content\":\"a\"}]}"#;
    vec![
        format!(r#"{{"id":"c","model":"m","choices":[{{"finish_reason":"stop","message":{{"content":"{turns}","refusal":null}}}}],"usage":{{"prompt_tokens":9,"completion_tokens":7}}}}"#),
        format!(r#"{{"type":"message","model":"m","content":[{{"type":"thinking","thinking":"x"}},{{"type":"text","text":"{turns}"}}],"stop_reason":"end_turn","usage":{{"input_tokens":9,"output_tokens":7}}}}"#),
        format!("\u{feff}[{{\"error\":{{\"code\":400,\"message\":\"{KEY}\",\"details\":[{{\"reason\":\"API_KEY_INVALID\"}}]}}}}]"),
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"arguments\":\"{}\"}}]},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n".into(),
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"c\",\"usage\":{\"input_tokens\":9}}}\n\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"he\"}}\n\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":3}}\n\n".into(),
        r#"{"choices":[{"finish_reason":"error","error":{"code":502,"message":"m"},"message":{"content":[{"type":"text","text":"a"}]}}]}"#.into(),
        format!("status: 401\nrequest-id: {KEY}\nx-should-retry: true\n\n{{\"error\":{{\"type\":\"authentication_error\",\"message\":\"no {KEY} here\"}}}}"),
        format!("status: 301\nlocation: https://u:{KEY}@h.example/{KEY}?k={KEY}\n\n<html><title>Moved</title>"),
        r#"{"code":"rate_limit_exceeded","message":"Error code: 429 - too many"}"#.into(),
    ]
}

#[test]
fn every_response_is_a_reply_or_an_error_without_the_key() {
    let secrets = Arc::new(Secrets::of(&[SecretString::from(KEY)]));
    let openai = OpenAi::new(config(ProviderName::OpenAi), None).expect("a provider");
    let openai = Redacted { inside: openai, secrets: secrets.clone() };
    let anthropic = Anthropic::new(config(ProviderName::Anthropic), None).expect("a provider");
    let anthropic = Redacted { inside: anthropic, secrets };
    fuzz("response", &bodies(), WORDS, |input| {
        let response = response(input);
        let said = [
            match openai.inside.outcome(&response, "asked", 0, Quirks::default()) {
                Ok(reply) => reply_is_safe(&openai.reply(reply)),
                Err(error) => error_is_safe(&openai.error(error)),
            },
            match anthropic.inside.outcome(&response, "asked", 0, Quirks::default()) {
                Ok(reply) => reply_is_safe(&anthropic.reply(reply)),
                Err(error) => error_is_safe(&anthropic.error(error)),
            },
        ];
        said.join(" ")
    });
}

#[test]
fn every_body_is_a_value_that_reads_back_the_same() {
    fuzz("body", &bodies(), WORDS, |input| match json::read(input) {
        Ok(value) => {
            let again: serde_json::Value = serde_json::from_str(&value.to_string()).expect("JSON");
            assert_eq!(without_floats(again), without_floats(value.clone()));
            json::read(value.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}: {value}"));
            format!("{:?}", value.as_object().map(|fields| fields.len().min(9)))
        }
        Err(error) => kind_of(&error.to_string()),
    });
}

#[test]
fn every_header_is_a_wait_or_nothing() {
    let head = |lines: &[&str]| format!("{}\n\n", lines.join("\n"));
    let seeds = [
        head(&["date: Thu, 21 Aug 2025 12:40:00 GMT", "retry-after: Thu, 21 Aug 2025 12:40:30 GMT", "x-request-id: r"]),
        head(&["retry-after: 1.5", "retry-after-ms: 250", "x-should-retry: false"]),
        head(&[
            "x-ratelimit-limit-requests: 50",
            "x-ratelimit-remaining-requests: 0",
            "x-ratelimit-reset-requests: 6m0s",
        ]),
        head(&["x-ratelimit-remaining-tokens: 9", "x-ratelimit-reset-tokens: 1755780002000"]),
        head(&[
            "anthropic-ratelimit-requests-limit: 50",
            "anthropic-ratelimit-input-tokens-remaining: 8",
            "anthropic-ratelimit-requests-reset: 2025-08-21T12:40:59Z",
        ]),
    ];
    let words = ["1h", "ms", "µs", "1e9", "+0200", "Z", "T", "GMT", "-", "retry-after: ", "date: "];
    fuzz("headers", &seeds, &words, |input| {
        let headers = response(input).headers;
        let (limits, wait) = (headers::limits(&headers, now()), headers::retry_after(&headers, now()));
        assert_ne!(wait, Some(Duration::ZERO));
        let size = |span: Option<Duration>| span.map(|span| span.as_secs().checked_ilog10());
        let told = [limits.requests, limits.tokens, limits.input_tokens]
            .map(|header| (header.limit.is_some(), header.remaining.is_some(), size(header.reset_after)));
        format!("{told:?} {:?} {:?}", size(wait), headers::should_retry(&headers))
    });
}

#[test]
fn every_base_url_makes_a_provider_or_an_error_without_its_password() {
    let seeds = [
        "https://me:pass%40word-01@h.example:8080/v1/chat/completions?api-version=1#x",
        "http://[::1]:8000/v1/messages/",
        "http://localhost",
        &format!("http://me:{}@h", "%4((((((".repeat(4_000)),
    ];
    fuzz("base url", &seeds, &["@", "://", "?key=", "me:pass%40word-01@", "[::ffff:"], |input| {
        let base_url = String::from_utf8_lossy(input).into_owned();
        // Certificates take time to load.
        let base_url = base_url.replacen("https:", "http:", 1);
        let hidden = |text: &str| {
            let authority = text.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
            assert!(!authority.contains('@'), "{text}");
        };
        match connect(ProviderConfig { base_url, keys: Vec::new(), ..config(ProviderName::OpenAi) }) {
            Ok(provider) => {
                hidden(&provider.place());
                "good".to_owned()
            }
            Err(error) => {
                hidden(&error.message);
                is_for_people(&error.message);
                kind_of(&error.message)
            }
        }
    });
}
