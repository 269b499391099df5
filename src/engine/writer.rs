//! The one place where answers are saved: many at a time, durable before anybody goes on.
//!
//! Every call hands its outcome in and waits. While one transaction is being written the next outcomes gather, so
//! that the disk is paid once for all of them and a lone outcome is never kept waiting for company. Since a call's
//! place is only free again once its outcome is saved, never more answers are unsaved than calls were in flight.
//!
//! What was paid for is not dropped because a disk is full or a file locked: the outcomes are kept and tried again,
//! and when patience ends they are put into a rescue file beside the database, which the next run takes in.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::store::{Outcome, Recorded, Store, StoreError};

use super::events::{Event, Watch};

/// The most outcomes in one transaction.
const GROUP: usize = 256;
/// How often all other tasks that can go on do so before a transaction begins: each larger group writes fewer pages.
const TURNS_FOR_OTHERS: usize = 3;
/// How long outcomes are kept in memory and tried again before they go to the rescue file.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);
/// How long answers that came in have to be saved, or put aside, after a second Ctrl-C: what one try at a locked
/// database takes at the most, and some.
pub(super) const LAST_WORDS: Duration = Duration::from_secs(15);
/// The pause between two tries.
const PAUSE: Duration = Duration::from_millis(500);

/// Why an outcome is not in the database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct NotSaved {
    /// What the database said.
    pub reason: String,
    /// The file it was put into instead; `None` where not even that could be written.
    pub rescue: Option<PathBuf>,
}

struct Job {
    outcome: Outcome,
    saved: oneshot::Sender<Result<Recorded, NotSaved>>,
}

/// Hands outcomes to the writer. Cheap to clone; the writer ends when the last one is gone.
#[derive(Debug, Clone)]
pub struct Writer {
    jobs: mpsc::Sender<Job>,
}

impl Writer {
    /// Starts the writer of a run. Its task ends once every clone of the writer is gone and all outcomes are saved.
    pub fn start(store: Store, watch: Arc<dyn Watch>) -> (Writer, JoinHandle<()>) {
        let (jobs, queue) = mpsc::channel(GROUP);
        let task = tokio::spawn(write_all(store, queue, watch));
        (Writer { jobs }, task)
    }

    /// Saves an outcome; durable when this returns `Ok`.
    pub async fn save(&self, outcome: Outcome) -> Result<Recorded, NotSaved> {
        let (saved, answer) = oneshot::channel();
        let gone = || NotSaved { reason: "the writer ended before this answer was saved".into(), rescue: None };
        self.jobs.send(Job { outcome, saved }).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }
}

async fn write_all(store: Store, mut queue: mpsc::Receiver<Job>, watch: Arc<dyn Watch>) {
    while let Some(first) = queue.recv().await {
        let mut outcomes = vec![first.outcome];
        let mut waiting = vec![first.saved];
        // Answers that are there already come along: no clock is waited for, so a lone one goes at once.
        for _ in 0..TURNS_FOR_OTHERS {
            tokio::task::yield_now().await;
        }
        while outcomes.len() < GROUP
            && let Ok(job) = queue.try_recv()
        {
            outcomes.push(job.outcome);
            waiting.push(job.saved);
        }
        match save_patiently(&store, &outcomes, watch.as_ref(), || queue.is_closed()).await {
            Ok(recorded) => {
                for (saved, recorded) in waiting.into_iter().zip(recorded) {
                    // Whoever asked may be gone; what matters is saved.
                    let _ = saved.send(Ok(recorded));
                }
            }
            Err(error) => {
                let reason = error.to_string();
                let rescue = rescue(&store.place(), &outcomes).ok();
                for saved in waiting {
                    let _ = saved.send(Err(NotSaved { reason: reason.clone(), rescue: rescue.clone() }));
                }
            }
        }
    }
}

/// Tries until it works, the error is none that passes, or patience ends: at once where everybody who waited for an
/// answer is gone, which is a run that leaves in a hurry.
async fn save_patiently(
    store: &Store,
    outcomes: &[Outcome],
    watch: &dyn Watch,
    in_a_hurry: impl Fn() -> bool,
) -> Result<Vec<Recorded>, StoreError> {
    let begin = Instant::now();
    let mut stalled = false;
    loop {
        match store.record(outcomes).await {
            Ok(recorded) => {
                if stalled {
                    watch.event(Event::StoreRecovered);
                }
                return Ok(recorded);
            }
            Err(error) if error.is_passing() && begin.elapsed() < PATIENCE && !in_a_hurry() => {
                if !stalled {
                    stalled = true;
                    watch.event(Event::StoreStalled { reason: error.to_string() });
                }
                tokio::time::sleep(PAUSE).await;
            }
            Err(error) => return Err(error),
        }
    }
}

