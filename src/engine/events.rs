//! What a run tells whoever watches: the engine speaks in events, the command line draws them.

use std::time::Duration;

use crate::domain::batch::ItemCounts;
use crate::domain::money::Usd;
use crate::domain::quality::Score;
use crate::provider::ErrorKind;

use crate::engine::durability::spool::Replayed;
use crate::engine::limiter::KeyState;
use crate::engine::run::adaptive_concurrency::Change;

/// Something that happened in a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Answers that an earlier run spooled to a file are in the database now.
    Replayed(Replayed),
    /// The work begins; so stand its items.
    Begun(ItemCounts),
    /// A conversation was stored.
    Stored {
        /// Its short id.
        short_id: String,
        /// Its title.
        title: String,
        /// Its score.
        score: Score,
        /// Whether it reached its threshold.
        passed: bool,
    },
    /// A call failed and will be made again.
    Retrying {
        /// Which item, by its place from 1.
        position: u64,
        /// The named error.
        code: String,
        /// In words.
        message: String,
        /// After so long.
        after: Duration,
    },
    /// An item failed, and is not retried in this run.
    ItemFailed {
        /// Which item, by its place from 1.
        position: u64,
        /// The named error.
        code: String,
        /// In words.
        message: String,
    },
    /// Fewer calls are made at once than before, or as many again, for how the server bears them. One call more is not
    /// told of.
    ConcurrencyChanged(Change),
    /// Answers cannot be stored for now; nothing new is asked until they are.
    StoreStalled {
        /// Why.
        reason: String,
        /// Answers in memory that wait to be stored.
        held: u64,
    },
    /// Answers can be stored again.
    StoreRecovered,
    /// No new call is started from here on; those in flight are waited for.
    Stopping {
        /// Why.
        reason: StopReason,
        /// Calls in flight.
        in_flight: u64,
    },
    /// Every key has a long time to wait, because its server said so.
    Closed {
        /// Until the first of them may be used.
        wait: Duration,
    },
    /// How the run stands: at every change worth drawing, and at least twice a second.
    Progress(Progress),
}

/// How a run stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The items of the batch.
    pub counts: ItemCounts,
    /// Calls in flight.
    pub in_flight: u64,
    /// How many may be at once, where the server bears fewer than were asked for.
    pub at_most: Option<u32>,
    /// What the batch cost so far.
    pub cost: Usd,
    /// How each key stands.
    pub keys: Vec<KeyState>,
    /// How long the rest will take, once that can be said.
    pub remaining: Option<Duration>,
}

/// Why a run starts no new call.
#[derive(Debug, Clone, PartialEq)]
pub enum StopReason {
    /// Ctrl-C, or a polite signal.
    Interrupted,
    /// What is left of the budget does not cover the next call's worst case.
    Budget {
        /// What the next call could cost.
        worst: Usd,
        /// What is left.
        left: Usd,
    },
    /// Another process paused the batch.
    Paused,
    /// Another process changed the plan, so that items are made in another way now.
    PlanChanged,
    /// Another process cancelled the batch.
    Cancelled,
    /// No item can work: wrong key, empty account, unknown model.
    Provider {
        /// What kind.
        kind: ErrorKind,
        /// In words.
        message: String,
        /// What to do.
        hint: Option<String>,
    },
    /// An item failed and `--stop-on-error` was given.
    ItemFailed,
    /// Answers could not be stored for too long, or the database could not be asked what is next.
    Store {
        /// Why not.
        reason: String,
    },
}

impl StopReason {
    /// Whether somebody wished the run to stop, and nothing went wrong.
    pub fn is_a_wish(&self) -> bool {
        matches!(
            self,
            StopReason::Interrupted | StopReason::Paused | StopReason::Budget { .. } | StopReason::ItemFailed
        )
    }
}

/// Somebody who watches a run. Called from the engine's tasks: must not block.
pub trait Watch: Send + Sync {
    /// Something happened.
    fn event(&self, event: Event);
}

/// Nobody watches.
#[derive(Debug, Clone, Copy)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn event(&self, _event: Event) {}
}
