//! What a conversation is compared by, and the finding that it is almost the same as another.

use crate::domain::conversation::Role;
use crate::domain::finding::{Finding, Note, Severity};
use crate::domain::ids::ConversationId;
use crate::quality::similarity::{Bands, Shingles, Shingling};

/// From this share of common shingles on, two conversations are near-duplicates.
const ALIKE: f64 = 0.7;
/// From this share on, a near-duplicate is a serious finding.
const SERIOUS: f64 = 0.8;
/// From this share on, two openings are the same.
const SAME_OPENING: f64 = 0.8;
/// The opening is the first turn of the user among these. So it can be read without the rest.
pub(super) const OPENING_TURNS: usize = 2;

/// The hashes of a new conversation, and what it is compared by.
#[derive(Debug)]
pub(crate) struct Print {
    pub(super) contents: Contents,
    pub(super) bands: Bands,
    pub(super) opening_bands: Bands,
}

/// The shingles of a conversation and of its opening.
#[derive(Debug, Default)]
pub(super) struct Contents {
    all: Shingles,
    opening: Shingles,
}

/// The shingles of an opening, read without the rest.
#[derive(Debug)]
pub(super) struct Opening(Shingles);

impl Opening {
    pub(super) fn of(content: &str) -> Opening {
        Opening(Shingles::of([content]))
    }
}

impl Print {
    pub(crate) fn new<'a>(turns: impl Iterator<Item = (Role, &'a str)>) -> Print {
        let mut reader = Reader::default();
        turns.for_each(|(role, content)| reader.add(role, content));
        let Contents { all, opening } = reader.end();
        let (bands, opening_bands) = (all.bands(), opening.opening_bands());
        Print { contents: Contents { all, opening }, bands, opening_bands }
    }

    /// The bands of the whole, then those of the opening.
    pub(crate) fn hashes(&self) -> impl Iterator<Item = u32> + '_ {
        self.bands.iter().chain(&self.opening_bands).copied()
    }
}

/// Takes the turns of a conversation one by one, and keeps none.
#[derive(Debug, Default)]
pub(super) struct Reader {
    turns: usize,
    all: Shingling,
    opening: Option<Shingles>,
}

impl Reader {
    pub(super) fn add(&mut self, role: Role, content: &str) {
        self.turns += 1;
        self.all.add(content);
        if self.turns <= OPENING_TURNS && role == Role::User && self.opening.is_none() {
            self.opening = Some(Shingles::of([content]));
        }
    }

    /// The contents, as far as the turns were read.
    pub(super) fn end(self) -> Contents {
        Contents { all: self.all.end(), opening: self.opening.unwrap_or_default() }
    }
}

impl Contents {
    pub(super) fn has_opening(&self, opening: &Opening) -> bool {
        self.opening.jaccard(&opening.0) >= SAME_OPENING
    }

    /// The finding that this one is almost the same as another.
    pub(super) fn note(&self, other: &Contents, id: ConversationId) -> Option<Note> {
        let share = self.all.jaccard(&other.all);
        if share >= ALIKE {
            let severity = if share >= SERIOUS { Severity::Serious } else { Severity::Hint };
            return Some(note(Finding::NearDuplicate, severity, id, share));
        }
        let opening = self.opening.jaccard(&other.opening);
        (opening >= SAME_OPENING).then(|| note(Finding::SameOpening, Severity::Hint, id, opening))
    }
}

/// The excerpt is the short id of the other conversation.
fn note(finding: Finding, severity: Severity, other: ConversationId, share: f64) -> Note {
    let what = if finding == Finding::SameOpening { "opening" } else { "text" };
    let detail = format!("shares {:.0} % of its {what} with {}", share * 100.0, other.short());
    Note { finding, severity, turns: Vec::new(), excerpt: other.short(), detail }
}
