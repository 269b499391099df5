//! Everything a server is known to do wrong: what passes is overcome, what does not is named.

use std::sync::Arc;
use std::time::Duration;

use crate::support::stand_in::{
    Answer, BOTH, Protocol, Question, Script, Step, always, every_time, first_time, mix, queue,
};
use crate::support::world::{World, plan};

/// Troubles that pass, and the name each has in the log; none where the answer is good as it is.
fn passing() -> Vec<(Answer, Option<&'static str>)> {
    vec![
        (Answer::Error(500, "api_error", "oops"), Some("server_error")),
        (Answer::Error(529, "overloaded_error", "busy"), Some("overloaded")),
        (Answer::Error(503, "api_error", "busy"), Some("overloaded")),
        (Answer::Error(408, "timeout_error", "slow"), Some("timeout")),
        (Answer::Error(409, "conflict_error", "busy"), Some("conflict")),
        (Answer::RateLimited(None), Some("rate_limited")),
        (Answer::Raw(502, "text/html", "<html><title>Bad Gateway</title></html>".into()), Some("server_error")),
        (Answer::Raw(200, "text/html", "<html><title>Sign in</title></html>".into()), Some("protocol")),
        (Answer::Hang, Some("timeout")),
        (Answer::CutConnection, Some("connection")),
        (Answer::Close, Some("connection")),
        (Answer::CutJson, Some("answer_cut_off")),
        (Answer::MaxTokens, Some("answer_cut_off")),
        (Answer::BadRoles, Some("answer_bad_role")),
        (Answer::Empty, Some("answer_empty")),
        (Answer::Text("I would rather talk about the weather.".into()), Some("answer_no_json")),
        (Answer::Text("{\"title\":\"x\",\"turns\":[]}".into()), Some("answer_zero_turns")),
        (Answer::Prose, None),
        (Answer::Fence, None),
        (Answer::NoUsage, None),
    ]
}

#[test]
fn a_trouble_that_passes_is_tried_again_once_and_named_in_the_log() {
    for protocol in BOTH {
        let troubles = passing();
        let faults = troubles.iter().enumerate();
        let faults = faults.map(|(at, (answer, _))| (format!("Person {:02}", at + 1), answer.clone().into())).collect();
        let shop = World::new()
            .asking(protocol, first_time(faults))
            .plan(troubles.len(), "timeout_seconds = 1.5\nconcurrency = 8");
        shop.work(&[]).ok();
        shop.is_complete(troubles.len());
        let batch = shop.batch();
        let again = shop.number("SELECT count(*) FROM generation_logs WHERE retry_attempt > 0");
        assert!(again > 0 && batch["retries"] == again && batch["progress"] == 1.0, "{again}: {batch}");
        for (at, (answer, code)) in troubles.iter().enumerate() {
            let rows = |and: &str| {
                shop.number(&format!(
                    "SELECT count(*) FROM generation_logs l JOIN batch_items i ON i.id = l.item_id \
                     WHERE i.request LIKE '%Person {:02}%' AND {and}",
                    at + 1
                ))
            };
            assert_eq!(rows("1 = 1"), 1 + i64::from(code.is_some()), "{protocol:?} {answer:?}");
            assert_eq!(rows("l.status = 'success' AND l.conversation_id IS NOT NULL"), 1, "{protocol:?} {answer:?}");
            if let Some(code) = code {
                assert_eq!(rows(&format!("l.error_code = '{code}'")), 1, "{protocol:?} {answer:?} is a {code}");
            }
        }
        let timeouts = "SELECT count(*) FROM generation_logs WHERE status = 'timeout'";
        assert_eq!(shop.number(timeouts), 2, "the hang and the 408");
        assert_eq!(shop.number("SELECT count(*) FROM generation_logs WHERE status = 'rate_limited'"), 1);
        let kept = "SELECT count(*) FROM generation_logs WHERE error_code LIKE 'answer_%' AND error_code <> 'answer_empty' \
                    AND length(response) > 0";
        assert_eq!(shop.number(kept), 5, "what was paid for and is no conversation is kept");
        let money = "SELECT count(*) FROM generation_logs WHERE error_code LIKE 'answer_%' AND cost_micros = 0";
        assert_eq!(shop.number(money), 0, "what was paid for is counted");
    }
}

