//! The review queue: the next conversation, back and forth, and commands about it.

use std::collections::{HashSet, VecDeque};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::conversation::StoredTurn;
use crate::domain::filter::{Direction, Filter, Order as ListOrder, SortKey};
use crate::domain::finding::Finding;
use crate::domain::ids::ConversationId;
use crate::domain::review::Decision;
use crate::domain::status::Move;
use crate::domain::word::words;
use crate::store::{FullConversation, Store, StoreError};

use crate::review::acts::Acts;
use crate::review::background::{Background, background};
use crate::review::claims::{Claims, LEASE};
use crate::review::decide::{DecideError, Request, Selection, decide, plan, plan_by_rule, undecided};
use crate::review::outcome::{Command, Counts, Done, Meanwhile, Next};
use crate::review::sample::sample;

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

/// Conversations fetched at once: enough to hide the database's delay, few enough to stay fresh.
const PAGE: u32 = 20;

/// Nobody sees a conversation and decides about it within this time. A key that is held down repeats faster.
const GLANCE: TimeDelta = TimeDelta::milliseconds(100);
/// Two approvals by one press of a key that is held are closer than this.
const REPEAT: TimeDelta = TimeDelta::milliseconds(400);

/// The review session of one reviewer: call `next`, show the conversation, `apply` a command, repeat.
///
/// `apply` stores a decision before it returns, so a session may end at any point. A skipped conversation does not come
/// back in the same session.
#[derive(Debug)]
pub struct Session {
    pub(super) store: Store,
    pub(super) filter: Filter,
    pub(super) order: Order,
    pub(super) by: String,
    claims: Claims,
    /// Exactly these and no filter, where they were named or drawn.
    pub(super) named: Option<Vec<ConversationId>>,
    /// How many of the named ones were taken.
    taken: usize,
    waiting: VecDeque<FullConversation>,
    cursor: Option<String>,
    is_fetched: bool,
    /// Decided in this session without having been on the screen.
    pub(super) decided_at_once: HashSet<ConversationId>,
    /// Decided or deleted in this session, one by one or at once.
    pub(super) decided: HashSet<ConversationId>,
    /// Skipped, and undecided still.
    pub(super) skipped: HashSet<ConversationId>,
    /// The named or drawn ones that were undecided when they were counted first.
    pub(super) undecided: Option<HashSet<ConversationId>>,
    /// Whether the last one was decided or skipped: then an undecided one comes next.
    goes_on: bool,
    /// Whether the current one was opened beside the queue.
    is_aside: bool,
    /// Sent back in this session, each with its findings. They still wait, and are not offered again.
    pub(super) sent_back: Vec<(ConversationId, Vec<Finding>)>,
    /// What was on the screen so far, in order.
    pub(super) trail: Vec<ConversationId>,
    /// How much of the trail lies at or before the current conversation.
    pub(super) walked: usize,
    pub(super) current: Option<FullConversation>,
    /// When the current one was drawn, where a screen said so.
    drawn_at: Option<DateTime<Utc>>,
    /// When the last decision was stored, where it was an approval.
    pub(super) approved_at: Option<DateTime<Utc>>,
    pub(super) counts: Counts,
    pub(super) acts: Acts,
}

impl Session {
    /// A session over all that match the filter; without a status, the undecided ones that this reviewer has to look at
    /// now.
    pub fn new(store: Store, mut filter: Filter, order: Order, by: impl Into<String>) -> Session {
        let by = by.into();
        if filter.status.is_empty() {
            filter.status = undecided();
            filter.due_for = (!filter.sent_back).then(|| by.clone());
        }
        Session {
            claims: Claims::new(store.clone(), by.clone(), LEASE),
            store,
            filter,
            order,
            by,
            named: None,
            taken: 0,
            waiting: VecDeque::new(),
            cursor: None,
            is_fetched: false,
            decided_at_once: HashSet::new(),
            decided: HashSet::new(),
            skipped: HashSet::new(),
            undecided: None,
            goes_on: false,
            is_aside: false,
            sent_back: Vec::new(),
            trail: Vec::new(),
            walked: 0,
            current: None,
            drawn_at: None,
            approved_at: None,
            counts: Counts::default(),
            acts: Acts::default(),
        }
    }

