//! Batches: named jobs, their items, and the state of each.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::conversation::{Subject, Tier};
use crate::domain::document::Source;
use crate::domain::ids::{BatchId, ConversationId, ItemId};
use crate::domain::money::Usd;
use crate::domain::situation::Situation;
use crate::domain::word::words;

words! {
    /// The state of a batch.
    BatchStatus is "batch status" {
        /// Created and not started.
        Pending = "pending",
        /// Started and not stopped.
        Running = "running",
        /// Stopped; a run can resume it.
        Paused = "paused",
        /// Every item is completed, failed or skipped.
        Completed = "completed",
        /// Stopped by an error that affects every item.
        Failed = "failed",
        /// Stopped by its owner for good.
        Cancelled = "cancelled",
    }
}

impl BatchStatus {
    /// The states that let a run continue unasked: it respects a pause and a cancellation.
    pub(crate) const WORKED_ON: [BatchStatus; 4] =
        [BatchStatus::Pending, BatchStatus::Running, BatchStatus::Completed, BatchStatus::Failed];
}

words! {
    /// The state of an item.
    ItemState is "item state" {
        /// No worker has claimed it.
        Pending = "pending",
        /// A worker has it under a lease.
        Running = "running",
        /// Its conversation is stored.
        Completed = "completed",
        /// Every attempt failed; `batch retry` makes it pending.
        Failed = "failed",
        /// No longer in the plan, or not needed for the target.
        Skipped = "skipped",
    }
}

words! {
    /// The kind of job a batch is.
    BatchType is "batch type" {
        /// Makes conversations.
        Generation = "generation",
        /// Writes files.
        Export = "export",
        /// Scores conversations again.
        Validation = "validation",
        /// Removes old data.
        Cleanup = "cleanup",
        /// Makes new versions of conversations.
        Regeneration = "regeneration",
    }
}

/// The request of an item. The fingerprint covers it, the template version, the model and the settings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ItemRequest {
    /// The template's name.
    pub template: String,
    /// Persona, emotion and topic.
    #[serde(flatten)]
    pub subject: Subject,
    /// The other variables of the template.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variables: BTreeMap<String, String>,
    /// The tier of the conversation; `None` for that of the situation, or else the template's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    /// The scenario or edge case, where it is made from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub situation: Option<Box<Situation>>,
    /// Its number among equal requests, from 0.
    #[serde(default)]
    pub ordinal: u32,
    /// What it drew from the table of variation, by name. It follows from all else and the plan's seed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub drawn: BTreeMap<String, String>,
    /// The text it rests on, as it was when the item was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Box<Source>>,
}

impl ItemRequest {
    /// What equal items have in common: all but the place among them and what follows from it.
    pub(crate) fn cell(&self) -> ItemRequest {
        ItemRequest { ordinal: 0, drawn: BTreeMap::new(), ..self.clone() }
    }
}

/// A conversation to judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgeRequest {
    /// The conversation.
    pub judges: ConversationId,
    /// The checksum of its turns. Another text is another item.
    pub text: String,
}

/// A conversation to make anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegenerateRequest {
    /// The conversation, as it is when the item is claimed.
    pub regenerates: ConversationId,
    /// What the new version is to do differently. Empty: its findings alone say it.
    pub note: String,
}

/// What an item asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Task {
    /// Marks for a conversation.
    Judge(JudgeRequest),
    /// A new version of a conversation.
    Regenerate(RegenerateRequest),
    /// A conversation.
    Make(ItemRequest),
}

impl Task {
    /// The conversation to make, where one is to be made.
    pub fn to_make(&self) -> Option<&ItemRequest> {
        match self {
            Task::Make(request) => Some(request),
            Task::Judge(_) | Task::Regenerate(_) => None,
        }
    }

    /// The stored conversation that it is about.
    pub fn about(&self) -> Option<ConversationId> {
        match self {
            Task::Judge(request) => Some(request.judges),
            Task::Regenerate(request) => Some(request.regenerates),
            Task::Make(_) => None,
        }
    }
}

/// An item about a stored conversation, to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItemAbout {
    /// Its position in the job, from 0.
    pub position: u64,
    /// 32 hexadecimal digits over all that the answer depends on; unique among all items about stored conversations.
    pub fingerprint: String,
    /// The conversation.
    pub about: ConversationId,
    /// What it asks for.
    pub request: Task,
}

/// An item to store.
#[derive(Debug, Clone, PartialEq)]
pub struct NewItem {
    /// Its position in the batch, from 0.
    pub position: u64,
    /// 32 hexadecimal digits, unique in a batch.
    pub fingerprint: String,
    /// The conversation to make.
    pub request: ItemRequest,
}

/// An item as stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// Sorts by creation time, like every id.
    pub id: ItemId,
    /// The batch of the item.
    pub batch_id: BatchId,
    /// Its position in the batch, from 0.
    pub position: u64,
    /// Identifies the item in every run.
    pub fingerprint: String,
    /// What it asks for.
    pub request: Task,
    /// The current state.
    pub state: ItemState,
    /// Number of calls so far, in all runs.
    pub attempts: u32,
    /// Cost of its calls so far, in USD.
    #[serde(rename = "spent_usd")]
    pub spent: Usd,
    /// The worker that has claimed it.
    pub worker_id: Option<String>,
    /// The end of the lease, by the shared clock.
    pub lease_until: Option<DateTime<Utc>>,
    /// The kind of the last error.
    pub error_code: Option<String>,
    /// The last error in words.
    pub error_message: Option<String>,
    /// The conversation of a completed item.
    pub conversation_id: Option<ConversationId>,
}