#[test]
fn a_key_that_a_server_sends_back_is_nowhere_in_what_the_program_writes() {
    const KEY: &str = "sk-shop-0123456789";
    for protocol in BOTH {
        // In the message, whole and in part, in the request's id, and in an answer that is none.
        let body =
            format!(r#"{{"error":{{"type":"authentication_error","message":"{KEY} is wrong: shop-01234567"}}}}"#);
        let refused = Step::from(Answer::Raw(401, "application/json", body))
            .header("request-id", KEY)
            .header("x-request-id", KEY);
        let echo = Step::from(Answer::Raw(200, "text/plain", format!("you sent {KEY}"))).header("x-request-id", KEY);
        let shop = World::new().asking(protocol, always(refused)).plan(2, "max_retries = 0");
        let name = if protocol == Protocol::Anthropic { "ANTHROPIC_API_KEY" } else { "OPENAI_API_KEY" };
        let run = |line: &[&str]| shop.command(line).env(name, KEY).env("DIALOOM_LOG", "trace").run();
        let work = ["-vv", "--log-file", "log", "batch", "run", "plan.toml"];
        let mut outputs = vec![run(&work).fails(1), run(&["-vv", "--log-file", "log", "doctor"]).ends(1)];
        shop.stand_in.set_script(always(echo));
        outputs.push(run(&work).ends(3));
        for line in [&["config", "--json"][..], &["batch", "status", "shop", "--json"], &["limits", "--json"]] {
            outputs.push(run(line).ok());
        }
        for output in &outputs {
            for text in [&output.stdout, &output.stderr] {
                assert!(!text.contains("01234567"), "{text}");
            }
        }
        assert!(outputs[0].stderr.contains("[key] is wrong: [key]"), "{}", outputs[0].stderr);
        assert!(shop.number("SELECT count(*) FROM generation_logs WHERE request_id = '[key]'") > 0);
        for file in shop.files() {
            let bytes = std::fs::read(shop.path().join(&file)).unwrap();
            assert!(!bytes.windows(8).any(|part| part == b"01234567"), "{file}");
        }
    }
}

#[test]
fn a_wrong_key_an_empty_account_or_an_unknown_model_stops_the_batch_at_once_and_says_what_to_do() {
    let cases = [
        (401, "authentication_error", "invalid x-api-key", ["ANTHROPIC_API_KEY", "OPENAI_API_KEY"]),
        (402, "billing_error", "pay first", ["ANTHROPIC_API_KEY", "OPENAI_API_KEY"]),
        (400, "invalid_request_error", "Your credit balance is too low", ["ANTHROPIC_API_KEY", "OPENAI_API_KEY"]),
        (429, "insufficient_quota", "You exceeded your current quota", ["ANTHROPIC_API_KEY", "OPENAI_API_KEY"]),
        (403, "permission_error", "not yours", ["ANTHROPIC_API_KEY", "OPENAI_API_KEY"]),
        (404, "not_found_error", "model: a-model", ["--model", "--model"]),
    ];
    for (protocol, side) in BOTH.into_iter().zip(0..) {
        for (status, kind, message, named) in cases {
            let shop =
                World::new().asking(protocol, always(Answer::Error(status, kind, message))).plan(8, "concurrency = 2");
            let output = shop.work(&[]).fails(1).says(named[side]).says(message);
            let output = output.says("dialoom batch resume shop");
            assert!(!output.stderr.contains("sk-shop"), "no key is ever shown");
            assert!(shop.stand_in.journal().len() <= 2, "{status} stops at once");
            assert_eq!(shop.standing(), ("failed".into(), 0, 0, 8), "{status} fails no item");
            shop.run(["batch", "status", "shop"]).ok().prints(message);
            if status == 401 {
                shop.stand_in.set_script(always(Answer::Good));
                shop.work(&[]).ok();
                shop.is_complete(8);
                assert_eq!(shop.stand_in.delivered(), 8);
                assert_eq!(shop.batch()["error"], serde_json::Value::Null, "what stopped it is over");
            }
        }
    }
}

#[test]
fn a_wait_the_server_asks_for_is_kept_by_every_call_and_counts_against_no_item() {
    for protocol in BOTH {
        let script = queue([Answer::RateLimited(Some(1)).into(), Answer::RateLimited(None).into()]);
        let shop = World::new().asking(protocol, script).plan(4, "max_retries = 0\nconcurrency = 1");
        shop.work(&[]).ok();
        shop.is_complete(4);
        let journal = shop.stand_in.journal();
        assert_eq!(journal.len(), 6);
        let waited = journal[1].at - journal[0].at;
        assert!(waited >= Duration::from_millis(990), "the second call came {waited:?} after the 429");
    }
}

#[test]
fn a_refusal_is_not_asked_again_and_is_named() {
    for protocol in BOTH {
        let shop = World::new().asking(protocol, every_time("Person 02", Answer::Refusal)).plan(3, "");
        shop.work(&[])
            .fails(3)
            .says("refused")
            .says("[refusal]")
            .says("1 item failed; retry with: dialoom batch retry shop");
        assert_eq!(shop.stand_in.journal().len(), 3);
        let status = shop.run(["batch", "status", "shop"]).ok().prints("refusal").prints("Person 02");
        status.prints("2 of 3 done, 1 failed, 0 left").says("dialoom batch retry shop");
        assert_eq!(shop.standing(), ("completed".into(), 2, 1, 0));
    }
}

#[test]
fn an_answer_that_ran_into_its_limit_is_asked_again_with_more_room() {
    for protocol in BOTH {
        let shop =
            World::new().asking(protocol, queue([Answer::MaxTokens.into(), Answer::MaxTokens.into()])).plan(1, "");
        shop.work(&[]).ok().says("answer_cut_off: 2 calls");
        let limits: Vec<u64> = shop
            .stand_in
            .journal()
            .iter()
            .map(|entry| {
                let body: serde_json::Value = serde_json::from_str(&entry.body).unwrap();
                body["max_tokens"].as_u64().or(body["max_completion_tokens"].as_u64()).unwrap()
            })
            .collect();
        assert!(limits.len() == 3 && limits[0] < limits[1] && limits[1] < limits[2], "{limits:?}");
        // One conversation cost what all three calls cost.
        let (all, one) =
            ("SELECT sum(cost_micros) FROM generation_logs", "SELECT actual_cost_micros FROM conversations");
        assert_eq!(shop.number(all), shop.number(one));
    }
}

#[test]
fn what_fails_for_good_is_named_left_alone_and_made_when_asked_for() {
    let shop = World::new().asking(Protocol::Anthropic, every_time("Person 03", Answer::BadRoles)).plan(5, "");
    shop.work(&[]).fails(3).says("4 conversations made").says("[answer_bad_role]").says("customer");
    assert_eq!(shop.stand_in.journal().len(), 4 + 3, "two repeats of a bad answer");
    shop.work(&[]).ends(3).says("retry failed items with: dialoom batch retry shop");
    assert_eq!(shop.stand_in.journal().len(), 7, "nothing is asked for a failed item until somebody says so");
    let named = shop.run(["batch", "status", "shop", "--json"]).ok().json();
    assert_eq!(named["failed_items"][0]["error_code"], "answer_bad_role");
    assert_eq!(named["failed_items"][0]["request"]["persona"], "Person 03");
    shop.run(["batch", "retry", "shop", "--concurrency", "0"]).fails(2).says("--concurrency is 0; expected 1 to 1000");
    let nobody = shop.command(["batch", "retry", "shop"]).without_env("ANTHROPIC_API_KEY");
    nobody.without_env("ANTHROPIC_BASE_URL").run().fails(2).says("ANTHROPIC_API_KEY");
    assert_eq!(shop.standing(), ("completed".into(), 4, 1, 0), "what cannot begin changes nothing");
    shop.stand_in.set_script(always(Answer::Good));
    shop.run(["batch", "retry", "shop"]).ok().says("retries 1 failed item of batch \"shop\"");
    shop.is_complete(5);
    assert_eq!(shop.stand_in.journal().len(), 8);
}

#[test]
fn a_call_is_repeated_as_often_as_allowed_and_not_once_more() {
    let shop = World::new()
        .asking(Protocol::OpenAi, always(Answer::Error(500, "api_error", "down")))
        .plan(1, "max_retries = 2");
    shop.work(&[]).fails(3).says("down");
    assert_eq!(shop.stand_in.journal().len(), 3);
    shop.run(["batch", "retry", "shop", "--max-retries", "0"]).fails(3);
    assert_eq!(shop.stand_in.journal().len(), 4);
}

#[test]
fn an_overloaded_server_is_waited_for_twice_as_often_and_uses_up_no_other_try() {
    let busy = || Step::from(Answer::Error(503, "unavailable_error", "Loading model"));
    let down = || Step::from(Answer::Error(500, "api_error", "down"));
    let shop = World::new().asking(Protocol::OpenAi, always(busy())).plan(1, "max_retries = 2");
    shop.work(&[]).fails(3).says("Loading model");
    assert_eq!(shop.stand_in.journal().len(), 1 + 4);

    let script = queue([busy(), down(), busy(), busy(), down(), busy()]);
    let shop = World::new().asking(Protocol::OpenAi, script).plan(1, "max_retries = 2");
    shop.work(&[]).ok();
    shop.is_complete(1);
}

#[test]
fn the_first_failed_item_ends_the_run_where_that_is_asked_for() {
    let bad = Answer::Error(400, "invalid_request_error", "this prompt is not for us");
    let shop = World::new().asking(Protocol::Anthropic, every_time("Person 03", bad)).plan(6, "concurrency = 1");
    shop.work(&["--stop-on-error"]).fails(3).says("not for us").says("dialoom batch resume shop");
    assert_eq!((shop.stand_in.journal().len(), shop.standing()), (3, ("paused".into(), 2, 1, 3)));
    shop.run(["batch", "resume", "shop"]).fails(3);
    assert_eq!((shop.stand_in.journal().len(), shop.standing()), (6, ("completed".into(), 5, 1, 0)));
}

#[test]
fn a_refusal_that_every_request_gets_stops_the_run_before_it_fails_every_item() {
    let bad = || Answer::Error(400, "invalid_request_error", "this account needs a chat with sales");
    for protocol in BOTH {
        let shop = World::new().asking(protocol, always(bad())).plan(30, "concurrency = 2");
        let output = shop.work(&[]).fails(1).says("the server refused 5 items in a row").says("a chat with sales");
        output.says("--dry-run").says("dialoom doctor").says("dialoom batch retry").says("dialoom batch resume shop");
        let (state, made, failed, left) = shop.standing();
        assert_eq!((state.as_str(), made), ("failed", 0));
        assert!((5..=7).contains(&failed) && failed + left == 30, "{failed} failed, {left} left");
        shop.stand_in.set_script(always(Answer::Good));
        shop.run(["batch", "retry", "shop"]).ok();
        shop.is_complete(30);
    }
    // Items that are refused for what is in them stop nothing.
    let refuses = ["Person 01", "Person 02", "Person 04", "Person 05", "Person 07", "Person 08"];
    let script: Script = Arc::new(move |question: &Question| {
        if refuses.iter().any(|word| question.body.contains(word)) { bad().into() } else { Answer::Good.into() }
    });
    let shop = World::new().asking(Protocol::Anthropic, script).plan(9, "concurrency = 1");
    shop.work(&[]).fails(3);
    assert_eq!(shop.standing(), ("completed".into(), 3, 6, 0));
}

#[test]
fn a_run_stops_before_the_plan_is_paid_for_where_no_answer_can_be_used() {
    for bad in [Answer::Raw(200, "text/plain", "no JSON, but paid for".into()), Answer::BadRoles, Answer::Empty] {
        for protocol in BOTH {
            let shop = World::new().asking(protocol, always(bad.clone())).plan(30, "concurrency = 2");
            let output = shop.work(&[]).fails(1).says("8 answers in a row could not be used");
            let output = output.says("dialoom batch resume");
            let calls = shop.stand_in.journal().len();
            assert!((8..=10).contains(&calls), "{calls} calls");
            let (state, made, failed, left) = shop.standing();
            assert_eq!((state.as_str(), made, failed + left), ("failed", 0, 30));
            assert_eq!(output.stderr.contains("dialoom batch retry"), failed > 0, "{}", output.stderr);
            shop.stand_in.set_script(always(Answer::Good));
            shop.run(["batch", "resume", "shop"]);
            if failed > 0 {
                shop.run(["batch", "retry", "shop"]).ok();
            }
            shop.is_complete(30);
        }
    }
}

#[test]
fn answers_in_a_row_that_cannot_be_used_stop_a_run_at_any_time() {
    let good_for = |persons: &'static [&'static str]| -> Script {
        Arc::new(move |question: &Question| {
            let is_good = persons.iter().any(|person| question.body.contains(person));
            if is_good { Answer::Good.into() } else { Answer::BadRoles.into() }
        })
    };
    // One that could be used among them, and the run goes on.
    let script = good_for(&["Person 01", "Person 05"]);
    let shop = World::new().asking(Protocol::Anthropic, script).plan(9, "concurrency = 1\nmax_answer_retries = 0");
    shop.work(&[]).fails(3);
    assert_eq!(shop.standing(), ("completed".into(), 2, 7, 0));
    // None any more: the rest is not paid for. A model that could gets more tries than one that never could.
    for (persons, limit, standing) in [
        (&["Person 01"] as &[&str], "16 answers in a row could not be used", (1, 16, 13)),
        (&[], "8 answers in a row could not be used", (0, 8, 22)),
    ] {
        let script = good_for(persons);
        let shop = World::new().asking(Protocol::Anthropic, script).plan(30, "concurrency = 1\nmax_answer_retries = 0");
        shop.work(&[]).fails(1).says(limit);
        let (made, failed, left) = standing;
        assert_eq!(shop.standing(), ("failed".into(), made, failed, left));
    }
}

