//! Where the rows go: standard output, a file, or the files of a split.

use std::path::{Path, PathBuf};

use tokio::io::{AsyncWrite, AsyncWriteExt};

use crate::domain::export::{ExportShape, ExportedFile};
use crate::export::beside::Beside;
use crate::export::error::ExportError;
use crate::export::exported_ids::{ExportedIds, PartIds};
use crate::export::file::{NewFile, finish_all};
use crate::export::folder::NewFolder;
use crate::export::groups::Parts;
use crate::export::picked::Picked;
use crate::export::progress::Progress;
use crate::export::shaping::Told;
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

/// What was written, a summary for each part, and the folder that is not at its place yet.
pub(super) struct Written {
    pub(super) summaries: Vec<Summary>,
    pub(super) ids: ExportedIds,
    pub(super) folder: Option<NewFolder>,
}

/// The writers of all parts: one where there is no split.
pub(super) struct Output<'a> {
    target: Target<'a>,
    /// Each with the bytes that wait for its first conversation.
    outs: Vec<(Writing, Vec<u8>)>,
    ids: Vec<PartIds>,
    was_begun: bool,
}

impl<'a> Output<'a> {
    pub(super) fn new(target: Target<'a>, outs: Vec<(Writing, Vec<u8>)>) -> Output<'a> {
        let ids = outs.iter().map(|_| PartIds::default()).collect();
        Output { target, outs, ids, was_begun: false }
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
                self.page(part, told, reading.shape).await?;
            }
            reading.progress.reads(page.len());
        }
        self.end().await
    }

    async fn page(
        &mut self,
        part: usize,
        told: impl Iterator<Item = Told<'_>>,
        shape: ExportShape,
    ) -> Result<(), ExportError> {
        let was_begun = self.was_begun && matches!(self.target, Target::Writer(_));
        let (writing, bytes) = &mut self.outs[part];
        let invalid = |Invalid { short_id, unfit }| ExportError::Invalid { short_id, unfit, shape, was_begun };
        bytes.extend(writing.page(told).map_err(invalid)?);
        self.ids[part].add(&writing.take_ids()).map_err(ExportError::Ids)?;
        // The beginning of the file waits for the first conversation: without one, nothing is written.
        if writing.written() > 0 {
            let bytes = std::mem::take(bytes);
            self.was_begun = true;
            self.target.put(part, &bytes).await?;
        }
        Ok(())
    }

    async fn end(mut self) -> Result<Written, ExportError> {
        let mut summaries = Vec::with_capacity(self.outs.len());
        for (part, (writing, _)) in std::mem::take(&mut self.outs).into_iter().enumerate() {
            let written = writing.written();
            let (last, summary) = writing.end();
            if written > 0 {
                self.target.put(part, &last).await?;
            }
            summaries.push(summary);
        }
        let is_whole = summaries.iter().all(|it| it.examples > 0);
        let folder = match self.target {
            Target::Files(files) if is_whole => finish_all(files).map(|()| None)?,
            Target::Folder(folder, files) if is_whole => finish_all(files).map(|()| Some(folder))?,
            _ => None,
        };
        Ok(Written { summaries, ids: ExportedIds::of(self.ids), folder })
    }
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

/// What is recorded of each file.
pub(super) fn files(paths: &[String], names: &[String], summaries: &[Summary]) -> Vec<ExportedFile> {
    let file = |(place, path): (usize, &String)| {
        let summary = &summaries[place];
        ExportedFile {
            part: names.get(place).cloned(),
            path: path.clone(),
            size: summary.size,
            checksum: summary.checksum.clone(),
            conversations: summary.conversations,
            examples: summary.examples,
        }
    };
    paths.iter().enumerate().map(file).collect()
}