    /// Over exactly these, in this order and whatever their status.
    #[must_use]
    pub fn over(mut self, ids: Vec<ConversationId>) -> Session {
        self.named = Some(ids);
        self
    }

    /// Over a share of its queue, in random order: the same seed draws the same from the same queue.
    pub async fn sampled(self, percent: f64, seed: u64) -> Result<Session, StoreError> {
        let ids = self.store.ids(&self.filter).await?;
        Ok(self.over(sample(ids, percent, seed)))
    }

    /// With claims that last so long without a heartbeat.
    #[must_use]
    pub fn with_lease(mut self, lease: Duration) -> Session {
        self.claims = Claims::new(self.store.clone(), self.by.clone(), lease);
        self
    }

    /// Ends the session: others get the conversation it had open. What was decided is stored already.
    pub async fn close(&mut self) -> Result<(), StoreError> {
        self.current = None;
        self.claims.end().await
    }

    /// Whether a conversation is open.
    pub fn has_current(&self) -> bool {
        self.current.is_some()
    }

    /// What is known about the current conversation beside its text.
    pub async fn background(&self) -> Result<Option<Background>, StoreError> {
        match &self.current {
            Some(current) => background(&self.store, &current.conversation).await.map(Some),
            None => Ok(None),
        }
    }

    /// The short id of the newest version of the current conversation that waits; `None` where none does.
    pub async fn newer(&self) -> Result<Option<String>, StoreError> {
        let Some(current) = &self.current else { return Ok(None) };
        let versions = self.store.relatives(&current.conversation).await?.children;
        Ok(versions.into_iter().rev().find(|it| it.status.is_undecided()).map(|it| it.short_id))
    }

    /// Another conversation, to look at. Nobody claims it.
    pub async fn other(&self, given: &str) -> Result<FullConversation, StoreError> {
        self.store.conversation(self.store.resolve(given).await?).await
    }

    /// What the session has done so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// These are decided or deleted: none of them counts as skipped.
    pub(super) fn is_done_with(&mut self, ids: impl IntoIterator<Item = ConversationId>) {
        for id in ids {
            self.skipped.remove(&id);
            self.decided.insert(id);
        }
        self.counts.skipped = self.skipped.len() as u64;
        self.goes_on = true;
    }

    /// The next conversation, marked as opened. Returns the current one again until it is decided or left.
    pub async fn next(&mut self, now: DateTime<Utc>) -> Result<Next, StoreError> {
        // What was decided in the list since is not shown again, nor after a decision what was decided before.
        let is_passed =
            |id: &ConversationId| self.decided_at_once.contains(id) || self.goes_on && self.decided.contains(id);
        while self.current.is_none() && self.trail.get(self.walked).is_some_and(is_passed) {
            self.walked += 1;
        }
        self.is_aside = false;
        let (waiting, is_new) = match self.current.take() {
            Some(current) => (current, false),
            None if self.walked < self.trail.len() => return self.read_again(self.walked + 1, now).await,
            None => match self.take_waiting().await? {
                Some(waiting) => (waiting, true),
                None => {
                    self.claims.end().await?;
                    return Ok(Next::End);
                }
            },
        };
        // A new text is read below.
        if let Some(meanwhile) = self.meanwhile(&waiting).await?.filter(|it| !matches!(it, Meanwhile::Edited { .. })) {
            self.counts.elsewhere += 1;
            return Ok(Next::PassedOver(meanwhile));
        }
        let id = waiting.conversation.id;
        if is_new {
            self.trail.push(id);
            self.walked = self.trail.len();
        }
        self.read(id, now).await
    }

    /// Leaves the current conversation as it is, so that `next` goes on. It stays undecided, and `previous` finds it.
    pub fn leave(&mut self) {
        self.current = None;
        self.goes_on = false;
    }

