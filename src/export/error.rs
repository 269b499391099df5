//! How an export fails.

use std::collections::BTreeMap;
use std::io;

use crate::domain::export::ExportShape;
use crate::export::arranged::NotArranged;
use crate::export::file::NewFileError;
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
    #[error("nothing to export: {}", why_nothing(unfit))]
    Nothing {
        /// What the selection left out.
        left_out: LeftOut,
        /// What was left out because it is not new, or too many of its kind.
        not_arranged: NotArranged,
        /// Conversations that make no example, by reason.
        unfit: BTreeMap<Unfit, u64>,
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

fn why_nothing(unfit: &BTreeMap<Unfit, u64>) -> String {
    match unfit.is_empty() {
        true => "no conversation matches".into(),
        false => format!("no conversation fits a training file ({})", Unfit::reasons(unfit)),
    }
}
