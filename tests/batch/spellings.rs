//! One trouble in the words of many servers: an empty account, a wrong key, a full server, a limit on tokens.

use crate::support::stand_in::{Answer, Protocol, Step, always, queue};
use crate::support::world::World;

fn json(status: u16, body: &str) -> Step {
    Answer::Raw(status, "application/json", body.to_owned()).into()
}

#[test]
fn an_empty_account_and_a_wrong_key_stop_the_run_after_one_call_whatever_their_status() {
    let credit = "Add credit";
    let key = "OPENAI_API_KEY";
    for (status, body, hint) in [
        (
            429,
            r#"{"error":{"code":"1113","message":"Insufficient balance or no resource package. Please recharge."}}"#,
            credit,
        ),
        (
            429,
            r#"{"error":{"type":"exceeded_current_quota_error","message":"Your account is suspended, please check your plan and billing details"}}"#,
            credit,
        ),
        (
            429,
            r#"{"error":{"type":"insufficient_quota","code":"insufficient_quota","message":"You exceeded your current quota"}}"#,
            credit,
        ),
        (
            402,
            r#"{"error":{"message":"Insufficient Balance","type":"unknown_error","code":"invalid_request_error"}}"#,
            credit,
        ),
        (403, r#"{"error":{"message":"insufficient credits"}}"#, credit),
        (
            400,
            r#"{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the API."}}"#,
            credit,
        ),
        (200, r#"{"error":{"code":402,"message":"Insufficient credits. Add more."}}"#, credit),
        (401, r#"{"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}}"#, key),
        (
            400,
            r#"[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}]"#,
            key,
        ),
        (200, r#"{"error":{"code":"invalid_api_key","message":"no such key"}}"#, key),
    ] {
        let shop = World::new().asking(Protocol::OpenAi, always(json(status, body))).plan(5, "concurrency = 1");
        let output = shop.work(&[]);
        assert!(output.code == Some(1) && output.stderr.contains(hint), "{status} {body}: {output:?}");
        assert_eq!(shop.stand_in.journal().len(), 1, "{status} {body}");
        assert_eq!(shop.standing().2, 0, "no item failed: {status} {body}");
    }
}

#[test]
fn what_passes_by_itself_is_asked_again_whatever_its_status() {
    let limited = r#"{"code":"rate_limit_exceeded","message":"Error code: 429 - too many requests"}"#;
    let died = r#"{"choices":[{"finish_reason":"error","error":{"code":502,"message":"upstream died"},"message":{"content":"{\"tit"}}]}"#;
    let full = r#"{"error":{"code":"capacity_exceeded","message":"Flex tier capacity exceeded"}}"#;
    let mut steps = vec![json(200, limited), json(200, died), json(498, full)];
    steps.push(json(200, r#"{"error":{"code":"rate_limit_daily","message":"m"}}"#));
    steps.push(json(400, r#"{"error":{"type":"overloaded_error","message":"The engine is currently overloaded"}}"#));
    steps.extend([420, 424, 425, 449, 499, 500, 502, 503, 520, 524, 529].map(|status| json(status, "{}")));
    for step in steps {
        let shop = World::new().asking(Protocol::OpenAi, queue([step.clone()])).plan(1, "max_retries = 1");
        let output = shop.work(&[]);
        assert_eq!(output.code, Some(0), "{step:?}: {output:?}");
        shop.is_complete(1);
    }
}

#[test]
fn a_limit_on_the_tokens_of_a_minute_says_to_ask_for_fewer() {
    for message in [
        "Request too large for model `m` on tokens per minute (TPM): Limit 6000, Requested 8900, please reduce your message size",
        "This request would exceed your tokens-per-minute allowance",
    ] {
        let body = format!(r#"{{"error":{{"message":"{message}","type":"tokens","code":"rate_limit_exceeded"}}}}"#);
        let shop = World::new().asking(Protocol::OpenAi, always(json(413, &body))).plan(1, "");
        let output = shop.work(&[]).says("Lower --max-tokens");
        assert!(!output.stderr.contains("Shorten the template"), "{output:?}");
    }
}

#[test]
fn a_reset_as_a_time_is_waited_for_and_not_read_as_a_span() {
    let at = |ahead: i64, factor: i64| ((chrono::Utc::now().timestamp() + ahead) * factor).to_string();
    for reset in [at(2, 1), at(2, 1000), at(-60, 1), "2".to_owned(), "2s".to_owned()] {
        let step = Step::from(Answer::Good)
            .header("x-ratelimit-limit-requests", "1")
            .header("x-ratelimit-remaining-requests", "0")
            .header("x-ratelimit-reset-requests", &reset);
        let shop = World::new().asking(Protocol::OpenAi, queue([step])).plan(2, "concurrency = 1");
        shop.start(["batch", "run", "plan.toml"]).end_within(std::time::Duration::from_secs(40)).ok();
        shop.is_complete(2);
    }
}
