//! What a response with a good status says: the reply of the model, or an error, the same for both protocols.

use chrono::Utc;
use serde_json::Value;

use crate::provider::content::{self, first_said};
use crate::provider::error::{CallError, ErrorKind};
use crate::provider::error_facts::Facts;
use crate::provider::error_mapping::Asked;
use crate::provider::response::{self, Response};
use crate::provider::{Reply, Stop, counts, headers, json, shapes, stop};

/// The reply in a response. `asked_for` is the model, `what` the name of the protocol's body: "a chat completion".
#[allow(clippy::result_large_err, reason = "one error for each call over a network: its size does not matter")]
pub(super) fn reply(asked: &Asked, response: &Response, asked_for: &str, what: &str) -> Result<Reply, CallError> {
    let now = Utc::now();
    let given = json::read(&response.body)
        .map_err(|error| asked.not_the_protocol(response, &format!("not {what} ({error})"), now))?;
    let (found, known) = match shapes::find(&given) {
        Some((body, choices)) => (shapes::best(&choices).cloned(), body),
        None => (None, std::borrow::Cow::Borrowed(&given)),
    };
    let choice = found.unwrap_or_default();
    let stop = ended(&known, &choice);
    let mut text = shapes::written(&choice);
    // A text to its end counts, whatever stands beside it.
    let is_whole = content::is_json(&text) || says_that_it_ended(&choice, &stop) && !text.trim().is_empty();
    if !is_whole && let Some(error) = beside(asked, response, [&given, &*known], &choice, asked_for) {
        return Err(error);
    }
    if let Some(word) = stop::overload(reason(&known, &choice)).filter(|_| !content::is_json(&text)) {
        let broken = asked.not_the_protocol(response, &format!("the answer broke off ({word})"), now);
        return Err(CallError { kind: ErrorKind::Overloaded, ..broken });
    }
    if text.trim().is_empty() {
        text = reasoning(&choice, &stop);
    }
    if choice.is_null() {
        let elsewhere = || shapes::failed_generation(&given).or_else(|| shapes::anywhere(&given));
        text = elsewhere().ok_or_else(|| no_answer(asked, response, &given, asked_for, what))?;
    }
    Ok(Reply {
        usage: counts::usage(&known).and_then(|usage| usage.if_counted(&text)),
        text,
        stop,
        model: response::model(&known, asked_for),
        request_id: headers::request_id(&response.headers),
        limits: headers::limits(&response.headers, now),
    })
}

/// The reply in an error: Groq's JSON mode refuses what the model wrote, and sends it along. It may well be readable.
pub(super) fn in_error(response: &Response, asked_for: &str) -> Option<Reply> {
    let body = json::read(&response.body).ok()?;
    let text = shapes::failed_generation(&body)?;
    let message = Facts::of_json(&body).message.to_lowercase();
    let is_cut =
        ["max completion tokens", "max_tokens", "max_completion_tokens"].iter().any(|word| message.contains(word));
    Some(Reply {
        usage: counts::usage(&body).and_then(|usage| usage.if_counted(&text)),
        text,
        stop: if is_cut { Stop::MaxTokens } else { Stop::Complete },
        model: response::model(&body, asked_for),
        request_id: headers::request_id(&response.headers),
        limits: headers::limits(&response.headers, Utc::now()),
    })
}

/// Whether a body holds an answer that says why it ended.
pub(super) fn is_whole(body: &Value) -> bool {
    let Some((body, choices)) = shapes::find(body) else { return false };
    let choice = shapes::best(&choices);
    choice.and_then(|choice| reason(&body, choice)?.as_str()).is_some_and(|word| !word.trim().is_empty())
}

