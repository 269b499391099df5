//! The review queue: the next conversation, commands about it, and counts of what was done.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::filter::{Direction, Filter, Order as ListOrder, SortKey};
use crate::domain::review::Decision;
use crate::domain::status::{Move, MoveNotAllowed, Status};
use crate::domain::word::words;
use crate::store::{FullConversation, Store, StoreError};

use crate::review::decide::{DecideError, Request, Selection, decide, undecided};

words! {
    /// Which conversations come first.
    Order is "order" {
        /// Serious findings first, then the lowest score.
        Worst = "worst",
        /// The highest score first, serious findings last.
        Best = "best",
        /// The longest waiting first.
        Oldest = "oldest",
        /// The newest first.
        Newest = "newest",
    }
}

impl From<Order> for ListOrder {
    fn from(order: Order) -> ListOrder {
        let (key, direction) = match order {
            Order::Worst => (SortKey::Review, Direction::Ascending),
            Order::Best => (SortKey::Review, Direction::Descending),
            Order::Oldest => (SortKey::Created, Direction::Ascending),
            Order::Newest => (SortKey::Created, Direction::Descending),
        };
        ListOrder { key, direction }
    }
}

/// What a reviewer does with the current conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Approve, reject, send back or reopen it.
    Decide(Decision),
    /// Leave it unchanged and continue with the next.
    Skip,
}

/// What a session has done so far, in conversations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Approved for training.
    pub approved: u64,
    /// Rejected for training.
    pub rejected: u64,
    /// Sent back for revision.
    pub sent_back: u64,
    /// Reopened after a rejection.
    pub reopened: u64,
    /// Shown and left unchanged.
    pub skipped: u64,
    /// Decided or deleted by somebody else while they waited here.
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

    /// Decisions of this session, of all four kinds.
    pub fn decided(&self) -> u64 {
        self.approved + self.rejected + self.sent_back + self.reopened
    }

    /// Conversations this session is done with: decided, skipped or decided elsewhere.
    pub fn handled(&self) -> u64 {
        self.decided() + self.skipped + self.elsewhere
    }
}

/// What somebody else did to a conversation that waits here or is being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meanwhile {
    /// Decided.
    Decided {
        /// The conversation's short id.
        short_id: String,
        /// Its status now.
        status: Status,
        /// The reviewer, where the history names one.
        by: Option<String>,
    },
    /// Deleted.
    Gone {
        /// The conversation's short id.
        short_id: String,
    },
}

/// What comes next.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// Show this one and ask for a command.
    Read(Box<FullConversation>),
    /// Somebody else dealt with this one; call `next` again.
    PassedOver(Meanwhile),
    /// The queue is empty.
    End,
}

/// The result of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// The decision is stored; this is the new status.
    Decided(Status),
    /// The conversation is unchanged.
    Skipped,
    /// Somebody else was faster; nothing changed here.
    TooLate(Meanwhile),
    /// The status forbids the decision; the conversation stays the current one.
    Refused(MoveNotAllowed),
}

/// Conversations fetched at once: enough to hide the database's delay, few enough to stay fresh.
const PAGE: u32 = 20;

/// The review session of one reviewer: call `next`, show the conversation, `apply` a command, repeat.
///
/// `apply` stores a decision before it returns, so a session may end at any point. A skipped conversation does not come
/// back in the same session.
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
    /// A session over all that match the filter; without a status, the undecided ones.
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

    /// How many conversations match the filter now.
    pub async fn remaining(&self) -> Result<u64, StoreError> {
        self.store.count(&self.filter).await
    }

    /// What the session has done so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The next conversation, marked as opened. Returns the current one again until it is decided or skipped.
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

    /// Applies a command to the current conversation. Without one nothing happens.
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
        let selection = Selection::Opened(current.conversation.id);
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

    /// What others did to a conversation since it was read from the store.
    async fn meanwhile(&self, seen: &FullConversation) -> Result<Option<Meanwhile>, StoreError> {
        let seen = &seen.conversation;
        let short_id = seen.short_id.clone();
        let now = match self.store.conversation(seen.id).await {
            Ok(now) => now.conversation,
            Err(StoreError::NotFound { .. }) => return Ok(Some(Meanwhile::Gone { short_id })),
            Err(error) => return Err(error),
        };
        if now.review_history.len() == seen.review_history.len() {
            return Ok(None);
        }
        let by = now.review_history.last().map(|entry| entry.by.clone());
        Ok(Some(Meanwhile::Decided { short_id, status: now.status, by }))
    }
}
