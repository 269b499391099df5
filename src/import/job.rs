//! One import from beginning to end: [`check`] reads all files, then [`Checked::save`] stores what they hold in groups.
//!
//! Every file is read twice. The first time nothing is written, so that a bad line in the last file leaves nothing behind.
//! One transaction around all would do the same, and lock the database for minutes. What is saved before a Ctrl-C or a
//! full disk stays; the same command again passes over it, and saves the rest.

use std::collections::{BTreeSet, HashMap};
use std::io;

use chrono::{DateTime, Utc};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::domain::conversation::NewConversation;
use crate::domain::document::Source;
use crate::domain::ids::ChunkId;
use crate::domain::import::ImportFormat;
use crate::domain::quoted::listed;
use crate::import::arrival::Arrival;
use crate::import::arrivals::{Arrivals, Unclear, Way, way_of};
use crate::import::input::Input;
use crate::import::options::Options;
use crate::import::summary::{FileRead, Summary};
use crate::store::{ImportKey, Saved, Store, StoreError};

/// Conversations in one transaction, and the bytes of text after which a group is full. Each transaction writes every
/// page that it changed, so a large one writes fewer of them for a conversation.
const GROUP: usize = 200;
const GROUP_BYTES: usize = 2 * 1024 * 1024;
/// A group of fewer bytes is saved while the next one is read and scored. Two long texts would take the memory of both.
const SMALL_GROUP_BYTES: usize = 1024 * 1024;
/// Rows read between two looks at whether to stop.
const STEP: u64 = 200;

/// What to import, and how.
#[derive(Debug)]
pub struct Job {
    /// Who imports.
    pub by: String,
    /// The files, each opened.
    pub inputs: Vec<Input>,
    /// What the user says about them.
    pub options: Options,
    /// Whether lines that cannot be read are left out.
    pub keep_going: bool,
}

/// Files that were read whole, and hold something to import.
#[derive(Debug)]
pub struct Checked {
    job: Job,
    ways: Vec<Way>,
    summary: Summary,
}

/// Why nothing was imported, or not all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file cannot be read.
    #[error("cannot read {file}: {error}")]
    Unreadable {
        /// As the user named it.
        file: String,
        /// Why.
        error: io::Error,
    },
    /// The first rows fit no format.
    #[error("cannot tell the format of {file}: its first row has {}", named(fields))]
    UnknownFormat {
        /// As the user named it.
        file: String,
        /// The fields of the first row.
        fields: Vec<String>,
    },
    /// The first rows fit several formats.
    #[error("the rows of {file} fit several formats: {}", words(formats))]
    SeveralFormats {
        /// As the user named it.
        file: String,
        /// These.
        formats: Vec<ImportFormat>,
    },
    /// The rows are of a shape that is not imported.
    #[error("{file} cannot be imported: {why}")]
    Refused {
        /// As the user named it.
        file: String,
        /// What a row is, and why it is refused.
        why: &'static str,
    },
    /// No row has a field that `--map` names.
    #[error("no row has the field {}", crate::domain::quoted::quoted(field))]
    NoSuchField {
        /// The field.
        field: String,
    },
    /// Some lines cannot be read, and all are wanted.
    #[error("{} of {} cannot be imported; nothing was", lines(.0.left_out), files(.0))]
    Faults(Box<Summary>),
    /// There is no conversation in the files.
    #[error("nothing to import: {} holds no conversation", files(.0))]
    Nothing(Box<Summary>),
    /// A line could be read the first time, and not the second.
    #[error("{file} changed while it was read")]
    Changed {
        /// As the user named it.
        file: String,
    },
    /// The caller stopped it.
    #[error("the import was interrupted")]
    Interrupted,
}

fn words(formats: &[ImportFormat]) -> String {
    formats.iter().map(|format| format.as_str()).collect::<Vec<_>>().join(", ")
}

fn named(fields: &[String]) -> String {
    if fields.is_empty() { "no field with a value".to_owned() } else { format!("the fields {}", listed(fields)) }
}

fn lines(count: u64) -> String {
    if count == 1 { "1 line".to_owned() } else { format!("{count} lines") }
}

fn files(summary: &Summary) -> String {
    match summary.files.as_slice() {
        [one] => one.file.clone(),
        files => format!("{} files", files.len()),
    }
}

