//! The one place where answers are saved: many at a time, durable before anybody goes on.
//!
//! Every call hands its outcome in and waits. While one transaction is being written the next outcomes gather, so
//! that the disk is paid once for all of them and a lone outcome is never kept waiting for company. Since a call's
//! place is only free again once its outcome is saved, never more answers are unsaved than calls were in flight.
//!
//! What was paid for is not dropped because a disk is full or a file locked: the outcomes are kept and tried again,
//! and when patience ends they are spooled to a file beside the database, which the next run replays (`spool.rs`).

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::store::{Outcome, Recorded, Store, StoreError};

use crate::engine::durability::spool;
use crate::engine::events::{Event, Watch};

/// The most outcomes in one transaction.
const GROUP: usize = 256;
/// How often all other tasks that can go on do so before a transaction begins: each larger group writes fewer pages.
const TURNS_FOR_OTHERS: usize = 3;
/// How long outcomes are kept in memory and tried again before they go to the spool file.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// How long answers that came in have to be saved, or spooled, after a second Ctrl-C: what one try at a locked
/// database takes at the most, and two files that others work on, and some.
pub(crate) const LAST_WORDS: Duration = Duration::from_secs(20);
/// The pause between two tries.
const PAUSE: Duration = Duration::from_millis(500);

/// Why an outcome is not in the database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct NotSaved {
    /// What the database said.
    pub reason: String,
    /// The file it was put into instead; `None` where not even that could be written.
    pub spool_file: Option<PathBuf>,
}

/// What became of a run's answers that the database did not take.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spooled {
    /// What the database said last.
    pub reason: String,
    /// How many answers are in the files.
    pub kept: u64,
    /// The files they are in, each once.
    pub files: Vec<PathBuf>,
    /// How many could not even be put there, and are lost.
    pub lost: u64,
}

impl Spooled {
    /// Whether every answer is in the database.
    pub fn is_empty(&self) -> bool {
        self.kept == 0 && self.lost == 0
    }

    fn add(&mut self, answers: usize, reason: &str, file: Option<&PathBuf>) {
        reason.clone_into(&mut self.reason);
        match file {
            Some(file) => {
                self.kept += answers as u64;
                if !self.files.contains(file) {
                    self.files.push(file.clone());
                }
            }
            None => self.lost += answers as u64,
        }
    }
}

impl From<NotSaved> for Spooled {
    fn from(answer: NotSaved) -> Spooled {
        let mut one = Spooled::default();
        one.add(1, &answer.reason, answer.spool_file.as_ref());
        one
    }
}

/// An outcome handed in, and who waits for it to be saved.
struct Handed {
    outcome: Outcome,
    saved: oneshot::Sender<Result<Recorded, NotSaved>>,
}

/// Hands outcomes to the writer. Cheap to clone; the writer ends when the last one is gone.
#[derive(Debug, Clone)]
pub struct Writer {
    jobs: mpsc::Sender<Handed>,
}

impl Writer {
    /// Starts the writer of a run. Its task ends once every clone of the writer is gone and all outcomes are saved or put
    /// aside, and gives which were not saved: whoever handed them in may be gone by then.
    pub fn start(store: Store, watch: Arc<dyn Watch>) -> (Writer, JoinHandle<Spooled>) {
        let (jobs, queue) = mpsc::channel(GROUP);
        let task = tokio::spawn(write_all(store, queue, watch));
        (Writer { jobs }, task)
    }

    /// Saves an outcome; durable when this returns `Ok`.
    pub async fn save(&self, outcome: Outcome) -> Result<Recorded, NotSaved> {
        let (saved, answer) = oneshot::channel();
        let gone = || NotSaved { reason: "the writer ended before this answer was saved".into(), spool_file: None };
        self.jobs.send(Handed { outcome, saved }).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }
}

async fn write_all(store: Store, mut queue: mpsc::Receiver<Handed>, watch: Arc<dyn Watch>) -> Spooled {
    let mut spooled = Spooled::default();
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
                let spool_file = spool::append_outcomes(&store, &outcomes)
                    .await
                    .inspect_err(|error| tracing::error!(%error, "answers cannot be spooled"))
                    .ok();
                spooled.add(outcomes.len(), &reason, spool_file.as_ref());
                for saved in waiting {
                    let _ = saved.send(Err(NotSaved { reason: reason.clone(), spool_file: spool_file.clone() }));
                }
            }
        }
    }
    spooled
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
                    watch.event(Event::StoreStalled { reason: error.to_string(), held: outcomes.len() as u64 });
                }
                tokio::time::sleep(PAUSE).await;
            }
            Err(error) => return Err(error),
        }
    }
}
