//! Undo: takes back the last act of a person, then the one before, as often as they like.

use chrono::{DateTime, Utc};

use crate::store::{Act, Store, StoreError, Undoable};

/// The last act of a person. Nothing changes before [`Undo::commit`].
#[derive(Debug, Clone, PartialEq)]
pub struct Undo {
    act: Act,
}

/// What an undo did: conversations that are as they were, and those that somebody had changed since.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Undone {
    /// The act that was taken back.
    pub act: Act,
    /// These are as they were before it.
    pub undone: Vec<Undoable>,
    /// These stayed as they are.
    pub left: Vec<Undoable>,
}

/// The last act of this person that nobody took back, after so many passed over; `None` where there is none.
pub async fn last_undo(store: &Store, by: &str, passed_over: u32) -> Result<Option<Undo>, StoreError> {
    let acts = store.acts_of(by, passed_over + 1).await?;
    Ok(acts.into_iter().nth(passed_over as usize).map(Undo::of))
}

impl Undo {
    pub(super) fn of(act: Act) -> Undo {
        Undo { act }
    }

    /// The act.
    pub fn act(&self) -> &Act {
        &self.act
    }

    /// Takes the act back. What others changed since stays as it is.
    pub async fn commit(self, store: &Store, now: DateTime<Utc>) -> Result<Undone, StoreError> {
        let mut undone = store.undo(&self.act, &self.act.by, now).await?;
        // A hundred thousand are not moved to another list.
        let left = undone.extract_if(.., |one| one.changed_by.is_some()).collect();
        Ok(Undone { act: self.act, undone, left })
    }
}
