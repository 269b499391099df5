//! The writer: the one place where outcomes are saved, many in one transaction.
//!
//! Every call hands its outcome in and waits until it is durable. Outcomes gather while a transaction is written, so
//! one disk write saves many, and a lone outcome does not wait for others. A call keeps its place until its outcome is
//! saved. So there are never more unsaved answers than calls in flight.
//!
//! A full disk or a locked file loses nothing: the writer keeps the outcomes and retries. After a minute it spools them
//! to a file beside the database, which the next run replays (`spool.rs`).

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::store::{Outcome, Recorded, Store, StoreError};

use crate::engine::durability::spool;
use crate::engine::events::{Event, Watch};

/// The most outcomes per transaction.
const GROUP: usize = 256;
/// How often the writer yields to other tasks before a transaction, since larger groups write fewer pages.
const YIELDS: usize = 3;
/// How long the writer retries before it spools.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// How long the writer may take to save or spool after a second Ctrl-C: one try at a locked database, two locked spool
/// files, and some seconds more.
pub(crate) const LAST_WORDS: Duration = Duration::from_secs(20);
/// The pause between retries.
const PAUSE: Duration = Duration::from_millis(500);

/// Why an outcome is not in the database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{error}")]
pub struct NotSaved {
    /// What is wrong with the database.
    pub error: StoreError,
    /// The spool file that holds it instead; `None` if that could not be written either.
    pub spool_file: Option<PathBuf>,
}

/// The answers of a run that the database did not take.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spooled {
    /// The last database error.
    pub error: Option<StoreError>,
    /// How many answers are spooled.
    pub kept: u64,
    /// The spool files, each once.
    pub files: Vec<PathBuf>,
    /// How many could not be spooled either, and are lost.
    pub lost: u64,
}

impl Spooled {
    /// Whether every answer is in the database.
    pub fn is_empty(&self) -> bool {
        self.kept == 0 && self.lost == 0
    }

    fn add(&mut self, answers: usize, error: StoreError, file: Option<&PathBuf>) {
        self.error = Some(error);
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
        one.add(1, answer.error, answer.spool_file.as_ref());
        one
    }
}

/// An outcome, and the call that waits for it to be saved.
struct Handed {
    outcome: Outcome,
    saved: oneshot::Sender<Result<Recorded, NotSaved>>,
}

/// Hands outcomes to the writer's task. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Writer {
    jobs: mpsc::Sender<Handed>,
    state: Arc<State>,
}

/// What the writer and its task tell each other.
#[derive(Debug, Default)]
struct State {
    is_in_a_hurry: AtomicBool,
    is_stalled: AtomicBool,
}

impl Writer {
    /// Starts the writer's task. It ends once every clone of the writer is dropped and all outcomes are saved or
    /// spooled. It returns what was not saved, since the calls may have ended before.
    pub fn start(store: Store, watch: Arc<dyn Watch>) -> (Writer, JoinHandle<Spooled>) {
        let (jobs, queue) = mpsc::channel(GROUP);
        let state = Arc::new(State::default());
        let task = tokio::spawn(write_all(store, queue, watch, state.clone()));
        (Writer { jobs, state }, task)
    }

    /// After a hard stop: from now on an outcome that the database does not take at once is spooled.
    pub fn hurry(&self) {
        self.state.is_in_a_hurry.store(true, Ordering::Relaxed);
    }

    /// Whether the database does not take outcomes at this time.
    pub fn is_stalled(&self) -> bool {
        self.state.is_stalled.load(Ordering::Relaxed)
    }

    /// Saves an outcome. `Ok` means it is durable.
    pub async fn save(&self, outcome: Outcome) -> Result<Recorded, NotSaved> {
        let (saved, answer) = oneshot::channel();
        let gone = || NotSaved {
            error: StoreError::Other("the writer ended before this answer was saved".into()),
            spool_file: None,
        };
        self.jobs.send(Handed { outcome, saved }).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }
}

async fn write_all(
    store: Store,
    mut queue: mpsc::Receiver<Handed>,
    watch: Arc<dyn Watch>,
    state: Arc<State>,
) -> Spooled {
    let mut spooled = Spooled::default();
    while let Some(first) = queue.recv().await {
        let mut outcomes = vec![first.outcome];
        let mut waiting = vec![first.saved];
        // Takes along what other tasks can hand in now, and waits for no clock.
        for _ in 0..YIELDS {
            tokio::task::yield_now().await;
        }
        while outcomes.len() < GROUP
            && let Ok(job) = queue.try_recv()
        {
            outcomes.push(job.outcome);
            waiting.push(job.saved);
        }
        let in_a_hurry = || queue.is_closed() || state.is_in_a_hurry.load(Ordering::Relaxed);
        let saved = save_patiently(&store, &outcomes, (watch.as_ref(), &state.is_stalled), in_a_hurry).await;
        state.is_stalled.store(false, Ordering::Relaxed);
        match saved {
            Ok(recorded) => {
                for (saved, recorded) in waiting.into_iter().zip(recorded) {
                    // The call may have been dropped; its outcome is saved.
                    let _ = saved.send(Ok(recorded));
                }
            }
            Err(error) => {
                let spool_file = spool::append_outcomes(&store, &outcomes)
                    .await
                    .inspect_err(|error| tracing::error!(%error, "answers cannot be spooled"))
                    .ok();
                spooled.add(outcomes.len(), error.clone(), spool_file.as_ref());
                for saved in waiting {
                    let _ = saved.send(Err(NotSaved { error: error.clone(), spool_file: spool_file.clone() }));
                }
            }
        }
    }
    spooled
}

/// Retries a passing error for a minute, or until nobody waits any more (`in_a_hurry`), as after a second Ctrl-C.
async fn save_patiently(
    store: &Store,
    outcomes: &[Outcome],
    (watch, is_stalled): (&dyn Watch, &AtomicBool),
    in_a_hurry: impl Fn() -> bool,
) -> Result<Vec<Recorded>, StoreError> {
    let begin = Instant::now();
    let mut stalled = false;
    loop {
        match store.record(outcomes).await {
            Ok(recorded) => {
                // Moved away during the save: nobody may find it there. A replay of what is there changes nothing.
                store.check_in_place()?;
                if stalled {
                    watch.event(Event::StoreRecovered);
                }
                return Ok(recorded);
            }
            Err(error) if error.is_passing() && begin.elapsed() < PATIENCE && !in_a_hurry() => {
                if !stalled {
                    stalled = true;
                    is_stalled.store(true, Ordering::Relaxed);
                    watch.event(Event::StoreStalled { reason: error.to_string(), held: outcomes.len() as u64 });
                }
                tokio::time::sleep(PAUSE).await;
            }
            Err(error) => return Err(error),
        }
    }
}