#[test]
fn what_was_paid_for_and_cannot_be_read_is_in_the_log_and_in_the_uncertain_cost() {
    let bad = Answer::Raw(200, "text/plain", "no JSON, but paid for".into());
    let shop =
        World::new().asking(Protocol::OpenAi, every_time("Person 01", bad)).plan(2, "max_retries = 0\nconcurrency = 1");
    shop.work(&[]).fails(3);
    assert_eq!(shop.number("SELECT count(*) FROM generation_logs WHERE response = 'no JSON, but paid for'"), 1);
    assert!(shop.number("SELECT uncertain_cost_micros FROM batch_jobs") > 0);
}

#[test]
fn a_third_of_all_calls_failing_keeps_no_item_from_being_made() {
    for protocol in BOTH {
        let share = |answer: Answer| (0.05, Step::from(answer));
        let faults = vec![
            share(Answer::Error(500, "api_error", "oops")),
            share(Answer::Error(529, "overloaded_error", "busy")),
            share(Answer::RateLimited(Some(0))),
            share(Answer::CutConnection),
            share(Answer::CutJson),
            share(Answer::BadRoles),
        ];
        let shop = World::new().asking(protocol, mix(7, faults));
        shop.write("plan.toml", plan(40, "max_retries = 12\nmax_answer_retries = 12\nconcurrency = 8", ""));
        shop.work(&[]).ok().says("40 conversations made");
        shop.is_complete(40);
        let calls = shop.stand_in.journal().len();
        assert!(calls > 45, "there were faults: {}", shop.stand_in.figures());
        assert_eq!(shop.number("SELECT count(*) FROM generation_logs"), calls as i64);
    }
}

