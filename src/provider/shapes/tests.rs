#![allow(clippy::unwrap_used, reason = "tests")]
use super::*;

fn said(body: &Value) -> Option<String> {
    let (_, choices) = find(body)?;
    best(&choices).map(written)
}

#[test]
fn the_answer_is_found_wherever_servers_put_it() {
    for (body, text) in [
        (json!({"choices": [{"message": {"content": "a"}}]}), "a"),
        (json!({"choices": {"message": {"content": "a"}}}), "a"),
        (json!({"choices": [{"text": "a"}]}), "a"),
        (json!({"choices": [{"message": "a"}]}), "a"),
        (json!({"choices": [{"delta": {"content": "a"}}]}), "a"),
        (json!({"message": {"content": "a"}, "done": true}), "a"),
        (json!({"choices": [{"message": {"content": {"turns": []}}}]}), r#"{"turns":[]}"#),
        (json!({"choices": [{"message": {"content": null, "parsed": {"turns": []}}}]}), r#"{"turns":[]}"#),
        (json!({"choices": [{"message": {"tool_calls": [{"function": {"arguments": "{}"}}]}}]}), "{}"),
        (json!({"choices": [{"message": {"content": "", "function_call": {"arguments": {"a": 1}}}}]}), r#"{"a":1}"#),
        (json!({"choices": [{"message": {"content": [{"type": "text", "text": "a"}, {"text": "b"}]}}]}), "ab"),
    ] {
        assert_eq!(said(&body).as_deref(), Some(text), "{body}");
    }
    for none in [
        json!({}),
        json!({"choices": []}),
        json!({"choices": [null]}),
        json!({"choices": [], "content": 7}),
        json!({"message": "no"}),
        json!({"error": {"message": {"content": "no"}}}),
        json!({"code": 0, "data": null}),
        json!({"output": []}),
        json!({"response": " "}),
    ] {
        assert_eq!(said(&none), None, "{none}");
    }
}

#[test]
fn the_choice_with_a_text_counts() {
    let good = json!({"message": {"content": "a"}});
    for first in [
        json!(null),
        json!({"message": {"content": ""}}),
        json!({"message": {"content": null}}),
        json!({"message": {"content": "half"}, "error": {"code": 502}}),
        json!({"index": 0}),
    ] {
        assert_eq!(said(&json!({"choices": [first, good]})).as_deref(), Some("a"), "{first}");
    }
    let failed = json!({"choices": [{"message": {"content": "half"}, "error": {"code": 502}}]});
    assert_eq!(said(&failed).as_deref(), Some("half"));
}

#[test]
fn bodies_of_other_apis_and_wrappers_are_read() {
    let completion = json!({"choices": [{"message": {"content": "a"}}], "usage": {"prompt_tokens": 9}});
    for body in [
        json!({"code": 0, "data": completion, "msg": "ok"}),
        json!({"result": completion, "success": true}),
        json!({"response": completion}),
        json!({"code": 0, "data": {"response": completion}}),
        json!({"statusCode": 200, "body": completion.to_string()}),
        json!([completion]),
        json!({"data": [completion]}),
    ] {
        assert_eq!(said(&body).as_deref(), Some("a"), "{body}");
        assert_eq!(find(&body).unwrap().0["usage"]["prompt_tokens"], 9, "{body}");
    }
    let message = json!({"type": "message", "content": [{"type": "text", "text": "a"}], "stop_reason": "end_turn"});
    let responses = json!({"status": "completed", "output": [
        {"type": "reasoning", "content": [{"type": "reasoning_text", "text": "hm"}], "summary": []},
        {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "a"}]},
    ]});
    for body in [
        message.clone(),
        json!({"data": message}),
        responses,
        json!({"status": "completed", "output": [{"type": "function_call", "arguments": "a"}]}),
        json!({"candidates": [{"content": {"parts": [{"text": "a"}]}, "finishReason": "STOP"}]}),
        json!({"output": {"message": {"role": "assistant", "content": [{"text": "a"}]}}, "stopReason": "end_turn"}),
        json!([{"generated_text": "a"}]),
        json!({"result": {"response": "a"}, "success": true}),
        json!({"content": [{"type": "tool_use", "input": "a"}]}),
    ] {
        assert_eq!(said(&body).as_deref(), Some("a"), "{body}");
    }
    let cut = json!({"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"},
        "output": [{"type": "message", "content": [{"type": "output_text", "text": "a"}]}]});
    assert_eq!(find(&cut).unwrap().1[0]["finish_reason"], "max_output_tokens");
}

#[test]
fn thoughts_are_no_text() {
    let blocks = json!({"content": [{"type": "thinking", "thinking": "hm"}], "stop_reason": "max_tokens"});
    let choice = &find(&blocks).unwrap().1[0];
    assert_eq!((written(choice), thoughts(choice)), (String::new(), vec!["hm".to_owned()]));
    let field = json!({"message": {"content": null, "reasoning": "hm"}});
    assert_eq!((written(&field), thoughts(&field)), (String::new(), vec!["hm".to_owned()]));
}

#[test]
fn an_answer_in_no_known_shape_is_found_and_what_was_asked_is_not() {
    let turns = r#"{"title":"t","turns":[{"role":"user","content":"a"}]}"#;
    let value: Value = serde_json::from_str(turns).unwrap();
    for body in [
        json!({"reply": turns}),
        json!({"a": {"b": [{"c": format!("```json\n{turns}\n```")}]}}),
        json!({"a": {"answer": value}}),
        value.clone(),
    ] {
        let found = anywhere(&body).unwrap_or_else(|| panic!("{body}"));
        assert!(found.contains(r#""turns":[{"#), "{found}");
    }
    for none in [
        json!({"prompt": turns, "reply": "no"}),
        json!({"error": {"message": turns}}),
        json!({"messages": [{"role": "user", "content": turns}]}),
        json!({"reply": "{}", "note": "[1]"}),
        json!({"ok": true}),
    ] {
        assert_eq!(anywhere(&none), None, "{none}");
    }
}

#[test]
fn the_text_that_a_json_mode_refused_is_found() {
    let error = json!({"error": {"code": "json_validate_failed", "failed_generation": "{\"a\":1}"}});
    let passed_on = json!({"error": {"message": "Provider returned error", "metadata": {"raw": error.to_string()}}});
    let in_words = json!({"error": {"message": format!("litellm.BadRequestError: GroqException - {error}")}});
    for body in [error, passed_on, in_words] {
        assert_eq!(failed_generation(&body).as_deref(), Some("{\"a\":1}"), "{body}");
    }
    for none in [json!({"error": {"failed_generation": ""}}), json!({"error": {"message": "failed_generation"}})] {
        assert_eq!(failed_generation(&none), None, "{none}");
    }
}
