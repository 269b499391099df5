//! The error mapping: from status, headers and body to a [`CallError`], the same for both protocols.
//!
//! Sources: the vendors' SDKs and error pages, and what Ollama, vLLM, llama.cpp and LM Studio send.

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::Url;
use reqwest::header::{HeaderMap, LOCATION};
use serde_json::Value;

use crate::domain::environment::Variables;
use crate::provider::error::{CallError, ErrorKind, Verdict};
use crate::provider::error_facts::{Facts, title};
use crate::provider::response::Response;
use crate::provider::{base_url, encoding, error_table, headers, json};

/// Statuses of a gateway that gave up on the server behind it (524 is Cloudflare's time-out). That server may still
/// finish and bill.
const GAVE_UP: [u16; 5] = [408, 499, 502, 504, 524];

/// The most of a body that is kept in the log, in bytes.
const LARGEST_KEPT: usize = 1024 * 1024;

/// The server that was asked, for messages and hints.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// The environment variables of its keys and base URL.
    pub(crate) variables: Variables,
    /// The base URL without credentials.
    pub(crate) place: String,
    /// Whether a key goes with each call.
    pub(crate) has_key: bool,
    /// Where calls go, without user and password.
    pub(crate) calls: String,
}

fn kind(status: u16, facts: &Facts, wait: Option<Duration>, should_retry: Option<bool>) -> ErrorKind {
    use ErrorKind as K;
    let known = error_table::kind(status, &facts.marks, &facts.message.to_lowercase());
    let by_status = match known.unwrap_or(K::BadRequest) {
        // No wait and "do not retry": time alone does not lift this limit.
        K::RateLimited if should_retry == Some(false) && wait.is_none() => K::SpendLimit,
        K::BadRequest if (300..400).contains(&status) => K::UnknownModel,
        K::BadRequest if (500..600).contains(&status) => K::Server,
        kind => kind,
    };
    match (should_retry, by_status.verdict()) {
        (Some(true), Verdict::FailItem) => K::Server,
        (Some(false), Verdict::Retry) if by_status != K::RateLimited => K::BadRequest,
        _ => by_status,
    }
}

/// Messages of servers that know no such path, whatever the model.
const NO_SUCH_PATH: &[&str] = &[
    "unexpected endpoint or method",
    "unknown request url",
    "invalid url",
    "no route matched",
    "cannot post",
    "file not found",
    "page not found",
    "path not found",
    "resource not found",
    "no static resource",
];

fn names_no_path(facts: &Facts) -> bool {
    facts.names(NO_SUCH_PATH) || facts.message.trim().trim_end_matches('.').eq_ignore_ascii_case("not found")
}

/// The body for the log. Where it is longer than what is kept, its end says so. Bytes that are no text are in base64.
fn kept(body: &[u8]) -> String {
    let first = &body[..body.len().min(LARGEST_KEPT)];
    let mut text = json::text(first);
    let strange = text.chars().filter(|letter| *letter == '\u{fffd}' || *letter < '\t').count();
    if strange * 10 > text.chars().count() {
        text = format!("base64 {}", encoding::base64(&first[..first.len().min(LARGEST_KEPT / 4 * 3)]));
    }
    if body.len() > LARGEST_KEPT {
        text.push_str(&format!("\n[cut: the first {LARGEST_KEPT} of {} bytes]", body.len()));
    }
    text
}

impl Asked {
    fn hint(&self, kind: ErrorKind, facts: &Facts, model: Option<&str>) -> Option<String> {
        let (key, place) = (self.variables.keys, &self.place);
        Some(match kind {
            ErrorKind::BadKey if !self.has_key => {
                format!("Set {key}: {place} asks for a key, and none is set.")
            }
            ErrorKind::BadKey => format!("Check {key}: {place} does not accept the key in it."),
            ErrorKind::Forbidden if facts.names(&["disabled"]) => {
                format!("Ask {place} why the account of the key in {key} is disabled, or use the key of another one.")
            }
            ErrorKind::Forbidden => {
                format!("Check that the key in {key} may use this model, and that {place} serves your region.")
            }
            ErrorKind::NoCredit => {
                format!("Add credit to the account of the key in {key}, then run the same command again: it resumes.")
            }
            ErrorKind::SpendLimit => format!(
                "Raise the spend limit of the account of the key in {key} or wait for its next period, then run the \
                 same command again: it resumes."
            ),
            ErrorKind::UnknownModel => match model {
                Some(model) if facts.is_json && !names_no_path(facts) => {
                    format!(
                        "Check the model's name in --model \"{model}\"; `dialoom doctor` lists the models of {place}."
                    )
                }
                _ => self.other_path(),
            },
            ErrorKind::ContextLength => {
                "Start the server with a larger context (llama.cpp: --ctx-size 8192 for each slot; Ollama: \
                 OLLAMA_CONTEXT_LENGTH=8192; vLLM: --max-model-len), or lower --turns and --max-tokens."
                    .to_owned()
            }
            ErrorKind::Overloaded if facts.names(&["loading model"]) => {
                "Wait until the server has loaded its model, then run the same command again. Retry failed items of \
                 your newest batch with: dialoom batch retry @last"
                    .to_owned()
            }
            ErrorKind::TooLarge if facts.names(&["token", "tpm"]) => {
                "Lower --max-tokens (or --turns): the server counts the whole token limit of an answer against what it \
                 allows."
                    .to_owned()
            }
            ErrorKind::TooLarge => "Shorten the template or its values, or lower --max-tokens.".to_owned(),
            _ => return None,
        })
    }