    /// The conversation before the current one, decided or not; after the end of the queue, the last one. `None` where
    /// there is none to read: the current one stays. Before one that was opened by its id stands the one that was on the
    /// screen then.
    pub async fn previous(&mut self, now: DateTime<Utc>) -> Result<Option<Next>, StoreError> {
        self.goes_on = false;
        if std::mem::take(&mut self.is_aside) && self.walked < self.trail.len() {
            return self.read_again(self.walked + 1, now).await.map(Some);
        }
        let here = self.current.as_ref().map(|current| current.conversation.id);
        let mut before = if here.is_some() { self.walked.saturating_sub(1) } else { self.walked };
        while before > 0 {
            match self.read_again(before, now).await? {
                Next::Read(full) => return Ok(Some(Next::Read(full))),
                // Deleted, or another session reads it now.
                _ => before -= 1,
            }
        }
        if let Some(place) = self.trail.iter().position(|id| Some(*id) == here) {
            self.walked = place + 1;
        }
        Ok(None)
    }

    /// The conversation with this id, whatever its status; the one that was on the screen comes after it. Where another
    /// session reads it, the current one stays.
    pub async fn open(&mut self, given: &str, now: DateTime<Utc>) -> Result<Next, StoreError> {
        let id = self.store.resolve(given).await?;
        if self.current.as_ref().is_some_and(|current| current.conversation.id == id) {
            return self.read(id, now).await;
        }
        let is_over = self.current.is_none();
        let next = self.read(id, now).await?;
        if matches!(next, Next::Read(_)) {
            let place = if is_over { self.walked } else { self.walked.saturating_sub(1) };
            self.trail.insert(place, id);
            self.walked = place + 1;
            self.is_aside = !is_over;
        }
        Ok(next)
    }

    /// One that was on the screen before: what was done to it since, this reviewer may have done.
    async fn read_again(&mut self, walked: usize, now: DateTime<Utc>) -> Result<Next, StoreError> {
        self.walked = walked;
        match self.read(self.trail[walked - 1], now).await {
            Err(StoreError::NotFound { .. }) => {
                let short_id = self.trail.remove(walked - 1).short();
                self.walked -= 1;
                Ok(Next::PassedOver(Meanwhile::Gone { short_id }))
            }
            read => read,
        }
    }

    pub(super) async fn read(&mut self, id: ConversationId, now: DateTime<Utc>) -> Result<Next, StoreError> {
        if let Some(other) = self.claims.open(id, now).await? {
            return Ok(Next::PassedOver(Meanwhile::Claimed { short_id: id.short(), by: other.by }));
        }
        let opened = self.store.conversation(id).await?;
        self.drawn_at = None;
        self.current = Some(opened.clone());
        Ok(Next::Read(Box::new(opened)))
    }

    /// A screen shows the current conversation now. A decision that follows at once is no reading.
    pub fn drawn(&mut self, now: DateTime<Utc>) {
        self.drawn_at.get_or_insert(now);
    }

    /// Whether one approval follows on the other, and the conversation was on the screen for less time than an eye needs:
    /// the key is held down. Other decisions ask for a reason.
    fn is_a_glance(&self, step: Move, now: DateTime<Utc>) -> bool {
        let follows = self.approved_at.is_some_and(|approved| now - approved < REPEAT);
        step == Move::Approve && follows && self.drawn_at.is_some_and(|drawn| now - drawn < GLANCE)
    }

