//! Where the rows go: standard output, a file, or the files of a split.

use std::path::{Path, PathBuf};

use tokio::io::{AsyncWrite, AsyncWriteExt};

use crate::domain::export::ExportShape;
use crate::domain::ids::ConversationId;
use crate::export::beside::Beside;
use crate::export::dataset_folder::data_file;
use crate::export::error::ExportError;
use crate::export::exported_ids::{ExportedIds, PartIds};
use crate::export::file::{NewFile, finish_all};
use crate::export::folder::NewFolder;
use crate::export::groups::Parts;
use crate::export::picked::Picked;
use crate::export::progress::Progress;
use crate::export::shaping::Told;
use crate::export::unfit::Unfit;
use crate::export::writing::{Invalid, Summary, Writing};
use crate::store::Store;

/// Where the bytes go.
pub enum Target<'a> {
    /// Files that appear whole or not at all: one, or one for each part of a split, in its order.
    Files(Vec<NewFile>),
    /// The same in a folder that appears whole or not at all.
    Folder(NewFolder, Vec<NewFile>),
    /// Standard output, or the body of a response. A failed job leaves a part in it.
    Writer(&'a mut (dyn AsyncWrite + Send + Unpin)),
}

impl Target<'_> {
    /// The files as the user named them.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        match self {
            Target::Files(files) => files.iter().map(NewFile::asked_path).map(Path::to_owned).collect(),
            Target::Folder(folder, files) => files.iter().map(|file| folder.place_of(file)).collect(),
            Target::Writer(_) => Vec::new(),
        }
    }

    /// The name of the folder, which is the title of its card where the user states none.
    pub(super) fn title(&self) -> String {
        let name = match self {
            Target::Folder(folder, _) => folder.asked_path().file_name(),
            Target::Files(_) | Target::Writer(_) => None,
        };
        name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

/// Where the rows come from.
pub(super) struct Reading {
    pub(super) source: Picked,
    pub(super) beside: Beside,
    pub(super) shape: ExportShape,
    /// The part of each conversation, where there is a split.
    pub(super) parts: Option<Parts>,
    pub(super) progress: Progress,
}

/// A file that was written, or what went to standard output.
pub(super) struct WrittenFile {
    /// Its part, by its place in the split.
    pub(super) part: usize,
    /// `None` on standard output.
    pub(super) path: Option<PathBuf>,
    pub(super) summary: Summary,
}

/// What was written, part by part, and the folder that is not at its place yet.
pub(super) struct Written {
    pub(super) files: Vec<WrittenFile>,
    pub(super) ids: ExportedIds,
    pub(super) folder: Option<NewFolder>,
}

impl Written {
    /// Takes back that so many make no pair.
    pub(super) fn in_pairs(&mut self, mut number: u64) {
        for file in &mut self.files {
            let unfit = &mut file.summary.unfit;
            let counted = unfit.remove(&Unfit::NoPair).unwrap_or_default();
            if counted > number {
                unfit.insert(Unfit::NoPair, counted - number);
            }
            number = number.saturating_sub(counted);
        }
    }

    /// The other sides of all pairs.
    pub(super) fn rejected_ids(&self) -> Vec<ConversationId> {
        self.files.iter().flat_map(|file| &file.summary.rejected_ids).copied().collect()
    }
}

/// A file that takes rows.
struct Out {
    writing: Writing,
    /// Bytes that wait for its first conversation.
    waiting: Vec<u8>,
    ids: PartIds,
}

impl Out {
    fn begun((writing, waiting): (Writing, Vec<u8>)) -> Out {
        Out { writing, waiting, ids: PartIds::default() }
    }
}

/// A file that takes no more rows.
struct Full {
    part: usize,
    file: Option<NewFile>,
    summary: Summary,
    ids: PartIds,
}

/// The files of a folder: a part has another one from so many bytes on.
pub(super) struct Shards {
    pub(super) bytes: u64,
    /// The names of the parts.
    pub(super) parts: Vec<String>,
}

/// The writers of all parts: one where there is no split.
pub(super) struct Output<'a, B> {
    target: Target<'a>,
    /// Begins a file.
    begin: B,
    shards: Option<Shards>,
    outs: Vec<Out>,
    full: Vec<Full>,
    was_begun: bool,
}

impl<'a, B: Fn() -> (Writing, Vec<u8>)> Output<'a, B> {
    /// For so many parts. `begin` gives a writer and its first bytes.
    pub(super) fn new(target: Target<'a>, parts: usize, shards: Option<Shards>, begin: B) -> Output<'a, B> {
        let outs = (0..parts).map(|_| Out::begun(begin())).collect();
        let shards = shards.filter(|_| matches!(target, Target::Folder(..)));
        Output { target, begin, shards, outs, full: Vec::new(), was_begun: false }
    }

    /// Writes everything, or nothing where no conversation is fit. A folder waits for what else belongs into it.
    pub(super) async fn write(mut self, store: &Store, reading: &mut Reading) -> Result<Written, ExportError> {
        while let Some(page) = reading.source.next_page(store).await? {
            let rejected = reading.beside.rejected(store, &page).await?;
            for part in 0..self.outs.len() {
                let is_here = |it: &Told<'_>| {
                    reading.parts.as_ref().is_none_or(|parts| parts.part_of(&it.full.conversation) == part)
                };
                let told = reading.beside.told(&page, &rejected).filter(is_here);
                match &self.shards {
                    None => self.page(part, told, reading.shape).await?,
                    Some(_) => self.one_by_one(part, told, reading.shape).await?,
                }
            }
            reading.progress.reads(page.len());
        }
        self.end().await
    }

