//! How an export fails.

use std::collections::BTreeMap;
use std::io;

use chrono::{DateTime, Utc};

use crate::domain::export::ExportShape;
use crate::export::arranged::NotArranged;
use crate::export::file::NewFileError;
use crate::export::picked::NotPicked;
use crate::export::selection::LeftOut;
use crate::export::unfit::Unfit;
use crate::store::StoreError;

/// Why an export failed. Once there is an audit row, it records the error.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file cannot be written; nothing of it remains.
    #[error(transparent)]
    File(#[from] NewFileError),
    /// The writer failed.
    #[error("cannot write the output: {0}")]
    Output(#[source] io::Error),
    /// The temporary file of the ids failed.
    #[error("cannot keep the ids of the export in a temporary file: {0}")]
    Ids(#[source] io::Error),
    /// The caller stopped it.
    #[error("the export was interrupted")]
    Interrupted,
    /// No conversation was fit to export, so nothing was written.
    #[error("nothing to export: {}", why_nothing(*left_out, *not_arranged, *not_picked, unfit))]
    Nothing {
        /// What the selection left out.
        left_out: LeftOut,
        /// What was left out because it is not new, or too many of its kind.
        not_arranged: NotArranged,
        /// What was left out on the way: too long, or a near-duplicate.
        not_picked: NotPicked,
        /// Conversations that make no example, by reason.
        unfit: BTreeMap<Unfit, u64>,
    },
    /// Everything that an export since the last one may take was exported before: no failure, and no audit row.
    #[error("nothing new since {}", since.format("%Y-%m-%d %H:%M UTC"))]
    NothingNew {
        /// When the newest export of the same format and shape began.
        since: DateTime<Utc>,
        /// Conversations of earlier exports.
        exported_before: u64,
    },
    /// The shape cannot express a conversation.
    #[error("conversation {short_id} does not fit the shape {shape}: {}", unfit.fault())]
    Invalid {
        /// The id that people type.
        short_id: String,
        /// Its fault.
        unfit: Unfit,
        /// The shape asked for.
        shape: ExportShape,
        /// Whether a part of the output was written before.
        was_begun: bool,
    },
    /// A file of a split would be empty, so that none appears.
    #[error("no conversation falls into the part {0}")]
    EmptyPart(String),
    /// The export failed, and the audit row does not say so.
    #[error("{failed}")]
    FailureNotRecorded {
        /// Why the export failed.
        failed: Box<ExportError>,
        /// Why the audit row was not saved.
        #[source]
        row: StoreError,
    },
    /// The conversations were written, but the audit row still says "processing".
    #[error(transparent)]
    NotRecorded(StoreError),
}

/// Names what left out all that match; where nothing was left out, nothing matches.
fn why_nothing(
    left_out: LeftOut,
    not_arranged: NotArranged,
    not_picked: NotPicked,
    unfit: &BTreeMap<Unfit, u64>,
) -> String {
    let too_long = match not_picked.is_estimate {
        true => "longer than --max-tokens by estimate",
        false => "longer than --max-tokens",
    };
    let mut reasons: Vec<String> = [
        (left_out.simulated, "made by the simulator"),
        (left_out.findings, "with serious findings that nobody read or named"),
        (not_arranged.exported_before, "exported before"),
        (not_arranged.unbalanced, "left out for the balance"),
        (not_picked.too_long, too_long),
        (not_picked.near_duplicates, "almost the same as an earlier one"),
    ]
    .iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, what)| format!("{number} {what}"))
    .collect();
    match (reasons.is_empty(), unfit.is_empty()) {
        (true, true) => return "no conversation matches".into(),
        (true, false) => return format!("no conversation fits a training file ({})", Unfit::reasons(unfit)),
        (false, false) => reasons.push(Unfit::reasons(unfit)),
        (false, true) => {}
    }
    format!("all that match are left out ({})", reasons.join(", "))
}
