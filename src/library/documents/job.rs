//! Adding documents: every file is read and checked before the first is stored.

use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::domain::document::{Document, DocumentFormat, NewDocument, Splitting};
use crate::domain::name;
use crate::domain::ordinary_file::check_readable;
use crate::store::{Store, StoreError};

use crate::library::documents::chunking::chunks;
use crate::library::documents::readers::{LARGEST_FILE, ReadError, format_of, read};

/// The most chunks of a document.
const MOST_CHUNKS: usize = 20_000;

/// Files to add.
#[derive(Debug, Clone)]
pub struct Job {
    /// The files.
    pub files: Vec<PathBuf>,
    /// The name of a single file's document; by default the file's name without its ending.
    pub title: Option<String>,
    /// The format; by default what the name's ending says.
    pub format: Option<DocumentFormat>,
    /// The most tokens of a chunk; by default as before, else 400.
    pub chunk_tokens: Option<u32>,
    /// The tokens two chunks share at most; by default as before, else 40.
    pub overlap: Option<u32>,
    /// Who adds them.
    pub by: String,
}

/// Why nothing was added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// A file cannot be read.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The ending of its name says no format.
    #[error("{}: the name does not say the format", path.display())]
    Format {
        /// The file.
        path: PathBuf,
    },
    /// A file has no text.
    #[error("{}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: ReadError,
    },
    /// Another file has this document.
    #[error("{}: the document \"{title}\" was made from another file, {other}", path.display())]
    OtherFile {
        /// The file.
        path: PathBuf,
        /// The name of the document.
        title: String,
        /// Its file.
        other: String,
    },
    /// A new document cannot have this name.
    #[error("{}: the name of the document {fault}", path.display())]
    Name {
        /// The file.
        path: PathBuf,
        /// What is wrong with the name.
        fault: String,
    },
    /// The overlap is no part of the budget.
    #[error("an overlap of {overlap} tokens is too much for chunks of {chunk_tokens}")]
    Overlap {
        /// As asked for.
        overlap: u32,
        /// The budget.
        chunk_tokens: u32,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What adding a file changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A new document.
    New,
    /// The document has this text already.
    Nothing,
    /// A newer text.
    Renewed,
    /// The same text, in chunks of another length.
    Resplit,
}

/// A file that was added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Added {
    /// The file as given.
    pub file: PathBuf,
    /// What changed.
    pub change: Change,
    /// Chunks that are as they were.
    pub kept: u64,
    /// New chunks.
    pub new: u64,
    /// Chunks that a newer text replaced.
    pub superseded: u64,
    /// The document as it is now.
    pub document: Document,
}

/// Files that were read whole.
#[derive(Debug)]
pub struct Ready {
    by: String,
    files: Vec<(PathBuf, Prepared)>,
}

/// Reads files and stores nothing. The first wrong one keeps all out. `at` gets each file before it is read.
pub async fn read_all(store: &Store, job: &Job, at: impl Fn(&Path)) -> Result<Ready, AddError> {
    let mut files: Vec<(PathBuf, Prepared)> = Vec::new();
    for path in &job.files {
        at(path);
        let prepared = prepared(store, job, path).await?;
        match files.iter().find_map(|(_, before)| before.is_met_by(&prepared)) {
            None => files.push((path.clone(), prepared)),
            // The same file again.
            Some(None) => {}
            Some(Some((title, other))) => return Err(AddError::OtherFile { path: path.clone(), title, other }),
        }
    }
    Ok(Ready { by: job.by.clone(), files })
}

impl Ready {
    /// Stores what was read.
    pub async fn save(self, store: &Store) -> Result<Vec<Added>, AddError> {
        let mut added = Vec::new();
        for (file, prepared) in self.files {
            added.push(match prepared {
                Prepared::Known(document) => {
                    let kept = document.chunk_count;
                    Added { file, change: Change::Nothing, kept, new: 0, superseded: 0, document }
                }
                Prepared::New { document: new, is_same_text } => {
                    let saved = store.save_document(&new, &self.by).await?;
                    let change = match (saved.is_new, is_same_text) {
                        (true, _) => Change::New,
                        (false, true) => Change::Resplit,
                        (false, false) => Change::Renewed,
                    };
                    let document = store.document(&new.title).await?;
                    let (kept, new, superseded) = (saved.kept, saved.new, saved.superseded);
                    Added { file, change, kept, new, superseded, document }
                }
            });
        }
        Ok(added)
    }
}

