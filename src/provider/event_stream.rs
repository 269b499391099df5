//! Puts the events of a stream together into the one body that the same server sends without a stream.

use serde_json::{Map, Value, json};

/// The whole that a stream of server-sent events, or of JSON lines, means; `None` where the text is no stream.
/// `parse` reads the JSON of one event.
pub(super) fn read(text: &str, parse: impl Fn(&str) -> Option<Value>) -> Option<Value> {
    let is_stream = ["data:", "event:", "id:", "retry:", ":"].iter().any(|start| text.starts_with(start));
    let is_lines = || text.lines().next().is_some_and(|line| line.contains("\"delta\""));
    if !is_stream && !is_lines() && !is_messages(text, &parse) {
        return None;
    }
    let mut whole = Whole::default();
    for event in events(text) {
        if let Some(value) = parse(&event) {
            whole.add(value);
        }
    }
    whole.finish()
}

/// Whether each line is a JSON object with a part of one message, as Ollama's own protocol streams it.
fn is_messages(text: &str, parse: impl Fn(&str) -> Option<Value>) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_part =
        |line: &&str| line.starts_with('{') && parse(line).is_some_and(|value| part_of_message(&value).is_some());
    lines.len() > 1 && lines.iter().take(2).all(is_part)
}

/// The text and the hidden reasoning of a line of Ollama's own protocol.
fn part_of_message(event: &Value) -> Option<(&str, &str)> {
    let text = |name: &str| event.get(name).and_then(Value::as_str);
    match event.get("message").filter(|message| message.is_object()) {
        _ if event.get("choices").is_some() || event.get("done").is_none() => None,
        Some(message) if message.get("tool_calls").is_some() => None,
        Some(message) => {
            let thought = message.get("thinking").and_then(Value::as_str).unwrap_or_default();
            message.get("content").and_then(Value::as_str).map(|content| (content, thought))
        }
        None => Some((text("response")?, text("thinking").unwrap_or_default())),
    }
}

/// The data of each event: of lines that follow each other, joined.
fn events(text: &str) -> Vec<String> {
    let mut events = vec![String::new()];
    for line in text.lines().map(str::trim) {
        let data = line.strip_prefix("data:").map(str::trim).or_else(|| line.starts_with('{').then_some(line));
        match (data, events.last_mut()) {
            // A gateway that leaves out the empty line begins each event with a new object.
            (Some(data), Some(last)) if last.is_empty() || !data.starts_with('{') => last.push_str(data),
            (Some(data), _) => events.push(data.to_owned()),
            (None, _) if line.is_empty() => events.push(String::new()),
            (None, _) => {}
        }
    }
    events.retain(|event| !event.is_empty() && event != "[DONE]");
    events
}

/// Fields of an event that are no part of the whole, or are put together.
const OF_ONE_EVENT: &[&str] = &["choices", "object", "type", "message", "response", "thinking"];

/// What the events said so far.
#[derive(Default)]
struct Whole {
    /// The fields around the answer: model, usage, error …
    around: Map<String, Value>,
    text: String,
    reasoning: String,
    /// Arguments of a tool call.
    arguments: String,
    stop: Option<Value>,
    refusal: String,
    /// Whether it is the Messages API.
    is_message: bool,
    /// Whether the tokens were counted after the text. The count at the start of a message is a placeholder.
    is_counted: bool,
    /// A body that came whole, in one event.
    complete: Option<Value>,
    seen: bool,
}

impl Whole {
    fn add(&mut self, event: Value) {
        if let Some((text, thought)) = part_of_message(&event) {
            self.text.push_str(text);
            self.reasoning.push_str(thought);
            self.stop = event.get("done_reason").filter(|reason| reason.is_string()).cloned().or(self.stop.take());
        }
        let Value::Object(event) = event else { return };
        self.seen = true;
        let kind = event.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
        if kind.starts_with("message") || kind.starts_with("content_block") {
            self.is_message = true;
            return self.add_message_event(&kind, &event);
        }
        if kind.starts_with("response.") {
            return self.add_response_event(&kind, event);
        }
        let choices = event.get("choices").and_then(Value::as_array);
        if let Some(choice) = choices.and_then(|choices| choices.iter().find(|choice| choice.is_object())) {
            if choice.get("message").is_some_and(Value::is_object) {
                self.complete = Some(Value::Object(event));
                return;
            }
            self.add_delta(choice);
        }
        for (name, value) in event {
            if !OF_ONE_EVENT.contains(&name.as_str()) && !value.is_null() {
                self.around.insert(name, value);
            }
        }
    }

