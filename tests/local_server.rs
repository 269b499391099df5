//! Runs against a server that behaves as llama.cpp with a weak model does: what was seen there, kept.

use std::sync::Arc;

use crate::support::stand_in::{Answer, Protocol, Question, Script, StandIn, Step, always, queue};
use crate::support::world::{World, plan};

const PLAN: &str = "template = \"Retirement Planning Anxiety to Relief\"\n\
                    [generation]\nturns = 4\n\
                    [limits]\nconcurrency = 1\nretry_base_ms = 1\n\
                    [[items]]\npersona = \"Anxious Investor\"\nemotion = \"fear\"\ntopic = \"401(k) rollover\"\n";

fn raw(status: u16, body: &str) -> Step {
    Answer::Raw(status, "application/json; charset=utf-8", body.to_owned()).into()
}

/// A completion as llama.cpp sends it, without usage.
fn said(text: &str, finish: &str) -> Step {
    let message = serde_json::json!({"role": "assistant", "content": text});
    let choice = serde_json::json!({"index": 0, "finish_reason": finish, "message": message});
    raw(200, &serde_json::json!({"object": "chat.completion", "choices": [choice]}).to_string())
}

/// The list of models is always there; only conversations follow the script.
fn chat(script: Script) -> Script {
    Arc::new(move |question: &Question| match question.protocol {
        Protocol::Other => Answer::Good.into(),
        _ => script(question),
    })
}

fn asking(script: Script) -> World<StandIn> {
    let world = World::new().asking(Protocol::OpenAi, script);
    world.write("plan.toml", PLAN);
    world
}

