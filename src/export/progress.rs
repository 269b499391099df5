//! How far an export is, for whoever waits.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts that grow while the export runs. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    selected: AtomicU64,
    compared: AtomicU64,
    read: AtomicU64,
}

/// The counts at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SoFar {
    /// Conversations to read; 0 while that is not known.
    pub selected: u64,
    /// Conversations compared with the others, which a split does first.
    pub compared: u64,
    /// Conversations read and written, or left out.
    pub read: u64,
}

impl Progress {
    /// What was done until now.
    pub fn so_far(&self) -> SoFar {
        let Counts { selected, compared, read } = &*self.0;
        let [selected, compared, read] = [selected, compared, read].map(|count| count.load(Ordering::Relaxed));
        SoFar { selected, compared, read }
    }

    pub(super) fn selects(&self, conversations: u64) {
        self.0.selected.store(conversations, Ordering::Relaxed);
    }

    pub(super) fn compares(&self, conversations: usize) {
        self.0.compared.fetch_add(conversations as u64, Ordering::Relaxed);
    }

    pub(super) fn reads(&self, conversations: usize) {
        self.0.read.fetch_add(conversations as u64, Ordering::Relaxed);
    }
}
