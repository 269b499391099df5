//! Why an answer ended, in the words of every protocol and server.

use serde_json::Value;

use crate::provider::Stop;

/// The reasons, by the words in them. The first row that fits counts.
const REASONS: &[(&[&str], Meaning)] = &[
    (&["error", "failed", "failure", "abort", "aborted", "cancelled", "canceled", "timeout", "pause"], Meaning::Other),
    (
        &[
            "filter",
            "refusal",
            "refused",
            "safety",
            "recitation",
            "prohibited",
            "blocklist",
            "blocked",
            "guardrail",
            "moderation",
            "sensitive",
        ],
        Meaning::Refusal,
    ),
    (&["context"], Meaning::ContextLength),
    (&["length", "max", "limit", "tokens", "exceeded"], Meaning::MaxTokens),
    (
        &["stop", "stopped", "eos", "eot", "end", "endturn", "complete", "completed", "finish", "finished", "done"],
        Meaning::Complete,
    ),
    (&["tool", "tools", "function", "success"], Meaning::Complete),
];

#[derive(Clone, Copy)]
enum Meaning {
    Complete,
    MaxTokens,
    ContextLength,
    Refusal,
    Other,
}

/// What a stop reason means. Local servers may send none, or no word: then the text itself must tell.
pub(super) fn meaning(reason: Option<&Value>) -> Stop {
    let given = reason.and_then(Value::as_str).unwrap_or_default().trim();
    let lower = given.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() || ["null", "none", "unspecified"].contains(&lower.as_str()) {
        return Stop::Complete;
    }
    let fits = |row: &&(&[&str], Meaning)| words.iter().any(|word| row.0.contains(word));
    match REASONS.iter().find(fits).map_or(Meaning::Other, |row| row.1) {
        Meaning::Complete => Stop::Complete,
        Meaning::MaxTokens => Stop::MaxTokens,
        Meaning::ContextLength => Stop::ContextLength,
        Meaning::Refusal => Stop::Refusal { category: Some(lower).filter(|word| word != "refusal"), explanation: None },
        Meaning::Other => Stop::Other(given.to_owned()),
    }
}

/// The stop reason of a server that ran out of resources in the middle of an answer (DeepSeek, GLM).
pub(super) fn overload(reason: Option<&Value>) -> Option<&'static str> {
    let given = reason.and_then(Value::as_str)?.trim();
    ["insufficient_system_resource", "network_error"].into_iter().find(|word| given.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn odd_reasons_are_read_and_unknown_ones_stay() {
        for complete in [
            "stop",
            "STOP",
            "",
            " ",
            "null",
            "eos_token",
            "eos",
            "<|eot_id|>",
            "end_turn",
            "stop_sequence",
            "COMPLETE",
            "FINISH_REASON_STOP",
            "completed",
            "tool_calls",
            "function_call",
            "tool_use",
        ] {
            assert_eq!(meaning(Some(&json!(complete))), Stop::Complete, "{complete}");
        }
        for complete in [json!(null), json!(0), json!({}), json!(true)] {
            assert_eq!(meaning(Some(&complete)), Stop::Complete, "{complete}");
        }
        for cut in ["length", "LENGTH", "max_tokens", "MAX_TOKENS", "model_length"] {
            assert_eq!(meaning(Some(&json!(cut))), Stop::MaxTokens, "{cut}");
        }
        assert_eq!(meaning(Some(&json!("model_context_window_exceeded"))), Stop::ContextLength);
        for refused in ["content_filter", "SAFETY", "refusal", "PROHIBITED_CONTENT", "sensitive", "blocked"] {
            assert!(matches!(meaning(Some(&json!(refused))), Stop::Refusal { .. }), "{refused}");
        }
        for (reason, word) in [("network_error", Some("network_error")), ("error", None), ("stop", None)] {
            assert_eq!(overload(Some(&json!(reason))), word, "{reason}");
        }
        assert_eq!(overload(Some(&json!("Insufficient_System_Resource"))), Some("insufficient_system_resource"));
        for other in ["something_new", "error", "pause_turn", "abort"] {
            assert_eq!(meaning(Some(&json!(other))), Stop::Other(other.to_owned()));
        }
    }
}