#[test]
fn a_server_that_is_not_there_is_named_and_the_batch_can_go_on() {
    let shop = World::new().asking(Protocol::Anthropic, always(Answer::Good)).plan(2, "max_retries = 1");
    let nobody = "http://127.0.0.1:9";
    let gone = shop.command(["batch", "run", "plan.toml"]).env("ANTHROPIC_BASE_URL", nobody).run();
    gone.fails(3).says("127.0.0.1:9").says("connection");
    shop.run(["batch", "retry", "shop"]).ok();
    shop.is_complete(2);
}

#[test]
fn a_server_that_is_too_busy_is_asked_fewer_at_once_and_v_says_why() {
    let faults = vec![("Person 01".into(), Step::from(Answer::Error(529, "overloaded_error", "busy")))];
    let shop = World::new().asking(Protocol::Anthropic, first_time(faults)).plan(8, "concurrency = 4");
    let said = "the server is overloaded: at most 2 calls in flight, not 4";
    let output = shop.work(&["-v"]).ok().says(said);
    assert_eq!(output.stderr.matches("in flight, not").count(), 1, "one more call is not told of: {}", output.stderr);
    shop.is_complete(8);
}

#[test]
fn repairs_are_counted_by_kind() {
    let turn = |role: &str, content: &str| format!(r#"{{"role":"{role}","content":"{content}"}}"#);
    let almost = format!(r#"{{"turns":[{},{},]}}"#, turn("user", "One\ntwo?"), turn("assistant", "Three."));
    let shop = World::new().asking(Protocol::OpenAi, always(Answer::Text(almost))).plan(3, "");
    shop.work(&[]).ok();
    let repairs = shop.run(["stats", "--json"]).ok().json()["calls"]["repairs"].clone();
    assert_eq!(repairs, serde_json::json!({ "raw_control_character": 3, "trailing_comma": 3 }));
    shop.run(["stats"]).ok().prints("repairs        raw_control_character 3, trailing_comma 3");
}

#[test]
fn a_readable_conversation_is_stored_whatever_the_stop_reason() {
    let good = r#"{"turns":[{"role":"user","content":"What is a fund?"},{"role":"assistant","content":"A pool."}]}"#;
    for reason in ["something_new", "pause_turn", "error", "eos_token"] {
        let shop = World::new().asking(Protocol::Anthropic, always(Answer::Stopped(good.into(), reason))).plan(2, "");
        shop.work(&[]).ok();
        assert_eq!(shop.stand_in.delivered(), 2, "{reason}");
    }
}
