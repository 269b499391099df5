//! A provider stand-in over real HTTP: both protocols on one free loopback port, programmable, with a journal.
//!
//! It speaks HTTP/1.1 itself instead of through a framework, for two reasons: it can cut a connection in the middle of
//! an answer, and it knows whether every byte of an answer was taken by the socket, which is what "paid for" means. It
//! uses no other file of the tests, so that a benchmark can include it by `#[path]`.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Which protocol a request came in, by its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// `/v1/messages`.
    Anthropic,
    /// `…/chat/completions`.
    OpenAi,
    /// Anything else: the list of models, a wrong path.
    Other,
}

/// The two protocols of conversations.
pub const BOTH: [Protocol; 2] = [Protocol::Anthropic, Protocol::OpenAi];

/// One request, as the script sees it.
#[derive(Debug, Clone)]
pub struct Question {
    /// Which protocol.
    pub protocol: Protocol,
    /// The API key it came with; empty without one.
    pub key: String,
    /// A hash of the last message: the same prompt has the same hash in both protocols and with any settings.
    pub prompt: u64,
    /// The body, whole.
    pub body: Arc<str>,
    /// How often this very prompt was asked before.
    pub repeat: u32,
}

impl Question {
    /// A number from 0 to 1, the same for the same seed, prompt and repeat.
    pub fn luck(&self, seed: u64) -> f64 {
        hash(&(seed, self.prompt, self.repeat)) as f64 / u64::MAX as f64
    }
}

