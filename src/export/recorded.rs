//! What an audit row keeps beside its columns, so that the same export can be made again.

mod asked;

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::dataset::DatasetTable;
use crate::domain::export::{ExportRecord, ExportShape};
use crate::domain::ids::ExportId;
use crate::export::arranged::{Arranging, NotArranged};
use crate::export::control_tokens::{ControlTokens, TokenizerError};
use crate::export::groups::Nearest;
use crate::export::options::{Compression, Options};
use crate::export::picked::{NotPicked, Picking};
use crate::export::selection::{Included, LeftOut};
use crate::export::split::{Split, StaysOut};
use crate::export::token_count::TokenCount;
use crate::export::unfit::Unfit;

pub use asked::{asked, repeats, verifications};

/// What the user asked for, and what was left out then.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Recorded {
    shape: Option<ExportShape>,
    system: Option<String>,
    per_turn: bool,
    skip_invalid: bool,
    spreadsheet_safe: bool,
    compression: Compression,
    tokenizer: Option<PathBuf>,
    split: Option<Split>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    split_anew: bool,
    card: Option<DatasetTable>,
    shard_bytes: Option<u64>,
    included: Included,
    picking: Picking,
    arranging: Arranging,
    /// The export that this one repeats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) again_of: Option<ExportId>,
    /// Who computed the checksums of its files again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) verified: Option<Verifications>,
    /// The process that writes it, until it is complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) process: Option<String>,
    /// The files beside the rows of a dataset folder, once it is complete.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) beside: Vec<BesideFile>,
    /// Once the export is complete.
    pub(super) told: Option<Told>,
}

/// How often the checksums of an export were computed again, and the last time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verifications {
    /// How often.
    pub times: u64,
    /// When it was last done.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// The files that were not as exported then.
    pub wrong: u64,
}

/// A file without rows, such as the card of a dataset folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct BesideFile {
    pub(super) path: String,
    /// Its SHA-256, in hexadecimal.
    pub(super) checksum: String,
}

/// What the first export told about conversations that are not in it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Told {
    pub(super) left_out: LeftOut,
    pub(super) not_arranged: NotArranged,
    pub(super) not_picked: NotPicked,
    pub(super) unfit: BTreeMap<Unfit, u64>,
    pub(super) nearest: Option<Nearest>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(super) stays_out: Option<StaysOut>,
}

impl Recorded {
    pub(super) fn of(options: &Options, included: Included, picking: Picking, arranging: Arranging) -> Recorded {
        Recorded {
            shape: options.shape,
            system: options.system.clone(),
            per_turn: options.per_turn,
            skip_invalid: options.skip_invalid,
            spreadsheet_safe: options.spreadsheet_safe,
            compression: options.compression,
            tokenizer: options.tokens.file().map(|path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned())),
            split: options.split.clone(),
            split_anew: options.split_anew,
            card: options.card.clone(),
            shard_bytes: options.shard_bytes,
            included,
            picking,
            arranging,
            again_of: None,
            verified: None,
            process: None,
            beside: Vec::new(),
            told: None,
        }
    }

    /// That of a row; `None` where an earlier version of dialoom wrote the row.
    pub(super) fn read(record: &ExportRecord) -> Option<Recorded> {
        record.options.as_object().filter(|options| !options.is_empty())?;
        serde_json::from_value(record.options.clone()).ok()
    }

    /// That of a row for a repetition, which may go to another place: without the files beside the rows.
    pub(super) fn repeated(record: &ExportRecord) -> Recorded {
        let earlier = Recorded::read(record).unwrap_or_default();
        Recorded { again_of: Some(record.id), verified: None, beside: Vec::new(), ..earlier }
    }

    /// The split of the export of a row.
    pub(super) fn split_of(record: &ExportRecord) -> Option<Split> {
        Recorded::read(record)?.split
    }

    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    pub(super) fn included(&self) -> Included {
        self.included
    }

    /// What was asked for then, with the tokenizer as it is now.
    pub(super) fn options(&self, record: &ExportRecord) -> Result<Options, TokenizerError> {
        let tokens = self.tokenizer.as_deref().map(ControlTokens::of_tokenizer).transpose()?.unwrap_or_default();
        Ok(Options {
            shape: Some(record.shape),
            include: record.include,
            spreadsheet_safe: self.spreadsheet_safe,
            system: self.system.clone(),
            per_turn: self.per_turn,
            skip_invalid: self.skip_invalid,
            tokens,
            // Long ones were left out then.
            token_count: TokenCount::default(),
            compression: self.compression,
            split: self.split.clone(),
            split_anew: self.split_anew,
            card: self.card.clone(),
            shard_bytes: self.shard_bytes,
        })
    }
}