#[derive(Debug)]
enum Prepared {
    Known(Document),
    New { document: Box<NewDocument>, is_same_text: bool },
}

impl Prepared {
    /// Whether another file of the same command meets this one: `Some(None)` where it adds nothing, else the title and the
    /// file of the document that it would replace.
    fn is_met_by(&self, other: &Prepared) -> Option<Option<(String, String)>> {
        match (self, other) {
            (Prepared::Known(one), Prepared::Known(other)) => (one.id == other.id).then_some(None),
            (Prepared::New { document: one, .. }, Prepared::New { document: other, .. }) => {
                if one.source_file == other.source_file || one.checksum == other.checksum {
                    return Some(None);
                }
                let is_same = one.title.to_lowercase() == other.title.to_lowercase();
                is_same.then(|| Some((one.title.clone(), one.source_file.clone())))
            }
            _ => None,
        }
    }
}

async fn prepared(store: &Store, job: &Job, path: &Path) -> Result<Prepared, AddError> {
    let failed = |source| AddError::File { path: path.to_owned(), source };
    check_readable(path).map_err(failed)?;
    let unread = |source| AddError::Read { path: path.to_owned(), source };
    let size = std::fs::metadata(path).map_err(failed)?.len();
    if size > LARGEST_FILE {
        let (what, most) = (format!("{} MiB", size >> 20), format!("{} MiB", LARGEST_FILE >> 20));
        return Err(unread(ReadError::TooLarge { what, most }));
    }
    let format = job.format.or_else(|| format_of(path)).ok_or_else(|| AddError::Format { path: path.to_owned() })?;
    let bytes = bytes_of(path).map_err(failed)?;
    if bytes.len() as u64 > LARGEST_FILE {
        let most = format!("{} MiB", LARGEST_FILE >> 20);
        return Err(unread(ReadError::TooLarge { what: "more bytes than can be taken".into(), most }));
    }
    let checksum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let source_file = std::fs::canonicalize(path).map_err(failed)?.display().to_string();
    let stem = || path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let of_file = || stem().replace(char::is_control, " ");
    let title = job.title.clone().unwrap_or_else(of_file).trim().to_owned();
    let known = match &job.title {
        Some(_) => store.document_named(&title).await?,
        None => match store.document_of(&source_file, &checksum).await? {
            Some(document) => Some(document),
            None => store.document_named(&title).await?,
        },
    };
    let splitting = splitting(job, known.as_ref())?;
    let (mut title, mut is_same_text) = (title, false);
    if let Some(known) = known {
        if known.checksum == checksum && known.splitting == splitting {
            return Ok(Prepared::Known(known));
        }
        // The command that names the document means it, from whatever file.
        let other = known.source_file.filter(|other| *other != source_file && job.title.is_none());
        if let Some(other) = other.filter(|_| known.checksum != checksum) {
            return Err(AddError::OtherFile { path: path.to_owned(), title: known.title, other });
        }
        is_same_text = known.checksum == checksum;
        title = known.title;
    } else if let Some(fault) = name::unfit(&title) {
        return Err(AddError::Name { path: path.to_owned(), fault });
    }
    let reading = read(bytes, format).await.map_err(unread)?;
    let chunks = chunks(&reading, splitting);
    if chunks.len() > MOST_CHUNKS {
        let (what, most) = (format!("{} chunks", chunks.len()), format!("{MOST_CHUNKS}: raise --chunk-tokens"));
        return Err(unread(ReadError::TooLarge { what, most }));
    }
    let text = reading.text;
    let document = Box::new(NewDocument { title, source_file, format, checksum, text, splitting, chunks });
    Ok(Prepared::New { document, is_same_text })
}

/// One byte more than can be taken is enough: a pipe has no size, and a file may grow.
fn bytes_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn splitting(job: &Job, known: Option<&Document>) -> Result<Splitting, AddError> {
    let before = known.map(|known| known.splitting).unwrap_or_default();
    let chunk_tokens = job.chunk_tokens.unwrap_or(before.chunk_tokens);
    // A small budget has a small overlap, unless somebody asks for more.
    let overlap = job.overlap.unwrap_or(before.overlap.min(chunk_tokens / 4));
    if overlap * 2 > chunk_tokens {
        return Err(AddError::Overlap { overlap, chunk_tokens });
    }
    Ok(Splitting { chunk_tokens, overlap })
}
