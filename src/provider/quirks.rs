//! Fields that a server refused. Later calls leave them out for that model, until the process ends.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::provider::error::{CallError, ErrorKind};
use crate::provider::error_facts::Facts;

/// What to leave out or rename for one model of one server. Quirks are only ever set: concurrent calls agree, and a
/// call adapts at most once for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Quirks {
    /// Leave out the lengths in the schema.
    pub(super) no_bounds: bool,
    /// Leave out the schema; the prompt asks for JSON too.
    pub(super) no_schema: bool,
    /// Leave out the temperature.
    pub(super) no_temperature: bool,
    /// Leave out cache marks.
    pub(super) no_cache: bool,
    /// Use the other of `max_tokens` and `max_completion_tokens`.
    pub(super) other_token_field: bool,
}

impl Quirks {
    /// The quirks to set after this error of a call sent with these; `None` where nothing can be left out.
    fn after(self, facts: &Facts) -> Option<(Quirks, &'static str)> {
        let mut next = self;
        let done;
        if facts.names(&["temperature"]) {
            next.no_temperature = true;
            done = "the temperature is left out from now on";
        } else if facts.names(&["max_tokens", "max_completion_tokens"])
            && facts.names(&["unsupported", "not supported", "unknown", "unrecognized", "not permitted", "instead"])
        {
            next.other_token_field = true;
            done = "the other field for the token limit is used from now on";
        } else if facts.names(&["cache_control"]) {
            next.no_cache = true;
            done = "cache marks are left out from now on";
        } else if facts.names(&[
            "response_format",
            "output_config",
            "output_format",
            "json_schema",
            "schema",
            "grammar",
        ]) {
            // The message does not tell lengths from schema: leave out the lengths first, then the schema.
            if self.no_bounds {
                next.no_schema = true;
                done = "the JSON schema is left out from now on";
            } else {
                next.no_bounds = true;
                done = "lengths in the JSON schema are left out from now on";
            }
        } else {
            return None;
        }
        (next != self).then_some((next, done))
    }

    fn and(self, other: Quirks) -> Quirks {
        Quirks {
            no_bounds: self.no_bounds || other.no_bounds,
            no_schema: self.no_schema || other.no_schema,
            no_temperature: self.no_temperature || other.no_temperature,
            no_cache: self.no_cache || other.no_cache,
            other_token_field: self.other_token_field || other.other_token_field,
        }
    }
}

/// The quirks learned so far, by model.
#[derive(Debug, Default)]
pub(super) struct Learned(Mutex<HashMap<String, Quirks>>);

impl Learned {
    pub(super) fn of(&self, model: &str) -> Quirks {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(model).copied().unwrap_or_default()
    }

    /// Learns from the error of a call that had the quirks `sent`. Where a field can be left out, the error becomes
    /// [`ErrorKind::Adapted`], even if another call has learned the same in the meantime.
    pub(super) fn adapt(&self, model: &str, sent: Quirks, facts: &Facts, error: CallError) -> CallError {
        if error.kind != ErrorKind::BadRequest || !matches!(error.status, Some(400 | 422)) {
            return error;
        }
        let Some((next, done)) = sent.after(facts) else { return error };
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = known.entry(model.to_owned()).or_default();
        *entry = entry.and(next);
        let message = format!("{done}: {}", error.message);
        CallError { kind: ErrorKind::Adapted, message, hint: None, maybe_billed: false, retry_after: None, ..error }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, kind: ErrorKind) -> CallError {
        CallError {
            kind,
            status: Some(status),
            message: "no".to_owned(),
            hint: None,
            maybe_billed: false,
            retry_after: None,
            limits: crate::provider::LimitHeaders::default(),
            request_id: None,
            body: None,
        }
    }

    fn after(sent: Quirks, status: u16, body: &str) -> Option<Quirks> {
        let learned = Learned::default();
        let error = learned.adapt("m", sent, &Facts::of(body.as_bytes()), refused(status, ErrorKind::BadRequest));
        (error.kind == ErrorKind::Adapted).then(|| learned.of("m"))
    }

    #[test]
    fn a_refused_field_is_left_out_once() {
        let none = Quirks { no_bounds: true, ..Quirks::default() };
        let schema = Quirks { no_schema: true, ..none };
        let temperature = Quirks { no_temperature: true, ..none };
        let tokens = Quirks { other_token_field: true, ..none };
        for (body, expected) in [
            (r#"{"error":"'response_format.type' must be 'json_schema' or 'text'"}"#, Some(schema)),
            (r#"{"error":{"message":"output_config: Extra inputs are not permitted"}}"#, Some(schema)),
            (r#"{"error":{"message":"failed to parse grammar","code":400}}"#, Some(schema)),
            (r#"{"error":{"message":"Unsupported value","param":"temperature","code":null}}"#, Some(temperature)),
            (r#"{"error":{"message":"temperature: Extra inputs are not permitted"}}"#, Some(temperature)),
            (
                r#"{"error":{"message":"Unsupported parameter: use 'max_completion_tokens' instead","param":"max_tokens"}}"#,
                Some(tokens),
            ),
            (r#"{"error":{"message":"max_tokens is too large: 99"}}"#, None),
            (r#"{"error":{"message":"messages must not be empty"}}"#, None),
        ] {
            assert_eq!(after(none, 400, body), expected, "{body}");
            assert_eq!(after(none, 500, body), None, "{body}");
            if let Some(learned) = expected {
                assert_eq!(after(learned, 400, body), None, "{body}");
            }
        }
    }

    #[test]
    fn lengths_are_left_out_before_the_whole_schema_is() {
        let body = r#"{"error":{"message":"Invalid schema: 'maxLength' is not permitted"}}"#;
        let first = after(Quirks::default(), 400, body).expect("lengths can go");
        assert_eq!(first, Quirks { no_bounds: true, ..Quirks::default() });
        assert_eq!(after(first, 400, body), Some(Quirks { no_schema: true, ..first }));
    }

    #[test]
    fn what_was_learned_adds_up_and_a_late_refusal_says_the_same_again() {
        let learned = Learned::default();
        let told = |words: &str| {
            let facts = Facts::of(format!(r#"{{"error":{{"message":"{words}"}}}}"#).as_bytes());
            learned.adapt("a", Quirks::default(), &facts, refused(400, ErrorKind::BadRequest)).kind
        };
        for words in ["no schema here", "no temperature here", "no schema here"] {
            assert_eq!(told(words), ErrorKind::Adapted);
        }
        let both = learned.of("a");
        assert!(both.no_bounds && both.no_temperature && !both.no_schema);
        assert_eq!(learned.of("b"), Quirks::default());
    }

    #[test]
    fn a_prompt_that_is_too_long_is_nothing_to_adapt_to() {
        let facts = Facts::of(br#"{"error":{"message":"context exceeded: schema and prompt"}}"#);
        let error = Learned::default().adapt("a", Quirks::default(), &facts, refused(400, ErrorKind::ContextLength));
        assert_eq!(error.kind, ErrorKind::ContextLength);
    }
}
