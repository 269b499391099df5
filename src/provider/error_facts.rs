//! What the body of an error says, however the server spells it.
//!
//! `error` may be an object or a string, `code` a string, a number or null, the body HTML or empty.

use serde_json::Value;

use crate::provider::json;

/// The parts of an error body that the mapping reads.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Facts {
    /// The server's message, not yet redacted.
    pub(super) message: String,
    /// `error.type`, `error.code` and `error.details.error_code`, lower case, where they are words.
    pub(super) codes: Vec<String>,
    /// Everything that the table knows as a code: the codes, numbers, `status` and the reasons of details.
    pub(super) marks: Vec<String>,
    /// The wrong field, where the server names it.
    pub(super) param: String,
    /// `error.code` or `status` where it is a number, or the one the message names.
    pub(super) number: Option<u16>,
    /// Whether the body is JSON.
    pub(super) is_json: bool,
}

impl Facts {
    pub(super) fn of(body: &[u8]) -> Facts {
        match json::read(body) {
            Ok(value) => Facts::of_json(&value),
            Err(_) => {
                let text = String::from_utf8_lossy(&body[..body.len().min(20_000)]).into_owned();
                Facts { message: title(&text).unwrap_or(text), ..Facts::default() }
            }
        }
    }

    pub(super) fn of_json(value: &Value) -> Facts {
        let mut facts = Facts { is_json: true, ..Facts::default() };
        // Some gateways send a list with one error in it.
        let value = value.get(0).unwrap_or(value);
        let error = value.get("error").filter(|error| !error.is_null()).unwrap_or(value);
        let error = error.get(0).unwrap_or(error);
        let word = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_lowercase);
        let said = ["message", "detail", "msg", "error_msg", "error_message", "error"]
            .iter()
            .filter_map(|name| error.get(name).or_else(|| value.get(name)))
            .find_map(|said| said.as_str().map(str::to_owned));
        facts.message = match error {
            // A code beside the message, or the message itself.
            Value::String(text) => {
                said.filter(|said| said != text).map_or(text.clone(), |said| format!("{text}: {said}"))
            }
            _ => said.unwrap_or_else(|| value.to_string()),
        };
        let code = ["code", "error_code"].iter().find_map(|name| error.get(name).or_else(|| value.get(name)));
        let details = error.get("details");
        facts.codes =
            [word(details.and_then(|details| details.get("error_code"))), word(code), word(error.get("type"))]
                .into_iter()
                .flatten()
                .collect();
        facts.param = word(error.get("param")).unwrap_or_default();
        let status = |name: &str| error.get(name).or_else(|| value.get(name));
        let statuses = [code, status("status"), status("status_code"), status("statusCode")];
        facts.number = statuses.into_iter().find_map(number).or_else(|| number_in(&facts.message));
        let reasons =
            details.and_then(Value::as_array).into_iter().flatten().filter_map(|part| word(part.get("reason")));
        facts.marks = facts.codes.iter().cloned().chain(statuses.into_iter().filter_map(word)).chain(reasons).collect();
        facts.add_base_resp(value);
        facts.marks.extend([word(Some(error)), word(value.get("type"))].into_iter().flatten());
        facts.marks.extend(statuses.into_iter().flatten().filter(|code| code.is_u64()).map(Value::to_string));
        facts
    }

    /// MiniMax's own form of an error, with numbers of its own.
    fn add_base_resp(&mut self, value: &Value) {
        let Some(given) = base_resp(value) else { return };
        if let Some(said) = given.get("status_msg").and_then(Value::as_str).filter(|said| !said.is_empty()) {
            self.message = said.to_owned();
        }
        let mark = match given.get("status_code").and_then(Value::as_u64) {
            Some(1002 | 1039) => "rate_limit",
            Some(1004) => "invalid_api_key",
            Some(1008) => "insufficient_balance",
            _ => return,
        };
        self.marks.push(mark.to_owned());
    }

    /// Whether a body with status 200 is an error: it has one, or says so in its fields.
    pub(super) fn is_error(value: &Value) -> bool {
        let value = value.get(0).unwrap_or(value);
        let says = |name: &str, word: &str| value.get(name).and_then(Value::as_str) == Some(word);
        let has = |name: &str| value.get(name).is_some_and(|given| !given.is_null());
        base_resp(value).is_some()
            || has("error")
            || says("type", "error")
            || says("object", "error")
            || has("code")
            || has("status")
            || has("detail")
    }

    /// Whether the error names one of these fields, or its message has one of these words.
    pub(super) fn names(&self, words: &[&str]) -> bool {
        let message = self.message.to_lowercase();
        words.iter().any(|word| self.param == *word || message.contains(word))
    }
}

/// MiniMax's `base_resp`, where it tells of an error.
fn base_resp(value: &Value) -> Option<&Value> {
    value.get("base_resp").filter(|given| given.get("status_code").is_some_and(|code| *code != 0))
}

/// An HTTP status of an error, as a number or as text.
fn number(given: Option<&Value>) -> Option<u16> {
    let number = match given? {
        Value::String(text) => text.trim().parse().ok()?,
        other => u16::try_from(other.as_u64()?).ok()?,
    };
    (400..600).contains(&number).then_some(number)
}

/// The status in "Error code: 429 - …".
fn number_in(message: &str) -> Option<u16> {
    let lower = message.to_lowercase();
    let at = ["error code: ", "status code: ", "status code "]
        .iter()
        .find_map(|start| Some(lower.find(start)? + start.len()))?;
    let digits: String = lower[at..].chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|number| (400..600).contains(number))
}

/// The title of an HTML page.
pub(super) fn title(text: &str) -> Option<String> {
    if !text.trim_start().starts_with('<') {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title>").map(|at| at + "<title>".len());
    let title = start.and_then(|start| Some(text[start..start + lower[start..].find("</title>")?].trim().to_owned()));
    Some(title.map_or_else(|| "an HTML page".to_owned(), |title| format!("an HTML page, \"{title}\"")))
}
