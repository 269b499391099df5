//! Changes of the conversation that a session has open: a new text, a note, a tag, the trash.

use chrono::{DateTime, Utc};

use crate::domain::review::Basis;
use crate::domain::tag::Tag;
use crate::review::outcome::{Meanwhile, Next};
use crate::review::queue::Session;
use crate::store::{Store, StoreError, Tagging};

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

    /// Keeps a note about the current conversation in its history. Reads it again.
    pub async fn note(&mut self, text: &str, now: DateTime<Utc>) -> Result<Next, StoreError> {
        let Some(current) = &self.current else { return Ok(Next::End) };
        let id = current.conversation.id;
        self.store.note(&[id], text, Basis::Opened, &self.by, now).await?;
        self.counts.noted += 1;
        self.acts.add(&self.store, &self.by, now).await;
        self.read(id, now).await
    }

    /// Puts a tag on the current conversation, or takes it off. Reads it again; `None` where nothing changed.
    pub async fn tag(&mut self, tag: &Tag, how: Tagging, now: DateTime<Utc>) -> Result<Option<Next>, StoreError> {
        let Some(current) = &self.current else { return Ok(None) };
        let id = current.conversation.id;
        if self.store.tag(&[id], (tag, how), Basis::Opened, &self.by, now).await?.is_empty() {
            return Ok(None);
        }
        self.counts.tagged += 1;
        self.acts.add(&self.store, &self.by, now).await;
        self.read(id, now).await.map(Some)
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
        self.is_done_with([id]);
        Ok(None)
    }
}