    /// Whatever the pages are, a file ends behind the same conversation.
    async fn one_by_one(
        &mut self,
        part: usize,
        told: impl Iterator<Item = Told<'_>>,
        shape: ExportShape,
    ) -> Result<(), ExportError> {
        for one in told {
            let written = self.outs[part].writing.size();
            if self.shards.as_ref().is_some_and(|shards| written >= shards.bytes) {
                self.begin_next(part).await?;
            }
            self.page(part, std::iter::once(one), shape).await?;
        }
        Ok(())
    }

    /// Ends the file of a part, and begins its next one.
    async fn begin_next(&mut self, part: usize) -> Result<(), ExportError> {
        let next = Out::begun((self.begin)());
        let Out { writing, ids, .. } = std::mem::replace(&mut self.outs[part], next);
        let (last, summary) = writing.end();
        self.target.put(part, &last).await?;
        let file = match (&mut self.target, &self.shards) {
            (Target::Folder(folder, files), Some(shards)) => {
                let place = self.full.iter().filter(|full| full.part == part).count() + 1;
                // Its name is known once all are written.
                let next = folder.file(&data_file(&shards.parts[part], place, place + 1))?;
                Some(std::mem::replace(&mut files[part], next))
            }
            _ => None,
        };
        self.full.push(Full { part, file, summary, ids });
        Ok(())
    }

    async fn page(
        &mut self,
        part: usize,
        told: impl Iterator<Item = Told<'_>>,
        shape: ExportShape,
    ) -> Result<(), ExportError> {
        let was_begun = self.was_begun && matches!(self.target, Target::Writer(_));
        let Out { writing, waiting, ids } = &mut self.outs[part];
        let invalid = |Invalid { short_id, unfit }| ExportError::Invalid { short_id, unfit, shape, was_begun };
        writing.page(told, waiting).map_err(invalid)?;
        ids.add(&writing.take_ids()).map_err(ExportError::Ids)?;
        // The beginning of the file waits for the first conversation: without one, nothing is written.
        if writing.written() > 0 {
            self.was_begun = true;
            self.target.put(part, waiting).await?;
            // The next page takes the same memory: a new block for each costs a fault for each of its pages.
            waiting.clear();
        }
        Ok(())
    }

    async fn end(mut self) -> Result<Written, ExportError> {
        let mut ended = Vec::with_capacity(self.outs.len());
        for (part, Out { writing, ids, .. }) in std::mem::take(&mut self.outs).into_iter().enumerate() {
            let written = writing.written();
            let (last, summary) = writing.end();
            if written > 0 {
                self.target.put(part, &last).await?;
            }
            ended.push((summary, ids));
        }
        let (folder, open) = match self.target {
            Target::Files(files) => (None, files),
            Target::Folder(folder, files) => (Some(folder), files),
            Target::Writer(_) => (None, Vec::new()),
        };
        let mut open = open.into_iter();
        for (part, (summary, ids)) in ended.into_iter().enumerate() {
            let file = open.next();
            match self.full.iter_mut().rfind(|full| full.part == part) {
                // Nothing behind the last full file was fit.
                Some(last) if summary.conversations == 0 => last.summary.add_unfit(summary.unfit),
                _ => self.full.push(Full { part, file, summary, ids }),
            }
        }
        let mut full = self.full;
        full.sort_by_key(|full| full.part);
        if let Some(Shards { parts, .. }) = &self.shards {
            name_files(&mut full, parts);
        }
        written(full, folder)
    }
}

/// Names each file by its place among those of its part.
fn name_files(full: &mut [Full], parts: &[String]) {
    for files in full.chunk_by_mut(|one, next| one.part == next.part) {
        let of = files.len();
        for (place, it) in files.iter_mut().enumerate() {
            it.file.iter_mut().for_each(|file| file.rename(&data_file(&parts[it.part], place, of)));
        }
    }
}

/// Moves all files to their places, or none where one has no row.
fn written(full: Vec<Full>, folder: Option<NewFolder>) -> Result<Written, ExportError> {
    let is_whole = full.iter().all(|it| it.summary.examples > 0);
    let (mut files, mut all, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    for Full { part, file, summary, ids: of_file } in full {
        let path = file.as_ref().map(|file| match &folder {
            Some(folder) => folder.place_of(file),
            None => file.asked_path().to_owned(),
        });
        files.push(WrittenFile { part, path, summary });
        all.extend(file);
        ids.push(of_file);
    }
    if is_whole {
        finish_all(all)?;
    }
    Ok(Written { files, ids: ExportedIds::of(ids), folder: folder.filter(|_| is_whole) })
}

impl Target<'_> {
    async fn put(&mut self, part: usize, bytes: &[u8]) -> Result<(), ExportError> {
        match self {
            Target::Files(files) | Target::Folder(_, files) => Ok(files[part].write(bytes)?),
            Target::Writer(writer) => {
                writer.write_all(bytes).await.map_err(ExportError::Output)?;
                writer.flush().await.map_err(ExportError::Output)
            }
        }
    }
}
