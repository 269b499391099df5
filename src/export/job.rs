//! One export from beginning to end: selects, writes, and records it in an audit row.

use std::path::Path;

use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::domain::batch::{BatchStatus, BatchType};
use crate::domain::dataset::DatasetTable;
use crate::domain::export::{ExportFormat, ExportRecord, ExportStatus, ExportedFile};
use crate::domain::ids::ExportId;
use crate::store::{EndedJob, Store, StoreError};

use crate::export::arranged::{Arranging, NotArranged, arranged};
use crate::export::beside::Beside;
use crate::export::companion::{Companion, Prepared};
use crate::export::dataset_folder::{self, Dataset, ONLY_PART};
use crate::export::error::ExportError;
use crate::export::exported_ids::ExportedIds;
use crate::export::folder::NewFolder;
use crate::export::groups::{Nearest, Parts};
use crate::export::interrupted::{self, pulse};
use crate::export::length::Length;
use crate::export::options::{Compression, Options};
use crate::export::output::{Output, Reading, Shards, Target, Written, WrittenFile};
use crate::export::pairs::Pairs;
use crate::export::picked::{NotPicked, Picked, Picking};
use crate::export::progress::Progress;
use crate::export::recorded::{BesideFile, Recorded, Told};
use crate::export::selection::{Chosen, Included, LeftOut, Selection, Source, choose};
use crate::export::shaping::Shaping;
use crate::export::split::Split;
use crate::export::writing::{Summary, Writing};

/// What to export, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Who exports, for the audit row.
    pub by: String,
    /// The process that exports, by which others find out that it was killed.
    pub process: Option<String>,
    /// The conversations to export.
    pub selection: Selection,
    /// What else to export.
    pub included: Included,
    /// The file format.
    pub format: ExportFormat,
    /// What the user chose about the format.
    pub options: Options,
    /// From when on the files may be removed.
    pub expires_at: Option<DateTime<Utc>>,
    /// What to leave out of the selection.
    pub picking: Picking,
    /// The order, and what needs all ids at once.
    pub arranging: Arranging,
    /// Leaves no audit row: the target keeps nothing.
    pub is_dry_run: bool,
}

/// A finished export.
#[derive(Debug)]
pub struct Done {
    /// Its audit row.
    pub record: ExportRecord,
    /// The conversations written, in order.
    pub ids: ExportedIds,
    /// What was written.
    pub summary: Summary,
    /// What the selection left out, though the user may want it.
    pub left_out: LeftOut,
    /// What was left out before.
    pub not_arranged: NotArranged,
    /// What was left out on the way.
    pub not_picked: NotPicked,
    /// The most similar conversations in different parts of a split.
    pub nearest: Option<Nearest>,
    /// What the trainer needs beside the file.
    pub companion: Option<Companion>,
}

