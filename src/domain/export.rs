//! Exports: their formats, and the audit row of each export.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::filter::Filter;
use crate::domain::ids::ExportId;
use crate::domain::word::words;

words! {
    /// The form of an exported file.
    ExportFormat is "format" {
        /// One document with all conversations.
        Json = "json",
        /// One training example per line.
        Jsonl = "jsonl",
        /// One row per conversation, for spreadsheets.
        Csv = "csv",
        /// Typed columns, packed.
        Parquet = "parquet",
        /// For people to read.
        Markdown = "markdown",
    }
}

words! {
    /// How a training example is told: the fields of a row. Most wanted first.
    ExportShape is "shape" {
        /// `{"messages":[{"role","content"},…]}`: OpenAI, TRL, Unsloth, Mistral.
        Messages = "messages",
        /// The last answer apart from what led to it: TRL then learns from the answer only.
        PromptCompletion = "prompt-completion",
        /// An answer and whether it is wanted, from approved and rejected conversations.
        Kto = "kto",
        /// `{"conversations":[{"from","value"},…]}`.
        ShareGpt = "sharegpt",
        /// ShareGPT with a system column, and its `dataset_info.json`.
        LlamaFactory = "llama-factory",
        /// An approved answer over a rejected one.
        Dpo = "dpo",
        /// Messages, and the YAML for them.
        Axolotl = "axolotl",
        /// `contents` with parts.
        Gemini = "gemini",
        /// Messages with the system prompt beside them.
        Bedrock = "bedrock",
        /// The last exchange, and the earlier ones as history.
        Alpaca = "alpaca",
        /// Every field of a conversation.
        Native = "native",
    }
}

impl ExportFormat {
    /// The shape of its rows where the user names none.
    pub fn usual_shape(self) -> ExportShape {
        match self {
            ExportFormat::Json => ExportShape::Native,
            _ => ExportShape::Messages,
        }
    }
}

words! {
    /// How the user chose the conversations of an export.
    ExportScope is "scope" {
        /// By ids.
        Selected = "selected",
        /// By filters.
        Filtered = "filtered",
        /// Not at all: every conversation that may be exported.
        All = "all",
    }
}

words! {
    /// The state of an export.
    ExportStatus is "export status" {
        /// Requested.
        Pending = "pending",
        /// Being written.
        Processing = "processing",
        /// Written whole.
        Completed = "completed",
        /// Not written.
        Failed = "failed",
    }
}

/// The audit row of an export. The ids of its conversations, which may be millions, are beside it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExportRecord {
    /// Sorts by creation time, like every id.
    pub id: ExportId,
    /// The name of the actor.
    pub created_by: String,
    /// How the conversations were chosen.
    pub scope: ExportScope,
    /// The form of the file.
    pub format: ExportFormat,
    /// What its rows hold.
    pub shape: ExportShape,
    /// The filter used.
    pub filter: Filter,
    /// The number of exported conversations.
    pub conversation_count: u64,
    /// The number of rows: several of a conversation with `--per-turn`.
    pub example_count: u64,
    /// The file, the first of several; `None` for standard output.
    pub file_path: Option<String>,
    /// Each file with its own size and checksum.
    pub files: Vec<ExportedFile>,
    /// The size of the output, in bytes.
    pub file_size: u64,
    /// The SHA-256 of the output, in hexadecimal.
    pub checksum: Option<String>,
    /// Whether the output is compressed.
    pub compressed: bool,
    /// Lowest, mean and highest score, as JSON.
    pub quality_stats: serde_json::Value,
    /// The number of conversations in each tier, as JSON.
    pub tier_distribution: serde_json::Value,
    /// The current state.
    pub status: ExportStatus,
    /// Why it failed, in the state `failed`.
    pub error: Option<String>,
    /// What the output holds beside the turns.
    pub include: Include,
    /// What else the user asked for, so that the export can be repeated.
    pub options: serde_json::Value,
    /// When the output was complete.
    pub exported_at: Option<DateTime<Utc>>,
    /// From when on its files may be removed; `None` for never.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was requested.
    pub created_at: DateTime<Utc>,
}

/// A file of an export.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExportedFile {
    /// The part of a split; `None` where the export is one file.
    pub part: Option<String>,
    /// Where it was written.
    pub path: String,
    /// Its size, in bytes.
    pub size: u64,
    /// Its SHA-256, in hexadecimal.
    pub checksum: String,
    /// The number of its conversations.
    pub conversations: u64,
    /// The number of its rows.
    pub examples: u64,
}

/// What an export holds beside the turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Include {
    /// Persona, emotion, topic, tier, template, model.
    pub metadata: bool,
    /// Score, confidence, findings.
    pub quality_scores: bool,
    /// Times of creation and approval.
    pub timestamps: bool,
    /// Every decision of a reviewer.
    pub approval_history: bool,
}
