//! The answers in the body of a response, whichever API it follows: chat completions, messages, responses, Gemini's and
//! Bedrock's own, and what gateways wrap around them.
//!
//! An answer that came is paid for, so its shape is read leniently. Each answer becomes a choice of a chat completion.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::provider::content::{self, first_said};

/// How deep a gateway may wrap a body.
const DEEPEST: usize = 3;

/// Fields that hold no answer: what went wrong, or what was asked.
const NO_ANSWER: &[&str] = &[
    "error",
    "errors",
    "request",
    "prompt",
    "input",
    "inputs",
    "instructions",
    "system",
    "schema",
    "response_format",
    "tools",
    "metadata",
];

/// The part of a body that holds answers, and these as choices; `None` where no shape is known.
pub(super) fn find(body: &Value) -> Option<(Cow<'_, Value>, Vec<Value>)> {
    within(body, 0)
}

fn within(value: &Value, depth: usize) -> Option<(Cow<'_, Value>, Vec<Value>)> {
    let choices = choices(value);
    if !choices.is_empty() {
        return Some((Cow::Borrowed(value), choices));
    }
    if depth >= DEEPEST {
        return None;
    }
    match value {
        Value::Array(values) => values.iter().find_map(|value| within(value, depth + 1)),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| !NO_ANSWER.contains(&name.as_str()))
            .find_map(|(_, value)| within(value, depth + 1)),
        // A gateway that passes the body on as text.
        Value::String(text) if text.trim_start().starts_with('{') => {
            let inner = serde_json::from_str::<Value>(text).ok()?;
            let (body, choices) = within(&inner, depth + 1)?;
            Some((Cow::Owned(body.into_owned()), choices))
        }
        _ => None,
    }
}

fn choices(body: &Value) -> Vec<Value> {
    let known = [of_completion, of_message, of_responses, of_candidates, of_converse, of_text];
    known.iter().map(|read| read(body)).find(|choices| !choices.is_empty()).unwrap_or_default()
}

/// Chat completions and completions. Ollama's own protocol has one message and no choices.
fn of_completion(body: &Value) -> Vec<Value> {
    let given: Vec<&Value> = match body.get("choices") {
        Some(Value::Array(choices)) => choices.iter().collect(),
        Some(object @ Value::Object(_)) => vec![object],
        _ => Some(body).filter(|body| body.get("message").is_some_and(Value::is_object)).into_iter().collect(),
    };
    let is_choice = |choice: &&&Value| ["message", "text", "delta"].iter().any(|name| choice.get(name).is_some());
    given.iter().filter(is_choice).map(|choice| (*choice).clone()).collect()
}

/// The Messages API.
fn of_message(body: &Value) -> Vec<Value> {
    let is_content = |content: &&Value| content.is_array() || content.is_string() || content.is_object();
    // A role alone is no sign: the turns of a conversation have one too.
    let is_message = body.get("stop_reason").is_some() || body.get("type").is_some_and(|kind| kind == "message");
    let content = body.get("content").filter(is_content).filter(|content| is_message || is_blocks(content));
    let details = body.get("stop_details").cloned().unwrap_or_default();
    let choice = |content: &Value| json!({"message": {"content": content}, "finish_reason": body.get("stop_reason"), "stop_details": details});
    content.map(choice).into_iter().collect()
}

/// Whether a content is a list of typed blocks.
fn is_blocks(content: &Value) -> bool {
    content.get(0).is_some_and(|block| block.get("type").is_some_and(Value::is_string))
}

/// The Responses API: a list of messages, reasoning and calls of tools.
fn of_responses(body: &Value) -> Vec<Value> {
    let Some(items) = body.get("output").and_then(Value::as_array) else { return Vec::new() };
    let kind = |item: &Value| item.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    let is_of_model = |item: &&Value| item.get("role").and_then(Value::as_str).is_none_or(|role| role == "assistant");
    let said = items.iter().filter(|item| kind(item) == "message" || item.get("content").is_some());
    let said = said.filter(|item| kind(item) != "reasoning").filter(is_of_model).filter_map(|item| item.get("content"));
    let parts: Vec<Value> = said
        .flat_map(|content| match content {
            Value::Array(parts) => parts.clone(),
            other => vec![other.clone()],
        })
        .collect();
    let calls: Vec<Value> = items
        .iter()
        .filter(|item| kind(item) == "function_call")
        .map(|item| json!({"function": {"arguments": item.get("arguments")}}))
        .collect();
    if parts.is_empty() && calls.is_empty() && !items.iter().any(|item| kind(item) == "reasoning") {
        return Vec::new();
    }
    let why = body.pointer("/incomplete_details/reason").filter(|reason| reason.is_string());
    let status = why.or_else(|| body.get("status"));
    vec![json!({"message": {"content": parts, "tool_calls": calls}, "finish_reason": status})]
}