/// The error beside an answer that is not whole, or in place of one.
fn beside(asked: &Asked, response: &Response, bodies: [&Value; 2], choice: &Value, model: &str) -> Option<CallError> {
    let now = Utc::now();
    let says = |error: &Value| match error {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        Value::Array(values) => !values.is_empty(),
        Value::Number(number) => number.as_u64() != Some(0),
        Value::Bool(true) => true,
    };
    let own = choice.get("error").filter(|error| says(error));
    let around = || bodies.into_iter().find(|body| body.get("error").is_some_and(says));
    let given = own.or_else(|| around().filter(|_| !choice.is_null()))?;
    let known = asked.error_inside(response, given, model, now);
    Some(known.unwrap_or_else(|| asked.not_the_protocol(response, "with an error beside half an answer", now)))
}

/// The error of a body without any answer.
fn no_answer(asked: &Asked, response: &Response, body: &Value, model: &str, what: &str) -> CallError {
    let now = Utc::now();
    let known = Some(body).filter(|body| Facts::is_error(body));
    let known = known.and_then(|body| asked.error_inside(response, body, model, now));
    known.unwrap_or_else(|| asked.not_the_protocol(response, &format!("not {what} (no answer in it)"), now))
}

fn reason<'a>(body: &'a Value, choice: &'a Value) -> Option<&'a Value> {
    choice.get("finish_reason").filter(|reason| !reason.is_null()).or_else(|| body.get("done_reason"))
}

fn says_that_it_ended(choice: &Value, stop: &Stop) -> bool {
    let is_said = choice.get("finish_reason").and_then(Value::as_str).is_some_and(|word| !word.trim().is_empty());
    is_said && matches!(stop, Stop::Complete | Stop::MaxTokens)
}

/// Why a choice ended.
fn ended(body: &Value, choice: &Value) -> Stop {
    let said = choice.pointer("/message/refusal").and_then(Value::as_str).map(str::to_owned);
    let refusal = said.filter(|text| !text.trim().is_empty());
    let refusal = refusal.or_else(|| content::refusal(choice.pointer("/message/content")?));
    if let Some(text) = refusal {
        return Stop::Refusal { category: None, explanation: Some(text) };
    }
    match stop::meaning(reason(body, choice)) {
        Stop::Refusal { category, .. } => {
            let detail = |name: &str| choice.get("stop_details")?.get(name)?.as_str().map(str::to_owned);
            Stop::Refusal { category: detail("category").or(category), explanation: detail("explanation") }
        }
        other => other,
    }
}

/// The reasoning beside an answer without text. Where it ends in JSON, it is the answer: some servers take a complete one
/// for reasoning, and send no other text.
fn reasoning(choice: &Value, stop: &Stop) -> String {
    let ends_in_json = |text: &String| text.trim_end().trim_end_matches("```").trim_end().ends_with('}');
    let thoughts = shapes::thoughts(choice).into_iter();
    match stop {
        Stop::Complete => first_said(thoughts.filter(ends_in_json)),
        // It used up the tokens.
        Stop::MaxTokens => content::only_reasoning(&first_said(thoughts)),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn reasoning_alone_is_an_answer_only_where_it_ends_in_json() {
        for (message, stop, said) in [
            (json!({"content": null, "reasoning_content": "hm {}"}), Stop::Complete, "hm {}"),
            (json!({"content": null, "reasoning_content": "hm {}"}), Stop::MaxTokens, "<think>hm {}"),
            (json!({"content": "", "reasoning": "hm"}), Stop::MaxTokens, "<think>hm"),
            (json!({"content": "", "reasoning": " "}), Stop::MaxTokens, ""),
            (json!({"content": "", "reasoning": "hm"}), Stop::Complete, ""),
            (json!({"content": ""}), Stop::MaxTokens, ""),
            (json!({"content": [{"type": "thinking", "thinking": "hm"}]}), Stop::MaxTokens, "<think>hm"),
        ] {
            assert_eq!(reasoning(&json!({"message": message}), &stop), said, "{message}");
        }
    }

    #[test]
    fn a_part_of_the_content_may_be_a_refusal() {
        let choice = json!({"message": {"content": [{"type": "refusal", "refusal": "no"}]}, "finish_reason": "stop"});
        let refusal = Stop::Refusal { category: None, explanation: Some("no".to_owned()) };
        assert_eq!(ended(&json!({}), &choice), refusal);
    }
}
