//! The claim of a review session on the conversation it reads: another's queue passes over it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::domain::ids::ConversationId;
use crate::store::{Claim, Claimant, Store, StoreError};

/// How long a claim lasts without a heartbeat.
pub(super) const LEASE: Duration = Duration::from_secs(60);
/// Heartbeats in the length of a lease.
const HEARTBEATS: u32 = 4;

/// The claims of one session. Heartbeats renew them while it lives; a process that is stopped or gone loses them.
#[derive(Debug)]
pub(super) struct Claims {
    store: Store,
    claimant: Claimant,
    heartbeat: Option<JoinHandle<()>>,
}

impl Claims {
    pub(super) fn new(store: Store, by: String, lease: Duration) -> Claims {
        Claims { store, claimant: Claimant { session: Uuid::now_v7(), by, lease }, heartbeat: None }
    }

    /// Claims a conversation and marks it as opened. The claim of another session is returned instead.
    pub(super) async fn open(&mut self, id: ConversationId, at: DateTime<Utc>) -> Result<Option<Claim>, StoreError> {
        let other = self.store.claim(id, &self.claimant, at).await?;
        if self.heartbeat.is_none() {
            self.heartbeat = Some(tokio::spawn(beat(self.store.clone(), self.claimant.clone())));
        }
        Ok(other)
    }

    /// Ends the claim of the session.
    pub(super) async fn end(&mut self) -> Result<(), StoreError> {
        if let Some(heartbeat) = self.heartbeat.take() {
            heartbeat.abort();
        }
        self.store.unclaim(self.claimant.session).await
    }
}

impl Drop for Claims {
    fn drop(&mut self) {
        if let Some(heartbeat) = &self.heartbeat {
            heartbeat.abort();
        }
    }
}

async fn beat(store: Store, claimant: Claimant) {
    loop {
        tokio::time::sleep(claimant.lease / HEARTBEATS).await;
        // A database that fails now may work the next time; the lease covers several heartbeats.
        drop(store.renew_claim(&claimant).await);
    }
}
