#![allow(clippy::unwrap_used, reason = "tests")]
use super::*;
use crate::domain::conversation::ProviderName;
use ErrorKind as K;

fn asked(provider: ProviderName) -> Asked {
    Asked {
        variables: provider.variables().unwrap(),
        place: "https://host.example".into(),
        has_key: true,
        calls: String::new(),
    }
}

fn told(provider: ProviderName, status: u16, headers: &[(&'static str, &str)], body: &str) -> CallError {
    let map = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
    let now = "2026-11-22T00:00:00Z".parse().unwrap();
    let response = Response { status, headers: map, body: body.into() };
    asked(provider).map_error(&response, Some("some-model"), None, now)
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
        (503, r#"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#.into(), K::Overloaded),
        (
            400,
            r#"{"error":{"code":400,"message":"m","type":"exceed_context_size_error","n_ctx":1}}"#.into(),
            K::ContextLength,
        ),
        (400, r#"{"error":"'response_format.type' must be 'json_schema' or 'text'"}"#.into(), K::BadRequest),
        (
            400,
            r#"{"object":"error","message":"This model's maximum context length is 4096 tokens","code":400}"#.into(),
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
        (400, openai("invalid_request_error", r#""json_validate_failed","failed_generation":"{}""#), K::Protocol),
        (
            400,
            anthropic("invalid_request_error", "You have reached your specified API usage limits. You will regain"),
            K::SpendLimit,
        ),
        (400, anthropic("invalid_request_error", "This organization has been disabled."), K::Forbidden),
        (500, anthropic("api_error", "insufficient balance (1008)"), K::NoCredit),
        (407, "<html><title>Proxy Authentication Required</title></html>".into(), K::Forbidden),
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
    let asked = Asked {
        variables: Variables::OPENAI,
        place: "https://h.example".to_owned(),
        has_key: false,
        calls: String::new(),
    };
    for (body, kind, maybe_billed) in [
        (r#"{"code":"rate_limit_exceeded","message":"Error code: 429 - too many"}"#, Some(K::RateLimited), false),
        (r#"{"error":{"code":"rate_limit_daily","message":"m"}}"#, Some(K::RateLimited), false),
        (r#"{"error":{"message":"Too many requests"}}"#, Some(K::RateLimited), false),
        (r#"{"type":"error","error":{"type":"overloaded_error","message":"m"}}"#, Some(K::Overloaded), false),
        (r#"{"error":{"code":502,"message":"Upstream idle timeout exceeded"}}"#, Some(K::Server), true),
        (r#"{"error":{"code":"503","message":"m"}}"#, Some(K::Overloaded), false),
        (r#"{"error":{"message":"Insufficient credits"}}"#, Some(K::NoCredit), false),
        (r#"{"error":"invalid_api_key"}"#, Some(K::BadKey), false),
        (r#"{"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}"#, Some(K::NoCredit), false),
        (r#"{"base_resp":{"status_code":1008},"choices":null}"#, Some(K::NoCredit), false),
        (r#"{"base_resp":{"status_code":1002,"status_msg":"RPM"}}"#, Some(K::RateLimited), false),
        (r#"{"base_resp":{"status_code":1000,"status_msg":"m"}}"#, None, false),
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
fn the_message_carries_the_servers_words() {
    let body = r#"{"error":{"message":"no such luck","type":"invalid_request_error","code":7}}"#;
    let error = told(ProviderName::OpenAi, 401, &[("x-request-id", "r-1"), ("retry-after", "3")], body);
    assert_eq!(error.message, "https://host.example answered 401 (invalid_request_error): no such luck");
    let response = Response { status: 401, headers: HeaderMap::new(), body: body.into() };
    let error = asked(ProviderName::OpenAi).map_error(&response, None, Some("key 2 of 3"), Utc::now());
    assert!(error.message.ends_with("answered 401 (invalid_request_error) (key 2 of 3): no such luck"), "{error}");
    let error = told(ProviderName::OpenAi, 401, &[("x-request-id", "r-1"), ("retry-after", "3")], body);
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

#[test]
fn a_redirect_is_not_followed_and_its_target_is_told_without_secrets() {
    for (location, target) in [
        ("https://me:pw@other.example/v1/chat/completions?key=1", "https://other.example/v1/chat/completions"),
        ("/v2/", "https://host.example/v2"),
        ("//cdn.example", "https://cdn.example"),
    ] {
        for status in [301, 302, 303, 307, 308] {
            let error = told(ProviderName::OpenAi, status, &[("location", location)], "<html>moved</html>");
            assert_eq!(error.message, format!("https://host.example answered {status} and points to {target}"));
            assert_eq!(error.kind, K::UnknownModel);
            assert!(error.hint.unwrap().starts_with("Set OPENAI_BASE_URL to that address if you trust it"));
        }
    }
    let nowhere = told(ProviderName::OpenAi, 302, &[("location", "https://")], "");
    assert_eq!(nowhere.message, "https://host.example answered 302 without a message");
}
