//! A provider stand-in over real HTTP: both protocols on one free loopback port, programmable, with a journal.
//!
//! It speaks HTTP/1.1 itself instead of through a framework, for two reasons: it can cut a connection in the middle of
//! an answer, and it knows whether every byte of an answer was taken by the socket, which is what "paid for" means. It
//! uses no file of the tests beside this folder, so that a benchmark can include it by `#[path]`.

mod arrival;
mod bodies;
mod connection;
mod journal;
mod marks;
mod script;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use tokio::net::TcpListener;

use connection::accept;
use journal::Inner;
use script::lock;

pub use journal::{Entry, Window};
pub use marks::MarksFault;
pub use script::{
    Answer, BOTH, Protocol, Question, Script, Step, always, every_time, first_time, lognormal, mix, queue, slow,
};

/// A running stand-in. It ends with the process or when dropped.
pub struct StandIn {
    inner: Arc<Inner>,
    port: u16,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
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
