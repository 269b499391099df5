//! What a run is told from outside.

use std::collections::BTreeMap;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::domain::batch::BatchStatus;
use crate::domain::ids::{BatchId, TemplateId};
use crate::domain::money::Usd;

use crate::engine::batch::Templates;
use crate::engine::durability::writer::Spooled;
use crate::engine::run::target::Target;

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

/// What a run needs beside the caller of its calls.
#[derive(Debug)]
pub struct RunOptions {
    /// The batch.
    pub batch: BatchId,
    /// How it stood when it was asked for: where it was paused or cancelled since, that word is the later one.
    pub seen: BatchStatus,
    /// Its templates.
    pub templates: Templates,
    /// What one conversation is expected to cost, by template.
    pub cost_each: BTreeMap<TemplateId, Usd>,
    /// Whether the first failed item ends the run.
    pub stop_on_error: bool,
    /// What is wanted passed, and how many cells there are: then the items are candidates.
    pub target: Option<(Target, u64)>,
    /// Stops the run from outside.
    pub halt: watch::Receiver<Halt>,
    /// The writer's task, waited for at the end: it says which answers were not saved.
    pub writer: JoinHandle<Spooled>,
}