/// What the stand-in does with a request.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A valid conversation, made from the prompt's hash.
    Good,
    /// This text as the model's, complete.
    Text(String),
    /// This text, and a stop reason as the protocol spells it.
    Stopped(String, &'static str),
    /// A valid conversation with prose around it.
    Prose,
    /// A valid conversation in a code fence.
    Fence,
    /// The first half of a conversation, as if complete.
    CutJson,
    /// The first half of a conversation, with the stop reason of a token limit.
    MaxTokens,
    /// A conversation with a role there is not.
    BadRoles,
    /// No text at all.
    Empty,
    /// A refusal, with status 200 as both protocols do.
    Refusal,
    /// An error of the protocol with this status, type and message.
    Error(u16, &'static str, &'static str),
    /// 429, with retry-after in seconds where given.
    RateLimited(Option<u32>),
    /// Exactly this status, content type and body.
    Raw(u16, &'static str, String),
    /// A valid conversation without usage.
    NoUsage,
    /// A valid conversation with exactly this JSON as its usage.
    Usage(&'static str),
    /// Accepts and says nothing for as long as the client waits.
    Hang,
    /// Sends half of a good answer and closes.
    CutConnection,
    /// Closes without a word.
    Close,
}

/// An answer with what belongs around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What.
    pub answer: Answer,
    /// How long it takes.
    pub delay: Duration,
    /// Further headers.
    pub headers: Vec<(String, String)>,
}

impl From<Answer> for Step {
    fn from(answer: Answer) -> Step {
        Step { answer, delay: Duration::ZERO, headers: Vec::new() }
    }
}

impl Step {
    /// The same after a while.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Step {
        self.delay = delay;
        self
    }

    /// The same with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Step {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// Decides what to do with each request.
pub type Script = Arc<dyn Fn(&Question) -> Step + Send + Sync>;

/// The same every time.
pub fn always(step: impl Into<Step>) -> Script {
    let step = step.into();
    Arc::new(move |_| step.clone())
}

/// These in turn, then good answers.
pub fn queue(steps: impl IntoIterator<Item = Step>) -> Script {
    let left = Mutex::new(steps.into_iter().collect::<VecDeque<Step>>());
    Arc::new(move |_| lock(&left).pop_front().unwrap_or_else(|| Answer::Good.into()))
}

/// Each with its probability, good answers for the rest. The same seed and prompts give the same faults, whatever the
/// order they come in; a repeat of a prompt throws again.
pub fn mix(seed: u64, faults: Vec<(f64, Step)>) -> Script {
    Arc::new(move |question| {
        let mut luck = question.luck(seed);
        for (probability, step) in &faults {
            if luck < *probability {
                return step.clone();
            }
            luck -= probability;
        }
        Answer::Good.into()
    })
}

/// Good answers whose latency is lognormal around a median (sigma 0.5 is a usual spread).
pub fn lognormal(seed: u64, median: Duration, sigma: f64) -> Script {
    Arc::new(move |question| {
        let (one, two) = (question.luck(seed).max(1e-12), question.luck(seed ^ 0x9e37_79b9));
        let normal = (-2.0 * one.ln()).sqrt() * (std::f64::consts::TAU * two).cos();
        Step::from(Answer::Good).after(median.mul_f64((sigma * normal).exp()))
    })
}

/// Answers the first question that holds one of these words by its step, and everything else well.
pub fn first_time(faults: Vec<(String, Step)>) -> Script {
    Arc::new(move |question: &Question| {
        let fault = faults.iter().find(|(word, _)| question.repeat == 0 && question.body.contains(word.as_str()));
        fault.map_or_else(|| Answer::Good.into(), |(_, step)| step.clone())
    })
}

/// Answers every question that holds the word by the step, and everything else well.
pub fn every_time(word: &str, step: impl Into<Step>) -> Script {
    let (word, step) = (word.to_owned(), step.into());
    Arc::new(move |question: &Question| if question.body.contains(&word) { step.clone() } else { Answer::Good.into() })
}

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

struct Inner {
    script: Mutex<Script>,
    window: Mutex<Option<Window>>,
    arrivals: Mutex<HashMap<String, VecDeque<Instant>>>,
    journal: Mutex<Vec<Entry>>,
    asked: Mutex<HashMap<u64, u32>>,
    violations: AtomicU64,
    keep_bodies: bool,
}

/// A running stand-in. It ends with the process or when dropped.
pub struct StandIn {
    inner: Arc<Inner>,
    port: u16,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

impl StandIn {
    /// Starts on a free port, in a thread of its own, and keeps every body.
    pub fn start(script: Script) -> StandIn {
        StandIn::start_at(0, script, true)
    }

    /// Starts on a port (0: a free one); bodies are kept only where asked, since long runs would fill the memory.
    pub fn start_at(port: u16, script: Script, keep_bodies: bool) -> StandIn {
        let listener = std::net::TcpListener::bind(("127.0.0.1", port)).expect("the port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let inner = Arc::new(Inner {
            script: Mutex::new(script),
            window: Mutex::default(),
            arrivals: Mutex::default(),
            journal: Mutex::default(),
            asked: Mutex::default(),
            violations: AtomicU64::new(0),
            keep_bodies,
        });
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let served = Arc::clone(&inner);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async move {
                listener.set_nonblocking(true).expect("a socket can be");
                let listener = TcpListener::from_std(listener).expect("it is bound");
                tokio::select! {
                    () = accept(listener, served) => {}
                    _ = stopped => {}
                }
            });
        });
        StandIn { inner, port, stop: Some(stop) }
    }

    /// Its address without a path: what to set as base URL for either protocol.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Answers by another script from now on.
    pub fn set_script(&self, script: Script) {
        *lock(&self.inner.script) = script;
    }

    /// Enforces a sliding window from now on: one request too many is a 429 and counted.
    pub fn enforce(&self, window: Window) {
        *lock(&self.inner.window) = Some(window);
    }

    /// Requests that were one too many.
    pub fn violations(&self) -> u64 {
        self.inner.violations.load(Ordering::Relaxed)
    }

    /// Everything asked so far, in order of arrival.
    pub fn journal(&self) -> Vec<Entry> {
        lock(&self.inner.journal).clone()
    }

    /// How many conversations were delivered.
    pub fn delivered(&self) -> usize {
        lock(&self.inner.journal).iter().filter(|entry| entry.delivered).count()
    }

    /// How many conversations were delivered to requests that came since then.
    pub fn delivered_since(&self, since: Instant) -> usize {
        lock(&self.inner.journal)
            .iter()
            .rev()
            .take_while(|entry| entry.at >= since)
            .filter(|entry| entry.delivered)
            .count()
    }

    /// Prompts for which a conversation was delivered more than once, with how often.
    pub fn paid_twice(&self) -> Vec<(u64, usize)> {
        let mut times: HashMap<u64, usize> = HashMap::new();
        for entry in lock(&self.inner.journal).iter().filter(|entry| entry.delivered) {
            *times.entry(entry.prompt).or_default() += 1;
        }
        times.into_iter().filter(|(_, times)| *times > 1).collect()
    }

    /// How many different prompts were asked.
    pub fn prompts(&self) -> usize {
        lock(&self.inner.journal).iter().map(|entry| entry.prompt).collect::<HashSet<_>>().len()
    }

    /// Figures in one line, for benchmarks: requests, delivered, paid twice, statuses, violations.
    pub fn figures(&self) -> String {
        let journal = self.journal();
        let mut statuses: std::collections::BTreeMap<u16, usize> = std::collections::BTreeMap::new();
        for entry in &journal {
            *statuses.entry(entry.status).or_default() += 1;
        }
        format!(
            "requests {} delivered {} paid_twice {} violations {} statuses {statuses:?}",
            journal.len(),
            self.delivered(),
            self.paid_twice().len(),
            self.violations()
        )
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // It is gone already where this fails.
            let _ = stop.send(());
        }
    }
}