    fn add_delta(&mut self, choice: &Value) {
        let index = choice.get("index").and_then(Value::as_u64).unwrap_or(0);
        if index != 0 {
            return;
        }
        let delta = choice.get("delta").unwrap_or(choice);
        let text = |name: &str| delta.get(name).and_then(Value::as_str).unwrap_or_default();
        self.text.push_str(text("content"));
        self.refusal.push_str(text("refusal"));
        // Some servers send it in both fields.
        let thought = text("reasoning_content");
        self.reasoning.push_str(if thought.is_empty() { text("reasoning") } else { thought });
        let call = delta.get("tool_calls").and_then(|calls| calls.get(0));
        if let Some(said) = call.and_then(|call| call.pointer("/function/arguments")).and_then(Value::as_str) {
            self.arguments.push_str(said);
        }
        if let Some(stop) = choice.get("finish_reason").filter(|stop| !stop.is_null()) {
            self.stop = Some(stop.clone());
        }
        if let Some(error) = choice.get("error").filter(|error| !error.is_null()) {
            self.around.insert("error".to_owned(), error.clone());
        }
    }

    /// An event of the Responses API. Its last holds the whole.
    fn add_response_event(&mut self, kind: &str, mut event: Map<String, Value>) {
        match (kind, event.get("delta").and_then(Value::as_str)) {
            ("response.completed" | "response.incomplete" | "response.failed", _) => {
                self.complete = event.remove("response");
            }
            ("response.output_text.delta", Some(text)) => self.text.push_str(text),
            _ => {}
        }
    }

    fn add_message_event(&mut self, kind: &str, event: &Map<String, Value>) {
        match kind {
            "message" => self.complete = Some(Value::Object(event.clone())),
            "message_start" => {
                if let Some(message) = event.get("message").and_then(Value::as_object) {
                    self.around.extend(message.clone());
                }
            }
            "content_block_start" | "content_block_delta" => {
                let part = event.get("content_block").or_else(|| event.get("delta")).unwrap_or(&Value::Null);
                let text = |name: &str| part.get(name).and_then(Value::as_str).unwrap_or_default();
                // Hidden reasoning has its own field, `thinking`.
                self.text.push_str(text("text"));
                self.arguments.push_str(text("partial_json"));
            }
            "message_delta" => {
                if let Some(stop) = event.get("delta").and_then(|delta| delta.get("stop_reason")) {
                    self.stop = Some(stop.clone());
                }
                let later = event.get("usage").and_then(Value::as_object);
                self.is_counted |= later.is_some_and(|usage| usage.contains_key("output_tokens"));
                let usage = self.around.entry("usage").or_insert_with(|| json!({}));
                if let (Some(usage), Some(later)) = (usage.as_object_mut(), later) {
                    usage.extend(later.clone());
                }
            }
            _ => {}
        }
    }

