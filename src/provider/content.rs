//! The text of an answer, in every form servers send it.

use serde_json::Value;

/// The text that a `content` means: a string, a list of parts, or the answer itself as an object.
pub(super) fn text(content: &Value) -> String {
    match content {
        Value::String(text) => text.clone(),
        Value::Array(parts) if parts.iter().any(is_turn) => content.to_string(),
        Value::Array(parts) => parts.iter().map(part).collect(),
        Value::Object(fields) if fields.contains_key("text") || fields.contains_key("type") => part(content),
        Value::Object(fields) if !fields.is_empty() => content.to_string(),
        _ => String::new(),
    }
}

/// Whether a list with this in it is the conversation itself.
fn is_turn(part: &Value) -> bool {
    part.get("role").is_some_and(Value::is_string) && part.get("content").is_some()
}

/// The text of one part. Hidden reasoning, tools and pictures have none.
fn part(part: &Value) -> String {
    let Value::Object(fields) = part else { return part.as_str().unwrap_or_default().to_owned() };
    let kind = fields.get("type").and_then(Value::as_str).unwrap_or("text").to_lowercase();
    let is_thought = fields.get("thought").and_then(Value::as_bool) == Some(true);
    let is_text = kind.contains("text") || ["markdown", "json", "message", "answer", "final"].contains(&kind.as_str());
    if is_thought || !is_text || ["reason", "think", "summary"].iter().any(|word| kind.contains(word)) {
        return String::new();
    }
    match fields.get("text").or_else(|| fields.get("json")) {
        Some(Value::String(text)) => text.clone(),
        // `{"value": …, "annotations": []}`
        Some(Value::Object(text)) if text.contains_key("value") => {
            text["value"].as_str().unwrap_or_default().to_owned()
        }
        Some(object @ Value::Object(_)) => object.to_string(),
        None if !fields.contains_key("type") => part_without_type(part),
        _ => String::new(),
    }
}

/// An object among the parts that is the answer itself.
fn part_without_type(part: &Value) -> String {
    let is_answer = ["turns", "messages", "conversations", "conversation"].iter().any(|name| part.get(name).is_some());
    if is_answer { part.to_string() } else { String::new() }
}

/// An answer given as the arguments of a tool call: a string of JSON, or the object.
pub(super) fn arguments(given: Option<&Value>) -> String {
    match given {
        Some(Value::String(text)) => text.clone(),
        Some(object @ Value::Object(fields)) if !fields.is_empty() => object.to_string(),
        _ => String::new(),
    }
}

/// An answer that is reasoning alone, with the mark by which it is known.
pub(super) fn only_reasoning(thought: &str) -> String {
    if thought.trim().is_empty() { String::new() } else { format!("<think>{thought}") }
}

/// Whether a text is JSON as it stands, to its end.
pub(super) fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// Whether a text is nothing but JSON with a field or more, in a code fence or not: an answer, in a body of no known shape.
pub(super) fn is_answer_in_json(text: &str) -> bool {
    let text = text.trim().trim_start_matches("```json").trim_matches('`').trim();
    let fields = serde_json::from_str::<serde_json::Map<String, Value>>(text);
    fields
        .is_ok_and(|fields| !fields.is_empty() && !fields.contains_key("$schema") && !fields.contains_key("properties"))
}

/// The refusal among the parts of a `content`.
pub(super) fn refusal(content: &Value) -> Option<String> {
    let parts = content.as_array()?.iter();
    let mut refused = parts.filter(|part| part.get("type").and_then(Value::as_str) == Some("refusal"));
    refused.find_map(|part| part.get("refusal").or_else(|| part.get("text"))?.as_str().map(str::to_owned))
}

/// The first of these texts that is not blank.
pub(super) fn first_said(texts: impl IntoIterator<Item = String>) -> String {
    texts.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn text_is_found_in_every_form_and_reasoning_in_none() {
        for (content, said) in [
            (json!("a"), "a"),
            (json!(null), ""),
            (json!(7), ""),
            (json!([{"type": "text", "text": "a"}, {"type": "x"}, {"type": "output_text", "text": "b"}]), "ab"),
            (json!([{"text": "a"}, "b", {"type": null, "text": "c"}]), "abc"),
            (json!([{"type": "reasoning", "text": "no"}, {"type": "text", "text": "a"}]), "a"),
            (json!([{"type": "thinking", "thinking": "no", "text": "no"}, {"type": "summary_text", "text": "no"}]), ""),
            (json!([{"type": "text", "text": "no", "thought": true}, {"type": "Text", "text": "a"}]), "a"),
            (json!([{"type": "text", "text": {"value": "a"}}]), "a"),
            (json!({"type": "text", "text": "a"}), "a"),
            (json!({"title": "t", "turns": []}), r#"{"title":"t","turns":[]}"#),
            (json!([{"title": "t", "turns": []}]), r#"{"title":"t","turns":[]}"#),
            (json!([{"role": "user", "content": "c"}]), r#"[{"role":"user","content":"c"}]"#),
        ] {
            assert_eq!(text(&content), said, "{content}");
        }
        assert_eq!((only_reasoning(" "), only_reasoning("hm")), (String::new(), "<think>hm".to_owned()));
        let refused = json!([{"type": "text", "text": ""}, {"type": "refusal", "refusal": "no"}]);
        assert_eq!((refusal(&refused).as_deref(), text(&refused)), (Some("no"), String::new()));
        assert_eq!(refusal(&json!([{"type": "text", "text": "a"}])), None);
        assert_eq!(arguments(Some(&json!({"a": 1}))), r#"{"a":1}"#);
        assert_eq!(first_said(["  ".to_owned(), "a".to_owned()]), "a");
    }
}
