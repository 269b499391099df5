//! The journal of what was asked and answered, the script in force and the window that is enforced.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::script::{Answer, Protocol, Question, Script, Step, hash, lock};

/// A sliding window the stand-in enforces, for each key by itself.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// At most this many requests …
    pub requests: usize,
    /// … in any span of this length.
    pub length: Duration,
}

/// What was answered to one request.
#[derive(Debug, Clone)]
pub struct Entry {
    /// When it had wholly arrived.
    pub at: Instant,
    /// Which protocol.
    pub protocol: Protocol,
    /// The key it came with.
    pub key: String,
    /// The prompt's hash; 0 where there is none.
    pub prompt: u64,
    /// Method and path.
    pub path: String,
    /// The body; empty where bodies are not kept.
    pub body: Arc<str>,
    /// The status answered; 0 until then.
    pub status: u16,
    /// Whether a conversation was answered that somebody would have to pay for, and the socket took all of it.
    pub delivered: bool,
    /// Input and output tokens of the answer that was made, whether or not anybody got it: what a provider could bill
    /// at most. `None` where no answer was made.
    pub billed: Option<(u64, u64)>,
    /// When the answer was handed to the socket.
    pub answered: Option<Instant>,
    /// Whether it was one more than the window holds.
    pub over_the_limit: bool,
}

pub(super) struct Inner {
    pub(super) script: Mutex<Script>,
    pub(super) window: Mutex<Option<Window>>,
    pub(super) arrivals: Mutex<HashMap<String, VecDeque<Instant>>>,
    pub(super) journal: Mutex<Vec<Entry>>,
    pub(super) asked: Mutex<HashMap<u64, u32>>,
    pub(super) violations: AtomicU64,
    pub(super) keep_bodies: bool,
}

/// One request as it came over the wire.
pub(super) struct Request {
    /// When its last bytes came.
    pub(super) at: Instant,
    pub(super) line: String,
    pub(super) key: String,
    pub(super) body: Arc<str>,
}

#[derive(serde::Deserialize)]
struct Asked {
    #[serde(default)]
    messages: Vec<Message>,
}

#[derive(serde::Deserialize)]
struct Message {
    content: serde_json::Value,
}

/// The hash of the last message's text.
fn prompt_of(body: &str) -> u64 {
    let asked: Option<Asked> = serde_json::from_str(body).ok();
    asked.and_then(|asked| asked.messages.into_iter().next_back()).map_or(0, |last| match last.content {
        serde_json::Value::String(text) => hash(&text),
        other => hash(&other.to_string()),
    })
}

/// Writes a request into the journal; gives its place there.
pub(super) fn enter(inner: &Inner, request: &Request) -> usize {
    let at = request.at;
    let path = request.line.rsplit_once(' ').map_or("", |(before, _)| before).to_owned();
    let protocol = match path.as_str() {
        "POST /v1/messages" => Protocol::Anthropic,
        other if other.starts_with("POST ") && other.ends_with("/chat/completions") => Protocol::OpenAi,
        _ => Protocol::Other,
    };
    let entry = Entry {
        at,
        protocol,
        key: request.key.clone(),
        prompt: if protocol == Protocol::Other { 0 } else { prompt_of(&request.body) },
        path,
        body: if inner.keep_bodies { request.body.clone() } else { "".into() },
        status: 0,
        delivered: false,
        billed: None,
        answered: None,
        over_the_limit: protocol != Protocol::Other && is_over(inner, &request.key, at),
    };
    let mut journal = lock(&inner.journal);
    journal.push(entry);
    journal.len() - 1
}

/// What the script says to the request at this place of the journal; a 429 where the window is full.
pub(super) fn step_for(inner: &Inner, place: usize, request: Request) -> Step {
    let (protocol, prompt, over) = {
        let entry = &lock(&inner.journal)[place];
        (entry.protocol, entry.prompt, entry.over_the_limit)
    };
    if over {
        return Answer::RateLimited(Some(1)).into();
    }
    let repeat = {
        let mut asked = lock(&inner.asked);
        let times = asked.entry(prompt).or_default();
        *times += 1;
        *times - 1
    };
    let script = Arc::clone(&lock(&inner.script));
    script(&Question { protocol, key: request.key, prompt, body: request.body, repeat })
}

fn is_over(inner: &Inner, key: &str, at: Instant) -> bool {
    let Some(window) = *lock(&inner.window) else { return false };
    let mut arrivals = lock(&inner.arrivals);
    let arrivals = arrivals.entry(key.to_owned()).or_default();
    while arrivals.front().is_some_and(|first| at.duration_since(*first) >= window.length) {
        arrivals.pop_front();
    }
    if arrivals.len() >= window.requests {
        inner.violations.fetch_add(1, Ordering::Relaxed);
        return true;
    }
    // Of two connections the one that was read first may have been the later one.
    arrivals.insert(arrivals.partition_point(|other| *other <= at), at);
    false
}