    fn finish(mut self) -> Option<Value> {
        if self.complete.is_some() || !self.seen {
            return self.complete;
        }
        let has_answer =
            [&self.text, &self.reasoning, &self.arguments, &self.refusal].iter().any(|part| !part.is_empty());
        if !has_answer && self.stop.is_none() {
            // An error, or nothing.
            return Some(Value::Object(self.around));
        }
        let stop = self.stop.unwrap_or(Value::Null);
        let arguments = Some(self.arguments).filter(|said| !said.is_empty());
        if self.is_message {
            if !self.is_counted {
                self.around.remove("usage");
            }
            let used = arguments.map(|input| json!({"type": "tool_use", "input": input}));
            let blocks: Vec<Value> =
                [Some(json!({"type": "text", "text": self.text})), used].into_iter().flatten().collect();
            self.around.insert("content".to_owned(), blocks.into());
            self.around.insert("stop_reason".to_owned(), stop);
        } else {
            let calls: Vec<Value> =
                arguments.map(|said| json!({"function": {"arguments": said}})).into_iter().collect();
            let mut choice = json!({"finish_reason": stop, "message": {
                "content": self.text, "refusal": self.refusal, "reasoning_content": self.reasoning, "tool_calls": calls,
            }});
            if let Some(error) = self.around.remove("error") {
                choice["error"] = error;
            }
            self.around.insert("choices".to_owned(), json!([choice]));
        }
        Some(Value::Object(self.around))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn read(text: &str) -> Option<Value> {
        super::read(text, |event| serde_json::from_str(event).ok())
    }

    #[test]
    fn chunks_of_chat_completions_become_one() {
        let stream = ": ping\n\ndata: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"{\\\"a\"}}]}\n\n\
             data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"other\"}}]}\r\n\r\n\
             data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\\\":1}\"},\"finish_reason\":\"stop\"}]}\n\n\
             data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3}}\n\ndata: [DONE]\n\n";
        let whole = read(stream).unwrap();
        assert_eq!(whole["choices"][0]["message"]["content"], "{\"a\":1}");
        assert_eq!((&whole["choices"][0]["finish_reason"], &whole["model"]), (&"stop".into(), &"m".into()));
        assert_eq!(whole["usage"]["prompt_tokens"], 3);
        let lines = "{\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n{\"choices\":[{\"delta\":{\"content\":\"b\"}}]}";
        assert_eq!(read(lines).unwrap()["choices"][0]["message"]["content"], "ab");
    }

    #[test]
    fn lines_of_ollamas_own_protocol_become_one() {
        let line = |part: &str| json!({"model": "m", "message": {"role": "assistant", "content": part}, "done": false});
        let last = json!({"model": "m", "message": {"role": "assistant", "content": ""}, "done": true,
            "done_reason": "length", "prompt_eval_count": 9, "eval_count": 3});
        let whole = read(&format!("{}\n{}\n{last}\n", line("{\"a\""), line(":1}"))).unwrap();
        assert_eq!(whole["choices"][0]["message"]["content"], "{\"a\":1}");
        assert_eq!((&whole["choices"][0]["finish_reason"], &whole["eval_count"]), (&"length".into(), &3.into()));
        let generate =
            "{\"response\":\"a\",\"done\":false}\n{\"response\":\"b\",\"done\":true,\"done_reason\":\"stop\"}";
        assert_eq!(read(generate).unwrap()["choices"][0]["message"]["content"], "ab");
        let one = last.to_string();
        assert_eq!(read(&one), None, "one object is no stream");
        assert_eq!(read(&serde_json::to_string_pretty(&last).unwrap()), None);
    }

    #[test]
    fn events_of_the_messages_api_become_one() {
        let stream = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"c\",\"content\":[],\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}\n\n\
             event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}}\n\n\
             data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}}\n\n\
             data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"he\"}}\n\n\
             data: {\"type\":\"ping\"}\n\n\
             data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"llo\"}}\n\n\
             data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":7}}\n\n\
             data: {\"type\":\"message_stop\"}\n";
        let whole = read(stream).unwrap();
        assert_eq!((&whole["content"][0]["text"], &whole["stop_reason"]), (&"hello".into(), &"end_turn".into()));
        assert_eq!((&whole["usage"]["input_tokens"], &whole["usage"]["output_tokens"]), (&9.into(), &7.into()));
        assert_eq!(whole["model"], "c");
    }

    #[test]
    fn the_count_at_the_start_of_a_message_is_a_placeholder() {
        let cut = "data: {\"type\":\"message_start\",\"message\":{\"model\":\"c\",\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}\n\n\
             data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"hello\"}}\n\n";
        for (end, counted) in [
            ("", None),
            ("data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}\n\n", None),
            ("data: {\"type\":\"message_delta\",\"delta\":{},\"usage\":{\"output_tokens\":7}}\n\n", Some(7)),
        ] {
            let whole = read(&format!("{cut}{end}")).unwrap();
            assert_eq!(whole["content"][0]["text"], "hello");
            let output = whole.get("usage").map(|usage| usage["output_tokens"].as_u64().unwrap());
            assert_eq!(output, counted, "{end}");
        }
    }

    #[test]
    fn errors_whole_bodies_and_other_texts_are_told_apart() {
        let error = read("data: {\"error\":{\"message\":\"busy\",\"code\":503}}\n\n").unwrap();
        assert_eq!(error["error"]["code"], 503);
        let late = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata: {\"error\":{\"code\":502}}\n\n";
        assert_eq!(read(late).unwrap()["choices"][0]["error"]["code"], 502);
        let whole = read("data: {\"choices\":[{\"message\":{\"content\":\"a\"}}]}\n\n").unwrap();
        assert_eq!(whole["choices"][0]["message"]["content"], "a");
        let responses = read(
            "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{}}\n\n\
             data: {\"type\":\"response.output_text.delta\",\"delta\":\"a\"}\n\n\
             data: {\"type\":\"response.completed\",\"response\":{\"status\":\"completed\",\"output\":[1]}}\n\n",
        );
        assert_eq!(responses.unwrap()["output"][0], 1);
        let cut = read("data: {\"type\":\"response.output_text.delta\",\"delta\":\"a\"}\n\n");
        assert_eq!(cut.unwrap()["choices"][0]["message"]["content"], "a");
        for none in ["{\"choices\":[]}", "<html>", "", "data: nothing\n\n"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