async fn accept(listener: TcpListener, inner: Arc<Inner>) {
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            // Without it small answers wait for the client's acknowledgement.
            let _ = stream.set_nodelay(true);
            tokio::spawn(talk(stream, Arc::clone(&inner)));
        }
    }
}

struct Request {
    line: String,
    key: String,
    body: Arc<str>,
}

/// Reads one request; `None` at the end of the connection.
async fn read(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Request> {
    let mut searched = 0;
    let head = loop {
        if let Some(at) = buffer[searched..].windows(4).position(|four| four == b"\r\n\r\n") {
            break searched + at + 4;
        }
        searched = buffer.len().saturating_sub(3);
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    };
    let text = String::from_utf8_lossy(&buffer[..head]).into_owned();
    let mut lines = text.split("\r\n");
    let line = lines.next()?.to_owned();
    let (mut length, mut key) = (0, String::new());
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().ok()?,
            "x-api-key" => key = value.trim().to_owned(),
            "authorization" => key = value.trim().trim_start_matches("Bearer ").to_owned(),
            _ => {}
        }
    }
    while buffer.len() < head + length {
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
    let body = String::from_utf8_lossy(&buffer[head..head + length]).into();
    buffer.drain(..head + length);
    Some(Request { line, key, body })
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

async fn talk(mut stream: TcpStream, inner: Arc<Inner>) {
    let mut buffer = Vec::with_capacity(16 * 1024);
    while let Some(request) = read(&mut stream, &mut buffer).await {
        if !respond(&mut stream, &inner, request).await {
            return;
        }
    }
}

/// Answers one request; false when the connection is over.
async fn respond(stream: &mut TcpStream, inner: &Inner, request: Request) -> bool {
    let place = enter(inner, &request);
    let step = step_for(inner, place, request);
    if !step.delay.is_zero() {
        tokio::time::sleep(step.delay).await;
    }
    let (protocol, prompt, path) = {
        let entry = &lock(&inner.journal)[place];
        (entry.protocol, entry.prompt, entry.path.clone())
    };
    match step.answer {
        Answer::Hang => {
            lock(&inner.journal)[place].billed = Some(answer_body(&Answer::Good, protocol, prompt).1);
            // Until the client goes away, however long that is.
            let mut rest = [0; 1];
            let _ = stream.read(&mut rest).await;
            return false;
        }
        Answer::Close => return false,
        _ => {}
    }
    let reply = reply(&step.answer, protocol, prompt, &path);
    let cut = step.answer == Answer::CutConnection;
    let bytes = reply.bytes(&step, protocol, place);
    // Written down before it is sent, so that whoever has read the answer finds it in the journal.
    {
        let entry = &mut lock(&inner.journal)[place];
        entry.status = reply.status;
        entry.delivered = reply.billed.is_some() && !cut;
        entry.billed = reply.billed;
        entry.answered = Some(Instant::now());
    }
    let sent = stream.write_all(&bytes).await.is_ok();
    if !sent {
        lock(&inner.journal)[place].delivered = false;
    }
    sent && !cut
}

/// Writes a request into the journal; gives its place there.
fn enter(inner: &Inner, request: &Request) -> usize {
    let at = Instant::now();
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
fn step_for(inner: &Inner, place: usize, request: Request) -> Step {
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

/// An answer as it goes over the wire.
struct Reply {
    status: u16,
    kind: &'static str,
    text: String,
    /// Input and output tokens somebody would have to pay for.
    billed: Option<(u64, u64)>,
}

fn reply(answer: &Answer, protocol: Protocol, prompt: u64, path: &str) -> Reply {
    let free = |status, kind, text| Reply { status, kind, text, billed: None };
    match (answer, protocol) {
        (Answer::Raw(status, kind, text), _) => free(*status, kind, text.clone()),
        (Answer::Error(..) | Answer::RateLimited(_), _) => {
            let (status, text) = error_body(answer, protocol);
            free(status, "application/json", text)
        }
        (_, Protocol::Other) if path.starts_with("GET ") && path.contains("/models") => {
            free(200, "application/json", MODELS.to_owned())
        }
        (_, Protocol::Other) => free(404, "text/html", "<html><title>Not Found</title></html>".to_owned()),
        (answer, _) => {
            let (text, tokens) = answer_body(answer, protocol, prompt);
            Reply { billed: Some(tokens), ..free(200, "application/json", text) }
        }
    }
}

impl Reply {
    /// Head and body; half of the body where the connection is to be cut.
    fn bytes(&self, step: &Step, protocol: Protocol, place: usize) -> Vec<u8> {
        let Reply { status, kind, text, .. } = self;
        let mut head = format!("HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n", text.len());
        let id = if protocol == Protocol::Anthropic { "request-id" } else { "x-request-id" };
        if !step.headers.iter().any(|(name, _)| name == id) {
            head.push_str(&format!("{id}: req_{place}\r\n"));
        }
        if let Answer::RateLimited(Some(seconds)) = step.answer {
            head.push_str(&format!("retry-after: {seconds}\r\n"));
        }
        for (name, value) in &step.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let sent = if step.answer == Answer::CutConnection { text.len() / 2 } else { text.len() };
        [head.as_bytes(), &text.as_bytes()[..sent]].concat()
    }
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
    arrivals.push_back(at);
    false
}

const MODELS: &str = r#"{"object":"list","data":[{"id":"stand-in","object":"model"}]}"#;

fn error_body(answer: &Answer, protocol: Protocol) -> (u16, String) {
    let (status, kind, message) = match answer {
        Answer::Error(status, kind, message) => (*status, *kind, *message),
        _ => (429, "rate_limit_error", "too many requests"),
    };
    let error = serde_json::json!({"type": kind, "message": message});
    let body = match protocol {
        Protocol::Anthropic => serde_json::json!({"type": "error", "error": error, "request_id": "req_x"}),
        _ => serde_json::json!({"error": {"type": kind, "message": message, "param": null, "code": null}}),
    };
    (status, body.to_string())
}

const SENTENCES: &[&str] = &[
    "I have been turning this over for weeks and would like to understand it before I decide anything at all.",
    "The savings account pays almost nothing, yet moving the money feels like jumping off a bridge.",
    "Let us begin with what you already have, and only then look at what might be missing.",
    "A cushion for half a year of expenses lets every other decision be a calm one.",
    "My partner sees it differently, and we have argued about the order of these steps more than once.",
    "That is a common worry, and there is a way to test it against a bad year in the market.",
    "If one step has to wait, it should be the one that can be undone least easily.",
    "What would you change first if you were looking at our accounts tonight?",
    "Put the transfer on the day the salary arrives, and the question never comes up again.",
    "I never thought of it that way, and it takes a weight off my shoulders to hear it.",
    "We can look at three numbers each quarter and leave everything else alone.",
    "How would I notice early enough that the plan no longer fits our life?",
];

/// Ten alternating turns of 150 to 350 characters whose words follow from the hash.
fn conversation(prompt: u64) -> String {
    let mut text = format!("{{\"title\":\"Talk {prompt:016x}\",\"turns\":[");
    let mut dice = prompt | 1;
    for turn in 0..10 {
        let role = if turn % 2 == 0 { "user" } else { "assistant" };
        text.push_str(if turn == 0 { "" } else { "," });
        text.push_str(&format!("{{\"role\":\"{role}\",\"content\":\"Point {} of {:04x}.", turn + 1, prompt >> 48));
        for _ in 0..2 {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push(' ');
            text.push_str(SENTENCES[(dice >> 33) as usize % SENTENCES.len()]);
        }
        text.push_str("\"}");
    }
    text.push_str("]}");
    text
}

fn half(text: &str) -> String {
    text[..text.len() / 2].to_owned()
}

/// The body of an answer, and the input and output tokens its usage tells.
fn answer_body(answer: &Answer, protocol: Protocol, prompt: u64) -> (String, (u64, u64)) {
    let good = || conversation(prompt);
    let is_anthropic = protocol == Protocol::Anthropic;
    let (complete, cut) = if is_anthropic { ("end_turn", "max_tokens") } else { ("stop", "length") };
    let (text, stop) = match answer {
        Answer::Text(text) => (text.clone(), complete),
        Answer::Stopped(text, stop) => (text.clone(), *stop),
        Answer::Prose => (format!("Here is {{the}} conversation:\n\n{}\n\nI hope that helps!", good()), complete),
        Answer::Fence => (format!("```json\n{}\n```", good()), complete),
        Answer::CutJson => (half(&good()), complete),
        Answer::MaxTokens => (half(&good()), cut),
        Answer::BadRoles => (good().replace("\"role\":\"user\"", "\"role\":\"customer\""), complete),
        Answer::Empty => (String::new(), complete),
        Answer::Refusal => (String::new(), if is_anthropic { "refusal" } else { "stop" }),
        _ => (good(), complete),
    };
    let quoted = serde_json::Value::String(text).to_string();
    let (read, wrote) = (600, quoted.len() as u64 / 4);
    let usage = match (answer, is_anthropic) {
        (Answer::NoUsage, _) => String::new(),
        (Answer::Usage(told), _) => format!(r#","usage":{told}"#),
        (_, true) => format!(
            r#","usage":{{"input_tokens":{read},"output_tokens":{wrote},"cache_creation_input_tokens":null,"cache_read_input_tokens":0}}"#
        ),
        (_, false) => format!(
            r#","usage":{{"prompt_tokens":{read},"completion_tokens":{wrote},"total_tokens":{}}}"#,
            read + wrote
        ),
    };
    let body = if is_anthropic {
        let details = if *answer == Answer::Refusal {
            r#","stop_details":{"type":"refusal","category":"general_harms","explanation":"not this one"}"#
        } else {
            ""
        };
        format!(
            r#"{{"id":"msg_1","type":"message","role":"assistant","model":"stand-in","content":[{{"type":"thinking","thinking":"hm","signature":"x"}},{{"type":"text","text":{quoted}}}],"stop_reason":"{stop}","stop_sequence":null{details}{usage}}}"#
        )
    } else {
        let message = if *answer == Answer::Refusal {
            r#"{"role":"assistant","content":null,"refusal":"not this one"}"#.to_owned()
        } else {
            format!(r#"{{"role":"assistant","content":{quoted},"reasoning_content":"hm"}}"#)
        };
        format!(
            r#"{{"id":"c1","object":"chat.completion","created":1,"model":"stand-in","choices":[{{"index":0,"message":{message},"finish_reason":"{stop}"}}]{usage}}}"#
        )
    };
    (body, (read, wrote))
}