/// What becomes of the conversations that are new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Store,
    Count,
}

/// Reads every file once, and writes nothing. `progress` gets the number of rows; `stop` ends it early.
pub async fn check(job: Job, progress: impl Fn(u64), stop: impl Future<Output = ()>) -> Result<Checked, ImportError> {
    tokio::select! {
        biased;
        () = stop => Err(ImportError::Interrupted),
        checked = read_all(job, &progress) => checked,
    }
}

async fn read_all(job: Job, progress: &dyn Fn(u64)) -> Result<Checked, ImportError> {
    let (mut summary, mut ways, mut used) = (Summary::default(), Vec::new(), BTreeSet::new());
    let (mut rows, mut has_rows) = (0, false);
    for input in &job.inputs {
        let way = clear_way(input, &job.options)?;
        summary.is_misnamed |= way.is_misnamed();
        let mut file = FileRead { file: input.name().to_owned(), format: way.word(), conversations: 0, left_out: 0 };
        let mut arrivals = arrivals(input, way, &job.options)?;
        for arrival in arrivals.by_ref() {
            match arrival {
                Ok(_) => file.conversations += 1,
                Err(fault) => {
                    file.left_out += 1;
                    summary.add_fault(fault);
                }
            }
            rows += 1;
            if rows % STEP == 0 {
                progress(rows);
                tokio::task::yield_now().await;
            }
        }
        used.append(&mut arrivals.used);
        has_rows |= arrivals.has_rows;
        summary.files.push(file);
        ways.push(way);
    }
    if let Some((_, mapping)) = job.options.map.iter().enumerate().find(|(place, _)| has_rows && !used.contains(place))
    {
        return Err(ImportError::NoSuchField { field: mapping.field.clone() });
    }
    if summary.left_out > 0 && !job.keep_going {
        return Err(ImportError::Faults(Box::new(summary)));
    }
    match summary.files.iter().all(|file| file.conversations == 0) {
        true => Err(ImportError::Nothing(Box::new(summary))),
        false => Ok(Checked { job, ways, summary }),
    }
}

impl Checked {
    /// Stores what is new, in groups. `progress` gets the number that is stored, or was there; `stop` ends it early.
    pub async fn save(
        self,
        store: &Store,
        progress: impl Fn(u64),
        stop: impl Future<Output = ()>,
    ) -> Result<Summary, ImportError> {
        self.read_again(store, Purpose::Store, &progress, stop).await
    }

    /// What [`Checked::save`] would do, but for near-duplicates.
    pub async fn preview(
        self,
        store: &Store,
        progress: impl Fn(u64),
        stop: impl Future<Output = ()>,
    ) -> Result<Summary, ImportError> {
        self.read_again(store, Purpose::Count, &progress, stop).await
    }

    async fn read_again(
        self,
        store: &Store,
        purpose: Purpose,
        progress: &dyn Fn(u64),
        stop: impl Future<Output = ()>,
    ) -> Result<Summary, ImportError> {
        let Checked { job, ways, summary } = self;
        let (now, chunks, saving) = (Utc::now(), HashMap::new(), JoinSet::new());
        let mut second = Second { store, job: &job, purpose, progress, summary, now, chunks, saving };
        let reading = async {
            for (input, way) in job.inputs.iter().zip(ways) {
                second.file(input, way).await?;
            }
            second.land().await?;
            Ok(second.summary)
        };
        tokio::select! {
            biased;
            () = stop => Err(ImportError::Interrupted),
            done = reading => done,
        }
    }
}

/// The second reading.
struct Second<'w> {
    store: &'w Store,
    job: &'w Job,
    purpose: Purpose,
    progress: &'w dyn Fn(u64),
    summary: Summary,
    now: DateTime<Utc>,
    /// The chunks found so far, by the ids that rows give.
    chunks: HashMap<String, ChunkId>,
    /// The group that is being saved. When this is dropped, it is not.
    saving: JoinSet<Result<Landed, StoreError>>,
}

/// A group that was saved.
struct Landed {
    /// The conversations that it had, with those that were there already.
    size: u64,
    new: Vec<NewConversation>,
    saved: Saved,
}