#[test]
fn a_server_still_loading_is_asked_again_and_the_item_is_made() {
    let loading = || raw(503, r#"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#);
    let sandbox = asking(chat(queue([loading(), loading()])));
    let ran = sandbox.run(["batch", "run", "plan.toml"]).ok().says("overloaded: 2 calls").says("Loading model");
    assert!(ran.stderr.contains("input = 0, output = 0"), "how to say that it costs nothing:\n{}", ran.stderr);
    assert_eq!(
        (sandbox.stand_in.journal().iter().filter(|asked| asked.status == 503).count(), sandbox.stand_in.delivered()),
        (2, 1)
    );
}

#[test]
fn a_server_still_loading_when_it_is_asked_for_its_models_is_said_to_be() {
    let loading = r#"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#;
    asking(always(raw(503, loading)))
        .run(["batch", "run", "plan.toml"])
        .fails(1)
        .says("Wait until the server has loaded its model");
}

#[test]
fn a_context_too_small_fails_the_item_with_what_to_do() {
    let body = r#"{"error":{"code":400,"message":"request (1234 tokens) exceeds the available context size (1024 tokens)","type":"exceed_context_size_error","n_prompt_tokens":1234,"n_ctx":1024}}"#;
    let sandbox = asking(chat(always(raw(400, body))));
    sandbox.run(["batch", "run", "plan.toml"]).fails(3).says("context_length: 1 call").says("--ctx-size");
    assert_eq!(
        sandbox.stand_in.journal().iter().filter(|asked| asked.status == 400).count(),
        1,
        "no use in asking again"
    );
}

#[test]
fn a_key_the_server_asks_for_stops_the_run_and_names_its_variable() {
    let body = r#"{"error":{"message":"Invalid API Key","type":"authentication_error","code":401}}"#;
    asking(chat(always(raw(401, body)))).run(["batch", "run", "plan.toml"]).fails(1).says("Set OPENAI_API_KEY");
}

#[test]
fn half_an_answer_is_asked_for_again_and_kept_in_no_conversation() {
    let half = || said(r#"{"title": "Fear", "turns": [{"role": "user", "content": "I am so worr"#, "length");
    let sandbox = asking(chat(queue([half()])));
    sandbox
        .run(["batch", "run", "plan.toml"])
        .ok()
        .says("answer_cut_off: 1 call")
        .says("reached the limit of 2048 tokens");
    assert_eq!(sandbox.run(["list", "--json"]).ok().json()["conversations"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_conversation_of_one_turn_is_stored_and_found_to_be_one_sided() {
    let worry = "I keep doing sums at three in the morning, and each time the money ends before I do. ".repeat(2);
    for role in ["user", "assistant"] {
        let text = serde_json::json!({"title": "Fear", "turns": [{"role": role, "content": worry}]}).to_string();
        let sandbox = asking(chat(always(said(&text, "stop"))));
        sandbox.run(["batch", "run", "plan.toml"]).ok();
        let made = &sandbox.run(["list", "--json"]).ok().json()["conversations"][0];
        assert_eq!((&made["turn_count"], &made["confidence"]), (&1.into(), &"low".into()));
        let findings = made["quality_metrics"]["findings"].to_string();
        assert!(findings.contains("one_sided"), "{findings}");
    }
}

#[test]
fn a_schema_the_server_cannot_take_is_left_out_through_the_limiter() {
    let sandbox = asking(chat(Arc::new(|question: &Question| {
        let minds = question.body.contains("json_schema");
        if minds {
            raw(400, r#"{"error":{"message":"failed to parse grammar","code":400}}"#)
        } else {
            Answer::Prose.into()
        }
    })));
    let ran = sandbox.run(["batch", "run", "plan.toml", "--max-retries", "0", "--json"]).ok().json();
    assert_eq!((&ran["calls"], &ran["made"]), (&3.into(), &1.into()), "each request is a call of its own: {ran}");
    assert_eq!(ran["failures"]["adapted"]["calls"], 2);
}

#[test]
fn no_proxy_is_asked_for_a_server_on_this_machine() {
    let proxy = StandIn::start(always(Answer::Good));
    for variable in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        for host in ["0.0.0.0", "127.0.0.1", "localhost", "LOCALHOST", "[::ffff:127.0.0.1]"] {
            let world = asking(always(Answer::Good));
            let url = format!("{}/v1", world.stand_in.url().replace("127.0.0.1", host));
            let world = world.with_env("OPENAI_BASE_URL", url).with_env(variable, proxy.url());
            world.run(["batch", "run", "plan.toml", "--model", "m"]).ok();
            assert_eq!(world.stand_in.journal().len(), 1, "{variable} {host}");
        }
    }
    assert!(proxy.journal().is_empty(), "the proxy saw {:?}", proxy.journal());
}

#[test]
fn a_small_model_on_this_machine_gets_the_brief_prompt_unless_told_otherwise() {
    let is_brief =
        |body: &str| body.contains("You write realistic conversations as JSON") && !body.contains("# How they");
    for (more, brief) in [
        (&["--model", "smol"][..], true),
        (&["--model", "llama3.2:1b"], true),
        (&["--model", "smol", "--style", "full"], false),
        (&["--model", "a-model"], false),
        (&["--model", "a-model", "--style", "BRIEF"], true),
    ] {
        let world = World::new().asking(Protocol::OpenAi, always(Answer::Good));
        world.write("plan.toml", plan(2, "", "").replace("model = \"a-model\"\n", ""));
        let shown = world.work(&[more, &["--dry-run"]].concat()).ok();
        assert_eq!(shown.stdout.contains("asked briefly"), brief, "{more:?}: {}", shown.stdout);
        world.work(more).ok();
        let journal = world.stand_in.journal();
        assert!(journal.len() == 2 && journal.iter().all(|entry| is_brief(&entry.body) == brief), "{more:?}");
        assert!(journal.iter().all(|entry| entry.body.contains("prefixItems") == brief), "{more:?}");
        world.work(more).ok().says("nothing to do");
        if brief && more.len() == 2 {
            world.work(&[more, &["--style", "full", "--dry-run"]].concat()).ok().prints("2 new");
        }
    }
}
