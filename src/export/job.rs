//! One export from beginning to end: selects, writes, and records it in an audit row.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use chrono::Utc;
use serde_json::json;
use tokio::io::{AsyncWrite, AsyncWriteExt};

use crate::domain::export::{ExportFormat, ExportRecord, ExportShape, ExportStatus};
use crate::domain::ids::ExportId;
use crate::store::{Store, StoreError};

use crate::export::companion::{Companion, Prepared};
use crate::export::file::{NewFile, NewFileError};
use crate::export::options::{Compression, Options};
use crate::export::pairs::Pairs;
use crate::export::selection::{Chosen, Included, LeftOut, Selection, Source, choose};
use crate::export::unfit::Unfit;
use crate::export::writing::{Invalid, Summary, Told, Writing};

/// What to export, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Who exports, for the audit row.
    pub by: String,
    /// The conversations to export.
    pub selection: Selection,
    /// What else to export.
    pub included: Included,
    /// The file format.
    pub format: ExportFormat,
    /// What the user chose about the format.
    pub options: Options,
}

/// Where the bytes go.
pub enum Target<'a> {
    /// A file that appears whole or not at all.
    File(NewFile),
    /// Standard output, or the body of a response. A failed job leaves a part in it.
    Writer(&'a mut (dyn AsyncWrite + Send + Unpin)),
}

/// A finished export.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// Its audit row.
    pub record: ExportRecord,
    /// What was written.
    pub summary: Summary,
    /// What the selection left out, though the user may want it.
    pub left_out: LeftOut,
    /// What the trainer needs beside the file.
    pub companion: Option<Companion>,
}

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
    /// The caller stopped it.
    #[error("the export was interrupted")]
    Interrupted,
    /// No conversation was fit to export, so nothing was written.
    #[error("nothing to export: {}", why_nothing(unfit))]
    Nothing {
        /// What the selection left out.
        left_out: LeftOut,
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

/// Exports what the job selects and records it in an audit row. Ends early once `stop` is ready; then no file appears.
pub async fn run(
    store: &Store,
    job: Job,
    target: Target<'_>,
    stop: impl Future<Output = ()>,
) -> Result<Done, ExportError> {
    let (shape, included) = (job.options.shape_in(job.format), job.included);
    let chosen = choose(store, job.selection.clone(), included, shape).await?;
    let left_out = chosen.left_out;
    let companion = Prepared::of(shape, target.path())?;
    let begun_writing = Writing::begin(job.format, job.options.clone(), included.unread_serious);
    let pairs = (shape == ExportShape::Dpo).then(|| Pairs::of(&chosen.filter));
    let record = begun(job, &chosen, &target);
    store.save_export(&record).await?;
    let written = tokio::select! {
        biased;
        () = stop => Err(ExportError::Interrupted),
        written = write(store, Reading { source: chosen.source, pairs, shape }, target, begun_writing) => written,
    };
    let written = written.and_then(|summary| match summary.conversation_ids.is_empty() {
        true => Err(ExportError::Nothing { left_out, unfit: summary.unfit }),
        false => Ok(summary),
    });
    let written = written.and_then(|summary| Ok((summary, companion.map(Prepared::finish).transpose()?)));
    match written {
        Ok((summary, companion)) => {
            let record = completed(record, &summary);
            store.save_export(&record).await.map_err(ExportError::NotRecorded)?;
            Ok(Done { record, summary, left_out, companion })
        }
        Err(error) => Err(keep_failure(store, record, error).await),
    }
}

fn begun(job: Job, chosen: &Chosen, target: &Target<'_>) -> ExportRecord {
    let path = target.path();
    ExportRecord {
        id: ExportId::new(),
        created_by: job.by,
        scope: chosen.scope,
        format: job.format,
        shape: job.options.shape_in(job.format),
        filter: chosen.filter.clone(),
        conversation_ids: Vec::new(),
        conversation_count: 0,
        example_count: 0,
        file_path: path.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()),
        file_size: 0,
        checksum: None,
        compressed: job.options.compression != Compression::None,
        quality_stats: serde_json::Value::Null,
        tier_distribution: json!({}),
        status: ExportStatus::Processing,
        error: None,
        include: job.options.include_in(job.format),
        exported_at: None,
        created_at: Utc::now(),
    }
}

fn completed(record: ExportRecord, summary: &Summary) -> ExportRecord {
    ExportRecord {
        conversation_count: summary.conversation_ids.len() as u64,
        example_count: summary.examples,
        conversation_ids: summary.conversation_ids.clone(),
        file_size: summary.size,
        checksum: Some(summary.checksum.clone()),
        quality_stats: json!(summary.quality),
        tier_distribution: json!(summary.tiers),
        status: ExportStatus::Completed,
        exported_at: Some(Utc::now()),
        ..record
    }
}

/// Records the failure in the audit row, and returns the error for the user.
async fn keep_failure(store: &Store, record: ExportRecord, failed: ExportError) -> ExportError {
    let row = ExportRecord { status: ExportStatus::Failed, error: Some(failed.to_string()), ..record };
    match store.save_export(&row).await {
        Ok(()) => failed,
        Err(row) => ExportError::FailureNotRecorded { failed: Box::new(failed), row },
    }
}

/// Where the rows come from.
struct Reading {
    source: Source,
    /// Finds what each conversation is preferred to, where the shape asks for it.
    pairs: Option<Pairs>,
    shape: ExportShape,
}

/// Writes everything, or nothing where no conversation is fit.
async fn write(
    store: &Store,
    mut reading: Reading,
    mut target: Target<'_>,
    (mut writing, mut bytes): (Writing, Vec<u8>),
) -> Result<Summary, ExportError> {
    let mut was_begun = false;
    while let Some(page) = reading.source.next_page(store).await? {
        let rejected = match &mut reading.pairs {
            Some(pairs) => pairs.rejected(store, &page).await?,
            None => Vec::new(),
        };
        let told = page
            .iter()
            .enumerate()
            .map(|(place, full)| Told { full, rejected: rejected.get(place).and_then(Option::as_ref) });
        let invalid = |Invalid { short_id, unfit }| ExportError::Invalid {
            short_id,
            unfit,
            shape: reading.shape,
            was_begun: was_begun && matches!(target, Target::Writer(_)),
        };
        bytes.extend(writing.page(told).map_err(invalid)?);
        // The beginning of the file waits for the first conversation: without one, nothing is written.
        if writing.written() > 0 {
            target.put(&bytes).await?;
            bytes.clear();
            was_begun = true;
        }
    }
    let written = writing.written();
    let (last, summary) = writing.end();
    if written == 0 {
        return Ok(summary);
    }
    target.put(&last).await?;
    if let Target::File(file) = target {
        file.finish()?;
    }
    Ok(summary)
}

impl Target<'_> {
    /// The file as the user named it.
    fn path(&self) -> Option<&Path> {
        match self {
            Target::File(file) => Some(file.asked_path()),
            Target::Writer(_) => None,
        }
    }

    async fn put(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        match self {
            Target::File(file) => Ok(file.write(bytes)?),
            Target::Writer(writer) => {
                writer.write_all(bytes).await.map_err(ExportError::Output)?;
                writer.flush().await.map_err(ExportError::Output)
            }
        }
    }
}
