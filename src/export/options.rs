//! What a user can choose about the form of an export.

use crate::domain::dataset::DatasetTable;
use crate::domain::export::{ExportFormat, ExportShape, Include};
use crate::export::control_tokens::ControlTokens;
use crate::export::formats;
use crate::export::split::Split;
use crate::export::token_count::TokenCount;
use crate::store::Breadth;

/// How the bytes are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compression {
    /// As they are.
    #[default]
    None,
    /// gzip, for `.gz`.
    Gzip,
    /// Zstandard, for `.zst`.
    Zstd,
}

/// What a user can choose beside the format.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// What a row holds; `None` for the format's usual shape.
    pub shape: Option<ExportShape>,
    /// What a row holds beside its turns, where it has room; nothing for the usual parts of the format.
    pub include: Include,
    /// Whether CSV cells a spreadsheet would run as a formula get an apostrophe in front.
    pub spreadsheet_safe: bool,
    /// The system prompt of every conversation; without one, an imported conversation keeps its own.
    pub system: Option<String>,
    /// One example for each answer, instead of one for each conversation.
    pub per_turn: bool,
    /// Leaves out and counts what the shape cannot express, instead of an error.
    pub skip_invalid: bool,
    /// The control tokens to defuse.
    pub tokens: ControlTokens,
    /// Who counts tokens.
    pub token_count: TokenCount,
    /// How the file is packed.
    pub compression: Compression,
    /// Several files, one for each part.
    pub split: Option<Split>,
    /// Splits as if there were no earlier export by the same split.
    pub split_anew: bool,
    /// What the card of a dataset folder states; `None` where there is no folder.
    pub card: Option<DatasetTable>,
    /// The bytes from which on a file of a dataset folder is followed by another one; `None` for one file a part.
    pub shard_bytes: Option<u64>,
}

impl Options {
    /// The shape of the rows.
    pub fn shape_in(&self, format: ExportFormat) -> ExportShape {
        self.shape.unwrap_or_else(|| format.usual_shape())
    }

    /// Whether the format has room for rows of this shape.
    pub fn takes(format: ExportFormat, shape: ExportShape) -> bool {
        formats::takes(format, shape)
    }

    /// Whether rows of this shape have room for metadata.
    pub fn takes_metadata(shape: ExportShape) -> bool {
        formats::takes_metadata(shape)
    }

    /// How much of each conversation its rows tell.
    pub(super) fn breadth_in(&self, format: ExportFormat) -> Breadth {
        let include = self.include_in(format);
        let tells_all = self.card.is_some() || include.approval_history || format == ExportFormat::Markdown;
        match self.shape_in(format) {
            ExportShape::Native => Breadth::Whole,
            _ if tells_all => Breadth::Whole,
            _ if include == Include::default() => Breadth::Bare,
            _ => Breadth::Metadata,
        }
    }

    /// What a row holds beside its turns.
    pub(super) fn include_in(&self, format: ExportFormat) -> Include {
        match self.include == Include::default() {
            true => formats::usual_include(format, self.shape_in(format)),
            false => self.include,
        }
    }
}
