//! How a run is watched and stopped from outside.

use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::engine::durability::writer::Spooled;
use crate::engine::events::Watch;

/// How urgently a run must stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Halt {
    /// It continues.
    No,
    /// Start nothing new, save what is in flight.
    Gently,
    /// Stop at once.
    Now,
}

pub(crate) struct RunOptions {
    pub halt: watch::Receiver<Halt>,
    pub watch: Arc<dyn Watch>,
    /// The writer's task. Its result, at the end of the run, says which answers were not saved.
    pub writer: JoinHandle<Spooled>,
}

/// Completes once the halt is this urgent; never, if the sender is gone.
pub(crate) async fn reaches(mut halt: watch::Receiver<Halt>, level: Halt) {
    if halt.wait_for(|halt| *halt >= level).await.is_err() {
        std::future::pending::<()>().await;
    }
}
