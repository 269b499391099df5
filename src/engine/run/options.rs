//! What a run is told from outside.

use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::engine::durability::writer::Spooled;
use crate::engine::events::Watch;

/// How urgently a run is asked to stop from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Halt {
    /// Not at all.
    No,
    /// Start nothing new, save what is in flight.
    Gently,
    /// Stop at once.
    Now,
}

/// Who watches a run, stops it and saves its answers.
pub(crate) struct RunOptions {
    /// Stops the run from outside.
    pub halt: watch::Receiver<Halt>,
    /// Told of everything that happens.
    pub watch: Arc<dyn Watch>,
    /// The writer's task, waited for at the end: it says which answers were not saved.
    pub writer: JoinHandle<Spooled>,
}

/// Completes once the halt is that urgent; never, when nobody can say so any more.
pub(crate) async fn reaches(mut halt: watch::Receiver<Halt>, level: Halt) {
    if halt.wait_for(|halt| *halt >= level).await.is_err() {
        std::future::pending::<()>().await;
    }
}
