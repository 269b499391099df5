//! What a conversation is compared by, and the finding that it is almost the same as another.

use crate::domain::conversation::Role;
use crate::domain::finding::{Finding, Note, Severity};
use crate::domain::ids::ConversationId;
use crate::quality::similarity::{Bands, Shingles};

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
    /// `None` where only the opening was read.
    all: Option<Shingles>,
    opening: Shingles,
}

impl Print {
    pub(crate) fn new<'a>(turns: impl Iterator<Item = (Role, &'a str)> + Clone) -> Print {
        let all = Shingles::of(turns.clone().map(|(_, content)| content));
        let bands = all.bands();
        let Contents { opening, .. } = Contents::opening(turns);
        let opening_bands = opening.opening_bands();
        Print { contents: Contents { all: Some(all), opening }, bands, opening_bands }
    }

    /// The bands of the whole, then those of the opening.
    pub(crate) fn hashes(&self) -> impl Iterator<Item = u32> + '_ {
        self.bands.iter().chain(&self.opening_bands).copied()
    }
}

impl Contents {
    pub(super) fn whole<'a>(turns: impl Iterator<Item = (Role, &'a str)> + Clone) -> Contents {
        let all = Shingles::of(turns.clone().map(|(_, content)| content));
        Contents { all: Some(all), ..Contents::opening(turns) }
    }

    /// The first turns are enough.
    pub(super) fn opening<'a>(turns: impl Iterator<Item = (Role, &'a str)>) -> Contents {
        let opening = turns.take(OPENING_TURNS).find(|(role, _)| *role == Role::User);
        Contents { all: None, opening: Shingles::of(opening.map(|(_, content)| content)) }
    }

    pub(super) fn has_opening_of(&self, other: &Contents) -> bool {
        self.opening.jaccard(&other.opening) >= SAME_OPENING
    }

    /// The finding that this one is almost the same as another.
    pub(super) fn note(&self, other: &Contents, id: ConversationId) -> Option<Note> {
        let share = self.all.as_ref().zip(other.all.as_ref()).map_or(0.0, |(all, others)| all.jaccard(others));
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
