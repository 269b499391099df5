//! One export from beginning to end: selects, writes, and records it in an audit row.

use std::path::Path;

use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::domain::dataset::DatasetTable;
use crate::domain::export::{ExportFormat, ExportRecord, ExportStatus, ExportedFile};
use crate::domain::ids::ExportId;
use crate::store::{Store, StoreError};

use crate::export::arranged::{Arranging, NotArranged, arranged};
use crate::export::beside::Beside;
use crate::export::companion::{Companion, Prepared};
use crate::export::dataset_folder::{self, Dataset, ONLY_PART};
use crate::export::error::ExportError;
use crate::export::exported_ids::ExportedIds;
use crate::export::folder::NewFolder;
use crate::export::groups::{Nearest, Parts};
use crate::export::held::HeldOut;
use crate::export::interrupted::pulse;
use crate::export::keeping::{self, keep_failure};
use crate::export::length::Length;
use crate::export::options::{Compression, Options};
use crate::export::output::{Output, Reading, Shards, Target, Written, WrittenFile};
use crate::export::pairs::Pairs;
use crate::export::picked::{NotPicked, Picked, Picking};
use crate::export::progress::Progress;
use crate::export::recorded::{BesideFile, Recorded, Told};
use crate::export::selection::{Included, LeftOut, Selection, Source, choose};
use crate::export::shaping::Shaping;
use crate::export::split::{Split, StaysOut};
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
    /// What a split held out only because an earlier export did.
    pub stays_out: Option<StaysOut>,
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
    let (shape, is_kept) = (job.options.shape_in(job.format), !job.is_dry_run);
    let since_last = job.arranging.since_last;
    let earlier = match &job.selection {
        Selection::Again(record) => Some(record.as_ref().clone()),
        _ => None,
    };
    let mut recorded = match &earlier {
        Some(record) => Recorded::repeated(record),
        None => Recorded::of(&job.options, job.included, job.picking, job.arranging),
    };
    recorded.process = job.process.clone();
    let names: Vec<String> = job.options.split.iter().flat_map(Split::names).map(str::to_owned).collect();
    let (card, title) = (job.options.card.clone(), target.title());
    let companion = Prepared::of(shape, job.format, &target.paths(), &names)?;
    let path = target.paths().first().map(|path| absolute(path));
    let record = ExportRecord { options: recorded.json(), ..begun(&job, path) };
    if is_kept {
        keeping::begin(store, &record).await?;
    }
    let worked = tokio::select! {
        biased;
        () = stop => Err(ExportError::Interrupted),
        never = pulse(store, &record, progress), if is_kept => match never {},
        worked = work(store, job, target, (earlier, &names), progress) => worked,
    };
    let finished = worked.and_then(|(written, told)| {
        checked(&written.files, &names, &told)?;
        let finishing = Finishing { record: record.clone(), recorded, told, names: &names };
        finishing.finish(written, card.map(|card| (card, title)), companion)
    });
    let finished = match finished {
        Err(error) if since_last => Err(nothing_new(store, &record, error).await),
        finished => finished,
    };
    match finished {
        _ if !is_kept => finished,
        Err(error @ ExportError::NothingNew { .. }) => {
            keeping::forget(store, &record).await?;
            Err(error)
        }
        Ok(done) => keep_whole(store, done).await,
        Err(error) => Err(keep_failure(store, record, error).await),
    }
}

/// An export since the last one that finds nothing is no failure, where there is a last one.
async fn nothing_new(store: &Store, record: &ExportRecord, error: ExportError) -> ExportError {
    let ExportError::Nothing { not_arranged, unfit, .. } = &error else { return error };
    // Where the store fails, the first error is the one to tell.
    let last = store.last_exported(record.format, record.shape).await.ok().flatten();
    match last.filter(|_| unfit.is_empty()) {
        Some(since) => ExportError::NothingNew { since, exported_before: not_arranged.exported_before },
        None => error,
    }
}

