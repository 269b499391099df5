//! What a run came to.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::domain::batch::Batch;
use crate::domain::money::Usd;

use crate::engine::attempt::Stored;
use crate::engine::durability::writer::Spooled;
use crate::engine::events::StopReason;
use crate::engine::run::target::Reached;

/// Conversations named one by one; the rest is only counted, so that memory does not grow with the batch.
const NAMED: usize = 1000;

/// One kind of failure in a run.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct FailureCount {
    /// Items that failed so.
    pub items: u64,
    /// Calls that failed so, repeated ones included.
    pub calls: u64,
    /// What was said, the last time.
    pub message: String,
}

/// What a run came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The batch afterwards.
    pub batch: Batch,
    /// Conversations stored by this run.
    pub stored: Vec<Stored>,
    /// How many that is: `stored` keeps the first thousand.
    pub made: u64,
    /// Of them at or above their threshold.
    pub passed: u64,
    /// The sum of their scores, in tenths.
    pub score_tenths: u64,
    /// Items that failed in this run.
    pub failed: u64,
    /// Calls made.
    pub calls: u64,
    /// What they cost.
    pub cost: Usd,
    /// How long it took.
    pub took: Duration,
    /// Failures by their named error.
    pub failures: BTreeMap<String, FailureCount>,
    /// How the target stands, where there is one.
    pub target: Option<Reached>,
    /// Why it stopped before its end; `None` when every item is at its end.
    pub stop: Option<StopReason>,
    /// Answers that came in and could not be saved, whatever the run stopped for.
    pub spooled: Spooled,
    /// Whether no item was open, so that there was nothing to do.
    pub was_idle: bool,
}

impl Summary {
    /// Of a run that has done nothing yet.
    pub(super) fn new(batch: Batch) -> Summary {
        Summary {
            batch,
            stored: Vec::new(),
            made: 0,
            passed: 0,
            score_tenths: 0,
            failed: 0,
            calls: 0,
            cost: Usd::ZERO,
            took: Duration::ZERO,
            failures: BTreeMap::new(),
            target: None,
            stop: None,
            spooled: Spooled::default(),
            was_idle: false,
        }
    }

    /// Of a batch that had nothing to do.
    pub(super) fn idle(batch: Batch, target: Option<Reached>) -> Summary {
        Summary { target, was_idle: true, ..Summary::new(batch) }
    }

    /// A call was made and cost this much.
    pub(super) fn add_call(&mut self, cost: Usd) {
        self.calls += 1;
        self.cost = self.cost.plus(cost);
        self.batch.actual_cost_usd = self.batch.actual_cost_usd.plus(cost);
    }

    /// A conversation was stored.
    pub(super) fn add_stored(&mut self, stored: Stored) {
        self.made += 1;
        self.batch.counts.completed += 1;
        self.passed += u64::from(stored.passed);
        self.score_tenths += u64::from(stored.score.tenths());
        if self.stored.len() < NAMED {
            self.stored.push(stored);
        }
    }

    /// A call failed, and with it its item or not.
    pub(super) fn add_failure(&mut self, code: &str, message: &str, item_failed: bool) {
        let count = self.failures.entry(code.to_owned()).or_default();
        count.calls += 1;
        message.clone_into(&mut count.message);
        if item_failed {
            count.items += 1;
            self.failed += 1;
            self.batch.counts.failed += 1;
        }
    }
}
