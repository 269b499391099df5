//! The queue: what comes next, what a command does to it, and what was done so far.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::filter::{Direction, Filter, Order as ListOrder, SortKey};
use crate::domain::review::{Decision, ReviewEntry};
use crate::domain::status::{Move, MoveNotAllowed, Status};
use crate::domain::word::words;
use crate::store::{FullConversation, Store, StoreError};

use crate::review::decide::{DecideError, Request, Selection, decide, undecided};

words! {
    /// Which conversations come first.
    Order is "order" {
        /// The lowest score first.
        Worst = "worst",
        /// The highest score first.
        Best = "best",
        /// The one waiting longest first.
        Oldest = "oldest",
        /// The one made last first.
        Newest = "newest",
    }
}

impl From<Order> for ListOrder {
    fn from(order: Order) -> ListOrder {
        let (key, direction) = match order {
            Order::Worst => (SortKey::Quality, Direction::Ascending),
            Order::Best => (SortKey::Quality, Direction::Descending),
            Order::Oldest => (SortKey::Created, Direction::Ascending),
            Order::Newest => (SortKey::Created, Direction::Descending),
        };
        ListOrder { key, direction }
    }
}

/// What a reviewer can do with the conversation in front of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Decide; the reason is in the decision.
    Decide(Decision),
    /// Leave it as it is and go on.
    Skip,
}

/// What was done so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Accepted for training.
    pub approved: u64,
    /// Refused.
    pub rejected: u64,
    /// Sent back.
    pub sent_back: u64,
    /// Taken up again.
    pub reopened: u64,
    /// Seen and left as they are.
    pub skipped: u64,
    /// Decided by somebody else meanwhile.
    pub elsewhere: u64,
}

impl Counts {
    fn add(&mut self, decided: Move) {
        match decided {
            Move::Approve => self.approved += 1,
            Move::Reject => self.rejected += 1,
            Move::SendBack => self.sent_back += 1,
            Move::Reopen => self.reopened += 1,
            Move::Open => {}
        }
    }

    /// Decisions made here.
    pub fn decided(&self) -> u64 {
        self.approved + self.rejected + self.sent_back + self.reopened
    }

    /// Everything that is no longer ahead.
    pub fn passed(&self) -> u64 {
        self.decided() + self.skipped + self.elsewhere
    }
}

/// What somebody else did to a conversation while it waited or was being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meanwhile {
    /// Decided.
    Decided {
        /// Which.
        short_id: String,
        /// Where it stands now.
        status: Status,
        /// By whom, where the history says.
        by: Option<String>,
    },
    /// Deleted.
    Gone {
        /// Which.
        short_id: String,
    },
}

/// What comes next.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// This one is to be read and decided.
    Read(Box<FullConversation>),
    /// One was passed over; ask again.
    PassedOver(Meanwhile),
    /// Nothing is left.
    End,
}

/// What a command came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// Stored; the conversation is now in this state.
    Decided(Status),
    /// Left as it is.
    Skipped,
    /// Somebody else was faster: nothing was changed here.
    TooLate(Meanwhile),
    /// The state does not allow it; the conversation is still in front.
    Refused(MoveNotAllowed),
}

/// How many conversations are fetched at a time: enough to hide the database, little enough to stay fresh.
const PAGE: u32 = 20;

/// One sitting of one reviewer.
///
/// Ask for `next`, show it, `apply` a command, and again. Every decision is stored when `apply` returns, so a sitting
/// may end at any point. A skipped one does not come back in the same sitting.
#[derive(Debug)]
pub struct Session {
    store: Store,
    filter: Filter,
    order: Order,
    by: String,
    waiting: VecDeque<FullConversation>,
    cursor: Option<String>,
    is_fetched: bool,
    current: Option<FullConversation>,
    counts: Counts,
}

impl Session {
    /// A sitting over what the filter lets through. A filter that names no state means the undecided ones.
    pub fn new(store: Store, mut filter: Filter, order: Order, by: impl Into<String>) -> Session {
        if filter.status.is_empty() {
            filter.status = undecided();
        }
        Session {
            store,
            filter,
            order,
            by: by.into(),
            waiting: VecDeque::new(),
            cursor: None,
            is_fetched: false,
            current: None,
            counts: Counts::default(),
        }
    }