/// Gemini's own API.
fn of_candidates(body: &Value) -> Vec<Value> {
    let candidates = body.get("candidates").and_then(Value::as_array).into_iter().flatten();
    let choice = |candidate: &Value| {
        let parts = candidate.pointer("/content/parts")?;
        Some(json!({"message": {"content": parts}, "finish_reason": candidate.get("finishReason")}))
    };
    candidates.filter_map(choice).collect()
}

/// Bedrock's Converse API.
fn of_converse(body: &Value) -> Vec<Value> {
    let content = body.pointer("/output/message/content").filter(|content| content.is_array());
    let choice = |content| json!({"message": {"content": content}, "finish_reason": body.get("stopReason")});
    content.map(choice).into_iter().collect()
}

/// Servers that send one text: TGI, llama.cpp's `/completion`, Ollama's `/api/generate`, Cloudflare.
fn of_text(body: &Value) -> Vec<Value> {
    let text =
        ["generated_text", "output_text", "completion", "response"].iter().find_map(|name| body.get(name)?.as_str());
    let reason = ["finish_reason", "done_reason", "stop_reason"].iter().find_map(|name| body.get(name));
    let choice = |text| json!({"message": {"content": text}, "finish_reason": reason});
    text.filter(|text| !text.trim().is_empty()).map(choice).into_iter().collect()
}

/// The choice that counts: the first with a text and no error, else the first with a text, else the first.
pub(super) fn best(choices: &[Value]) -> Option<&Value> {
    let is_said = |choice: &&Value| !written(choice).trim().is_empty();
    let is_good = |choice: &&Value| choice.get("error").is_none_or(Value::is_null) && is_said(choice);
    choices.iter().find(is_good).or_else(|| choices.iter().find(is_said)).or(choices.first())
}

/// The text of a choice: the content, or where it has none, the answer as an object or as the arguments of a tool call.
pub(super) fn written(choice: &Value) -> String {
    let message = choice.get("message").or_else(|| choice.get("delta")).unwrap_or(choice);
    let said = message.get("content").unwrap_or(&Value::Null);
    let call = message.pointer("/tool_calls/0/function").or_else(|| message.get("function_call"));
    let input = || said.as_array()?.iter().find_map(|block| block.get("input"));
    first_said([
        content::text(said),
        content::arguments(message.get("parsed")),
        content::arguments(call.and_then(|call| call.get("arguments"))),
        content::arguments(input()),
        content::text(if message.is_string() { message } else { choice.get("text").unwrap_or(&Value::Null) }),
    ])
}

/// The reasoning beside a text, in the fields of vLLM, Ollama and the Messages API.
pub(super) fn thoughts(choice: &Value) -> Vec<String> {
    let message = choice.get("message").unwrap_or(&Value::Null);
    let fields =
        ["reasoning_content", "reasoning", "thinking"].into_iter().filter_map(|name| message.get(name)?.as_str());
    let blocks = message.get("content").and_then(Value::as_array).into_iter().flatten();
    let blocks = blocks.filter_map(|block| block.get("thinking")?.as_str());
    fields.chain(blocks).map(str::to_owned).collect()
}

/// The longest text anywhere in a body of no known shape that is JSON as a whole, or has turns in it. What was asked may
/// be sent back as well, and is no answer.
pub(super) fn anywhere(body: &Value) -> Option<String> {
    let mut found = Vec::new();
    gather(body, 0, &mut found);
    found.into_iter().max_by_key(String::len)
}

fn gather(value: &Value, depth: usize, found: &mut Vec<String>) {
    match value {
        _ if depth > 2 * DEEPEST => {}
        Value::String(text) if content::is_answer_in_json(text) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| gather(value, depth + 1, found)),
        Value::Object(fields) if fields.get("turns").is_some_and(Value::is_array) => found.push(value.to_string()),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| !NO_ANSWER.contains(&name.as_str()) && *name != "messages")
            .for_each(|(_, value)| gather(value, depth + 1, found)),
        _ => {}
    }
}

/// The text that Groq's JSON mode did not take for valid. It was written and counted all the same. Gateways pass it on
/// inside of texts.
pub(super) fn failed_generation(body: &Value) -> Option<String> {
    deep(body, 0, &|fields| fields.get("failed_generation")?.as_str().map(str::to_owned))
        .filter(|text| text.contains(['{', '[']))
}

fn deep(
    value: &Value,
    depth: usize,
    read: &dyn Fn(&serde_json::Map<String, Value>) -> Option<String>,
) -> Option<String> {
    match value {
        _ if depth > 2 * DEEPEST => None,
        Value::Object(fields) => {
            read(fields).or_else(|| fields.values().find_map(|value| deep(value, depth + 1, read)))
        }
        Value::Array(values) => values.iter().find_map(|value| deep(value, depth + 1, read)),
        Value::String(text) if text.contains("failed_generation") => {
            let start = text.find('{')?;
            let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>();
            deep(&values.next()?.ok()?, depth + 1, read)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
