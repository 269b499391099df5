//! The conversations that a command made, to say after judging how they turned out.

use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::ids::ConversationId;
use crate::store::{Result, Store};

use crate::engine::events::{Event, Watch};
use crate::engine::session::SessionOptions;
use crate::engine::summary::Summary;

/// Conversations in one read.
const PAGE: usize = 200;

/// Passes events on, and keeps the ids of what is stored: 16 bytes each.
pub(super) struct Made {
    watch: Arc<dyn Watch>,
    ids: Mutex<Vec<ConversationId>>,
}

impl Watch for Made {
    fn event(&self, event: Event) {
        if let Event::Stored { id, .. } = &event {
            self.ids.lock().unwrap_or_else(PoisonError::into_inner).push(*id);
        }
        self.watch.event(event);
    }
}

impl Made {
    /// Watches a session in place of its own watcher.
    pub fn watch(options: &mut SessionOptions) -> Arc<Made> {
        let made = Arc::new(Made { watch: options.watch.clone(), ids: Mutex::default() });
        options.watch = made.clone();
        made
    }

    /// Counts in the summary what was made as it stands now, with its marks, whoever asked for them.
    pub async fn count_anew(&self, store: &Store, summary: &mut Summary) -> Result<()> {
        let ids = self.ids.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut counted = summary.without_quality();
        for some in ids.chunks(PAGE) {
            for full in store.full(some).await? {
                counted.count_as_it_is(&full.conversation);
            }
        }
        *summary = counted;
        Ok(())
    }
}