/// A batch to store.
#[derive(Debug, Clone, PartialEq)]
pub struct NewBatch {
    /// Chosen by the caller.
    pub id: BatchId,
    /// The kind of job.
    pub batch_type: BatchType,
    /// Unique; the user types it to resume the batch.
    pub name: String,
    /// The plan and the settings, as JSON.
    pub configuration: serde_json::Value,
    /// What it is for; empty where nobody said it.
    pub description: String,
    /// The one tier it fills, if any.
    pub target_tier: Option<Tier>,
    /// 1 to 10; a worker takes 10 first.
    pub priority: u8,
    /// The most calls in flight.
    pub concurrency: u32,
    /// The most retries of a failed call.
    pub max_retries: u32,
    /// Estimated cost of the whole batch.
    pub estimated_cost: Usd,
    /// The owner's name.
    pub created_by: String,
    /// Creation time.
    pub created_at: DateTime<Utc>,
}

/// A batch as stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Batch {
    /// Sorts by creation time; any unique prefix names the batch.
    pub id: BatchId,
    /// Unique: the given name, else the plan's, else the plan file's.
    pub name: String,
    /// The kind of job.
    #[serde(rename = "type")]
    pub batch_type: BatchType,
    /// What it is for; empty where nobody said it.
    pub description: String,
    /// How it turned out, in one sentence; empty before work on it has stopped once.
    pub summary: String,
    /// The current state.
    pub status: BatchStatus,
    /// The plan and the settings.
    pub configuration: serde_json::Value,
    /// The one tier it fills, if any.
    pub target_tier: Option<Tier>,
    /// The number of items in each state.
    #[serde(flatten)]
    pub counts: ItemCounts,
    /// Share of its items that are completed, failed or skipped, 0 to 1.
    pub progress: f64,
    /// Estimated cost of the whole batch, in USD.
    pub estimated_cost_usd: Usd,
    /// Known cost of its calls so far, in USD.
    pub actual_cost_usd: Usd,
    /// What other calls may have cost, in USD: no reply came, or their process died.
    pub uncertain_cost_usd: Usd,
    /// 1 to 10; a worker takes 10 first.
    pub priority: u8,
    /// The most calls in flight.
    pub concurrency: u32,
    /// Number of retries, counted whenever work stops.
    pub retries: u64,
    /// The most retries of a failed call.
    pub max_retries: u32,
    /// Why it failed or stopped.
    pub error: Option<String>,
    /// The owner's name.
    pub created_by: String,
    /// Creation time.
    pub created_at: DateTime<Utc>,
    /// Start of the first run.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was completed, failed or cancelled.
    pub completed_at: Option<DateTime<Utc>>,
    /// From the start of the first run to the end, in seconds; `None` before the end.
    pub duration_seconds: Option<f64>,
    /// The counts of its results; `None` before work on it has stopped once.
    pub results: Option<serde_json::Value>,
    /// The expected end.
    pub estimated_completion_at: Option<DateTime<Utc>>,
    /// Time of the last change.
    pub updated_at: DateTime<Utc>,
}

/// What a job led to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BatchResults {
    /// Items with a result.
    pub completed: u64,
    /// Items whose attempts all failed.
    pub failed: u64,
    /// Items that left the plan or are not needed.
    pub skipped: u64,
    /// Items that are still to be made.
    pub left: u64,
    /// Its conversations at their threshold without a serious finding; `None` where it has none.
    pub passed: Option<u64>,
    /// The mean score of its conversations, with one decimal.
    pub mean_score: Option<f64>,
    /// What its calls cost, in USD.
    pub cost_usd: Usd,
}

impl fmt::Display for BatchResults {
    /// "88 of 90 done, 85 passed, mean score 8.1, 2 failed; cost $1.20".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} done", self.completed, self.completed + self.failed + self.left)?;
        if let Some(passed) = self.passed {
            write!(f, ", {passed} passed")?;
        }
        if let Some(mean) = self.mean_score {
            write!(f, ", mean score {mean:.1}")?;
        }
        for (many, what) in [(self.failed, "failed"), (self.left, "left"), (self.skipped, "not needed")] {
            if many > 0 {
                write!(f, ", {many} {what}")?;
            }
        }
        write!(f, "; cost {}", self.cost_usd)
    }
}

/// The number of items of a batch in each state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ItemCounts {
    /// All items.
    #[serde(rename = "total_items")]
    pub total: u64,
    /// Items without a worker.
    #[serde(rename = "pending_items")]
    pub pending: u64,
    /// Items that a worker has.
    #[serde(rename = "running_items")]
    pub running: u64,
    /// Items with a stored conversation.
    #[serde(rename = "completed_items")]
    pub completed: u64,
    /// Items whose attempts all failed.
    #[serde(rename = "failed_items")]
    pub failed: u64,
    /// Items that left the plan or are not needed.
    #[serde(rename = "skipped_items")]
    pub skipped: u64,
}

impl ItemCounts {
    /// Share of the items that are completed, failed or skipped, 0 to 1; 0 without items.
    pub fn progress(&self) -> f64 {
        let ended = self.completed + self.failed + self.skipped;
        if self.total == 0 { 0.0 } else { ended as f64 / self.total as f64 }
    }

    /// Items that a run still has to make.
    pub fn open(&self) -> u64 {
        self.pending + self.running
    }
}
