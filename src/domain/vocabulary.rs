//! Vocabularies: named lists of values of one axis, which plans name as `@NAME`.

use serde::{Deserialize, Serialize};

use crate::domain::axis::Axis;
use crate::domain::nearest;
use crate::domain::word::words;

/// What stands before the name of a vocabulary where a plan names one.
pub const SIGN: char = '@';

/// The name in a value that stands for a vocabulary: "personas" of "@personas".
pub fn named(value: &str) -> Option<&str> {
    value.trim().strip_prefix(SIGN).map(str::trim)
}

words! {
    /// Whether a vocabulary is in use.
    VocabularyStatus is "vocabulary status" {
        /// In use.
        Active = "active",
        /// No longer in use.
        Archived = "archived",
    }
}

/// A vocabulary's content; also the shape of its file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VocabularyText {
    /// Unique in any case; plans name it.
    pub name: String,
    /// The axis that its values are of.
    pub axis: Axis,
    /// One sentence for the person who chooses a vocabulary.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The values, each once.
    pub values: Vec<String>,
    /// Whether it is in use.
    #[serde(default = "active", skip_serializing_if = "is_active")]
    pub status: VocabularyStatus,
}

fn active() -> VocabularyStatus {
    VocabularyStatus::Active
}

fn is_active(status: &VocabularyStatus) -> bool {
    *status == VocabularyStatus::Active
}

/// A name that no vocabulary of the axis has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}; {there}")]
pub struct NoVocabulary {
    why: String,
    there: String,
    /// What to do.
    pub hint: &'static str,
}

/// The vocabulary of this name (in any case) for an axis.
pub(crate) fn find<'a>(all: &[&'a VocabularyText], axis: Axis, name: &str) -> Result<&'a VocabularyText, NoVocabulary> {
    let in_use = || all.iter().filter(|one| is_active(&one.status));
    let why = match all.iter().find(|one| one.name.to_lowercase() == name.to_lowercase()) {
        Some(found) if !is_active(&found.status) => {
            return Err(NoVocabulary {
                why: format!("the vocabulary \"{}\" is switched off", found.name),
                there: "it stands for no values".to_owned(),
                hint: "Switch it on again with: dialoom vocabulary restore NAME",
            });
        }
        Some(found) if found.axis == axis => return Ok(found),
        Some(found) => format!("the vocabulary \"{}\" holds values for {}", found.name, found.axis),
        None => {
            let near = nearest(name, in_use().map(|one| one.name.as_str()));
            let near = near.map(|near| format!(" (did you mean \"{SIGN}{near}\"?)")).unwrap_or_default();
            format!("no vocabulary \"{name}\"{near}")
        }
    };
    let names: Vec<&str> = in_use().filter(|one| one.axis == axis).map(|one| one.name.as_str()).collect();
    let (there, hint) = match names.as_slice() {
        [] => (format!("there is none for {axis} yet"), "Add one with: dialoom vocabulary add FILE"),
        _ => (format!("those for {axis} are: {}", names.join(", ")), "List them with: dialoom vocabulary list"),
    };
    Err(NoVocabulary { why, there, hint })
}
