//! What an import found and did.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::finding::{Finding, Note};
use crate::domain::import::ImportFormat;
use crate::import::fault::Fault;

/// Faults that are told one by one; more are counted.
pub(super) const TOLD: usize = 20;
/// Personas that are counted; a file may have a million.
const PERSONAS: usize = 10_000;

/// A file and what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileRead {
    /// As the user named it.
    pub file: String,
    /// Its format.
    pub format: ImportFormat,
    /// Conversations that can be read.
    pub conversations: u64,
    /// Lines that cannot.
    pub left_out: u64,
}

/// How many conversations have a kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Found {
    /// All of them.
    pub conversations: u64,
    /// Those for which it is serious.
    pub serious: u64,
}

/// How many conversations have a persona.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonaCount {
    /// The persona.
    pub persona: String,
    /// Its conversations.
    pub conversations: u64,
}

/// What an import found and did; of a dry run, what it would do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// The files, in the order given.
    pub files: Vec<FileRead>,
    /// Conversations that were stored.
    pub imported: u64,
    /// Conversations whose text, or whose id, was in the database already.
    pub already_there: u64,
    /// Lines that cannot be read.
    pub left_out: u64,
    /// The first of these.
    pub faults: Vec<Fault>,
    /// Stored conversations with a serious finding.
    pub serious: u64,
    /// Stored conversations by kind of finding. A dry run compares with none, and finds no near-duplicates.
    pub findings: BTreeMap<Finding, Found>,
    /// Whether the rows fit another format than the one that the user names.
    #[serde(skip)]
    pub is_misnamed: bool,
    #[serde(skip)]
    personas: BTreeMap<String, u64>,
}

impl Summary {
    pub(super) fn add_fault(&mut self, fault: Fault) {
        self.left_out += 1;
        if self.faults.len() < TOLD {
            self.faults.push(fault);
        }
    }

    /// Counts a stored conversation, with its findings and the persona it has.
    pub(super) fn add<'n>(&mut self, persona: &str, notes: impl Iterator<Item = &'n Note>) {
        self.imported += 1;
        let mut kinds: BTreeMap<Finding, bool> = BTreeMap::new();
        notes.for_each(|note| *kinds.entry(note.finding).or_default() |= note.is_serious());
        self.serious += u64::from(kinds.values().any(|serious| *serious));
        for (finding, serious) in kinds {
            let found = self.findings.entry(finding).or_default();
            found.conversations += 1;
            found.serious += u64::from(serious);
        }
        if self.personas.len() < PERSONAS || self.personas.contains_key(persona) {
            *self.personas.entry(persona.to_owned()).or_default() += 1;
        }
    }

    /// The most frequent personas, at most so many.
    pub fn personas(&self, most: usize) -> Vec<PersonaCount> {
        let mut personas: Vec<PersonaCount> = self
            .personas
            .iter()
            .map(|(persona, count)| PersonaCount { persona: persona.clone(), conversations: *count })
            .collect();
        personas.sort_by_key(|persona| std::cmp::Reverse(persona.conversations));
        personas.truncate(most);
        personas
    }
}