/// Exports what the job selects and records it in an audit row. Ends early once `stop` is ready; then no file appears.
pub async fn run(
    store: &Store,
    job: Job,
    target: Target<'_>,
    stop: impl Future<Output = ()>,
    progress: &Progress,
) -> Result<Done, ExportError> {
    let (shape, included, is_kept) = (job.options.shape_in(job.format), job.included, !job.is_dry_run);
    let earlier = match &job.selection {
        Selection::Again(record) => Some(record.as_ref().clone()),
        _ => None,
    };
    let mut recorded = match &earlier {
        Some(record) => Recorded::repeated(record),
        None => Recorded::of(&job.options, included, job.picking, job.arranging),
    };
    recorded.process = job.process.clone();
    let mut chosen = choose(store, job.selection.clone(), included, shape).await?;
    let mut told = Told { left_out: chosen.left_out, ..Told::default() };
    let (split, card, title) = (job.options.split.clone(), job.options.card.clone(), target.title());
    let names: Vec<String> = split.iter().flat_map(Split::names).map(str::to_owned).collect();
    let companion = Prepared::of(shape, job.format, &target.paths(), &names)?;
    let (format, options) = (job.format, job.options.clone());
    let shards = options.shard_bytes.map(|bytes| Shards { bytes, parts: parts_of(&names) });
    let begin = move || Writing::begin(format, options.clone(), included.unread_serious);
    let shaping = Shaping::of(job.format, &job.options, included.unread_serious);
    let pairs = Pairs::of(store, shape, &chosen.filter, earlier.as_ref()).await?;
    let source = std::mem::replace(&mut chosen.source, Source::End);
    let (source, not_arranged) = arranged(store, source, &chosen.filter, (job.format, shape), job.arranging).await?;
    told.not_arranged = not_arranged;
    progress.selects(chosen.found.min(job.picking.limit.unwrap_or(u64::MAX)));
    let length = Length::of(job.options.token_count.clone(), &shaping);
    let source = Picked::of(source, job.options.breadth_in(job.format), job.picking, length);
    let paths: Vec<String> = target.paths().iter().map(|path| absolute(path)).collect();
    let record = ExportRecord { options: recorded.json(), ..begun(job, &chosen, paths.first().cloned()) };
    if is_kept {
        store.save_export(&record).await?;
    }
    let output = Output::new(target, names.len().max(1), shards, begin);
    let working = async {
        let taking = (shaping, Beside::of(pairs.clone()));
        let parts = parts(store, &source, split, earlier.as_ref(), taking, progress).await?;
        let mut reading = Reading { source, beside: Beside::of(pairs), shape, parts, progress: progress.clone() };
        let written = output.write(store, &mut reading).await?;
        let left_out = chosen.left_out_beside(store, written.rejected_ids()).await?;
        Ok((written, reading, left_out))
    };
    let written = tokio::select! {
        biased;
        () = stop => Err(ExportError::Interrupted),
        never = pulse(store, record.id), if is_kept => match never {},
        written = working => written,
    };
    let finished = written.and_then(|(written, reading, left_out)| {
        told.left_out = left_out;
        told.not_picked = reading.source.left_out;
        checked(&written.files, &names, &told)?;
        told.nearest = reading.parts.and_then(Parts::nearest);
        let finishing = Finishing { record: record.clone(), recorded, told, names: &names };
        finishing.finish(written, card.map(|card| (card, title)), companion)
    });
    if is_kept { kept(store, record, finished).await } else { finished }
}

/// Saves how it ended in the audit row.
async fn kept(store: &Store, record: ExportRecord, ended: Result<Done, ExportError>) -> Result<Done, ExportError> {
    match ended {
        Ok(done) => {
            keep_whole(store, &done).await.map_err(ExportError::NotRecorded)?;
            Ok(done)
        }
        Err(error) => Err(keep_failure(store, record, error).await),
    }
}

/// The part of each conversation; for a repetition, that of the first export. `None` without a split.
async fn parts(
    store: &Store,
    source: &Picked,
    split: Option<Split>,
    earlier: Option<&ExportRecord>,
    taking: (Shaping, Beside),
    progress: &Progress,
) -> Result<Option<Parts>, StoreError> {
    Ok(match (split, earlier) {
        (Some(split), Some(earlier)) => Some(Parts::again(earlier, &store.exported_by(earlier).await?, split)),
        (Some(split), None) => Some(Parts::of(store, source.clone(), split, taking, progress).await?),
        (None, _) => None,
    })
}

/// What is known once every row is written.
struct Finishing<'a> {
    record: ExportRecord,
    recorded: Recorded,
    told: Told,
    names: &'a [String],
}

impl Finishing<'_> {
    /// Writes what belongs beside the rows, and moves it to its place.
    fn finish(
        self,
        written: Written,
        card: Option<(DatasetTable, String)>,
        companion: Option<Prepared>,
    ) -> Result<Done, ExportError> {
        let Finishing { record, mut recorded, mut told, names } = self;
        recorded.process = None;
        let files: Vec<ExportedFile> = written.files.iter().filter_map(|file| recorded_file(file, names)).collect();
        let file_path = files.first().map(|file| file.path.clone()).or_else(|| record.file_path.clone());
        let summary = Summary::of_all(written.files.into_iter().map(|file| file.summary).collect());
        told.unfit = summary.unfit.clone();
        // A repetition tells what the first export told, so that the same data gives the same bytes.
        let told = recorded.told.get_or_insert(told).clone();
        let mut record = completed(ExportRecord { files, file_path, options: recorded.json(), ..record }, &summary);
        if let (Some(folder), Some((stated, title)), Some(facts)) = (written.folder, &card, &summary.facts) {
            let dataset =
                Dataset { stated, facts, record: &record, told: &told, defused: summary.defused, folder: title };
            let beside = dataset_folder::write(&folder, &dataset)?;
            recorded.beside = beside.iter().map(|(name, text)| beside_file(&folder, name, text)).collect();
            folder.finish()?;
            record.options = recorded.json();
        }
        let companion = companion.map(Prepared::finish).transpose()?;
        let Told { left_out, not_arranged, not_picked, nearest, .. } = told;
        let ids = written.ids;
        Ok(Done { record, ids, summary, left_out, not_arranged, not_picked, nearest, companion })
    }
}

