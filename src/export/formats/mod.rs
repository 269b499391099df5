//! The export formats, a file for each. A format turns rows into bytes and knows no shape.

mod csv;
mod format;
mod json;
mod jsonl;
mod markdown;
mod parquet;
mod ready;

use crate::domain::export::{ExportFormat, ExportShape, Include};
use crate::export::example::Fields;

pub(super) use format::{Format, Row};

/// What rows hold beside their turns where the user names nothing.
pub(super) fn usual_include(format: ExportFormat, shape: ExportShape) -> Include {
    match (format, shape) {
        (_, ExportShape::Native) => {
            Include { metadata: true, quality_scores: true, timestamps: true, approval_history: true }
        }
        (ExportFormat::Csv, _) => {
            Include { metadata: true, quality_scores: true, timestamps: true, approval_history: false }
        }
        (ExportFormat::Markdown, _) => Include { metadata: true, quality_scores: true, ..Include::default() },
        _ => Include::default(),
    }
}

/// Whether the format has room for rows of this shape.
pub(super) fn takes(format: ExportFormat, shape: ExportShape) -> bool {
    match format {
        ExportFormat::Json | ExportFormat::Jsonl => true,
        ExportFormat::Csv | ExportFormat::Parquet => {
            !matches!(shape, ExportShape::Native | ExportShape::Gemini | ExportShape::Bedrock)
        }
        ExportFormat::Markdown => shape == ExportShape::Messages,
    }
}

/// Whether rows of this shape have room for metadata: Gemini and Bedrock refuse other keys, and native has them all.
pub(super) fn takes_metadata(shape: ExportShape) -> bool {
    !matches!(shape, ExportShape::Native | ExportShape::Gemini | ExportShape::Bedrock)
}

/// `sample` is an example of the shape: its fields, and their types.
pub(super) fn of(
    format: ExportFormat,
    shape: ExportShape,
    include: Include,
    spreadsheet_safe: bool,
    sample: Fields<'static>,
) -> Box<dyn Format> {
    match format {
        ExportFormat::Jsonl => Box::new(jsonl::Jsonl { include }),
        ExportFormat::Json => Box::new(json::Json::new(shape, include)),
        ExportFormat::Csv => Box::new(csv::Csv::new(include, spreadsheet_safe)),
        ExportFormat::Markdown => Box::new(markdown::Markdown { include }),
        ExportFormat::Parquet => Box::new(parquet::Parquet::new(sample, include)),
    }
}
