//! Both protocols over real HTTP, against the stand-in: how every answer a server is known to give is read.

use dialoom::domain::conversation::ProviderName;
use dialoom::provider::{ErrorKind, Stop};

use crate::provider::{BOTH, KEY, body_of, provider, request};
use crate::support::stand_in::{Answer, StandIn, Step, always, queue};

#[tokio::test]
async fn texts_and_stop_reasons_come_through_as_they_are() {
    for name in BOTH {
        let stand_in = StandIn::start(queue([
            Answer::Prose.into(),
            Answer::Fence.into(),
            Answer::CutJson.into(),
            Answer::MaxTokens.into(),
            Answer::BadRoles.into(),
            Answer::Empty.into(),
            Answer::NoUsage.into(),
            Answer::Stopped("x".into(), "something_new").into(),
            Answer::Text("plain".into()).into(),
        ]));
        let provider = provider(name, &stand_in.url());
        let mut replies = Vec::new();
        for _ in 0..9 {
            replies.push(provider.complete(&request("p"), 0).await.expect("an answer"));
        }
        assert!(replies[0].text.starts_with("Here is {the}") && replies[0].text.ends_with("helps!"));
        assert!(replies[1].text.starts_with("```json") && replies[1].text.ends_with("```"));
        assert!(replies[2].text.starts_with('{') && !replies[2].text.ends_with('}'));
        assert_eq!((&replies[2].stop, &replies[3].stop), (&Stop::Complete, &Stop::MaxTokens));
        assert!(replies[4].text.contains("\"customer\""));
        assert_eq!(replies[5].text, "");
        assert_eq!(replies[6].usage, None);
        assert_eq!(replies[7].stop, Stop::Other("something_new".into()));
        assert_eq!(replies[8].text, "plain");
    }
}

#[tokio::test]
async fn a_refusal_is_told_with_its_reason() {
    for name in BOTH {
        let stand_in = StandIn::start(always(Answer::Refusal));
        let reply = provider(name, &stand_in.url()).complete(&request("p"), 0).await.expect("an answer");
        let Stop::Refusal { explanation, .. } = reply.stop else { panic!("{:?}", reply.stop) };
        assert_eq!(explanation.as_deref(), Some("not this one"));
    }
    let filtered = StandIn::start(always(Answer::Stopped("half".into(), "content_filter")));
    let reply = provider(ProviderName::OpenAi, &filtered.url()).complete(&request("p"), 0).await.expect("an answer");
    assert!(matches!(reply.stop, Stop::Refusal { category: Some(word), .. } if word == "content_filter"));
}

#[tokio::test]
async fn a_paid_answer_is_read_whatever_is_odd_around_it() {
    use serde_json::json;
    for name in BOTH {
        let input = if name == ProviderName::Anthropic { "input_tokens" } else { "prompt_tokens" };
        let output = if name == ProviderName::Anthropic { "output_tokens" } else { "completion_tokens" };
        let mut bodies = vec![
            (201, body_of(name, "hi", &[])),
            (299, body_of(name, "hi", &[("usage", json!(null))])),
            (200, body_of(name, "hi", &[("usage", json!("many"))])),
            (200, body_of(name, "hi", &[("model", json!(["x"]))])),
            (200, body_of(name, "hi", &[("stop_reason", json!("eos_token"))])),
            (200, body_of(name, "hi", &[("stop_reason", json!(7)), ("error", json!(null))])),
            (200, format!("\u{feff}{}", body_of(name, "hi", &[]))),
            (200, body_of(name, "hi", &[]).replace(":9", ":NaN")),
            (200, body_of(name, "hi", &[]).replacen('{', "{\"content\":[],\"choices\":[],\"usage\":{\"x\":1},", 1)),
        ];
        for odd in [json!(5.5), json!("9"), json!(-1), json!(true)] {
            bodies.push((200, body_of(name, "hi", &[("usage", json!({input: odd, output: 3}))])));
        }
        for (status, body) in bodies {
            let stand_in = StandIn::start(always(Answer::Raw(status, "application/json", body.clone())));
            let reply = provider(name, &stand_in.url()).complete(&request("p"), 0).await.expect(&body);
            assert_eq!((reply.text.as_str(), &reply.stop), ("hi", &Stop::Complete), "{body}");
        }
    }
}