    /// Applies a command to the current conversation. Without one nothing happens.
    pub async fn apply(&mut self, command: Command, now: DateTime<Utc>) -> Result<Done, DecideError> {
        let Some(current) = self.current.take() else {
            return Ok(Done::Skipped);
        };
        let decision = match command {
            Command::Decide(decision) => decision,
            Command::Skip => {
                if current.conversation.status.is_undecided() {
                    self.skipped.insert(current.conversation.id);
                    self.counts.skipped = self.skipped.len() as u64;
                }
                self.goes_on = true;
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
            return Ok(self.too_late(current, meanwhile));
        }
        let step = decision.step();
        let (id, is_glance) = (current.conversation.id, self.is_a_glance(step, now));
        let selection = if is_glance { Selection::Glanced(id) } else { Selection::Opened(id) };
        match decide(&self.store, Request { by: self.by.clone(), decision, selection }, now).await {
            Ok(_) => {
                self.counts.add(step);
                self.approved_at = (step == Move::Approve).then_some(now);
                match step {
                    // It waits again.
                    Move::Reopen => self.goes_on = true,
                    _ => self.is_done_with([current.conversation.id]),
                }
                if step == Move::SendBack {
                    let notes = &current.conversation.quality_metrics.findings;
                    self.sent_back.push((current.conversation.id, notes.iter().map(|note| note.finding).collect()));
                }
                self.acts.add(&self.store, &self.by, now).await;
                let status = step.leads_to();
                Ok(if is_glance { Done::Unread(status) } else { Done::Decided(status) })
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

    /// Somebody else was faster. One with another text stays the current one.
    fn too_late(&mut self, current: FullConversation, meanwhile: Meanwhile) -> Done {
        if matches!(meanwhile, Meanwhile::Edited { .. }) {
            self.current = Some(current);
        } else {
            self.counts.elsewhere += 1;
            self.is_done_with([current.conversation.id]);
        }
        Done::TooLate(meanwhile)
    }

    /// One decision about all of these, or about none. Where a person marked each of them, each counts as named. Returns
    /// how many changed.
    pub async fn decide_all(
        &mut self,
        ids: Vec<ConversationId>,
        decision: Decision,
        is_all_at_once: bool,
        now: DateTime<Utc>,
    ) -> Result<u64, DecideError> {
        let (step, current) = (decision.step(), self.current.as_ref().map(|current| current.conversation.id));
        let is_current = current.is_some_and(|id| ids.contains(&id));
        let by = self.by.clone();
        let plan = match is_all_at_once {
            true => plan_by_rule(&self.store, by, vec![(decision, ids)]).await?,
            false => plan(&self.store, Request { by, decision, selection: Selection::Ids(ids) }).await?,
        };
        let changes = plan.commit(&self.store, now).await?;
        changes.iter().for_each(|_| self.counts.add(step));
        self.acts.add(&self.store, &self.by, now).await;
        let decided: Vec<ConversationId> = changes.iter().map(|change| change.id).collect();
        self.decided_at_once.extend(&decided);
        self.is_done_with(decided);
        if is_current {
            self.current = None;
        }
        Ok(changes.len() as u64)
    }

    /// Reads the queue from its start: what was decided and is not any more comes again.
    pub(super) fn start_again(&mut self) {
        self.waiting.clear();
        (self.cursor, self.is_fetched, self.taken) = (None, false, 0);
    }

    async fn take_waiting(&mut self) -> Result<Option<FullConversation>, StoreError> {
        loop {
            if self.named.is_some() {
                self.take_named().await?;
            } else if self.waiting.is_empty() && (!self.is_fetched || self.cursor.is_some()) {
                let cursor = self.cursor.as_deref();
                let (page, cursor) = self.store.list_full(&self.filter, self.order.into(), PAGE, cursor).await?;
                self.waiting = page.into();
                self.cursor = cursor;
                self.is_fetched = true;
            }
            match self.waiting.pop_front() {
                // Opened by its id before its turn came.
                Some(waiting) if self.trail.contains(&waiting.conversation.id) => {}
                Some(waiting) if self.decided_at_once.contains(&waiting.conversation.id) => {}
                waiting => return Ok(waiting),
            }
        }
    }

    /// Reads the next named one; passes deleted ones over.
    async fn take_named(&mut self) -> Result<(), StoreError> {
        while let Some(id) = self.named.as_ref().and_then(|ids| ids.get(self.taken)).copied() {
            self.taken += 1;
            match self.store.conversation(id).await {
                Ok(full) => {
                    self.waiting.push_back(full);
                    break;
                }
                Err(StoreError::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// What others did to a conversation since it was read from the store.
    pub(super) async fn meanwhile(&self, seen: &FullConversation) -> Result<Option<Meanwhile>, StoreError> {
        let FullConversation { conversation: seen, turns, .. } = seen;
        let short_id = seen.short_id.clone();
        let now = match self.store.conversation(seen.id).await {
            Ok(mut now) if now.conversation.status.is_undecided() && has_other_text(&now.turns, turns) => {
                return Ok(now.conversation.review_history.pop().map(|entry| Meanwhile::Edited { by: entry.by }));
            }
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

fn has_other_text(now: &[StoredTurn], seen: &[StoredTurn]) -> bool {
    now.len() != seen.len()
        || now.iter().zip(seen).any(|(now, seen)| (now.role, &now.content) != (seen.role, &seen.content))
}