    /// How many the filter lets through now.
    pub async fn remaining(&self) -> Result<u64, StoreError> {
        self.store.count(&self.filter).await
    }

    /// What was done so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The next conversation, marked as opened; or that one was decided elsewhere while it waited; or the end.
    ///
    /// A conversation that was given and neither decided nor skipped is given again.
    pub async fn next(&mut self, now: DateTime<Utc>) -> Result<Next, StoreError> {
        let waiting = match self.current.take() {
            Some(current) => current,
            None => match self.take_waiting().await? {
                Some(waiting) => waiting,
                None => return Ok(Next::End),
            },
        };
        if let Some(meanwhile) = self.meanwhile(&waiting).await? {
            self.counts.elsewhere += 1;
            return Ok(Next::PassedOver(meanwhile));
        }
        self.store.open_for_review(waiting.conversation.id, &self.by, now).await?;
        let opened = self.store.conversation(waiting.conversation.id).await?;
        self.current = Some(opened.clone());
        Ok(Next::Read(Box::new(opened)))
    }

    /// Does what the reviewer said with the conversation `next` gave last. Without one nothing happens.
    pub async fn apply(&mut self, command: Command, now: DateTime<Utc>) -> Result<Done, DecideError> {
        let Some(current) = self.current.take() else {
            return Ok(Done::Skipped);
        };
        let decision = match command {
            Command::Decide(decision) => decision,
            Command::Skip => {
                self.counts.skipped += 1;
                return Ok(Done::Skipped);
            }
        };
        let meanwhile = match self.meanwhile(&current).await {
            Ok(meanwhile) => meanwhile,
            Err(error) => {
                self.current = Some(current);
                return Err(error.into());
            }
        };
        if let Some(meanwhile) = meanwhile {
            self.counts.elsewhere += 1;
            return Ok(Done::TooLate(meanwhile));
        }
        let step = decision.step();
        let selection = Selection::Ids(vec![current.conversation.id]);
        match decide(&self.store, Request { by: self.by.clone(), decision, selection }, now).await {
            Ok(_) => {
                self.counts.add(step);
                Ok(Done::Decided(step.leads_to()))
            }
            Err(error) => {
                self.current = Some(current);
                match error {
                    DecideError::NotAllowed { mut refusals, .. } if refusals.len() == 1 => {
                        Ok(Done::Refused(refusals.remove(0).source))
                    }
                    other => Err(other),
                }
            }
        }
    }

    async fn take_waiting(&mut self) -> Result<Option<FullConversation>, StoreError> {
        if self.waiting.is_empty() && (!self.is_fetched || self.cursor.is_some()) {
            let cursor = self.cursor.as_deref();
            let (page, cursor) = self.store.list_full(&self.filter, self.order.into(), PAGE, cursor).await?;
            self.waiting = page.into();
            self.cursor = cursor;
            self.is_fetched = true;
        }
        Ok(self.waiting.pop_front())
    }

    /// What happened to a conversation since it was read from the store.
    async fn meanwhile(&self, seen: &FullConversation) -> Result<Option<Meanwhile>, StoreError> {
        let seen = &seen.conversation;
        let short_id = seen.short_id.clone();
        let now = match self.store.conversation(seen.id).await {
            Ok(now) => now.conversation,
            Err(StoreError::NotFound { .. }) => return Ok(Some(Meanwhile::Gone { short_id })),
            Err(error) => return Err(error),
        };
        if decisions(&now.review_history) == decisions(&seen.review_history) {
            return Ok(None);
        }
        let by = now.review_history.last().map(|entry| entry.by.clone());
        Ok(Some(Meanwhile::Decided { short_id, status: now.status, by }))
    }
}

/// How many of these entries are decisions; a look that only opened a conversation is none.
fn decisions(history: &[ReviewEntry]) -> usize {
    history.iter().filter(|entry| entry.to != Status::PendingReview || entry.from == Status::Rejected).count()
}