/// Selects and writes everything; nothing is at its place yet.
async fn work(
    store: &Store,
    job: Job,
    target: Target<'_>,
    (earlier, names): (Option<ExportRecord>, &[String]),
    progress: &Progress,
) -> Result<(Written, Told), ExportError> {
    let Job { selection, included, format, options, picking, arranging, .. } = job;
    let shape = options.shape_in(format);
    let mut chosen = choose(store, selection, included, shape).await?;
    let shaping = Shaping::of(format, &options, included.unread_serious);
    let pairs = Pairs::of(store, shape, &chosen.filter, earlier.as_ref()).await?;
    let source = std::mem::replace(&mut chosen.source, Source::End);
    let (source, not_arranged) = arranged(store, source, &chosen.filter, (format, shape), arranging).await?;
    progress.selects(chosen.found.min(picking.limit.unwrap_or(u64::MAX)));
    let length = Length::of(options.token_count.clone(), &shaping);
    let source = Picked::of(source, options.breadth_in(format), picking, length);
    let taking = (shaping, Beside::of(pairs.clone()));
    let held_out = held_out(store, &options, earlier.as_ref()).await?;
    let split = (options.split.clone(), &held_out);
    let parts = parts(store, &source, split, earlier.as_ref(), taking, progress).await?;
    let stays_out = parts.as_ref().map(Parts::stays_out).filter(|number| *number > 0).zip(held_out.by);
    let stays_out = stays_out.map(|(conversations, by)| StaysOut { conversations, by });
    let mut reading = Reading { source, beside: Beside::of(pairs), shape, parts, progress: progress.clone() };
    let shards = options.shard_bytes.map(|bytes| Shards { bytes, parts: parts_of(names) });
    let begin = move || Writing::begin(format, options.clone(), included.unread_serious);
    let mut written = Output::new(target, names.len().max(1), shards, begin).write(store, &mut reading).await?;
    let rejected = written.rejected_ids();
    written.in_pairs(reading.beside.declined_among(&rejected));
    let left_out = chosen.left_out_beside(store, rejected).await?;
    let (not_picked, nearest) = (reading.source.left_out, reading.parts.and_then(Parts::nearest));
    Ok((written, Told { left_out, not_arranged, not_picked, nearest, stays_out, ..Told::default() }))
}

/// The part of each conversation; for a repetition, that of the first export. `None` without a split.
async fn parts(
    store: &Store,
    source: &Picked,
    (split, held_out): (Option<Split>, &HeldOut),
    earlier: Option<&ExportRecord>,
    taking: (Shaping, Beside),
    progress: &Progress,
) -> Result<Option<Parts>, StoreError> {
    Ok(match (split, earlier) {
        (Some(split), Some(earlier)) => Some(Parts::again(earlier, &store.exported_by(earlier).await?, split)),
        (Some(split), None) => Some(Parts::of(store, source.clone(), (split, held_out), taking, progress).await?),
        (None, _) => None,
    })
}

/// What earlier exports by the same split held out; nothing where the split is a new one, or that of an earlier export.
async fn held_out(store: &Store, options: &Options, earlier: Option<&ExportRecord>) -> Result<HeldOut, StoreError> {
    match &options.split {
        Some(split) if earlier.is_none() && !options.split_anew => HeldOut::of(store, split, Utc::now()).await,
        _ => Ok(HeldOut::default()),
    }
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
        let Told { left_out, not_arranged, not_picked, nearest, stays_out, .. } = told;
        let ids = written.ids;
        Ok(Done { record, ids, summary, left_out, not_arranged, not_picked, nearest, stays_out, companion })
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

fn begun(job: &Job, file_path: Option<String>) -> ExportRecord {
    let shape = job.options.shape_in(job.format);
    let (scope, filter) = job.selection.settled(job.included, shape);
    ExportRecord {
        id: ExportId::new(),
        created_by: job.by.clone(),
        scope,
        format: job.format,
        shape,
        filter,
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

/// Keeps the audit row with the ids of the conversations.
async fn keep_whole(store: &Store, done: Done) -> Result<Done, ExportError> {
    let piece = |number| done.ids.piece(number).map_err(|error| StoreError::Other(ExportError::Ids(error).to_string()));
    let kept = keeping::complete(store, &done.record, &done.summary.rejected_ids, piece).await;
    kept.map(|()| done).map_err(ExportError::NotRecorded)
}