    /// What to write where nothing answers at the address of calls.
    fn other_path(&self) -> String {
        let (url, place, calls) = (self.variables.base_url, &self.place, &self.calls);
        let needs_version = !calls.ends_with("/v1/messages");
        match base_url::better(place, needs_version) {
            Some(better) => format!("No model answers at {calls}. Set {url} to {better}."),
            None => format!("Check {url}: {place} does not answer like a model server (asked at {calls})."),
        }
    }

    /// Maps a response with an error status. `model` is the one asked for, in a call that names one; `key` says which of
    /// several keys it was.
    pub(crate) fn map_error(
        &self,
        response: &Response,
        model: Option<&str>,
        key: Option<&str>,
        now: DateTime<Utc>,
    ) -> CallError {
        let Response { status, headers, body } = response;
        let facts = Facts::of(body);
        let error = self.map_facts(*status, headers, &facts, model, now);
        let is_of_the_key = matches!(
            error.kind,
            ErrorKind::BadKey | ErrorKind::Forbidden | ErrorKind::NoCredit | ErrorKind::SpendLimit
        );
        match key.filter(|_| is_of_the_key) {
            Some(key) => CallError { message: self.message(*status, &facts, &format!(" ({key})")), ..error },
            None => error,
        }
    }

    /// Where a redirect leads, without what may be secret in it.
    fn target(&self, status: u16, headers: &HeaderMap) -> Option<String> {
        let given = headers.get(LOCATION).filter(|_| (300..400).contains(&status))?.to_str().ok()?;
        Some(base_url::shown(&Url::parse(&self.place).ok()?.join(given).ok()?))
    }

    /// The server's words come last: the message is cut there. They are redacted on the way out of the provider.
    fn message(&self, status: u16, facts: &Facts, key: &str) -> String {
        let code = facts.codes.first().map(|code| format!(" ({code})")).unwrap_or_default();
        match facts.message.trim() {
            "" => format!("{} answered {status}{code}{key} without a message", self.place),
            said => format!("{} answered {status}{code}{key}: {said}", self.place),
        }
    }

    fn map_facts(
        &self,
        status: u16,
        headers: &HeaderMap,
        facts: &Facts,
        model: Option<&str>,
        now: DateTime<Utc>,
    ) -> CallError {
        let wait = headers::retry_after(headers, now);
        let kind = kind(status, facts, wait, headers::should_retry(headers));
        let target = self.target(status, headers);
        CallError {
            kind,
            status: Some(status),
            message: match &target {
                Some(target) => format!("{} answered {status} and points to {target}", self.place),
                None => self.message(status, facts, ""),
            },
            hint: match &target {
                Some(_) => Some(format!(
                    "Set {} to that address if you trust it: dialoom follows no redirect, or prompts and key would go there.",
                    self.variables.base_url
                )),
                None => base_url::other_scheme(&self.place, &facts.message)
                    .map(|hint| hint.replace("{url}", self.variables.base_url))
                    .or_else(|| self.hint(kind, facts, model)),
            },
            maybe_billed: GAVE_UP.contains(&status),
            retry_after: wait,
            limits: headers::limits(headers, now),
            request_id: headers::request_id(headers),
            body: None,
        }
    }

    /// The error that a response with a good status has in its body, or beside half an answer in `error`. Gateways pass
    /// on what the server behind them said, and the real status in the body. `None` where it says nothing known.
    pub(crate) fn error_inside(
        &self,
        response: &Response,
        error: &Value,
        model: &str,
        now: DateTime<Utc>,
    ) -> Option<CallError> {
        let facts = Facts::of_json(error);
        let known = error_table::kind(200, &facts.marks, &facts.message.to_lowercase());
        let status = facts.number.or(known.map(|_| 200))?;
        let told = self.map_facts(status, &response.headers, &facts, Some(model), now);
        let passes = matches!(told.kind, ErrorKind::Server | ErrorKind::Timeout);
        let maybe_billed = told.maybe_billed || passes;
        Some(CallError { maybe_billed, body: Some(kept(&response.body)), ..told })
    }

    /// The error of a response with a good status that does not follow the protocol. Its body is kept.
    pub(crate) fn not_the_protocol(&self, response: &Response, what: &str, now: DateTime<Utc>) -> CallError {
        let Response { status, headers, body } = response;
        let text = json::text(&body[..body.len().min(2_000)]);
        let page = title(&text);
        let hint = page.is_some().then(|| self.other_path());
        let said = page.unwrap_or(text);
        CallError {
            kind: ErrorKind::Protocol,
            status: Some(*status),
            message: match said.trim() {
                "" => format!("{} answered {status} with an empty body", self.place),
                said => format!("{} answered {status}, but {what}: {said}", self.place),
            },
            hint,
            maybe_billed: true,
            retry_after: None,
            limits: headers::limits(headers, now),
            request_id: headers::request_id(headers),
            body: Some(kept(body)),
        }
    }

    /// A body that came in part, for the log.
    pub(crate) fn kept(&self, body: &[u8]) -> Option<String> {
        (!body.is_empty()).then(|| kept(body))
    }
}

#[cfg(test)]
mod tests;
