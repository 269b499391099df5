//! Exports: the formats, and the audit row every export leaves.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::filter::Filter;
use crate::domain::ids::{ConversationId, ExportId};
use crate::domain::word::words;

words! {
    /// The form of an exported file.
    ExportFormat is "format" {
        /// One document with everything.
        Json = "json",
        /// One training example a line.
        Jsonl = "jsonl",
        /// One row a conversation, for spreadsheets.
        Csv = "csv",
        /// For people to read.
        Markdown = "markdown",
    }
}

words! {
    /// What an export was asked to hold.
    ExportScope is "scope" {
        /// Conversations named one by one.
        Selected = "selected",
        /// Those a filter lets through.
        Filtered = "filtered",
        /// All that may be exported.
        All = "all",
    }
}

words! {
    /// How an export ended.
    ExportStatus is "export status" {
        /// Asked for.
        Pending = "pending",
        /// Being written.
        Processing = "processing",
        /// Written whole.
        Completed = "completed",
        /// Not written.
        Failed = "failed",
    }
}

/// The audit row of an export.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExportRecord {
    /// Ordered by time, as every id is.
    pub id: ExportId,
    /// Who exported.
    pub created_by: String,
    /// What was asked for.
    pub scope: ExportScope,
    /// In which form.
    pub format: ExportFormat,
    /// The filter used.
    pub filter: Filter,
    /// What was in it, in order.
    pub conversation_ids: Vec<ConversationId>,
    /// How many.
    pub conversation_count: u64,
    /// Where it was written; `None` for standard output.
    pub file_path: Option<String>,
    /// How large it is, in bytes.
    pub file_size: u64,
    /// SHA-256 of the bytes, hexadecimal.
    pub checksum: Option<String>,
    /// Whether it was compressed.
    pub compressed: bool,
    /// Lowest, mean and highest score, as JSON.
    pub quality_stats: serde_json::Value,
    /// How many of each tier, as JSON.
    pub tier_distribution: serde_json::Value,
    /// How it ended.
    pub status: ExportStatus,
    /// Why it failed, where it did.
    pub error: Option<String>,
    /// What was put beside the turns.
    pub include: Include,
    /// When it was written.
    pub exported_at: Option<DateTime<Utc>>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
}

/// What an export puts beside the turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Include {
    /// Persona, emotion, topic, tier, template, model.
    pub metadata: bool,
    /// Score, confidence, findings.
    pub quality_scores: bool,
    /// When it was made and approved.
    pub timestamps: bool,
    /// Every decision.
    pub approval_history: bool,
}
