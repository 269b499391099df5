//! Both protocols over real HTTP, against the stand-in: what is sent, and what errors say.

use std::sync::Arc;
use std::time::{Duration, Instant};

use dialoom::domain::conversation::{ProviderName, Subject};
use dialoom::provider::{
    CallError, ChatRequest, ErrorKind, Models, Provider, ProviderConfig, Reply, Schema, SentBell, Stop, connect,
};
use secrecy::SecretString;

use crate::support::stand_in::{Answer, Protocol, Question, StandIn, Step, always};

pub const BOTH: [ProviderName; 2] = [ProviderName::Anthropic, ProviderName::OpenAi];
pub const KEY: &str = "sk-secret-0123456789";

pub fn provider(name: ProviderName, url: &str) -> Arc<dyn Provider> {
    let config = ProviderConfig {
        name,
        base_url: url.to_owned(),
        keys: vec![SecretString::from(KEY), SecretString::from("sk-second-9876543210")],
        user_agent: "dialoom/test".to_owned(),
        models: Models::default(),
    };
    connect(config).expect("it can be reached")
}

pub fn request(prompt: &str) -> ChatRequest {
    ChatRequest {
        model: "some-model".into(),
        system: "You write conversations.".into(),
        prompt: prompt.into(),
        schema: Schema::new(
            &serde_json::json!({"type": "object", "additionalProperties": false, "properties": {}, "required": []}),
            &serde_json::json!({"type": "object", "maxItems": 10}),
        ),
        max_tokens: 2048,
        temperature: Some(0.7),
        timeout: Duration::from_secs(20),
        subject: Subject::default(),
        turns: 10,
        rests_on_source: false,
        seed: 1,
        sent: SentBell::default(),
    }
}

/// Refuses a body that has any of these fields, as real servers do, and answers the rest.
pub fn refusing(field: &'static str, message: &'static str) -> StandIn {
    StandIn::start(Arc::new(move |question: &Question| {
        let body: serde_json::Value = serde_json::from_str(&question.body).expect("JSON");
        if body.get(field).is_some() {
            Answer::Error(400, "invalid_request_error", message).into()
        } else {
            Answer::Good.into()
        }
    }))
}