#[tokio::test]
async fn a_stream_that_nobody_asked_for_is_put_together() {
    let chunks = "data: {\"choices\":[{\"delta\":{\"content\":\"h\"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"i\"},\
                  \"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    let events = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":9}}}\n\n\
                  data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"hi\"}}\n\n\
                  data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":3}}\n\n";
    for (name, stream) in [(ProviderName::OpenAi, chunks), (ProviderName::Anthropic, events)] {
        let stand_in = StandIn::start(always(Answer::Raw(200, "text/event-stream", stream.to_owned())));
        let reply = provider(name, &stand_in.url()).complete(&request("p"), 0).await.expect("an answer");
        assert_eq!((reply.text.as_str(), reply.stop), ("hi", Stop::Complete));
        assert!(stand_in.journal()[0].body.contains("\"stream\":false"));
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_kept_without_the_key() {
    for name in BOTH {
        let body = format!("<p>paid for, {KEY}</p>");
        let stand_in = StandIn::start(always(Answer::Raw(202, "text/html", body)));
        let error = provider(name, &stand_in.url()).complete(&request("p"), 0).await.expect_err("no answer");
        assert_eq!((error.kind, error.status, error.maybe_billed), (ErrorKind::Protocol, Some(202), true));
        assert_eq!(error.body.as_deref(), Some("<p>paid for, [key]</p>"));
        let echo = body_of(name, &format!("your key {KEY}"), &[("model", KEY.into())]);
        let echo = StandIn::start(always(Answer::Raw(200, "application/json", echo)));
        let reply = provider(name, &echo.url()).complete(&request("p"), 0).await.expect("an answer");
        assert_eq!((reply.text.as_str(), reply.model.as_str()), ("your key [key]", "[key]"));
        let cut = StandIn::start(always(Answer::CutConnection));
        let error = provider(name, &cut.url()).complete(&request("p"), 0).await.expect_err("no answer");
        assert!(error.maybe_billed && error.body.expect("what came").starts_with('{'));
    }
}

#[tokio::test]
async fn a_failure_beside_half_an_answer_is_an_error_with_its_words() {
    let body = r#"{"choices":[{"message":{"content":"{\"ti"},"finish_reason":"error",
        "error":{"code":502,"message":"Upstream idle timeout exceeded"}}]}"#;
    let stand_in = StandIn::start(always(Answer::Raw(200, "application/json", body.to_owned())));
    let error =
        provider(ProviderName::OpenAi, &stand_in.url()).complete(&request("p"), 0).await.expect_err("no answer");
    assert_eq!((error.kind, error.maybe_billed), (ErrorKind::Server, true));
    assert!(error.message.contains("Upstream idle timeout exceeded"), "{error}");
}

/// A conversation as a model writes it.
const TALK: &str = r#"{"title":"t","turns":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}"#;