/// Something must be in every part.
fn checked(files: &[WrittenFile], names: &[String], told: &Told) -> Result<(), ExportError> {
    let empty = |file: &&WrittenFile| file.summary.conversations == 0;
    if files.iter().all(|file| empty(&file)) {
        let unfit = Summary::of_all(files.iter().map(|file| file.summary.clone()).collect()).unfit;
        let Told { left_out, not_arranged, not_picked, .. } = *told;
        return Err(ExportError::Nothing { left_out, not_arranged, not_picked, unfit });
    }
    match files.iter().find(empty).and_then(|file| names.get(file.part)) {
        Some(name) => Err(ExportError::EmptyPart(name.clone())),
        None => Ok(()),
    }
}

/// The names of the parts in a folder.
fn parts_of(names: &[String]) -> Vec<String> {
    if names.is_empty() { vec![ONLY_PART.to_owned()] } else { names.to_vec() }
}

/// What is recorded of a file.
fn recorded_file(file: &WrittenFile, names: &[String]) -> Option<ExportedFile> {
    let summary = &file.summary;
    Some(ExportedFile {
        part: names.get(file.part).cloned(),
        path: absolute(file.path.as_deref()?),
        size: summary.size,
        checksum: summary.checksum.clone(),
        conversations: summary.conversations,
        examples: summary.examples,
    })
}

/// What is recorded of a file beside the rows.
fn beside_file(folder: &NewFolder, name: &str, text: &str) -> BesideFile {
    let checksum = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    BesideFile { path: absolute(&folder.asked_path().join(name)), checksum }
}

fn absolute(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}

fn begun(job: Job, chosen: &Chosen, file_path: Option<String>) -> ExportRecord {
    ExportRecord {
        id: ExportId::new(),
        created_by: job.by,
        scope: chosen.scope,
        format: job.format,
        shape: job.options.shape_in(job.format),
        filter: chosen.filter.clone(),
        conversation_count: 0,
        example_count: 0,
        file_path,
        files: Vec::new(),
        file_size: 0,
        checksum: None,
        compressed: job.options.compression != Compression::None,
        quality_stats: serde_json::Value::Null,
        tier_distribution: json!({}),
        status: ExportStatus::Processing,
        error: None,
        include: job.options.include_in(job.format),
        options: json!({}),
        exported_at: None,
        expires_at: job.expires_at,
        created_at: Utc::now(),
    }
}

fn completed(record: ExportRecord, summary: &Summary) -> ExportRecord {
    ExportRecord {
        conversation_count: summary.conversations,
        example_count: summary.examples,
        file_size: summary.size,
        checksum: Some(summary.checksum.clone()),
        quality_stats: json!(summary.quality),
        tier_distribution: json!(summary.tiers),
        status: ExportStatus::Completed,
        exported_at: Some(Utc::now()),
        ..record
    }
}

/// Saves the audit row of a complete export with the ids of its conversations, and the job that it was.
async fn keep_whole(store: &Store, done: &Done) -> Result<(), StoreError> {
    let piece = |number| done.ids.piece(number).map_err(|error| StoreError::Other(ExportError::Ids(error).to_string()));
    store.complete_export(&done.record, &done.summary.rejected_ids, piece).await?;
    record_job(store, &done.record, BatchStatus::Completed).await
}

async fn record_job(store: &Store, record: &ExportRecord, ended: BatchStatus) -> Result<(), StoreError> {
    let job = EndedJob {
        kind: BatchType::Export,
        name: format!("export {}", record.id),
        by: &record.created_by,
        began: record.created_at,
        ended,
        error: record.error.as_deref(),
        results: json!({
            "export": record.id,
            "conversations": record.conversation_count,
            "examples": record.example_count,
            "files": record.files.len(),
            "bytes": record.file_size,
        }),
    };
    store.record_job(&job).await
}

/// Records the failure in the audit row, and returns the error for the user.
async fn keep_failure(store: &Store, record: ExportRecord, failed: ExportError) -> ExportError {
    let row = interrupted::failed(record, failed.to_string());
    let ended = if matches!(failed, ExportError::Interrupted) { BatchStatus::Cancelled } else { BatchStatus::Failed };
    let kept = async {
        store.save_export(&row).await?;
        record_job(store, &row, ended).await
    };
    match kept.await {
        Ok(()) => failed,
        Err(row) => ExportError::FailureNotRecorded { failed: Box::new(failed), row },
    }
}
