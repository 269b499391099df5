//! The events of a run. The engine reports them, and `ui` draws them.

use std::path::PathBuf;
use std::time::Duration;

use crate::domain::batch::ItemCounts;
use crate::domain::ids::ConversationId;
use crate::domain::money::{DayUsedUp, Usd};
use crate::domain::quality::Score;
use crate::provider::ErrorKind;
use crate::store::StoreError;

use crate::engine::attempt::Judged;
use crate::engine::durability::spool::Replayed;
use crate::engine::limiter::{KeyState, Wait};
use crate::engine::run::adaptive_concurrency::Change;

/// Something that happened in a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Answers that an earlier run spooled are in the database now.
    Replayed(Replayed),
    /// The file with the rate limits was damaged. A new one took its place.
    LimitsRenewed {
        /// Where the damaged file is now.
        set_aside: PathBuf,
    },
    /// What comes before the first call takes long.
    Preparing(Preparing),
    /// The work begins, with the batch's items in these states.
    Begun(ItemCounts),
    /// A conversation was stored.
    Stored {
        /// Its id.
        id: ConversationId,
        /// As the model or the subject gave it.
        title: String,
        /// 0 to 10.
        score: Score,
        /// Whether it passed the threshold.
        passed: bool,
    },
    /// A conversation was judged.
    Judged(Judged),
    /// A call failed and will be retried.
    Retrying {
        /// What it was for.
        call: CallFor,
        /// The stored name of the error.
        code: String,
        /// In words.
        message: String,
        /// The delay before the retry.
        after: Duration,
    },
    /// An item failed. This run does not retry it.
    ItemFailed {
        /// What the call was for.
        call: CallFor,
        /// The stored name of the error.
        code: String,
        /// In words.
        message: String,
    },
    /// Adaptive concurrency changed by more than one call.
    ConcurrencyChanged(Change),
    /// Answers cannot be stored. No new call starts until they can.
    StoreStalled {
        /// What the database said.
        reason: String,
        /// Answers in memory that wait to be stored.
        held: u64,
    },
    /// Answers can be stored again.
    StoreRecovered,
    /// No new call starts from here on. The run waits for those in flight.
    Stopping {
        /// The first reason to stop.
        reason: StopReason,
        /// Calls in flight.
        in_flight: u64,
    },
    /// The next request must wait long.
    Waiting(Wait),
    /// Nothing has been in flight for long, and no limit is the reason.
    Idle(Idle),
    /// The state of the run, at least twice a second.
    Progress(Progress),
}

/// What a failed call was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallFor {
    /// An item of a batch, by its place from 1.
    Item(u64),
    /// A stored conversation, which is judged or made anew.
    Conversation(ConversationId),
    /// A call outside any batch.
    Single,
}

/// What a run does before its first call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preparing {
    /// Stores answers that an earlier run spooled, and reads how the work stands.
    Spool,
    /// Reads what a judge has been asked already, and stores what is left.
    Judging,
    /// Stores what is to be made anew.
    Regenerating,
    /// Opens the file or the table with the rate limits.
    Limits,
}

/// Why nothing is in flight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Idle {
    /// Calls failed, and the next one waits.
    Retry {
        /// How long.
        after: Duration,
        /// The stored name and the message of the last error; `None` where this run met none.
        last: Option<(String, String)>,
    },
    /// Other workers have the items left.
    OtherWorkers {
        /// How many are left.
        items: u64,
        /// How long a worker keeps its items without a sign of life.
        lease: Duration,
    },
    /// Calls of other workers have reserved the rest of the budget.
    Budget,
}

/// The state of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The items of the batch by state.
    pub counts: ItemCounts,
    /// Calls in flight.
    pub in_flight: u64,
    /// The calls in flight that adaptive concurrency allows, where it allows fewer than the user.
    pub at_most: Option<u32>,
    /// What the batch cost so far, earlier runs included.
    pub cost: Usd,
    /// The use of each key's limits.
    pub keys: Vec<KeyState>,
    /// How long the rest will take; `None` while there is nothing to go by.
    pub remaining: Option<Duration>,
}

/// Why a run starts no more calls.
#[derive(Debug, Clone, PartialEq)]
pub enum StopReason {
    /// Ctrl-C, or a polite signal.
    Interrupted,
    /// The rest of the budget does not cover the next call's worst case.
    Budget {
        /// The most the next call can cost.
        worst: Usd,
        /// The rest of the budget.
        left: Usd,
    },
    /// The rest of the day's ceiling does not cover the next call's worst case.
    DayBudget(DayUsedUp),
    /// Another process paused the batch.
    Paused,
    /// Another process stored another model, other settings or templates.
    PlanChanged,
    /// Another process cancelled the batch.
    Cancelled,
    /// No item can work: wrong key, empty account, unknown model.
    Provider {
        /// The kind of the error that stopped it.
        kind: ErrorKind,
        /// In words.
        message: String,
        /// What to do.
        hint: Option<String>,
    },
    /// An item failed and `--stop-on-error` was given.
    ItemFailed,
    /// The database could not be written or read for too long, or never will.
    Store {
        /// What is wrong with it.
        error: StoreError,
    },
}

impl StopReason {
    /// Whether the user stopped the run, by command or by limit.
    pub(super) fn is_requested(&self) -> bool {
        matches!(
            self,
            StopReason::Interrupted
                | StopReason::Paused
                | StopReason::Budget { .. }
                | StopReason::DayBudget(_)
                | StopReason::ItemFailed
        )
    }
}

/// Receives the events of a run. The engine's tasks call it, so it must not block.
pub trait Watch: Send + Sync {
    /// Called once for each event, in order.
    fn event(&self, event: Event);
}

/// Drops every event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unwatched;

impl Watch for Unwatched {
    fn event(&self, _event: Event) {}
}
