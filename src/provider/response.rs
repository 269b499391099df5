//! A response as it came, and the counts in it.

use reqwest::header::HeaderMap;
use serde_json::Value;

/// A response with its whole body, decompressed.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Response {
    /// Whether it is an answer: any 2xx.
    pub(super) fn is_answer(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// A count of tokens: a whole number from zero on, or nothing where the field is absent or null. Anything else (5.5,
/// "900", -1) is no count, and an error.
pub(super) fn count(counts: &Value, name: &str) -> Result<u64, NotCounted> {
    match counts.get(name) {
        None | Some(Value::Null) => Ok(0),
        Some(given) => given.as_u64().ok_or(NotCounted),
    }
}

/// A server's count that is none.
#[derive(Debug, PartialEq)]
pub(super) struct NotCounted;

/// The model that answered; the one asked for where the server names none.
pub(super) fn model(body: &Value, asked_for: &str) -> String {
    let named = body.get("model").and_then(Value::as_str).filter(|name| !name.trim().is_empty());
    named.unwrap_or(asked_for).to_owned()
}