/// A body of each protocol with this text, and more fields.
pub fn body_of(name: ProviderName, text: &str, more: &[(&str, serde_json::Value)]) -> String {
    let mut body = match name {
        ProviderName::Anthropic => serde_json::json!({
            "model": "m", "content": [{"type": "text", "text": text}], "stop_reason": "end_turn",
            "usage": {"input_tokens": 9, "output_tokens": 3},
        }),
        _ => serde_json::json!({
            "model": "m", "choices": [{"message": {"content": text}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 9, "completion_tokens": 3},
        }),
    };
    for (field, value) in more {
        body[*field] = value.clone();
    }
    body.to_string()
}

/// Asks as the engine does: again at once while the provider adapts. Gives how often it was asked.
pub async fn ask(provider: &dyn Provider, request: &ChatRequest) -> (u32, Result<Reply, CallError>) {
    let mut calls = 0;
    loop {
        calls += 1;
        match provider.complete(request, 0).await {
            Err(error) if error.kind == ErrorKind::Adapted => assert!(calls < 8, "it adapts without end: {error}"),
            result => return (calls, result),
        }
    }
}

#[tokio::test]
async fn a_good_answer_comes_whole_with_tokens_model_and_id() {
    for name in BOTH {
        let step = match name {
            ProviderName::Anthropic => Step::from(Answer::Good).header("anthropic-ratelimit-requests-remaining", "41"),
            _ => Step::from(Answer::Good).header("x-ratelimit-remaining-requests", "41"),
        };
        let stand_in = StandIn::start(always(step));
        let reply = provider(name, &stand_in.url()).complete(&request("hello"), 1).await.expect("an answer");
        let answer: serde_json::Value = serde_json::from_str(&reply.text).expect("the text is the JSON alone");
        assert_eq!(answer["turns"].as_array().map(Vec::len), Some(10));
        assert_eq!((reply.stop, reply.model.as_str()), (Stop::Complete, "stand-in"));
        let usage = reply.usage.expect("counted");
        assert_eq!((usage.input_tokens, usage.output_tokens > 300), (600, true));
        assert_eq!((reply.limits.requests.remaining, reply.request_id.as_deref()), (Some(41), Some("req_0")));
        let journal = stand_in.journal();
        assert_eq!((journal[0].key.as_str(), journal[0].status), ("sk-second-9876543210", 200));
    }
}

#[tokio::test]
async fn what_is_sent_is_what_each_protocol_expects() {
    let stand_in = StandIn::start(always(Answer::Good));
    for name in BOTH {
        provider(name, &format!("{}/v1/", stand_in.url())).complete(&request("hello"), 0).await.expect("an answer");
    }
    let journal = stand_in.journal();
    let bodies: Vec<serde_json::Value> =
        journal.iter().map(|entry| serde_json::from_str(&entry.body).expect("JSON")).collect();
    assert_eq!((journal[0].protocol, journal[1].protocol), (Protocol::Anthropic, Protocol::OpenAi));
    assert_eq!(journal[0].path, "POST /v1/messages");
    assert_eq!(bodies[0]["output_config"]["format"]["type"], "json_schema");
    assert_eq!(bodies[0]["system"][0]["text"], "You write conversations.");
    assert!(bodies[0]["system"][0].get("cache_control").is_none(), "too short to be cached");
    assert_eq!((&bodies[0]["max_tokens"], &bodies[0]["temperature"]), (&2048.into(), &0.7.into()));
    assert_eq!(journal[1].path, "POST /v1/chat/completions");
    assert_eq!(bodies[1]["response_format"]["json_schema"]["strict"], true);
    assert_eq!((&bodies[1]["max_tokens"], &bodies[1]["messages"][0]["role"]), (&2048.into(), &"system".into()));
    assert_eq!(journal[0].prompt, journal[1].prompt);
}

#[tokio::test]
async fn a_current_model_gets_no_temperature_a_capped_limit_and_a_cache_mark() {
    let stand_in = StandIn::start(always(Answer::Good));
    let request = ChatRequest {
        model: "claude-sonnet-5-5".into(),
        system: "word ".repeat(600).into(),
        max_tokens: 64_000,
        ..request("hello")
    };
    provider(ProviderName::Anthropic, &stand_in.url()).complete(&request, 0).await.expect("an answer");
    let body: serde_json::Value = serde_json::from_str(&stand_in.journal()[0].body).expect("JSON");
    assert!(body.get("temperature").is_none());
    assert_eq!(body["max_tokens"], 21_333);
    assert_eq!(body["system"][0]["cache_control"]["type"], "ephemeral");
}

#[tokio::test]
async fn a_provider_says_itself_whether_it_caches_a_prompt_and_learns_that_its_server_does_not() {
    let long =
        ChatRequest { model: "claude-sonnet-5-5".into(), system: "word ".repeat(600).into(), ..request("hello") };
    let refuses = StandIn::start(Arc::new(|question: &Question| match question.body.contains("cache_control") {
        true => Answer::Error(400, "invalid_request_error", "cache_control is not permitted").into(),
        false => Answer::Good.into(),
    }));
    let anthropic = provider(ProviderName::Anthropic, &refuses.url());
    assert!(anthropic.caches_prefix(&long) && !anthropic.caches_prefix(&request("hello")));
    ask(&*anthropic, &long).await.1.expect("an answer");
    assert!(!anthropic.caches_prefix(&long));
    for name in [ProviderName::OpenAi, ProviderName::Simulator] {
        assert!(!provider(name, &refuses.url()).caches_prefix(&long));
    }
}

#[tokio::test]
async fn every_error_has_its_kind_and_none_shows_the_key() {
    let html = || Answer::Raw(502, "text/html", "<html><title>502 Bad Gateway</title></html>".into());
    let table: Vec<(Step, ErrorKind)> = vec![
        (Answer::Error(401, "authentication_error", "bad key sk-secret-0123456789").into(), ErrorKind::BadKey),
        (Answer::Error(402, "billing_error", "empty").into(), ErrorKind::NoCredit),
        (Answer::Error(403, "permission_error", "no").into(), ErrorKind::Forbidden),
        (Answer::Error(404, "not_found_error", "model").into(), ErrorKind::UnknownModel),
        (Answer::Error(409, "conflict_error", "busy").into(), ErrorKind::Conflict),
        (Answer::Error(413, "request_too_large", "big").into(), ErrorKind::TooLarge),
        (Answer::RateLimited(Some(7)).into(), ErrorKind::RateLimited),
        (Answer::RateLimited(None).into(), ErrorKind::RateLimited),
        (Answer::Error(429, "insufficient_quota", "pay").into(), ErrorKind::NoCredit),
        (Answer::Error(500, "api_error", "oops").into(), ErrorKind::Server),
        (Answer::Error(503, "unavailable_error", "Loading model").into(), ErrorKind::Overloaded),
        (Answer::Error(529, "overloaded_error", "busy").into(), ErrorKind::Overloaded),
        (html().into(), ErrorKind::Server),
        (Answer::Raw(200, "text/html", "<html><title>Log in</title></html>".into()).into(), ErrorKind::Protocol),
        (Answer::Raw(200, "application/json", "{}".into()).into(), ErrorKind::Protocol),
        (Answer::Raw(200, "application/json", "{\"choices\":[],\"content\":7}".into()).into(), ErrorKind::Protocol),
        (Answer::Raw(307, "text/html", String::new()).into(), ErrorKind::UnknownModel),
        (Answer::CutConnection.into(), ErrorKind::Connection),
        (Answer::Close.into(), ErrorKind::Connection),
    ];
    for name in BOTH {
        for (step, kind) in &table {
            let stand_in = StandIn::start(always(step.clone()));
            let error = provider(name, &stand_in.url()).complete(&request("p"), 0).await.expect_err("an error");
            assert_eq!(error.kind, *kind, "{step:?}: {error}");
            assert!(!format!("{error:?}").contains("0123456789"), "{error:?}");
            assert!(error.message.contains("127.0.0.1"), "{error}");
            let seconds = (step.answer == Answer::RateLimited(Some(7))).then_some(Duration::from_secs(7));
            assert_eq!(error.retry_after, seconds);
            assert!(error.kind != ErrorKind::BadKey || error.hint.expect("a hint").contains("_API_KEY"));
            assert_eq!(stand_in.delivered(), 0, "{step:?}");
        }
    }
}

#[tokio::test]
async fn a_key_that_a_server_echoes_comes_through_nowhere() {
    let escaped: String = KEY.bytes().map(|byte| format!("\\u{byte:04x}")).collect();
    let good = |key: &str| {
        let body = serde_json::json!({
            "model": key, "stop_reason": key, "content": [{"type": "text", "text": format!("a {key} b")}],
            "choices": [{"finish_reason": key, "message": {"content": format!("a {key} b")}}],
        });
        // Escaped once more inside the text, as in JSON in JSON.
        Answer::Raw(200, "application/json", body.to_string())
    };
    let wrong_type = format!("{{\"content\":\"{KEY}\",\"choices\":\"{KEY}\"}}");
    for name in BOTH {
        for answer in [good(KEY), good(&escaped), Answer::Raw(200, "application/json", wrong_type.clone())] {
            let stand_in = StandIn::start(always(answer));
            let said = format!("{:?}", provider(name, &stand_in.url()).complete(&request("p"), 0).await);
            assert!(said.contains("[key]"), "{said}");
            assert!(!said.contains(KEY) && !said.contains(&escaped) && !said.contains("u0073"), "{said}");
        }
    }
}

#[tokio::test]
async fn a_huge_body_makes_a_short_error() {
    let body = format!("{{\"content\":\"{0}\",\"choices\":\"{0}\"}}", "x y ".repeat(1_000_000));
    for name in BOTH {
        for status in [200, 400] {
            let stand_in = StandIn::start(always(Answer::Raw(status, "application/json", body.clone())));
            let result = provider(name, &stand_in.url()).complete(&request("p"), 0).await;
            let Err(error) = result else { continue };
            assert!(error.message.len() + error.hint.unwrap_or_default().len() < 5_000, "{status}");
            assert!(error.body.unwrap_or_default().len() < 1_100_000, "{status}");
        }
    }
}

#[tokio::test]
async fn a_server_that_says_nothing_is_a_timeout_and_one_that_is_not_there_is_asked_about() {
    for name in BOTH {
        let stand_in = StandIn::start(always(Answer::Hang));
        let short = ChatRequest { timeout: Duration::from_millis(200), ..request("p") };
        let started = Instant::now();
        let error = provider(name, &stand_in.url()).complete(&short, 0).await.expect_err("no answer");
        assert_eq!(error.kind, ErrorKind::Timeout);
        assert!(started.elapsed() < Duration::from_secs(10), "it waited {:?}", started.elapsed());
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("bound").port();
        let error =
            provider(name, &format!("http://127.0.0.1:{free}")).complete(&request("p"), 0).await.expect_err("nobody");
        assert_eq!(error.kind, ErrorKind::Connection);
        assert!(error.hint.expect("a hint").starts_with("Is the server running at http://127.0.0.1:"));
    }
}

#[tokio::test]
async fn the_query_of_the_base_url_goes_with_each_call_and_is_not_shown() {
    let body = body_of(ProviderName::OpenAi, "hi", &[]);
    let stand_in = StandIn::start(always(Answer::Raw(200, "application/json", body)));
    let provider = provider(ProviderName::OpenAi, &format!("{}/v1?api-version=7", stand_in.url()));
    provider.complete(&request("p"), 0).await.expect("an answer");
    assert_eq!(stand_in.journal()[0].path, "POST /v1/chat/completions?api-version=7");
    assert!(!provider.place().contains("api-version"));
}

#[tokio::test]
async fn an_odd_line_among_the_headers_is_passed_over() {
    for (name, value) in
        [("X-Powered-By ", "x"), ("bad name", "x"), ("x-ä", "x"), ("", "x"), ("x-odd", "a\r\n folded"), ("x", "\u{1}")]
    {
        for provider_name in BOTH {
            let body = body_of(provider_name, "hi", &[]);
            let step = Step::from(Answer::Raw(200, "application/json", body)).header(name, value);
            let stand_in = StandIn::start(always(step));
            let reply = provider(provider_name, &stand_in.url()).complete(&request("p"), 0).await;
            assert_eq!(reply.unwrap_or_else(|error| panic!("{name:?}: {error}")).text, "hi");
        }
    }
}

#[tokio::test]
async fn a_redirect_is_told_and_not_followed() {
    let elsewhere = StandIn::start(always(Answer::Good));
    for status in [301, 302, 307, 308] {
        let target = format!("{}/v1/chat/completions?key={KEY}", elsewhere.url().replace("://", "://me:pw@"));
        let moved = Step::from(Answer::Raw(status, "text/html", "moved".into())).header("location", &target);
        let stand_in = StandIn::start(always(moved));
        let error =
            provider(ProviderName::OpenAi, &stand_in.url()).complete(&request("p"), 0).await.expect_err("moved");
        let told = format!("answered {status} and points to {}/v1/chat/completions", elsewhere.url());
        assert!(error.message.ends_with(&told), "{error}");
        assert!(error.hint.as_ref().is_some_and(|hint| hint.contains("OPENAI_BASE_URL")), "{error:?}");
    }
    assert!(elsewhere.journal().is_empty());
}

#[tokio::test]
async fn a_user_in_the_base_url_is_basic_authentication_and_shown_nowhere() {
    let config = |name, url: &str, key: &str| ProviderConfig {
        name,
        base_url: url.to_owned(),
        keys: Some(key).filter(|key| !key.is_empty()).map(SecretString::from).into_iter().collect(),
        user_agent: "dialoom/test".to_owned(),
        models: Models::default(),
    };
    // "me:p@ss-word-0123" in base64, and every way a server may say it again.
    let basic = "bWU6cEBzcy13b3JkLTAxMjM=";
    let echoes = [basic, "p@ss-word-0123", "p%40ss-word-0123", "p\\u0040ss-word-0123", "cEBzcy13b3JkLTAxMjM="];
    for (name, key) in [(ProviderName::OpenAi, ""), (ProviderName::OpenAi, "ollama"), (ProviderName::Anthropic, KEY)] {
        for echo in echoes {
            let body = format!(r#"{{"error":{{"message":"you sent {echo}, no"}}}}"#);
            let stand_in = StandIn::start(always(Answer::Raw(401, "application/json", body)));
            let url = stand_in.url().replace("://", "://me:p%40ss-word-0123@");
            let provider = connect(config(name, &url, key)).expect("it can be reached");
            let error = provider.complete(&request("p"), 0).await.expect_err("refused");
            assert!(error.message.contains("you sent [key], no"), "{echo}: {error}");
            assert!(!provider.place().contains('@'), "{}", provider.place());
            if name == ProviderName::OpenAi {
                assert_eq!(stand_in.journal()[0].key, format!("Basic {basic}"));
            }
        }
    }
    let error = connect(config(ProviderName::OpenAi, "http://me:p%40ss-word-0123@127.0.0.1:1", KEY)).expect_err("both");
    assert!(error.message.contains("authorization") && !error.message.contains("word"), "{error}");
    assert!(error.hint.contains("OPENAI_BASE_URL") && error.hint.contains("OPENAI_API_KEY"), "{}", error.hint);
}

#[tokio::test]
async fn the_server_can_be_looked_at_for_nothing() {
    let stand_in = StandIn::start(always(Answer::Good));
    for name in BOTH {
        let provider = provider(name, &stand_in.url());
        assert!(provider.check().await.expect("it is there").contains("127.0.0.1"));
        assert_eq!(provider.list_models().await.expect("a list"), ["stand-in"]);
        assert_eq!(provider.keys().len(), 2);
        assert!(!format!("{provider:?}").contains("0123456789"));
    }
    let local = provider(ProviderName::OpenAi, &stand_in.url());
    stand_in.set_script(Arc::new(|question: &Question| {
        let is_good = question.protocol != Protocol::Other || question.key == KEY;
        if is_good { Answer::Good.into() } else { Answer::Error(401, "authentication_error", "no").into() }
    }));
    let error = local.check().await.expect_err("the second key is wrong");
    assert!(error.message.contains("(key 2 of 2, fingerprint "), "{error}");
    assert_eq!(local.default_model().await.expect("the only one").as_deref(), Some("stand-in"));
    let two = r#"{"data":[{"id":"a"},{"id":"b"}]}"#;
    stand_in.set_script(always(Answer::Raw(200, "application/json", two.into())));
    let error = local.default_model().await.expect_err("two to choose from");
    assert!(error.message.contains("a, b") && error.hint.expect("a hint").contains("--model"));
}

#[test]
fn a_provider_that_cannot_be_reached_is_said_before_anything_is_sent() {
    let config = |name, url: &str, keys: &[&str]| ProviderConfig {
        name,
        base_url: url.to_owned(),
        keys: keys.iter().map(|key| SecretString::from(*key)).collect(),
        user_agent: "dialoom/test".to_owned(),
        models: Models::default(),
    };
    let wrong = |name, url: &str, keys: &[&str]| connect(config(name, url, keys)).expect_err("wrong");
    let none = wrong(ProviderName::Anthropic, "https://api.anthropic.com", &[]);
    assert!(none.hint.contains("ANTHROPIC_API_KEY"), "{none:?}");
    let broken = wrong(ProviderName::OpenAi, "http://127.0.0.1:1", &["good", "sk-bad\nkey"]);
    assert_eq!(broken.message, "key 2 of 2 has a character that no key has");
    assert!(wrong(ProviderName::OpenAi, "localhost:8080", &[]).hint.contains("OPENAI_BASE_URL"));
    let keyless = connect(config(ProviderName::OpenAi, "http://127.0.0.1:1", &[])).expect("a local server needs none");
    let [lane] = keyless.keys() else { panic!("one pace") };
    assert!(lane.starts_with("localhost:1@"), "{lane}");
    let other = connect(config(ProviderName::OpenAi, "http://127.0.0.1:2", &[])).expect("a local server needs none");
    assert_ne!(keyless.keys(), other.keys(), "another server has another pace");
}