#[tokio::test]
async fn an_answer_in_another_shape_is_paid_for_once() {
    use serde_json::json;
    let message = json!({"content": [{"type": "text", "text": TALK}], "stop_reason": "end_turn", "type": "message"});
    let completion = json!({"choices": [{"message": {"content": TALK}, "finish_reason": "stop"}]});
    let good = &completion["choices"][0];
    let with = |body: &serde_json::Value, name: &str, value: serde_json::Value| {
        let mut body = body.clone();
        body[name] = value;
        body
    };
    for name in BOTH {
        let mut bodies = vec![message.clone(), completion.clone()];
        for error in
            [json!("none"), json!({"message": "late", "code": 500}), json!({"type": "overloaded_error"}), json!(1)]
        {
            bodies.push(with(&message, "error", error.clone()));
            bodies.push(with(&completion, "error", error.clone()));
            bodies.push(json!({"choices": [with(good, "error", error)]}));
        }
        bodies.extend([
            json!({"choices": [null, good]}),
            json!({"choices": [{"message": {"content": ""}}, good]}),
            json!({"choices": [{"message": {"content": [{"type": "text", "text": TALK}]}, "finish_reason": "stop"}]}),
            json!({"code": 0, "data": completion}),
            json!({"result": completion, "success": true, "errors": []}),
            json!({"response": message}),
            json!({"object": "response", "status": "completed", "error": null, "output": [
                {"type": "reasoning", "summary": []},
                {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": TALK}]}]}),
            json!({"answer": {"said": TALK}}),
            serde_json::from_str(TALK).expect("JSON"),
        ]);
        for body in bodies {
            let stand_in = StandIn::start(always(Answer::Raw(200, "application/json", body.to_string())));
            let reply = provider(name, &stand_in.url()).complete(&request("p"), 0).await;
            let reply = reply.unwrap_or_else(|error| panic!("{name:?} {error}: {body}"));
            assert_eq!((reply.text.as_str(), reply.stop), (TALK, Stop::Complete), "{body}");
        }
    }
}

#[tokio::test]
async fn an_error_without_an_answer_beside_it_stays_one() {
    for (body, kind) in [
        (r#"{"content":[],"error":{"message":"upstream is busy","code":429}}"#, ErrorKind::RateLimited),
        (r#"{"choices":[{"message":{"content":""}}],"error":{"code":502,"message":"m"}}"#, ErrorKind::Server),
        (r#"{"choices":[{"message":{"content":"{\"ti"}}],"error":{"code":502,"message":"m"}}"#, ErrorKind::Server),
        (r#"{"code":0,"data":null,"message":"ok"}"#, ErrorKind::Protocol),
        (r#"{"error":"Unexpected endpoint or method. (POST /v1/v1/chat/completions)"}"#, ErrorKind::UnknownModel),
    ] {
        for name in BOTH {
            let stand_in = StandIn::start(always(Answer::Raw(200, "application/json", body.to_owned())));
            let error = provider(name, &stand_in.url()).complete(&request("p"), 0).await.expect_err(body);
            assert_eq!(error.kind, kind, "{name:?} {body}");
        }
    }
}

#[tokio::test]
async fn the_text_that_a_json_mode_refused_is_an_answer() {
    let error = serde_json::json!({"error": {"message": "Failed to generate JSON. Please adjust your prompt.",
        "type": "invalid_request_error", "code": "json_validate_failed", "failed_generation": TALK}});
    let stand_in = StandIn::start(queue([
        Answer::Raw(400, "application/json", error.to_string()).into(),
        Answer::Raw(
            400,
            "application/json",
            error.to_string().replace(r#""Failed to"#, r#""max completion tokens reached: failed to"#),
        )
        .into(),
        Answer::Raw(400, "application/json", error.to_string().replace("{\\\"title", "x")).into(),
        Answer::Raw(
            400,
            "application/json",
            r#"{"error":{"code":"json_validate_failed","message":"m","failed_generation":""}}"#.into(),
        )
        .into(),
    ]));
    let openai = provider(ProviderName::OpenAi, &stand_in.url());
    let reply = openai.complete(&request("p"), 0).await.expect("an answer");
    assert_eq!((reply.text.as_str(), reply.stop, reply.usage), (TALK, Stop::Complete, None));
    let cut = openai.complete(&request("p"), 0).await.expect("an answer");
    assert_eq!(cut.stop, Stop::MaxTokens);
    assert!(openai.complete(&request("p"), 0).await.expect("an answer").text.contains("turns"));
    assert_eq!(openai.complete(&request("p"), 0).await.expect_err("nothing written").kind, ErrorKind::Protocol);
}

#[tokio::test]
async fn a_key_cut_or_spread_in_an_answer_is_hidden() {
    let spread: String = KEY.chars().flat_map(|letter| [letter, ' ']).collect();
    for split in
        [format!("{}\n{}", &KEY[..13], &KEY[13..]), spread, KEY.replace('-', " - "), KEY.replace('e', "e\u{ad}")]
    {
        for name in BOTH {
            let stand_in = StandIn::start(queue([
                Answer::Text(format!("say {split}!")).into(),
                Answer::Raw(400, "text/plain", format!("bad {split}!")).into(),
            ]));
            let provider = provider(name, &stand_in.url());
            let reply = provider.complete(&request("p"), 0).await.expect("an answer");
            assert_eq!(reply.text.replace(' ', ""), "say[key]!", "{split}");
            let error = provider.complete(&request("p"), 0).await.expect_err("refused");
            assert!(error.message.ends_with("[key]!") || error.message.ends_with("[key] !"), "{error}");
        }
    }
}

#[tokio::test]
async fn what_only_some_servers_send_is_understood() {
    let raw = |text: &str| Step::from(Answer::Raw(200, "application/json", text.to_owned()));
    let stand_in = StandIn::start(queue([
        raw(r#"{"choices":[{"message":{"content":"<think>hm</think>{}"},"finish_reason":null}],"usage":null}"#),
        raw(r#"{"choices":[{"message":{"content":null},"finish_reason":"length"}],"model":""}"#),
        raw(r#"{"error":{"message":"upstream is busy","code":429}}"#),
        raw(r#"{"choices":[]}"#),
    ]));
    let openai = provider(ProviderName::OpenAi, &stand_in.url());
    let thought = openai.complete(&request("p"), 0).await.expect("an answer");
    assert_eq!((thought.text.as_str(), thought.stop, thought.usage), ("<think>hm</think>{}", Stop::Complete, None));
    let empty = openai.complete(&request("p"), 0).await.expect("an answer");
    assert_eq!((empty.text.as_str(), empty.stop, empty.model.as_str()), ("", Stop::MaxTokens, "some-model"));
    assert_eq!(openai.complete(&request("p"), 0).await.expect_err("busy").kind, ErrorKind::RateLimited);
    assert_eq!(openai.complete(&request("p"), 0).await.expect_err("no choice").kind, ErrorKind::Protocol);
    stand_in.set_script(always(raw(
        r#"{"content":[],"stop_reason":"model_context_window_exceeded","usage":{"input_tokens":3,"output_tokens":2,"cache_creation_input_tokens":5,"cache_read_input_tokens":7,"cache_creation":null}}"#,
    )));
    let reply = provider(ProviderName::Anthropic, &stand_in.url()).complete(&request("p"), 0).await.expect("an answer");
    let usage = reply.usage.expect("counted");
    assert_eq!((reply.text.as_str(), reply.stop), ("", Stop::ContextLength));
    assert_eq!((usage.input_tokens, usage.cache_write_tokens, usage.cache_read_tokens, usage.total()), (3, 5, 7, 17));
}

#[tokio::test]
async fn a_count_that_cannot_be_true_is_no_count() {
    for name in BOTH {
        let not_told = [
            "null",
            "{}",
            r#"{"input_tokens":null,"output_tokens":null,"prompt_tokens":null,"completion_tokens":null}"#,
            r#"{"input_tokens":0,"output_tokens":0,"prompt_tokens":0,"completion_tokens":0}"#,
            r#"{"input_tokens":600,"prompt_tokens":600}"#,
            r#"{"output_tokens":700,"completion_tokens":700}"#,
        ];
        let told = r#"{"input_tokens":0,"output_tokens":7,"cache_read_input_tokens":600,"prompt_tokens":600,"completion_tokens":7}"#;
        let stand_in = StandIn::start(queue(not_told.into_iter().chain([told]).map(|told| Answer::Usage(told).into())));
        let provider = provider(name, &stand_in.url());
        for told in not_told {
            let reply = provider.complete(&request("p"), 0).await.expect("an answer");
            assert_eq!(reply.usage, None, "{name:?}: {told}");
        }
        let usage = provider.complete(&request("p"), 0).await.expect("an answer").usage.expect("counted");
        assert_eq!((usage.total_input(), usage.output_tokens), (600, 7), "{name:?}");
        // No text and nothing written can be true, and so can hidden reasoning alone.
        stand_in.set_script(always(Answer::Empty));
        assert!(provider.complete(&request("p"), 0).await.expect("an answer").usage.is_some(), "{name:?}");
    }
    let thought =
        r#"{"choices":[{"message":{"content":"<think>hm"}}],"usage":{"prompt_tokens":5,"completion_tokens":0}}"#;
    let stand_in = StandIn::start(always(Answer::Raw(200, "application/json", thought.into())));
    let reply = provider(ProviderName::OpenAi, &stand_in.url()).complete(&request("p"), 0).await.expect("an answer");
    assert_eq!((reply.text.as_str(), reply.usage), ("<think>hm", None));
}

#[tokio::test]
async fn an_answer_without_end_is_not_read_to_its_end() {
    let stand_in = StandIn::start(always(Answer::Raw(200, "text/plain", "x".repeat(40 << 20))));
    let error =
        provider(ProviderName::OpenAi, &stand_in.url()).complete(&request("p"), 0).await.expect_err("too large");
    assert_eq!(error.kind, ErrorKind::Protocol);
    assert!(error.message.contains("more than 32 MB") && error.message.len() < 1000, "{error}");
}
