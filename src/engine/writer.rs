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
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let before = file.metadata()?.len();
    let written = file.write_all(&lines).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a line would spoil the file for those who read it.
        let _ = file.set_len(before);
    }
    written
}

/// What taking in a rescue file came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rescued {
    /// The file, now gone.
    pub path: PathBuf,
    /// Answers taken in.
    pub outcomes: usize,
}

/// Takes the answers of an earlier run's rescue file into the database, and removes the file once they are durable.
///
/// Lines that cannot be read stay behind in the file, so that nothing is lost to a damaged one.
pub async fn take_in_rescued(store: &Store) -> Result<Option<Rescued>, StoreError> {
    let path = rescue_path(&store.place());
    let Ok(text) = std::fs::read_to_string(&path) else { return Ok(None) };
    let (mut outcomes, mut damaged) = (Vec::new(), String::new());
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match serde_json::from_str::<Outcome>(line) {
            Ok(outcome) => outcomes.push(outcome),
            Err(_) => {
                damaged.push_str(line);
                damaged.push('\n');
            }
        }
    }
    for group in outcomes.chunks(GROUP) {
        store.record(group).await?;
    }
    let cleared = if damaged.is_empty() { std::fs::remove_file(&path) } else { std::fs::write(&path, damaged) };
    if let Err(error) = cleared {
        tracing::warn!(path = %path.display(), %error, "the rescue file could not be cleared");
    }
    Ok(Some(Rescued { path, outcomes: outcomes.len() }))
}
