//! Changes of the conversation that a session has open: a new text, or the trash.

use chrono::{DateTime, Utc};

use crate::domain::review::Basis;
use crate::review::outcome::{Meanwhile, Next};
use crate::review::queue::Session;
use crate::store::{Store, StoreError};

impl Session {
    /// The store that it reads and writes.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The reviewer.
    pub fn by(&self) -> &str {
        &self.by
    }

    /// The reviewer gave the current conversation another text at this moment. Reads it again.
    pub async fn edited(&mut self, at: DateTime<Utc>) -> Result<Next, StoreError> {
        self.counts.edited += 1;
        self.acts.add(&self.store, &self.by, at).await;
        match &self.current {
            Some(current) => self.read(current.conversation.id, at).await,
            None => Ok(Next::End),
        }
    }

    /// Moves the current conversation to the trash. Returns what somebody else did to it meanwhile instead: then it stays.
    pub async fn delete(&mut self, force: bool, now: DateTime<Utc>) -> Result<Option<Meanwhile>, StoreError> {
        let Some(current) = &self.current else { return Ok(None) };
        if let Some(meanwhile) = self.meanwhile(current).await? {
            self.current = None;
            self.counts.elsewhere += 1;
            return Ok(Some(meanwhile));
        }
        let id = current.conversation.id;
        self.store.delete(&[id], force, Basis::Opened, &self.by, now).await?;
        self.current = None;
        self.counts.deleted += 1;
        self.acts.add(&self.store, &self.by, now).await;
        self.walked -= usize::from(self.trail[..self.walked].contains(&id));
        self.trail.retain(|other| *other != id);
        Ok(None)
    }
}
