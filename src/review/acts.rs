//! The acts of one session, in order, so that it takes back its own and no other.

use chrono::{DateTime, Utc};

use crate::review::undo::{Undo, Undone};
use crate::store::{Act, Store, StoreError};

#[derive(Debug, Default)]
pub(super) struct Acts(Vec<Act>);

impl Acts {
    /// Adds the act that this person wrote at this moment.
    pub(super) async fn add(&mut self, store: &Store, by: &str, at: DateTime<Utc>) {
        // The act itself is stored. Where it cannot be read back, `dialoom undo` still finds it.
        if let Ok(Some(act)) = store.act_at(by, at).await {
            self.0.push(act);
        }
    }

    pub(super) fn last(&self) -> Option<&Act> {
        self.0.last()
    }

    /// Takes the last one back. `None` where there is none; nothing undone and nothing left where that was done already.
    pub(super) async fn take_back(&mut self, store: &Store, now: DateTime<Utc>) -> Result<Option<Undone>, StoreError> {
        let Some(act) = self.0.last().cloned() else { return Ok(None) };
        let undone = match Undo::of(act.clone()).commit(store, now).await {
            Err(StoreError::Taken { .. }) => Undone { act, undone: Vec::new(), left: Vec::new() },
            undone => undone?,
        };
        self.0.pop();
        Ok(Some(undone))
    }
}