/// The rescue file of a database: beside a file, in the current folder for a server.
pub fn rescue_path(place: &str) -> PathBuf {
    if place.contains("://") {
        PathBuf::from("dialoom.rescue.jsonl")
    } else {
        PathBuf::from(format!("{place}.rescue.jsonl"))
    }
}

/// Appends outcomes to the rescue file, or to one in the folder for temporary files where that has no room either.
fn rescue(place: &str, outcomes: &[Outcome]) -> std::io::Result<PathBuf> {
    let beside = rescue_path(place);
    let elsewhere = std::env::temp_dir().join(beside.file_name().unwrap_or_default());
    append(&beside, outcomes).map(|()| beside).or_else(|_| append(&elsewhere, outcomes).map(|()| elsewhere))
}

fn append(path: &Path, outcomes: &[Outcome]) -> std::io::Result<()> {
    let mut lines = Vec::new();
    for outcome in outcomes {
        serde_json::to_writer(&mut lines, outcome)?;
        lines.push(b'\n');
    }
    append_lines(path, &lines)
}

fn append_lines(path: &Path, lines: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let before = file.metadata()?.len();
    let written = file.write_all(lines).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a line would spoil the file for those who read it.
        let _ = file.set_len(before);
    }
    written
}

/// What taking in a rescue file came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rescued {
    /// The file, now gone unless lines are left in it.
    pub path: PathBuf,
    /// Answers taken in.
    pub outcomes: usize,
    /// Lines that stay in it: damaged ones, and those the database refuses, which belong to another.
    pub left: usize,
}

/// Takes the answers of an earlier run's rescue file into the database, and removes the file once they are durable.
///
/// Lines that cannot be read or stored stay behind in the file, so that nothing is lost to a damaged one. Several
/// processes may do so at once, and others may add to the file meanwhile: an answer is stored once, and what is added is
/// taken in, too.
pub async fn take_in_rescued(store: &Store) -> Result<Option<Rescued>, StoreError> {
    let path = rescue_path(&store.place());
    let mut rescued: Option<Rescued> = None;
    loop {
        let failed = |error: std::io::Error| StoreError::Other(format!("{}: {error}", path.display()));
        let found = match std::fs::read(&path) {
            Ok(found) => found,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(rescued),
            Err(error) => return Err(failed(error)),
        };
        let (stored, refused) = take_in(store, &found).await?;
        let so_far = rescued.get_or_insert(Rescued { path: path.clone(), outcomes: 0, left: 0 });
        so_far.outcomes += stored;
        so_far.left = lines_of(&refused).count();
        // Out of the way first: what others add from here on is in a new file.
        let aside = PathBuf::from(format!("{}.{}", path.display(), std::process::id()));
        match std::fs::rename(&path, &aside) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(rescued),
            Err(error) => return Err(failed(error)),
        }
        let now_is = std::fs::read(&aside).map_err(failed)?;
        // Where it does not begin as it did, another process has taken it in meanwhile, and left what it must.
        let added = now_is.strip_prefix(found.as_slice());
        let left = added.map_or(now_is.clone(), |added| [&refused, added].concat());
        if !left.is_empty() {
            append_lines(&path, &left).map_err(failed)?;
        }
        std::fs::remove_file(&aside).map_err(failed)?;
        if added.is_none_or(<[u8]>::is_empty) {
            return Ok(rescued);
        }
    }
}

fn lines_of(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty())
}

/// Stores what these lines hold. Gives how many were, and the lines that could not be.
async fn take_in(store: &Store, text: &[u8]) -> Result<(usize, Vec<u8>), StoreError> {
    let (mut known, mut refused) = (Vec::new(), Vec::new());
    let mut refuse = |line: &[u8]| {
        refused.extend_from_slice(line);
        refused.push(b'\n');
    };
    for line in lines_of(text) {
        match serde_json::from_slice::<Outcome>(line) {
            Ok(outcome) => known.push((line, outcome)),
            Err(_) => refuse(line),
        }
    }
    let mut stored = 0;
    for (line, outcome) in &known {
        match store.record(std::slice::from_ref(outcome)).await {
            Ok(_) => stored += 1,
            Err(error) if error.is_passing() => return Err(error),
            // Another process may have stored it in the same instant; then it is found now.
            Err(_) => match store.record(std::slice::from_ref(outcome)).await {
                Ok(_) => stored += 1,
                Err(error) if error.is_passing() => return Err(error),
                Err(error) => {
                    tracing::warn!(%error, "an answer put aside cannot be stored");
                    refuse(line);
                }
            },
        }
    }
    Ok((stored, refused))
}
