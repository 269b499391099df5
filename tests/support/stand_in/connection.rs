//! HTTP/1.1 on one connection: requests in, answers out, or half of one.

use std::sync::Arc;
use std::time::Instant;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::arrival;
use super::bodies::{MODELS, Seed, answer_body, error_body};
use super::journal::{Inner, Request, enter, step_for};
use super::marks::turns_to_mark;
use super::script::{Answer, Protocol, Step, lock};

pub(super) async fn accept(listener: TcpListener, inner: Arc<Inner>) {
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            // Without it small answers wait for the client's acknowledgement.
            let _ = stream.set_nodelay(true);
            arrival::watch(&stream);
            tokio::spawn(talk(stream, Arc::clone(&inner)));
        }
    }
}

/// Reads one request; `None` at the end of the connection.
async fn read(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Request> {
    let (mut searched, mut at) = (0, Instant::now());
    let head = loop {
        if let Some(at) = buffer[searched..].windows(4).position(|four| four == b"\r\n\r\n") {
            break searched + at + 4;
        }
        searched = buffer.len().saturating_sub(3);
        at = more(stream, buffer).await?;
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
        at = more(stream, buffer).await?;
    }
    let body = String::from_utf8_lossy(&buffer[head..head + length]).into();
    buffer.drain(..head + length);
    Some(Request { at, line, key, body })
}

/// Reads what there is, and tells when it came; `None` at the end of the connection.
async fn more(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Instant> {
    let (count, at) = arrival::read(stream, buffer).await.ok()?;
    (count > 0).then_some(at)
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
    let to_mark = turns_to_mark(&request.body);
    let step = step_for(inner, place, request);
    if !step.delay.is_zero() {
        tokio::time::sleep(step.delay).await;
    }
    let (protocol, seed, path) = {
        let entry = &lock(&inner.journal)[place];
        (entry.protocol, Seed { prompt: entry.prompt, place: place as u64, to_mark }, entry.path.clone())
    };
    match step.answer {
        Answer::Hang => {
            lock(&inner.journal)[place].billed = Some(answer_body(&Answer::Good, protocol, &seed).1);
            // Until the client goes away, however long that is.
            let mut rest = [0; 1];
            let _ = stream.read(&mut rest).await;
            return false;
        }
        Answer::Close => return false,
        _ => {}
    }
    let reply = reply(&step.answer, protocol, &seed, &path);
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

/// An answer as it goes over the wire.
struct Reply {
    status: u16,
    kind: &'static str,
    text: String,
    /// Input and output tokens somebody would have to pay for.
    billed: Option<(u64, u64)>,
}

fn reply(answer: &Answer, protocol: Protocol, seed: &Seed, path: &str) -> Reply {
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
            let (text, tokens) = answer_body(answer, protocol, seed);
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
