//! The parts of a split, and the group that each conversation belongs to.

use sha2::{Digest, Sha256};

use crate::domain::conversation::Conversation;
use crate::domain::export::ExportRecord;
use crate::domain::ids::ExportId;
use crate::domain::word::words;
use crate::export::stratify::part_at;

words! {
    /// What never straddles two parts, beside regenerations and near-duplicates.
    GroupBy is "group" {
        /// Persona, emotion and topic together.
        Cell = "cell",
        /// Everything of a persona.
        Persona = "persona",
        /// Everything about a topic.
        Topic = "topic",
        /// Everything from a document; else like cell.
        Document = "document",
    }
}

/// Parts with names and shares, and what stays together.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Split {
    parts: Vec<(String, f64)>,
    /// What stays together.
    pub group_by: GroupBy,
}

/// Why the parts make no split.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SplitError {
    /// A part is not `NAME=SHARE`.
    #[error("{0:?} is no part; a part is NAME=SHARE, like train=0.9")]
    Part(String),
    /// A part that holds nothing, or everything.
    #[error("{0:?} is no share of a split; it is between 0 and 1, like train=0.9")]
    Share(String),
    /// A name that a loader refuses.
    #[error("{0:?} is no name of a part; use letters, digits and _")]
    Name(String),
    /// A name stands twice.
    #[error("the part {0} stands twice")]
    Twice(String),
    /// One part is no split.
    #[error("a split has at least two parts")]
    TooFew,
    /// The shares are not everything.
    #[error("the shares are {0} together; they must be 1")]
    Sum(f64),
}

impl Split {
    /// From `train=0.9,validation=0.1`.
    pub fn parse(given: &str, group_by: GroupBy) -> Result<Split, SplitError> {
        let mut parts: Vec<(String, f64)> = Vec::new();
        for part in given.split(',') {
            let wrong = || SplitError::Part(part.trim().to_owned());
            let (name, share) = part.split_once('=').ok_or_else(wrong)?;
            let (name, share) = (name.trim(), share.trim().parse::<f64>().map_err(|_| wrong())?);
            if !(share > 0.0 && share < 1.0) {
                return Err(SplitError::Share(part.trim().to_owned()));
            }
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                return Err(SplitError::Name(name.to_owned()));
            }
            if parts.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
                return Err(SplitError::Twice(name.to_owned()));
            }
            parts.push((name.to_owned(), share));
        }
        let sum: f64 = parts.iter().map(|(_, share)| share).sum();
        match parts.len() {
            0 | 1 => Err(SplitError::TooFew),
            _ if (sum - 1.0).abs() > 1e-6 => Err(SplitError::Sum((sum * 1e6).round() / 1e6)),
            _ => Ok(Split { parts, group_by }),
        }
    }

    /// The names of the parts, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|(name, _)| name.as_str())
    }

    /// As people type it: `train=0.9,validation=0.1 by cell`.
    pub(super) fn told(&self) -> String {
        let parts = self.parts.iter().map(|(name, share)| format!("{name}={share}"));
        format!("{} by {}", parts.collect::<Vec<_>>().join(","), self.group_by)
    }

    /// The shares, in the same order.
    pub(super) fn shares(&self) -> Vec<f64> {
        self.parts.iter().map(|(_, share)| *share).collect()
    }

    /// The part of each conversation of an export by this split, in its order: they stand part by part.
    pub(super) fn parts_in(&self, record: &ExportRecord) -> impl Iterator<Item = usize> {
        record.files.iter().flat_map(|file| {
            let part = self.names().position(|name| file.part.as_deref() == Some(name));
            std::iter::repeat_n(part.unwrap_or_default(), file.conversations as usize)
        })
    }

    /// Whether a model learns from the part: it is called so, or it is the first one where none is.
    pub(super) fn is_training(&self, part: usize) -> bool {
        let named = self.names().position(|name| name.eq_ignore_ascii_case("train"));
        part == named.unwrap_or_default()
    }

    /// The part that a point falls into by the shares alone.
    pub(super) fn part_at(&self, point: u64) -> usize {
        part_at(&self.shares(), point)
    }

    /// The group of a conversation, before any links.
    pub(super) fn group(&self, conversation: &Conversation) -> Group {
        let Conversation { persona, emotion, topic, document_id, .. } = conversation;
        let cell = || hash(&["cell", &persona.to_lowercase(), &emotion.to_lowercase(), &topic.to_lowercase()]);
        Group(match (self.group_by, document_id) {
            (GroupBy::Persona, _) => hash(&["persona", &persona.to_lowercase()]),
            (GroupBy::Topic, _) => hash(&["topic", &topic.to_lowercase()]),
            (GroupBy::Document, Some(id)) => hash(&["document", &id.to_string()]),
            (GroupBy::Cell | GroupBy::Document, _) => cell(),
        })
    }
}

/// Conversations that stay out of training, though the shares alone would put them there now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct StaysOut {
    /// How many.
    pub conversations: u64,
    /// The newest export that held them out.
    pub by: ExportId,
}

/// What stays together: a hash of its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Group(u64);

impl Group {
    /// Its place among all groups, whatever else is exported.
    pub(super) fn point(self) -> u64 {
        hash(&["split", &self.0.to_string()])
    }
}

fn hash(parts: &[&str]) -> u64 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let digest = hash.finalize();
    digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn parts_have_names_and_shares_that_are_everything() {
        let names = |given| Split::parse(given, GroupBy::Cell).map(|split| split.names().collect::<Vec<_>>().join(" "));
        assert_eq!(names("train=0.8, validation=0.1,test=0.1"), Ok("train validation test".into()));
        for (given, expected) in [
            ("train", SplitError::Part("train".into())),
            ("train=1.5,test=0.5", SplitError::Share("train=1.5".into())),
            ("train=nan,test=0.5", SplitError::Share("train=nan".into())),
            ("train=1", SplitError::Share("train=1".into())),
            ("a-b=0.5,test=0.5", SplitError::Name("a-b".into())),
            ("a=0.5,A=0.5", SplitError::Twice("A".into())),
            ("train=0.9,test=0.2", SplitError::Sum(1.1)),
        ] {
            assert_eq!(names(given), Err(expected), "{given}");
        }
    }

    #[test]
    fn points_fall_into_the_parts_by_their_shares() {
        let split = Split::parse("train=0.9,validation=0.1", GroupBy::Cell).unwrap();
        let groups = (0..10_000).map(|number| Group(hash(&[&format!("{number}")])));
        let validation = groups.filter(|group| split.part_at(group.point()) == 1).count();
        assert!((900..1100).contains(&validation), "{validation}");
    }
}
