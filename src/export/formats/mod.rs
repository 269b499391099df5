//! The export formats, a file for each.

mod csv;
mod format;
mod json;
mod jsonl;
mod markdown;

use crate::domain::export::{ExportFormat, Include};

pub use format::Unfit;
pub(super) use format::{Format, Part};

/// What a user can choose about a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// What a JSONL row holds besides its messages; the other formats have fixed fields.
    pub include: Include,
    /// Whether CSV cells a spreadsheet would run as a formula get an apostrophe in front.
    pub spreadsheet_safe: bool,
}

/// What a format holds besides the turns, for the audit row.
pub(super) fn includes(format: ExportFormat, options: Options) -> Include {
    match format {
        ExportFormat::Jsonl => options.include,
        ExportFormat::Json => {
            Include { metadata: true, quality_scores: true, timestamps: true, approval_history: true }
        }
        ExportFormat::Csv => {
            Include { metadata: true, quality_scores: true, timestamps: true, approval_history: false }
        }
        ExportFormat::Markdown => Include { metadata: true, quality_scores: true, ..Include::default() },
    }
}

pub(super) fn of(format: ExportFormat, options: Options) -> Box<dyn Format> {
    match format {
        ExportFormat::Jsonl => Box::new(jsonl::Jsonl { include: options.include }),
        ExportFormat::Json => Box::new(json::Json::default()),
        ExportFormat::Csv => Box::new(csv::Csv { spreadsheet_safe: options.spreadsheet_safe }),
        ExportFormat::Markdown => Box::new(markdown::Markdown),
    }
}
