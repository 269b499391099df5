//! The axis `chunks = "document:NAME"`: each chunk of a document is a value.

use std::collections::BTreeMap;

use crate::domain::document::{Chunk, Source};
use crate::domain::quoted::quoted;

use crate::engine::plan::definition::{Plan, PlanError, PlannedChunks};

/// The name of the axis.
pub(super) const CHUNKS: &str = "chunks";
/// The field of a single item that names its chunk.
pub(super) const CHUNK: &str = "chunk";
/// What a document's name follows.
const DOCUMENT: &str = "document:";

impl PlannedChunks {
    /// What the text after `chunks =` says.
    pub(super) fn read(place: String, text: &str) -> Result<PlannedChunks, PlanError> {
        match text.strip_prefix(DOCUMENT).map(str::trim) {
            Some(document) if !document.is_empty() => Ok(PlannedChunks { place, document: document.to_owned() }),
            _ => {
                let message = format!("axes.chunks is {}; expected \"document:NAME\"", quoted(text));
                let hint = Some("List the documents with: dialoom documents list".to_owned());
                Err(PlanError { place, message, hint })
            }
        }
    }

    /// An error at this place.
    pub(crate) fn wrong(&self, message: String) -> PlanError {
        let hint = Some("List the documents with: dialoom documents list".to_owned());
        PlanError { place: self.place.clone(), message: format!("axes.chunks: {message}"), hint }
    }
}

impl Plan {
    /// The chunks that single items name, each with the place of the first.
    pub(crate) fn chunks_of_items(&self) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        for item in &self.items {
            if let Some(given) = item.values.get(CHUNK) {
                found.entry(given.clone()).or_insert_with(|| self.place_of(item));
            }
        }
        found
    }

    /// Makes a chunk the source of the items that name it so.
    pub(crate) fn rest_items_on(&mut self, given: String, chunk: Chunk) {
        self.sources.insert(given, Source::from(chunk));
    }

    /// Makes the chunks of its document the last axis. With all combinations it changes fastest, and a sample is even on
    /// each axis: every chunk comes before any comes twice.
    pub(crate) fn rest_on(&mut self, chunks: Vec<Chunk>) -> Result<(), PlanError> {
        let Some(planned) = self.chunks.clone() else { return Ok(()) };
        self.axes.retain(|(name, _)| name != CHUNKS);
        self.axes.push((CHUNKS.to_owned(), chunks.iter().map(|chunk| chunk.id.to_string()).collect()));
        self.sources.extend(chunks.into_iter().map(|chunk| (chunk.id.to_string(), Source::from(chunk))));
        self.check(|_| planned.place.clone())
    }
}
