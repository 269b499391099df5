//! How many conversations a review session still has before it, and what it leaves behind.

use crate::domain::ids::ConversationId;
use crate::domain::status::Status;
use crate::review::queue::Session;
use crate::store::StoreError;

/// Conversations read at once.
const AT_ONCE: usize = 500;

impl Session {
    /// How many conversations match the filter now; of named or drawn ones, how many are undecided and not sent back here.
    pub async fn remaining(&self) -> Result<u64, StoreError> {
        match &self.named {
            None => Ok(self.store.count(&self.filter).await? + self.opened_out_of_filter().await?),
            Some(ids) => Ok(self.undecided_of(ids).await?.len() as u64),
        }
    }

    /// How many wait still of which the filter no longer knows: they have been opened here since.
    pub async fn opened_out_of_filter(&self) -> Result<u64, StoreError> {
        let status = &self.filter.status;
        let unopened = [Status::Draft, Status::Generated];
        if status.contains(&Status::PendingReview) || !unopened.iter().any(|it| status.contains(it)) {
            return Ok(0);
        }
        let open: Vec<ConversationId> = self.trail.iter().filter(|id| !self.decided.contains(id)).copied().collect();
        let mut opened = 0;
        for some in open.chunks(AT_ONCE) {
            let all = self.store.conversations_named(some).await?;
            opened += all.iter().filter(|it| it.status == Status::PendingReview).count() as u64;
        }
        Ok(opened)
    }

    /// Like `remaining`, after each decision: named ones are read once, and what others decide of them counts as left.
    pub async fn left_now(&mut self) -> Result<u64, StoreError> {
        let Some(ids) = &self.named else { return self.remaining().await };
        if self.undecided.is_none() {
            let before = self.undecided_of(ids).await?;
            self.undecided = Some(before.into_iter().collect());
        }
        let left = self.undecided.iter().flatten().filter(|id| !self.decided.contains(id));
        Ok(left.count() as u64)
    }

    /// The named or drawn ones that are undecided now; `None` for a session over a filter.
    pub async fn left(&self) -> Result<Option<Vec<ConversationId>>, StoreError> {
        match &self.named {
            None => Ok(None),
            Some(ids) => self.undecided_of(ids).await.map(Some),
        }
    }

    async fn undecided_of(&self, ids: &[ConversationId]) -> Result<Vec<ConversationId>, StoreError> {
        let mut all = self.store.conversations_named(ids).await?;
        all.retain(|it| it.status.is_undecided() && !self.is_sent_back(it.id));
        Ok(all.iter().map(|it| it.id).collect())
    }

    /// How many conversations the session goes through.
    pub async fn total(&self) -> Result<u64, StoreError> {
        match &self.named {
            None => self.remaining().await,
            Some(ids) => Ok(ids.len() as u64),
        }
    }

    /// Whether the session approved one of the simulator that an export takes only where it is asked to.
    pub async fn approved_simulated(&self) -> Result<bool, StoreError> {
        let decided: Vec<ConversationId> = self.decided.iter().copied().collect();
        for some in decided.chunks(AT_ONCE) {
            let all = self.store.conversations_named(some).await?;
            let mut approved = all.iter().filter(|it| it.status == Status::Approved);
            if approved.any(|it| it.is_simulated() && !it.has_unread_serious_finding()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the session decided about this one, by its short id.
    pub fn has_decided(&self, short_id: &str) -> bool {
        self.decided.iter().any(|id| id.short() == short_id)
    }
}
