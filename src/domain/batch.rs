//! Batches: named jobs, the items they are made of, and where each stands.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::conversation::{Subject, Tier};
use crate::domain::ids::{BatchId, ConversationId, ItemId};
use crate::domain::money::Usd;
use crate::domain::word::words;

words! {
    /// Where a batch stands.
    BatchStatus is "batch status" {
        /// Made and not started.
        Pending = "pending",
        /// Being worked on.
        Running = "running",
        /// Stopped, and can go on.
        Paused = "paused",
        /// Every item is at its end.
        Completed = "completed",
        /// Ended by something no item can help.
        Failed = "failed",
        /// Ended by its owner.
        Cancelled = "cancelled",
    }
}

impl BatchStatus {
    /// The states in which a run may go on without being asked to: its owner's pause and cancellation stand.
    pub const WORKED_ON: [BatchStatus; 4] =
        [BatchStatus::Pending, BatchStatus::Running, BatchStatus::Completed, BatchStatus::Failed];
}

words! {
    /// Where an item stands.
    ItemState is "item state" {
        /// Waiting its turn.
        Pending = "pending",
        /// Held by a worker.
        Running = "running",
        /// Its conversation is stored.
        Completed = "completed",
        /// Every attempt failed; `batch retry` takes it up again.
        Failed = "failed",
        /// No longer in the plan, or not needed for the target.
        Skipped = "skipped",
    }
}

words! {
    /// What kind of job a batch is.
    BatchType is "batch type" {
        /// Makes conversations.
        Generation = "generation",
        /// Writes files.
        Export = "export",
        /// Scores again.
        Validation = "validation",
        /// Removes what is no longer needed.
        Cleanup = "cleanup",
    }
}

/// What an item asks for. Together with template version, model and settings it decides the fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ItemRequest {
    /// The template, by name.
    pub template: String,
    /// Who, how and what about.
    #[serde(flatten)]
    pub subject: Subject,
    /// Every other variable of the template.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variables: BTreeMap<String, String>,
    /// Which kind of conversation is asked for, where the template does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    /// Its place among items that ask for the same, from 0.
    #[serde(default)]
    pub ordinal: u32,
}

/// An item about to be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct NewItem {
    /// Its place in the batch, from 0.
    pub position: u64,
    /// 32 hexadecimal digits; unique in a batch.
    pub fingerprint: String,
    /// What it asks for.
    pub request: ItemRequest,
}

/// An item as stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// Ordered by time, as every id is.
    pub id: ItemId,
    /// The batch it belongs to.
    pub batch_id: BatchId,
    /// Its place in the batch, from 0.
    pub position: u64,
    /// What identifies it across runs.
    pub fingerprint: String,
    /// What it asks for.
    pub request: ItemRequest,
    /// Where it stands.
    pub state: ItemState,
    /// Calls made for it so far, over all runs.
    pub attempts: u32,
    /// What its calls cost so far, in USD.
    #[serde(rename = "spent_usd")]
    pub spent: Usd,
    /// Who holds it.
    pub worker_id: Option<String>,
    /// Until when.
    pub lease_until: Option<DateTime<Utc>>,
    /// Why it failed, where it did.
    pub error_code: Option<String>,
    /// The same in words.
    pub error_message: Option<String>,
    /// The conversation it became.
    pub conversation_id: Option<ConversationId>,
}

/// A batch about to be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct NewBatch {
    /// Made by the caller.
    pub id: BatchId,
    /// What it does.
    pub batch_type: BatchType,
    /// Unique; typed to resume it.
    pub name: String,
    /// The plan and settings it runs with, as JSON.
    pub configuration: serde_json::Value,
    /// The tier it fills, where it fills one.
    pub target_tier: Option<Tier>,
    /// 1 to 10.
    pub priority: u8,
    /// Calls under way at once.
    pub concurrency: u32,
    /// Repeats of a failed call.
    pub max_retries: u32,
    /// What the whole is expected to cost.
    pub estimated_cost: Usd,
    /// Who asked for it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// A batch as stored.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Batch {
    /// Ordered by time; any unique prefix of it names the batch.
    pub id: BatchId,
    /// Unique: the one given, else the plan's, else its file's.
    pub name: String,
    /// What it does.
    #[serde(rename = "type")]
    pub batch_type: BatchType,
    /// Where it stands.
    pub status: BatchStatus,
    /// The plan and settings it runs with.
    pub configuration: serde_json::Value,
    /// The tier it fills, where it fills one.
    pub target_tier: Option<Tier>,
    /// How its items stand.
    #[serde(flatten)]
    pub counts: ItemCounts,
    /// Share of its items that are at their end, 0 to 1.
    pub progress: f64,
    /// What the whole was expected to cost, in USD.
    pub estimated_cost_usd: Usd,
    /// What its calls cost so far, in USD.
    pub actual_cost_usd: Usd,
    /// What calls may have cost beside that, in USD: no answer came, or nobody was there any more to take it.
    pub uncertain_cost_usd: Usd,
    /// 1 to 10.
    pub priority: u8,
    /// Calls under way at once.
    pub concurrency: u32,
    /// Calls that were repeats, as counted when work on it stopped last.
    pub retries: u64,
    /// Repeats of a failed call.
    pub max_retries: u32,
    /// Why it failed or stopped, where it did.
    pub error: Option<String>,
    /// Who asked for it.
    pub created_by: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When its first item was started.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub completed_at: Option<DateTime<Utc>>,
    /// When it is expected to end.
    pub estimated_completion_at: Option<DateTime<Utc>>,
    /// When it changed last.
    pub updated_at: DateTime<Utc>,
}

/// How many items of a batch stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ItemCounts {
    /// All of them.
    #[serde(rename = "total_items")]
    pub total: u64,
    /// Waiting.
    #[serde(rename = "pending_items")]
    pub pending: u64,
    /// Held by a worker.
    #[serde(rename = "running_items")]
    pub running: u64,
    /// Stored.
    #[serde(rename = "completed_items")]
    pub completed: u64,
    /// Failed.
    #[serde(rename = "failed_items")]
    pub failed: u64,
    /// Not needed.
    #[serde(rename = "skipped_items")]
    pub skipped: u64,
}

impl ItemCounts {
    /// Share of the items that are at their end, 0 to 1: completed, failed or skipped. 0 where there are none.
    pub fn progress(&self) -> f64 {
        let ended = self.completed + self.failed + self.skipped;
        if self.total == 0 { 0.0 } else { ended as f64 / self.total as f64 }
    }

    /// Items that a run would still take up.
    pub fn open(&self) -> u64 {
        self.pending + self.running
    }
}
