//! The values of a vocabulary, where a command takes one or all of them.

use std::collections::HashMap;

use crate::domain::axis::Axis;
use crate::domain::conversation::Subject;
use crate::domain::filter::Filter;
use crate::domain::vocabulary::{NoVocabulary, VocabularyText, find, named};
use crate::store::{Store, StoreError};

/// Why no value was drawn.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// No such vocabulary.
    #[error("--{axis}: {error}")]
    Unknown {
        /// The axis, as its flag.
        axis: Axis,
        /// What is wrong.
        error: NoVocabulary,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The values of the vocabulary with this name.
pub async fn vocabulary_values(store: &Store, axis: Axis, name: &str) -> Result<Vec<String>, DrawError> {
    let stored = store.entries::<VocabularyText>().await?;
    let stored: Vec<&VocabularyText> = stored.iter().map(|one| &one.text).collect();
    let found = find(&stored, axis, name).map_err(|error| DrawError::Unknown { axis, error })?;
    Ok(found.values.clone())
}

/// The subject with a value for each vocabulary that it names: the one with the fewest conversations, then the first.
pub async fn drawn(store: &Store, mut subject: Subject) -> Result<Subject, DrawError> {
    if Axis::ALL.iter().all(|axis| named(subject.on(*axis)).is_none()) {
        return Ok(subject);
    }
    let stored = store.entries::<VocabularyText>().await?;
    let stored: Vec<&VocabularyText> = stored.iter().map(|one| &one.text).collect();
    let cells = store.cell_totals(&Filter::default()).await?;
    for axis in Axis::ALL.iter().copied() {
        let Some(name) = named(subject.on(axis)) else { continue };
        let vocabulary = find(&stored, axis, name).map_err(|error| DrawError::Unknown { axis, error })?;
        let mut uses: HashMap<&str, u64> = HashMap::new();
        for cell in &cells {
            *uses.entry(cell.subject.on(axis)).or_default() += cell.conversations;
        }
        let of = |value: &&String| uses.get(value.as_str()).copied().unwrap_or_default();
        if let Some(value) = vocabulary.values.iter().min_by_key(of) {
            value.clone_into(subject.on_mut(axis));
        }
    }
    Ok(subject)
}
