//! Undo in a session: its last act is taken back, and the conversation comes back on the screen.

use chrono::{DateTime, Utc};

use crate::domain::ids::ConversationId;
use crate::review::outcome::Next;
use crate::review::queue::Session;
use crate::review::undo::Undone;
use crate::store::{Act, StoreError};

/// An act of the session that was taken back.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenBack {
    /// What it changed.
    pub undone: Undone,
    /// The conversation that it was about, or the first of them; `None` where nothing was changed.
    pub next: Option<Next>,
}

impl Session {
    /// The act that `undo` would take back.
    pub fn last_act(&self) -> Option<&Act> {
        self.acts.last()
    }

    /// Takes the last act of this session back; `None` where there is none.
    pub async fn undo(&mut self, now: DateTime<Utc>) -> Result<Option<TakenBack>, StoreError> {
        let Some(undone) = self.acts.take_back(&self.store, now).await? else { return Ok(None) };
        self.approved_at = None;
        let ids: Vec<ConversationId> = undone.undone.iter().map(|one| one.id).collect();
        self.sent_back.retain(|(id, _)| !ids.contains(id));
        // Taken back by another command meanwhile: then nothing is left to undo, and the session did not do it either.
        let is_elsewhere = undone.undone.is_empty() && undone.left.is_empty();
        let number = if is_elsewhere { undone.act.conversations } else { ids.len() as u64 };
        self.counts.take_back(undone.act.action, number);
        let next = self.come_back(&ids, now).await?;
        Ok(Some(TakenBack { undone, next }))
    }

    /// Puts one of these on the screen, and the others into the queue. The one on the screen is the next.
    async fn come_back(&mut self, ids: &[ConversationId], now: DateTime<Utc>) -> Result<Option<Next>, StoreError> {
        let here = self.current.as_ref().map(|current| current.conversation.id);
        // The one that was on the screen last, else the first.
        let seen = self.trail[..self.walked].iter().rev().find(|id| ids.contains(id)).copied();
        let Some(first) = seen.or(ids.first().copied()) else { return Ok(None) };
        self.decided_at_once.retain(|id| !ids.contains(id));
        self.decided.retain(|id| !ids.contains(id));
        if ids.len() > 1 {
            self.start_again();
        }
        let next = self.read(first, now).await?;
        // Another session may read it now: then what is on the screen stays.
        let here = if matches!(next, Next::Read(_)) { here.filter(|id| *id != first) } else { return Ok(Some(next)) };
        let before = self.trail[..self.walked].iter().filter(|id| !ids.contains(id) && Some(**id) != here).count();
        self.trail.retain(|id| !ids.contains(id));
        self.trail.insert(before, first);
        self.walked = before + 1;
        Ok(Some(next))
    }
}
