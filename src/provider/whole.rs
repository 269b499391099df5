//! Whether all of an answer has come although its connection stays open, or broke behind it.

use serde_json::Value;

use crate::provider::{json, reply};

/// How far back the last event of a stream is looked for, in bytes.
const LAST_EVENT: usize = 4096;

/// Whether a body ends with the event after which a stream of either protocol sends no more.
pub(super) fn has_last_event(body: &[u8]) -> bool {
    let end = body.trim_ascii_end();
    let tail = &end[end.len().saturating_sub(LAST_EVENT)..];
    let start = tail.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let line = if start == 0 && tail.len() < end.len() { &[] } else { tail[start..].trim_ascii_start() };
    let Some(data) = line.strip_prefix(b"data:").map(<[u8]>::trim_ascii_start) else { return false };
    let is_stop = |event: Value| event.get("type").and_then(Value::as_str) == Some("message_stop");
    data == b"[DONE]" || serde_json::from_slice(data).is_ok_and(is_stop)
}

/// Whether a body holds an answer that says why it ended.
pub(super) fn is_answer(body: &[u8]) -> bool {
    json::read(body).is_ok_and(|body| reply::is_whole(&body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_event_of_either_protocol_ends_a_stream() {
        for done in [
            "data: {}\n\ndata: [DONE]\n\n",
            "data:[DONE]",
            "data: [DONE]\r\n",
            "event: message_stop\ndata: {\"type\": \"message_stop\"}\n\n",
        ] {
            assert!(has_last_event(done.as_bytes()), "{done}");
        }
        for open in [
            "",
            "data: [DONE",
            "data: {\"type\":\"message_st",
            "event: message_stop\n",
            "data: {\"type\":\"message_delta\"}\n\n",
            "{\"content\":\"data: [DONE]\"}",
            "data: {\"text\":\"message_stop\"}\n\n",
            "[DONE]",
        ] {
            assert!(!has_last_event(open.as_bytes()), "{open}");
        }
        let long = format!("data: {}data: [DONE]", " ".repeat(2 * LAST_EVENT));
        assert!(!has_last_event(long.as_bytes()));
    }

    #[test]
    fn only_an_answer_that_says_why_it_ended_is_whole() {
        for whole in [
            r#"{"choices":[{"message":{"content":"a"},"finish_reason":"stop"}]}"#,
            r#"{"content":[{"type":"text","text":"a"}],"stop_reason":"end_turn"}"#,
            "data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}\n\n",
        ] {
            assert!(is_answer(whole.as_bytes()), "{whole}");
            assert!(!is_answer(&whole.as_bytes()[..whole.trim_end().len() - 1]), "{whole}");
        }
        for part in [
            r#"{"choices":[{"message":{"content":"a"},"finish_reason":null}]}"#,
            r#"{"choices":[{"message":{"content":"a"}}]}"#,
            r#"{"content":[],"stop_reason":null}"#,
            r#"{"error":{"message":"no"}}"#,
            "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n",
            "",
        ] {
            assert!(!is_answer(part.as_bytes()), "{part}");
        }
    }
}