impl Second<'_> {
    async fn file(&mut self, input: &Input, way: Way) -> Result<(), ImportError> {
        let mut group: Vec<Arrival> = Vec::new();
        let mut bytes = 0;
        for arrival in arrivals(input, way, &self.job.options)? {
            match arrival {
                Ok(arrival) => {
                    bytes += arrival.size();
                    group.push(arrival);
                }
                Err(_) if self.job.keep_going => {}
                Err(fault) => return Err(ImportError::Changed { file: fault.file }),
            }
            if group.len() >= GROUP || bytes >= GROUP_BYTES {
                self.group(std::mem::take(&mut group), bytes).await?;
                bytes = 0;
            }
        }
        self.group(group, bytes).await
    }

    /// Scores those that are new, and stores them in one transaction, one group after the other.
    async fn group(&mut self, group: Vec<Arrival>, bytes: usize) -> Result<(), ImportError> {
        if group.is_empty() {
            return Ok(());
        }
        let size = group.len() as u64;
        let keys: Vec<ImportKey> = group.iter().map(Arrival::key).collect();
        let is_new = self.store.new_among(&keys).await?;
        let mut new: Vec<NewConversation> = Vec::new();
        for (arrival, _) in group.into_iter().zip(is_new).filter(|(_, is_new)| *is_new) {
            let source = self.source(&arrival).await?;
            new.push(arrival.scored(&self.job.by, self.now, source.as_ref()));
        }
        self.land().await?;
        if self.purpose == Purpose::Count {
            let saved = Saved { added: new.iter().map(|new| new.id).collect(), ..Saved::default() };
            self.count(&Landed { size, new, saved });
            return Ok(());
        }
        let store = self.store.clone();
        self.saving.spawn(async move {
            let saved = store.import(&mut new).await?;
            Ok(Landed { size, new, saved })
        });
        if bytes < SMALL_GROUP_BYTES { Ok(()) } else { self.land().await }
    }

    /// Waits until the group before is saved.
    async fn land(&mut self) -> Result<(), ImportError> {
        while let Some(done) = self.saving.join_next().await {
            let landed = done.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))?;
            self.count(&landed);
        }
        Ok(())
    }

    fn count(&mut self, Landed { size, new, saved }: &Landed) {
        for new in new.iter().filter(|new| saved.added.contains(&new.id)) {
            let notes = new.assessment.metrics.findings.iter().chain(saved.notes.get(&new.id));
            self.summary.add(&new.subject.persona, notes);
        }
        self.summary.already_there += size - saved.added.len() as u64;
        (self.progress)(self.summary.imported + self.summary.already_there);
    }

    /// The chunk that it rests on; `None` where this database has no such chunk.
    async fn source(&mut self, arrival: &Arrival) -> Result<Option<Source>, ImportError> {
        let Some(given) = arrival.chunk() else { return Ok(None) };
        let known = Uuid::parse_str(given).ok().map(ChunkId).or_else(|| self.chunks.get(given).copied());
        let chunk = match known {
            Some(id) => self.store.chunk_by_id(id).await?,
            None => match self.store.chunk(given).await {
                Ok(chunk) => Some(chunk),
                Err(StoreError::NotFound { .. } | StoreError::Ambiguous { .. }) => None,
                Err(error) => return Err(error.into()),
            },
        };
        // A short id is looked for among all chunks: once is enough.
        self.chunks.extend(chunk.iter().map(|chunk| (given.to_owned(), chunk.id)));
        Ok(chunk.map(Source::from))
    }
}

fn unreadable(input: &Input) -> impl Fn(io::Error) -> ImportError {
    |error| ImportError::Unreadable { file: input.name().to_owned(), error }
}

fn arrivals<'o>(
    input: &Input,
    way: Way,
    options: &'o Options,
) -> Result<Arrivals<'o, Box<dyn io::BufRead + Send>>, ImportError> {
    Arrivals::of(input, way, options).map_err(unreadable(input))
}

fn clear_way(input: &Input, options: &Options) -> Result<Way, ImportError> {
    let reader = input.reader().map_err(unreadable(input))?;
    let file = input.name().to_owned();
    way_of(reader, options).map_err(unreadable(input))?.map_err(|unclear| match unclear {
        Unclear::None(fields) => ImportError::UnknownFormat { file, fields },
        Unclear::Several(formats) => ImportError::SeveralFormats { file, formats },
        Unclear::Refused(why) => ImportError::Refused { file, why },
    })
}
